//! Paths, filters and the names inside of filters.

use super::{Machine, Stop};
use crate::ast::{Node, Place, Span};
use crate::messages as m;
use crate::number::Number;
use crate::value::Value;
use std::sync::Arc;

impl Machine<'_> {
    /// A name within filters: an entry of the innermost item that has it, or else what it means outside.
    pub(super) fn entry(
        &mut self,
        items: &[Place],
        name: &Arc<str>,
        otherwise: &Node,
    ) -> Result<Value, Stop> {
        for place in items {
            if let Value::Context(context) = self.place(*place)
                && let Some(value) = context.get(name)
            {
                return Ok(value.clone());
            }
        }
        self.eval(otherwise)
    }

    pub(super) fn path(&mut self, base: &Node, name: &Arc<str>, span: Span) -> Result<Value, Stop> {
        let base = self.eval(base)?;
        self.member(&base, name, span)
    }

    /// The entry or property `name` of `base`; of a list, that of each item.
    fn member(&mut self, base: &Value, name: &Arc<str>, span: Span) -> Result<Value, Stop> {
        match base {
            Value::Context(context) => Ok(match context.get(name) {
                Some(value) => value.clone(),
                None => self.null(span, || m::NO_ENTRY.message().with("name", name)),
            }),
            Value::List(items) => {
                self.pay_steps(items.len())?;
                let mut members = Vec::with_capacity(items.len());
                for item in items.iter() {
                    members.push(self.member(item, name, span)?);
                }
                self.list(members)
            }
            Value::Null => Ok(self.null(span, || m::ENTRY_OF_NULL.message().with("name", name))),
            other => Ok(match property(other, name) {
                Some(value) => value,
                None => {
                    let found = other.type_name();
                    self.null(span, || m::NO_PROPERTY.message().with("name", name).with("found", found))
                }
            }),
        }
    }

    pub(super) fn filter(&mut self, parts: &[Node; 2], span: Span) -> Result<Value, Stop> {
        let [list, condition] = parts;
        let items = match self.eval(list)? {
            Value::List(items) => items,
            Value::Null => Arc::new(Vec::new()),
            single => Arc::new(vec![single]),
        };
        let mark = self.mark();
        let mut kept = Vec::new();
        // An empty list still needs one look, since the condition could be an index.
        let absent = [Value::Null];
        let looked_at = if items.is_empty() { absent.as_slice() } else { items.as_slice() };
        for (i, item) in looked_at.iter().enumerate() {
            self.push(item.clone());
            let found = self.eval(condition)?;
            self.release(mark);
            match found {
                Value::Number(index) if i == 0 => return Ok(self.at_index(&items, index, span)),
                Value::Bool(true) if !items.is_empty() => kept.push(item.clone()),
                Value::Bool(_) | Value::Null => {}
                _ if items.is_empty() => {}
                other => {
                    let found = other.type_name();
                    return Ok(self.null(condition.span, || m::NOT_A_FILTER.message().with("found", found)));
                }
            }
        }
        self.list(kept)
    }

    /// The item at `index`, counted from 1, or from the end if it is negative.
    fn at_index(&mut self, items: &[Value], index: Number, span: Span) -> Value {
        let position = index.to_i64().and_then(|i| match i {
            0 => None,
            i if i > 0 => usize::try_from(i - 1).ok(),
            i => items.len().checked_sub(usize::try_from(i.unsigned_abs()).ok()?),
        });
        match position.and_then(|i| items.get(i)) {
            Some(item) => item.clone(),
            None => {
                let count = items.len();
                self.null(span, || m::NO_ITEM.message().with("index", index).with("count", count))
            }
        }
    }
}

/// A property of a temporal or a range.
fn property(value: &Value, name: &str) -> Option<Value> {
    Some(match (value, name) {
        (Value::Date(d), "year") => d.year().into(),
        (Value::Date(d), "month") => d.month().into(),
        (Value::Date(d), "day") => d.day().into(),
        (Value::Date(d), "weekday") => d.weekday().into(),
        (Value::DateTime(at), "year" | "month" | "day" | "weekday") => {
            return property(&Value::Date(at.date), name);
        }
        (Value::DateTime(at), "time offset") => match at.offset() {
            Some(offset) => seconds(offset),
            None => Value::Null,
        },
        (Value::DateTime(at), _) => return property(&Value::Time(at.time.clone()), name),
        (Value::Time(t), "hour") => t.hour().into(),
        (Value::Time(t), "minute") => t.minute().into(),
        (Value::Time(t), "second") => t.second().into(),
        (Value::Time(t), "time offset") => match t.offset(None) {
            Some(offset) => seconds(offset),
            None => Value::Null,
        },
        (Value::Time(t), "timezone") => match &t.zone {
            Some(zone) => Value::from(zone.name().map(str::to_owned).unwrap_or_else(|| zone.to_string())),
            None => Value::Null,
        },
        (Value::DaysDuration(d), _) => {
            let unit = ["days", "hours", "minutes", "seconds"].iter().position(|unit| *unit == name)?;
            let amount = *d.parts().get(unit)?;
            amount.into()
        }
        (Value::YearsDuration(d), "years") => d.years().into(),
        (Value::YearsDuration(d), "months") => d.months_of_year().into(),
        (Value::Range(r), "start") => r.start.clone().unwrap_or_default(),
        (Value::Range(r), "end") => r.end.clone().unwrap_or_default(),
        (Value::Range(r), "start included") => r.start_included.into(),
        (Value::Range(r), "end included") => r.end_included.into(),
        _ => return None,
    })
}

fn seconds(count: i64) -> Value {
    let nanos = i128::from(count) * crate::temporal::NANOS;
    crate::temporal::DaysDuration::from_nanos(nanos).map_or(Value::Null, Value::DaysDuration)
}
