//! Who does a step: the subject at its beginning.

use super::arrows;
use super::japanese;
use crate::outline::languages::{self, Words, longest, starts_with};
use crate::outline::limits;
use crate::outline::text::{colon, is_blank, trim};
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use lang::Lang;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Parts Thai at its words.
static WORDS: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Loan words of Thai, which its dictionary does not know.
const LOANS: [&str; 6] = ["แพ็ค", "แพ็ก", "เช็ค", "เช็ก", "เซ็น", "สแกน"];

/// The subject of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject<'t> {
    /// As it stands, without article or particle.
    pub name: &'t str,
    /// The customer.
    pub customer: bool,
    /// What comes after it.
    pub rest: &'t str,
    /// A word that is known to act; else it only looks like one.
    pub sure: bool,
}

impl Subject<'_> {
    /// The same for all spellings.
    pub fn key(&self) -> String {
        self.name.to_lowercase()
    }
}

/// The subject with which `text` begins. `known`: teams that were found before, by key.
pub fn subject<'t>(text: &'t str, words: &Words, known: &HashSet<String>) -> Option<Subject<'t>> {
    let text = without_article(text, words);
    if let Some(subject) = before_colon(text, words, known) {
        return Some(subject);
    }
    if words.spaced {
        in_words(text, words, known)
    } else if words.particles.is_empty() {
        by_prefix(text, words, known)
    } else {
        by_particle(text, words, known)
    }
}

/// Whether `text` begins with `word` and a word ends there; in scripts without blanks a dictionary says where.
pub fn begins_with(text: &str, word: &str) -> bool {
    languages::starts_with_word(text, word) && ends_word(text, word.len())
}

/// Whether a word of `text` ends behind its first `len` bytes.
fn ends_word(text: &str, len: usize) -> bool {
    let rest = &text[len..];
    let th = languages::of(Lang::Th);
    if !rest.starts_with(th.script) {
        return true;
    }
    // A dictionary does not know loan words: แพ็ค. Long ones are no part of others.
    let sign = |c: char| matches!(c, '\u{e31}' | '\u{e33}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
    if LOANS.iter().any(|loan| text[..len].starts_with(loan)) && !rest.starts_with(sign) {
        return true;
    }
    // The words behind it decide how a dictionary parts it; a few are enough.
    let limit = rest.char_indices().nth(limits::SUBJECT_LETTERS).map_or(text.len(), |(at, _)| len + at);
    BORDERS.with_borrow_mut(|known| known.of(&text[..limit]).contains(&len))
}

thread_local! {
    /// The same steps are looked at again and again, for each verb and each reading.
    static BORDERS: RefCell<Borders> = RefCell::default();
}

/// Where the words of texts end, as the dictionary found it.
#[derive(Default)]
struct Borders(HashMap<Box<str>, Box<[usize]>>);

impl Borders {
    /// Of so many texts it is known at most; then it begins anew.
    const MOST: usize = 4_096;

    fn of(&mut self, text: &str) -> &[usize] {
        if self.0.len() >= Self::MOST && !self.0.contains_key(text) {
            self.0.clear();
        }
        self.0.entry(text.into()).or_insert_with(|| WORDS.segment_str(text).collect())
    }
}

/// Where the words of `text` begin and end.
pub fn borders(text: &str) -> Vec<usize> {
    WORDS.segment_str(text).collect()
}

/// `text` without what may stand before a subject: articles, signs.
pub fn without_article<'t>(text: &'t str, words: &Words) -> &'t str {
    let is_sign = |c: char| !c.is_alphanumeric() && !arrows::opens(c);
    let mut text = match trim(text).trim_start_matches(is_sign) {
        "" => trim(text),
        rest => rest,
    };
    for _ in 0..3 {
        let article = words.articles.iter().find(|article| {
            starts_with(text, article) && {
                let rest = &text[article.len()..];
                !words.spaced || article.ends_with(['\'', '’']) || rest.starts_with(is_blank)
            }
        });
        let Some(article) = article else { break };
        let rest = text[article.len()..].trim_start_matches(|c: char| is_blank(c) || matches!(c, ',' | '、'));
        if rest.is_empty() {
            break;
        }
        text = rest;
    }
    text
}

/// The words of `text` with where they start, in small letters, without punctuation behind; at most `count`.
fn words_of(text: &str, count: usize) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < count {
        at += text[at..].len() - text[at..].trim_start_matches(is_blank).len();
        let len = text[at..].find(is_blank).unwrap_or(text.len() - at);
        if len == 0 {
            break;
        }
        let word = text[at..at + len].trim_end_matches([',', ';', ':', '!', '?']);
        found.push((at, at + word.len(), word.to_lowercase()));
        at += len;
        if word.len() < len {
            break;
        }
    }
    found
}

