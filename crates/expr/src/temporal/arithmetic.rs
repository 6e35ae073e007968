//! Sums and differences of temporals.

use super::{DAY, Date, DateTime, DaysDuration, NANOS, Time, YearsDuration};

impl DateTime {
    /// The point that lies `duration` later on the time line; the zone stays.
    pub fn plus(&self, duration: DaysDuration) -> Option<DateTime> {
        match self.time.zone {
            Some(_) => {
                DateTime::from_instant(self.instant() + duration.total_nanos(), self.time.zone.clone())
            }
            None => DateTime::from_local(self.local() + duration.total_nanos(), None),
        }
    }

    /// The same time of day that many months later.
    pub fn plus_months(&self, duration: YearsDuration) -> Option<DateTime> {
        Some(DateTime { date: self.date.plus_months(duration.months)?, time: self.time.clone() })
    }

    /// What lies between `other` and this; `None` if only one of them has a zone.
    pub fn minus(&self, other: &DateTime) -> Option<DaysDuration> {
        if self.time.zone.is_some() != other.time.zone.is_some() {
            return None;
        }
        DaysDuration::from_nanos(self.instant() - other.instant())
    }
}

impl Date {
    /// The day that is reached by `duration` from its midnight.
    pub fn plus(self, duration: DaysDuration) -> Option<Date> {
        let days = duration.total_nanos().div_euclid(i128::from(DAY) * NANOS);
        self.plus_days(i64::try_from(days).ok()?)
    }
}

impl Time {
    /// The time of day `duration` later; it goes round at midnight.
    pub fn plus(&self, duration: DaysDuration) -> Time {
        Time::from_nanos(self.nanos_of_day() + duration.total_nanos(), self.zone.clone())
    }

    /// What lies between `other` and this; `None` if only one of them has a zone.
    pub fn minus(&self, other: &Time) -> Option<DaysDuration> {
        if self.zone.is_some() != other.zone.is_some() {
            return None;
        }
        DaysDuration::from_nanos(self.instant() - other.instant())
    }
}

impl YearsDuration {
    /// The full months from one day to another, negative if that is earlier.
    pub fn between(from: Date, to: Date) -> YearsDuration {
        let mut months = (to.year() - from.year()) * 12 + to.month() - from.month();
        if months > 0 && to.day() < from.day() {
            months -= 1;
        } else if months < 0 && to.day() > from.day() {
            months += 1;
        }
        YearsDuration { months }
    }
}
