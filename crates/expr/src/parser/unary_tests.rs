//! Tests of a value: the cells of decision tables and what stands after `in`.

use super::{Parsed, Parser};
use crate::ast::{In, Kind, Test};
use crate::lexer;

impl Parser<'_> {
    /// A cell: `-`, tests joined by commas, or `not(tests)`. It is a test of `?`.
    pub(super) fn cell(&mut self) -> Parsed {
        let start = self.token().span;
        let value = self.scope.resolve("?".into(), start, None);
        let negated = self.is_negated();
        let tests = if self.is_symbol("-") && self.ahead(1).kind == lexer::Kind::End {
            self.advance();
            vec![Test::Any]
        } else if negated {
            self.at += 2;
            let tests = self.tests()?;
            self.expect_symbol(")")?;
            tests
        } else {
            self.tests()?
        };
        let node = In { value, tests: tests.into(), negated };
        self.node(Kind::In(Box::new(node)), self.since(start))
    }

    /// Whether the whole cell is `not(…)`.
    fn is_negated(&self) -> bool {
        if !self.is_word("not") || !self.symbol_ahead(1, "(") {
            return false;
        }
        let mut open = 0usize;
        for (i, token) in self.tokens[self.at..].iter().enumerate() {
            match token.kind {
                lexer::Kind::Symbol("(") => open += 1,
                lexer::Kind::Symbol(")") => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        return self.ahead(i + 1).kind == lexer::Kind::End;
                    }
                }
                _ => {}
            }
        }
        false
    }

    fn tests(&mut self) -> Parsed<Vec<Test>> {
        let mut tests = vec![self.test(false)?];
        while self.eat_symbol(",").is_some() {
            tests.push(self.test(false)?);
        }
        Ok(tests)
    }

    /// One test. A bare one, after `in`, must not reach over the next `and`.
    fn test(&mut self, bare: bool) -> Parsed<Test> {
        if let Some(operator) = self.comparison_operator() {
            self.advance();
            return Ok(Test::Compare(operator, self.sum()?));
        }
        let before = std::mem::replace(&mut self.saw_input, false);
        let node = if bare { self.sum()? } else { self.expression()? };
        let condition = std::mem::replace(&mut self.saw_input, before);
        self.saw_input |= condition;
        Ok(Test::Expression { node, condition })
    }

    /// What stands after `in`: one test, or several in parentheses.
    pub(super) fn in_tests(&mut self) -> Parsed<Box<[Test]>> {
        if !self.is_symbol("(") || self.is_parenthesised_value() {
            return Ok(Box::new([self.test(true)?]));
        }
        self.advance();
        let tests = self.tests()?;
        self.expect_symbol(")")?;
        Ok(tests.into())
    }

    /// Whether the parenthesis at the current token is a range, `(1..5)`, or an operand, `(a) + b`.
    fn is_parenthesised_value(&self) -> bool {
        let mut open = 0usize;
        for (i, token) in self.tokens[self.at..].iter().enumerate() {
            match token.kind {
                lexer::Kind::Symbol("(" | "[" | "{") => open += 1,
                lexer::Kind::Symbol("..") if open == 1 => return true,
                lexer::Kind::Symbol(")" | "]" | "}") => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        let next = self.ahead(i + 1).kind;
                        return matches!(next, lexer::Kind::Symbol("+" | "-" | "*" | "/" | "**" | "." | "["));
                    }
                }
                lexer::Kind::End => return false,
                _ => {}
            }
        }
        false
    }
}
