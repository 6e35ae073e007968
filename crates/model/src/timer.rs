//! When timers are due: ISO 8601 dates, durations and repeating intervals, and cron expressions.
//!
//! Local dates and cron expressions are read in the time zone that is given; days and months are those of its
//! calendar, so `P1D` over a change to summer time is 23 hours.

use crate::limits::MIN_INTERVAL;
use croner::Cron;
use croner::parser::{CronParser, Seconds};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};
use lang::{Message, Text};

static NOT_A_DATE: Text = Text {
    code: "timer.not-a-date",
    en: "“{text}” is not a date with time. Write it as in 2026-03-31T09:00:00+07:00.",
    th: "“{text}” ไม่ใช่วันที่พร้อมเวลา ให้เขียนในรูปแบบ 2026-03-31T09:00:00+07:00",
    it: "«{text}» non è una data con ora. Va scritta come 2026-03-31T09:00:00+02:00.",
    id: "“{text}” bukan tanggal dan waktu. Tulis seperti 2026-03-31T09:00:00+07:00.",
    ja: "「{text}」は日時として読めません。「2026-03-31T09:00:00+09:00」のように書いてください。",
};

static NO_ZONE: Text = Text {
    code: "timer.no-zone",
    en: "“{text}” names a time zone that there is not: “{zone}”. Write one of the IANA database, as in Europe/Rome or Asia/Bangkok.",
    th: "“{text}” ระบุเขตเวลาที่ไม่มีอยู่: “{zone}” ให้ใช้ชื่อจากฐานข้อมูล IANA เช่น Asia/Bangkok หรือ Europe/Rome",
    it: "«{text}» indica un fuso orario che non esiste: «{zone}». Scriverne uno del database IANA, come Europe/Rome o Asia/Bangkok.",
    id: "“{text}” menyebut zona waktu yang tidak ada: “{zone}”. Tulis salah satu dari basis data IANA, seperti Asia/Jakarta atau Europe/Rome.",
    ja: "「{text}」のタイムゾーン「{zone}」は存在しません。Asia/TokyoやEurope/Romeのように、IANAデータベースにある名前を書いてください。",
};

/// What is no length of time.
pub static NOT_A_DURATION: Text = Text {
    code: "timer.not-a-duration",
    en: "“{text}” is not a length of time. Write it as in PT15M (15 minutes), PT2H (2 hours) or P3D (3 days).",
    th: "“{text}” ไม่ใช่ระยะเวลา ให้เขียนในรูปแบบ PT15M (15 นาที) PT2H (2 ชั่วโมง) หรือ P3D (3 วัน)",
    it: "«{text}» non è una durata. Va scritta come PT15M (15 minuti), PT2H (2 ore) o P3D (3 giorni).",
    id: "“{text}” bukan durasi. Tulis seperti PT15M (15 menit), PT2H (2 jam), atau P3D (3 hari).",
    ja: "「{text}」は期間として読めません。PT15M（15分）、PT2H（2時間）、P3D（3日）のように書いてください。",
};

static NOT_A_CYCLE: Text = Text {
    code: "timer.not-a-cycle",
    en: "“{text}” is not a repetition. Write it as in R/P1D (every day), R3/PT10M (three times, every 10 minutes) or as a cron expression: 0 0 9 * * MON-FRI.",
    th: "“{text}” ไม่ใช่รูปแบบการทำซ้ำ ให้เขียนเช่น R/P1D (ทุกวัน) R3/PT10M (สามครั้ง ทุก 10 นาที) หรือเขียนแบบ cron: 0 0 9 * * MON-FRI",
    it: "«{text}» non è una ripetizione. Va scritta come R/P1D (ogni giorno), R3/PT10M (tre volte, ogni 10 minuti) o come espressione cron: 0 0 9 * * MON-FRI.",
    id: "“{text}” bukan pengulangan. Tulis seperti R/P1D (setiap hari), R3/PT10M (tiga kali, setiap 10 menit), atau sebagai ekspresi cron: 0 0 9 * * MON-FRI.",
    ja: "「{text}」は繰り返しとして読めません。R/P1D（毎日）、R3/PT10M（10分ごとに3回）、またはcron式「0 0 9 * * MON-FRI」のように書いてください。",
};

