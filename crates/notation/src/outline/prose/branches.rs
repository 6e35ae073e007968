//! Steps and alternatives as a tree: which branch each belongs to.

use super::clauses::Unit;
use super::context::{Context, span};
use crate::outline::{Guess, limits, messages};
use model::Span;
use std::ops::Range;

/// A sequence by its place in [`Tree::sequences`].
pub type Ix = usize;

/// All sequences; the first is the trunk.
#[derive(Debug)]
pub struct Tree {
    /// The sequences.
    pub sequences: Vec<Sequence>,
}

/// One thing after the other.
#[derive(Debug, Default)]
pub struct Sequence {
    /// The things.
    pub nodes: Vec<Node>,
    /// The choice to which it belongs: sequence and place in it.
    parent: Option<(Ix, usize)>,
    /// Choices around it.
    depth: usize,
}

/// A thing in a sequence.
#[derive(Debug)]
pub enum Node {
    /// A step, with who does it.
    Unit(Unit, Option<Actor>),
    /// Alternatives.
    Choice {
        /// The branches.
        branches: Vec<Ix>,
        /// They meet again; else each ends by itself.
        meets: bool,
        /// Where the last *or* stands.
        span: Span,
    },
}

/// Who does a step, as far as the step says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The customer, by whatever name.
    Customer,
    /// A team, by its key.
    Team(String),
}

impl Tree {
    /// A tree without steps.
    pub fn new() -> Self {
        Self { sequences: vec![Sequence::default()] }
    }

    fn branch(&mut self, parent: (Ix, usize), nodes: Vec<Node>) -> Ix {
        let depth = self.sequences[parent.0].depth + 1;
        let at = self.sequences.len();
        // What moves into a branch takes the branches that it has along.
        for (place, node) in nodes.iter().enumerate() {
            if let Node::Choice { branches, .. } = node {
                for inner in branches {
                    self.sequences[*inner].parent = Some((at, place));
                }
            }
        }
        self.sequences.push(Sequence { nodes, parent: Some(parent), depth });
        at
    }

    /// The nearest step before the end of `sequence` that fits, in it or in what is around it.
    fn earlier(
        &self,
        sequence: Ix,
        skip: usize,
        fits: impl Fn(&Unit, Option<&Actor>) -> bool,
    ) -> Option<(Ix, usize)> {
        let (mut at, mut end) = (sequence, self.sequences[sequence].nodes.len().saturating_sub(skip));
        loop {
            let nodes = &self.sequences[at].nodes;
            let found = nodes[..end.min(nodes.len())].iter().rposition(|node| match node {
                Node::Unit(unit, actor) => fits(unit, actor.as_ref()),
                Node::Choice { .. } => false,
            });
            if let Some(found) = found {
                return Some((at, found));
            }
            (at, end) = self.sequences[at].parent?;
        }
    }
}

impl Context<'_, '_> {
    /// Who does the step `text`, as far as it says so.
    pub fn actor(&self, text: &str) -> Option<Actor> {
        let subject = self.subject(text)?;
        Some(if subject.customer { Actor::Customer } else { Actor::Team(subject.key()) })
    }

    /// Reads the steps in `segments` into a tree.
    pub fn tree(&mut self, segments: &[Range<usize>]) -> Tree {
        let mut tree = Tree::new();
        let mut current = 0;
        for segment in segments {
            current = self.settle_meeting(&mut tree, current, segment);
            if let Some(unit) = self.outcomes(segment) {
                self.push(&mut tree, current, vec![unit]);
                continue;
            }
            let ways = self.alternatives(segment);
            let mut ways = ways.into_iter();
            let Some(first) = ways.next() else { continue };
            let from = tree.sequences[current].nodes.len();
            let units = self.units(first.clone());
            let mut last = self.push(&mut tree, current, units);
            // Alternatives of the first one, which meet again.
            let mut simple: Vec<Range<usize>> = Vec::new();
            let mut place = (current, from);
            for way in ways {
                let way_units = self.units(way.clone());
                match self.other_way(&tree, current, &way, last.as_ref()) {
                    Some(earlier) => {
                        current = self.split(&mut tree, earlier, &way);
                        place = (current, 0);
                        last = self.push(&mut tree, current, way_units);
                        simple.clear();
                    }
                    None => {
                        self.alternative(&mut tree, place, simple.is_empty(), way_units, &way);
                        simple.push(way);
                    }
                }
            }
        }
        tree
    }

    fn push(&mut self, tree: &mut Tree, at: Ix, units: Vec<Unit>) -> Option<Actor> {
        let mut last = None;
        for unit in units {
            let actor = self.actor(&unit.words().text);
            self.learn(&unit.words().text);
            last.clone_from(&actor);
            tree.sequences[at].nodes.push(Node::Unit(unit, actor));
        }
        last
    }

    /// A team that acted once is known from then on.
    fn learn(&mut self, text: &str) {
        let found = self.subject(text).filter(|subject| !subject.customer).map(|subject| subject.key());
        self.known.extend(found);
    }

