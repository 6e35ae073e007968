//! A business calendar for tests.

use engine::Calendars;
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// The calendar `office`: Monday to Friday, 9 to 17 o'clock UTC. There is no other.
#[derive(Debug, Clone, Copy)]
pub struct Office;

impl Calendars for Office {
    fn after(&self, name: &str, from: i64, micros: i64) -> Option<i64> {
        if name != "office" {
            return None;
        }
        let mut left = SignedDuration::from_micros(micros);
        let mut at = Timestamp::from_microsecond(from).ok()?.to_zoned(TimeZone::UTC);
        loop {
            let opens = at.with().time(Time::constant(9, 0, 0, 0)).build().ok()?;
            let closes = at.with().time(Time::constant(17, 0, 0, 0)).build().ok()?;
            let works = !matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday);
            let begin = if at < opens { opens.clone() } else { at.clone() };
            if works && begin < closes {
                let today = begin.duration_until(&closes);
                if left <= today {
                    return begin.checked_add(left).ok().map(|end| end.timestamp().as_microsecond());
                }
                left -= today;
            }
            at = opens.start_of_day().ok()?.checked_add(1.day()).ok()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    #[test]
    fn only_hours_of_work_count() {
        let hours = |count: i64| count * 3_600_000_000;
        let after = |from, count| Office.after("office", at(from), hours(count));
        assert_eq!(after("2026-01-05T10:00:00Z", 2), Some(at("2026-01-05T12:00:00Z")));
        assert_eq!(after("2026-01-05T08:00:00Z", 8), Some(at("2026-01-05T17:00:00Z")));
        assert_eq!(after("2026-01-09T16:00:00Z", 2), Some(at("2026-01-12T10:00:00Z")), "over a weekend");
        assert_eq!(Office.after("moon", 0, 1), None);
    }
}
