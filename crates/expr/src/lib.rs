//! The one expression language (FEEL) and decision tables (DMN).
//!
//! An [`Expression`] is read once and evaluated any number of times on [`Variables`], within [`Limits`]:
//! it cannot loop for ever, take memory without bound or touch the outside. FEEL knows no exceptions;
//! what cannot be computed is null, and the [`Warning`]s of an [`Evaluation`] say why and where.
//!
//! ```
//! use expr::{Context, Env, Expression, Limits, Value};
//!
//! let condition = Expression::parse(r#"amount > 100 and status = "open""#).unwrap();
//! let variables: Context = [("amount", Value::from(120)), ("status", Value::from("open"))].into_iter().collect();
//! let env = Env { now: 0, zone: &jiff::tz::TimeZone::UTC, limits: Limits::default() };
//! assert_eq!(condition.eval(&variables, &env).unwrap().value, Value::Bool(true));
//! ```
//!
//! Pure: no IO, no clock, no randomness.

mod ast;
mod builtins;
mod context;
pub mod dmn;
mod error;
mod eval;
mod expression;
mod json;
mod lexer;
mod limits;
mod lint;
mod messages;
mod names;
mod number;
mod parser;
mod print;
mod range;
mod scope;
pub mod temporal;
mod types;
mod value;

pub use context::Context;
pub use error::{Problem, SyntaxError};
pub use eval::function::Function;
pub use eval::{Evaluation, Warning};
pub use expression::Expression;
pub use limits::{
    Env, Limit, LimitExceeded, Limits, MAX_DEPTH, MAX_NESTING, MAX_TEXT, MAX_VALUE_NESTING, Variables,
};
pub use number::{NotANumber, Number, Rounding};
pub use range::Range;
pub use value::Value;

/// The text in five languages behind a code of this crate.
pub fn text(code: &str) -> Option<&'static lang::Text> {
    messages::all().find(|text| text.code == code)
}
