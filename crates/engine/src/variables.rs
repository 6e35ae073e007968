//! Variables and scopes: who sees what, where results go, and how expressions read them.
//!
//! A name is looked up in the instance and then in each scope around it. A result goes to the nearest scope that
//! has a variable of that name, else to the process (as in Zeebe).

use crate::ctx::{Ctx, Fault, Outcome};
use crate::event::{Event, Key};
use crate::limits::Limits;
use crate::messages;
use crate::problem::Said;
use crate::size;
use crate::state::State;
use crate::words::{self, because};
use expr::{Context, Evaluation, Expression, Value, Variables};
use lang::{Message, Text};
use model::graph::{Formula, Mapping};
use std::sync::Arc;

/// What an expression sees from one instance.
pub(crate) struct View<'a> {
    pub state: &'a State,
    pub from: Key,
    /// Seen before everything else.
    pub extra: &'a Context,
}

impl Variables for View<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        if let Some(value) = self.extra.get(name) {
            return Some(value.clone());
        }
        for (_, instance) in self.state.chain(self.from) {
            if let Some(value) = instance.locals.get(name) {
                return Some(value.clone());
            }
            if let Some(runs) = instance.inside.as_ref().and_then(|inside| inside.runs.as_ref())
                && let Some(value) = crate::repeat::visible(runs, name)
            {
                return Some(value);
            }
        }
        (name == "case").then(|| {
            let id = (Arc::from("id"), Value::from(self.state.case.clone()));
            Value::Context(Arc::new([id].into_iter().collect()))
        })
    }
}

impl Ctx<'_> {
    /// The value of `formula` as seen from the instance `from`, with the reasons if it is null.
    pub fn eval(&self, formula: &Formula, from: Key) -> Outcome<Evaluation> {
        self.eval_with(formula, from, &Context::new())
    }

    /// The value of `formula` as seen from `from`, with `extra` variables before all others.
    pub fn eval_with(&self, formula: &Formula, from: Key, extra: &Context) -> Outcome<Evaluation> {
        match formula {
            Formula::Const(value) => Ok(Evaluation { value: value.clone(), warnings: Vec::new() }),
            Formula::Expr(expression) => self.evaluate(expression, from, extra),
        }
    }

    /// Evaluates `expression` as seen from `from`; the warnings say why something in it became null.
    pub fn evaluate(&self, expression: &Expression, from: Key, extra: &Context) -> Outcome<Evaluation> {
        let env = expr::Env { now: self.env.now, zone: self.env.zone, limits: self.env.limits.expression };
        let view = View { state: self.state(), from, extra };
        expression.eval(&view, &env).map_err(|limit| {
            Fault(
                messages::EXPRESSION_LIMIT
                    .message()
                    .with("expression", expression.text())
                    .with_message("limit", limit.message),
            )
        })
    }

    /// A condition: true or false, everything else is a fault that says why and with which inputs.
    pub fn condition(&self, formula: &Formula, from: Key, extra: &Context) -> Outcome<bool> {
        let expression = match formula {
            Formula::Const(value) => {
                let refused = || {
                    messages::CONDITION_NOT_BOOLEAN
                        .message()
                        .with("expression", value)
                        .with("value", value)
                        .with_message("reason", words::NOTHING.message())
                        .with_message("inputs", words::NOTHING.message())
                };
                return value.as_bool().ok_or_else(|| Fault(refused()));
            }
            Formula::Expr(expression) => expression,
        };
        let evaluation = self.evaluate(expression, from, extra)?;
        if let Value::Bool(holds) = evaluation.value {
            return Ok(holds);
        }
        let view = View { state: self.state(), from, extra };
        let input = |name: &Arc<str>| format!("{name} = {}", brief(&view.get(name).unwrap_or_default()));
        let inputs: Vec<String> = expression.variables().iter().map(input).collect();
        let inputs = match inputs.is_empty() {
            true => words::NOTHING.message(),
            false => words::INPUTS.message().with("inputs", inputs.join(", ")),
        };
        Err(Fault(
            messages::CONDITION_NOT_BOOLEAN
                .message()
                .with("expression", expression.text())
                .with("value", brief(&evaluation.value))
                .with_message("reason", because(&evaluation.warnings))
                .with_message("inputs", inputs),
        ))
    }

    /// A name: a text, or of a number or boolean its usual form; nothing else will do. `what` says what it names.
    pub fn text(&self, formula: &Formula, from: Key, what: &'static Text) -> Outcome<Arc<str>> {
        let evaluation = self.eval(formula, from)?;
        let name = match &evaluation.value {
            Value::String(text) => text.clone(),
            value @ (Value::Number(_) | Value::Bool(_)) => value.to_string().into(),
            value => {
                return Err(Fault(
                    messages::NOT_A_TEXT
                        .message()
                        .with_message("what", what.message())
                        .with("expression", source(formula))
                        .with("value", brief(value))
                        .with_message("reason", because(&evaluation.warnings)),
                ));
            }
        };
        check_name(&name, what, self.env.limits.name_bytes)?;
        Ok(name)
    }

    /// Evaluates mappings one after the other, each seeing the results of those before it. What became null against
    /// its meaning is noted.
    pub fn map(&mut self, mappings: &[Mapping], from: Key, extra: &Context) -> Outcome<Context> {
        let mut seen = extra.clone();
        let mut results = Context::new();
        let mut nulls = Vec::new();
        for mapping in mappings {
            let Some((name, path)) = mapping.target.split_first() else { continue };
            let evaluation = self.eval_with(&mapping.source, from, &seen)?;
            if evaluation.value.is_null() && !evaluation.warnings.is_empty() {
                nulls.push((name, evaluation.warnings));
            }
            let value = evaluation.value.storable();
            let value = if path.is_empty() {
                value
            } else {
                let view = View { state: self.state(), from, extra: &seen };
                put(results.get(name).cloned().or_else(|| view.get(name)).unwrap_or_default(), path, value)
            };
            self.check_size(name, &value)?;
            seen.insert(name.clone(), value.clone());
            results.insert(name.clone(), value);
        }
        for (name, warnings) in nulls {
            self.warn(from, name, &warnings);
        }
        Ok(results)
    }

    /// A variable has a limit of size.
    pub fn check_size(&self, name: &str, value: &Value) -> Outcome {
        let limit = self.env.limits.variable_bytes;
        if value.approx_size() <= limit {
            return Ok(());
        }
        Err(Fault(messages::VARIABLE_TOO_LARGE.message().with("name", name).with("limit", limit)))
    }

    /// What a case holds has a limit: may it be so many bytes more?
    pub fn check_room(&self, more: usize, less: usize) -> Outcome {
        let limit = self.env.limits.case_bytes;
        if more <= less || self.state().bytes.saturating_add(more) <= limit.saturating_add(less) {
            return Ok(());
        }
        Err(Fault(messages::CASE_TOO_LARGE.message().with("limit", limit)))
    }

    /// Sets variables in one scope, for which there is room: they were counted before, or come out of the case.
    pub fn set_local(&mut self, scope: Key, values: Context) {
        if !values.is_empty() {
            self.emit(Event::VariablesSet { scope, values });
        }
    }

    /// Sets variables in one scope, if there is room.
    pub fn set_new(&mut self, scope: Key, values: Context) -> Outcome {
        let (more, less) = self.growth(scope, &values);
        self.check_room(more, less)?;
        self.set_local(scope, values);
        Ok(())
    }

    /// How many bytes the scope gets by these variables, and how many it loses.
    fn growth(&self, scope: Key, values: &Context) -> (usize, usize) {
        let old = |name: &Arc<str>| self.instance(scope)?.locals.get(name).map(|old| size::entry(name, old));
        let less = values.iter().filter_map(|(name, _)| old(name)).sum();
        (size::context(values), less)
    }

    /// Sets each variable in the nearest scope, from `from` outwards, that has one of its name; else in the process.
    /// Nothing is set if there is no room for all.
    pub fn propagate(&mut self, from: Key, values: Context) -> Outcome {
        if values.is_empty() {
            return Ok(());
        }
        let mut by_scope: Vec<(Key, Context)> = Vec::new();
        for (name, value) in values.iter() {
            let owner = self.state().chain(from).find(|(_, instance)| instance.locals.contains(name));
            let owner = owner.map_or(State::ROOT, |(key, _)| key);
            let at = by_scope.iter().position(|(scope, _)| *scope == owner).unwrap_or_else(|| {
                by_scope.push((owner, Context::new()));
                by_scope.len() - 1
            });
            by_scope[at].1.insert(name.clone(), value.clone());
        }
        let growths = by_scope.iter().map(|(scope, values)| self.growth(*scope, values));
        let (more, less) = growths.fold((0, 0), |(more, less), (m, l)| (more + m, less + l));
        self.check_room(more, less)?;
        for (scope, values) in by_scope {
            self.set_local(scope, values);
        }
        Ok(())
    }
}