/// Whether a word stands where verbs stand: `is_verb("answers")`.
pub fn is_verb(word: &str, words: &Words) -> bool {
    let begins = |start: &str| word.len() >= 5 && word.starts_with(start);
    // Of what begins like a verb, a unit of time is none: menit.
    words.verbs.contains(&word)
        || (words.verb_beginnings.iter().any(|start| begins(start))
            && !words.customers.contains(&word)
            && !words.teams.contains(&word)
            && !words.things.contains(&word)
            && !words.frequent.contains(&word)
            && !words.units.iter().any(|(unit, _)| *unit == word))
}

/// `Agent: answers`, as in the full form; only who is known to act.
fn before_colon<'t>(text: &'t str, words: &Words, known: &HashSet<String>) -> Option<Subject<'t>> {
    let head: usize = text.chars().take(limits::SUBJECT_LETTERS * 2).map(char::len_utf8).sum();
    let (at, len) = colon(&text[..head])?;
    let (name, rest) = (trim(&text[..at]), trim(&text[at + len..]));
    let key = name.to_lowercase();
    let english = languages::of(Lang::En);
    let is = |own: &[&str], english: &[&str]| {
        own.contains(&key.as_str()) || own.contains(&name) || english.contains(&key.as_str())
    };
    let customer = is(words.customers, english.customers);
    let sure = customer || is(words.teams, english.teams);
    (!rest.is_empty() && (sure || known.contains(&key))).then_some(Subject { name, customer, rest, sure })
}

/// Languages with blanks: everything before the verb.
fn in_words<'t>(text: &'t str, words: &Words, known: &HashSet<String>) -> Option<Subject<'t>> {
    let list = words_of(text, limits::SUBJECT_WORDS + 1);
    let is = |at: usize, set: &[&str]| list.get(at).is_some_and(|word| set.contains(&word.2.as_str()));
    // What begins with *if* or *otherwise* is a clause, and nobody.
    if [words.if_before, words.otherwise, words.or, words.if_needed]
        .iter()
        .any(|set| longest(text, set).is_some())
    {
        return None;
    }
    let key = |end: usize| text[list[0].0..list[end - 1].1].to_lowercase();
    let either =
        |end: usize, set: &[&str]| set.contains(&key(end).as_str()) || is(end - 1, set) || is(0, set);
    let acts = |end: usize| {
        either(end, words.customers)
            || either(end, words.teams)
            || is(0, words.team_heads)
            || known.contains(&key(end))
    };
    let likely = |at: &usize| {
        let next = list.get(at + 1).map_or("", |word| word.2.as_str());
        let word = &list[*at].2;
        word.starts_with(char::is_alphabetic) && (words.likely_verb)(word, next) && acts(*at)
    };
    let verb = list.iter().position(|word| is_verb(&word.2, words));
    // What stands behind *and* is a second verb: the first one is not known.
    let is_second = |verb: &usize| (0..*verb).any(|at| is(at, words.and));
    let likely_verb = || (1..list.len()).find(likely);
    let verb = match verb {
        Some(verb) if is_second(&verb) => likely_verb().unwrap_or(verb),
        Some(verb) => verb,
        None => likely_verb()?,
    };
    let mut end = verb;
    while end > 0 && is(end - 1, words.adverbs) {
        end -= 1;
    }
    let last = end.checked_sub(1)?;
    let name = &text[list[0].0..list[last].1];
    let customer = either(end, words.customers) && !is(last, words.teams) && !is(0, words.team_heads);
    let sure = customer || either(end, words.teams) || is(0, words.team_heads);
    let active = || {
        let passive =
            ["is", "è", "sono", "has", "gets", "viene", "ha", "non", "si"].contains(&list[verb].2.as_str());
        !passive
            && !list[verb].2.starts_with("di")
            && !list[verb].2.starts_with("ter")
            && verb + 1 < list.len()
    };
    let plain = |word: &(usize, usize, String)| {
        !words.things.contains(&word.2.as_str())
            && !words.frequent.contains(&word.2.as_str())
            && word.2.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    // IT is a team, it is none.
    let is_acronym = |word: &(usize, usize, String)| {
        let written = &text[word.0..word.1];
        written.len() > 1
            && written.chars().all(|c| c.is_ascii_uppercase())
            && text.contains(char::is_lowercase)
    };
    let names_one = |word: &(usize, usize, String)| plain(word) || is_acronym(word);
    let looks_like_one = || end <= 2 && active() && list[..end].iter().all(names_one);
    if !sure && !known.contains(&key(end)) && !looks_like_one() {
        return None;
    }
    let rest = trim(&text[list[last].1..]);
    Some(Subject { name, customer, rest, sure })
}

