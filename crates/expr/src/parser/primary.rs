//! What an expression begins with: literals, names, brackets, keywords.

use super::{Parsed, Parser};
use crate::ast::{Kind, Node, RangeNode, Span};
use crate::builtins;
use crate::error::SyntaxError;
use crate::lexer;
use crate::messages as m;
use crate::value::Value;
use std::collections::HashSet;
use std::sync::Arc;

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Parsed {
        let token = self.token();
        match token.kind {
            lexer::Kind::Number => self.number(),
            lexer::Kind::String => {
                self.advance();
                let value = lexer::unescape(self.text_of(token));
                self.node(Kind::Literal(Value::from(value)), token.span)
            }
            lexer::Kind::Symbol("@") => self.temporal(),
            lexer::Kind::Symbol("(") => self.parenthesis(),
            lexer::Kind::Symbol("[") => self.bracket(),
            lexer::Kind::Symbol("]") => self.open_range(),
            lexer::Kind::Symbol("{") => self.context(),
            lexer::Kind::Symbol("?") if self.in_tests => {
                self.advance();
                self.saw_input = true;
                Ok(self.scope.resolve("?".into(), token.span, None))
            }
            lexer::Kind::Word => self.word(),
            lexer::Kind::Quoted => {
                let name = self.name()?;
                Ok(self.scope.resolve(name, token.span, None))
            }
            lexer::Kind::End => Err(self.error(m::ENDS_TOO_EARLY.message())),
            lexer::Kind::Symbol(">") if self.at > 0 && self.text_of(self.tokens[self.at - 1]) == "<" => {
                let span = self.tokens[self.at - 1].span.to(token.span);
                let message = m::WRITE_INSTEAD.message().with("found", "<>").with("instead", "!=");
                Err(SyntaxError::new(span.range(), message))
            }
            _ => Err(self.error(m::MISSING_EXPRESSION.message().with("found", self.text_of(token)))),
        }
    }

    /// A keyword's expression, or a name.
    fn word(&mut self) -> Parsed {
        let token = self.token();
        let known = self.known_name();
        let of_several = known.as_ref().is_some_and(|(_, count)| *count > 1);
        if !of_several {
            let literal = match self.text_of(token) {
                "true" => Some(Value::Bool(true)),
                "false" => Some(Value::Bool(false)),
                "null" => Some(Value::Null),
                _ => None,
            };
            if let Some(value) = literal {
                self.advance();
                return self.node(Kind::Literal(value), token.span);
            }
            match self.text_of(token) {
                "if" => return self.conditional(),
                "for" => return self.for_loop(),
                "some" | "every" => return self.quantified(),
                "function" if self.symbol_ahead(1, "(") => return self.function_definition(None),
                _ => {}
            }
        }
        if let Some(node) = self.built_in(known.as_ref().map_or(0, |(_, count)| *count)) {
            return Ok(node);
        }
        match known {
            Some((name, count)) => {
                self.at += count;
                let span = self.since(token.span);
                self.check_not(&name)?;
                let built_in = builtins::find(&name);
                Ok(self.scope.resolve(name, span, built_in))
            }
            None => Err(self.error(m::MISSING_EXPRESSION.message().with("found", self.text_of(token)))),
        }
    }

    /// `not x` is no FEEL.
    fn check_not(&self, name: &str) -> Parsed<()> {
        let operand = matches!(self.token().kind, lexer::Kind::Word | lexer::Kind::Quoted)
            && !self.is_keyword(self.token());
        if name == "not" && operand {
            let message = m::WRITE_INSTEAD.message().with("found", "not").with("instead", "not(…)");
            return Err(SyntaxError::new(self.tokens[self.at - 1].span.range(), message));
        }
        Ok(())
    }

    /// A built-in function whose name has several words, if it stands here and is longer than `known` tokens.
    fn built_in(&mut self, known: usize) -> Option<Node> {
        let (function, count) = builtins::longest(self.text, &self.tokens[self.at..])?;
        if count <= known {
            return None;
        }
        let span = self.token().span.to(self.ahead(count - 1).span);
        self.at += count;
        Some(self.scope.resolve(function.name.into(), span, Some(function)))
    }

    /// `(expression)`, `(from..to)`, or a comparison as a range: `(< 5)`.
    fn parenthesis(&mut self) -> Parsed {
        let start = self.advance().span;
        if self.comparison_operator().is_some() {
            return self.comparison_range(start);
        }
        let node = self.expression()?;
        if self.is_symbol("..") {
            return self.range(start, false, node);
        }
        self.expect_symbol(")")?;
        Ok(Node { span: self.since(start), ..node })
    }

    /// `[a, b]` or `[from..to]`.
    fn bracket(&mut self) -> Parsed {
        let start = self.advance().span;
        let mut items = Vec::new();
        while !self.is_symbol("]") {
            let item = if self.comparison_operator().is_some() {
                self.comparison_range(self.token().span)?
            } else {
                self.expression()?
            };
            if items.is_empty() && self.is_symbol("..") {
                return self.range(start, true, item);
            }
            items.push(item);
            if self.eat_symbol(",").is_none() {
                break;
            }
        }
        self.expect_symbol("]")?;
        self.node(Kind::List(items.into()), self.since(start))
    }

    /// `]from..to]`.
    fn open_range(&mut self) -> Parsed {
        let start = self.advance().span;
        let from = self.expression()?;
        self.range(start, false, from)
    }

    /// The rest of a range, its dots being the current token.
    fn range(&mut self, start: Span, start_included: bool, from: Node) -> Parsed {
        self.expect_symbol("..")?;
        let before = std::mem::replace(&mut self.in_range, true);
        let to = self.sum()?;
        self.in_range = before;
        let end_included = match self.token().kind {
            lexer::Kind::Symbol("]") => true,
            lexer::Kind::Symbol(")" | "[") => false,
            _ => return Err(self.missing("]")),
        };
        self.advance();
        let range =
            RangeNode { start: Some(from), start_included, end: Some(to), end_included, is_point: false };
        self.node(Kind::Range(Box::new(range)), self.since(start))
    }

    /// A context literal. Each entry sees those before it.
    fn context(&mut self) -> Parsed {
        let start = self.advance().span;
        let mark = self.scope.mark();
        let mut entries: Vec<(Arc<str>, Node)> = Vec::new();
        let mut keys = HashSet::new();
        while !self.is_symbol("}") {
            let key_token = self.token();
            let key: Arc<str> = if key_token.kind == lexer::Kind::String {
                self.advance();
                lexer::unescape(self.text_of(key_token)).into()
            } else {
                self.new_name(&[":"])?
            };
            self.expect_symbol(":")?;
            if !keys.insert(key.clone()) {
                let message = m::DOUBLE_KEY.message().with("name", &key);
                return Err(SyntaxError::new(key_token.span.range(), message));
            }
            let value = if self.is_word("function") && self.symbol_ahead(1, "(") {
                self.function_definition(Some(key.clone()))?
            } else {
                self.expression()?
            };
            self.scope.bind(key.clone());
            entries.push((key, value));
            if self.eat_symbol(",").is_none() {
                break;
            }
        }
        self.scope.release(mark);
        self.expect_symbol("}")?;
        self.node(Kind::Context(entries.into()), self.since(start))
    }
}
