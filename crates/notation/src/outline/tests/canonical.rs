//! The canonical form by example: errors, and what is written.

use crate::outline::parse;
use lang::Lang;

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
