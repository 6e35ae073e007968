//! A decision model and its evaluation, required parts first.

use crate::ast::{Node, Span};
use crate::builtins;
use crate::context::Context;
use crate::eval::{Evaluation, Machine, Stop, Warning};
use crate::limits::{Env, LimitExceeded, MAX_NAMES_TOLD, Variables};
use crate::messages as m;
use crate::scope;
use crate::types::Type;
use crate::value::Value;
use indexmap::IndexSet;
use lang::Message;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A decision model, prepared once; a clone shares it.
#[derive(Debug, Clone)]
pub struct Model(pub(super) Arc<Parts>);

#[derive(Debug)]
pub(super) struct Parts {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) parts: Vec<Part>,
    pub(super) decisions: Vec<Decision>,
    /// What the expressions share.
    pub(super) shared: Arc<scope::Model>,
}

/// A part of the model: each has a name under which the others know its value.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) id: Arc<str>,
    pub(super) name: Arc<str>,
    pub(super) kind: PartKind,
    /// Which parts must be known before it.
    pub(super) requires: Vec<usize>,
    /// The names that its own expressions read.
    pub(super) reads: Box<[Arc<str>]>,
}

#[derive(Debug)]
pub(super) enum PartKind {
    /// Input data: a variable of the caller.
    Input(Type),
    /// The logic of a decision; `None` if it has none.
    Decision(Option<Node>),
    /// The function that a business knowledge model is.
    Function(Node),
    /// The function that a decision service is; it can also be evaluated like a decision.
    Service(Node),
}

/// A decision of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The identifier of the element.
    pub id: Arc<str>,
    /// The name, under which other decisions know its value.
    pub name: Arc<str>,
}

/// Why a file is no decision model that can be evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The place in the file, in bytes: the expression that is wrong, or else the element.
    pub span: Range<usize>,
    /// The line of the file, from 1.
    pub line: u32,
    /// The identifier of the element, or of the nearest one around it that has one.
    pub element: Option<String>,
    /// Where a person finds it.
    pub place: Box<Place>,
    /// What is wrong, and what to do.
    pub message: Message,
}

/// A place in a decision model as a person sees it, as far as it is inside of these.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The name of the decision, or of another part of the model.
    pub part: Option<String>,
    /// The rule of its table, from 1.
    pub rule: Option<usize>,
    /// The column of its table, from 1; inputs stand before outputs.
    pub column: Option<usize>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.element {
            Some(element) => write!(f, "line {}, {element}: {}", self.line, self.message),
            None => write!(f, "line {}: {}", self.line, self.message),
        }
    }
}

impl std::error::Error for Error {}

/// Why a decision was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvaluationError {
    /// The model has no such decision.
    NoDecision(Message),
    /// A limit was reached.
    Limit(LimitExceeded),
}

impl EvaluationError {
    /// What is wrong, for a person.
    pub fn message(&self) -> &Message {
        match self {
            EvaluationError::NoDecision(message) => message,
            EvaluationError::Limit(limit) => &limit.message,
        }
    }
}

impl fmt::Display for EvaluationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EvaluationError::NoDecision(message) => message.fmt(f),
            EvaluationError::Limit(limit) => limit.fmt(f),
        }
    }
}

impl std::error::Error for EvaluationError {}

/// What is wrong with a table whose rules contradict each other.
static CONTRADICTIONS: [&str; 2] = [m::SEVERAL_RULES.code, m::DIFFERENT_RESULTS.code];

/// What a decision came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The result; null if there is none.
    pub value: Value,
    /// The rules that matched, for each table that was looked at, in order.
    pub matched: Vec<Matched>,
    /// The input data and required decisions with their values.
    pub inputs: Context,
    /// Why the result, or a part on the way to it, is null.
    pub warnings: Vec<Warning>,
}

/// The rules of a table that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// The identifier of the decision table, or of the decision around it.
    pub table: Arc<str>,
    /// The rules, counted from 1.
    pub rules: Vec<usize>,
}

impl Model {
    /// Reads a model from DMN XML.
    ///
    /// # Errors
    /// If the text is no XML, no DMN, or has an expression that is no FEEL.
    pub fn parse(xml: &str) -> Result<Model, Error> {
        super::read::model(xml)
    }

    /// Whether a text is XML whose root is the `definitions` of DMN, right or wrong inside.
    pub fn claims(xml: &str) -> bool {
        super::read::claims(xml)
    }

    /// The identifier of the model.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The name of the model.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The decisions in the order of the file.
    pub fn decisions(&self) -> &[Decision] {
        &self.0.decisions
    }

    /// The variables that the decision (or service) of that identifier or name and all it requires read; none if
    /// there is no such decision.
    pub fn variables(&self, decision: &str) -> Vec<Arc<str>> {
        let parts = &self.0.parts;
        let mut seen = vec![false; parts.len()];
        let mut found = IndexSet::new();
        let mut way: Vec<usize> = self.find(decision).into_iter().collect();
        while let Some(index) = way.pop() {
            let Some(part) = parts.get(index).filter(|_| !std::mem::replace(&mut seen[index], true)) else {
                continue;
            };
            if matches!(part.kind, PartKind::Input(_)) {
                found.insert(part.name.clone());
            }
            let of_caller =
                |name: &&Arc<str>| !self.0.shared.parts.contains_key(*name) && builtins::find(name).is_none();
            found.extend(part.reads.iter().filter(of_caller).cloned());
            way.extend(part.requires.iter().rev());
        }
        found.into_iter().collect()
    }