static NEVER: Text = Text {
    code: "timer.never",
    en: "“{text}” never comes: the calendar has no such day. Write another one, as in 0 0 9 28 2 *.",
    th: "“{text}” ไม่มีวันเกิดขึ้น เพราะปฏิทินไม่มีวันนั้น กรุณาเขียนใหม่ เช่น 0 0 9 28 2 *",
    it: "«{text}» non arriva mai: nel calendario quel giorno non esiste. Scriverne un altro, come 0 0 9 28 2 *.",
    id: "“{text}” tidak akan pernah tiba: tidak ada hari seperti itu di kalender. Tulis yang lain, seperti 0 0 9 28 2 *.",
    ja: "「{text}」の日は暦にないため、決して来ません。「0 0 9 28 2 *」のように、別の日を書いてください。",
};

static TOO_OFTEN: Text = Text {
    code: "timer.too-often",
    en: "“{text}” repeats more often than every {limit} s. Write a longer interval, as in PT15M (15 minutes).",
    th: "“{text}” ทำซ้ำถี่กว่าทุก {limit} วินาที ให้เขียนช่วงเวลาที่ยาวขึ้น เช่น PT15M (15 นาที)",
    it: "«{text}» si ripete più spesso di ogni {limit} s. Scrivere un intervallo più lungo, come PT15M (15 minuti).",
    id: "“{text}” berulang lebih sering dari setiap {limit} detik. Tulis selang yang lebih panjang, seperti PT15M (15 menit).",
    ja: "「{text}」の間隔は{limit}秒より短くなっています。PT15M（15分）のように、もっと長い間隔を書いてください。",
};

/// The texts of this file, to find one by its code.
pub(crate) static TEXTS: &[&Text] =
    &[&NOT_A_DATE, &NO_ZONE, &NOT_A_DURATION, &NOT_A_CYCLE, &NEVER, &TOO_OFTEN];

/// A repeating timer.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// How often; `None`: for ever.
    pub times: Option<u32>,
    /// The first time, µs UTC; one interval from now if absent.
    pub start: Option<i64>,
    /// Never after this instant, µs UTC.
    pub end: Option<i64>,
    /// How far apart, as a text that [`Every::parse`] reads.
    pub every: String,
}

impl Cycle {
    /// May its first time be `first` (µs UTC)? Not after its end, and not if it is to happen 0 times.
    pub fn begins(&self, first: i64) -> bool {
        self.times != Some(0) && self.end.is_none_or(|end| first <= end)
    }
}

/// The distance between two repetitions.
#[derive(Debug, Clone)]
pub enum Every {
    /// An ISO 8601 duration.
    Duration(Span),
    /// A cron expression of five fields, or six with seconds first.
    Cron(Box<Cron>),
}

impl Every {
    /// Reads an ISO 8601 duration or a cron expression.
    pub fn parse(text: &str) -> Result<Every, Message> {
        if text.trim_start().starts_with(['P', 'p']) {
            return duration(text).map(Every::Duration);
        }
        let parser = CronParser::builder().seconds(Seconds::Optional).build();
        let cron = parser.parse(text.trim()).map_err(|_| NOT_A_CYCLE.message().with("text", text))?;
        Ok(Every::Cron(Box::new(cron)))
    }

    /// The instant (µs UTC) after `from`, at least [`MIN_INTERVAL`] later; `None` if there is none within the
    /// calendar.
    pub fn after(&self, from: i64, zone: &TimeZone) -> Option<i64> {
        let next = match self {
            Every::Duration(span) => after(from, *span, zone)?,
            Every::Cron(cron) => {
                let next = cron.find_next_occurrence(&zoned(from, zone)?, false).ok()?;
                return Some(next.timestamp().as_microsecond()); // on the second that it names
            }
        };
        Some(next.max(from.saturating_add(MIN_INTERVAL)))
    }

    /// How long it is in µs, if it is the same length at all times: no cron expression, no days or months, whose
    /// length follows the calendar.
    pub fn length(&self) -> Option<i64> {
        match self {
            Every::Duration(span) => {
                let of_calendar = span.get_years() != 0
                    || span.get_months() != 0
                    || span.get_weeks() != 0
                    || span.get_days() != 0;
                let length = if of_calendar { None } else { after(0, *span, &TimeZone::UTC) };
                length.map(|length| length.max(MIN_INTERVAL))
            }
            Every::Cron(_) => None,
        }
    }
}

