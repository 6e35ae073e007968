//! FEEL contexts: maps of names to values that keep the order of insertion.

use crate::value::Value;
use indexmap::IndexMap;
use std::sync::Arc;

/// A map of names to values in the order of insertion.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Context {
    entries: IndexMap<Arc<str>, Value>,
    /// Upper bound of how deep lists and contexts are nested in here, kept so that it needs no search.
    nesting: u32,
}

impl Context {
    /// An empty context.
    pub fn new() -> Context {
        Context::default()
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries.get(name)
    }

    /// Sets `name`; a new name goes to the end, a known one keeps its place. Returns the former value.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, value: Value) -> Option<Value> {
        self.nesting = self.nesting.max(value.nesting());
        self.entries.insert(name.into(), value)
    }

    /// Takes `name` out; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.entries.shift_remove(name)
    }

    /// Whether `name` is there.
    pub fn contains(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Arc<str>, &Value)> {
        self.entries.iter()
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How deep the values are nested; 0 if all of them are scalar.
    pub(crate) fn nesting(&self) -> u32 {
        self.nesting
    }
}

impl<K: Into<Arc<str>>> FromIterator<(K, Value)> for Context {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(entries: I) -> Context {
        let mut context = Context::new();
        for (name, value) in entries {
            context.insert(name, value);
        }
        context
    }
}

impl<'a> IntoIterator for &'a Context {
    type Item = (&'a Arc<str>, &'a Value);
    type IntoIter = indexmap::map::Iter<'a, Arc<str>, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl IntoIterator for Context {
    type Item = (Arc<str>, Value);
    type IntoIter = indexmap::map::IntoIter<Arc<str>, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}
