//! A day with a time.

use super::{DAY, Date, NANOS, Time, Zone};
use std::fmt;

/// A day with a time, with or without a zone (which is that of the time).
#[derive(Debug, Clone, PartialEq)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// The time of that day.
    pub time: Time,
}

impl DateTime {
    /// Nanoseconds since 1970-01-01T00:00:00 on its own clock.
    pub fn local(&self) -> i128 {
        i128::from(self.date.epoch_days() * DAY) * NANOS + self.time.nanos_of_day()
    }

    /// How far its clock is ahead of UTC in seconds; `None` without a zone.
    pub fn offset(&self) -> Option<i64> {
        self.time.offset(Some(self.date))
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z; without a zone it is read as UTC.
    pub fn instant(&self) -> i128 {
        self.local() - i128::from(self.offset().unwrap_or(0)) * NANOS
    }

    /// The day and time on a clock that shows `local`, nanoseconds since 1970-01-01T00:00:00.
    pub fn from_local(local: i128, zone: Option<Zone>) -> Option<DateTime> {
        let day = i128::from(DAY) * NANOS;
        let date = Date::from_epoch_days(i64::try_from(local.div_euclid(day)).ok()?)?;
        Some(DateTime { date, time: Time::from_nanos(local.rem_euclid(day), zone) })
    }

    /// The day and time in `zone` at `instant`, nanoseconds since 1970-01-01T00:00:00Z.
    pub fn from_instant(instant: i128, zone: Option<Zone>) -> Option<DateTime> {
        let offset = match &zone {
            Some(zone) => zone.offset_at_instant(i64::try_from(instant.div_euclid(NANOS)).ok()?),
            None => 0,
        };
        DateTime::from_local(instant + i128::from(offset) * NANOS, zone)
    }

    /// Midnight of `date` without a zone.
    pub fn midnight(date: Date) -> DateTime {
        DateTime { date, time: Time::midnight() }
    }

    /// Microseconds since 1970-01-01T00:00:00Z, or `None` out of range; without a zone it is read in `zone`.
    pub fn to_micros(&self, zone: &jiff::tz::TimeZone) -> Option<i64> {
        let instant = match self.time.zone {
            Some(_) => self.instant(),
            None => {
                let zone = Zone::from_jiff(zone);
                self.local()
                    - i128::from(zone.offset_at_local(Some(self.date), self.time.nanos_of_day())) * NANOS
            }
        };
        i64::try_from(instant.div_euclid(1000)).ok()
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}