fn zoned(micros: i64, zone: &TimeZone) -> Option<Zoned> {
    Timestamp::from_microsecond(micros).ok().map(|instant| instant.to_zoned(zone.clone()))
}

/// The instant (µs UTC) that is `span` after `from` on the calendar of `zone`.
pub fn after(from: i64, span: Span, zone: &TimeZone) -> Option<i64> {
    zoned(from, zone)?.checked_add(span).ok().map(|end| end.timestamp().as_microsecond())
}

/// Reads an ISO 8601 date with time, µs UTC. Without an offset it is local to `zone`, or to the zone that it names, as
/// FEEL does (`2026-03-31T09:00:00@Europe/Rome`) or RFC 9557 (`…[Europe/Rome]`); without a time it is midnight.
pub fn date(text: &str, zone: &TimeZone) -> Result<i64, Message> {
    let trimmed = text.trim();
    let refused = || NOT_A_DATE.message().with("text", text);
    if let Some((at, name)) = trimmed.split_once('@') {
        let no_zone = |_| NO_ZONE.message().with("text", text).with("zone", name);
        let zone = TimeZone::get(name).map_err(no_zone)?;
        return local(at, &zone).map(Timestamp::as_microsecond).ok_or_else(refused);
    }
    trimmed
        .parse::<Timestamp>()
        .ok()
        .or_else(|| trimmed.parse::<Zoned>().ok().map(|zoned| zoned.timestamp()))
        .or_else(|| local(trimmed, zone))
        .map(Timestamp::as_microsecond)
        .ok_or_else(refused)
}

