//! Dates, times and durations of FEEL.
//!
//! FEEL's years reach from -999,999,999 to 999,999,999 (as in XML Schema), which is more than calendar
//! libraries hold; so the proleptic Gregorian calendar is computed here and only time zones come from jiff.

mod arithmetic;
mod calendar;
mod date;
mod date_time;
mod duration;
mod parse;
mod time;
mod zone;

pub use date::Date;
pub use date_time::DateTime;
pub use duration::{DaysDuration, YearsDuration};
pub use parse::{parse_any, parse_date, parse_date_time, parse_duration, parse_time};
pub use time::Time;
pub use zone::Zone;

/// Nanoseconds of a second.
pub(crate) const NANOS: i128 = 1_000_000_000;
/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;
