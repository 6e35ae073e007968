//! Japanese verbs: the form in which a sentence ends, of the forms that stand before a comma or *if*.

use std::borrow::Cow;

/// Endings of verbs that have one more letter than their row says: 起き is 起きる, not 起く.
const ONE_ROW: [&str; 22] = [
    "起き", "でき", "出来", "飽き", "生き", "尽き", "落ち", "満ち", "過ぎ", "延び", "伸び", "詫び", "浴び",
    "借り", "足り", "降り", "試み", "省み", "用い", "率い", "報い", "閉じ",
];
/// Verbs in す whose stem is two letters of Chinese script; others of that length are する.
const TWO_LETTERS: [&str; 12] =
    ["見直", "折返", "差戻", "引渡", "払戻", "繰返", "貸出", "呼出", "取消", "見渡", "聞直", "読直"];
/// Letters before a comma, and what ends a sentence in their place.
const ROWS: [(&str, &str); 7] =
    [("り", "る"), ("き", "く"), ("ち", "つ"), ("み", "む"), ("び", "ぶ"), ("ぎ", "ぐ"), ("い", "う")];
/// Verbs that no rule tells: written without Chinese script, or before て.
const KNOWN: [(&str, &str); 31] = [
    ("あり", "ある"),
    ("なり", "なる"),
    ("もらい", "もらう"),
    ("いただき", "いただく"),
    ("待って", "待つ"),
    ("持って", "持つ"),
    ("送って", "送る"),
    ("使って", "使う"),
    ("買って", "買う"),
    ("払って", "払う"),
    ("取って", "取る"),
    ("守って", "守る"),
    ("行って", "行う"),
    ("伺って", "伺う"),
    ("もらって", "もらう"),
    ("渡って", "渡る"),
    ("聞いて", "聞く"),
    ("書いて", "書く"),
    ("引いて", "引く"),
    ("開いて", "開く"),
    ("継いで", "継ぐ"),
    ("急いで", "急ぐ"),
    ("読んで", "読む"),
    ("選んで", "選ぶ"),
    ("込んで", "込む"),
    ("頼んで", "頼む"),
    ("呼んで", "呼ぶ"),
    ("見て", "見る"),
    ("出て", "出る"),
    ("得て", "得る"),
    ("経て", "経る"),
];
/// Endings to which る is added.
const E_ROW: [&str; 13] = ["え", "け", "げ", "せ", "ね", "べ", "め", "れ", "ぜ", "じ", "で", "ぺ", "へ"];
/// Verbs in う, the only words in い that are none of quality.
const U_ROW: [&str; 14] = [
    "行い",
    "払い",
    "伺い",
    "願い",
    "買い",
    "洗い",
    "扱い",
    "従い",
    "使い",
    "会い",
    "言い",
    "違い",
    "合い",
    "もらい",
];
/// Words of quality, without their ending.
const ADJECTIVES: [&str; 16] =
    ["な", "多", "高", "安", "良", "よ", "悪", "長", "短", "早", "速", "遅", "重", "大き", "小さ", "し"];
/// Conditions in ば, and the plain form.
const BA: [(&str, &str); 7] = [
    ("れば", "る"),
    ("めば", "む"),
    ("けば", "く"),
    ("せば", "す"),
    ("てば", "つ"),
    ("べば", "ぶ"),
    ("えば", "う"),
];

/// Whether an ending belongs to the verb before it.
pub fn is_ending(word: &str) -> bool {
    word.ends_with('ば') || word.ends_with('ら') || word == "次第"
}

