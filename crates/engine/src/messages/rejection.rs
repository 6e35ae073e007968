//! Why a command was refused.

use lang::Text;

pub(crate) static NOT_ACTIVE: Text = Text {
    code: "case.not-active",
    en: "The case has ended or has not begun.",
    th: "เคสนี้จบแล้วหรือยังไม่เริ่ม",
    it: "Il caso è terminato o non è ancora iniziato.",
    id: "Kasus sudah berakhir atau belum dimulai.",
    ja: "このケースは終了しているか、まだ始まっていません。",
};

pub(crate) static ALREADY_STARTED: Text = Text {
    code: "case.already-started",
    en: "The case has begun already.",
    th: "เคสนี้เริ่มไปแล้ว",
    it: "Il caso è già iniziato.",
    id: "Kasus sudah dimulai.",
    ja: "このケースはすでに始まっています。",
};

pub(crate) static SUSPENDED: Text = Text {
    code: "case.suspended",
    en: "The case is suspended. Resume it first.",
    th: "เคสนี้ถูกพักไว้ กรุณาสั่งให้ดำเนินต่อก่อน",
    it: "Il caso è sospeso. Prima occorre riprenderlo.",
    id: "Kasus sedang ditangguhkan. Lanjutkan dulu.",
    ja: "このケースは一時停止中です。先に再開してください。",
};

pub(crate) static NOT_SUSPENDED: Text = Text {
    code: "case.not-suspended",
    en: "The case is not suspended.",
    th: "เคสนี้ไม่ได้ถูกพักไว้",
    it: "Il caso non è sospeso.",
    id: "Kasus tidak sedang ditangguhkan.",
    ja: "このケースは一時停止していません。",
};

pub(crate) static NOT_FOUND: Text = Text {
    code: "case.not-found",
    en: "There is no {what} {key} in this case any more.",
    th: "ไม่มี {what} {key} ในเคสนี้แล้ว",
    it: "In questo caso non c'è più: {what} {key}.",
    id: "Tidak ada lagi {what} {key} dalam kasus ini.",
    ja: "このケースに{what}「{key}」はもうありません。",
};

pub(crate) static NOT_DUE: Text = Text {
    code: "timer.not-due",
    en: "The timer {key} is not due yet.",
    th: "ตัวจับเวลา {key} ยังไม่ถึงกำหนด",
    it: "Il timer {key} non è ancora scaduto.",
    id: "Pengatur waktu {key} belum jatuh tempo.",
    ja: "タイマー「{key}」はまだ時間になっていません。",
};

pub(crate) static NEEDS_CHOICE: Text = Text {
    code: "task.needs-choice",
    en: "This task is a question: say which answer is chosen.",
    th: "งานนี้เป็นคำถาม กรุณาระบุคำตอบที่เลือก",
    it: "Questa attività è una domanda: indicare la risposta scelta.",
    id: "Tugas ini berupa pertanyaan: sebutkan jawaban yang dipilih.",
    ja: "このタスクは質問です。選んだ答えを指定してください。",
};

pub(crate) static NOT_A_CHOICE: Text = Text {
    code: "task.not-a-choice",
    en: "This is not one of the answers, or not the right number of them.",
    th: "นี่ไม่ใช่คำตอบที่มีให้เลือก หรือจำนวนคำตอบไม่ถูกต้อง",
    it: "Non è una delle risposte, oppure il numero di risposte non è giusto.",
    id: "Ini bukan salah satu jawaban, atau jumlahnya tidak tepat.",
    ja: "選択肢にない答えか、選んだ数が正しくありません。",
};

pub(crate) static CANNOT_START_AT: Text = Text {
    code: "case.cannot-start-at",
    en: "The case cannot start at “{element}”.",
    th: "เคสเริ่มที่ “{element}” ไม่ได้",
    it: "Il caso non può iniziare da «{element}».",
    id: "Kasus tidak dapat dimulai di “{element}”.",
    ja: "ケースを「{element}」から始めることはできません。",
};

pub(crate) static CANNOT_CANCEL: Text = Text {
    code: "case.cannot-cancel-step",
    en: "This step cannot be cancelled by itself.",
    th: "ยกเลิกขั้นตอนนี้เพียงอย่างเดียวไม่ได้",
    it: "Questo passo non può essere annullato da solo.",
    id: "Langkah ini tidak dapat dibatalkan secara terpisah.",
    ja: "このステップだけをキャンセルすることはできません。",
};

pub(crate) static AMBIGUOUS_SCOPE: Text = Text {
    code: "case.ambiguous-scope",
    en: "“{element}” is active more than once: say in which of them to start.",
    th: "“{element}” ทำงานอยู่มากกว่าหนึ่งรายการ กรุณาระบุว่าจะเริ่มในรายการใด",
    it: "«{element}» è attivo più volte: indicare in quale iniziare.",
    id: "“{element}” aktif lebih dari sekali: sebutkan mulai di yang mana.",
    ja: "「{element}」が複数実行中です。どれの中で始めるか指定してください。",
};

pub(crate) static NOT_AD_HOC: Text = Text {
    code: "case.not-ad-hoc",
    en: "This is not an ad-hoc sub-process, or the activity is not in it.",
    th: "นี่ไม่ใช่กระบวนการย่อยแบบเฉพาะกิจ หรือไม่มีกิจกรรมนี้อยู่ข้างใน",
    it: "Non è un sottoprocesso ad hoc, oppure l'attività non ne fa parte.",
    id: "Ini bukan subproses ad-hoc, atau aktivitasnya tidak ada di dalamnya.",
    ja: "これはアドホックサブプロセスではないか、そのアクティビティは含まれていません。",
};

pub(crate) static RETRIES_ZERO: Text = Text {
    code: "job.retries-zero",
    en: "The number of tries must be 1 or more.",
    th: "จำนวนครั้งที่ลองต้องเป็น 1 ขึ้นไป",
    it: "Il numero di tentativi deve essere almeno 1.",
    id: "Jumlah percobaan harus 1 atau lebih.",
    ja: "試行回数は1以上でなければなりません。",
};

/// All of them, to find one by its code.
pub(crate) static REJECTIONS: &[&Text] = &[
    &NOT_ACTIVE,
    &ALREADY_STARTED,
    &SUSPENDED,
    &NOT_SUSPENDED,
    &NOT_FOUND,
    &NOT_DUE,
    &NEEDS_CHOICE,
    &NOT_A_CHOICE,
    &CANNOT_START_AT,
    &CANNOT_CANCEL,
    &AMBIGUOUS_SCOPE,
    &NOT_AD_HOC,
    &RETRIES_ZERO,
];
