//! `stepwell doctor`: is everything there that Stepwell needs, and does it work?

use crate::messages;
use crate::output::{Failure, Output};
use lang::{Message, Text};
use notation::{draw, layout, outline};
use runtime::RuntimeError;
use serde_json::json;
use std::io::Write;
use std::time::{Duration, Instant};
use store::tables::outbox;
use store::{Db, StoreError, newest_schema};

/// What was looked at, and how it is.
struct Finding {
    what: &'static Text,
    good: bool,
    text: Message,
}

/// Looks at one thing: how it is, or what is wrong with it.
type Look<'a> = &'a dyn Fn() -> Result<Message, Message>;

/// How much slower than usual the disk may be before it is named.
const SLOW_SYNC: Duration = Duration::from_millis(20);

/// Looks at everything.
///
/// # Errors
/// Something does not work.
pub fn doctor(db: Option<&str>, output: &Output) -> Result<(), Failure> {
    let looks: [(&'static Text, Look<'_>); 5] = [
        (&messages::DOCTOR_PROGRAM, &program),
        (&messages::DOCTOR_ZONES, &time_zones),
        (&messages::DOCTOR_NOTATION, &reading_and_drawing),
        (&messages::DOCTOR_DISK, &disk),
        (&messages::DOCTOR_DATABASE, &|| database(db)),
    ];
    let findings = looks.map(|(what, look)| {
        let _busy = output.busy(messages::BUSY_LOOK.message().with_message("what", what.message()), None);
        match look() {
            Ok(text) => Finding { what, good: true, text },
            Err(text) => Finding { what, good: false, text },
        }
    });
    if output.json {
        let all = findings.iter().map(|it| {
            json!({"what": it.what.code, "good": it.good, "code": it.text.code(), "text": it.text.render(output.lang)})
        });
        output.print_json(&json!({"findings": all.collect::<Vec<_>>()}));
    } else {
        for finding in &findings {
            output.print(&line(finding, output));
        }
    }
    if findings.iter().all(|finding| finding.good) {
        return Ok(());
    }
    Err(Failure::new(messages::DOCTOR_FAILED.message()))
}

fn line(finding: &Finding, output: &Output) -> String {
    let mark = if finding.good { output.paint("32", "✓") } else { output.paint("31", "✗") };
    let what = finding.what.get(output.lang);
    let blanks = 18_usize.saturating_sub(unicode_width::UnicodeWidthStr::width(what));
    format!("{mark} {what}{} {}", " ".repeat(blanks), finding.text.render(output.lang))
}

fn program() -> Result<Message, Message> {
    let cpus = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Ok(messages::DOCTOR_PROGRAM_IS.message().with("version", env!("CARGO_PKG_VERSION")).with("cpus", cpus))
}

fn time_zones() -> Result<Message, Message> {
    let known = ["Asia/Bangkok", "Asia/Tokyo", "Asia/Jakarta", "Europe/Rome"];
    let missing: Vec<&str> =
        known.into_iter().filter(|name| jiff::tz::TimeZone::get(name).is_err()).collect();
    if !missing.is_empty() {
        return Err(messages::DOCTOR_ZONES_MISSING.message().with("zones", missing.join(", ")));
    }
    let zone = jiff::tz::TimeZone::try_system()
        .map_err(|error| messages::DOCTOR_ZONE_UNKNOWN.message().with("reason", error))?;
    match zone.iana_name() {
        Some(name) => Ok(messages::DOCTOR_ZONE_IS.message().with("zone", name)),
        None => Err(messages::DOCTOR_ZONE_UNKNOWN.message().with("reason", format!("{zone:?}"))),
    }
}

fn reading_and_drawing() -> Result<Message, Message> {
    let failed = |reason: Message| messages::DOCTOR_NOTATION_FAILED.message().with_message("reason", reason);
    let first = |found: Vec<model::Diagnostic>| {
        failed(found.into_iter().next().map_or_else(|| messages::ERROR.message(), |it| it.message))
    };
    let text =
        "workflow: 確認\nlanguage: ja\nstart: お客様が問い合わせる\n→ 担当者: 回答する\n→ end: ตอบแล้ว\n";
    let parsed = outline::parse(text, None);
    let outline = parsed.outline.ok_or_else(|| first(parsed.diagnostics))?;
    let definitions = outline::to_definitions(&outline).map_err(first)?;
    let diagram = layout::layout(&definitions);
    let image =
        draw::png(&definitions, &diagram, &draw::Options::default()).map_err(|error| failed(error.0))?;
    Ok(messages::DOCTOR_NOTATION_IS.message().with("bytes", image.len()))
}

/// How long it takes until a few bytes are safe.
fn disk() -> Result<Message, Message> {
    let write = || -> std::io::Result<Duration> {
        let mut file = tempfile::tempfile()?;
        let mut slowest = Duration::ZERO;
        for _ in 0..10 {
            let begin = Instant::now();
            file.write_all(&[0; 512])?;
            file.sync_data()?;
            slowest = slowest.max(begin.elapsed());
        }
        Ok(slowest)
    };
    let failed =
        |error| messages::DOCTOR_DISK_FAILED.message().with_message("reason", messages::reason(&error));
    let slowest = write().map_err(failed)?;
    let text = if slowest <= SLOW_SYNC { &messages::DOCTOR_DISK_IS } else { &messages::DOCTOR_DISK_SLOW };
    Ok(text.message().with("millis", format!("{:.1}", slowest.as_secs_f64() * 1e3)))
}

/// The named database as it is, or else whether one can be made.
fn database(target: Option<&str>) -> Result<Message, Message> {
    let threads = super::tokio().map_err(|failure| failure.message())?;
    threads.block_on(async {
        match target {
            Some(target) => existing(target).await.map_err(|error| error.message()),
            None => {
                let failed =
                    |error| messages::DATABASE.message().with_message("reason", messages::reason(&error));
                let folder = tempfile::tempdir().map_err(failed)?;
                let path = folder.path().join("doctor.db").display().to_string();
                let db = Db::open(&path).await.map_err(|error| RuntimeError::from(error).message())?;
                let text = described(&db, newest_schema()).await;
                db.close().await;
                text.map_err(|error| error.message())
            }
        }
    })
}

/// Looks at a database and leaves it as it is.
async fn existing(target: &str) -> Result<Message, RuntimeError> {
    let (db, schema) = Db::look(target).await?;
    let known = newest_schema();
    if schema > known {
        return Err(StoreError::Newer { found: schema, known }.into());
    }
    if schema == 0 {
        return Err(messages::NOTHING_OF_OURS.message().into());
    }
    let text = described(&db, schema).await?;
    if schema < known {
        return Ok(messages::DOCTOR_DATABASE_OLDER
            .message()
            .with_message("database", text)
            .with("known", known));
    }
    match outbox::count_dead(&db).await? {
        0 => Ok(text),
        count => Err(messages::DOCTOR_GIVEN_UP
            .message()
            .with_message("database", text)
            .with("count", count)
            .into()),
    }
}

async fn described(db: &Db, schema: i64) -> Result<Message, RuntimeError> {
    let text = messages::DOCTOR_DATABASE_IS.message().with("kind", format!("{:?}", db.dialect()));
    Ok(text.with("schema", schema).with("bytes", db.size().await?))
}