/// A clause with its verb as at the end of a sentence: 確認し becomes 確認する. What is no such form stays.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim_end_matches(['、', ',', '，']);
    let with = |cut: usize, ending: &str| -> Cow<'_, str> {
        Cow::Owned(format!("{}{ending}", &text[..text.len() - cut]))
    };
    if let Some(stem) = text.strip_suffix("して").or_else(|| text.strip_suffix('し')) {
        return Cow::Owned(format!("{stem}{}", if is_su(stem) { "す" } else { "する" }));
    }
    // お断り and お知らせ are nouns of what is done.
    if is_polite(text) {
        return Cow::Owned(format!("{text}する"));
    }
    if let Some((before, end)) = KNOWN.iter().find(|(before, _)| text.ends_with(before)) {
        return with(before.len(), end);
    }
    if let Some(stem) = text.strip_suffix('て').filter(|stem| E_ROW.iter().any(|row| stem.ends_with(row))) {
        return Cow::Owned(format!("{stem}る"));
    }
    if ONE_ROW.iter().any(|stem| text.ends_with(stem)) {
        return Cow::Owned(format!("{text}る"));
    }
    // Nouns and particles look like endings: only what follows a letter of Chinese script is a verb.
    let is_verb = |row: &str| {
        let stem = &text[..text.len() - row.len()];
        let mut last = stem.chars().rev();
        last.next().is_some_and(|c| is_chinese(c) || (is_kana(c) && last.next().is_some_and(is_chinese)))
    };
    if let Some((row, ending)) = ROWS.iter().find(|(row, _)| text.ends_with(row) && is_verb(row)) {
        let adjective = *row == "い" && !U_ROW.iter().any(|verb| text.ends_with(verb));
        return if adjective { Cow::Borrowed(text) } else { with(row.len(), ending) };
    }
    match E_ROW.iter().find(|row| text.ends_with(**row) && is_verb(row)) {
        Some(_) => with(0, "る"),
        None => Cow::Borrowed(text),
    }
}

/// Whether `text` ends with お and a noun made of a verb.
fn is_polite(text: &str) -> bool {
    let stem = text.trim_end_matches(is_kana);
    let ending = &text[stem.len()..];
    let before = stem.trim_end_matches(is_chinese);
    let row = ["り", "い", "ち", "み", "せ", "け", "き"].iter().any(|end| ending.ends_with(end));
    row && before.len() < stem.len() && ending.chars().count() <= 2 && before.ends_with('お')
}

/// A condition as a question is asked: 在庫がなければ becomes 在庫がない. `word`: the one by which it was found.
pub fn condition(text: &str, word: &str) -> String {
    let cut = |ending: &str| text.strip_suffix(ending);
    if !is_ending(word) {
        // の and な only join the words to 場合.
        let bare = cut("の").or_else(|| cut("な").filter(|stem| stem.ends_with(is_chinese)));
        return bare.unwrap_or(text).to_owned();
    }
    if let Some(stem) = cut("次第") {
        return plain(stem).into_owned();
    }
    if let Some(stem) = cut("であれば").or_else(|| cut("ならば")).or_else(|| cut("なら")) {
        return stem.to_owned();
    }
    if let Some(past) = cut("ら").filter(|past| past.ends_with(['た', 'だ'])) {
        return past.to_owned();
    }
    if let Some(stem) = cut("ければ").filter(|stem| ADJECTIVES.iter().any(|end| stem.ends_with(end))) {
        return format!("{stem}い");
    }
    let found = BA.iter().find_map(|(ending, plain)| Some((cut(ending)?, plain)));
    found.map_or_else(|| text.to_owned(), |(stem, plain)| format!("{stem}{plain}"))
}

/// Whether the し behind `stem` is one of す (渡し) and not of する (確認し).
fn is_su(stem: &str) -> bool {
    let mut last = stem.chars().rev();
    let two = TWO_LETTERS.iter().any(|verb| stem.ends_with(verb));
    two || match (last.next(), last.next()) {
        (Some('い'), _) => false,
        (Some(c), before) if is_chinese(c) => !before.is_some_and(|c| is_chinese(c) || is_katakana(c)),
        (Some(c), _) => is_kana(c),
        (None, _) => false,
    }
}

