//! Messages, signals, errors and escalations: a definition for every name that is used.

use crate::outline::ast::MessageRef;
use crate::outline::ids;
use model::bpmn::{CodedDefinition, Definitions, Dynamic, Id, MessageDefinition, NamedDefinition, Process};
use std::collections::HashMap;

/// What a definition is found by: which kind, its name or code, its key.
type Key = (&'static str, String);

/// The definitions of the base and those that are made beside them.
pub struct Names {
    whole: Definitions,
    known: HashMap<Key, Id>,
}

impl Names {
    /// What `base` has keeps its id.
    pub fn new(base: Option<&Definitions>, taken: &mut ids::Names) -> Self {
        let whole = base.cloned().unwrap_or_default();
        let mut known = HashMap::new();
        for message in &whole.messages {
            taken.reserve(&message.id);
            let found = message.id.clone();
            known.entry(key("sent", &message.name, None)).or_insert_with(|| found.clone());
            known.entry(key("message", &message.name, message.correlation_key.as_ref())).or_insert(found);
        }
        for signal in &whole.signals {
            taken.reserve(&signal.id);
            known.entry(key("signal", &signal.name, None)).or_insert_with(|| signal.id.clone());
        }
        for (kind, list) in [("error", &whole.errors), ("escalation", &whole.escalations)] {
            for each in list {
                taken.reserve(&each.id);
                if let Some(code) = &each.code {
                    known.entry(key(kind, code, None)).or_insert_with(|| each.id.clone());
                }
            }
        }
        Self { whole, known }
    }

    /// The message of this name that is found by this key.
    pub fn message(&mut self, wanted: &MessageRef, free: &mut ids::Names) -> Id {
        let MessageRef { name, key: by } = wanted;
        if let Some(id) = self.known.get(&key("message", name, by.as_ref())) {
            return id.clone();
        }
        let id = new_id("message", name, free);
        let definition =
            MessageDefinition { id: id.clone(), name: name.clone(), correlation_key: by.clone(), span: None };
        self.whole.messages.push(definition);
        self.known.insert(key("message", name, by.as_ref()), id.clone());
        self.known.entry(key("sent", name, None)).or_insert_with(|| id.clone());
        id
    }

    /// A message of this name, by whatever key it is found: for the one who sends it.
    pub fn sent(&mut self, name: &Dynamic, free: &mut ids::Names) -> Id {
        match self.known.get(&key("sent", name, None)) {
            Some(id) => id.clone(),
            None => self.message(&MessageRef { name: name.clone(), key: None }, free),
        }
    }

    /// The signal of this name.
    pub fn signal(&mut self, name: &Dynamic, free: &mut ids::Names) -> Id {
        self.known
            .entry(key("signal", name, None))
            .or_insert_with(|| {
                let id = new_id("signal", name, free);
                self.whole.signals.push(NamedDefinition { id: id.clone(), name: name.clone(), span: None });
                id
            })
            .clone()
    }

    /// The error with this code.
    pub fn error(&mut self, code: &Dynamic, free: &mut ids::Names) -> Id {
        coded(&mut self.known, &mut self.whole.errors, "error", code, free)
    }

    /// The escalation with this code.
    pub fn escalation(&mut self, code: &Dynamic, free: &mut ids::Names) -> Id {
        coded(&mut self.known, &mut self.whole.escalations, "escalation", code, free)
    }

    /// The whole model: `process` in the place of its predecessor.
    pub fn finish(mut self, process: Process, place: Option<usize>) -> Definitions {
        match place.and_then(|place| self.whole.processes.get_mut(place)) {
            Some(old) => *old = process,
            None => self.whole.processes.push(process),
        }
        self.whole
    }
}

fn coded(
    known: &mut HashMap<Key, Id>,
    all: &mut Vec<CodedDefinition>,
    kind: &'static str,
    code: &Dynamic,
    free: &mut ids::Names,
) -> Id {
    known
        .entry(key(kind, code, None))
        .or_insert_with(|| {
            let id = new_id(kind, code, free);
            all.push(CodedDefinition { id: id.clone(), name: None, code: Some(code.clone()), span: None });
            id
        })
        .clone()
}

fn key(kind: &'static str, name: &Dynamic, by: Option<&Dynamic>) -> Key {
    let part = |value: &Dynamic| match value {
        Dynamic::Text(text) => format!("t{text}"),
        Dynamic::Formula(formula) => format!("f{formula}"),
    };
    let by = by.map(part).unwrap_or_default();
    (kind, format!("{}\u{0}{by}", part(name)))
}

fn new_id(kind: &str, name: &Dynamic, free: &mut ids::Names) -> Id {
    let (Dynamic::Text(text) | Dynamic::Formula(text)) = name;
    free.free(&format!("{kind}_{}", ids::slug(text)))
}
