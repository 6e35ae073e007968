//! `if`, `for`, `some`, `every` and function definitions.

use super::{Parsed, Parser};
use crate::ast::{Definition, Domain, For, Kind, Parameter, Quantified};
use std::sync::Arc;

impl Parser<'_> {
    /// `if … then … else …`; a chain of `else if` is no nesting.
    pub(super) fn conditional(&mut self) -> Parsed {
        let mut branches = Vec::new();
        while self.is_word("if") {
            let start = self.advance().span;
            let condition = self.expression()?;
            self.expect_word("then")?;
            branches.push((start, condition, self.expression()?));
            self.expect_word("else")?;
        }
        let mut otherwise = self.expression()?;
        for (start, condition, then) in branches.into_iter().rev() {
            otherwise = self.node(Kind::If(Box::new([condition, then, otherwise])), self.since(start))?;
        }
        Ok(otherwise)
    }

    pub(super) fn for_loop(&mut self) -> Parsed {
        let start = self.advance().span;
        let mark = self.scope.mark();
        self.scope.bind("partial".into());
        let domains = self.domains()?;
        self.expect_word("return")?;
        let body = self.expression()?;
        self.scope.release(mark);
        self.node(Kind::For(Box::new(For { domains, body })), self.since(start))
    }

    pub(super) fn quantified(&mut self) -> Parsed {
        let start = self.token().span;
        let word = self.advance();
        let every = self.text_of(word) == "every";
        let mark = self.scope.mark();
        let domains = self.domains()?;
        self.expect_word("satisfies")?;
        let condition = self.expression()?;
        self.scope.release(mark);
        self.node(Kind::Quantified(Box::new(Quantified { every, domains, condition })), self.since(start))
    }

    /// `x in xs, y in 1..10`; each name is visible from the next domain on.
    fn domains(&mut self) -> Parsed<Box<[Domain]>> {
        let mut domains = Vec::new();
        loop {
            let name = self.new_name(&["in"])?;
            self.expect_word("in")?;
            let from = self.expression()?;
            let domain = if self.eat_symbol("..").is_some() {
                Domain::Span(from, self.expression()?)
            } else {
                Domain::List(from)
            };
            domains.push(domain);
            self.scope.bind(name);
            if self.eat_symbol(",").is_none() {
                return Ok(domains.into());
            }
        }
    }

    /// `function(a: number, b) a + b`; within a context it is known to itself as `this`.
    pub(super) fn function_definition(&mut self, this: Option<Arc<str>>) -> Parsed {
        let start = self.advance().span;
        self.expect_symbol("(")?;
        self.scope.enter_function(this);
        let mut parameters = Vec::new();
        while !self.is_symbol(")") {
            let name = self.new_name(&[":", ",", ")"])?;
            let ty = if self.eat_symbol(":").is_some() { Some(self.ty()?) } else { None };
            self.scope.bind(name.clone());
            parameters.push(Parameter { name, ty });
            if self.eat_symbol(",").is_none() {
                break;
            }
        }
        self.expect_symbol(")")?;
        let external = self.eat_word("external").is_some();
        let body = self.expression()?;
        let captures = self.scope.leave_function();
        let definition = Definition {
            parameters: parameters.into(),
            body: (!external).then_some(body),
            captures,
            result: None,
        };
        self.node(Kind::Function(Arc::new(definition)), self.since(start))
    }
}
