//! `stepwell doctor`: is everything there that Stepwell needs, and does it work?

use crate::output::{Failure, Output};
use notation::{draw, layout, outline};
use serde_json::json;
use std::io::Write;
use std::time::{Duration, Instant};

/// What was looked at, and how it is.
struct Finding {
    what: &'static str,
    good: bool,
    text: String,
}

/// How much slower than usual the disk may be before it is named.
const SLOW_SYNC: Duration = Duration::from_millis(20);

/// Looks at everything.
///
/// # Errors
/// Something does not work.
pub fn doctor(db: Option<&str>, output: &Output) -> Result<(), Failure> {
    let findings = [program(), time_zones(), reading_and_drawing(), disk(), database(db)];
    if output.json {
        let all = findings.iter().map(|it| json!({"what": it.what, "good": it.good, "text": it.text}));
        output.print_json(&json!({"findings": all.collect::<Vec<_>>()}));
    } else {
        for finding in &findings {
            let mark = if finding.good { output.paint("32", "ok  ") } else { output.paint("31", "FAIL") };
            output.print(&format!("{mark}  {:<12} {}", finding.what, finding.text));
        }
    }
    if findings.iter().all(|finding| finding.good) {
        return Ok(());
    }
    Err(Failure::new("doctor", "Something does not work; see above."))
}

fn finding(what: &'static str, result: Result<String, String>) -> Finding {
    match result {
        Ok(text) => Finding { what, good: true, text },
        Err(text) => Finding { what, good: false, text },
    }
}

fn program() -> Finding {
    let cpus = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    finding("program", Ok(format!("stepwell {}, {cpus} processors", env!("CARGO_PKG_VERSION"))))
}

fn time_zones() -> Finding {
    let zone = jiff::tz::TimeZone::system();
    let known = ["Asia/Bangkok", "Asia/Tokyo", "Asia/Jakarta", "Europe/Rome"];
    let missing: Vec<&str> =
        known.into_iter().filter(|name| jiff::tz::TimeZone::get(name).is_err()).collect();
    let name = zone.iana_name().unwrap_or("UTC");
    finding(
        "time zones",
        if missing.is_empty() {
            Ok(format!("this machine is in {name}"))
        } else {
            Err(format!("missing: {}", missing.join(", ")))
        },
    )
}

fn reading_and_drawing() -> Finding {
    let draw = || {
        let text =
            "workflow: 確認\nlanguage: ja\nstart: お客様が問い合わせる\n→ 担当者: 回答する\n→ end: ตอบแล้ว\n";
        let parsed = outline::parse(text, None);
        let outline = parsed.outline.ok_or("the outline cannot be read")?;
        let definitions = outline::to_definitions(&outline).map_err(|found| format!("{found:?}"))?;
        let diagram = layout::layout(&definitions);
        let image = draw::png(&definitions, &diagram, &draw::Options::default())
            .map_err(|error| error.0.to_string())?;
        Ok(format!("an outline was read and drawn ({} bytes)", image.len()))
    };
    finding("notation", draw())
}

/// How long it takes until a few bytes are safe.
fn disk() -> Finding {
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
    let result = match write() {
        Ok(slowest) if slowest <= SLOW_SYNC => {
            Ok(format!("a write is safe within {:.1} ms", slowest.as_secs_f64() * 1e3))
        }
        Ok(slowest) => Ok(format!(
            "slow: a write took {:.0} ms to be safe; commands will wait for it",
            slowest.as_secs_f64() * 1e3
        )),
        Err(error) => Err(format!("a temporary file cannot be written: {error}")),
    };
    finding("disk", result)
}

fn database(target: Option<&str>) -> Finding {
    let open = || {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let own = folder.path().join("doctor.db").display().to_string();
        let target = target.unwrap_or(&own);
        let runtime = super::tokio()?;
        runtime.block_on(async {
            let db = store::Db::open(target).await.map_err(|error| error.to_string())?;
            let size = db.size().await.map_err(|error| error.to_string())?;
            let text = format!("{:?}, schema {}, {size} bytes", db.dialect(), store::newest_schema());
            db.close().await;
            Ok(text)
        })
    };
    finding("database", open())
}
