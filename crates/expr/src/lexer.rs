//! Text to tokens.

use crate::ast::Span;
use crate::error::SyntaxError;
use crate::limits::MAX_TEXT;
use crate::messages as m;

/// What a token is. Keywords are words; the parser knows them by their text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word that can be (a part of) a name or a keyword.
    Word,
    /// A name in backticks.
    Quoted,
    Number,
    String,
    /// An operator or bracket.
    Symbol(&'static str),
    End,
}

/// A token with its place in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// Operators and brackets, longer ones before their beginnings.
const SYMBOLS: [&str; 30] = [
    "...", "..", "**", "<=", ">=", "!=", "->", "(", ")", "[", "]", "{", "}", ",", ".", ":", "+", "-", "*",
    "/", "<", ">", "=", "?", "@", "|", "&", "%", "^", "'",
];

/// Whether a name can begin with `c` (grammar rule 28 of DMN, "name start char").
pub(crate) fn is_name_start(c: char) -> bool {
    c.is_alphabetic()
        || c == '_'
        || matches!(c, '\u{370}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
            | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
            | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
            && !c.is_whitespace()
}

/// Whether `c` can stand within a name (grammar rule 29 of DMN, "name part char").
pub(crate) fn is_name_part(c: char) -> bool {
    is_name_start(c)
        || c.is_ascii_digit()
        || matches!(c, '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}' | '\u{2019}')
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{180e}' | '\u{200b}')
}

/// Cuts `text` into tokens, an [`Kind::End`] at last.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, SyntaxError> {
    if text.len() > MAX_TEXT {
        return Err(SyntaxError::new(MAX_TEXT..text.len(), m::TOO_LONG.message().with("limit", MAX_TEXT)));
    }
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::with_capacity(text.len() / 4 + 2);
    loop {
        lexer.skip_blanks()?;
        let start = lexer.at;
        let kind = lexer.token()?;
        tokens.push(Token { kind, span: Span { start: start as u32, end: lexer.at as u32 } });
        if kind == Kind::End {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn error(&self, len: usize, message: lang::Message) -> SyntaxError {
        SyntaxError::new(self.at..(self.at + len).min(self.text.len()), message)
    }

    /// Passes over white space and comments.
    fn skip_blanks(&mut self) -> Result<(), SyntaxError> {
        loop {
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                match rest.find("*/") {
                    Some(end) if end >= 2 => self.at += end + 2,
                    // `/*/` is not closed by its own star.
                    Some(_) => match rest[3..].find("*/") {
                        Some(end) => self.at += end + 5,
                        None => return Err(self.error(2, m::OPEN_COMMENT.message())),
                    },
                    None => return Err(self.error(2, m::OPEN_COMMENT.message())),
                }
            } else {
                match rest.chars().next() {
                    Some(c) if is_space(c) => self.at += c.len_utf8(),
                    _ => return Ok(()),
                }
            }
        }
    }

    fn take_while(&mut self, test: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !test(c)).unwrap_or(rest.len());
    }

    fn token(&mut self) -> Result<Kind, SyntaxError> {
        let Some(c) = self.peek() else { return Ok(Kind::End) };
        if is_name_start(c) {
            self.take_while(is_name_part);
            return Ok(Kind::Word);
        }
        let mut next = self.rest().chars().skip(1);
        if c.is_ascii_digit() || (c == '.' && next.next().is_some_and(|c| c.is_ascii_digit())) {
            self.number();
            return Ok(Kind::Number);
        }
        match c {
            '"' => return self.string(),
            '`' => return self.quoted(),
            _ => {}
        }
        if let Some(foreign) = self.foreign() {
            return Err(foreign);
        }
        let rest = self.rest();
        match SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) {
            Some(symbol) => {
                self.at += symbol.len();
                Ok(Kind::Symbol(symbol))
            }
            None => Err(self.error(c.len_utf8(), m::BAD_CHARACTER.message().with("found", c))),
        }
    }

    /// Digits, at most one point that is followed by a digit, an exponent.
    fn number(&mut self) {
        self.take_while(|c| c.is_ascii_digit());
        let rest = self.rest().as_bytes();
        if rest.first() == Some(&b'.') && rest.get(1).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
            self.take_while(|c| c.is_ascii_digit());
        }
        let rest = self.rest().as_bytes();
        if matches!(rest.first(), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(rest.get(1), Some(b'+' | b'-')));
            if rest.get(1 + sign).is_some_and(u8::is_ascii_digit) {
                self.at += 1 + sign;
                self.take_while(|c| c.is_ascii_digit());
            }
        }
    }

    fn string(&mut self) -> Result<Kind, SyntaxError> {
        let mut escaped = false;
        for (i, c) in self.rest().char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    self.at += i + 1;
                    return Ok(Kind::String);
                }
                _ => {}
            }
        }
        Err(self.error(self.text.len(), m::OPEN_STRING.message()))
    }

    fn quoted(&mut self) -> Result<Kind, SyntaxError> {
        match self.rest()[1..].find('`') {
            Some(len) if len > 0 => {
                self.at += len + 2;
                Ok(Kind::Quoted)
            }
            Some(_) => Err(self.error(2, m::EMPTY_NAME.message())),
            None => Err(self.error(self.text.len(), m::OPEN_NAME.message())),
        }
    }

    /// The error for an operator of another language, with what to write instead.
    fn foreign(&self) -> Option<SyntaxError> {
        let rest = self.rest();
        let hints = [
            ("==", "="),
            ("&&", "and"),
            ("||", "or"),
            ("=>", ">="),
            ("=<", "<="),
            ("??", "get or else(a, b)"),
            ("?.", "."),
            ("+=", "+"),
            ("${", "amount > 100"),
            ("#{", "amount > 100"),
            (";", ","),
        ];
        let in_name = self.text[..self.at].ends_with(is_name_part);
        // In unary tests `?.name` is a path; only after a name it is another language's.
        let hint = hints.iter().find(|(found, _)| rest.starts_with(found) && (in_name || *found != "?."));
        if let Some((found, instead)) = hint {
            let text = if matches!(*found, "${" | "#{") { &m::NO_BRACES } else { &m::WRITE_INSTEAD };
            return Some(
                self.error(found.len(), text.message().with("found", found).with("instead", instead)),
            );
        }
        if rest.starts_with('!') && !rest.starts_with("!=") {
            let message = m::WRITE_INSTEAD.message().with("found", "!").with("instead", "not(…)");
            return Some(self.error(1, message));
        }
        // Within a name, as in `Teacher's Evaluation`, an apostrophe is a part of it.
        if let Some(quote) = rest
            .chars()
            .next()
            .filter(|c| !(in_name && *c == '\''))
            .filter(|c| matches!(c, '\'' | '‘' | '’' | '“' | '”' | '„'))
        {
            let mut ends = rest[quote.len_utf8()..].char_indices();
            let close = ends.find(|(_, c)| matches!(c, '\'' | '’' | '”' | '“'));
            let inner = &rest[quote.len_utf8()..][..close.map_or(0, |(at, _)| at)];
            let len = quote.len_utf8() + inner.len() + close.map_or(0, |(_, c)| c.len_utf8());
            let message = m::WRITE_INSTEAD.message().with("found", rest.get(..len).unwrap_or("'"));
            return Some(self.error(len, message.with("instead", format!("\"{inner}\""))));
        }
        None
    }
}

