//! A time of day.

use super::{DAY, Date, NANOS, Zone};
use std::fmt;

/// A time of day with nanoseconds, with or without a zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    seconds: u32,
    nanos: u32,
    /// The zone; `None` for a local time.
    pub zone: Option<Zone>,
}

impl Time {
    /// The time, if a day has it.
    pub fn new(hour: i64, minute: i64, second: i64, nanos: i64, zone: Option<Zone>) -> Option<Time> {
        let fits = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
        let seconds = fits.then(|| (hour * 3600 + minute * 60 + second) as u32)?;
        let nanos = u32::try_from(nanos).ok().filter(|n| i128::from(*n) < NANOS)?;
        Some(Time { seconds, nanos, zone })
    }

    /// The time that many nanoseconds after midnight, taken modulo a day.
    pub fn from_nanos(nanos: i128, zone: Option<Zone>) -> Time {
        let nanos = nanos.rem_euclid(i128::from(DAY) * NANOS);
        Time { seconds: (nanos / NANOS) as u32, nanos: (nanos % NANOS) as u32, zone }
    }

    /// Midnight without a zone.
    pub fn midnight() -> Time {
        Time { seconds: 0, nanos: 0, zone: None }
    }

    /// The hour, 0 to 23.
    pub fn hour(&self) -> i64 {
        i64::from(self.seconds / 3600)
    }

    /// The minute, 0 to 59.
    pub fn minute(&self) -> i64 {
        i64::from(self.seconds / 60 % 60)
    }

    /// The second, 0 to 59.
    pub fn second(&self) -> i64 {
        i64::from(self.seconds % 60)
    }

    /// The nanosecond, 0 to 999,999,999.
    pub fn nanosecond(&self) -> i64 {
        i64::from(self.nanos)
    }

    /// Nanoseconds since midnight, on the clock of its own zone.
    pub fn nanos_of_day(&self) -> i128 {
        i128::from(self.seconds) * NANOS + i128::from(self.nanos)
    }

    /// How far its clock is ahead of UTC in seconds, where that does not depend on the day or, for a named
    /// zone, on `day`.
    pub fn offset(&self, day: Option<Date>) -> Option<i64> {
        self.zone.as_ref().map(|zone| zone.offset_at_local(day, self.nanos_of_day()))
    }

    /// Nanoseconds since midnight UTC (or local midnight, without a zone).
    pub fn instant(&self) -> i128 {
        self.nanos_of_day() - i128::from(self.offset(None).unwrap_or(0)) * NANOS
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour(), self.minute(), self.second())?;
        if self.nanos > 0 {
            let digits = format!("{:09}", self.nanos);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        match &self.zone {
            Some(zone) => zone.fmt(f),
            None => Ok(()),
        }
    }
}
