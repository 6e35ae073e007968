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
    /// Choices inside each other in it.
    height: usize,
}

/// A thing in a sequence.
#[derive(Debug)]
pub enum Node {
    /// A step.
    Unit(Step),
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

/// A step, with what later steps are compared with.
#[derive(Debug)]
pub struct Step {
    /// What it says.
    pub unit: Unit,
    actor: Option<Actor>,
    /// The answers that it gives: accepts, declines.
    answers: Vec<&'static str>,
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

    /// A new branch of a choice that stands, or will stand, at `parent`. What moves into it takes the branches that
    /// it has along.
    fn branch(&mut self, parent: (Ix, usize), nodes: Vec<Node>) -> Ix {
        let depth = self.sequences[parent.0].depth + 1;
        let at = self.sequences.len();
        let mut height = 0;
        for (place, node) in nodes.iter().enumerate() {
            let Node::Choice { branches, .. } = node else { continue };
            for inner in branches {
                self.sequences[*inner].parent = Some((at, place));
                height = height.max(self.sequences[*inner].height + 1);
            }
        }
        self.sequences.push(Sequence { nodes, parent: Some(parent), depth, height });
        self.raise(at);
        at
    }

    /// Tells everything around the sequence `at` how high it is.
    fn raise(&mut self, mut at: Ix) {
        while let Some((outer, _)) = self.sequences[at].parent {
            let height = self.sequences[at].height + 1;
            if self.sequences[outer].height >= height {
                break;
            }
            self.sequences[outer].height = height;
            at = outer;
        }
    }

    /// Whether another choice in `sequence` would stand too deep, or lift what is in it too high.
    fn is_deep(&self, sequence: Ix) -> bool {
        let Sequence { depth, height, .. } = self.sequences[sequence];
        depth + height >= limits::PROSE_DEPTH
    }

    /// The nearest step before the end of `sequence` that fits, in it or in what is around it.
    fn earlier(&self, sequence: Ix, skip: usize, fits: impl Fn(&Step) -> bool) -> Option<(Ix, usize)> {
        let (mut at, mut end) = (sequence, self.sequences[sequence].nodes.len().saturating_sub(skip));
        let mut left = limits::LOOK_BACK;
        loop {
            let nodes = &self.sequences[at].nodes;
            end = end.min(nodes.len());
            let start = end.saturating_sub(left);
            let found = nodes[start..end].iter().rposition(|node| match node {
                Node::Unit(step) => fits(step),
                Node::Choice { .. } => false,
            });
            if let Some(found) = found {
                return Some((at, start + found));
            }
            left -= end - start;
            (at, end) = self.sequences[at].parent.filter(|_| left > 0)?;
        }
    }
}

impl Context<'_, '_> {
    /// A step with who does it and what it answers.
    fn step(&self, unit: Unit) -> Step {
        let text = unit.words().text.as_str();
        let subject = self.subject(text);
        let answers = self.answers(subject.as_ref().map_or(text, |subject| subject.rest));
        let actor = subject.map(|it| if it.customer { Actor::Customer } else { Actor::Team(it.key()) });
        Step { unit, actor, answers }
    }

