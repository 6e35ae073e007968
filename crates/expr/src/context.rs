//! FEEL contexts: maps of names to values that keep the order of insertion.

use crate::value::Value;
use indexmap::IndexMap;
use std::sync::Arc;

/// A map of names to values in the order of insertion.
#[derive(Debug, Clone, Default)]
pub struct Context {
    entries: IndexMap<Arc<str>, Value>,
    // Kept up to date, so that a value of shared parts can be judged without going through all of it.
    measure: Measure,
}

/// How deep and how large a value is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Measure {
    /// How deep lists, contexts and captured values are nested; 0 for a scalar. An upper bound.
    pub(crate) nesting: u32,
    /// About how many bytes it holds, shared parts counted each time.
    pub(crate) weight: usize,
}

impl PartialEq for Context {
    fn eq(&self, other: &Context) -> bool {
        self.entries == other.entries
    }
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
        let measure = value.measure();
        self.insert_measured(name.into(), value, measure)
    }

    /// Sets `name` to a value whose measure is known.
    pub(crate) fn insert_measured(
        &mut self,
        name: Arc<str>,
        value: Value,
        measure: Measure,
    ) -> Option<Value> {
        self.measure.nesting = self.measure.nesting.max(measure.nesting);
        self.measure.weight =
            self.measure.weight.saturating_add(measure.weight + size_of::<Value>() + name.len());
        let length = name.len();
        let former = self.entries.insert(name, value);
        self.forget(length, former.as_ref());
        former
    }

    /// What was there before weighs nothing any more.
    fn forget(&mut self, name: usize, former: Option<&Value>) {
        if let Some(former) = former {
            let entry = former.measure().weight + size_of::<Value>() + name;
            self.measure.weight = self.measure.weight.saturating_sub(entry);
        }
    }

    /// Sets all names of `other`, without going through its values again: they may be long lists.
    pub fn extend_from(&mut self, other: &Context) {
        self.measure.nesting = self.measure.nesting.max(other.measure.nesting);
        self.measure.weight = self.measure.weight.saturating_add(other.measure.weight);
        for (name, value) in other {
            let former = self.entries.insert(name.clone(), value.clone());
            self.forget(name.len(), former.as_ref());
        }
    }

    /// Takes `name` out; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let former = self.entries.shift_remove(name);
        self.forget(name.len(), former.as_ref());
        former
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

    /// How deep and large the values are.
    pub(crate) fn measure(&self) -> Measure {
        self.measure
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extending_is_inserting_one_by_one() {
        let list = |items: i64| Value::list((0..items).map(Value::from).collect());
        let mut first: Context = [("a", list(3)), ("b", Value::from(1))].into_iter().collect();
        let second: Context = [("b", list(5)), ("c", Value::from("text"))].into_iter().collect();
        let mut one_by_one = first.clone();
        for (name, value) in &second {
            one_by_one.insert(name.clone(), value.clone());
        }
        first.extend_from(&second);
        assert_eq!(first, one_by_one);
        assert_eq!(first.measure(), one_by_one.measure());
    }
}
