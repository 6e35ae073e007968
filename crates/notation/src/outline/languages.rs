//! What the reader of prose knows of each language. A further language is one more file like these.

mod en;
mod id;
mod it;
mod ja;
mod th;

use super::text::is_blank;
use lang::Lang;

/// Words that stand before something, and words that stand behind it.
pub type Sides = (&'static [&'static str], &'static [&'static str]);

/// The words of a language that say how a text is to be read. All in small letters.
#[derive(Debug)]
pub struct Words {
    /// Words stand between blanks; else everything is found inside running text.
    pub spaced: bool,
    /// Letters that only this language is written with, among the five.
    pub script: fn(char) -> bool,
    /// Frequent words by which the language is detected.
    pub frequent: &'static [&'static str],
    /// Words between alternatives, those that stand only between whole steps first.
    pub or_steps: &'static [&'static str],
    /// Words between alternatives of any kind.
    pub or: &'static [&'static str],
    /// Words that look like an *or* and are none: `whether or not`.
    pub not_or: &'static [&'static str],
    /// What begins a condition.
    pub if_before: &'static [&'static str],
    /// Words that look like an *if* and are none: `as if`.
    pub not_if: &'static [&'static str],
    /// Words with which a step without subject says what came out: `done`.
    pub results: &'static [&'static str],
    /// What begins a condition only where it stands first: `when`.
    pub when: &'static [&'static str],
    /// What ends a condition that has no word before it (`…場合、`).
    pub if_after: &'static [&'static str],
    /// Words between a step and the condition of the next one, beside a comma: `and`.
    pub and: &'static [&'static str],
    /// Words between a condition and its step, beside a comma: `then`.
    pub then: &'static [&'static str],
    /// Says that a step may be skipped.
    pub if_needed: &'static [&'static str],
    /// Steps with these words ask something: what follows is no branch.
    pub asks: &'static [&'static str],
    /// Steps with these words choose between what is named.
    pub chooses: &'static [&'static str],
    /// Steps with these words wait.
    pub waits: &'static [&'static str],
    /// What the customer is called.
    pub customers: &'static [&'static str],
    /// Who else acts.
    pub teams: &'static [&'static str],
    /// Words with which the name of a team begins (`ฝ่าย…`) in languages without blanks.
    pub team_heads: &'static [&'static str],
    /// Things that come first in a sentence but do nothing.
    pub things: &'static [&'static str],
    /// Words that may stand before a subject: articles.
    pub articles: &'static [&'static str],
    /// What follows a subject directly: particles.
    pub particles: &'static [&'static str],
    /// What follows those from whom something comes (`担当者から`); they are who does it.
    pub sources: &'static [&'static str],
    /// Verbs of steps, as they stand after a subject (in the third person, where there is one).
    pub verbs: &'static [&'static str],
    /// Beginnings of words that are verbs.
    pub verb_beginnings: &'static [&'static str],
    /// Endings of clauses that are verbs.
    pub verb_endings: &'static [&'static str],
    /// Whether a word behind a known team is likely its verb; the second is the word after it.
    pub likely_verb: fn(&str, &str) -> bool,
    /// Words that may stand between subject and verb.
    pub adverbs: &'static [&'static str],
    /// Answers, and their opposites.
    pub opposites: &'static [(&'static str, &'static str)],
    /// Answers that are rather given by who decides than by the customer.
    pub verdicts: &'static [&'static str],
    /// What a step does, and the connector that could do it.
    pub connectors: &'static [(&'static str, &'static str)],
    /// Numbers up to twenty, what stands for one, the tens, and compounds that are not a ten and a one side by side.
    pub numbers: &'static [(&'static str, u32)],
    /// Units of time: year 0, month 1, week 2, day 3, hour 4, minute 5, second 6.
    pub units: &'static [(&'static str, usize)],
    /// Begins what is done if a condition is not true. A comma in it has to be there.
    pub otherwise: &'static [&'static str],
    /// What turns a condition into its opposite: what is said, and what stands in its place.
    pub negations: &'static [(&'static str, &'static str)],
    /// Words of a time limit, before and behind the time: `within`, `以内に`.
    pub within: Sides,
    /// Words of a time that passes before a step, before and behind the time: `after`, `後に`.
    pub after: Sides,
    /// Words of what is done again and again, before and behind the time: `every`, `ごとに`.
    pub every: Sides,
    /// Words before and behind what ends it: `until`, `まで`.
    pub until: Sides,
    /// What stands behind *until* and says nothing.
    pub until_filler: &'static str,
    /// Answers to a question that stand for *yes*.
    pub yes: &'static [&'static str],
    /// Answers to a question that stand for *no*.
    pub no: &'static [&'static str],
    /// Endings of questions that no sign tells.
    pub asked: &'static [&'static str],
    /// Conditions of one word behind which anything may be done: `if ok …`.
    pub agreed: &'static [&'static str],
    /// Endings of words that say how something is, so that a condition may end there: `damaged`.
    pub states: &'static [&'static str],
    /// Verbs that need another one behind them: `can`.
    pub auxiliaries: &'static [&'static str],
    /// Days that are not every day.
    pub working_days: &'static [&'static str],
    /// Half of a unit, before it and behind it: `half an hour`, `2時間半`.
    pub halves: Sides,
    /// A list of names in running text: what stands before the first, between two, behind the last.
    pub list: [&'static str; 3],
    /// Politeness before the name of a team, in languages without blanks.
    pub before_team: &'static [&'static str],
    /// The question of a choice that says none.
    pub what_next: &'static str,
    /// What makes a question of a condition: before it and after it.
    pub question: (&'static str, &'static str),
    /// The same for a step that may be skipped.
    pub optional_question: (&'static str, &'static str),
}

