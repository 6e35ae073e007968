//! Boxed expressions of DMN as nodes of the same tree that FEEL texts become.

use super::read::{Read, child, children, error, identifier, normal, required, syntax_error, typed};
use super::{table, types};
use crate::ast::{Call, Definition, Domain, For, Kind, Node, Parameter, Quantified, Span};
use crate::limits::{MAX_DEPTH, MAX_DMN_NESTING};
use crate::messages as m;
use crate::parser;
use crate::scope::Scope;
use crate::value::Value;
use roxmltree::Node as Element;
use std::sync::Arc;

/// The elements that are expressions.
const EXPRESSIONS: [&str; 13] = [
    "literalExpression",
    "decisionTable",
    "context",
    "functionDefinition",
    "invocation",
    "relation",
    "list",
    "conditional",
    "filter",
    "for",
    "some",
    "every",
    "typeConstraint",
];

fn null() -> Node {
    Node::new(Kind::Literal(Value::Null), Span::default())
}

/// The expression among the children of `element`.
pub(super) fn logic(element: Element<'_, '_>, scope: &mut Scope) -> Read<Option<Node>> {
    let found =
        element.children().find(|child| child.is_element() && EXPRESSIONS.contains(&child.tag_name().name()));
    found.map(|inner| expression(inner, scope)).transpose()
}

fn inner(element: Element<'_, '_>, scope: &mut Scope) -> Read<Node> {
    Ok(logic(element, scope)?.unwrap_or_else(null))
}

/// Any boxed expression.
fn expression(element: Element<'_, '_>, scope: &mut Scope) -> Read<Node> {
    if element.ancestors().count() > MAX_DMN_NESTING {
        return Err(error(element, m::TOO_DEEP.message().with("limit", MAX_DMN_NESTING)));
    }
    let node = match element.tag_name().name() {
        "literalExpression" => literal(element, scope)?,
        "decisionTable" => table::read(element, scope)?,
        "context" => context(element, scope)?,
        "functionDefinition" => function(element, scope, None)?,
        "invocation" => invocation(element, scope)?,
        "relation" => relation(element, scope)?,
        "list" => {
            let mut items = Vec::new();
            for item in
                element.children().filter(|c| c.is_element() && EXPRESSIONS.contains(&c.tag_name().name()))
            {
                items.push(expression(item, scope)?);
            }
            plain(Kind::List(items.into()))
        }
        "conditional" => {
            let mut part = |name| inner(required(element, name)?, scope);
            plain(Kind::If(Box::new([part("if")?, part("then")?, part("else")?])))
        }
        "filter" => {
            let list = inner(required(element, "in")?, scope)?;
            let mark = scope.mark();
            scope.bind_item();
            let condition = inner(required(element, "match")?, scope)?;
            scope.release(mark);
            plain(Kind::Filter(Box::new([list, condition])))
        }
        "for" | "some" | "every" => iteration(element, scope)?,
        other => return Err(error(element, m::UNKNOWN_PART.message().with("part", other))),
    };
    check_depth(&node, element)?;
    match element.attribute("typeRef").filter(|_| element.tag_name().name() != "functionDefinition") {
        Some(reference) => Ok(typed(node, types::resolve(element, scope.types(), reference)?)),
        None => Ok(node),
    }
}

fn check_depth(node: &Node, element: Element<'_, '_>) -> Read<()> {
    if node.depth > MAX_DEPTH {
        return Err(error(element, m::TOO_DEEP.message().with("limit", MAX_DEPTH)));
    }
    Ok(())
}

fn plain(kind: Kind) -> Node {
    Node::new(kind, Span::default())
}

/// The text of an expression; the language must be FEEL.
pub(super) fn literal(element: Element<'_, '_>, scope: &mut Scope) -> Read<Node> {
    check_language(element)?;
    let text = child(element, "text").and_then(|text| text.text()).unwrap_or_default();
    if text.trim().is_empty() {
        return Ok(null());
    }
    let node = parser::expression(text, scope).map_err(|e| syntax_error(element, e))?;
    Ok(in_element(element, node))
}

/// `node`, whose places are in the text of `element`.
pub(super) fn in_element(element: Element<'_, '_>, node: Node) -> Node {
    let named = element.ancestors().find(|around| around.has_attribute("id"));
    let span = node.span;
    Node::new(Kind::Element(identifier(named.unwrap_or(element)), Box::new(node)), span)
}

/// Refuses expressions in other languages than FEEL.
pub(super) fn check_language(element: Element<'_, '_>) -> Read<()> {
    match element.attribute("expressionLanguage") {
        Some(language) if !language.to_lowercase().contains("feel") => {
            Err(error(element, m::OTHER_LANGUAGE.message().with("found", language)))
        }
        _ => Ok(()),
    }
}

