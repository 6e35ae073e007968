//! Canonical text to outline.

use super::attributes::{Attributes, short};
use super::lines::{self, Line, Mark, Pair};
use super::words;
use crate::outline::ast::*;
use crate::outline::text::{trim, unquote};
use crate::outline::{goto, limits, messages, normal};
use lang::Message;
use model::bpmn::Id;
use model::{Diagnostic, Span};
use std::collections::HashMap;

/// Reads a canonical outline. The outline is whole only if no diagnostic is an error.
pub fn parse(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Outline {
    let lines = lines::read(text, diagnostics);
    let mut parser = Parser {
        outline: Outline::default(),
        teams: HashMap::new(),
        listed: 0,
        added: 0,
        items: 0,
        diagnostics,
    };
    parser.head(&lines);
    let body = parser.scope(&lines, parser.outline.customer, None);
    let mut outline = std::mem::take(&mut parser.outline);
    outline.body = body;
    if parser.items > limits::STEPS {
        let message = messages::TOO_MANY_STEPS.message().with("limit", limits::STEPS);
        diagnostics.push(Diagnostic::error(message));
        return outline;
    }
    if outline.body.starts.is_empty() && outline.body.items.is_empty() {
        diagnostics.push(Diagnostic::error(messages::EMPTY.message()));
        return outline;
    }
    normal::close_scope(&mut outline.body);
    goto::settle(&mut outline, diagnostics);
    outline
}

/// What is read so far.
pub(super) struct Parser<'d> {
    pub(super) outline: Outline,
    /// Teams by name, and by `#id`.
    pub(super) teams: HashMap<String, TeamIx>,
    /// How many teams the head lists.
    pub(super) listed: usize,
    /// How many teams are added to them.
    pub(super) added: usize,
    /// How many items there are.
    pub(super) items: usize,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl Parser<'_> {
    pub(super) fn error(&mut self, message: Message, span: Span) {
        self.diagnostics.push(Diagnostic::error(message).spanning(span));
    }

    /// The content of a workflow or group. `team` does what has no team.
    pub(super) fn scope(&mut self, lines: &[Line<'_>], team: Option<TeamIx>, place: Option<Span>) -> Scope {
        let mut scope = Scope::default();
        let mut no_start = false;
        for line in lines.iter().filter(|line| line.mark == Mark::Word) {
            let Some(pair) = Pair::of(line) else { continue };
            match pair.word.as_str() {
                words::START if pair.value == "none" => no_start = true,
                words::START => {
                    let start = self.start(&pair, team);
                    scope.starts.push(start);
                }
                words::KEPT => {
                    let ids = pair.value.split([',', '、']).map(trim).filter(|id| !id.is_empty());
                    scope.kept.extend(ids.map(Id::from));
                }
                _ => {}
            }
        }
        if scope.starts.is_empty() && !no_start {
            let common = Common { team, place: Place::from(place), ..Common::default() };
            scope.starts.push(Start { common, ..Start::default() });
        }
        let current = scope.starts.last().map_or(team, |start| start.common.team);
        scope.items = self.block(lines, current);
        scope
    }

    /// The steps among `lines`; `team` does those that have none.
    pub(super) fn block(&mut self, lines: &[Line<'_>], team: Option<TeamIx>) -> Block {
        let mut items = Block::new();
        self.more_items(lines, team, &mut items);
        items
    }

    /// Adds the steps among `lines` to `items`; `team` does those that have none.
    pub(super) fn more_items(&mut self, lines: &[Line<'_>], mut team: Option<TeamIx>, items: &mut Block) {
        for line in lines.iter().filter(|line| line.mark == Mark::Arrow) {
            self.step_line(line, &mut team, items);
        }
    }

    fn start(&mut self, pair: &Pair<'_, '_>, team: Option<TeamIx>) -> Start {
        let children = &pair.line.children;
        self.refuse_branches(children);
        let mut attributes = Attributes::of(children, self.diagnostics);
        let name = self.name(&pair.full(), pair.span());
        let common = self.common(&mut attributes, name, team, pair.line.span());
        let trigger = self.trigger(&mut attributes);
        let form = self.form(&mut attributes);
        attributes.finish(self.diagnostics);
        let items = self.block(children, common.team);
        Start { common, trigger, form, items }
    }

    /// Reports branches where there are none.
    pub(super) fn refuse_branches(&mut self, lines: &[Line<'_>]) {
        for line in lines.iter().filter(|line| line.mark == Mark::Dash) {
            self.error(messages::MISPLACED_BRANCH.message().with("text", short(line.text)), line.span());
        }
    }

    /// Reports steps where there are none.
    pub(super) fn refuse_steps(&mut self, lines: &[Line<'_>], word: &str) {
        for line in lines.iter().filter(|line| line.mark == Mark::Arrow) {
            self.error(messages::MISPLACED_STEP.message().with("word", word), line.span());
        }
    }

    /// A name as it stands or in quotes; none if nothing stands there.
    pub(super) fn name(&mut self, text: &str, span: Span) -> Option<String> {
        let text = trim(text);
        if text.chars().count() > limits::NAME_CHARS {
            self.error(messages::TEXT_TOO_LONG.message().with("limit", limits::NAME_CHARS), span);
        }
        match unquote(text) {
            Some(name) => Some(name),
            None => (!text.is_empty()).then(|| text.to_owned()),
        }
    }

    /// The team of this name or `#id`; it is added if there is none.
    pub(super) fn team(&mut self, text: &str, span: Span) -> Option<TeamIx> {
        if text == "none" {
            return None;
        }
        let name = unquote(text).unwrap_or_else(|| text.to_owned());
        if let Some(team) = self.teams.get(if text.starts_with('#') { text } else { &name }) {
            return Some(*team);
        }
        if self.listed > 0 {
            let listed =
                self.outline.all_teams().into_iter().take(self.listed).map(|team| team.name.as_str());
            let listed: Vec<&str> = listed.collect();
            // Of those beyond the limit only the number is told.
            let told = self.diagnostics.len() < limits::DIAGNOSTICS;
            let nearest = told.then(|| words::nearest(&name, listed.iter().copied())).flatten();
            let known = nearest.unwrap_or(listed[0]);
            let message = messages::UNLISTED_TEAM.message().with("team", short(&name)).with("known", known);
            self.diagnostics.push(Diagnostic::warning(message).spanning(span));
        }
        // Teams that are not listed come last and have no roles, so the places of the others stay.
        let ix = TeamIx(u32::try_from(self.listed + self.added).unwrap_or(u32::MAX));
        self.added += 1;
        self.outline.teams.push(Team { name: name.clone(), ..Team::default() });
        self.teams.insert(name, ix);
        Some(ix)
    }
}