    /// Makes the decision, or all those of the decision service, of that identifier or name.
    ///
    /// # Errors
    /// If there is no such decision, or a limit of `env` is reached.
    pub fn evaluate(
        &self,
        decision: &str,
        variables: &dyn Variables,
        env: &Env<'_>,
    ) -> Result<Outcome, EvaluationError> {
        let Some(part) = self.find(decision) else {
            let message = m::NO_DECISION.message().with("name", decision);
            return Err(EvaluationError::NoDecision(message.with_message("decisions", self.names())));
        };
        let mut machine = Machine::new(variables, env);
        let value = self
            .value(part, &mut machine, variables)
            .and_then(|value| match value {
                Value::Function(service) => {
                    let names = service.parameters();
                    let arguments =
                        names.iter().map(|name| variables.get(name).unwrap_or_default()).collect();
                    machine.call(&service, arguments, Span::default())
                }
                value => Ok(value),
            })
            .map_err(|stop| EvaluationError::Limit(machine.exceeded(stop)))?;
        let mut inputs = std::mem::take(&mut machine.known);
        if let Some(part) = self.0.parts.get(part) {
            inputs.remove(&part.name);
        }
        let inputs = inputs.into_iter().filter(|(_, value)| !matches!(value, Value::Function(_))).collect();
        let matches = std::mem::take(&mut machine.matches);
        let matched = matches.into_iter().map(|(table, rules)| Matched { table, rules }).collect();
        Ok(Outcome { value, matched, inputs, warnings: machine.take_warnings() })
    }

    /// As [`Model::evaluate`], the value with the reasons if it is null. As in Camunda 8, rules that contradict each other
    /// are no null but a failure.
    ///
    /// # Errors
    /// If the decision cannot be made, or several rules match where only one may, or give different results where they
    /// must be equal: why, for a person.
    pub fn decide(
        &self,
        decision: &str,
        variables: &dyn Variables,
        env: &Env<'_>,
    ) -> Result<Evaluation, Message> {
        let outcome = self.evaluate(decision, variables, env).map_err(|error| error.message().clone())?;
        let contradicts = |warning: &&Warning| CONTRADICTIONS.contains(&warning.message.code());
        match outcome.warnings.iter().find(contradicts) {
            Some(contradiction) => Err(contradiction.message.clone()),
            None => Ok(Evaluation { value: outcome.value, warnings: outcome.warnings }),
        }
    }

    /// The names of the decisions; of many the first ones, and how many there are beside them.
    fn names(&self) -> Message {
        let names: Vec<&str> = self.decisions().iter().take(MAX_NAMES_TOLD).map(|it| &*it.name).collect();
        let message = match self.decisions().len().saturating_sub(names.len()) {
            0 => m::NAMES.message(),
            more => m::NAMES_AND_MORE.message().with("count", more),
        };
        message.with("names", names.join(", "))
    }

    /// A decision, or a decision service, by its identifier or name.
    fn find(&self, name: &str) -> Option<usize> {
        let parts = &self.0.parts;
        let can_be_made = |part: &Part| matches!(part.kind, PartKind::Decision(_) | PartKind::Service(_));
        let by = |test: &dyn Fn(&Part) -> bool| parts.iter().position(|part| can_be_made(part) && test(part));
        by(&|part| &*part.id == name).or_else(|| by(&|part| &*part.name == name))
    }

    /// The value of a part, after those that it requires, which are known then.
    fn value(
        &self,
        index: usize,
        machine: &mut Machine<'_>,
        variables: &dyn Variables,
    ) -> Result<Value, Stop> {
        let mut done = vec![false; self.0.parts.len()];
        let mut way = vec![(index, 0)];
        let mut value = Value::Null;
        // No part requires itself, so the way is never longer than there are parts.
        while let Some((index, next)) = way.last_mut() {
            let Some(part) = self.0.parts.get(*index) else { break };
            if let Some(required) = part.requires.get(*next) {
                *next += 1;
                if !done.get(*required).copied().unwrap_or(true) {
                    way.push((*required, 0));
                }
                continue;
            }
            if let Some(done) = done.get_mut(*index) {
                *done = true;
            }
            value = made(part, machine, variables)?;
            machine.known.insert(part.name.clone(), value.clone());
            way.pop();
        }
        Ok(value)
    }
}

/// The value of a part whose required ones are known.
fn made(part: &Part, machine: &mut Machine<'_>, variables: &dyn Variables) -> Result<Value, Stop> {
    match &part.kind {
        PartKind::Input(ty) => match variables.get(&part.name) {
            Some(value) => machine.converted(value, ty, Span::default()),
            None => Ok(machine.null(Span::default(), || m::NO_VARIABLE.message().with("name", &part.name))),
        },
        PartKind::Decision(None) => Ok(Value::Null),
        PartKind::Decision(Some(node)) | PartKind::Function(node) | PartKind::Service(node) => {
            machine.eval(node)
        }
    }
}