    /// Whether what follows alternatives is for all of them or for the last one only.
    fn settle_meeting(&mut self, tree: &mut Tree, current: Ix, next: &Range<usize>) -> Ix {
        let Some(Node::Choice { branches, meets, span }) = tree.sequences[current].nodes.last_mut() else {
            return current;
        };
        let text = self.part(next);
        let message = || {
            messages::BRANCHES_MEET.message().with("next", crate::outline::canonical::attributes::short(text))
        };
        match (*meets, branches.last()) {
            (true, Some(last)) if !self.readings.take(Guess::Meet, *span, message) => {
                let last = *last;
                *meets = false;
                last
            }
            _ => current,
        }
    }

    /// The earlier step to which `way` is the other way.
    fn other_way(
        &mut self,
        tree: &Tree,
        current: Ix,
        way: &Range<usize>,
        last: Option<&Actor>,
    ) -> Option<(Ix, usize)> {
        let text = self.part(way);
        let actor = self.actor(text);
        let opposite = |unit: &Unit, other: Option<&Actor>| {
            let same = actor.is_none() || other.is_none() || other == actor.as_ref();
            same && self.are_opposites(&unit.words().text, text)
        };
        // The opposite of the step right before is a simple alternative.
        let direct = tree.sequences[current].nodes.last();
        if let Some(Node::Unit(unit, other)) = direct
            && opposite(unit, other.as_ref())
        {
            return None;
        }
        let by_words = tree.earlier(current, 1, opposite);
        let same_subject = || {
            let actor = actor.as_ref().filter(|actor| Some(*actor) != last)?;
            tree.earlier(current, 1, |_, other| other == Some(actor))
        };
        let found = by_words.or_else(same_subject)?;
        if tree.sequences[found.0].depth >= limits::PROSE_DEPTH {
            return None;
        }
        let words = |at: Option<&Node>| match at {
            Some(Node::Unit(unit, _)) => unit.words().text.clone(),
            _ => String::new(),
        };
        let earlier = words(tree.sequences[found.0].nodes.get(found.1));
        let replaced = words(direct);
        let message = || {
            messages::BRANCHES_FROM_EARLIER
                .message()
                .with("step", text)
                .with("earlier", &earlier)
                .with("last", replaced)
        };
        self.readings.take(Guess::Earlier, span(way), message).then_some(found)
    }

    /// Makes the step at `place` and what follows it one branch; returns another, new one.
    fn split(&mut self, tree: &mut Tree, (at, place): (Ix, usize), way: &Range<usize>) -> Ix {
        // The first step of a branch: one more branch beside it.
        if place == 0
            && let Some((outer, choice)) = tree.sequences[at].parent
            && matches!(tree.sequences[outer].nodes.get(choice), Some(Node::Choice { meets: false, .. }))
        {
            let new = tree.branch((outer, choice), Vec::new());
            if let Some(Node::Choice { branches, .. }) = tree.sequences[outer].nodes.get_mut(choice) {
                branches.push(new);
            }
            return new;
        }
        let moved = tree.sequences[at].nodes.split_off(place);
        let one = tree.branch((at, place), moved);
        let other = tree.branch((at, place), Vec::new());
        let choice = Node::Choice { branches: vec![one, other], meets: false, span: span(way) };
        tree.sequences[at].nodes.push(choice);
        other
    }

    /// Adds an alternative to what stands at `place`.
    fn alternative(
        &mut self,
        tree: &mut Tree,
        (at, place): (Ix, usize),
        first: bool,
        units: Vec<Unit>,
        way: &Range<usize>,
    ) {
        if first {
            let nodes = &mut tree.sequences[at].nodes;
            let moved = nodes.split_off(place.min(nodes.len()));
            let one = tree.branch((at, place), moved);
            let choice = Node::Choice { branches: vec![one], meets: true, span: span(way) };
            tree.sequences[at].nodes.push(choice);
        }
        let branch = tree.branch((at, place), Vec::new());
        self.push(tree, branch, units);
        if let Some(Node::Choice { branches, .. }) = tree.sequences[at].nodes.last_mut() {
            branches.push(branch);
        }
    }

    /// Whether two steps are the two answers to one question.
    fn are_opposites(&self, a: &str, b: &str) -> bool {
        let says = |text: &str, word: &str| self.says(text, word);
        self.words
            .opposites
            .iter()
            .any(|(yes, no)| (says(a, yes) && says(b, no)) || (says(a, no) && says(b, yes)))
    }

    /// Whether `text` begins with what a customer answers: accepts, declines.
    pub fn is_answer(&self, text: &str) -> bool {
        self.words.opposites.iter().any(|(yes, no)| self.says(text, yes) || self.says(text, no))
    }

    /// Whether `word` is the verb of `text`.
    pub fn says(&self, text: &str, word: &str) -> bool {
        let rest = self.subject(text).map_or(text, |subject| subject.rest);
        if !self.words.verb_endings.is_empty() {
            return rest.ends_with(word);
        }
        let rest = super::subjects::without_article(rest, self.words);
        crate::outline::languages::starts_with_word(rest, word)
    }
}
