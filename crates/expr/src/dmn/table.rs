//! Decision tables.

use super::boxed::{check_language, in_element, literal};
use super::hit_policy::HitPolicy;
use super::read::{Read, child, children, error, identifier, normal, required, syntax_error, typed};
use super::types;
use crate::ast::{Kind, Node, Span};
use crate::context::Context;
use crate::eval::{Machine, Stop};
use crate::limits::MAX_DMN_CELLS;
use crate::messages as m;
use crate::parser;
use crate::scope::Scope;
use crate::value::Value;
use roxmltree::Node as Element;
use std::sync::Arc;

/// A decision table.
#[derive(Debug)]
pub(crate) struct Table {
    id: Arc<str>,
    policy: HitPolicy,
    inputs: Vec<Input>,
    pub(super) outputs: Vec<Output>,
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Input {
    text: Box<str>,
    value: Node,
    /// Tests that find the value in the next slot, and their text.
    allowed: Option<(Node, Box<str>)>,
}

/// A column of results.
#[derive(Debug)]
pub(super) struct Output {
    name: Arc<str>,
    /// The allowed values, best first, as a list.
    pub(super) values: Option<Node>,
    default: Option<Node>,
}

#[derive(Debug)]
struct Rule {
    /// Tests that find the value of their column in the next slot.
    tests: Vec<Node>,
    results: Vec<Node>,
}

/// Reads a `decisionTable`.
pub(super) fn read(element: Element<'_, '_>, scope: &mut Scope) -> Read<Node> {
    let named = element.ancestors().find(|around| around.has_attribute("id")).unwrap_or(element);
    let policy = HitPolicy::read(element)?;
    let mut inputs = Vec::new();
    for input in children(element, "input") {
        let expression = required(input, "inputExpression")?;
        let mut value = literal(expression, scope)?;
        if let Some(reference) = expression.attribute("typeRef") {
            value = typed(value, types::resolve(expression, scope.types(), reference)?);
        }
        let text: Box<str> = text_of(expression).trim().into();
        let allowed = match child(input, "inputValues") {
            Some(values) => cell(values, scope)?.map(|node| (node, text_of(values).trim().into())),
            None => None,
        };
        inputs.push(Input { text, value, allowed });
    }
    let mut outputs = Vec::new();
    for output in children(element, "output") {
        outputs.push(Output {
            name: normal(output.attribute("name").unwrap_or_default()),
            values: child(output, "outputValues").map(|values| list(values, scope)).transpose()?.flatten(),
            default: child(output, "defaultOutputEntry").map(|entry| literal(entry, scope)).transpose()?,
        });
    }
    let rules: Vec<Element<'_, '_>> = children(element, "rule").collect();
    let cells = rules.len().saturating_mul(inputs.len() + outputs.len());
    if cells > MAX_DMN_CELLS {
        let message = m::TOO_MANY_CELLS.message().with("found", cells).with("limit", MAX_DMN_CELLS);
        return Err(error(element, message));
    }
    let rules =
        rules.into_iter().map(|element| rule(element, &inputs, &outputs, scope)).collect::<Read<_>>()?;
    let table = Table { id: identifier(named), policy, inputs, outputs, rules };
    Ok(Node::new(Kind::Table(Arc::new(table)), Span::default()))
}

fn rule(element: Element<'_, '_>, inputs: &[Input], outputs: &[Output], scope: &mut Scope) -> Read<Rule> {
    let any = || Node::new(Kind::Literal(Value::Bool(true)), Span::default());
    let mut tests = Vec::new();
    for entry in children(element, "inputEntry") {
        check_language(entry)?;
        tests.push(cell(entry, scope)?.unwrap_or_else(any));
    }
    let mut results = Vec::new();
    for entry in children(element, "outputEntry") {
        results.push(literal(entry, scope)?);
    }
    for (part, found, expected) in
        [("inputEntry", tests.len(), inputs.len()), ("outputEntry", results.len(), outputs.len())]
    {
        if found != expected {
            let message =
                m::WRONG_CELLS.message().with("part", part).with("found", found).with("expected", expected);
            return Err(error(element, message));
        }
    }
    Ok(Rule { tests, results })
}

fn text_of<'a>(element: Element<'a, '_>) -> &'a str {
    child(element, "text").and_then(|text| text.text()).unwrap_or_default()
}

/// The unary tests of a cell; `None` if it is empty.
fn cell(element: Element<'_, '_>, scope: &mut Scope) -> Read<Option<Node>> {
    let text = text_of(element);
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mark = scope.mark();
    scope.bind("?".into());
    let node = parser::unary_tests(text, scope).map_err(|e| syntax_error(element, e))?;
    scope.release(mark);
    Ok(Some(in_element(element, node)))
}

/// Values joined by commas as a list.
fn list(element: Element<'_, '_>, scope: &mut Scope) -> Read<Option<Node>> {
    let text = text_of(element);
    if text.trim().is_empty() {
        return Ok(None);
    }
    let node = parser::expression(&format!("[{text}]"), scope).map_err(|mut e| {
        e.span = e.span.start.saturating_sub(1)..e.span.end.saturating_sub(1);
        syntax_error(element, e)
    })?;
    Ok(Some(in_element(element, node)))
}

impl Table {
    /// Calls `visit` with each node.
    pub(crate) fn nodes<'a>(&'a self, visit: &mut dyn FnMut(&'a Node)) {
        for input in &self.inputs {
            visit(&input.value);
            input.allowed.iter().for_each(|(tests, _)| visit(tests));
        }
        for output in &self.outputs {
            output.values.iter().chain(&output.default).for_each(&mut *visit);
        }
        for rule in &self.rules {
            rule.tests.iter().chain(&rule.results).for_each(&mut *visit);
        }
    }

