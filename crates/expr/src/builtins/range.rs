//! Functions on ranges and points (DMN 1.4, table 78).

use super::{Args, Builtin, Outcome};
use crate::eval::compare::order;
use crate::eval::{Machine, Stop};
use crate::messages as m;
use crate::range::Range;
use crate::value::Value;
use std::cmp::Ordering;
use std::sync::Arc;

/// An end of a range: its value and whether it belongs to the range.
type End<'v> = (&'v Value, bool);

/// A point or a range, as two ends.
struct Extent<'v> {
    start: End<'v>,
    end: End<'v>,
    is_point: bool,
}

type Relation = fn(&Extent<'_>, &Extent<'_>) -> Option<bool>;

macro_rules! relation {
    ($name:literal, [$($form:expr),+], $relation:expr) => {
        Builtin::new($name, &[$(&$form),+], |_, args| related(args, $relation))
    };
}

pub(super) static ALL: &[Builtin] = &[
    relation!(
        "before",
        [["point1", "point2"], ["point", "range"], ["range", "point"], ["range1", "range2"]],
        before
    ),
    relation!(
        "after",
        [["point1", "point2"], ["point", "range"], ["range", "point"], ["range1", "range2"]],
        |a, b| { before(b, a) }
    ),
    relation!("meets", [["range1", "range2"]], meets),
    relation!("met by", [["range1", "range2"]], |a, b| meets(b, a)),
    relation!("overlaps", [["range1", "range2"]], |a, b| ranges(a, b).and_then(|()| overlaps(a, b))),
    relation!("overlaps before", [["range1", "range2"]], overlaps_before),
    relation!("overlaps after", [["range1", "range2"]], overlaps_after),
    relation!("finishes", [["point", "range"], ["range1", "range2"]], finishes),
    relation!("finished by", [["range", "point"], ["range1", "range2"]], |a, b| finishes(b, a)),
    relation!("includes", [["range", "point"], ["range1", "range2"]], |a, b| {
        (!a.is_point).then(|| includes(a, b))?
    }),
    relation!("during", [["point", "range"], ["range1", "range2"]], |a, b| (!b.is_point)
        .then(|| includes(b, a))?),
    relation!("starts", [["point", "range"], ["range1", "range2"]], starts),
    relation!("started by", [["range", "point"], ["range1", "range2"]], |a, b| starts(b, a)),
    relation!("coincides", [["point1", "point2"], ["range1", "range2"]], |a, b| {
        if a.is_point != b.is_point {
            return None;
        }
        let same = order(a.start.0, b.start.0)?.is_eq() && order(a.end.0, b.end.0)?.is_eq();
        Some(same && a.start.1 == b.start.1 && a.end.1 == b.end.1)
    }),
    Builtin::new("range", &[&["from"]], |machine, args| {
        let text = args.string(0)?;
        parse(machine, text)?
            .map(|range| Value::Range(Arc::new(range)))
            .ok_or_else(|| m::NOT_READABLE.message().with("found", text).with("expected", "range").into())
    }),
];

fn extent(value: &Value) -> Option<Extent<'_>> {
    Some(match value {
        Value::Null => return None,
        Value::Range(range) => Extent {
            start: (range.start.as_ref()?, range.start_included),
            end: (range.end.as_ref()?, range.end_included),
            is_point: false,
        },
        point => Extent { start: (point, true), end: (point, true), is_point: true },
    })
}

fn related(args: &Args<'_>, relation: Relation) -> Outcome {
    let (a, b) = (args.get(0), args.get(1));
    let holds = match (extent(a), extent(b)) {
        (Some(a), Some(b)) => relation(&a, &b),
        _ => None,
    };
    holds.map(Value::Bool).ok_or_else(|| {
        m::CANNOT_COMPARE.message().with("left", a.type_name()).with("right", b.type_name()).into()
    })
}

/// Both must be ranges.
fn ranges(a: &Extent<'_>, b: &Extent<'_>) -> Option<()> {
    (!a.is_point && !b.is_point).then_some(())
}

/// The first must be anything, the second a range.
fn in_range(b: &Extent<'_>) -> Option<()> {
    (!b.is_point).then_some(())
}

fn before(a: &Extent<'_>, b: &Extent<'_>) -> Option<bool> {
    let order = order(a.end.0, b.start.0)?;
    Some(order.is_lt() || (order.is_eq() && !(a.end.1 && b.start.1)))
}

fn meets(a: &Extent<'_>, b: &Extent<'_>) -> Option<bool> {
    ranges(a, b)?;
    Some(a.end.1 && b.start.1 && order(a.end.0, b.start.0)?.is_eq())
}

fn overlaps(a: &Extent<'_>, b: &Extent<'_>) -> Option<bool> {
    Some(!before(a, b)? && !before(b, a)?)
}

/// The order of two lower ends: one that is not included comes later.
fn starts_order(a: End<'_>, b: End<'_>) -> Option<Ordering> {
    Some(order(a.0, b.0)?.then(b.1.cmp(&a.1)))
}

/// The order of two upper ends: one that is not included comes earlier.
fn ends_order(a: End<'_>, b: End<'_>) -> Option<Ordering> {
    Some(order(a.0, b.0)?.then(a.1.cmp(&b.1)))
}

fn overlaps_before(a: &Extent<'_>, b: &Extent<'_>) -> Option<bool> {
    ranges(a, b)?;
    Some(starts_order(a.start, b.start)?.is_lt() && overlaps(a, b)? && ends_order(a.end, b.end)?.is_le())
}

fn overlaps_after(a: &Extent<'_>, b: &Extent<'_>) -> Option<bool> {
    ranges(a, b)?;
    Some(starts_order(a.start, b.start)?.is_gt() && overlaps(a, b)? && ends_order(a.end, b.end)?.is_ge())
}

fn finishes(a: &Extent<'_>, b: &Extent<'_>) -> Option<bool> {
    in_range(b)?;
    let same_end = order(a.end.0, b.end.0)?.is_eq() && a.end.1 == b.end.1;
    Some(same_end && (a.is_point || starts_order(a.start, b.start)?.is_ge()))
}

fn starts(a: &Extent<'_>, b: &Extent<'_>) -> Option<bool> {
    in_range(b)?;
    let same_start = order(a.start.0, b.start.0)?.is_eq() && a.start.1 == b.start.1;
    Some(same_start && (a.is_point || ends_order(a.end, b.end)?.is_le()))
}

fn includes(a: &Extent<'_>, b: &Extent<'_>) -> Option<bool> {
    Some(starts_order(a.start, b.start)?.is_le() && ends_order(a.end, b.end)?.is_ge())
}

/// The range of a text such as `[1..5)`; its ends are literals.
fn parse(machine: &mut Machine<'_>, text: &str) -> Result<Option<Range>, Stop> {
    machine.pay_steps(text.len())?;
    let Ok(expression) = crate::Expression::parse(text) else { return Ok(None) };
    let range = machine.constant_range(expression.node())?;
    Ok(range.filter(|range| match (&range.start, &range.end) {
        (Some(Value::Null), Some(Value::Null)) => false,
        (Some(start), Some(end)) => order(start, end).is_none_or(Ordering::is_le),
        _ => true,
    }))
}