/// A boxed context; each entry sees those before it, and a last one without a name is the result.
fn context(element: Element<'_, '_>, scope: &mut Scope) -> Read<Node> {
    let mark = scope.mark();
    let mut entries = Vec::new();
    let mut result = None;
    for entry in children(element, "contextEntry") {
        let variable = child(entry, "variable");
        let Some(name) = variable.and_then(|v| v.attribute("name")).map(normal) else {
            result = Some(inner(entry, scope)?);
            continue;
        };
        let definition = child(entry, "functionDefinition");
        let mut node = match definition {
            Some(definition) => function(definition, scope, Some(name.clone()))?,
            None => inner(entry, scope)?,
        };
        if let Some(reference) = variable.and_then(|v| v.attribute("typeRef")) {
            node = typed(node, types::resolve(entry, scope.types(), reference)?);
        }
        scope.bind(name.clone());
        entries.push((name, node));
    }
    scope.release(mark);
    Ok(match result {
        Some(result) => plain(Kind::Result(entries.into(), Box::new(result))),
        None => plain(Kind::Context(entries.into())),
    })
}

/// A function definition that knows itself as `this`.
pub(super) fn function(element: Element<'_, '_>, scope: &mut Scope, this: Option<Arc<str>>) -> Read<Node> {
    scope.enter_function(this);
    let mut parameters = Vec::new();
    for parameter in children(element, "formalParameter") {
        let name = normal(parameter.attribute("name").unwrap_or_default());
        let ty = parameter
            .attribute("typeRef")
            .map(|r| types::resolve(parameter, scope.types(), r))
            .transpose()?;
        scope.bind(name.clone());
        parameters.push(Parameter { name, ty });
    }
    let in_feel = matches!(element.attribute("kind"), None | Some("FEEL"));
    let body = if in_feel { Some(inner(element, scope)?) } else { None };
    let captures = scope.leave_function();
    let result =
        element.attribute("typeRef").map(|r| types::resolve(element, scope.types(), r)).transpose()?;
    let result = match result {
        Some(crate::types::Type::Function(_, result)) => Some(*result),
        other => other.filter(|_| element.tag_name().name() == "encapsulatedLogic"),
    };
    let definition = Definition { parameters: parameters.into(), body, captures, result };
    Ok(plain(Kind::Function(Arc::new(definition))))
}

/// A call whose arguments have names.
fn invocation(element: Element<'_, '_>, scope: &mut Scope) -> Read<Node> {
    let function = inner(element, scope)?;
    let mut names = Vec::new();
    let mut arguments = Vec::new();
    for binding in children(element, "binding") {
        let parameter = required(binding, "parameter")?;
        names.push(normal(parameter.attribute("name").unwrap_or_default()));
        arguments.push(inner(binding, scope)?);
    }
    let names = (!names.is_empty()).then(|| names.into());
    Ok(plain(Kind::Call(Box::new(Call { function, arguments: arguments.into(), names }))))
}

/// A table of values: a list of contexts.
fn relation(element: Element<'_, '_>, scope: &mut Scope) -> Read<Node> {
    let columns: Vec<Arc<str>> = children(element, "column")
        .map(|column| normal(column.attribute("name").unwrap_or_default()))
        .collect();
    let mut rows = Vec::new();
    for row in children(element, "row") {
        let cells = row.children().filter(|c| c.is_element() && EXPRESSIONS.contains(&c.tag_name().name()));
        let mut entries = Vec::new();
        for (name, cell) in columns.iter().zip(cells) {
            entries.push((name.clone(), expression(cell, scope)?));
        }
        rows.push(plain(Kind::Context(entries.into())));
    }
    Ok(plain(Kind::List(rows.into())))
}

/// A boxed `for`, `some` or `every`.
fn iteration(element: Element<'_, '_>, scope: &mut Scope) -> Read<Node> {
    let list = inner(required(element, "in")?, scope)?;
    let name = normal(element.attribute("iteratorVariable").unwrap_or_default());
    let mark = scope.mark();
    let kind = element.tag_name().name();
    let domains = Box::new([Domain::List(list)]);
    let node = if kind == "for" {
        scope.bind("partial".into());
        scope.bind(name);
        let body = inner(required(element, "return")?, scope)?;
        Kind::For(Box::new(For { domains, body }))
    } else {
        scope.bind(name);
        let condition = inner(required(element, "satisfies")?, scope)?;
        Kind::Quantified(Box::new(Quantified { every: kind == "every", domains, condition }))
    };
    scope.release(mark);
    Ok(plain(node))
}
