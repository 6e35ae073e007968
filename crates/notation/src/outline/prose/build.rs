//! The tree of steps as an outline: tasks, waits, choices, ends.

mod actors;

use super::branches::{Ix, Node, Step, Tree};
use super::clauses::{Unit, Words};
use super::context::Context;
use super::japanese;
use crate::outline::ast::*;
use crate::outline::languages::{self, find_word};
use crate::outline::{Guess, duration, messages, normal};
use lang::Lang;
use model::bpmn::{Dynamic, Timer, TimerKind, UserTask};
use std::collections::{HashMap, HashSet};

/// Builds an outline.
pub struct Build<'c, 't, 'r> {
    pub context: &'c mut Context<'t, 'r>,
    pub lang: Lang,
    /// The outline so far.
    pub outline: Outline,
    teams: HashMap<String, TeamIx>,
    /// Teams that are noted to be guesses.
    noted: HashSet<String>,
    /// Those of them for which the other reading was asked.
    refused: HashSet<String>,
}

/// Who acts at the place that is being built.
#[derive(Debug, Clone, Copy, Default)]
struct Now {
    /// Who did the last step.
    team: Option<TeamIx>,
    /// The last one who was not the customer.
    staff: Option<TeamIx>,
    /// The alternatives before say that it is somebody of the staff, so an answer is not the customer's.
    told: bool,
}

/// A step with who does it.
struct Acted {
    team: Option<TeamIx>,
    customer: bool,
    /// The step says who does it.
    said: bool,
    /// The step without who does it.
    name: String,
}

impl<'c, 't, 'r> Build<'c, 't, 'r> {
    /// An outline with its language.
    pub fn new(context: &'c mut Context<'t, 'r>, lang: Lang) -> Self {
        let outline = Outline { lang: Some(lang.code().to_owned()), ..Outline::default() };
        Self { context, lang, outline, teams: HashMap::new(), noted: HashSet::new(), refused: HashSet::new() }
    }

    /// The whole outline.
    pub fn whole(mut self, starts: &[Words], tree: &Tree) -> Outline {
        self.find_customer(starts, tree);
        let mut now = Now::default();
        for words in starts {
            let actor = self.act(words, now);
            let common = Common {
                name: Some(words.text.clone()),
                team: actor.team.filter(|_| actor.said).or(self.outline.customer),
                place: Place::at(words.span),
                ..Common::default()
            };
            now = self.after(now, actor.team.filter(|_| actor.said));
            self.outline.body.starts.push(Start { common, ..Start::default() });
        }
        self.outline.name = starts.first().map(|words| words.text.clone());
        self.outline.body.items = self.sequence(tree, 0, &mut now, true);
        let team = self.outline.body.starts.last().and_then(|start| start.common.team);
        let mut items = std::mem::take(&mut self.outline.body.items);
        inherit_ends(&mut items, team);
        self.outline.body.items = items;
        normal::close_scope(&mut self.outline.body);
        self.outline
    }

    /// A sequence; `last`: nothing comes after it.
    fn sequence(&mut self, tree: &Tree, at: Ix, now: &mut Now, last: bool) -> Block {
        self.nodes(tree, &tree.sequences[at].nodes, now, last)
    }

    fn nodes(&mut self, tree: &Tree, nodes: &[Node], now: &mut Now, last: bool) -> Block {
        let mut items = Block::new();
        for (place, node) in nodes.iter().enumerate() {
            let is_last = last && place + 1 == nodes.len();
            match node {
                Node::Unit(step) => self.unit(&step.unit, now, is_last, &mut items),
                Node::Choice { branches, meets, .. } => {
                    let ends = !meets || is_last;
                    let item = self.choice(tree, branches, now, ends);
                    items.push(item);
                }
            }
        }
        items
    }

