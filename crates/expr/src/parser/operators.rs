//! Operators by precedence, from `or` down to negation.

use super::{MAX_NESTING, Parsed, Parser};
use crate::ast::{Arithmetic, Comparison, In, Kind, Node};
use crate::lexer;
use crate::messages as m;

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(self.too_deep());
        }
        let in_range = std::mem::replace(&mut self.in_range, false);
        let node = self.disjunction()?;
        self.in_range = in_range;
        self.nesting -= 1;
        Ok(node)
    }

    fn disjunction(&mut self) -> Parsed {
        let first = self.conjunction()?;
        if !self.is_word("or") {
            return Ok(first);
        }
        let start = first.span;
        let mut operands = vec![first];
        while self.eat_word("or").is_some() {
            operands.push(self.conjunction()?);
        }
        self.node(Kind::Or(operands.into()), self.since(start))
    }

    fn conjunction(&mut self) -> Parsed {
        let first = self.comparison()?;
        if !self.is_word("and") {
            return Ok(first);
        }
        let start = first.span;
        let mut operands = vec![first];
        while self.eat_word("and").is_some() {
            operands.push(self.comparison()?);
        }
        self.node(Kind::And(operands.into()), self.since(start))
    }

    /// The comparison at the current token.
    pub(super) fn comparison_operator(&self) -> Option<Comparison> {
        match self.token().kind {
            lexer::Kind::Symbol("=") => Some(Comparison::Equal),
            lexer::Kind::Symbol("!=") => Some(Comparison::NotEqual),
            lexer::Kind::Symbol("<") => Some(Comparison::Less),
            lexer::Kind::Symbol("<=") => Some(Comparison::LessOrEqual),
            lexer::Kind::Symbol(">") => Some(Comparison::Greater),
            lexer::Kind::Symbol(">=") => Some(Comparison::GreaterOrEqual),
            _ => None,
        }
    }

    fn comparison(&mut self) -> Parsed {
        let mut left = self.sum()?;
        loop {
            let start = left.span;
            if let Some(operator) = self.comparison_operator() {
                self.advance();
                let right = self.sum()?;
                left = self.node(Kind::Compare(operator, Box::new([left, right])), self.since(start))?;
            } else if self.eat_word("between").is_some() {
                let from = self.sum()?;
                self.expect_word("and")?;
                let to = self.sum()?;
                left = self.node(Kind::Between(Box::new([left, from, to])), self.since(start))?;
            } else if self.is_word("in") {
                self.advance();
                let tests = self.in_tests()?;
                let node = In { value: left, tests, negated: false };
                left = self.node(Kind::In(Box::new(node)), self.since(start))?;
            } else {
                return Ok(left);
            }
        }
    }

    /// Sums, differences and what binds closer.
    pub(super) fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let operator = match self.token().kind {
                lexer::Kind::Symbol("+") => Arithmetic::Add,
                lexer::Kind::Symbol("-") => Arithmetic::Subtract,
                _ => return Ok(left),
            };
            self.advance();
            let right = self.product()?;
            left = self.arithmetic(operator, left, right)?;
        }
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.power()?;
        loop {
            let operator = match self.token().kind {
                lexer::Kind::Symbol("*") => Arithmetic::Multiply,
                lexer::Kind::Symbol("/") => Arithmetic::Divide,
                _ => return Ok(left),
            };
            self.advance();
            let right = self.power()?;
            left = self.arithmetic(operator, left, right)?;
        }
    }

    fn power(&mut self) -> Parsed {
        let mut left = self.negation()?;
        while self.eat_symbol("**").is_some() {
            let right = self.negation()?;
            left = self.arithmetic(Arithmetic::Power, left, right)?;
        }
        Ok(left)
    }

    fn arithmetic(&mut self, operator: Arithmetic, left: Node, right: Node) -> Parsed {
        let span = left.span.to(right.span);
        self.node(Kind::Arithmetic(operator, Box::new([left, right])), span)
    }

    /// Signs, then the test of a type.
    fn negation(&mut self) -> Parsed {
        let start = self.token().span;
        let mut signs = 0u32;
        while self.eat_symbol("-").is_some() {
            signs += 1;
            if signs > MAX_NESTING {
                return Err(self.too_deep());
            }
        }
        let mut node = self.postfix()?;
        for _ in 0..signs {
            node = self.node(Kind::Negate(Box::new(node)), self.since(start))?;
        }
        while self.is_word("instance") {
            self.advance();
            self.expect_word("of")?;
            let ty = self.ty()?;
            node = self.node(Kind::InstanceOf(Box::new(node), ty), self.since(start))?;
        }
        Ok(node)
    }

    /// A primary with what follows it: paths, filters and calls.
    fn postfix(&mut self) -> Parsed {
        let mut node = self.primary()?;
        loop {
            let start = node.span;
            match self.token().kind {
                lexer::Kind::Symbol(".") => {
                    self.advance();
                    let name = self.member()?;
                    node = self.node(Kind::Path(Box::new(node), name), self.since(start))?;
                }
                lexer::Kind::Symbol("[") if !self.closes_range() => {
                    self.advance();
                    let mark = self.scope.mark();
                    self.scope.bind_item();
                    let condition = self.expression()?;
                    self.scope.release(mark);
                    self.expect_symbol("]")?;
                    node = self.node(Kind::Filter(Box::new([node, condition])), self.since(start))?;
                }
                lexer::Kind::Symbol("(") => node = self.call(node)?,
                _ => return Ok(node),
            }
        }
    }

    /// The name after a dot, where keywords are names too.
    fn member(&mut self) -> Parsed<std::sync::Arc<str>> {
        for property in ["time offset", "start included", "end included"] {
            let mut words = property.split(' ').enumerate();
            if words.all(|(i, word)| self.word_ahead(i, word)) {
                self.at += 2;
                return Ok(property.into());
            }
        }
        if let Some((name, count)) = self.known_name() {
            self.at += count;
            return Ok(name);
        }
        if self.token().kind == lexer::Kind::Word {
            let token = self.advance();
            return Ok(self.text_of(token).into());
        }
        Err(self.error(m::MISSING_NAME.message()))
    }

    /// Whether the `[` at the current token closes a range rather than opening a filter.
    fn closes_range(&self) -> bool {
        if !self.in_range {
            return false;
        }
        match self.ahead(1).kind {
            lexer::Kind::End | lexer::Kind::Symbol(")" | "]" | "}" | "," | "." | "=" | "!=") => true,
            lexer::Kind::Word => self.is_keyword(self.ahead(1)),
            _ => false,
        }
    }
}
