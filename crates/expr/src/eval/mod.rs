//! Evaluating a tree, every step paid for.

pub(crate) mod arithmetic;
pub(crate) mod compare;
pub mod function;
mod loops;
mod members;
mod tests_of;

use crate::ast::{Kind, Node, Place, Span};
use crate::context::{Context, Measure};
use crate::limits::{Env, Limit, LimitExceeded, MAX_VALUE_NESTING, MAX_WARNINGS, Variables};
use crate::messages as m;
use crate::range::Range;
use crate::types::Type;
use crate::value::Value;
use function::Function;
use lang::Message;
use std::sync::Arc;

/// How many bytes of text one step goes through.
pub(crate) const BYTES_A_STEP: usize = 32;

/// Why a part of an expression became null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The place in the text, in bytes.
    pub span: std::ops::Range<usize>,
    /// The reason.
    pub message: Message,
    /// In a decision model, the identifier of the element that holds the text.
    pub element: Option<Arc<str>>,
}

/// What an evaluation gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The value; null where it could not be computed.
    pub value: Value,
    /// Why the value, or a part on the way to it, is null; the first ones come first.
    pub warnings: Vec<Warning>,
}

/// The reached limit that ends an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stop(pub(crate) Limit);

/// How a function fails: it gives null for a reason, or the evaluation ends.
pub(crate) enum Failure {
    Null(Message),
    Stop(Stop),
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Failure {
        Failure::Stop(stop)
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Failure {
        Failure::Null(message)
    }
}

/// A running evaluation.
pub(crate) struct Machine<'a> {
    pub(crate) env: &'a Env<'a>,
    variables: &'a dyn Variables,
    /// Variables that go before those of the caller: the parts of a decision model.
    pub(crate) known: Context,
    steps: u64,
    bytes: u64,
    depth: u32,
    stack: Vec<Value>,
    /// Where the frame of the running function begins on the stack.
    base: usize,
    /// The running function.
    function: Option<Arc<Function>>,
    warnings: Vec<Warning>,
    element: Option<Arc<str>>,
    /// Where a limit was reached.
    stopped_at: Option<Span>,
    /// Patterns that were compiled in this evaluation.
    pub(crate) patterns: Vec<(String, regex::Regex)>,
    /// The rules that decision tables found to match, by the table's element.
    pub(crate) matches: Vec<(Arc<str>, Vec<usize>)>,
}

impl<'a> Machine<'a> {
    pub(crate) fn new(variables: &'a dyn Variables, env: &'a Env<'a>) -> Machine<'a> {
        Machine {
            env,
            variables,
            known: Context::new(),
            steps: env.limits.steps,
            bytes: env.limits.bytes,
            depth: env.limits.depth,
            stack: Vec::new(),
            base: 0,
            function: None,
            warnings: Vec::new(),
            element: None,
            stopped_at: None,
            patterns: Vec::new(),
            matches: Vec::new(),
        }
    }

    /// Evaluates `node` and ends the evaluation.
    pub(crate) fn run(mut self, node: &Node) -> Result<Evaluation, LimitExceeded> {
        match self.eval(node) {
            Ok(value) => Ok(Evaluation { value, warnings: self.warnings }),
            Err(stop) => Err(self.exceeded(stop)),
        }
    }

    /// The error for people of a reached limit.
    pub(crate) fn exceeded(&self, stop: Stop) -> LimitExceeded {
        let span = self.stopped_at.unwrap_or_default().range();
        LimitExceeded::new(stop.0, &self.env.limits, span)
    }

    /// The warnings so far, which are taken out.
    pub(crate) fn take_warnings(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.warnings)
    }

    /// Pays for `count` steps.
    pub(crate) fn pay_steps(&mut self, count: usize) -> Result<(), Stop> {
        match self.steps.checked_sub(count as u64) {
            Some(rest) => {
                self.steps = rest;
                Ok(())
            }
            None => Err(Stop(Limit::Steps)),
        }
    }

