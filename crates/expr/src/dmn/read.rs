//! DMN XML to a model: the elements of the requirements graph and what they require.

use super::boxed;
use super::model::{Decision, Error, Model, Part, PartKind, Parts};
use super::types::{self, Types};
use crate::ast::{Definition, Kind, Node, Parameter, Span};
use crate::context::Context;
use crate::error::SyntaxError;
use crate::messages as m;
use crate::scope::Scope;
use crate::types::Type;
use lang::Message;
use roxmltree::{Document, Node as Element, ParsingOptions};
use std::collections::HashMap;
use std::sync::Arc;

/// The largest file, in bytes.
const MAX_FILE: usize = 8 * 1024 * 1024;
/// The most XML nodes of a file.
const MAX_NODES: u32 = 500_000;
/// The most decisions, inputs, business knowledge models and services.
const MAX_PARTS: usize = 2_000;

/// What reading gives.
pub(super) type Read<T> = Result<T, Error>;

/// Reads a model.
pub(super) fn model(xml: &str) -> Read<Model> {
    let at_start = |message| Error { span: 0..0, line: 1, element: None, message };
    if xml.len() > MAX_FILE {
        return Err(at_start(m::TOO_LONG.message().with("limit", MAX_FILE)));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml, options).map_err(|error| {
        let line = error.pos().row;
        let start = xml.lines().take(line.saturating_sub(1) as usize).map(|l| l.len() + 1).sum::<usize>();
        let start = start.min(xml.len());
        Error { span: start..start, line, element: None, message: m::BAD_XML.message().with("reason", error) }
    })?;
    let root = document.root_element();
    let is_dmn = root.tag_name().namespace().is_some_and(|ns| ns.contains("/DMN/") || ns.contains("dmn"));
    if root.tag_name().name() != "definitions" || !is_dmn {
        return Err(error(root, m::NOT_DMN.message().with("found", root.tag_name().name())));
    }
    Reader::new(root)?.model()
}

/// The error about `element`.
pub(super) fn error(element: Element<'_, '_>, message: Message) -> Error {
    let range = element.range();
    let line = element.document().text_pos_at(range.start).row;
    let named = element.ancestors().find_map(|around| around.attribute("id").or(around.attribute("name")));
    Error { span: range, line, element: named.map(str::to_owned), message }
}

/// The error about the expression in `element`, whose text begins at its first text node.
pub(super) fn syntax_error(element: Element<'_, '_>, inner: SyntaxError) -> Error {
    let mut error = error(element, inner.message);
    let text = element.descendants().find(|node| node.is_text());
    if let Some(text) = text {
        let source = element.document().input_text();
        let range = text.range();
        // Without entities the places in the text are those of the file.
        if source.get(range.clone()) == text.text() {
            error.span = range.start + inner.span.start..range.start + inner.span.end;
            error.line = element.document().text_pos_at(error.span.start).row;
        }
    }
    error
}

