//! The canonical form by example: everything that the guide shows is read, written and made into a model.

use crate::outline::{Guess, format, from_definitions, parse, to_definitions};
use lang::Lang;
use model::Severity;

/// The indented examples of the guide that are whole outlines or can be made into one.
fn examples() -> Vec<String> {
    let guide = include_str!("../../../../../docs/guide/outline.md");
    let mut examples = Vec::new();
    let mut current = String::new();
    for line in guide.lines().chain(["end"]) {
        match line.strip_prefix("    ") {
            Some(code) => {
                current.push_str(code);
                current.push('\n');
            }
            None if line.trim().is_empty() && !current.is_empty() => current.push('\n'),
            None => {
                let example = std::mem::take(&mut current);
                if example.contains("\n→") || example.starts_with(['→', 's', 'w']) {
                    examples.push(example);
                }
            }
        }
    }
    examples
}

#[test]
fn every_example_of_the_guide_is_read_and_comes_back_from_its_model() {
    let examples = examples();
    assert!(examples.len() > 15, "{}", examples.len());
    for example in examples {
        if example.starts_with("Caller reports") || example.starts_with("stepwell ") {
            continue;
        }
        let text = if example.starts_with("workflow") || example.starts_with("start") {
            example.clone()
        } else {
            // A way back needs its target.
            format!("start: begin\n{example}")
        };
        let parsed = parse(&text, None);
        let errors: Vec<String> = parsed
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .map(|diagnostic| diagnostic.render(&text, Lang::En))
            .collect();
        assert!(errors.is_empty(), "{text}\n{errors:#?}");
        let outline = parsed.outline.expect("no errors");
        let again = parse(&format(&outline), None).outline;
        assert_eq!(again.as_ref(), Some(&outline), "{text}\n{}", format(&outline));
        if text.contains("→ kept") {
            assert!(to_definitions(&outline).is_err());
            continue;
        }
        let model = to_definitions(&outline).expect("can be made into a model");
        let back = from_definitions(&model, &model.processes[0].id).expect("is there");
        assert_eq!(
            to_definitions(&back).map(|model| model.processes[0].body.nodes.len()),
            Ok(model.processes[0].body.nodes.len())
        );
    }
}

/// The indented block that ends, or begins, nearest to `at`.
fn block(guide: &str, at: usize, before: bool) -> String {
    let indented = |line: &&str| line.is_empty() || line.starts_with("    ");
    let lines: Vec<&str> = if before {
        let mut lines: Vec<&str> =
            guide[..at].trim_end().lines().rev().take_while(|line| indented(line)).collect();
        lines.reverse();
        lines
    } else {
        guide[at..]
            .lines()
            .skip(1)
            .skip_while(|line| !line.starts_with("    "))
            .take_while(indented)
            .collect()
    };
    let lines = lines.iter().map(|line| line.strip_prefix("    ").unwrap_or(line));
    format!("{}\n", lines.collect::<Vec<_>>().join("\n").trim())
}

#[test]
fn the_guide_shows_how_prose_is_read_and_how_else() {
    let guide = include_str!("../../../../../docs/guide/outline.md");
    let at = guide.find("\nis read as\n").expect("the reading");
    let prose = block(guide, at, true);
    let parsed = parse(prose.trim(), None);
    assert_eq!(parsed.outline.as_ref().map(format), Some(block(guide, at + 1, false)));
    let at = guide.find("and its other reading is\n").expect("the other reading");
    let mut others = parsed.notes.iter().filter_map(|note| note.alternative);
    let other = others.find(|other| other.guess == Guess::Meet).expect("a note with another reading");
    assert_eq!(other.apply(prose.trim(), None).outline.as_ref().map(format), Some(block(guide, at, false)));
    // A row for everything that is left open.
    let rows = guide[at..].lines().filter(|line| line.starts_with('|') && line.contains(" · ")).count();
    assert_eq!(rows, 12);
}

#[test]
fn messages_of_errors_point_at_the_place_and_say_what_to_write() {
    let text = "workflow: x\nstart: a\n→ Agent: b\n    witihn: 2h\nhello\n- yes\n→ wait: c\n    for: soon\n→ go to: nowhere";
    let parsed = parse(text, None);
    assert!(parsed.outline.is_none());
    let said: Vec<String> = parsed.diagnostics.iter().map(|each| each.render(text, Lang::En)).collect();
    assert_eq!(
        said,
        [
            "6:3: error: A branch belongs below a choice. Write '→ choose: question' above it, or make it a step: '→ yes'.",
            "5:1: error: This line is not a step yet. Write '→ hello' for a step or '- hello' for a branch.",
            "4:5: error: 'witihn' is not a word of the outline. Write 'within'.",
            "8:10: error: 'soon' cannot be read after 'for'. Write, for example, 'for: 2h'.",
            "9:3: error: There is no step 'nowhere' to go to. Write '→ go to: …', or give the step that you mean this name.",
        ]
    );
}
