//! Tokens to the tree, names resolved on the way. Recursive descent, bounded in depth.

mod call;
mod control;
mod literal;
mod operators;
mod primary;
mod types;
mod unary_tests;

use crate::ast::{Kind, Node, Span};
use crate::error::SyntaxError;
use crate::lexer::{self, Token};
use crate::limits::MAX_DEPTH;
use crate::messages as m;
use crate::scope::Scope;
use lang::Message;
use std::sync::Arc;

type Parsed<T = Node> = Result<T, SyntaxError>;

/// Words that begin or join expressions and so cannot begin a name.
const KEYWORDS: [&str; 17] = [
    "and",
    "or",
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "between",
    "instance",
    "true",
    "false",
    "null",
    "external",
];

/// Reads an expression.
pub(crate) fn expression(text: &str, scope: &mut Scope) -> Parsed {
    let mut parser = Parser::new(text, scope)?;
    let node = parser.expression()?;
    parser.end()?;
    Ok(node)
}

/// Reads the unary tests of a cell; the value is the name `?`.
pub(crate) fn unary_tests(text: &str, scope: &mut Scope) -> Parsed {
    let mut parser = Parser::new(text, scope)?;
    parser.in_tests = true;
    let node = parser.cell()?;
    parser.end()?;
    Ok(node)
}

