//! Finding what is allowed but hardly meant.

use crate::ast::{Kind, Node};
use crate::builtins;
use crate::error::Problem;
use crate::messages as m;
use lang::Message;

/// Names of other languages' functions, and what FEEL has for them.
const FOREIGN: [(&str, &str); 22] = [
    ("length", "string length"),
    ("len", "string length"),
    ("size", "count"),
    ("strlen", "string length"),
    ("toUpper", "upper case"),
    ("toUpperCase", "upper case"),
    ("upper", "upper case"),
    ("toLower", "lower case"),
    ("toLowerCase", "lower case"),
    ("lower", "lower case"),
    ("includes", "contains"),
    ("startsWith", "starts with"),
    ("endsWith", "ends with"),
    ("indexOf", "index of"),
    ("avg", "mean"),
    ("average", "mean"),
    ("ceil", "ceiling"),
    ("round", "round half up"),
    ("toString", "string"),
    ("isEmpty", "is empty"),
    ("coalesce", "get or else"),
    ("datetime", "date and time"),
];

/// The problems of an expression in the order of the text.
pub(crate) fn problems(node: &Node) -> Vec<Problem> {
    let mut problems = Vec::new();
    visit(node, &mut problems);
    problems.sort_by_key(|problem| problem.span.start);
    problems
}

fn visit(node: &Node, problems: &mut Vec<Problem>) {
    if let Some(message) = problem(node) {
        problems.push(Problem { span: node.span.range(), message });
    }
    node.kind.children(&mut |child| visit(child, problems));
}

fn problem(node: &Node) -> Option<Message> {
    match &node.kind {
        Kind::Global(name, None) => {
            let word = ["true", "false", "null"].into_iter().find(|word| word.eq_ignore_ascii_case(name));
            let word = word.or(["nil", "None", "undefined"].contains(&&**name).then_some("null"))?;
            Some(m::TRUE_OR_FALSE.message().with("found", name).with("instead", word))
        }
        Kind::CallBuiltin(function, _) if builtins::is_absent(function.name) => {
            Some(m::NOT_REPEATABLE.message().with("name", function.name))
        }
        Kind::Call(call) => match &call.function.kind {
            Kind::Global(name, None) => Some(match instead_of(name) {
                Some(instead) => m::UNKNOWN_FUNCTION.message().with("name", name).with("instead", instead),
                None => m::NO_SUCH_FUNCTION.message().with("name", name),
            }),
            _ => None,
        },
        Kind::Compare(_, operands) => {
            let constant = |node: &Node| matches!(node.kind, Kind::Literal(_));
            operands.iter().all(constant).then(|| m::ALWAYS_SAME.message())
        }
        _ => None,
    }
}

/// The built-in function that is meant by `name`: that of another language, or the one written most alike.
fn instead_of(name: &str) -> Option<&'static str> {
    if let Some((_, instead)) = FOREIGN.iter().find(|(foreign, _)| foreign.eq_ignore_ascii_case(name)) {
        return Some(instead);
    }
    let plain = |name: &str| name.to_lowercase().replace([' ', '_', '-'], "");
    let wanted = plain(name);
    let near =
        builtins::names().map(|candidate| (strsim::osa_distance(&plain(candidate), &wanted), candidate));
    let (distance, nearest) = near.min_by_key(|(distance, _)| *distance)?;
    (distance <= wanted.chars().count() / 4).then_some(nearest)
}