    /// Reads the steps in `segments` into a tree.
    pub fn tree(&mut self, segments: &[Range<usize>]) -> Tree {
        let mut tree = Tree::new();
        let mut current = 0;
        let mut rest = segments;
        while let Some((segment, behind)) = rest.split_first() {
            rest = behind;
            if self.otherwise(&mut tree, current, segment) {
                continue;
            }
            current = self.settle_meeting(&mut tree, current, segment);
            if let Some((units, used)) = self.over_arrows(segment, behind) {
                self.push(&mut tree, current, units);
                rest = behind.get(used..).unwrap_or_default();
                continue;
            }
            if let Some(unit) = self.outcomes(segment) {
                self.push(&mut tree, current, vec![unit]);
                continue;
            }
            let whole = self.repeated(segment).or_else(|| self.with_otherwise(segment, 0));
            if let Some(units) = whole.or_else(|| self.with_or(segment)) {
                self.push(&mut tree, current, units);
                continue;
            }
            self.note_question(segment);
            let ways = self.alternatives(segment);
            let end = ways.last().map_or("", |way| self.part(way));
            let mut ways = ways.into_iter();
            let Some(first) = ways.next() else { continue };
            let from = tree.sequences[current].nodes.len();
            let units = self.way_units(&first, end);
            let mut last = self.push(&mut tree, current, units);
            // Alternatives of the first one, which meet again.
            let mut simple: Vec<Range<usize>> = Vec::new();
            let mut place = (current, from);
            for way in ways {
                let way_units = self.way_units(&way, end);
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

    /// What goes on behind an arrow, and how many steps behind it are used up.
    fn over_arrows(&mut self, segment: &Range<usize>, behind: &[Range<usize>]) -> Option<(Vec<Unit>, usize)> {
        let [next, ..] = behind else { return None };
        if let Some(units) = self.condition_of_next(segment, next) {
            return Some((units, 1));
        }
        let [second, third, ..] = behind else { return None };
        let all = [segment.clone(), second.clone(), third.clone()];
        self.answers_of(&all).map(|units| (units, 2))
    }

    /// The steps of an alternative. `end`: the last one, whose verb may be that of all.
    fn way_units(&mut self, way: &Range<usize>, end: &str) -> Vec<Unit> {
        let mut units = self.units(way.clone());
        if let Some(Unit::Step(words)) = units.last_mut()
            && self.action_and_verb(&words.text, end)
        {
            words.text.push_str("する");
        }
        units
    }

    fn push(&mut self, tree: &mut Tree, at: Ix, units: Vec<Unit>) -> Option<Actor> {
        let mut last = None;
        for mut unit in units {
            self.limit(&mut unit);
            let step = self.step(unit);
            // A team that acted once is known from then on.
            if let Some(Actor::Team(key)) = &step.actor {
                self.known.insert(key.clone());
            }
            last.clone_from(&step.actor);
            tree.sequences[at].nodes.push(Node::Unit(step));
        }
        last
    }

    /// A step that begins with *otherwise*: what is done if the condition before it is not true, or else in place of
    /// the step before it. False if it is a step like others.
    fn otherwise(&mut self, tree: &mut Tree, at: Ix, segment: &Range<usize>) -> bool {
        let Some(rest) = self.begins_with_otherwise(segment) else { return false };
        let nodes = &tree.sequences[at].nodes;
        let open = |node: &Node| match node {
            Node::Unit(Step { unit: Unit::If { otherwise, .. }, .. }) => Some(otherwise.is_empty()),
            Node::Unit(_) => None,
            Node::Choice { .. } => Some(false),
        };
        // The nearest condition, and the steps behind it, which belong to it then.
        let start = nodes.len().saturating_sub(limits::LOOK_BACK);
        let nearest = (start..nodes.len()).rev().find_map(|place| Some((place, open(&nodes[place])?)));
        let condition = nearest.filter(|(_, open)| *open).map(|(place, _)| place);
        let place = match (condition, nodes.len().checked_sub(1)) {
            (Some(place), _) | (None, Some(place)) => place,
            (None, None) => {
                self.push(tree, at, vec![Unit::Step(self.step_words(segment))]);
                return true;
            }
        };
        let text = self.part(segment);
        let message = || messages::READ_AS_OTHERWISE.message().with("words", text);
        if !self.readings.take(Guess::Otherwise, span(segment), message) {
            self.push(tree, at, vec![Unit::Step(self.step_words(segment))]);
            return true;
        }
        let mut units = self.units(rest.clone());
        if condition.is_none() {
            let first = matches!(tree.sequences[at].nodes.last(), Some(Node::Unit(_)));
            self.alternative(tree, (at, place), first, units, &rest);
            return true;
        }
        units.iter_mut().for_each(|unit| self.limit(unit));
        let moved = tree.sequences[at].nodes.split_off(place + 1);
        if let Some(Node::Unit(Step { unit: Unit::If { then, otherwise, .. }, .. })) =
            tree.sequences[at].nodes.last_mut()
        {
            then.extend(moved.into_iter().filter_map(|node| match node {
                Node::Unit(step) => Some(step.unit),
                Node::Choice { .. } => None,
            }));
            otherwise.extend(units);
        }
        true
    }

    /// Whether what follows alternatives is for all of them or for the last one only.
    fn settle_meeting(&mut self, tree: &mut Tree, current: Ix, next: &Range<usize>) -> Ix {
        let deep = tree.is_deep(current);
        let Some(Node::Choice { branches, meets, span }) = tree.sequences[current].nodes.last_mut() else {
            return current;
        };
        let text = self.part(next);
        let message = || {
            messages::BRANCHES_MEET.message().with("next", crate::outline::canonical::attributes::short(text))
        };
        match (*meets, branches.last()) {
            (true, Some(last)) if !deep && !self.readings.take(Guess::Meet, *span, message) => {
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
        let this = self.step(Unit::Step(self.step_words(way)));
        let opposite = |other: &Step| {
            // Without a subject of its own it has that of the alternative before it.
            let actor = this.actor.as_ref().or(last);
            let same = actor.is_none() || other.actor.is_none() || actor == other.actor.as_ref();
            same && self.are_opposites(&this.answers, &other.answers)
        };
        // The opposite of the step right before is a simple alternative.
        let direct = tree.sequences[current].nodes.last();
        if let Some(Node::Unit(before)) = direct
            && opposite(before)
        {
            return None;
        }
        let by_words = tree.earlier(current, 1, opposite);
        let same_subject = || {
            this.actor.as_ref().filter(|actor| Some(*actor) != last)?;
            tree.earlier(current, 1, |other| other.actor == this.actor)
        };
        let found = by_words.or_else(same_subject)?;
        if tree.is_deep(found.0) {
            return None;
        }
        let words = |at: Option<&Node>| match at {
            Some(Node::Unit(step)) => step.unit.words().text.clone(),
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

    /// Whether answers of two steps are opposites.
    fn are_opposites(&self, a: &[&str], b: &[&str]) -> bool {
        let mut pairs = self.words.opposites.iter();
        !a.is_empty()
            && !b.is_empty()
            && pairs
                .any(|(yes, no)| (a.contains(yes) && b.contains(no)) || (a.contains(no) && b.contains(yes)))
    }

    /// Whether `text` begins with what a customer answers: accepts, declines.
    pub fn is_answer(&self, text: &str) -> bool {
        !self.answers(self.subject(text).map_or(text, |subject| subject.rest)).is_empty()
    }

    /// Whether `text` says that somebody approves of something.
    pub fn is_verdict(&self, text: &str) -> bool {
        self.answers(text).iter().any(|answer| self.words.verdicts.contains(answer))
    }

    /// The answers whose word is the verb of `rest`, which stands behind the subject.
    fn answers(&self, rest: &str) -> Vec<&'static str> {
        let start = super::subjects::without_article(rest, self.words);
        let says = |word: &&str| match self.words.verb_endings {
            [] => super::subjects::begins_with(start, word),
            _ => rest.ends_with(*word),
        };
        self.words.opposites.iter().flat_map(|(yes, no)| [*yes, *no]).filter(says).collect()
    }
}
