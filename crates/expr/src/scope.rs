//! Resolving names while an expression is read.
//!
//! Names of loops, parameters, context entries and filters become slots; what is left are the variables of
//! the caller. The slots of a scope mirror the stack of the evaluator: each name takes the next one, and
//! gives it back when its scope ends.

use crate::ast::{Kind, Node, Place, Span};
use crate::names::{Names, Tree};
use crate::types::Type;
use indexmap::IndexSet;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The names that are visible at a point of the text.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    frames: Vec<Frame>,
    /// The variables of the caller that were asked for, in order.
    pub(crate) globals: IndexSet<Arc<str>>,
    /// Names of several words.
    pub(crate) names: Names,
    /// Whether the name resolved last is the last of `globals` and was not read before.
    fresh: bool,
    /// Names that the caller is known to have.
    declared: HashSet<String>,
    /// What is known of the model around.
    model: Arc<Model>,
    /// The part of the model that is being read.
    part: Option<Arc<str>>,
}

/// What the expressions of a decision model share.
#[derive(Debug, Default)]
pub(crate) struct Model {
    /// Names of several words.
    pub(crate) names: Arc<Tree>,
    /// Types that have a name beside those of FEEL.
    pub(crate) types: HashMap<String, Type>,
    /// How many parts have a name. What is not declared must not be read.
    pub(crate) parts: HashMap<Arc<str>, usize>,
}

/// The names of one function, or of the expression itself.
#[derive(Debug, Default)]
struct Frame {
    /// A name for each slot; none for the item of a filter, which is known as `item` and whose entries are
    /// visible as names.
    bindings: Vec<Option<Arc<str>>>,
    /// The slots of each name, the visible one last.
    slots: HashMap<Arc<str>, Vec<u32>>,
    /// The slots of items.
    items: Vec<u32>,
    captures: IndexSet<Place>,
    /// The name under which the function itself is known.
    this: Option<Arc<str>>,
}

/// What was found for a name.
#[derive(Default)]
struct Found {
    items: Vec<Place>,
    place: Option<Place>,
}

impl Scope {
    /// A scope without local names.
    pub(crate) fn new() -> Scope {
        Scope { frames: vec![Frame::default()], ..Scope::default() }
    }

    /// The scope of the part `name` of a model.
    pub(crate) fn of_part(model: Arc<Model>, name: Arc<str>) -> Scope {
        Scope { names: Names::on(model.names.clone()), model, part: Some(name), ..Scope::new() }
    }

    /// The types of the model around.
    pub(crate) fn types(&self) -> &HashMap<String, Type> {
        &self.model.types
    }

    /// Makes `name` visible from here on; it takes the next slot.
    pub(crate) fn bind(&mut self, name: Arc<str>) {
        self.names.add(&name);
        if let Some(frame) = self.frames.last_mut() {
            frame.slots.entry(name.clone()).or_default().push(frame.bindings.len() as u32);
            frame.bindings.push(Some(name));
        }
    }

    /// Makes `item` and the entries of a filter's item visible; the item takes the next slot.
    pub(crate) fn bind_item(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.items.push(frame.bindings.len() as u32);
            frame.bindings.push(None);
        }
    }

    /// How many slots are taken, to be given to [`Scope::release`].
    pub(crate) fn mark(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.bindings.len())
    }

    /// Forgets the names since `mark`.
    pub(crate) fn release(&mut self, mark: usize) {
        if let Some(frame) = self.frames.last_mut() {
            for name in frame.bindings.drain(mark.min(frame.bindings.len())..).rev() {
                match name {
                    Some(name) => drop(frame.slots.get_mut(&name).and_then(Vec::pop)),
                    None => drop(frame.items.pop()),
                }
            }
        }
    }

    /// Begins the body of a function that is known to itself as `this`.
    pub(crate) fn enter_function(&mut self, this: Option<Arc<str>>) {
        self.frames.push(Frame { this, ..Frame::default() });
    }

    /// Ends the body of a function and tells what it takes from outside.
    pub(crate) fn leave_function(&mut self) -> Box<[Place]> {
        self.frames.pop().map(|frame| frame.captures.into_iter().collect()).unwrap_or_default()
    }

    /// Makes a variable of the caller known, so that it hides a built-in function of the same name.
    pub(crate) fn declare(&mut self, name: &str) {
        self.names.add(name);
        self.declared.insert(name.into());
    }

    /// Whether the caller has a meaning of its own for `name`.
    pub(crate) fn is_declared(&self, name: &str) -> bool {
        self.declared.contains(name)
    }

    /// Whether another part of the model has this name, and the one that is being read does not require it.
    fn is_invisible(&self, name: &Arc<str>) -> bool {
        let own = usize::from(self.part.as_ref() == Some(name));
        self.model.parts.get(name).is_some_and(|parts| *parts > own) && !self.is_declared(name)
    }

    /// Takes back that the name resolved last is a variable of the caller.
    pub(crate) fn unread(&mut self) {
        if std::mem::take(&mut self.fresh) {
            self.globals.pop();
        }
    }

    /// The node that reads `name`; `built_in` is the function of that name.
    pub(crate) fn resolve(
        &mut self,
        name: Arc<str>,
        span: Span,
        built_in: Option<&'static crate::builtins::Builtin>,
    ) -> Node {
        let found = self.find(self.frames.len(), &name);
        let kind = match found.place {
            Some(place) => Kind::Local(place),
            None if self.is_invisible(&name) => Kind::Invisible(name.clone()),
            None => {
                self.fresh = self.globals.insert(name.clone());
                Kind::Global(name.clone(), built_in)
            }
        };
        let node = Node::new(kind, span);
        if found.items.is_empty() {
            return node;
        }
        Node::new(Kind::Entry { items: found.items.into(), name, otherwise: Box::new(node) }, span)
    }

    /// Looks in the innermost `depth` frames, and takes what is found outside of the last one into it.
    fn find(&mut self, depth: usize, name: &Arc<str>) -> Found {
        let mut found = Found::default();
        let Some(frame) = depth.checked_sub(1).and_then(|i| self.frames.get(i)) else { return found };
        let bound = frame.slots.get(name).and_then(|slots| slots.last().copied());
        for item in frame.items.iter().rev().take_while(|item| bound.is_none_or(|bound| **item > bound)) {
            found.items.push(Place::Local(*item));
            if &**name == "item" {
                // The item itself, unless it has an entry of that name.
                found.place = Some(Place::Local(*item));
                return found;
            }
        }
        if let Some(bound) = bound {
            found.place = Some(Place::Local(bound));
            return found;
        }
        if frame.this.as_ref() == Some(name) {
            found.place = Some(Place::This);
            return found;
        }
        let outer = self.find(depth - 1, name);
        for item in outer.items {
            let captured = self.capture(depth - 1, item);
            found.items.push(captured);
        }
        found.place = outer.place.map(|place| self.capture(depth - 1, place));
        found
    }

    /// The place of an outer frame's place within frame `index`.
    fn capture(&mut self, index: usize, outer: Place) -> Place {
        let Some(frame) = self.frames.get_mut(index) else { return outer };
        let (at, _) = frame.captures.insert_full(outer);
        Place::Captured(at as u32)
    }
}