    /// The result of the table.
    pub(crate) fn evaluate(&self, machine: &mut Machine<'_>) -> Result<Value, Stop> {
        let mut inputs = Vec::with_capacity(self.inputs.len());
        for input in &self.inputs {
            let value = machine.eval(&input.value)?;
            if let Some((tests, allowed)) = &input.allowed
                && !value.is_null()
                && !passes(machine, tests, &value)?
            {
                return Ok(machine.null(Span::default(), || {
                    m::NOT_ALLOWED
                        .message()
                        .with("found", &value)
                        .with("name", &input.text)
                        .with("allowed", allowed)
                }));
            }
            inputs.push(value);
        }
        let mut matched = Vec::new();
        for (number, rule) in self.rules.iter().enumerate() {
            if matches(machine, rule, &inputs)? {
                matched.push(number);
                if self.policy == HitPolicy::First {
                    break;
                }
            }
        }
        machine.matches.push((self.id.clone(), matched.iter().map(|number| number + 1).collect()));
        if matched.is_empty() {
            return self.otherwise(machine, &inputs);
        }
        let mut results = Vec::with_capacity(matched.len());
        for number in &matched {
            if let Some(rule) = self.rules.get(*number) {
                results.push(self.row(machine, &rule.results)?);
            }
        }
        self.policy.result(machine, self, &matched, results)
    }

    /// The result when no rule matches: the default one, if the table has it.
    fn otherwise(&self, machine: &mut Machine<'_>, inputs: &[Value]) -> Result<Value, Stop> {
        if self.outputs.iter().any(|output| output.default.is_some()) {
            let mut values = Vec::with_capacity(self.outputs.len());
            for output in &self.outputs {
                values.push(
                    output.default.as_ref().map(|node| machine.eval(node)).transpose()?.unwrap_or_default(),
                );
            }
            return self.combined(machine, values);
        }
        let shown = self.inputs.iter().zip(inputs).map(|(input, value)| format!("{} = {value}", input.text));
        let shown: String = shown.collect::<Vec<_>>().join(", ").chars().take(200).collect();
        let null = machine.null(Span::default(), || m::NO_RULE.message().with("inputs", shown));
        Ok(self.policy.nothing().unwrap_or(null))
    }

    /// The values of a rule's results, in the order of the columns.
    fn row(&self, machine: &mut Machine<'_>, nodes: &[Node]) -> Result<Vec<Value>, Stop> {
        nodes.iter().map(|node| machine.eval(node)).collect()
    }

    /// One result: the value of the only column, or a context of all.
    pub(super) fn combined(&self, machine: &mut Machine<'_>, values: Vec<Value>) -> Result<Value, Stop> {
        if self.outputs.len() == 1 {
            return Ok(values.into_iter().next().unwrap_or_default());
        }
        let mut context = Context::new();
        for (output, value) in self.outputs.iter().zip(values) {
            machine.insert(&mut context, output.name.clone(), value)?;
        }
        Ok(context.into())
    }
}

fn matches(machine: &mut Machine<'_>, rule: &Rule, inputs: &[Value]) -> Result<bool, Stop> {
    for (test, value) in rule.tests.iter().zip(inputs) {
        if !passes(machine, test, value)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether `value`, put in the next slot, passes the tests.
fn passes(machine: &mut Machine<'_>, tests: &Node, value: &Value) -> Result<bool, Stop> {
    let mark = machine.mark();
    machine.push(value.clone());
    let result = machine.eval(tests);
    machine.release(mark);
    Ok(result? == Value::Bool(true))
}