    fn unit(&mut self, unit: &Unit, now: &mut Now, last: bool, items: &mut Block) {
        match unit {
            Unit::Step(words) => self.step(words, now, last, items),
            Unit::Optional(words) => {
                let acted = self.act(words, *now);
                let (before, after) = self.context.words.optional_question;
                let question = format!("{before}{}{after}", acted.name);
                let mut inner = Block::new();
                self.step(words, now, false, &mut inner);
                items.push(self.yes_or_no(question, words, inner, *now));
            }
            Unit::Wait { words, iso } => {
                let name = Some(words.text.clone());
                let place = Place::at(words.span);
                let common = Common { name, team: now.staff.or(now.team), place, ..Common::default() };
                let value = Dynamic::Text(iso.clone());
                let trigger = Trigger::Timer(Timer { kind: TimerKind::Duration, value });
                items.push(Item { common, kind: ItemKind::Wait(trigger), ..Item::default() });
            }
            Unit::If { condition, then, otherwise } => {
                let item = self.condition(condition, then, otherwise, now, last);
                items.push(item);
            }
            Unit::Repeat { step, iso, until } => {
                let item = self.repeat(step, iso, until, now);
                items.push(item);
            }
            Unit::Outcomes { step, names } => {
                self.step(step, now, false, items);
                let branches =
                    names.iter().map(|name| self.branch(name.clone(), step, Block::new())).collect();
                let question = self.context.words.what_next.to_owned();
                items.push(self.choose(question, step, branches, *now));
            }
        }
    }

    /// Something that is waited for, and a step beside it that is done again and again.
    fn repeat(&mut self, step: &Words, iso: &str, until: &Words, now: &mut Now) -> Item {
        let mut beside = *now;
        let mut items = Block::new();
        self.step(step, &mut beside, false, &mut items);
        let acted = self.act(until, beside);
        // Who is reminded answers, unless it is said who does.
        let told = self.context.customer_in(&step.text).is_some() && self.context.goes_on_verb(&until.text);
        let by_customer = acted.customer || (!acted.said && told && self.outline.customer.is_some());
        let team = if by_customer { self.outline.customer } else { acted.team };
        *now = self.after(beside, team);
        let place = Place::at(until.span);
        let common = Common { name: Some(acted.name), team, place, by_customer, ..Common::default() };
        let work = if by_customer { Work::Receive(None) } else { Work::Person(UserTask::default()) };
        let value = Dynamic::Text(format!("R/{iso}"));
        let trigger = Trigger::Timer(Timer { kind: TimerKind::Cycle, value });
        let common_of_event = Common { team, place: Place::at(step.span), ..Common::default() };
        let boundary = Boundary { common: common_of_event, beside: true, trigger, items };
        Item { common, kind: ItemKind::Step(work), boundaries: vec![boundary], ..Item::default() }
    }

    /// Steps under a condition, and those that are done if it is not true.
    fn condition(
        &mut self,
        condition: &Words,
        then: &[Unit],
        otherwise: &[Unit],
        now: &mut Now,
        last: bool,
    ) -> Item {
        let (before, after) = self.context.words.question;
        let bare = condition.text.trim_end_matches(['?', '？', ':', '：']);
        // What asks already is not asked again: ว่างไหม.
        let asks = self.context.words.asked.iter().any(|end| bare.len() > end.len() && bare.ends_with(end));
        let asks = asks && self.context.words.verb_endings.is_empty();
        let question = if asks { bare.to_owned() } else { format!("{before}{bare}{after}") };
        let ends = last && !otherwise.is_empty();
        // It is the staff who look whether it is true.
        if now.team == self.outline.customer && now.staff.is_some() {
            now.team = now.staff;
        }
        // What they find is answered by them too, and not by the customer.
        now.told = now.team.is_some() && now.team != self.outline.customer;
        let asked = *now;
        // Who does the first step asks.
        let mut asks = None;
        let mut way = |build: &mut Self, units: &[Unit], now: &mut Now| {
            let mut items = Block::new();
            for (place, unit) in units.iter().enumerate() {
                build.unit(unit, now, ends && place + 1 == units.len(), &mut items);
                asks.get_or_insert(*now);
            }
            if ends && normal::goes_on(&items) {
                items.push(normal::plain_end(None));
            }
            items
        };
        let yes = way(self, then, now);
        // Who does the one does the other, unless that is the customer.
        let mut other = if now.team == self.outline.customer { asked } else { *now };
        let no = way(self, otherwise, &mut other);
        now.told = false;
        let [yes_name, no_name] = normal::yes_and_no(Some(self.lang.code()));
        let branches = vec![
            self.branch(yes_name.to_owned(), condition, yes),
            self.branch(no_name.to_owned(), condition, no),
        ];
        self.choose(question, condition, branches, asks.unwrap_or(*now))
    }