    /// Pays for `count` bytes.
    pub(crate) fn pay_bytes(&mut self, count: usize) -> Result<(), Stop> {
        match self.bytes.checked_sub(count as u64) {
            Some(rest) => {
                self.bytes = rest;
                Ok(())
            }
            None => Err(Stop(Limit::Bytes)),
        }
    }

    /// A list of `items`, paid for.
    pub(crate) fn list(&mut self, items: Vec<Value>) -> Result<Value, Stop> {
        self.pay_bytes(items.len() * size_of::<Value>())?;
        let list = Value::list(items);
        self.measure(&list)?;
        Ok(list)
    }

    /// A string, paid for.
    pub(crate) fn string(&mut self, text: String) -> Result<Value, Stop> {
        self.pay_bytes(text.len())?;
        Ok(Value::from(text))
    }

    /// Adds an entry to a context, paid for.
    pub(crate) fn insert(&mut self, context: &mut Context, name: Arc<str>, value: Value) -> Result<(), Stop> {
        self.pay_bytes(2 * size_of::<Value>())?;
        let measure = self.measure(&value)?;
        context.insert_measured(name, value, measure);
        self.check(context.measure())
    }

    /// How deep and large `value` is, which must be within the limits: shared parts count each time, since
    /// whoever prints or compares the value goes through them each time.
    pub(crate) fn measure(&mut self, value: &Value) -> Result<Measure, Stop> {
        let mut measure = value.own_measure();
        if let Value::List(items) = value {
            self.pay_steps(1 + items.len() / 4)?;
            for item in items.iter() {
                let inner = self.measure(item)?;
                measure.nesting = measure.nesting.max(inner.nesting + 1);
                measure.weight = measure.weight.saturating_add(inner.weight);
            }
        }
        self.check(measure)?;
        Ok(measure)
    }

    fn check(&self, measure: Measure) -> Result<(), Stop> {
        if measure.nesting > MAX_VALUE_NESTING {
            return Err(Stop(Limit::Nesting));
        }
        if measure.weight as u64 > self.env.limits.bytes {
            return Err(Stop(Limit::Bytes));
        }
        Ok(())
    }