/// Thai: the longest known word, or what follows a word such as *department* up to the verb.
fn by_prefix<'t>(text: &'t str, words: &Words, known: &HashSet<String>) -> Option<Subject<'t>> {
    let polite = words.before_team.iter().find_map(|word| text.strip_prefix(word));
    if let Some(subject) =
        polite.and_then(|rest| by_prefix(rest, words, known)).filter(|subject| subject.sure)
    {
        return Some(subject);
    }
    // People mix English words in.
    let english = languages::of(Lang::En);
    let customer = longest(text, words.customers).or_else(|| longest(text, english.customers));
    let verb_follows = |end: usize| {
        let rest = trim(&text[end..]);
        words.verbs.iter().chain(words.adverbs).any(|verb| rest.starts_with(verb))
    };
    let is_thing = |name: &str| words.things.contains(&name);
    let listed = longest(text, words.teams).or_else(|| longest(text, english.teams));
    let listed = listed.filter(|name| !is_thing(name) || verb_follows(name.len()));
    let team = listed.into_iter().chain(longest_known(text, known)).max_by_key(|name| name.len());
    let len = |name: Option<&str>| name.map_or(0, str::len);
    let is_customer = len(customer) > len(team);
    let mut end = len(customer).max(len(team));
    if let Some(head) = longest(text, words.team_heads)
        && !is_customer
        && end <= head.len()
        && !verb_follows(head.len())
    {
        let from = head.len();
        let verb = |at: &usize| words.verbs.iter().any(|verb| text[*at..].starts_with(verb));
        // Short verbs are found inside of other words too, so only what a dictionary parts is looked at.
        let limit = text.char_indices().nth(limits::SUBJECT_LETTERS * 2).map_or(text.len(), |(at, _)| at);
        let mut parts = WORDS.segment_str(&text[..limit]).filter(|at| *at > from && *at < limit);
        end = parts.find(verb).unwrap_or(end);
    }
    if end == 0 {
        return None;
    }
    let (name, rest) = (trim(&text[..end]), trim(&text[end..]));
    let sure = is_customer || (end == len(listed) && !listed.is_some_and(is_thing));
    (!rest.is_empty()).then_some(Subject { name, customer: is_customer, rest, sure })
}

/// The longest of the `known` teams with which `text` begins.
fn longest_known<'t>(text: &'t str, known: &HashSet<String>) -> Option<&'t str> {
    // There may be thousands of them, so it is the beginnings of the text that are looked up.
    let (mut start, mut found) = (String::new(), None);
    for (at, c) in text.char_indices().take(if known.is_empty() { 0 } else { limits::SUBJECT_LETTERS * 2 }) {
        start.extend(c.to_lowercase());
        let name = &text[..at + c.len_utf8()];
        if known.contains(&start) && languages::starts_with_word(text, name) {
            found = Some(name);
        }
    }
    found
}

/// Japanese: what stands before the first particle of a subject.
fn by_particle<'t>(text: &'t str, words: &Words, known: &HashSet<String>) -> Option<Subject<'t>> {
    let protected = arrows::protected(text);
    let free = |at: &usize| !arrows::is_protected(&protected, *at);
    let places = text.char_indices().take(limits::SUBJECT_LETTERS).map(|(at, _)| at).filter(free);
    let behind = |at: usize, list: &[&'static str]| {
        list.iter().copied().find(|particle| text[at..].starts_with(particle))
    };
    let mut found = None;
    for at in places {
        let from = behind(at, words.sources).filter(|from| comes_from(text, at, from.len(), words));
        if let Some(particle) = from.or_else(|| behind(at, words.particles)) {
            found = Some((at, particle, from.is_some()));
            break;
        }
    }
    let (at, particle, from) = found?;
    let (name, rest) = (trim(&text[..at]), trim(&text[at + particle.len()..]));
    if name.is_empty() || rest.is_empty() {
        return None;
    }
    // What stands in brackets behind a name only explains it.
    let bare = name.trim_end_matches(|c| c != '（' && c != '(').trim_end_matches(['（', '(']);
    let bare = if name.ends_with(['）', ')']) && !bare.is_empty() { bare } else { name };
    let english = languages::of(Lang::En);
    let small = bare.to_lowercase();
    let ends = |set: &[&str]| set.iter().any(|word| bare.ends_with(word));
    // The longest known ending decides: 顧客対応チーム is a team.
    let longest_end =
        |set: &[&str]| set.iter().filter(|word| bare.ends_with(**word)).map(|word| word.len()).max();
    let by_english = |set: &[&str]| set.contains(&small.as_str());
    let customer = longest_end(words.customers) > longest_end(words.teams) || by_english(english.customers);
    let listed = customer || ends(words.teams) || by_english(english.teams);
    // Goods come from a warehouse too.
    let sure = customer || (listed && !from);
    let kana = |c: char| ('\u{3041}'..='\u{3096}').contains(&c) && c != 'の';
    let acts = rest.contains('を') || (particle == "が" && japanese::is_deed(rest));
    let looks_like_one = particle != "、" && !from && acts && !name.contains(kana) && !ends(words.things);
    (listed || known.contains(name) || looks_like_one).then_some(Subject { name, customer, rest, sure })
}

