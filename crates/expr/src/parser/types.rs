//! Types, as after `instance of` and in the parameters of functions.

use super::{Parsed, Parser};
use crate::error::SyntaxError;
use crate::lexer;
use crate::limits::MAX_NESTING;
use crate::messages as m;
use crate::types::Type;

/// Names of types that have several words.
const LONG: [&str; 3] = ["date and time", "days and time duration", "years and months duration"];

impl Parser<'_> {
    pub(super) fn ty(&mut self) -> Parsed<Type> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(self.too_deep(MAX_NESTING));
        }
        let ty = self.ty_unbounded()?;
        self.nesting -= 1;
        Ok(ty)
    }

    fn ty_unbounded(&mut self) -> Parsed<Type> {
        let start = self.token();
        for long in LONG {
            let count = long.split(' ').count();
            if long.split(' ').enumerate().all(|(i, word)| self.word_ahead(i, word)) {
                self.at += count;
                return Ok(Type::named(long).unwrap_or(Type::Any));
            }
        }
        if self.is_word("function") && self.symbol_ahead(1, "<") {
            return self.function_type();
        }
        if matches!(self.text_of(start), "list" | "range") && self.symbol_ahead(1, "<") {
            self.at += 2;
            let item = Box::new(self.ty()?);
            self.expect_symbol(">")?;
            return Ok(if self.text_of(start) == "list" { Type::List(item) } else { Type::Range(item) });
        }
        if self.is_word("context") && self.symbol_ahead(1, "<") {
            return self.context_type();
        }
        if !matches!(start.kind, lexer::Kind::Word | lexer::Kind::Quoted) {
            return Err(self.error(m::MISSING_TYPE.message()));
        }
        let name = if start.text_is_keyword_type(self) { self.one_word() } else { self.type_name()? };
        let known = Type::named(&name).or_else(|| self.scope.types().get(&name).cloned());
        known.ok_or_else(|| {
            SyntaxError::new(self.since(start.span).range(), m::UNKNOWN_TYPE.message().with("found", name))
        })
    }

    fn one_word(&mut self) -> String {
        let token = self.advance();
        self.text_of(token).to_owned()
    }

    /// A type's name, which can have dots (`library.tPerson`).
    fn type_name(&mut self) -> Parsed<String> {
        let mut name = self.name()?.to_string();
        while self.is_symbol(".") {
            self.advance();
            name.push('.');
            name.push_str(&self.name()?);
        }
        Ok(name)
    }

    /// `function<number, string> -> boolean`.
    fn function_type(&mut self) -> Parsed<Type> {
        self.at += 2;
        let mut parameters = Vec::new();
        while !self.is_symbol(">") {
            parameters.push(self.ty()?);
            if self.eat_symbol(",").is_none() {
                break;
            }
        }
        self.expect_symbol(">")?;
        self.expect_symbol("->")?;
        let result = self.ty()?;
        Ok(Type::Function(parameters.into(), Box::new(result)))
    }

    /// `context<name: string, age: number>`.
    fn context_type(&mut self) -> Parsed<Type> {
        self.at += 2;
        let mut entries = Vec::new();
        while !self.is_symbol(">") {
            let name = self.new_name(&[":"])?;
            self.expect_symbol(":")?;
            entries.push((name, self.ty()?));
            if self.eat_symbol(",").is_none() {
                break;
            }
        }
        self.expect_symbol(">")?;
        Ok(Type::Context(entries.into()))
    }
}

impl lexer::Token {
    /// Whether it is the word `null`, which is a type although it is a keyword.
    fn text_is_keyword_type(self, parser: &Parser<'_>) -> bool {
        self.kind == lexer::Kind::Word && parser.text_of(self) == "null"
    }
}