/// The text of a string literal without its quotes, escapes resolved (an unknown one stays as it is).
pub(crate) fn unescape(literal: &str) -> String {
    let inner = literal.strip_prefix('"').and_then(|s| s.strip_suffix('"')).unwrap_or(literal);
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = &rest[at + 1..];
        let (c, len) = match escape.chars().next() {
            Some('n') => (Some('\n'), 1),
            Some('r') => (Some('\r'), 1),
            Some('t') => (Some('\t'), 1),
            Some(c @ ('"' | '\'' | '\\')) => (Some(c), 1),
            Some('u') => code_point(escape, 4),
            Some('U') => code_point(escape, 6),
            _ => (None, 0),
        };
        match c {
            Some(c) => out.push(c),
            None => out.push('\\'),
        }
        rest = &escape[len..];
    }
    out.push_str(rest);
    out
}

/// The character of `uXXXX` or `UXXXXXX`, two halves of a pair read together; and the length of the escape.
fn code_point(escape: &str, digits: usize) -> (Option<char>, usize) {
    let read = |at: usize| {
        let hex = escape.get(at..at + digits).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(hex, 16).ok()
    };
    let Some(first) = read(1) else { return (None, 0) };
    if let Some(c) = char::from_u32(first) {
        return (Some(c), 1 + digits);
    }
    let second = (escape.get(5..7) == Some("\\u")).then(|| read(7)).flatten();
    match second {
        Some(low @ 0xdc00..=0xdfff) if (0xd800..0xdc00).contains(&first) => {
            let code = 0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(code), 11)
        }
        _ => (None, 0),
    }
}
