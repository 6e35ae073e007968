//! Numbers, temporals and comparisons that stand for ranges.

use super::{Parsed, Parser};
use crate::ast::{Comparison, Kind, RangeNode, Span};
use crate::error::SyntaxError;
use crate::lexer;
use crate::messages as m;
use crate::number::Number;
use crate::temporal;
use crate::value::Value;

impl Parser<'_> {
    pub(super) fn number(&mut self) -> Parsed {
        let token = self.advance();
        let text = self.text_of(token);
        match text.parse::<Number>() {
            Ok(number) => self.node(Kind::Literal(Value::Number(number)), token.span),
            Err(_) => Err(SyntaxError::new(token.span.range(), m::BAD_NUMBER.message().with("found", text))),
        }
    }

    /// `@"2026-11-22"`.
    pub(super) fn temporal(&mut self) -> Parsed {
        let start = self.advance().span;
        if self.token().kind != lexer::Kind::String {
            return Err(self.missing("\""));
        }
        let token = self.advance();
        let text = lexer::unescape(self.text_of(token));
        match temporal::parse_any(&text) {
            Some(value) => self.node(Kind::Literal(value), self.since(start)),
            None => {
                let message = m::BAD_TEMPORAL.message().with("found", text);
                Err(SyntaxError::new(self.since(start).range(), message))
            }
        }
    }

    /// A comparison that is a range, `< 5`; after an opening parenthesis it must be closed.
    pub(super) fn comparison_range(&mut self, start: Span) -> Parsed {
        let closed = self.at > 0 && self.tokens[self.at - 1].span == start;
        let operator = self.comparison_operator();
        self.advance();
        let end = self.sum()?;
        if closed {
            self.expect_symbol(")")?;
        }
        let (low, high, included) = match operator {
            Some(Comparison::Less) => (None, Some(end), false),
            Some(Comparison::LessOrEqual) => (None, Some(end), true),
            Some(Comparison::Greater) => (Some(end), None, false),
            Some(Comparison::GreaterOrEqual | Comparison::Equal) => (Some(end), None, true),
            _ => {
                // All but one value are no range.
                return Err(SyntaxError::new(
                    start.range(),
                    m::MISSING_EXPRESSION.message().with("found", "!="),
                ));
            }
        };
        let is_point = operator == Some(Comparison::Equal);
        let range = RangeNode {
            start_included: included && low.is_some(),
            end_included: included && (high.is_some() || is_point),
            is_point,
            start: low,
            end: high,
        };
        self.node(Kind::Range(Box::new(range)), self.since(start))
    }
}