/// What the customer does for others to go on with; everything else at the end is how a case ends.
const GIVING: [&str; 16] = [
    "払う",
    "入力する",
    "記入する",
    "送る",
    "送信する",
    "提出する",
    "署名する",
    "選ぶ",
    "選択する",
    "注文する",
    "申し込む",
    "予約する",
    "登録する",
    "返送する",
    "返品する",
    "アップロードする",
];
/// Verbs of what happens to things, behind が.
const HAPPENING: [&str; 26] = [
    "ある",
    "ない",
    "届く",
    "入る",
    "来る",
    "着く",
    "終わる",
    "始まる",
    "決まる",
    "起きる",
    "起こる",
    "なる",
    "できる",
    "出る",
    "見つかる",
    "壊れる",
    "切れる",
    "残る",
    "過ぎる",
    "直る",
    "戻る",
    "通る",
    "変わる",
    "わかる",
    "分かる",
    "違う",
];
/// Nouns of what happens, before する.
const EVENTS: [&str; 8] = ["完了", "発生", "終了", "到着", "経過", "開始", "成立", "不足"];

/// Whether `text` says what the customer does for others to go on with: 払う.
pub fn is_giving(text: &str) -> bool {
    GIVING.iter().any(|verb| text.ends_with(verb))
}

/// Whether `text`, which stands behind が, ends with a verb of what somebody does, in its plain form.
pub fn is_deed(text: &str) -> bool {
    let happens = HAPPENING.iter().any(|verb| text.ends_with(verb)) || text.ends_with("れる");
    let event = text.strip_suffix("する").is_some_and(|stem| EVENTS.iter().any(|noun| stem.ends_with(noun)));
    let deed = text.strip_suffix("する").map_or_else(
        || {
            text.chars().rev().nth(1).is_some_and(is_chinese)
                && text.ends_with(['う', 'く', 'す', 'つ', 'む', 'ぶ', 'ぐ', 'る'])
        },
        is_action,
    );
    deed && !happens && !event
}

/// Whether what is done is said by a noun that する makes a verb of: 承認, キャンセル.
pub fn is_action(text: &str) -> bool {
    let chinese = text.chars().rev().take_while(|c| is_chinese(*c)).count();
    chinese >= 2 || text.ends_with(is_katakana)
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '々'
}

fn is_kana(c: char) -> bool {
    ('\u{3041}'..='\u{3096}').contains(&c)
}

fn is_katakana(c: char) -> bool {
    ('\u{30a1}'..='\u{30fe}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_before_a_comma_are_written_as_at_the_end() {
        for (text, end) in [
            ("在庫を確認し", "在庫を確認する"),
            ("商品を発送して", "商品を発送する"),
            ("キャンセルし", "キャンセルする"),
            ("商品を渡し", "商品を渡す"),
            ("倉庫から取り出し", "倉庫から取り出す"),
            ("契約を見直し", "契約を見直す"),
            ("お願いし", "お願いする"),
            ("利用状況を見守り", "利用状況を見守る"),
            ("原因を調べ", "原因を調べる"),
            ("期限を決め", "期限を決める"),
            ("原因を突き止めて", "原因を突き止める"),
            ("請求書を書き", "請求書を書く"),
            ("電話で伺い", "電話で伺う"),
            ("担当者に引き継ぎ", "担当者に引き継ぐ"),
            ("車を借り", "車を借りる"),
            ("7日間待って", "7日間待つ"),
            ("返金する", "返金する"),
            ("在庫がない", "在庫がない"),
            ("顧客に", "顧客に"),
            ("メールで", "メールで"),
            ("返金", "返金"),
            ("し", "する"),
            ("在庫を見て", "在庫を見る"),
            ("請求書を送って", "請求書を送る"),
            ("入金があり", "入金がある"),
            ("お断り", "お断りする"),
            ("お客様へお知らせ", "お客様へお知らせする"),
        ] {
            assert_eq!(plain(text), end, "{text}");
        }
    }

    #[test]
    fn conditions_are_asked_in_their_plain_form() {
        for (text, word, asked) in [
            ("在庫がなければ", "れば", "在庫がない"),
            ("不備があれば", "れば", "不備がある"),
            ("書類が届いたら", "たら", "書類が届いた"),
            ("入金があり次第", "次第", "入金がある"),
            ("クレームの", "場合は", "クレーム"),
            ("会員なら", "なら", "会員"),
            ("金額が高ければ", "れば", "金額が高い"),
            ("間に合わなければ", "れば", "間に合わない"),
            ("急げば", "ば", "急げば"),
        ] {
            assert_eq!(condition(text, word), asked, "{text}");
        }
    }
}
