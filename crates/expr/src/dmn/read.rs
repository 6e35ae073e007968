//! DMN XML to a model: the elements of the requirements graph and what they require.

use super::boxed;
use super::model::{Decision, Error, Model, Part, PartKind, Parts, Place};
use super::types;
use crate::ast::{Definition, Kind, Node, Parameter, Span};
use crate::error::SyntaxError;
use crate::limits::{MAX_DMN_BYTES, MAX_DMN_ELEMENTS, MAX_DMN_PARTS, MAX_DMN_SERVICE_BYTES};
use crate::messages as m;
use crate::names::Tree;
use crate::scope::{self, Scope};
use crate::types::Type;
use indexmap::IndexSet;
use lang::Message;
use roxmltree::{Document, Node as Element, ParsingOptions};
use std::collections::HashMap;
use std::sync::Arc;

/// What reading gives.
pub(super) type Read<T> = Result<T, Error>;

/// The elements of the requirements graph.
const PARTS: [&str; 4] = ["inputData", "decision", "businessKnowledgeModel", "decisionService"];

/// Reads a model.
pub(super) fn model(xml: &str) -> Read<Model> {
    let nowhere = Box::<Place>::default;
    let at_start = |message| Error { span: 0..0, line: 1, element: None, place: nowhere(), message };
    if xml.len() > MAX_DMN_BYTES {
        return Err(at_start(m::TOO_LONG.message().with("limit", MAX_DMN_BYTES)));
    }
    let document = Document::parse_with_options(xml, options()).map_err(|error| {
        let line = error.pos().row;
        let start = xml.lines().take(line.saturating_sub(1) as usize).map(|l| l.len() + 1).sum::<usize>();
        let start = start.min(xml.len());
        let message = match error {
            roxmltree::Error::NodesLimitReached => {
                m::TOO_MANY_ELEMENTS.message().with("limit", MAX_DMN_ELEMENTS)
            }
            error => m::BAD_XML.message().with("reason", error),
        };
        Error { span: start..start, line, element: None, place: nowhere(), message }
    })?;
    let root = document.root_element();
    if !is_definitions(root) {
        return Err(error(root, m::NOT_DMN.message().with("found", root.tag_name().name())));
    }
    Reader::new(root)?.model()
}

/// Whether the root of a text is that of a model.
pub(super) fn claims(xml: &str) -> bool {
    Document::parse_with_options(xml, options()).is_ok_and(|document| is_definitions(document.root_element()))
}

fn options<'x>() -> ParsingOptions<'x> {
    ParsingOptions { allow_dtd: false, nodes_limit: MAX_DMN_ELEMENTS, ..ParsingOptions::default() }
}

fn is_definitions(root: Element<'_, '_>) -> bool {
    let is_dmn = root.tag_name().namespace().is_some_and(|ns| ns.contains("/DMN/") || ns.contains("dmn"));
    root.tag_name().name() == "definitions" && is_dmn
}

/// The error about `element`.
pub(super) fn error(element: Element<'_, '_>, message: Message) -> Error {
    let range = element.range();
    let line = element.document().text_pos_at(range.start).row;
    let named = element.ancestors().find_map(|around| around.attribute("id").or(around.attribute("name")));
    Error { span: range, line, element: named.map(str::to_owned), place: Box::new(place(element)), message }
}

/// Where a person finds `element`.
fn place(element: Element<'_, '_>) -> Place {
    let around = |names: &[&str]| element.ancestors().find(|it| names.contains(&it.tag_name().name()));
    let number = |it: Element<'_, '_>, names: &[&str]| {
        it.prev_siblings().filter(|before| names.contains(&before.tag_name().name())).count()
    };
    let part = around(&PARTS).and_then(|it| it.attribute("name").or(it.attribute("id")));
    let rule = around(&["rule"]).map(|it| number(it, &["rule"]));
    let columns = if rule.is_some() { ["inputEntry", "outputEntry"] } else { ["input", "output"] };
    let column = around(&columns).map(|it| number(it, &columns));
    Place { part: part.map(str::to_owned), rule, column }
}

/// The error about the expression in `element`, which stands in its `text`.
pub(super) fn syntax_error(element: Element<'_, '_>, inner: SyntaxError) -> Error {
    let mut error = error(element, inner.message);
    let text = child(element, "text").unwrap_or(element).children().find(|node| node.is_text());
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
    /// The elements of the parts, in order, and their names.
    elements: Vec<Element<'a, 'x>>,
    names: Vec<Arc<str>>,
    by_id: HashMap<&'a str, usize>,
    shared: Arc<scope::Model>,
}

impl<'a, 'x> Reader<'a, 'x> {
    fn new(root: Element<'a, 'x>) -> Read<Reader<'a, 'x>> {
        let elements: Vec<Element<'a, 'x>> = root
            .children()
            .filter(|child| child.is_element() && PARTS.contains(&child.tag_name().name()))
            .collect();
        if elements.len() > MAX_DMN_PARTS {
            let message = m::TOO_MANY_PARTS.message().with("found", elements.len());
            return Err(error(root, message.with("limit", MAX_DMN_PARTS)));
        }
        let names: Vec<Arc<str>> =
            elements.iter().map(|element| normal(element.attribute("name").unwrap_or_default())).collect();
        let by_id = elements
            .iter()
            .enumerate()
            .filter_map(|(i, element)| element.attribute("id").map(|id| (id, i)))
            .collect();
        let mut parts = HashMap::new();
        for name in &names {
            *parts.entry(name.clone()).or_default() += 1;
        }
        let shared = scope::Model { names: Arc::new(long_names(root)), types: types::read(root)?, parts };
        Ok(Reader { root, elements, names, by_id, shared: Arc::new(shared) })
    }

