//! `for`, `some` and `every`.

use super::compare::order;
use super::{Machine, Stop};
use crate::ast::{Domain, For, Quantified, Span};
use crate::limits::{Limit, MAX_VALUE_NESTING};
use crate::messages as m;
use crate::number::Number;
use crate::temporal::Date;
use crate::value::Value;
use std::cmp::Ordering;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What a loop runs over, one item at a time.
enum Items {
    List(Arc<Vec<Value>>, usize),
    /// Next, last, step.
    Numbers(Option<(i64, i64, i64)>),
    Dates(Option<(i64, i64, i64)>),
}

impl Iterator for Items {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        match self {
            Items::List(items, at) => {
                *at += 1;
                items.get(*at - 1).cloned()
            }
            Items::Numbers(span) => count(span).map(Value::from),
            Items::Dates(span) => Date::from_epoch_days(count(span)?).map(Value::Date),
        }
    }
}

/// Counts on towards the last number.
fn count(span: &mut Option<(i64, i64, i64)>) -> Option<i64> {
    let (next, last, step) = (*span)?;
    *span = (next != last).then(|| (next + step, last, step));
    Some(next)
}

/// From one number to another, up or down.
fn towards(from: i64, to: i64) -> Option<(i64, i64, i64)> {
    Some((from, to, if from <= to { 1 } else { -1 }))
}

type Visit<'v, 'm> = &'v mut dyn FnMut(&mut Machine<'m>) -> Result<ControlFlow<()>, Stop>;

impl<'m> Machine<'m> {
    pub(super) fn for_loop(&mut self, node: &For, span: Span) -> Result<Value, Stop> {
        let mark = self.mark();
        // What was made so far is in the slot of `partial`.
        self.push(Value::list(Vec::new()));
        let flow = self.iterate(&node.domains, span, &mut |machine| {
            let value = machine.eval(&node.body)?;
            machine.append(mark, value)?;
            Ok(ControlFlow::Continue(()))
        })?;
        let result = self.slot(mark).map(std::mem::take).unwrap_or_default();
        self.release(mark);
        self.measure(&result)?;
        Ok(if flow.is_some() { result } else { Value::Null })
    }

    /// Adds `value` to the list in slot `at`, in place unless somebody else holds that list.
    fn append(&mut self, at: usize, value: Value) -> Result<(), Stop> {
        // The list that will hold it is one level more.
        if self.measure(&value)?.nesting >= MAX_VALUE_NESTING {
            return Err(Stop(Limit::Nesting));
        }
        let Some(Value::List(items)) = self.slot(at) else { return Ok(()) };
        let copied = if Arc::strong_count(items) > 1 { items.len() } else { 0 };
        self.pay_bytes((copied + 1) * size_of::<Value>())?;
        if let Some(Value::List(items)) = self.slot(at) {
            Arc::make_mut(items).push(value);
        }
        Ok(())
    }

    pub(super) fn quantified(&mut self, node: &Quantified, span: Span) -> Result<Value, Stop> {
        let mark = self.mark();
        let mut unknown = false;
        let decides = !node.every;
        let flow = self.iterate(&node.domains, span, &mut |machine| {
            Ok(match machine.eval(&node.condition)? {
                Value::Bool(value) if value == decides => ControlFlow::Break(()),
                Value::Bool(_) => ControlFlow::Continue(()),
                _ => {
                    unknown = true;
                    ControlFlow::Continue(())
                }
            })
        })?;
        self.release(mark);
        Ok(match flow {
            None => Value::Null,
            Some(ControlFlow::Break(())) => Value::Bool(decides),
            Some(ControlFlow::Continue(())) if unknown => Value::Null,
            Some(ControlFlow::Continue(())) => Value::Bool(!decides),
        })
    }

    /// Calls `visit` for each combination of items, each in its slot; `None` if a domain is none.
    fn iterate(
        &mut self,
        domains: &[Domain],
        span: Span,
        visit: Visit<'_, 'm>,
    ) -> Result<Option<ControlFlow<()>>, Stop> {
        let Some((domain, rest)) = domains.split_first() else { return visit(self).map(Some) };
        let Some(items) = self.items(domain, span)? else { return Ok(None) };
        let mark = self.mark();
        for item in items {
            self.pay_steps(1)?;
            self.push(item);
            let flow = self.iterate(rest, span, visit)?;
            self.release(mark);
            match flow {
                Some(ControlFlow::Continue(())) => {}
                end => return Ok(end),
            }
        }
        Ok(Some(ControlFlow::Continue(())))
    }

    fn items(&mut self, domain: &Domain, span: Span) -> Result<Option<Items>, Stop> {
        let (from, to) = match domain {
            Domain::List(node) => match self.eval(node)? {
                Value::List(items) => return Ok(Some(Items::List(items, 0))),
                Value::Range(range) => return Ok(self.range_items(&range, span)),
                Value::Null => {
                    self.null(node.span, || m::NOTHING_TO_LOOP.message());
                    return Ok(None);
                }
                single => return Ok(Some(Items::List(Arc::new(vec![single]), 0))),
            },
            Domain::Span(from, to) => (self.eval(from)?, self.eval(to)?),
        };
        let items = between(&from, &to);
        if items.is_none() {
            let (left, right) = (from.type_name(), to.type_name());
            self.null(span, || m::NO_STEPS_BETWEEN.message().with("left", left).with("right", right));
        }
        Ok(items)
    }

    /// The whole numbers or days of a range with two ends.
    fn range_items(&mut self, range: &crate::range::Range, span: Span) -> Option<Items> {
        let null = Value::Null;
        let (start, end) = (range.start.as_ref().unwrap_or(&null), range.end.as_ref().unwrap_or(&null));
        // A range, unlike `from..to`, never counts down.
        let mut items = between(start, end).filter(|_| order(start, end).is_some_and(Ordering::is_le));
        match &mut items {
            Some(Items::Numbers(bounds) | Items::Dates(bounds)) => {
                if !range.start_included {
                    count(bounds);
                }
                if !range.end_included {
                    *bounds = bounds
                        .and_then(|(next, last, step)| (next != last).then(|| (next, last - step, step)));
                }
            }
            _ => {
                let (left, right) = (start.type_name(), end.type_name());
                self.null(span, || m::NO_STEPS_BETWEEN.message().with("left", left).with("right", right));
            }
        }
        items
    }
}

fn between(from: &Value, to: &Value) -> Option<Items> {
    match (from, to) {
        (Value::Number(from), Value::Number(to)) => {
            Some(Items::Numbers(towards(Number::to_i64(*from)?, Number::to_i64(*to)?)))
        }
        (Value::Date(from), Value::Date(to)) => {
            Some(Items::Dates(towards(from.epoch_days(), to.epoch_days())))
        }
        _ => None,
    }
}
