//! Operators by precedence, from `or` down to negation.

use super::{Parsed, Parser};
use crate::ast::{Arithmetic, Comparison, In, Kind, Node};
use crate::lexer;
use crate::limits::MAX_NESTING;
use crate::messages as m;

/// How close an operator binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Power,
}

/// An operator between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Or,
    And,
    Compare(Comparison),
    Between,
    In,
    Arithmetic(Arithmetic),
}

impl Operator {
    fn level(self) -> Level {
        match self {
            Operator::Or => Level::Or,
            Operator::And => Level::And,
            Operator::Compare(_) | Operator::Between | Operator::In => Level::Comparison,
            Operator::Arithmetic(Arithmetic::Add | Arithmetic::Subtract) => Level::Sum,
            Operator::Arithmetic(Arithmetic::Multiply | Arithmetic::Divide) => Level::Product,
            Operator::Arithmetic(Arithmetic::Power) => Level::Power,
        }
    }
}

impl Level {
    /// The next closer level: all operators group from the left, `2 ** 3 ** 2` too.
    fn closer(self) -> Option<Level> {
        match self {
            Level::Or => Some(Level::And),
            Level::And => Some(Level::Comparison),
            Level::Comparison => Some(Level::Sum),
            Level::Sum => Some(Level::Product),
            Level::Product => Some(Level::Power),
            Level::Power => None,
        }
    }
}

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed {
        let in_range = std::mem::replace(&mut self.in_range, false);
        let node = self.nested(Level::Or)?;
        self.in_range = in_range;
        Ok(node)
    }

    /// Sums, differences and what binds closer.
    pub(super) fn sum(&mut self) -> Parsed {
        self.nested(Level::Sum)
    }

    /// An operation within another expression, one level deeper.
    fn nested(&mut self, least: Level) -> Parsed {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(self.too_deep(MAX_NESTING));
        }
        let node = self.operation(Some(least))?;
        self.nesting -= 1;
        Ok(node)
    }

    /// Operands joined by operators of `least` level or closer; none at all without a level.
    fn operation(&mut self, least: Option<Level>) -> Parsed {
        let mut left = self.negation()?;
        let Some(least) = least else { return Ok(left) };
        while let Some(operator) = self.operator().filter(|operator| operator.level() >= least) {
            left = self.joined(left, operator)?;
        }
        Ok(left)
    }

    /// The operator at the current token.
    fn operator(&self) -> Option<Operator> {
        match self.token().kind {
            lexer::Kind::Word => match self.text_of(self.token()) {
                "or" => Some(Operator::Or),
                "and" => Some(Operator::And),
                "between" => Some(Operator::Between),
                "in" => Some(Operator::In),
                _ => None,
            },
            lexer::Kind::Symbol("+") => Some(Operator::Arithmetic(Arithmetic::Add)),
            lexer::Kind::Symbol("-") => Some(Operator::Arithmetic(Arithmetic::Subtract)),
            lexer::Kind::Symbol("*") => Some(Operator::Arithmetic(Arithmetic::Multiply)),
            lexer::Kind::Symbol("/") => Some(Operator::Arithmetic(Arithmetic::Divide)),
            lexer::Kind::Symbol("**") => Some(Operator::Arithmetic(Arithmetic::Power)),
            _ => self.comparison_operator().map(Operator::Compare),
        }
    }

    /// `left` with what the operator at the current token joins to it.
    fn joined(&mut self, left: Node, operator: Operator) -> Parsed {
        let start = left.span;
        let closer = operator.level().closer();
        self.advance();
        let kind = match operator {
            Operator::Or | Operator::And => {
                let mut operands = vec![left, self.operation(closer)?];
                while self.operator() == Some(operator) {
                    self.advance();
                    operands.push(self.operation(closer)?);
                }
                if operator == Operator::Or { Kind::Or(operands.into()) } else { Kind::And(operands.into()) }
            }
            Operator::Compare(comparison) => {
                Kind::Compare(comparison, Box::new([left, self.operation(closer)?]))
            }
            Operator::Arithmetic(arithmetic) => {
                Kind::Arithmetic(arithmetic, Box::new([left, self.operation(closer)?]))
            }
            Operator::Between => {
                let from = self.operation(closer)?;
                self.expect_word("and")?;
                Kind::Between(Box::new([left, from, self.operation(closer)?]))
            }
            Operator::In => Kind::In(Box::new(In { value: left, tests: self.in_tests()?, negated: false })),
        };
        self.node(kind, self.since(start))
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

    /// Signs, then the test of a type.
    fn negation(&mut self) -> Parsed {
        let start = self.token().span;
        let mut signs = 0u32;
        while self.eat_symbol("-").is_some() {
            signs += 1;
            if signs > MAX_NESTING {
                return Err(self.too_deep(MAX_NESTING));
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