    fn branch(&self, name: String, words: &Words, items: Block) -> Branch {
        Branch { name: Some(name), items, place: Place::at(words.span), ..Branch::default() }
    }

    /// A choice by a person. Who chooses is staff, not the customer.
    fn choose(&self, question: String, words: &Words, branches: Vec<Branch>, now: Now) -> Item {
        let place = Place::at(words.span);
        let common =
            Common { name: Some(question), team: now.staff.or(now.team), place, ..Common::default() };
        Item { common, kind: ItemKind::Choice(ChoiceKind::Choose, branches), ..Item::default() }
    }

    fn yes_or_no(&self, question: String, words: &Words, items: Block, now: Now) -> Item {
        let [yes, no] = normal::yes_and_no(Some(self.lang.code()));
        let done = self.branch(yes.to_owned(), words, items);
        let skipped = self.branch(no.to_owned(), words, Block::new());
        self.choose(question, words, vec![done, skipped], now)
    }

    /// Alternatives; `ends`: nothing comes after them.
    fn choice(&mut self, tree: &Tree, branches: &[Ix], now: &mut Now, ends: bool) -> Item {
        let before = *now;
        let mut made = Vec::new();
        let mut first = None;
        let mut start = before;
        let told = self.is_decided_by_staff(tree, branches, before);
        start.told = told;
        for at in branches {
            let nodes = &tree.sequences[*at].nodes;
            let head = first_words(tree, nodes);
            let words = head.cloned().unwrap_or_default();
            let mut inner = start;
            let items = match nodes.split_first() {
                // What the customer answers is the answer; it is not waited for again.
                Some((Node::Unit(Step { unit: Unit::Step(step), .. }), rest))
                    if self.act(step, start).customer =>
                {
                    inner = self.after(inner, self.outline.customer);
                    let items = self.nodes(tree, rest, &mut inner, ends);
                    if rest.is_empty() && ends { vec![self.end(step)] } else { items }
                }
                _ => self.nodes(tree, nodes, &mut inner, ends),
            };
            let mut items = items;
            if ends && normal::goes_on(&items) {
                items.push(normal::plain_end(None));
            }
            if first.is_none() {
                // The others have its subject, unless they say their own.
                let acted = self.act(&words, start);
                start = self.after(before, acted.team.filter(|_| acted.said));
                start.told = told || (acted.said && !acted.customer);
                first = Some(words.clone());
            }
            made.push(self.branch(words.full().to_owned(), &words, items));
            *now = Now { team: inner.staff.or(now.team), staff: inner.staff.or(now.staff), told: false };
        }
        let words = first.unwrap_or_default();
        let mut chooses = before;
        if before.team == self.outline.customer && self.are_names(tree, branches) {
            chooses.staff = None;
        }
        self.choose(self.context.words.what_next.to_owned(), &words, made, chooses)
    }

    /// Whether alternatives only name things: not who does what, nor what came out.
    fn are_names(&self, tree: &Tree, branches: &[Ix]) -> bool {
        let context = &self.context;
        let is_name = |words: &Words| {
            let text = words.text.as_str();
            let acts = context.subject(text).is_some()
                || context.starts_with_verb(text)
                || context.ends_with_verb(text);
            !acts && !context.is_verdict(text) && !context.says_result(text)
        };
        branches.iter().all(|at| first_words(tree, &tree.sequences[*at].nodes).is_some_and(is_name))
    }

    fn end(&self, words: &Words) -> Item {
        let place = Place::at(words.span);
        let common = Common { name: Some(words.full().to_owned()), place, ..Common::default() };
        Item { common, kind: ItemKind::End(Emit::None), ..Item::default() }
    }

