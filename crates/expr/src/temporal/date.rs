//! A day of the calendar.

use super::calendar;
use std::fmt;

/// A day of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Date> {
        let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
        let day =
            u8::try_from(day).ok().filter(|d| (1..=calendar::days_in_month(year, month)).contains(d))?;
        let year = i32::try_from(year).ok().filter(|y| i64::from(*y).abs() <= calendar::LAST_YEAR)?;
        Some(Date { year, month, day })
    }

    /// The day `days` after 1970-01-01.
    pub fn from_epoch_days(days: i64) -> Option<Date> {
        if days.unsigned_abs() > (calendar::LAST_YEAR as u64 + 1) * 366 {
            return None;
        }
        let (year, month, day) = calendar::from_days(days);
        Date::new(year, i64::from(month), i64::from(day))
    }

    /// Days since 1970-01-01.
    pub fn epoch_days(self) -> i64 {
        calendar::to_days(i64::from(self.year), self.month, self.day)
    }

    /// The year; there is a year 0.
    pub fn year(self) -> i64 {
        i64::from(self.year)
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i64 {
        i64::from(self.month)
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i64 {
        i64::from(self.day)
    }

    /// The day of the week: 1 is Monday, 7 Sunday.
    pub fn weekday(self) -> i64 {
        (self.epoch_days() + 3).rem_euclid(7) + 1
    }

    /// The day of the year, 1 to 366.
    pub fn day_of_year(self) -> i64 {
        self.epoch_days() - calendar::to_days(self.year(), 1, 1) + 1
    }

    /// The week of the year by ISO 8601: week 1 holds the first Thursday.
    pub fn week_of_year(self) -> i64 {
        let thursday = self.epoch_days() - (self.weekday() - 4);
        let (year, _, _) = calendar::from_days(thursday);
        (thursday - calendar::to_days(year, 1, 1)) / 7 + 1
    }

    /// The day `days` later.
    pub fn plus_days(self, days: i64) -> Option<Date> {
        Date::from_epoch_days(self.epoch_days().checked_add(days)?)
    }

    /// The same day `months` later, or the last of that month if it has no such day.
    pub fn plus_months(self, months: i64) -> Option<Date> {
        let total = (self.year() * 12 + self.month() - 1).checked_add(months)?;
        let (year, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
        if year.abs() > calendar::LAST_YEAR {
            return None;
        }
        let last = calendar::days_in_month(year, month as u8);
        Date::new(year, month, i64::from(self.day.min(last)))
    }

    /// The last day of its month.
    pub fn last_of_month(self) -> Date {
        Date { day: calendar::days_in_month(self.year(), self.month), ..self }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}
