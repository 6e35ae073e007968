//! Time zones: an offset or a name of the IANA database, which is compiled in.

use super::{DAY, Date, NANOS, calendar};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::fmt;
use std::sync::LazyLock;

/// The database that is part of the program: expressions read no files.
static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The largest offset from UTC in seconds: 14 hours, as in XML Schema.
const FARTHEST_OFFSET: u64 = 14 * 3600;

/// The zone of a time or a date and time.
#[derive(Debug, Clone, PartialEq)]
pub enum Zone {
    /// Seconds ahead of UTC.
    Offset(i32),
    /// A zone with rules, as in `Asia/Bangkok`.
    Named(TimeZone),
}

impl Zone {
    /// UTC.
    pub const UTC: Zone = Zone::Offset(0);

    /// A zone of fixed offset, at most 14 hours from UTC.
    pub fn from_offset(seconds: i64) -> Option<Zone> {
        (seconds.unsigned_abs() <= FARTHEST_OFFSET).then_some(Zone::Offset(seconds as i32))
    }

    /// The zone of an IANA name.
    pub fn named(name: &str) -> Option<Zone> {
        DATABASE.get(name).ok().map(Zone::Named)
    }

    /// The zone of the environment.
    pub fn from_jiff(zone: &TimeZone) -> Zone {
        match zone.to_fixed_offset() {
            Ok(offset) => Zone::Offset(offset.seconds()),
            Err(_) => Zone::Named(zone.clone()),
        }
    }

    /// The IANA name, if it has one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Zone::Offset(_) => None,
            Zone::Named(zone) => zone.iana_name(),
        }
    }

    /// Seconds ahead of UTC when a clock of this zone shows `nanos` after midnight of `day`. Without a day it
    /// is that of 1970-01-01. Years beyond those of the database count like the same year of its 400-year
    /// period.
    pub fn offset_at_local(&self, day: Option<Date>, nanos: i128) -> i64 {
        let zone = match self {
            Zone::Offset(seconds) => return i64::from(*seconds),
            Zone::Named(zone) => zone,
        };
        let (year, month, day) = day.map_or((1970, 1, 1), |d| (d.year(), d.month(), d.day()));
        let year = if (0..=9000).contains(&year) { year } else { year.rem_euclid(400) + 2000 };
        let seconds = (nanos / NANOS) as i64;
        let time = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        jiff::civil::DateTime::new(
            year as i16,
            month as i8,
            day as i8,
            time.0 as i8,
            time.1 as i8,
            time.2 as i8,
            0,
        )
        .ok()
        .and_then(|local| zone.to_ambiguous_timestamp(local).compatible().ok())
        .map_or(0, |at| i64::from(zone.to_offset(at).seconds()))
    }

    /// Seconds ahead of UTC at `instant`, seconds since 1970-01-01T00:00:00Z.
    pub fn offset_at_instant(&self, instant: i64) -> i64 {
        let zone = match self {
            Zone::Offset(seconds) => return i64::from(*seconds),
            Zone::Named(zone) => zone,
        };
        let days = instant.div_euclid(DAY);
        let (year, month, day) = calendar::from_days(days);
        let year = if (0..=9000).contains(&year) { year } else { year.rem_euclid(400) + 2000 };
        let instant = calendar::to_days(year, month, day) * DAY + instant.rem_euclid(DAY);
        jiff::Timestamp::from_second(instant).map_or(0, |at| i64::from(zone.to_offset(at).seconds()))
    }
}

impl fmt::Display for Zone {
    /// `Z`, `+07:00` or `@Asia/Bangkok`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Offset(0) => f.write_str("Z"),
            Zone::Offset(seconds) => {
                let sign = if *seconds < 0 { '-' } else { '+' };
                let seconds = seconds.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)?;
                if seconds % 60 != 0 {
                    write!(f, ":{:02}", seconds % 60)?;
                }
                Ok(())
            }
            Zone::Named(zone) => write!(f, "@{}", zone.iana_name().unwrap_or("UTC")),
        }
    }
}
