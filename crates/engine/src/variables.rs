//! Variables and scopes: who sees what, where results go, and how expressions read them.
//!
//! A name is looked up in the instance and then in each scope around it. A result goes to the nearest scope that
//! has a variable of that name, else to the process (as in Zeebe).

use crate::ctx::{Ctx, Fault, Outcome};
use crate::event::{Event, Key};
use crate::messages;
use crate::state::State;
use expr::{Context, Evaluation, Expression, Value, Variables};
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
    /// The value of `formula` as seen from the instance `from`.
    pub fn eval(&self, formula: &Formula, from: Key) -> Outcome<Value> {
        self.eval_with(formula, from, &Context::new())
    }

    /// The value of `formula` as seen from `from`, with `extra` variables before all others.
    pub fn eval_with(&self, formula: &Formula, from: Key, extra: &Context) -> Outcome<Value> {
        match formula {
            Formula::Const(value) => Ok(value.clone()),
            Formula::Expr(expression) => self.evaluate(expression, from, extra).map(|it| it.value),
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
                    .with("limit", limit),
            )
        })
    }

    /// A condition: true or false, everything else is a fault that says why and with which inputs.
    pub fn condition(&self, formula: &Formula, from: Key, extra: &Context) -> Outcome<bool> {
        let expression = match formula {
            Formula::Const(value) => {
                let not_bool = || {
                    messages::CONDITION_NOT_BOOLEAN.message().with("expression", value).with("value", value)
                };
                return value.as_bool().ok_or_else(|| Fault(not_bool()));
            }
            Formula::Expr(expression) => expression,
        };
        let evaluation = self.evaluate(expression, from, extra)?;
        if let Value::Bool(holds) = evaluation.value {
            return Ok(holds);
        }
        let view = View { state: self.state(), from, extra };
        let input = |name: &Arc<str>| format!("{name} = {}", view.get(name).unwrap_or_default());
        let inputs: Vec<String> = expression.variables().iter().map(input).collect();
        let reasons: Vec<String> =
            evaluation.warnings.iter().map(|warning| warning.message.to_string()).collect();
        Err(Fault(
            messages::CONDITION_NOT_BOOLEAN
                .message()
                .with("expression", expression.text())
                .with("value", &evaluation.value)
                .with("reason", reasons.join("; "))
                .with("inputs", inputs.join(", ")),
        ))
    }

    /// A text: of a number or boolean its usual form; nothing else will do.
    pub fn text(&self, formula: &Formula, from: Key, what: &'static str) -> Outcome<Arc<str>> {
        match self.eval(formula, from)? {
            Value::String(text) => Ok(text),
            value @ (Value::Number(_) | Value::Bool(_)) => Ok(value.to_string().into()),
            value => Err(Fault(
                messages::NOT_A_TEXT
                    .message()
                    .with("what", what)
                    .with("expression", source(formula))
                    .with("value", value),
            )),
        }
    }

    /// Evaluates mappings one after the other, each seeing the results of those before it.
    pub fn map(&self, mappings: &[Mapping], from: Key, extra: &Context) -> Outcome<Context> {
        let mut seen = extra.clone();
        let mut results = Context::new();
        for mapping in mappings {
            let Some((name, path)) = mapping.target.split_first() else { continue };
            let value = self.eval_with(&mapping.source, from, &seen)?.storable();
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

    /// Sets variables in one scope.
    pub fn set_local(&mut self, scope: Key, values: Context) {
        if !values.is_empty() {
            self.emit(Event::VariablesSet { scope, values });
        }
    }

    /// Sets each variable in the nearest scope, from `from` outwards, that has one of its name; else in the process.
    pub fn propagate(&mut self, from: Key, values: Context) {
        if values.is_empty() {
            return;
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
        for (scope, values) in by_scope {
            self.set_local(scope, values);
        }
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
