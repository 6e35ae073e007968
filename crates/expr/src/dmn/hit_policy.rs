//! What a table gives when several rules match.

use super::read::{Read, error};
use super::table::Table;
use crate::ast::Span;
use crate::builtins;
use crate::eval::{Failure, Machine, Stop};
use crate::messages as m;
use crate::value::Value;
use roxmltree::Node as Element;
use std::sync::Arc;

/// A hit policy, with its letter in DMN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HitPolicy {
    /// U: one rule at most.
    Unique,
    /// A: rules with equal results.
    Any,
    /// P: the rule whose result stands first among the allowed ones.
    Priority,
    /// F: the first rule.
    First,
    /// R: the results in the order of the rules.
    RuleOrder,
    /// O: the results in the order of the allowed ones.
    OutputOrder,
    /// C: the results, put together by a function (`sum`, `min`, `max`, `count`) or none.
    Collect(Option<&'static str>),
}

impl HitPolicy {
    pub(super) fn read(table: Element<'_, '_>) -> Read<HitPolicy> {
        let name = table.attribute("hitPolicy").unwrap_or("UNIQUE");
        Ok(match name {
            "UNIQUE" => HitPolicy::Unique,
            "ANY" => HitPolicy::Any,
            "PRIORITY" => HitPolicy::Priority,
            "FIRST" => HitPolicy::First,
            "RULE ORDER" => HitPolicy::RuleOrder,
            "OUTPUT ORDER" => HitPolicy::OutputOrder,
            "COLLECT" => HitPolicy::Collect(match table.attribute("aggregation") {
                None => None,
                Some("SUM") => Some("sum"),
                Some("MIN") => Some("min"),
                Some("MAX") => Some("max"),
                Some("COUNT") => Some("count"),
                Some(other) => return Err(error(table, m::UNKNOWN_PART.message().with("part", other))),
            }),
            other => return Err(error(table, m::UNKNOWN_PART.message().with("part", other))),
        })
    }

    /// The result when no rule matches, if that is none but null.
    pub(super) fn nothing(self) -> Option<Value> {
        match self {
            HitPolicy::Collect(Some("count")) => Some(Value::from(0)),
            HitPolicy::Collect(None) | HitPolicy::RuleOrder | HitPolicy::OutputOrder => {
                Some(Value::list(Vec::new()))
            }
            _ => None,
        }
    }

    /// The result of the rules that matched, of which there is at least one.
    pub(super) fn result(
        self,
        machine: &mut Machine<'_>,
        table: &Table,
        matched: &[usize],
        mut results: Vec<Vec<Value>>,
    ) -> Result<Value, Stop> {
        let rules = || matched.iter().map(|n| (n + 1).to_string()).collect::<Vec<_>>().join(", ");
        match self {
            HitPolicy::Unique if results.len() > 1 => Ok(machine.null(Span::default(), || {
                m::SEVERAL_RULES.message().with("rules", rules()).with("policy", "UNIQUE")
            })),
            HitPolicy::Any if results.iter().any(|row| Some(row) != results.first()) => {
                Ok(machine.null(Span::default(), || m::DIFFERENT_RESULTS.message().with("rules", rules())))
            }
            HitPolicy::Unique | HitPolicy::Any | HitPolicy::First => {
                let first = results.into_iter().next().unwrap_or_default();
                table.combined(machine, first)
            }
            HitPolicy::Priority => {
                order(machine, table, &mut results)?;
                let first = results.into_iter().next().unwrap_or_default();
                table.combined(machine, first)
            }
            HitPolicy::RuleOrder | HitPolicy::Collect(None) => list(machine, table, results),
            HitPolicy::OutputOrder => {
                order(machine, table, &mut results)?;
                list(machine, table, results)
            }
            HitPolicy::Collect(Some(function)) => aggregate(machine, table, function, results),
        }
    }
}

fn list(machine: &mut Machine<'_>, table: &Table, results: Vec<Vec<Value>>) -> Result<Value, Stop> {
    let mut items = Vec::with_capacity(results.len());
    for row in results {
        items.push(table.combined(machine, row)?);
    }
    machine.list(items)
}

/// Sorts by the places of the results among the allowed values, column by column; a result that is not
/// among them goes last.
fn order(machine: &mut Machine<'_>, table: &Table, results: &mut [Vec<Value>]) -> Result<(), Stop> {
    let mut ranks = Vec::with_capacity(table.outputs.len());
    for output in &table.outputs {
        ranks.push(match &output.values {
            Some(node) => match machine.eval(node)? {
                Value::List(values) => values,
                _ => Arc::new(Vec::new()),
            },
            None => Arc::new(Vec::new()),
        });
    }
    machine.pay_steps(results.len() * ranks.iter().map(|rank| rank.len()).sum::<usize>())?;
    results.sort_by_cached_key(|row| {
        let place = |(rank, value): (&Arc<Vec<Value>>, &Value)| {
            rank.iter().position(|allowed| allowed == value).unwrap_or(rank.len())
        };
        ranks.iter().zip(row).map(place).collect::<Vec<usize>>()
    });
    Ok(())
}

/// The results of each column put together by a built-in function; equal ones are counted once each, as they
/// stand in different rules.
fn aggregate(
    machine: &mut Machine<'_>,
    table: &Table,
    function: &str,
    results: Vec<Vec<Value>>,
) -> Result<Value, Stop> {
    let Some(built_in) = builtins::find(function) else { return Ok(Value::Null) };
    let mut columns: Vec<Vec<Value>> = vec![Vec::new(); table.outputs.len()];
    for row in results {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    let mut totals = Vec::with_capacity(columns.len());
    for column in columns {
        let column = machine.list(column)?;
        totals.push(match built_in.call(machine, &[column]) {
            Ok(total) => total,
            Err(Failure::Stop(stop)) => return Err(stop),
            Err(Failure::Null(reason)) => machine.null(Span::default(), || reason.with("function", function)),
        });
    }
    table.combined(machine, totals)
}