/// Whether what stands before から in `text` at `at` is somebody known: 担当者から, and not 顧客からの.
fn comes_from(text: &str, at: usize, len: usize, words: &Words) -> bool {
    let name = trim(&text[..at]);
    let rest = &text[at + len..];
    let list = words.customers.iter().chain(words.teams);
    !rest.starts_with(['の', 'は', 'も']) && list.into_iter().any(|word| name.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::languages::of;

    #[test]
    fn subjects_are_found_in_every_language() {
        for (lang, text, name, rest) in [
            (Lang::En, "The customer calls again", "customer", "calls again"),
            (Lang::En, "product team considers", "product team", "considers"),
            (Lang::En, "Dispatcher assigns a van", "Dispatcher", "assigns a van"),
            (Lang::It, "L'operatore propone una riparazione", "operatore", "propone una riparazione"),
            (Lang::It, "il responsabile del magazzino controlla", "responsabile del magazzino", "controlla"),
            (Lang::Id, "Tim produk mempertimbangkan", "Tim produk", "mempertimbangkan"),
            (Lang::Th, "ลูกค้าแจ้งปัญหา", "ลูกค้า", "แจ้งปัญหา"),
            (Lang::Th, "ฝ่ายกฎหมายตรวจสัญญา", "ฝ่ายกฎหมาย", "ตรวจสัญญา"),
            (Lang::Ja, "顧客が故障を連絡する", "顧客", "故障を連絡する"),
            (Lang::Ja, "顧客対応チームは電話をかける", "顧客対応チーム", "電話をかける"),
            (Lang::Ja, "担当者から連絡する", "担当者", "連絡する"),
            (Lang::Ja, "お客様より電話が入る", "お客様", "電話が入る"),
            (Lang::Ja, "オペレーター: 応答する", "オペレーター", "応答する"),
            (Lang::Th, "ทางร้านส่งสินค้า", "ร้าน", "ส่งสินค้า"),
            (Lang::En, "Agent: answers", "Agent", "answers"),
        ] {
            let found = subject(text, of(lang), &HashSet::new()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.name, found.rest), (name, rest), "{text}");
        }
    }

    #[test]
    fn things_and_bare_verbs_are_no_subjects() {
        for (lang, text) in [
            (Lang::En, "Fault is repaired"),
            (Lang::En, "sends the tracking number"),
            (Lang::En, "customer satisfaction survey"),
            (Lang::It, "il pacco arriva"),
            (Lang::Id, "pesanan diterima"),
            (Lang::Th, "สินค้าหมด"),
            (Lang::Ja, "荷物が届く"),
            (Lang::Ja, "または電話をかける"),
            (Lang::Ja, "顧客に電話をかける"),
            (Lang::Ja, "顧客からの問い合わせ"),
        ] {
            assert_eq!(subject(text, of(lang), &HashSet::new()), None, "{text}");
        }
    }

    #[test]
    fn thai_words_are_not_cut() {
        assert!(begins_with("โทรแจ้งลูกค้า", "โทร") && begins_with("รอลูกค้า", "รอ") && begins_with("ส่ง", "ส่ง"));
        for (text, word) in
            [("โทรศัพท์", "โทร"), ("ของแถม", "ขอ"), ("รองรับ", "รอ"), ("รอบคอบ", "รอ"), ("ไปรษณีย์", "ไป")]
        {
            assert!(!begins_with(text, word), "{text}");
        }
    }
}
