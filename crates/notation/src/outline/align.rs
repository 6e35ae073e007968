//! Ids of an edited outline: what was there before keeps the id that it had.
//!
//! Running cases, histories and drawings find a step by its id. A step whose line says no id has one that is made
//! from its name, so an edit elsewhere can change it (a second step of the same name, a node without a name). Steps
//! are therefore looked for in the outline as it was: first with both neighbours, then with one, then by name alone.

use super::ast::Outline;
use super::walk;
use model::bpmn::Id;
use std::collections::{HashMap, HashSet, VecDeque};

/// A place for an id: what stands there, and the id if there is one.
struct Place {
    /// Kind and name.
    key: (&'static str, &'static str, String),
    id: Option<Id>,
}

/// Gives each step and team of `new` that stands in `old` already the id that it has there. Everything in `old` must
/// have an id.
pub fn keep(new: &mut Outline, old: &Outline) {
    let mut matches = Matches::of(places(new), places(&mut old.clone()));
    matches.same_ids();
    for context in [Context::Both, Context::Before, Context::After, Context::None] {
        matches.by(context);
    }
    matches.renamed();
    let Matches { new: places, pairs, used, .. } = matches;
    let mut found = places.iter().zip(&pairs).map(|(place, pair)| match pair {
        Some(id) if place.id.is_none() => Some(id.clone()),
        _ => None,
    });
    walk::ids(new, &mut |slot| {
        if let Some(id) = found.next().flatten().filter(|_| slot.id.is_none() && !slot.fixed) {
            *slot.id = Some(id);
        }
    });
    by_anchor(new, old, used);
}

/// What has no name is called after what stands before it; where that stayed, it stays too.
fn by_anchor(new: &mut Outline, old: &Outline, used: HashSet<Id>) {
    let mut free: HashMap<(String, &'static str), VecDeque<Id>> = HashMap::new();
    walk::ids(&mut old.clone(), &mut |slot| {
        if let Some(id) =
            slot.id.clone().filter(|id| !used.contains(id) && !slot.fixed && slot.name.is_none())
        {
            free.entry((slot.anchor.to_owned(), slot.suffix)).or_default().push_back(id);
        }
    });
    walk::ids(new, &mut |slot| {
        if slot.id.is_none() && !slot.fixed && slot.name.is_none() {
            *slot.id = free.get_mut(&(slot.anchor.to_owned(), slot.suffix)).and_then(VecDeque::pop_front);
        }
    });
}

fn places(outline: &mut Outline) -> Vec<Place> {
    let mut places = Vec::new();
    walk::ids(outline, &mut |slot| {
        let name = slot.name.unwrap_or_default().to_owned();
        places.push(Place { key: (slot.prefix, slot.suffix, name), id: slot.id.clone() });
    });
    places
}

/// Which neighbours have to be the same too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Both,
    Before,
    After,
    None,
}

type Key<'p> = [Option<&'p (&'static str, &'static str, String)>; 3];

impl Context {
    /// What is compared of the place at `at`; nothing if a name alone is to tell, and there is none.
    fn key(self, places: &[Place], at: usize) -> Option<Key<'_>> {
        let key = |at: usize| places.get(at).map(|place| &place.key);
        let before = at.checked_sub(1).and_then(key).filter(|_| matches!(self, Self::Both | Self::Before));
        let after = key(at + 1).filter(|_| matches!(self, Self::Both | Self::After));
        let told = self != Self::None || !places[at].key.2.is_empty();
        told.then(|| [before, key(at), after])
    }
}

struct Matches {
    new: Vec<Place>,
    old: Vec<Place>,
    /// For each new place the id of the old one.
    pairs: Vec<Option<Id>>,
    /// The ids that are given away.
    used: HashSet<Id>,
}

impl Matches {
    fn of(new: Vec<Place>, old: Vec<Place>) -> Self {
        let pairs = vec![None; new.len()];
        Self { new, old, pairs, used: HashSet::new() }
    }

    /// What says its id.
    fn same_ids(&mut self) {
        let there: HashSet<&Id> = self.old.iter().filter_map(|place| place.id.as_ref()).collect();
        for (place, pair) in self.new.iter().zip(&mut self.pairs) {
            *pair = place.id.clone().filter(|id| there.contains(id));
        }
        self.used.extend(self.new.iter().filter_map(|place| place.id.clone()));
    }

    /// What stands in the same context, in order.
    fn by(&mut self, context: Context) {
        let mut free: HashMap<Key<'_>, VecDeque<&Id>> = HashMap::new();
        for (at, place) in self.old.iter().enumerate() {
            let id = place.id.as_ref().filter(|id| !self.used.contains(*id));
            if let (Some(id), Some(key)) = (id, context.key(&self.old, at)) {
                free.entry(key).or_default().push_back(id);
            }
        }
        for at in 0..self.new.len() {
            if self.pairs[at].is_some() || self.new[at].id.is_some() {
                continue;
            }
            let found = context.key(&self.new, at).and_then(|key| free.get_mut(&key)?.pop_front());
            if let Some(id) = found {
                self.used.insert(id.clone());
                self.pairs[at] = Some(id.clone());
            }
        }
    }

    /// What has another name, but stands alone between two that stayed.
    fn renamed(&mut self) {
        let position: HashMap<Id, usize> =
            self.old.iter().enumerate().filter_map(|(at, place)| Some((place.id.clone()?, at))).collect();
        // Where the neighbour of a new place stood; before the first one stands nothing, as behind the last one.
        let (new, old) = (&self.new, &self.old);
        let mut found = Vec::new();
        for at in 0..new.len() {
            if self.pairs[at].is_some() || new[at].id.is_some() {
                continue;
            }
            let stood = |at: usize| self.pairs.get(at)?.as_ref().and_then(|id| position.get(id)).copied();
            let here = match at.checked_sub(1) {
                None => Some(0),
                Some(before) => stood(before).map(|before| before + 1),
            };
            let after = if at + 1 == new.len() { Some(old.len()) } else { stood(at + 1) };
            let Some(place) = here.filter(|here| after == Some(here + 1)).and_then(|here| old.get(here))
            else {
                continue;
            };
            let same_kind = (place.key.0, place.key.1) == (new[at].key.0, new[at].key.1);
            if let Some(id) = place.id.clone().filter(|id| same_kind && !self.used.contains(id)) {
                found.push((at, id));
            }
        }
        for (at, id) in found {
            self.used.insert(id.clone());
            self.pairs[at] = Some(id);
        }
    }
}