/// The instant at which the clocks of `zone` show the date, or date with time, `text`.
fn local(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let midnight = |day: Date| day.to_datetime(jiff::civil::Time::midnight());
    let shown = text.parse::<DateTime>().ok().or_else(|| text.parse::<Date>().ok().map(midnight))?;
    shown.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

/// Reads an ISO 8601 duration that is not negative.
pub fn duration(text: &str) -> Result<Span, Message> {
    let trimmed = text.trim();
    trimmed
        .parse::<Span>()
        .ok()
        .filter(|span| !span.is_negative() && trimmed.starts_with(['P', 'p']))
        .ok_or_else(|| NOT_A_DURATION.message().with("text", text))
}

/// Whether a text is a duration, by its beginning; else it is a date.
pub fn is_duration(text: &str) -> bool {
    text.trim_start().starts_with(['P', 'p'])
}

/// Reads an ISO 8601 repeating interval (`R[n]/duration`, `R[n]/start/duration`, `R[n]/duration/end`,
/// `R[n]/start/end`) or a cron expression, which repeats for ever.
pub fn cycle(text: &str, zone: &TimeZone) -> Result<Cycle, Message> {
    let trimmed = text.trim();
    let refused = || NOT_A_CYCLE.message().with("text", text);
    let too_often = || TOO_OFTEN.message().with("text", text).with("limit", MIN_INTERVAL / 1_000_000);
    let is_long = |span: Span| after(0, span, &TimeZone::UTC).is_none_or(|length| length >= MIN_INTERVAL);
    let parts = parts(trimmed);
    let Some(times) = parts[0].strip_prefix('R').filter(|_| parts.len() > 1) else {
        match Every::parse(trimmed).map_err(|_| refused())? {
            Every::Duration(span) if !is_long(span) => return Err(too_often()),
            every @ Every::Cron(_) if every.after(0, &TimeZone::UTC).is_none() => {
                return Err(NEVER.message().with("text", text));
            }
            _ => {}
        }
        return Ok(Cycle { times: None, start: None, end: None, every: trimmed.to_owned() });
    };
    let times = if times.is_empty() { None } else { Some(times.parse().map_err(|_| refused())?) };
    let interval = |text: &str| match duration(text) {
        Ok(span) if is_long(span) => Ok(text.to_owned()),
        Ok(_) => Err(too_often()),
        Err(_) => Err(refused()),
    };
    let point = |text: &str| match date(text, zone) {
        Err(message) if message.code() != NO_ZONE.code => Err(refused()),
        point => point,
    };
    match parts[1..] {
        [every] => Ok(Cycle { times, start: None, end: None, every: interval(every)? }),
        [every, end] if every.starts_with(['P', 'p']) => {
            Ok(Cycle { times, start: None, end: Some(point(end)?), every: interval(every)? })
        }
        [start, every] if every.starts_with(['P', 'p']) => {
            Ok(Cycle { times, start: Some(point(start)?), end: None, every: interval(every)? })
        }
        [start, end] => {
            let (start, end) = (point(start)?, point(end)?);
            let micros = end.saturating_sub(start);
            if micros <= 0 {
                return Err(refused());
            }
            if micros < MIN_INTERVAL {
                return Err(too_often());
            }
            let every = format!("PT{}.{:06}S", micros / 1_000_000, micros % 1_000_000);
            Ok(Cycle { times, start: Some(start), end: None, every })
        }
        _ => Err(refused()),
    }
}

/// The parts of a repeating interval. The name of a zone has slashes too: what follows one and is neither a date nor a
/// duration belongs to it.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (slash, _) in text.match_indices('/') {
        let (before, behind) = (&text[start..slash], &text[slash + 1..]);
        let next = behind.split('/').next().unwrap_or_default();
        let begins_anew = next.starts_with(|c: char| c.is_ascii_digit()) || duration(next).is_ok();
        if begins_anew || !before.contains(['@', '[']) {
            parts.push(before);
            start = slash + 1;
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rome() -> TimeZone {
        TimeZone::get("Europe/Rome").expect("is bundled")
    }

    fn at(text: &str) -> i64 {
        date(text, &TimeZone::UTC).expect("is a date")
    }

    #[test]
    fn dates_with_and_without_offset() {
        assert_eq!(date("2026-03-29T12:00:00Z", &rome()), Ok(at("2026-03-29T12:00:00Z")));
        assert_eq!(date("2026-01-05T09:00:00", &rome()), Ok(at("2026-01-05T08:00:00Z")));
        assert_eq!(date("2026-01-05", &rome()), Ok(at("2026-01-04T23:00:00Z")));
        assert_eq!(date("2026-03-29T09:00:00[Asia/Bangkok]", &rome()), Ok(at("2026-03-29T02:00:00Z")));
        assert_eq!(date("tomorrow", &rome()).map_err(|m| m.code()), Err("timer.not-a-date"));
    }

    #[test]
    fn dates_with_a_zone_as_feel_writes_it() {
        for (text, instant) in [
            ("2026-03-29T09:00:00@Asia/Bangkok", "2026-03-29T02:00:00Z"),
            ("2026-11-22T19:22:04.50248@Etc/UTC", "2026-11-22T19:22:04.50248Z"),
            ("2026-07-01T09:00:00@America/Argentina/Buenos_Aires", "2026-07-01T12:00:00Z"),
            ("2026-07-01@Asia/Bangkok", "2026-06-30T17:00:00Z"),
        ] {
            assert_eq!(date(text, &rome()), Ok(at(instant)), "{text}");
        }
        for (text, code) in [
            ("2026-03-29T09:00:00@Europe/Roma", "timer.no-zone"),
            ("2026-03-29T09:00:00@", "timer.no-zone"),
            ("noon@Europe/Rome", "timer.not-a-date"),
            ("2026-03-29T09:00:00Z@Europe/Rome", "timer.not-a-date"),
        ] {
            assert_eq!(date(text, &rome()).map_err(|m| m.code()), Err(code), "{text}");
        }
    }

    #[test]
    fn repeating_intervals_from_and_until_dates_with_a_zone() {
        let zone = rome();
        let cycle = |text: &str| cycle(text, &zone).map_err(|m| m.code());
        for text in [
            "R3/2026-07-01T09:00:00@America/Argentina/Buenos_Aires/PT1H",
            "R3/2026-07-01T05:00:00@America/Phoenix/PT1H", // a name that begins like a duration
            "R3/2026-07-01T14:00:00[Europe/Rome]/PT1H",
        ] {
            let read = cycle(text).expect(text);
            assert_eq!((read.start, &*read.every), (Some(at("2026-07-01T12:00:00Z")), "PT1H"), "{text}");
        }
        let until = cycle("R/PT1H/2026-07-01T14:00:00@Europe/Rome").expect("reads");
        assert_eq!(until.end, Some(at("2026-07-01T12:00:00Z")));
        let between = cycle("R5/2026-07-01T14:00:00@Europe/Rome/2026-07-01T19:00:30@Asia/Bangkok");
        assert_eq!(between.expect("reads").every, "PT30.000000S");
        assert_eq!(cycle("R3/2026-07-01T09:00:00@Mars/Base/PT1H").err(), Some("timer.no-zone"));
        assert_eq!(cycle("R3/2026-07-01T09:00:00@Europe/Rome").err(), Some("timer.not-a-cycle"));
    }

    #[test]
    fn a_day_over_the_change_of_the_clock_is_a_day_of_the_calendar() {
        let before = at("2026-03-28T11:00:00Z");
        let day = duration("P1D").expect("is a duration");
        assert_eq!(after(before, day, &rome()), Some(at("2026-03-29T10:00:00Z")));
        let hours = duration("PT24H").expect("is a duration");
        assert_eq!(after(before, hours, &rome()), Some(at("2026-03-29T11:00:00Z")));
    }

    #[test]
    fn durations_are_not_negative_and_nothing_else_is_read() {
        for text in ["-PT1H", "1 day", "P", "", "PT1H30"] {
            assert_eq!(duration(text).map_err(|m| m.code()).err(), Some("timer.not-a-duration"), "{text}");
        }
    }

    #[test]
    fn repeating_intervals_in_their_four_forms() {
        let zone = rome();
        let plain = cycle("R3/PT10M", &zone).expect("reads");
        assert_eq!((plain.times, plain.start, plain.every.as_str()), (Some(3), None, "PT10M"));
        let from = cycle("R/2026-01-01T08:00:00Z/P1D", &zone).expect("reads");
        assert_eq!((from.times, from.start), (None, Some(at("2026-01-01T08:00:00Z"))));
        let until = cycle("R/PT1H/2026-01-01T08:00:00Z", &zone).expect("reads");
        assert_eq!(until.end, Some(at("2026-01-01T08:00:00Z")));
        let between = cycle("R5/2026-01-01T08:00:00Z/2026-01-01T08:00:30Z", &zone).expect("reads");
        assert_eq!(between.every, "PT30.000000S");
        for text in ["R3", "R/", "Rx/PT1M", "R/2026-01-02/2026-01-01", "every day", "* * *", "61 * * * *"] {
            assert_eq!(cycle(text, &zone).map_err(|m| m.code()).err(), Some("timer.not-a-cycle"), "{text}");
        }
    }

    #[test]
    fn a_day_that_there_is_not_never_comes() {
        assert_eq!(cycle("0 0 0 30 2 *", &rome()).map_err(|m| m.code()).err(), Some("timer.never"));
        assert!(cycle("0 0 0 29 2 *", &rome()).is_ok());
    }

    #[test]
    fn nothing_repeats_more_often_than_every_second() {
        let zone = rome();
        for text in [
            "PT0S",
            "R/PT0S",
            "R/PT0.999999S",
            "R2/PT0.000001S/2027-01-01T00:00:00Z",
            "R/2026-01-01T00:00:00Z/2026-01-01T00:00:00.5Z",
        ] {
            assert_eq!(cycle(text, &zone).map_err(|m| m.code()).err(), Some("timer.too-often"), "{text}");
        }
        for text in ["PT1S", "R/PT1S", "R/PT1.5S", "* * * * * *", "R/P1Y"] {
            assert!(cycle(text, &zone).is_ok(), "{text}");
        }
        // What an earlier version let in does not turn without end either.
        let every = Every::parse("PT0S").expect("is a duration");
        assert_eq!((every.after(5, &zone), every.length()), (Some(1_000_005), Some(1_000_000)));
    }

    #[test]
    fn only_hours_minutes_and_seconds_have_a_length() {
        let length = |text: &str| Every::parse(text).expect(text).length();
        assert_eq!(length("PT1M30S"), Some(90_000_000));
        for text in ["P1D", "P1M", "P1Y", "P1W", "P1DT1H", "0 9 * * *"] {
            assert_eq!(length(text), None, "{text}");
        }
    }

    #[test]
    fn cron_with_and_without_seconds_in_local_time() {
        let from = at("2026-11-20T20:00:00Z"); // a Friday evening
        for text in ["0 9 * * MON-FRI", "0 0 9 * * MON-FRI", "0 0 9 ? * 1-5"] {
            let every = Every::parse(text).expect(text);
            assert_eq!(every.after(from, &rome()), Some(at("2026-11-23T08:00:00Z")), "{text}");
        }
    }
}