    /// Null, with the reason kept.
    pub(crate) fn null(&mut self, span: Span, reason: impl FnOnce() -> Message) -> Value {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(Warning {
                span: span.range(),
                message: reason(),
                element: self.element.clone(),
            });
        }
        Value::Null
    }

    /// Puts `value` in the next slot.
    pub(crate) fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    /// How many slots are taken, for [`Machine::release`].
    pub(crate) fn mark(&self) -> usize {
        self.stack.len()
    }

    /// Empties the slots since `mark`.
    pub(crate) fn release(&mut self, mark: usize) {
        self.stack.truncate(mark);
    }

    fn slot(&mut self, at: usize) -> Option<&mut Value> {
        self.stack.get_mut(at)
    }

    fn place(&self, place: Place) -> Value {
        match place {
            Place::Local(slot) => self.stack.get(self.base + slot as usize).cloned().unwrap_or_default(),
            Place::Captured(at) => self
                .function
                .as_ref()
                .and_then(|function| function.captured(at as usize).cloned())
                .unwrap_or_default(),
            Place::This => self.function.clone().map(Value::Function).unwrap_or_default(),
        }
    }

    /// The value of `node`.
    pub(crate) fn eval(&mut self, node: &Node) -> Result<Value, Stop> {
        if self.steps == 0 {
            return Err(self.stop(Limit::Steps, node.span));
        }
        self.steps -= 1;
        match &node.kind {
            Kind::Literal(value) => Ok(value.clone()),
            Kind::Local(place) => Ok(self.place(*place)),
            Kind::Global(name, built_in) => Ok(self.global(name, *built_in, node.span)),
            Kind::Invisible(name) => {
                Ok(self.null(node.span, || m::NOT_REQUIRED.message().with("name", name)))
            }
            _ => {
                if self.depth == 0 {
                    return Err(self.stop(Limit::Depth, node.span));
                }
                self.depth -= 1;
                let result = self.compound(node);
                self.depth += 1;
                if result.is_err() && self.stopped_at.is_none() {
                    self.stopped_at = Some(node.span);
                }
                result
            }
        }
    }

    #[cold]
    fn stop(&mut self, limit: Limit, span: Span) -> Stop {
        self.stopped_at.get_or_insert(span);
        Stop(limit)
    }

    fn global(
        &mut self,
        name: &Arc<str>,
        built_in: Option<&'static crate::builtins::Builtin>,
        span: Span,
    ) -> Value {
        if let Some(value) = self.known.get(name) {
            return value.clone();
        }
        match (self.variables.get(name), built_in) {
            (Some(value), _) => value,
            (None, Some(function)) => Value::Function(Arc::new(Function::built_in(function))),
            (None, None) => self.null(span, || m::NO_VARIABLE.message().with("name", name)),
        }
    }

    /// Every kind of node on its own, so that the frames of the recursion stay small.
    fn compound(&mut self, node: &Node) -> Result<Value, Stop> {
        let span = node.span;
        match &node.kind {
            Kind::Literal(_) | Kind::Local(_) | Kind::Global(..) | Kind::Invisible(_) => Ok(Value::Null),
            Kind::Entry { items, name, otherwise } => self.entry(items, name, otherwise),
            Kind::Negate(operand) => self.negate(operand, span),
            Kind::Arithmetic(operator, operands) => self.arithmetic(*operator, operands, span),
            Kind::Compare(operator, operands) => self.comparison(*operator, operands, span),
            Kind::And(operands) => self.junction(operands, false),
            Kind::Or(operands) => self.junction(operands, true),
            Kind::Between(operands) => self.between(operands, span),
            Kind::In(node) => self.is_in(node, span),
            Kind::InstanceOf(value, ty) => {
                let value = self.eval(value)?;
                // Null is an instance of its own type only.
                let holds = if value.is_null() {
                    matches!(ty, Type::Null)
                } else {
                    ty.holds(&value, &mut |_, _| true)
                };
                Ok(Value::Bool(holds))
            }
            Kind::If(parts) => self.conditional(parts),
            Kind::For(node) => self.for_loop(node, span),
            Kind::Quantified(node) => self.quantified(node, span),
            Kind::Function(definition) => {
                let captured = definition.captures.iter().map(|place| self.place(*place)).collect();
                self.closure(definition, captured)
            }
            Kind::Call(call) => self.call_value(call, span),
            Kind::CallBuiltin(function, arguments) => self.call_built_in(function, arguments, span),
            Kind::Path(base, name) => self.path(base, name, span),
            Kind::Filter(parts) => self.filter(parts, span),
            Kind::List(items) => self.list_literal(items),
            Kind::Context(entries) => self.context_literal(entries, None),
            Kind::Result(entries, result) => self.context_literal(entries, Some(result)),
            Kind::Range(range) => self.range_literal(range, span),
            Kind::Element(element, node) => self.in_element(element, node),
            Kind::Typed(node, ty) => self.typed(node, ty, span),
            Kind::Table(table) => table.evaluate(self),
        }
    }

    fn in_element(&mut self, element: &Arc<str>, node: &Node) -> Result<Value, Stop> {
        let before = self.element.replace(element.clone());
        let result = self.eval(node);
        self.element = before;
        result
    }

    fn typed(&mut self, node: &Node, ty: &Type, span: Span) -> Result<Value, Stop> {
        let value = self.eval(node)?;
        self.converted(value, ty, span)
    }

    /// `value` as one of type `ty`, or null with the reason.
    pub(crate) fn converted(&mut self, value: Value, ty: &Type, span: Span) -> Result<Value, Stop> {
        let found = value.type_name();
        Ok(match self.convert(value, ty)? {
            Some(value) => value,
            None => {
                self.null(span, || m::WRONG_TYPE.message().with("expected", ty.name()).with("found", found))
            }
        })
    }

    /// `value` made to fit `ty`, allowed values included.
    pub(crate) fn convert(&mut self, value: Value, ty: &Type) -> Result<Option<Value>, Stop> {
        let mut stopped = None;
        let converted = ty.convert(value, &mut |tests, value| match self.passes(tests, value) {
            Ok(passes) => passes,
            Err(stop) => {
                stopped = Some(stop);
                false
            }
        });
        stopped.map_or(Ok(converted), Err)
    }

    /// Whether `value` passes unary tests that find it in slot 0.
    fn passes(&mut self, tests: &Node, value: &Value) -> Result<bool, Stop> {
        let mark = self.mark();
        let base = std::mem::replace(&mut self.base, mark);
        self.push(value.clone());
        let result = self.eval(tests);
        self.base = base;
        self.release(mark);
        Ok(result? == Value::Bool(true))
    }

    /// An `if`, and those that are its `else`, without going deeper.
    fn conditional(&mut self, mut parts: &[Node; 3]) -> Result<Value, Stop> {
        loop {
            let [condition, then, otherwise] = parts;
            match (self.eval(condition)?, &otherwise.kind) {
                (Value::Bool(true), _) => return self.eval(then),
                (Value::Bool(false) | Value::Null, Kind::If(next)) => parts = next,
                (Value::Bool(false) | Value::Null, _) => return self.eval(otherwise),
                (other, _) => {
                    let found = other.type_name();
                    return Ok(
                        self.null(condition.span, || m::NOT_A_CONDITION.message().with("found", found))
                    );
                }
            }
        }
    }

    fn list_literal(&mut self, nodes: &[Node]) -> Result<Value, Stop> {
        let mut items = Vec::with_capacity(nodes.len());
        for node in nodes {
            items.push(self.eval(node)?);
        }
        self.list(items)
    }

    /// A context; each entry takes a slot that the following ones, and the result if there is one, can read.
    fn context_literal(
        &mut self,
        entries: &[(Arc<str>, Node)],
        result: Option<&Node>,
    ) -> Result<Value, Stop> {
        let mark = self.mark();
        let mut context = Context::new();
        for (name, node) in entries {
            let value = self.eval(node)?;
            self.push(value.clone());
            if result.is_none() {
                self.insert(&mut context, name.clone(), value)?;
            }
        }
        let value = match result {
            Some(node) => self.eval(node)?,
            None => Value::from(context),
        };
        self.release(mark);
        Ok(value)
    }

    fn range_literal(&mut self, range: &crate::ast::RangeNode, span: Span) -> Result<Value, Stop> {
        let start = range.start.as_ref().map(|node| self.eval(node)).transpose()?;
        let end = range.end.as_ref().map(|node| self.eval(node)).transpose()?;
        if let (Some(start), Some(end)) = (&start, &end)
            && !start.is_null()
            && !end.is_null()
            && compare::order(start, end).is_none()
        {
            let (a, b) = (start.type_name(), end.type_name());
            return Ok(self.null(span, || m::CANNOT_COMPARE.message().with("left", a).with("right", b)));
        }
        let end = if range.is_point { start.clone() } else { end };
        let (start_included, end_included) = (range.start_included, range.end_included);
        Ok(Value::Range(Arc::new(Range { start, start_included, end, end_included })))
    }
}

impl Machine<'_> {
    /// The range that `node` is, if its ends are constants.
    pub(crate) fn constant_range(&mut self, node: &Node) -> Result<Option<Range>, Stop> {
        let Kind::Range(range) = &node.kind else { return Ok(None) };
        if !range.start.iter().chain(&range.end).all(is_constant) {
            return Ok(None);
        }
        Ok(match self.range_literal(range, node.span)? {
            Value::Range(range) => Some(Arc::unwrap_or_clone(range)),
            _ => None,
        })
    }
}

/// Whether `node` is a literal, with a sign or as the argument of a temporal function.
fn is_constant(node: &Node) -> bool {
    match &node.kind {
        Kind::Literal(_) => true,
        Kind::Negate(node) => is_constant(node),
        Kind::CallBuiltin(function, arguments) => {
            let temporal = ["date", "time", "date and time", "duration"].contains(&function.name);
            temporal && arguments.iter().all(is_constant)
        }
        _ => false,
    }
}
