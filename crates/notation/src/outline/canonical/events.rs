//! What starts, is waited for, comes in between, is told: the lines that say it.

use super::attributes::Attributes;
use super::lines::{Line, Pair};
use super::parse::Parser;
use crate::outline::ast::*;
use crate::outline::duration;
use crate::outline::text::unquote;
use model::bpmn::{Dynamic, Form, Timer, TimerKind};

impl Parser<'_> {
    /// What a start or wait is triggered by.
    pub(super) fn trigger(&mut self, attributes: &mut Attributes<'_, '_>) -> Trigger {
        for word in ["for", "at", "every", "message", "signal", "when"] {
            if let Some(pair) = attributes.take(word) {
                return self.one_trigger(word, &pair, attributes);
            }
        }
        Trigger::None
    }

    fn one_trigger(
        &mut self,
        word: &str,
        pair: &Pair<'_, '_>,
        attributes: &mut Attributes<'_, '_>,
    ) -> Trigger {
        match word {
            "for" | "after" => {
                let example = format!("{word}: 2h");
                timer(TimerKind::Duration, pair.duration(&example, self.diagnostics))
            }
            "at" => timer(TimerKind::Date, pair.dynamic(self.diagnostics)),
            "every" => timer(TimerKind::Cycle, self.cycle(pair)),
            "message" | "on message" => Trigger::Message(MessageRef {
                name: pair.dynamic(self.diagnostics),
                key: attributes.take("key").map(|key| key.dynamic(self.diagnostics)),
            }),
            "signal" | "on signal" => Trigger::Signal(pair.dynamic(self.diagnostics)),
            "on error" => Trigger::Error(self.code(pair)),
            "on escalation" => Trigger::Escalation(self.code(pair)),
            "when" => Trigger::Condition(pair.formula()),
            _ => Trigger::Kept,
        }
    }

    /// A code; none if nothing stands there.
    fn code(&mut self, pair: &Pair<'_, '_>) -> Option<Dynamic> {
        (pair.computed || !pair.value.is_empty()).then(|| pair.dynamic(self.diagnostics))
    }

    /// `1d` is `R/P1D`; everything else stands as it is.
    fn cycle(&mut self, pair: &Pair<'_, '_>) -> Dynamic {
        match pair.dynamic(self.diagnostics) {
            Dynamic::Text(text) if unquote(pair.value).is_none() => match duration::parse(&text) {
                Some(iso) => Dynamic::Text(format!("R/{iso}")),
                None => Dynamic::Text(text),
            },
            dynamic => dynamic,
        }
    }

    /// The lines for what may come in between.
    pub(super) fn boundaries(
        &mut self,
        attributes: &mut Attributes<'_, '_>,
        team: Option<TeamIx>,
    ) -> Vec<Boundary> {
        let plain = |word: &str| word.strip_prefix("also ").unwrap_or(word).to_owned();
        let pairs = attributes.take_where(|word| super::words::BOUNDARIES.contains(&plain(word).as_str()));
        pairs.iter().map(|pair| self.boundary(&plain(&pair.word), pair, team)).collect()
    }

    fn boundary(&mut self, word: &str, pair: &Pair<'_, '_>, team: Option<TeamIx>) -> Boundary {
        let children: &[Line<'_>] = &pair.line.children;
        self.refuse_branches(children);
        self.items += 1;
        let mut attributes = Attributes::of(children, self.diagnostics);
        let written: Vec<Written> = pair.written().into_iter().chain(attributes.written()).collect();
        let trigger = self.one_trigger(word, pair, &mut attributes);
        let name = attributes.take("name").and_then(|name| self.name(&name.full(), name.span()));
        let mut common = self.common(&mut attributes, name, team, pair.line.span());
        common.place.values = written;
        if trigger == Trigger::Kept {
            common.id = self.id(pair);
        }
        attributes.finish(self.diagnostics);
        let items = self.block(children, common.team);
        Boundary { common, beside: pair.word.starts_with("also "), trigger, items }
    }

    /// What an event or end does.
    pub(super) fn emit(&mut self, attributes: &mut Attributes<'_, '_>, is_end: bool) -> Emit {
        if attributes.has("send") || attributes.has("job") {
            return Emit::Message(self.sent(attributes));
        }
        if let Some(pair) = attributes.take("signal") {
            return Emit::Signal(pair.dynamic(self.diagnostics));
        }
        if let Some(pair) = attributes.take("escalation") {
            return Emit::Escalation(pair.dynamic(self.diagnostics));
        }
        match attributes.take("error").filter(|_| is_end) {
            Some(pair) => Emit::Error(pair.dynamic(self.diagnostics)),
            None => Emit::None,
        }
    }

    /// `form:`, `form key:`, `form external:`.
    pub(super) fn form(&mut self, attributes: &mut Attributes<'_, '_>) -> Option<Form> {
        for word in ["form", "form key", "form external"] {
            if let Some(pair) = attributes.take(word) {
                let text = pair.text(self.diagnostics);
                return Some(match word {
                    "form" => Form::Id(text),
                    "form key" => Form::Key(text),
                    _ => Form::External(text),
                });
            }
        }
        None
    }
}

fn timer(kind: TimerKind, value: Dynamic) -> Trigger {
    Trigger::Timer(Timer { kind, value })
}