/// What a language may be called where its code is wanted, in small letters.
pub const NAMES: [(&str, Lang); 15] = [
    ("english", Lang::En),
    ("inglese", Lang::En),
    ("inggris", Lang::En),
    ("thai", Lang::Th),
    ("ไทย", Lang::Th),
    ("italian", Lang::It),
    ("italiano", Lang::It),
    ("italia", Lang::It),
    ("indonesian", Lang::Id),
    ("indonesia", Lang::Id),
    ("bahasa indonesia", Lang::Id),
    ("bahasa", Lang::Id),
    ("japanese", Lang::Ja),
    ("日本語", Lang::Ja),
    ("nihongo", Lang::Ja),
];

/// The words of a language.
pub fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &en::WORDS,
        Lang::Th => &th::WORDS,
        Lang::It => &it::WORDS,
        Lang::Id => &id::WORDS,
        Lang::Ja => &ja::WORDS,
    }
}

/// The language that a text is most likely written in; English if nothing says otherwise.
pub fn detect(text: &str) -> Lang {
    let by_script = |lang: &Lang| {
        let words = of(*lang);
        if words.spaced { 0 } else { text.chars().filter(|c| (words.script)(*c)).count() }
    };
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let scripted = Lang::ALL.into_iter().max_by_key(by_script).filter(|lang| by_script(lang) * 4 > letters);
    if let Some(lang) = scripted {
        return lang;
    }
    let mut scores = [0usize; Lang::ALL.len()];
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(2_000) {
        let word = word.to_lowercase();
        for (score, lang) in scores.iter_mut().zip(Lang::ALL) {
            let words = of(lang);
            if words.spaced {
                let known = [words.frequent, words.verbs, words.customers, words.teams, words.things];
                *score += usize::from(known.iter().any(|list| list.contains(&word.as_str())));
            }
        }
    }
    let best = scores.iter().copied().max().unwrap_or(0);
    let found = Lang::ALL.into_iter().zip(scores).find(|(_, score)| *score == best && best > 0);
    found.map_or(Lang::En, |(lang, _)| lang)
}

/// Whether `text` begins with `word`, in any case, and the word ends there.
pub fn starts_with_word(text: &str, word: &str) -> bool {
    starts_with(text, word) && ends_word(word, &text[word.len()..])
}

/// Whether `text` begins with the unit `word`: a digit may follow (`1h30min`).
pub fn starts_with_unit(text: &str, word: &str) -> bool {
    starts_with(text, word) && {
        let rest = &text[word.len()..];
        rest.starts_with(|c: char| c.is_ascii_digit()) || ends_word(word, rest)
    }
}

/// Whether `text` begins with `word` in any case of ASCII letters.
pub fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Latin words end before what is no letter; words of other scripts end anywhere.
fn ends_word(word: &str, rest: &str) -> bool {
    // First what is cheap: most letters of Thai and Japanese are beyond.
    let latin = |c: char| c < '\u{0250}' && c.is_alphanumeric();
    !(word.ends_with(latin) && rest.starts_with(latin))
}

/// The first place in `text` from `from` on where `word` stands as a word of its own.
pub fn find_word(text: &str, word: &str, from: usize) -> Option<usize> {
    let mut at = from;
    let first = word.chars().next()?;
    // Without capitals, as in Thai and Japanese, the plain search does.
    let has_capital = first.is_lowercase();
    let find = |rest: &str| match has_capital {
        true => rest.find(|c: char| c == first || c.to_lowercase().eq([first])),
        false => rest.find(first),
    };
    while let Some(found) = find(text.get(at..)?) {
        let start = at + found;
        let free = first >= '\u{0250}'
            || !first.is_alphanumeric()
            || !text[..start].ends_with(|c: char| c < '\u{0250}' && c.is_alphanumeric());
        if free && starts_with_word(&text[start..], word) {
            return Some(start);
        }
        at = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// The longest of `words` with which `text` begins.
pub fn longest<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    words.iter().copied().filter(|word| starts_with_word(text, word)).max_by_key(|word| word.len())
}

/// Whether one of `words` stands in `text`.
pub fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| find_word(text, word, 0).is_some())
}

/// The first word of `text`.
pub fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(is_blank);
    text.split(|c: char| is_blank(c) || matches!(c, ',' | ';' | '.' | '(')).next().unwrap_or_default()
}
