//! Temporals from the text forms of XML Schema and ISO 8601, as FEEL reads them.

use super::{DAY, Date, DateTime, DaysDuration, NANOS, Time, YearsDuration, Zone};
use crate::limits::MAX_TEMPORAL_TEXT;
use crate::value::Value;

/// A reader over the bytes of a text; the forms are all ASCII.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Option<Reader<'a>> {
        (text.len() <= MAX_TEMPORAL_TEXT).then_some(Reader { rest: text })
    }

    fn eat(&mut self, c: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(c)?;
        Some(())
    }

    /// A run of digits of the given length.
    fn digits(&mut self, min: usize, max: usize) -> Option<&'a str> {
        let len = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if len < min || len > max {
            return None;
        }
        let (digits, rest) = self.rest.split_at(len);
        self.rest = rest;
        Some(digits)
    }

    fn two(&mut self) -> Option<i64> {
        self.digits(2, 2)?.parse().ok()
    }

    fn end(&self) -> Option<()> {
        self.rest.is_empty().then_some(())
    }

    /// `2026-11-22`, `-2026-01-01`, `12026-01-01`.
    fn date(&mut self) -> Option<Date> {
        let negative = self.eat('-').is_some();
        let digits = self.digits(4, 9)?;
        if digits.len() > 4 && digits.starts_with('0') {
            return None;
        }
        let year: i64 = digits.parse().ok()?;
        self.eat('-')?;
        let month = self.two()?;
        self.eat('-')?;
        let day = self.two()?;
        Date::new(if negative { -year } else { year }, month, day)
    }

    /// A fraction of a second after its dot, in nanoseconds; digits beyond the ninth are cut off.
    fn fraction(&mut self) -> Option<i64> {
        if self.eat('.').is_none() {
            return Some(0);
        }
        let digits = self.digits(0, MAX_TEMPORAL_TEXT)?;
        format!("{digits:0<9.9}").parse().ok()
    }

    /// `10:30:00`, with a fraction and a zone if there are any.
    fn time(&mut self) -> Option<Time> {
        let hour = self.two()?;
        self.eat(':')?;
        let minute = self.two()?;
        self.eat(':')?;
        let second = self.two()?;
        let nanos = self.fraction()?;
        let zone = self.zone()?;
        Time::new(hour, minute, second, nanos, zone)
    }

    /// Nothing, `Z`, `+07:00` or `@Asia/Bangkok`; the outer `None` is an error.
    fn zone(&mut self) -> Option<Option<Zone>> {
        if self.rest.is_empty() {
            return Some(None);
        }
        if self.eat('Z').is_some() || self.eat('z').is_some() {
            return Some(Some(Zone::UTC));
        }
        if self.eat('@').is_some() {
            let name = std::mem::take(&mut self.rest);
            return Zone::named(name).map(Some);
        }
        let sign = match self.eat('+') {
            Some(()) => 1,
            None => {
                self.eat('-')?;
                -1
            }
        };
        let hours = self.two()?;
        self.eat(':')?;
        let minutes = self.two().filter(|m| *m < 60)?;
        let seconds = match self.eat(':') {
            Some(()) => self.two().filter(|s| *s < 60)?,
            None => 0,
        };
        Zone::from_offset(sign * (hours * 3600 + minutes * 60 + seconds)).map(Some)
    }

    /// An amount before `unit`, if the text goes on like that.
    fn amount(&mut self, unit: char) -> Option<i64> {
        let len = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if len == 0 || !self.rest[len..].starts_with(unit) {
            return None;
        }
        let amount = self.rest[..len].parse().ok()?;
        self.rest = &self.rest[len + 1..];
        Some(amount)
    }
}

/// Reads a date.
pub fn parse_date(text: &str) -> Option<Date> {
    let mut reader = Reader::new(text)?;
    let date = reader.date()?;
    reader.end().map(|()| date)
}

/// Reads a time of day.
pub fn parse_time(text: &str) -> Option<Time> {
    let mut reader = Reader::new(text)?;
    let _ = reader.eat('T');
    let time = reader.time()?;
    reader.end().map(|()| time)
}

/// Reads a date and time; a date alone is its midnight.
pub fn parse_date_time(text: &str) -> Option<DateTime> {
    let mut reader = Reader::new(text)?;
    let date = reader.date()?;
    if reader.end().is_some() {
        return Some(DateTime::midnight(date));
    }
    reader.eat('T')?;
    // 24:00:00 is midnight of the next day.
    if let Some(rest) = reader.rest.strip_prefix("24:00:00") {
        let mut reader = Reader { rest };
        let zone = reader.zone()?;
        reader.end()?;
        return Some(DateTime { date: date.plus_days(1)?, time: Time::from_nanos(0, zone) });
    }
    let time = reader.time()?;
    reader.end().map(|()| DateTime { date, time })
}

/// Reads a duration of either kind.
pub fn parse_duration(text: &str) -> Option<Value> {
    let mut reader = Reader::new(text)?;
    let negative = reader.eat('-').is_some();
    reader.eat('P')?;
    let sign = if negative { -1 } else { 1 };
    let (years, months) = (reader.amount('Y'), reader.amount('M'));
    if years.is_some() || months.is_some() {
        reader.end()?;
        let total = years.unwrap_or(0).checked_mul(12)?.checked_add(months.unwrap_or(0))?;
        return Some(Value::YearsDuration(YearsDuration { months: sign * total }));
    }
    let days = reader.amount('D');
    let mut seconds = i128::from(days.unwrap_or(0)) * i128::from(DAY);
    let mut nanos = 0;
    if reader.eat('T').is_some() {
        let (hours, minutes) = (reader.amount('H'), reader.amount('M'));
        seconds += i128::from(hours.unwrap_or(0)) * 3600 + i128::from(minutes.unwrap_or(0)) * 60;
        if reader.end().is_none() {
            let whole: i64 = reader.digits(1, 18)?.parse().ok()?;
            nanos = reader.fraction()?;
            reader.eat('S')?;
            seconds += i128::from(whole);
        } else if hours.is_none() && minutes.is_none() {
            return None;
        }
    } else {
        days?;
    }
    reader.end()?;
    DaysDuration::from_nanos(i128::from(sign) * (seconds * NANOS + i128::from(nanos)))
        .map(Value::DaysDuration)
}

/// Reads any temporal, as the literal `@"…"` does.
pub fn parse_any(text: &str) -> Option<Value> {
    if let Some(date) = parse_date(text) {
        return Some(Value::Date(date));
    }
    let clock = text.split('@').next().unwrap_or_default();
    if clock.contains('T') && !text.starts_with(['P', 'T']) && !text.starts_with("-P") {
        return parse_date_time(text).map(Value::from);
    }
    parse_duration(text).or_else(|| parse_time(text).map(Value::Time))
}