/// The children of that name.
pub(super) fn children<'a, 'x>(
    element: Element<'a, 'x>,
    name: &'static str,
) -> impl Iterator<Item = Element<'a, 'x>> {
    element.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The first child of that name.
pub(super) fn child<'a, 'x>(element: Element<'a, 'x>, name: &'static str) -> Option<Element<'a, 'x>> {
    children(element, name).next()
}

/// The child of that name, which must be there.
pub(super) fn required<'a, 'x>(element: Element<'a, 'x>, name: &'static str) -> Read<Element<'a, 'x>> {
    child(element, name).ok_or_else(|| {
        error(
            element,
            m::MISSING_PART.message().with("element", element.tag_name().name()).with("part", name),
        )
    })
}

/// The identifier of the element, or its name.
pub(super) fn identifier(element: Element<'_, '_>) -> Arc<str> {
    element.attribute("id").or(element.attribute("name")).unwrap_or_default().into()
}

/// A name as expressions see it: white space collapsed.
pub(super) fn normal(name: &str) -> Arc<str> {
    name.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

struct Reader<'a, 'x> {
    root: Element<'a, 'x>,
    types: Types,
    /// The elements of the parts, in order.
    elements: Vec<Element<'a, 'x>>,
    names: Vec<Arc<str>>,
    by_id: HashMap<&'a str, usize>,
}

impl<'a, 'x> Reader<'a, 'x> {
    fn new(root: Element<'a, 'x>) -> Read<Reader<'a, 'x>> {
        let kinds = ["inputData", "decision", "businessKnowledgeModel", "decisionService"];
        let elements: Vec<Element<'a, 'x>> = root
            .children()
            .filter(|child| child.is_element() && kinds.contains(&child.tag_name().name()))
            .collect();
        if elements.len() > MAX_PARTS {
            return Err(error(root, m::TOO_LONG.message().with("limit", MAX_PARTS)));
        }
        let names =
            elements.iter().map(|element| normal(element.attribute("name").unwrap_or_default())).collect();
        let by_id = elements
            .iter()
            .enumerate()
            .filter_map(|(i, element)| element.attribute("id").map(|id| (id, i)))
            .collect();
        Ok(Reader { root, types: types::read(root)?, elements, names, by_id })
    }

    fn model(&self) -> Read<Model> {
        let mut parts = Vec::with_capacity(self.elements.len());
        let mut reads: Vec<Vec<Arc<str>>> = Vec::new();
        for (index, element) in self.elements.iter().enumerate() {
            let requires = self.requirements(*element)?;
            let mut scope = self.scope(index, &requires);
            let kind = self.kind(*element, &mut scope)?;
            reads.push(scope.globals);
            parts.push(Part { id: identifier(*element), name: self.names[index].clone(), kind, requires });
        }
        check_order(&parts).map_err(|index| {
            error(self.elements[index], m::REQUIRES_ITSELF.message().with("name", &self.names[index]))
        })?;
        let decisions = parts
            .iter()
            .enumerate()
            .filter(|(_, part)| matches!(part.kind, PartKind::Decision(_)))
            .map(|(index, part)| Decision {
                id: part.id.clone(),
                name: part.name.clone(),
                variables: variables(index, &parts, &reads),
            })
            .collect();
        let attribute = |name| self.root.attribute(name).unwrap_or_default().to_owned();
        Ok(Model(Arc::new(Parts { id: attribute("id"), name: attribute("name"), parts, decisions })))
    }

    /// The part that the `href` of `element` refers to.
    fn part(&self, element: Element<'_, '_>) -> Read<usize> {
        let href = element.attribute("href").unwrap_or_default();
        let (space, id) = href.rsplit_once('#').unwrap_or(("", href));
        let local = space.is_empty() || Some(space) == self.root.attribute("namespace");
        let part = local.then(|| self.by_id.get(id).copied()).flatten();
        part.ok_or_else(|| error(element, m::UNKNOWN_REFERENCE.message().with("reference", href)))
    }

    /// What an element says that it requires.
    fn requirements(&self, element: Element<'_, '_>) -> Read<Vec<usize>> {
        let mut requires = Vec::new();
        for requirement in element.children().filter(Element::is_element) {
            if !matches!(requirement.tag_name().name(), "informationRequirement" | "knowledgeRequirement") {
                continue;
            }
            for reference in requirement.children().filter(Element::is_element) {
                if reference.tag_name().name().starts_with("required") {
                    requires.push(self.part(reference)?);
                }
            }
        }
        if element.tag_name().name() == "decisionService" {
            // What the decisions within know of functions; their values are computed within.
            for decision in self.service_decisions(element)? {
                for required in self.requirements(self.elements[decision])? {
                    if !matches!(self.elements[required].tag_name().name(), "decision" | "inputData") {
                        requires.push(required);
                    }
                }
            }
        }
        Ok(requires)
    }

    /// The names that a part sees.
    fn scope(&self, index: usize, requires: &[usize]) -> Scope {
        let mut scope = Scope::new();
        let is_parameter =
            |e: &Element<'_, '_>| matches!(e.tag_name().name(), "formalParameter" | "parameter");
        for named in self.root.descendants().filter(|e| e.is_element() && !is_parameter(e)) {
            if let Some(name) =
                named.attribute("name").filter(|name| !name.chars().all(char::is_alphanumeric))
            {
                scope.names.add(&normal(name));
            }
        }
        scope.types = self.types.clone();
        for (other, name) in self.names.iter().enumerate() {
            if requires.contains(&other) {
                scope.declare(name);
            } else if other != index && !requires.iter().any(|r| self.names[*r] == *name) {
                scope.invisible.insert(name.to_string());
            }
        }
        scope
    }

    fn kind(&self, element: Element<'_, '_>, scope: &mut Scope) -> Read<PartKind> {
        let ty = child(element, "variable").and_then(|variable| variable.attribute("typeRef"));
        let ty = |fallback| ty.map_or(Ok(fallback), |name| types::resolve(element, &self.types, name));
        Ok(match element.tag_name().name() {
            "inputData" => PartKind::Input(ty(Type::Any)?),
            "decision" => {
                let logic = boxed::logic(element, scope)?;
                let ty = ty(Type::Any)?;
                PartKind::Decision(logic.map(|node| typed(node, ty)))
            }
            "businessKnowledgeModel" => {
                let this = Some(normal(element.attribute("name").unwrap_or_default()));
                let mut node = match child(element, "encapsulatedLogic") {
                    Some(logic) => boxed::function(logic, scope, this)?,
                    None => Node::new(Kind::Literal(crate::Value::Null), Span::default()),
                };
                // The type of the variable is that of the function, or (in older models) of its result.
                if let Kind::Function(definition) = &mut node.kind
                    && let Some(definition) = Arc::get_mut(definition)
                {
                    definition.result = match ty(Type::Any)? {
                        Type::Any => None,
                        Type::Function(_, result) => Some(*result),
                        result => Some(result),
                    };
                }
                PartKind::Function(node)
            }
            _ => PartKind::Service(self.service(element, scope)?),
        })
    }

    /// The decisions within a service, required ones first, as far as they are not its inputs.
    fn service_decisions(&self, service: Element<'_, '_>) -> Read<Vec<usize>> {
        let mut inputs = Vec::new();
        for input in children(service, "inputDecision") {
            inputs.push(self.part(input)?);
        }
        let mut order = Vec::new();
        for output in children(service, "outputDecision") {
            let part = self.part(output)?;
            self.collect(part, &inputs, &mut order, 0)?;
        }
        Ok(order)
    }

    fn collect(&self, part: usize, inputs: &[usize], order: &mut Vec<usize>, depth: usize) -> Read<()> {
        let is_decision = self.elements[part].tag_name().name() == "decision";
        if !is_decision || inputs.contains(&part) || order.contains(&part) {
            return Ok(());
        }
        if depth > 100 {
            return Err(error(
                self.elements[part],
                m::REQUIRES_ITSELF.message().with("name", &self.names[part]),
            ));
        }
        for required in self.requirements(self.elements[part])? {
            self.collect(required, inputs, order, depth + 1)?;
        }
        order.push(part);
        Ok(())
    }

    /// A decision service as a function of its inputs, whose body makes the decisions within.
    fn service(&self, service: Element<'_, '_>, scope: &mut Scope) -> Read<Node> {
        let mut inputs = Vec::new();
        for input in children(service, "inputData").chain(children(service, "inputDecision")) {
            inputs.push(self.part(input)?);
        }
        let mut outputs = Vec::new();
        for output in children(service, "outputDecision") {
            outputs.push(self.part(output)?);
        }
        scope.enter_function(None);
        let mut parameters = Vec::new();
        for input in inputs {
            let element = self.elements[input];
            let ty = child(element, "variable").and_then(|variable| variable.attribute("typeRef"));
            let ty = ty.map(|name| types::resolve(element, &self.types, name)).transpose()?;
            scope.bind(self.names[input].clone());
            parameters.push(Parameter { name: self.names[input].clone(), ty });
        }
        let mut entries = Vec::new();
        for decision in self.service_decisions(service)? {
            let PartKind::Decision(logic) = self.kind(self.elements[decision], scope)? else { continue };
            let logic =
                logic.unwrap_or_else(|| Node::new(Kind::Literal(crate::Value::Null), Span::default()));
            scope.bind(self.names[decision].clone());
            entries.push((self.names[decision].clone(), logic));
        }
        let mut read = |part: usize| scope.resolve(self.names[part].clone(), Span::default(), None);
        let result = match outputs.as_slice() {
            [single] => read(*single),
            several => {
                let entries: Vec<_> =
                    several.iter().map(|part| (self.names[*part].clone(), read(*part))).collect();
                Node::new(Kind::Context(entries.into()), Span::default())
            }
        };
        let body = Node::new(Kind::Result(entries.into(), Box::new(result)), Span::default());
        let captures = scope.leave_function();
        let ty = child(service, "variable").and_then(|variable| variable.attribute("typeRef"));
        let result = match ty.map(|name| types::resolve(service, &self.types, name)).transpose()? {
            Some(Type::Function(_, result)) => Some(*result),
            other => other,
        };
        let definition = Definition { parameters: parameters.into(), body: Some(body), captures, result };
        Ok(Node::new(Kind::Function(Arc::new(definition)), Span::default()))
    }
}

/// `node`, made to be of type `ty`.
pub(super) fn typed(node: Node, ty: Type) -> Node {
    if matches!(ty, Type::Any) {
        return node;
    }
    let span = node.span;
    Node::new(Kind::Typed(Box::new(node), Arc::new(ty)), span)
}

/// Checks that no part requires itself; the error is one that does.
fn check_order(parts: &[Part]) -> Result<(), usize> {
    // 0: not seen, 1: on the way down, 2: done.
    let mut state = vec![0u8; parts.len()];
    for root in 0..parts.len() {
        let mut way = vec![(root, 0usize)];
        while let Some((part, next)) = way.pop() {
            if next == 0 {
                match state[part] {
                    2 => continue,
                    1 => return Err(part),
                    _ => state[part] = 1,
                }
            }
            match parts[part].requires.get(next) {
                Some(required) => {
                    way.push((part, next + 1));
                    if state[*required] == 1 {
                        return Err(*required);
                    }
                    way.push((*required, 0));
                }
                None => state[part] = 2,
            }
        }
    }
    Ok(())
}

/// The variables of the caller that a part and all it requires read.
fn variables(index: usize, parts: &[Part], reads: &[Vec<Arc<str>>]) -> Vec<Arc<str>> {
    let mut seen = vec![false; parts.len()];
    let mut found = Context::new();
    let mut way = vec![index];
    while let Some(part) = way.pop() {
        if std::mem::replace(&mut seen[part], true) {
            continue;
        }
        if matches!(parts[part].kind, PartKind::Input(_)) {
            found.insert(parts[part].name.clone(), crate::Value::Null);
        }
        for name in &reads[part] {
            let own = parts.iter().any(|other| other.name == *name);
            if !own && crate::builtins::find(name).is_none() {
                found.insert(name.clone(), crate::Value::Null);
            }
        }
        way.extend(parts[part].requires.iter().rev());
    }
    found.into_iter().map(|(name, _)| name).collect()
}