    fn model(&self) -> Read<Model> {
        let own: Vec<Vec<usize>> =
            self.elements.iter().map(|element| self.requirements(*element)).collect::<Read<_>>()?;
        let mut parts = Vec::with_capacity(self.elements.len());
        let mut copied = 0;
        for (index, element) in self.elements.iter().enumerate() {
            let mut requires = own[index].clone();
            let mut within = Vec::new();
            if element.tag_name().name() == "decisionService" {
                within = self.decisions_within(*element, &own)?;
                copied += within.iter().map(|part| self.elements[*part].range().len()).sum::<usize>();
                if copied > MAX_DMN_SERVICE_BYTES {
                    let message = m::SERVICES_TOO_LARGE.message().with("limit", MAX_DMN_SERVICE_BYTES);
                    return Err(error(*element, message));
                }
                requires.extend(self.functions_for(&within, &own));
            }
            let mut scope = Scope::of_part(self.shared.clone(), self.names[index].clone());
            requires.iter().for_each(|required| scope.declare(&self.names[*required]));
            let kind = self.kind(*element, &within, &mut scope)?;
            let reads = scope.globals.into_iter().collect();
            let (id, name) = (identifier(*element), self.names[index].clone());
            parts.push(Part { id, name, kind, requires, reads });
        }
        check_order(&parts).map_err(|index| {
            error(self.elements[index], m::REQUIRES_ITSELF.message().with("name", &self.names[index]))
        })?;
        let decisions = parts.iter().filter(|part| matches!(part.kind, PartKind::Decision(_)));
        let decisions =
            decisions.map(|part| Decision { id: part.id.clone(), name: part.name.clone() }).collect();
        let attribute = |name| self.root.attribute(name).unwrap_or_default().to_owned();
        let (id, name, shared) = (attribute("id"), attribute("name"), self.shared.clone());
        Ok(Model(Arc::new(Parts { id, name, parts, decisions, shared })))
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
        Ok(requires)
    }

    /// What the decisions within a service know of functions; their values are computed within.
    fn functions_for(&self, within: &[usize], own: &[Vec<usize>]) -> IndexSet<usize> {
        let is_function =
            |part: &usize| !matches!(self.elements[*part].tag_name().name(), "decision" | "inputData");
        within.iter().flat_map(|decision| &own[*decision]).copied().filter(is_function).collect()
    }

    /// The logic of an element; if it is a service, of the decisions `within`.
    fn kind(&self, element: Element<'_, '_>, within: &[usize], scope: &mut Scope) -> Read<PartKind> {
        let ty = child(element, "variable").and_then(|variable| variable.attribute("typeRef"));
        let ty = |fallback| ty.map_or(Ok(fallback), |name| types::resolve(element, &self.shared.types, name));
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
            _ => PartKind::Service(self.service(element, within, scope)?),
        })
    }

    /// The decisions within a service, required ones first, as far as they are not its inputs.
    fn decisions_within(&self, service: Element<'_, '_>, own: &[Vec<usize>]) -> Read<Vec<usize>> {
        let mut seen = vec![false; self.elements.len()];
        for input in children(service, "inputDecision") {
            seen[self.part(input)?] = true;
        }
        let mut enter = |part: usize| {
            let is_decision = self.elements[part].tag_name().name() == "decision";
            is_decision && !std::mem::replace(&mut seen[part], true)
        };
        let mut order = Vec::new();
        for output in children(service, "outputDecision") {
            let mut way = vec![(self.part(output)?, 0)];
            way.retain(|(part, _)| enter(*part));
            while let Some((part, next)) = way.last_mut() {
                match own[*part].get(*next) {
                    Some(required) => {
                        *next += 1;
                        if enter(*required) {
                            way.push((*required, 0));
                        }
                    }
                    None => {
                        order.push(*part);
                        way.pop();
                    }
                }
            }
        }
        Ok(order)
    }

    /// A decision service as a function of its inputs, whose body makes the decisions within.
    fn service(&self, service: Element<'_, '_>, within: &[usize], scope: &mut Scope) -> Read<Node> {
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
            let ty = ty.map(|name| types::resolve(element, &self.shared.types, name)).transpose()?;
            scope.bind(self.names[input].clone());
            parameters.push(Parameter { name: self.names[input].clone(), ty });
        }
        let mut entries = Vec::new();
        for decision in within.iter().copied() {
            let PartKind::Decision(logic) = self.kind(self.elements[decision], &[], scope)? else { continue };
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
        let result = match ty.map(|name| types::resolve(service, &self.shared.types, name)).transpose()? {
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

/// The names of several words that stand anywhere in the model.
fn long_names(root: Element<'_, '_>) -> Tree {
    let mut names = Tree::default();
    let is_parameter = |e: &Element<'_, '_>| matches!(e.tag_name().name(), "formalParameter" | "parameter");
    for named in root.descendants().filter(|e| e.is_element() && !is_parameter(e)) {
        let name = named.attribute("name").filter(|name| !name.chars().all(char::is_alphanumeric));
        if let Some(name) = name {
            names.add(&normal(name));
        }
    }
    names
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