/// The state of reading one text.
pub(crate) struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    scope: &'a mut Scope,
    nesting: u32,
    /// Whether `?` is a name here.
    in_tests: bool,
    /// Whether `?` was read since this was last set to false.
    saw_input: bool,
    /// Whether the upper end of a range is being read, where `[` can close it.
    in_range: bool,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, scope: &'a mut Scope) -> Parsed<Parser<'a>> {
        let tokens = lexer::tokens(text)?;
        Ok(Parser {
            text,
            tokens,
            at: 0,
            scope,
            nesting: 0,
            in_tests: false,
            saw_input: false,
            in_range: false,
        })
    }

    /// The token `ahead` of the current one; the last is followed by itself.
    fn ahead(&self, ahead: usize) -> Token {
        let last = self.tokens.len() - 1;
        self.tokens[(self.at + ahead).min(last)]
    }

    fn token(&self) -> Token {
        self.ahead(0)
    }

    fn text_of(&self, token: Token) -> &'a str {
        self.text.get(token.span.range()).unwrap_or_default()
    }

    /// Goes on to the next token and returns the one passed.
    fn advance(&mut self) -> Token {
        let token = self.token();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn is_symbol(&self, symbol: &str) -> bool {
        self.symbol_ahead(0, symbol)
    }

    fn symbol_ahead(&self, ahead: usize, symbol: &str) -> bool {
        matches!(self.ahead(ahead).kind, lexer::Kind::Symbol(s) if s == symbol)
    }

    fn is_word(&self, word: &str) -> bool {
        self.word_ahead(0, word)
    }

    fn word_ahead(&self, ahead: usize, word: &str) -> bool {
        let token = self.ahead(ahead);
        token.kind == lexer::Kind::Word && self.text_of(token) == word
    }

    fn eat_symbol(&mut self, symbol: &str) -> Option<Token> {
        self.is_symbol(symbol).then(|| self.advance())
    }

    fn eat_word(&mut self, word: &str) -> Option<Token> {
        self.is_word(word).then(|| self.advance())
    }

    fn expect_symbol(&mut self, symbol: &'static str) -> Parsed<Token> {
        self.eat_symbol(symbol).ok_or_else(|| self.missing(symbol))
    }

    fn expect_word(&mut self, word: &'static str) -> Parsed<Token> {
        self.eat_word(word).ok_or_else(|| self.missing(word))
    }

    /// All of the text must have been read.
    fn end(&self) -> Parsed<()> {
        if self.token().kind == lexer::Kind::End {
            return Ok(());
        }
        let token = self.token();
        let found = self.text_of(token);
        let message = match found {
            "?" => {
                m::WRITE_INSTEAD.message().with("found", "a ? b : c").with("instead", "if a then b else c")
            }
            "%" => m::WRITE_INSTEAD.message().with("found", "a % b").with("instead", "modulo(a, b)"),
            "^" => m::WRITE_INSTEAD.message().with("found", "^").with("instead", "**"),
            "'" => m::WRITE_INSTEAD.message().with("found", "'…'").with("instead", "\"…\""),
            "&" => m::WRITE_INSTEAD.message().with("found", "&").with("instead", "+"),
            "|" => m::WRITE_INSTEAD.message().with("found", "|").with("instead", "or"),
            "->" => m::WRITE_INSTEAD.message().with("found", "->").with("instead", "function(x) …"),
            "AND" | "OR" | "And" | "Or" => {
                m::WRITE_INSTEAD.message().with("found", found).with("instead", found.to_lowercase())
            }
            "is" => m::WRITE_INSTEAD.message().with("found", "is").with("instead", "="),
            "like" => {
                m::WRITE_INSTEAD.message().with("found", "like").with("instead", "matches(text, \"…\")")
            }
            _ if token.kind == lexer::Kind::Word && self.after_word() => {
                m::WORDS_IN_A_ROW.message().with("found", found)
            }
            _ => m::UNEXPECTED.message().with("found", found),
        };
        Err(SyntaxError::new(token.span.range(), message))
    }

    /// Whether the token before the current one is a word.
    fn after_word(&self) -> bool {
        self.at > 0 && self.tokens[self.at - 1].kind == lexer::Kind::Word
    }

    /// The error for a token that should stand here.
    fn missing(&self, expected: &str) -> SyntaxError {
        if self.token().kind != lexer::Kind::End
            && let Err(error) = self.end()
            && error.message.code() == m::WRITE_INSTEAD.code
        {
            return error;
        }
        self.error(m::MISSING.message().with("expected", expected))
    }

    /// An error at the current token.
    fn error(&self, message: Message) -> SyntaxError {
        SyntaxError::new(self.token().span.range(), message)
    }

    /// A node, if it is not too deep.
    fn node(&self, kind: Kind, span: Span) -> Parsed {
        let node = Node::new(kind, span);
        if node.depth > MAX_DEPTH {
            return Err(self.too_deep(MAX_DEPTH));
        }
        Ok(node)
    }

    fn too_deep(&self, limit: u32) -> SyntaxError {
        self.error(m::TOO_DEEP.message().with("limit", limit))
    }

    /// The span from `start` to the last token passed.
    fn since(&self, start: Span) -> Span {
        let last = self.at.checked_sub(1).map_or(start, |i| self.tokens[i].span);
        start.to(if last.end < start.end { start } else { last })
    }

    fn is_keyword(&self, token: Token) -> bool {
        token.kind == lexer::Kind::Word && KEYWORDS.contains(&self.text_of(token))
    }

    /// The name at the current token: in backticks, a known one of several words, or one word.
    fn name(&mut self) -> Parsed<Arc<str>> {
        match self.known_name() {
            Some((name, count)) => {
                self.at += count;
                Ok(name)
            }
            None => Err(self.error(m::MISSING_NAME.message())),
        }
    }

    /// The name at the current token and how many tokens it takes.
    fn known_name(&self) -> Option<(Arc<str>, usize)> {
        let token = self.token();
        match token.kind {
            lexer::Kind::Quoted => Some((self.text_of(token).trim_matches('`').into(), 1)),
            lexer::Kind::Word => {
                let tokens = &self.tokens[self.at..];
                if let Some(known) = self.scope.names.longest(self.text, tokens) {
                    return Some(known);
                }
                (!self.is_keyword(token)).then(|| (self.text_of(token).into(), 1))
            }
            _ => None,
        }
    }

    /// A new name of any number of words, up to one of the symbols or words that `ends` it.
    fn new_name(&mut self, ends: &[&str]) -> Parsed<Arc<str>> {
        if self.token().kind == lexer::Kind::Quoted {
            return self.name();
        }
        let first = self.token().span;
        if self.token().kind != lexer::Kind::Word || ends.contains(&self.text_of(self.token())) {
            return Err(self.error(m::MISSING_NAME.message()));
        }
        let mut count = 0;
        loop {
            let token = self.ahead(count);
            let text = self.text_of(token);
            let ended = token.kind == lexer::Kind::End || ends.contains(&text);
            if ended {
                break;
            }
            let symbol = matches!(token.kind, lexer::Kind::Symbol("." | "/" | "-" | "+" | "*" | "'"));
            if !symbol && !matches!(token.kind, lexer::Kind::Word | lexer::Kind::Number) {
                return Err(SyntaxError::new(
                    token.span.range(),
                    m::UNEXPECTED.message().with("found", text),
                ));
            }
            count += 1;
        }
        let last = self.ahead(count.saturating_sub(1)).span;
        self.at += count;
        let text = self.text.get(first.to(last).range()).unwrap_or_default();
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" ").into())
    }
}
