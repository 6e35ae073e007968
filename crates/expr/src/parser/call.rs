//! Calls with arguments by position or by name.

use super::{Parsed, Parser};
use crate::ast::{Call, Kind, Node};
use crate::builtins::Builtin;
use crate::error::SyntaxError;
use crate::lexer;
use crate::messages as m;
use crate::value::Value;
use std::sync::Arc;

impl Parser<'_> {
    /// A call of `function`, the opening parenthesis being the current token.
    pub(super) fn call(&mut self, function: Node) -> Parsed {
        let start = function.span;
        let built_in = self.called_built_in(&function);
        self.advance();
        let mut arguments = Vec::new();
        let mut names: Vec<Arc<str>> = Vec::new();
        while !self.is_symbol(")") {
            if let Some(count) = self.argument_name() {
                let name = self.new_name(&[":"])?;
                debug_assert!(count > 0);
                self.expect_symbol(":")?;
                names.push(name);
            }
            if !names.is_empty() && names.len() != arguments.len() + 1 {
                return Err(self.error(m::MIXED_ARGUMENTS.message()));
            }
            arguments.push(self.expression()?);
            if self.eat_symbol(",").is_none() {
                break;
            }
        }
        self.expect_symbol(")")?;
        let span = self.since(start);
        let names = (!names.is_empty()).then_some(names);
        if let Some(built_in) = built_in {
            let arguments = match names {
                Some(names) => ordered(built_in, &names, arguments).map_err(|name| {
                    let message =
                        m::NO_PARAMETER.message().with("name", name).with("function", built_in.name);
                    SyntaxError::new(span.range(), message)
                })?,
                None => arguments,
            };
            return self.node(Kind::CallBuiltin(built_in, arguments.into()), span);
        }
        let call = Call { function, arguments: arguments.into(), names: names.map(Into::into) };
        self.node(Kind::Call(Box::new(call)), span)
    }

    /// The built-in function that `function` names, unless the caller gave the name another meaning.
    fn called_built_in(&mut self, function: &Node) -> Option<&'static Builtin> {
        let kind = match &function.kind {
            Kind::Entry { otherwise, .. } => &otherwise.kind,
            kind => kind,
        };
        match kind {
            Kind::Global(name, Some(built_in)) if !self.scope.is_declared(name) => {
                self.scope.unread();
                Some(built_in)
            }
            _ => None,
        }
    }

    /// If an argument's name stands here, how many tokens it has.
    fn argument_name(&self) -> Option<usize> {
        for count in 0.. {
            match self.ahead(count).kind {
                lexer::Kind::Symbol(":") => return (count > 0).then_some(count),
                lexer::Kind::Word
                | lexer::Kind::Quoted
                | lexer::Kind::Symbol("-" | "+" | "*" | "/" | ".") => {}
                _ => return None,
            }
        }
        None
    }
}

/// The arguments of a built-in function in the order of the signature that has all of `names`; what is left
/// out before the last one is null. The error is a name that the function does not know.
fn ordered(
    function: &'static Builtin,
    names: &[Arc<str>],
    arguments: Vec<Node>,
) -> Result<Vec<Node>, String> {
    let Some(signature) = function.signature_with(names) else {
        let known = |name: &&Arc<str>| function.signatures().any(|s| s.iter().any(|p| *p == name.as_ref()));
        let unknown = names.iter().find(|name| !known(name)).or(names.first());
        return Err(unknown.map(ToString::to_string).unwrap_or_default());
    };
    let mut slots: Vec<Option<Node>> = signature.iter().map(|_| None).collect();
    let mut given = 0;
    for (name, node) in names.iter().zip(arguments) {
        if let Some(at) = signature.iter().position(|parameter| *parameter == name.as_ref())
            && let Some(slot) = slots.get_mut(at)
        {
            *slot = Some(node);
            given = given.max(at + 1);
        }
    }
    slots.truncate(given);
    let absent = || Node::new(Kind::Literal(Value::Null), crate::ast::Span::default());
    Ok(slots.into_iter().map(|slot| slot.unwrap_or_else(absent)).collect())
}
