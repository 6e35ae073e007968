//! The lines of a canonical outline that begin with an arrow or a dash.

use super::attributes::{Attributes, part, short};
use super::lines::{Line, Mark, joined};
use super::parse::Parser;
use super::words::{self, Keyword};
use crate::outline::ast::*;
use crate::outline::text::{colon, is_blank, quoted_len, split_at_arrows, trim, trim_range};
use crate::outline::{ids, messages, normal};
use model::Span;
use model::bpmn::Id;
use std::ops::Range;

impl Parser<'_> {
    /// A line of steps. What is indented below belongs to the last of them.
    pub(super) fn step_line(&mut self, line: &Line<'_>, team: &mut Option<TeamIx>, items: &mut Block) {
        self.inline_steps(line, 0..line.text.len(), team, items);
    }

    /// The steps between the arrows of a part of a line.
    fn inline_steps(
        &mut self,
        line: &Line<'_>,
        range: Range<usize>,
        team: &mut Option<TeamIx>,
        items: &mut Block,
    ) {
        let text = &line.text[range.clone()];
        let parts = split_at_arrows(text);
        let last = parts.len() - 1;
        for (at, inner) in parts.into_iter().enumerate() {
            let inner = trim_range(line.text, range.start + inner.start..range.start + inner.end);
            let (children, more): (&[Line<'_>], &[&str]) =
                if at == last { (&line.children, &line.more) } else { (&[], &[]) };
            if inner.is_empty() {
                self.error(messages::EMPTY_STEP.message(), line.span());
                continue;
            }
            let head =
                Head { text: joined(&line.text[inner.clone()], more), span: part(line, inner), children };
            self.item(&head, team, items);
        }
    }

    fn item(&mut self, head: &Head<'_, '_>, team: &mut Option<TeamIx>, items: &mut Block) {
        self.items += 1;
        let mut attributes = Attributes::of(head.children, self.diagnostics);
        let (keyword, name) = match colon(&head.text) {
            Some((at, len)) => {
                let before = trim(&head.text[..at]);
                let keyword = words::keyword(before);
                if keyword.is_none() {
                    *team = self.team(before, head.span);
                }
                (keyword, self.name(&head.text[at + len..], head.span))
            }
            None => match words::keyword(&head.text) {
                Some(keyword) => (Some(keyword), None),
                None => (None, self.name(&head.text, head.span)),
            },
        };
        let branches = matches!(keyword, Some(Keyword::Choice(_) | Keyword::Kept));
        if !branches {
            self.refuse_branches(head.children);
        }
        if !matches!(keyword, Some(Keyword::Group | Keyword::Optional)) {
            let word = match (keyword, colon(&head.text)) {
                (None, _) => short(&head.text),
                (_, Some((at, _))) => short(trim(&head.text[..at])),
                (_, None) => short(&head.text),
            };
            self.refuse_steps(head.children, &word);
        }
        if keyword == Some(Keyword::GoTo) {
            let kind = ItemKind::GoTo(self.target(name, head));
            let common = Common { place: Place::at(head.span), ..Common::default() };
            items.push(Item { common, kind, ..Item::default() });
            return attributes.finish(self.diagnostics);
        }
        let said = if keyword.is_none() { self.by(&mut attributes) } else { None };
        let mut common = self.common(&mut attributes, name, *team, head.span);
        *team = common.team;
        let kind = match keyword {
            None => self.step(&mut attributes, &mut common, said),
            Some(Keyword::Choice(kind)) => ItemKind::Choice(kind, self.branches(head, common.team, true)),
            Some(Keyword::Optional) => self.optional(head, common.team),
            Some(Keyword::Wait) => ItemKind::Wait(self.wait(&mut attributes, &common, head)),
            Some(Keyword::Event) => ItemKind::Event(self.emit(&mut attributes, false)),
            Some(Keyword::End) => ItemKind::End(self.emit(&mut attributes, true)),
            Some(Keyword::Stop) => ItemKind::End(Emit::Terminate),
            Some(Keyword::Meet(kind)) => ItemKind::Meet(kind),
            Some(Keyword::Group) => {
                let scope = self.scope(head.children, common.team, None);
                let own = |word: &str| word == words::START || word == words::KEPT;
                attributes.take_where(own);
                ItemKind::Group(Box::new(scope))
            }
            Some(Keyword::Kept) => ItemKind::Kept(self.branches(head, common.team, false)),
            Some(Keyword::KeptEnd) => ItemKind::KeptEnd,
            Some(Keyword::GoTo) => return,
        };
        let mut item = Item { common, kind, ..Item::default() };
        if matches!(item.kind, ItemKind::Step(_) | ItemKind::Group(_) | ItemKind::Kept(_) | ItemKind::KeptEnd)
        {
            item.repeat = self.repeat(&mut attributes);
            item.boundaries = self.boundaries(&mut attributes, item.common.team);
        }
        item.join = self.join(&mut attributes);
        attributes.finish(self.diagnostics);
        items.push(item);
    }

    /// A step: who does it says how it is done, if nothing else does.
    fn step(
        &mut self,
        attributes: &mut Attributes<'_, '_>,
        common: &mut Common,
        said: Option<bool>,
    ) -> ItemKind {
        let by_customers_team = common.team.is_some() && common.team == self.outline.customer;
        let customer = said.unwrap_or(by_customers_team);
        let work = self.work(attributes, customer);
        common.by_customer = match work {
            Work::Receive(_) => customer,
            _ => said == Some(true),
        };
        ItemKind::Step(work)
    }

    /// What a wait waits for; the name can say it.
    fn wait(&mut self, attributes: &mut Attributes<'_, '_>, common: &Common, head: &Head<'_, '_>) -> Trigger {
        match self.trigger(attributes) {
            Trigger::None if head.is_quoted() => Trigger::None,
            Trigger::None => normal::wait_of_name(common.name.as_deref()).unwrap_or_default(),
            trigger => trigger,
        }
    }

    fn join(&mut self, attributes: &mut Attributes<'_, '_>) -> Join {
        match attributes.take("join") {
            None => Join::Derived,
            Some(pair) if pair.value == "none" => Join::None,
            Some(pair) => self.id(&pair).map_or(Join::Derived, Join::Id),
        }
    }

    fn target(&mut self, name: Option<String>, head: &Head<'_, '_>) -> Target {
        let quoted = head.is_quoted();
        let name = name.unwrap_or_default();
        match name.strip_prefix('#').filter(|id| !quoted && ids::is_valid(id)) {
            Some(id) => Target::Id(Id::from(id)),
            None => Target::Name(name),
        }
    }

    /// `optional:` is a choice between its steps and nothing.
    fn optional(&mut self, head: &Head<'_, '_>, team: Option<TeamIx>) -> ItemKind {
        let [yes, no] = normal::yes_and_no(self.outline.lang.as_deref());
        let items = self.block(head.children, team);
        let place = Place::at(head.span);
        let done = Branch { name: Some(yes.to_owned()), items, place: place.clone(), ..Branch::default() };
        let skipped = Branch { name: Some(no.to_owned()), place, ..Branch::default() };
        ItemKind::Choice(ChoiceKind::Choose, vec![done, skipped])
    }

    fn branches(&mut self, head: &Head<'_, '_>, team: Option<TeamIx>, needed: bool) -> Vec<Branch> {
        let lines: Vec<&Line<'_>> = head.children.iter().filter(|line| line.mark == Mark::Dash).collect();
        if lines.is_empty() && needed {
            self.error(messages::NO_BRANCHES.message(), head.span);
        }
        lines.into_iter().map(|line| self.branch(line, team)).collect()
    }

    /// `- answer`, `- answer if: condition`, `- else: answer`, with or without steps on the line.
    fn branch(&mut self, line: &Line<'_>, mut team: Option<TeamIx>) -> Branch {
        self.items += 1;
        self.refuse_branches(&line.children);
        let mut branch = Branch { place: Place::at(line.span()), ..Branch::default() };
        let condition = find_if(line.text);
        let head_end = match condition {
            Some((at, len)) => {
                let written = trim_range(line.text, at + len..line.text.len());
                branch.place.values.push(Written { word: words::IF, span: part(line, written.clone()) });
                let condition = joined(&line.text[written], &line.more);
                let condition = condition.strip_prefix('=').map_or(condition.as_str(), trim);
                branch.when = When::If(condition.to_owned());
                at
            }
            None => split_at_arrows(line.text)[0].end,
        };
        let head = trim(&line.text[..head_end]);
        let inline = condition.is_none() && head_end < line.text.len();
        let head = if condition.is_some() || inline { head.to_owned() } else { joined(head, &line.more) };
        branch.name = match colon(&head) {
            _ if words::normal(&head) == "else" => {
                branch.when = When::Else;
                None
            }
            Some((at, len)) if words::normal(&head[..at]) == "else" => {
                branch.when = When::Else;
                self.name(&head[at + len..], line.span())
            }
            _ => self.name(&head, line.span()),
        };
        let mut attributes = Attributes::of(&line.children, self.diagnostics);
        branch.place.values.extend(attributes.written());
        branch.flow = attributes.take("id").and_then(|pair| self.id(&pair));
        if inline {
            // The lines below belong to the branch if it has no step, else to its last step; steps go on after it.
            let arrow = line.text[head_end..].chars().next().map_or(0, char::len_utf8);
            let len = crate::outline::text::arrow(&line.text[head_end..]).map_or(arrow, str::len);
            let alone = Line {
                mark: Mark::Arrow,
                text: line.text,
                start: line.start,
                more: line.more.clone(),
                children: Vec::new(),
            };
            self.inline_steps(&alone, head_end + len..line.text.len(), &mut team, &mut branch.items);
        }
        attributes.finish(self.diagnostics);
        self.more_items(&line.children, team, &mut branch.items);
        branch
    }
}

/// A step on a line.
struct Head<'l, 't> {
    text: String,
    span: Span,
    children: &'l [Line<'t>],
}

impl Head<'_, '_> {
    /// The name stands in quotes.
    fn is_quoted(&self) -> bool {
        colon(&self.text).is_some_and(|(at, len)| trim(&self.text[at + len..]).starts_with('"'))
    }
}

/// Where `if:` stands in a branch, outside of quotes, with its length.
fn find_if(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    let mut word = true;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if word && let Some(len) = quoted_len(rest) {
            at += len;
            word = false;
            continue;
        }
        if word && rest.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("if")) {
            let after = rest[2..].trim_start();
            if let Some(colon) = after.chars().next().filter(|c| matches!(c, ':' | '：')) {
                return Some((at, rest.len() - after.len() + colon.len_utf8()));
            }
        }
        word = is_blank(c) || matches!(c, ':' | '：');
        at += c.len_utf8();
    }
    None
}
