//! Texts and expressions of the model, parsed.

use super::{Compiler, Report};
use crate::Diagnostic;
use crate::bpmn::Dynamic;
use crate::graph::Formula;
use crate::messages as msg;
use expr::{Expression, Value};
use lang::Text;
use std::sync::Arc;

impl Compiler<'_> {
    /// A text as it is, or an expression. `place` says which part of the element it is.
    pub fn formula(
        &self,
        dynamic: &Dynamic,
        place: &'static Text,
        report: &mut Report<'_>,
    ) -> Option<Formula> {
        match dynamic {
            Dynamic::Text(text) => Some(Formula::Const(Value::String(text.as_str().into()))),
            Dynamic::Formula(source) => self.expression(source, place, report).map(Formula::Expr),
        }
    }

    /// Like [`Self::formula`], where there may be none.
    pub fn formula_of(
        &self,
        dynamic: Option<&Dynamic>,
        place: &'static Text,
        report: &mut Report<'_>,
    ) -> Option<Formula> {
        self.formula(dynamic?, place, report)
    }

    /// Like [`Self::formula_of`], where a text that looks like a number is one.
    pub fn number(
        &self,
        dynamic: Option<&Dynamic>,
        place: &'static Text,
        report: &mut Report<'_>,
    ) -> Option<Formula> {
        match dynamic? {
            Dynamic::Text(text) => match text.trim().parse() {
                Ok(number) => Some(Formula::Const(Value::Number(number))),
                Err(_) => {
                    report.error(
                        msg::NOT_A_NUMBER.message().with("text", text).with_message("place", place.message()),
                    );
                    None
                }
            },
            Dynamic::Formula(source) => self.expression(source, place, report).map(Formula::Expr),
        }
    }

    /// An expression, without the leading `=`.
    pub fn expression(
        &self,
        source: &str,
        place: &'static Text,
        report: &mut Report<'_>,
    ) -> Option<Expression> {
        match Expression::parse(source) {
            Ok(expression) => {
                self.lint(&expression, place, report);
                Some(expression)
            }
            Err(error) => {
                let message = msg::BAD_EXPRESSION
                    .message()
                    .with_message("place", place.message())
                    .with("expression", excerpt(source))
                    .with_message("problem", error.message);
                report.in_part(Diagnostic::error(message), error.span);
                None
            }
        }
    }

    /// What is suspicious in an expression, if that was asked for.
    fn lint(&self, expression: &Expression, place: &'static Text, report: &mut Report<'_>) {
        if !self.lint {
            return;
        }
        for problem in expression.lint() {
            let message = msg::SUSPICIOUS_EXPRESSION
                .message()
                .with_message("place", place.message())
                .with("expression", excerpt(expression.text()))
                .with_message("problem", problem.message);
            report.in_part(Diagnostic::warning(message), problem.span);
        }
    }

    /// A variable, or a path into one: `order.total`.
    pub fn path(&self, target: &str, report: &mut Report<'_>) -> Option<Vec<Arc<str>>> {
        let parts: Vec<Arc<str>> = target.split('.').map(|part| part.trim().into()).collect();
        if parts.iter().any(|part| part.is_empty()) {
            report.error(msg::BAD_TARGET.message().with("target", target));
            return None;
        }
        Some(parts)
    }
}

/// A fixed value of a mapping. As in Camunda 8, what is written like a number is one; a number with leading
/// zeros or spaces, as of a telephone, stays a text.
pub fn literal(text: &str) -> Value {
    match text.parse::<expr::Number>() {
        Ok(number) if number.to_string() == text => Value::Number(number),
        _ => Value::String(text.into()),
    }
}

/// The expression in one line, cut where it is long.
pub fn excerpt(source: &str) -> String {
    const LONGEST: usize = 80;
    let line = source.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
