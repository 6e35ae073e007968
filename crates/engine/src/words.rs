//! Words and parts of sentences that stand inside the messages of the engine, in five languages.

use crate::limits::MAX_REASONS;
use expr::Warning;
use lang::{Message, Text};

macro_rules! words {
    ($($name:ident = $code:literal: $en:literal, $th:literal, $it:literal, $id:literal, $ja:literal;)+) => {
        $(pub(crate) static $name: Text = Text { code: $code, en: $en, th: $th, it: $it, id: $id, ja: $ja };)+

        /// All of them, to find one by its code.
        pub(crate) static ALL: &[&Text] = &[$(&$name),+];
    };
}

words! {
    // What was asked for and is not there.
    TASK = "word.task": "task", "งาน", "attività", "tugas", "タスク";
    JOB = "word.job": "job", "งานอัตโนมัติ", "job", "pekerjaan", "ジョブ";
    STEP = "word.step": "step", "ขั้นตอน", "passo", "langkah", "ステップ";
    SCOPE = "word.scope": "scope", "ขอบเขต", "ambito", "lingkup", "スコープ";
    AWAITED = "word.awaited-event":
        "event that is waited for", "เหตุการณ์ที่รออยู่", "evento atteso", "kejadian yang ditunggu", "待機中のイベント";
    CALL = "word.call": "call", "การเรียก", "chiamata", "panggilan", "呼び出し";
    INCIDENT = "word.incident": "incident", "ปัญหาที่ค้างอยู่", "incidente", "insiden", "インシデント";
    // What a command brings.
    FAILURE = "word.failure":
        "reason of the failure", "สาเหตุที่ล้มเหลว", "motivo dell'errore", "alasan kegagalan", "失敗の理由";
    REASON = "word.reason": "reason", "เหตุผล", "motivo", "alasan", "理由";
    // Parts of sentences.
    NOTHING = "part.nothing": "", "", "", "", "";
    BECAUSE = "part.because": " {reason}", " {reason}", " {reason}", " {reason}", "{reason}";
    AND_BECAUSE = "part.and-because":
        " {reason}{more}", " {reason}{more}", " {reason}{more}", " {reason}{more}", "{reason}{more}";
    INPUTS = "part.inputs":
        " Inputs: {inputs}.", " ค่าที่ใช้: {inputs}", " Valori: {inputs}.", " Nilai: {inputs}.", "入力値：{inputs}。";
    NO_REASON = "part.no-reason":
        "no reason was given", "ไม่ได้ระบุเหตุผล", "nessun motivo indicato", "tanpa alasan", "理由は示されていません";
    QUOTED = "part.quoted": "“{text}”", "“{text}”", "«{text}»", "“{text}”", "「{text}」";
}

/// The reasons why something is null, as sentences that follow another one; nothing if there are none.
pub(crate) fn because(warnings: &[Warning]) -> Message {
    let reasons = warnings.iter().take(MAX_REASONS).map(|warning| warning.message.clone());
    let join = |more: Option<Message>, reason: Message| {
        Some(match more {
            None => BECAUSE.message().with_message("reason", reason),
            Some(more) => AND_BECAUSE.message().with_message("reason", reason).with_message("more", more),
        })
    };
    reasons.rev().fold(None, join).unwrap_or(NOTHING.message())
}

/// What somebody said, in quotes, or that nothing was said.
pub(crate) fn quoted(text: &str) -> Message {
    if text.trim().is_empty() { NO_REASON.message() } else { QUOTED.message().with("text", text) }
}
