//! The two kinds of durations.

use super::NANOS;
use std::fmt;

/// A length of days, hours, minutes, seconds and nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaysDuration {
    seconds: i64,
    nanos: u32,
}

impl DaysDuration {
    /// The duration of that many nanoseconds; `None` out of range.
    pub fn from_nanos(nanos: i128) -> Option<DaysDuration> {
        let seconds = i64::try_from(nanos.div_euclid(NANOS)).ok()?;
        Some(DaysDuration { seconds, nanos: nanos.rem_euclid(NANOS) as u32 })
    }

    /// All of it in nanoseconds.
    pub fn total_nanos(self) -> i128 {
        i128::from(self.seconds) * NANOS + i128::from(self.nanos)
    }

    /// All of it in microseconds, rounded down; `None` out of range.
    pub fn total_micros(self) -> Option<i64> {
        i64::try_from(self.total_nanos().div_euclid(1000)).ok()
    }

    /// The full days, hours, minutes, seconds and nanoseconds, each with the sign of the whole.
    pub fn parts(self) -> [i64; 5] {
        let total = self.total_nanos();
        let seconds = (total / NANOS) as i64;
        [seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60, (total % NANOS) as i64]
    }
}

impl fmt::Display for DaysDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total_nanos();
        if total == 0 {
            return f.write_str("PT0S");
        }
        if total < 0 {
            f.write_str("-")?;
        }
        let [days, hours, minutes, seconds, nanos] = self.parts().map(i64::unsigned_abs);
        f.write_str("P")?;
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if [hours, minutes, seconds, nanos] == [0; 4] {
            return Ok(());
        }
        f.write_str("T")?;
        for (amount, unit) in [(hours, 'H'), (minutes, 'M')] {
            if amount > 0 {
                write!(f, "{amount}{unit}")?;
            }
        }
        if nanos > 0 {
            let digits = format!("{nanos:09}");
            write!(f, "{seconds}.{}S", digits.trim_end_matches('0'))?;
        } else if seconds > 0 {
            write!(f, "{seconds}S")?;
        }
        Ok(())
    }
}

/// A length of years and months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearsDuration {
    /// All of it in months.
    pub months: i64,
}

impl YearsDuration {
    /// The full years, with the sign of the whole.
    pub fn years(self) -> i64 {
        self.months / 12
    }

    /// The months beside the full years, with the sign of the whole.
    pub fn months_of_year(self) -> i64 {
        self.months % 12
    }
}

impl fmt::Display for YearsDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.months == 0 {
            return f.write_str("P0M");
        }
        if self.months < 0 {
            f.write_str("-")?;
        }
        f.write_str("P")?;
        for (amount, unit) in [(self.years(), 'Y'), (self.months_of_year(), 'M')] {
            if amount != 0 {
                write!(f, "{}{unit}", amount.unsigned_abs())?;
            }
        }
        Ok(())
    }
}