    /// One step: a task, a wait of the customer, a wait, or the end.
    fn step(&mut self, words: &Words, now: &mut Now, last: bool, items: &mut Block) {
        let acted = self.act(words, *now);
        let mut common = Common {
            name: Some(acted.name.clone()),
            team: acted.team,
            place: Place::at(words.span),
            within: words.within.as_ref().map(|within| Dynamic::Text(within.iso.clone())),
            ..Common::default()
        };
        *now = self.after(*now, acted.team);
        if let Some(trigger) = self.wait(&acted, words) {
            items.push(Item { common, kind: ItemKind::Wait(trigger), ..Item::default() });
            return;
        }
        if last && self.is_result(&acted) {
            let text = words.text.clone();
            let message = || messages::READ_AS_END.message().with("step", text);
            if self.context.readings.take(Guess::End, words.span, message) {
                items.push(self.end(words));
                return;
            }
        }
        let kind = if acted.customer {
            if !acted.said {
                let message = messages::NOT_SAID_WHO.message().with("step", &acted.name);
                self.context.readings.point(words.span, || message);
            }
            common.by_customer = true;
            ItemKind::Step(Work::Receive(None))
        } else {
            common.suggestion = self.suggestion(words);
            ItemKind::Step(Work::Person(UserTask::default()))
        };
        items.push(Item { common, kind, ..Item::default() });
    }

    /// What a waiting step waits for: a time, if it says one.
    fn wait(&mut self, acted: &Acted, words: &Words) -> Option<Trigger> {
        let list = self.context.words.waits;
        let name = super::subjects::without_article(&acted.name, self.context.words);
        let waits = if self.context.words.verb_endings.is_empty() {
            list.iter().any(|word| super::subjects::begins_with(name, word))
        } else {
            list.iter().any(|word| name.ends_with(word))
        };
        if !waits {
            return None;
        }
        let text = words.text.clone();
        let message = || messages::READ_AS_WAIT.message().with("step", text);
        self.context.readings.take(Guess::Wait, words.span, message).then(|| {
            match duration::find(&acted.name) {
                Some(iso) => Trigger::Timer(Timer { kind: TimerKind::Duration, value: Dynamic::Text(iso) }),
                None => Trigger::None,
            }
        })
    }

    /// Whether a last step says what came out rather than what somebody does.
    fn is_result(&self, acted: &Acted) -> bool {
        let context = &self.context;
        if acted.customer {
            // In Japanese the verb tells whether the customer does something, or the case is over.
            let japanese = !context.words.verb_endings.is_empty();
            return !(japanese && acted.said && japanese::is_giving(&acted.name));
        }
        if acted.said {
            return false;
        }
        if context.says_result(&acted.name) {
            return true;
        }
        if !context.words.verb_endings.is_empty() {
            let aimed = acted.name.contains(['を', 'に', 'へ']) && !acted.name.contains('が');
            return !(aimed && context.ends_with_verb(&acted.name));
        }
        if context.words.things.iter().any(|thing| languages::starts_with_word(&acted.name, thing)) {
            return true;
        }
        !(context.starts_with_verb(&acted.name) || context.is_command(&acted.name))
    }

    /// The connector that could do the step; it is noted, nothing uses it by itself.
    fn suggestion(&mut self, words: &Words) -> Option<String> {
        let found = self
            .context
            .words
            .connectors
            .iter()
            .filter(|(phrase, _)| find_word(&words.text, phrase, 0).is_some());
        let (_, connector) = found.max_by_key(|(phrase, _)| phrase.len())?;
        let message =
            || messages::SUGGESTION.message().with("step", &words.text).with("connector", connector);
        self.context.readings.point(words.span, message);
        Some((*connector).to_owned())
    }
}

/// An end stands where the step before it stands.
fn inherit_ends(items: &mut [Item], team: Option<TeamIx>) {
    let mut team = team;
    for item in items {
        match &mut item.kind {
            ItemKind::End(_) => item.common.team = team,
            ItemKind::Choice(_, branches) => {
                branches.iter_mut().for_each(|branch| inherit_ends(&mut branch.items, item.common.team));
            }
            _ => {}
        }
        team = item.common.team;
    }
}

/// The words of the first step in `nodes`.
fn first_words<'n>(tree: &'n Tree, nodes: &'n [Node]) -> Option<&'n Words> {
    match nodes.first()? {
        Node::Unit(step) => Some(step.unit.words()),
        Node::Choice { branches, .. } => first_words(tree, &tree.sequences[*branches.first()?].nodes),
    }
}