/// A name has a limit of length, and no U+0000, which PostgreSQL cannot store.
pub(crate) fn check_name(name: &str, what: &'static Text, limit: usize) -> Result<(), Message> {
    check_length(name.len(), name.contains('\0'), what, limit)
}

/// What somebody says of a failure has the same limits, all its parts together.
pub(crate) fn check_said(said: &Said, what: &'static Text, limit: usize) -> Result<(), Message> {
    check_length(said.size(), said.has_zero(), what, limit)
}

fn check_length(length: usize, has_zero: bool, what: &'static Text, limit: usize) -> Result<(), Message> {
    if length > limit {
        return Err(messages::NAME_TOO_LONG
            .message()
            .with_message("what", what.message())
            .with("limit", limit));
    }
    if has_zero {
        return Err(messages::ZERO_CHARACTER.message().with_message("what", what.message()));
    }
    Ok(())
}

/// The teams or persons of a task: so many, and each with the limit of a name.
pub(crate) fn check_names(names: &[Arc<str>], what: &'static Text, limits: &Limits) -> Result<(), Message> {
    if names.len() > limits.task_names {
        let message = messages::TOO_MANY_NAMES.message().with_message("what", what.message());
        return Err(message.with("limit", limits.task_names));
    }
    names.iter().try_for_each(|name| check_name(name, what, limits.name_bytes))
}

/// The beginning of a value, for a message that names it.
pub(crate) fn brief(value: &Value) -> String {
    const LENGTH: usize = 200;
    let text = value.to_string();
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// How a formula is written.
pub(crate) fn source(formula: &Formula) -> String {
    match formula {
        Formula::Const(value) => value.to_string(),
        Formula::Expr(expression) => expression.text().to_owned(),
    }
}

/// `value` under the keys of `path` in `base`, which becomes a context where it is none.
pub(crate) fn put(base: Value, path: &[Arc<str>], value: Value) -> Value {
    let Some((name, rest)) = path.split_first() else { return value };
    let mut context = base.as_context().cloned().unwrap_or_default();
    let inner = context.get(name).cloned().unwrap_or_default();
    context.insert(name.clone(), put(inner, rest, value));
    Value::Context(Arc::new(context))
}
