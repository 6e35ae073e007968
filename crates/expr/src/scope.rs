//! Resolving names while an expression is read.
//!
//! Names of loops, parameters, context entries and filters become slots; what is left are the variables of
//! the caller. The slots of a scope mirror the stack of the evaluator: each name takes the next one, and
//! gives it back when its scope ends.

use crate::ast::{Kind, Node, Place, Span};
use crate::names::Names;
use crate::types::Type;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The names that are visible at a point of the text.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    frames: Vec<Frame>,
    /// The variables of the caller that were asked for, in order.
    pub(crate) globals: Vec<Arc<str>>,
    /// Names of several words.
    pub(crate) names: Names,
    /// Whether the name resolved last is the last of `globals` and was not read before.
    fresh: bool,
    /// Names that the caller is known to have.
    declared: HashSet<String>,
    /// Names that the caller has but that must not be read here.
    pub(crate) invisible: HashSet<String>,
    /// Types that have a name beside those of FEEL.
    pub(crate) types: HashMap<String, Type>,
}

/// The names of one function, or of the expression itself.
#[derive(Debug, Default)]
struct Frame {
    bindings: Vec<Binding>,
    captures: Vec<Place>,
    /// The name under which the function itself is known.
    this: Option<Arc<str>>,
}

#[derive(Debug)]
enum Binding {
    /// A name; its slot is its index.
    Name(Arc<str>),
    /// The item of a filter, known as `item`, whose entries are visible as names.
    Item,
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

    /// Makes `name` visible from here on; it takes the next slot.
    pub(crate) fn bind(&mut self, name: Arc<str>) {
        self.names.add(&name);
        if let Some(frame) = self.frames.last_mut() {
            frame.bindings.push(Binding::Name(name));
        }
    }

    /// Makes `item` and the entries of a filter's item visible; the item takes the next slot.
    pub(crate) fn bind_item(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.bindings.push(Binding::Item);
        }
    }

    /// How many slots are taken, to be given to [`Scope::release`].
    pub(crate) fn mark(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.bindings.len())
    }

    /// Forgets the names since `mark`.
    pub(crate) fn release(&mut self, mark: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.bindings.truncate(mark);
        }
    }

    /// Begins the body of a function that is known to itself as `this`.
    pub(crate) fn enter_function(&mut self, this: Option<Arc<str>>) {
        self.frames.push(Frame { this, ..Frame::default() });
    }

    /// Ends the body of a function and tells what it takes from outside.
    pub(crate) fn leave_function(&mut self) -> Box<[Place]> {
        self.frames.pop().map(|frame| frame.captures.into()).unwrap_or_default()
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
            None if self.invisible.contains(&*name) => Kind::Invisible(name.clone()),
            None => {
                self.fresh = !self.globals.contains(&name);
                if self.fresh {
                    self.globals.push(name.clone());
                }
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
        for (slot, binding) in frame.bindings.iter().enumerate().rev() {
            match binding {
                Binding::Name(bound) if bound == name => {
                    found.place = Some(Place::Local(slot as u32));
                    return found;
                }
                Binding::Name(_) => {}
                Binding::Item if &**name == "item" => {
                    // The item itself, unless it has an entry of that name.
                    found.items.push(Place::Local(slot as u32));
                    found.place = Some(Place::Local(slot as u32));
                    return found;
                }
                Binding::Item => found.items.push(Place::Local(slot as u32)),
            }
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
        let at = frame.captures.iter().position(|place| *place == outer).unwrap_or_else(|| {
            frame.captures.push(outer);
            frame.captures.len() - 1
        });
        Place::Captured(at as u32)
    }
}
