//! Why a case cannot go on with another version of its workflow.

use lang::Text;

pub(crate) static MIGRATE_UNKNOWN: Text = Text {
    code: "migrate.unknown",
    en: "There is no step “{element}” in that version.",
    th: "ไม่มีขั้นตอน “{element}” ในเวอร์ชันนั้น",
    it: "In quella versione non esiste il passo «{element}».",
    id: "Tidak ada langkah “{element}” di versi itu.",
    ja: "そのバージョンにステップ「{element}」はありません。",
};

pub(crate) static MIGRATE_NO_TARGET: Text = Text {
    code: "migrate.no-target",
    en: "The case stands at “{step}”, which the new version does not have. Say which step it becomes, or move the case first.",
    th: "เคสอยู่ที่ “{step}” ซึ่งไม่มีในเวอร์ชันใหม่ กรุณาระบุว่าจะให้ไปอยู่ขั้นตอนใด หรือย้ายเคสก่อน",
    it: "Il caso si trova in «{step}», che la nuova versione non ha. Indicare quale passo diventa, oppure spostare prima il caso.",
    id: "Kasus berada di “{step}” yang tidak ada di versi baru. Tentukan langkah penggantinya, atau pindahkan kasus dulu.",
    ja: "ケースは「{step}」にありますが、新しいバージョンにこのステップはありません。対応するステップを指定するか、先にケースを移動してください。",
};

pub(crate) static MIGRATE_OTHER_KIND: Text = Text {
    code: "migrate.other-kind",
    en: "“{step}” cannot become “{target}”: they are of different kinds.",
    th: "“{step}” เปลี่ยนเป็น “{target}” ไม่ได้ เพราะเป็นคนละชนิดกัน",
    it: "«{step}» non può diventare «{target}»: sono di tipo diverso.",
    id: "“{step}” tidak bisa menjadi “{target}”: jenisnya berbeda.",
    ja: "「{step}」と「{target}」は種類が異なるため、移せません。",
};

pub(crate) static MIGRATE_OTHER_SCOPE: Text = Text {
    code: "migrate.other-scope",
    en: "“{step}” cannot become “{target}”: it stands in another sub-process there.",
    th: "“{step}” เปลี่ยนเป็น “{target}” ไม่ได้ เพราะอยู่คนละกระบวนการย่อย",
    it: "«{step}» non può diventare «{target}»: lì si trova in un altro sottoprocesso.",
    id: "“{step}” tidak bisa menjadi “{target}”: di sana langkah itu berada dalam subproses lain.",
    ja: "「{target}」は別のサブプロセスにあるため、「{step}」から移せません。",
};

pub(crate) static MIGRATE_LOST_TOKEN: Text = Text {
    code: "migrate.lost-token",
    en: "What waits at “{gateway}”, or could be undone there, has no place in the new version. Keep the ids of its flows and handlers.",
    th: "สิ่งที่รออยู่หรือย้อนคืนได้ที่ “{gateway}” ไม่มีที่รองรับในเวอร์ชันใหม่ กรุณาคงรหัสของเส้นและตัวจัดการไว้",
    it: "Ciò che attende in «{gateway}», o che lì poteva essere annullato, non ha posto nella nuova versione. Mantenere gli id dei suoi flussi e gestori.",
    id: "Yang menunggu di “{gateway}”, atau yang bisa dibatalkan di sana, tidak punya tempat di versi baru. Pertahankan id alur dan penanganannya.",
    ja: "「{gateway}」で待っているもの、またはそこで取り消せるものの行き先が新しいバージョンにありません。フローとハンドラーのIDを変えないでください。",
};

/// All of them, to find one by its code.
pub(crate) static MIGRATIONS: &[&Text] =
    &[&MIGRATE_UNKNOWN, &MIGRATE_NO_TARGET, &MIGRATE_OTHER_KIND, &MIGRATE_OTHER_SCOPE, &MIGRATE_LOST_TOKEN];
