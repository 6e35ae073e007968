//! What connectors say when they fail: in general, and of their inputs.

use lang::Text;

/// No answer in time.
pub static TIMED_OUT: Text = Text {
    code: "connector.timed-out",
    en: "There was no whole answer within {seconds} s.",
    th: "ไม่ได้รับคำตอบครบถ้วนภายใน {seconds} วินาที",
    it: "Nessuna risposta completa entro {seconds} s.",
    id: "Tidak ada jawaban lengkap dalam {seconds} detik.",
    ja: "{seconds}秒以内に応答が完了しませんでした。",
};

/// An input that is needed and not there.
pub static INPUT_MISSING: Text = Text {
    code: "connector.input-missing",
    en: "The input “{name}” is missing. Give it to the step as an input or a header.",
    th: "ไม่มีข้อมูลนำเข้า “{name}” กรุณากำหนดให้ขั้นตอนเป็นข้อมูลนำเข้าหรือเฮดเดอร์",
    it: "Manca il valore di ingresso «{name}». Assegnarlo al passo come ingresso o intestazione.",
    id: "Masukan “{name}” tidak ada. Berikan kepada langkah sebagai masukan atau header.",
    ja: "入力「{name}」がありません。ステップの入力またはヘッダーとして指定してください。",
};

/// An input of the wrong type.
pub static INPUT_TYPE: Text = Text {
    code: "connector.input-type",
    en: "The input “{name}” should be {wanted} but is {found}.",
    th: "ข้อมูลนำเข้า “{name}” ควรเป็น{wanted} แต่กลับเป็น{found}",
    it: "Il valore di ingresso «{name}» dovrebbe essere {wanted}, ma è {found}.",
    id: "Masukan “{name}” seharusnya {wanted}, tetapi berupa {found}.",
    ja: "入力「{name}」は{wanted}のはずですが、{found}です。",
};

/// An input that is none of those that are possible.
pub static INPUT_CHOICE: Text = Text {
    code: "connector.input-choice",
    en: "The input “{name}” is “{value}”. It may be: {choices}.",
    th: "ข้อมูลนำเข้า “{name}” มีค่าเป็น “{value}” ค่าที่ใช้ได้คือ {choices}",
    it: "Il valore di ingresso «{name}» è «{value}». Può essere: {choices}.",
    id: "Masukan “{name}” bernilai “{value}”. Nilai yang boleh: {choices}.",
    ja: "入力「{name}」の値は「{value}」です。使える値：{choices}",
};

/// Inputs that cannot be read for another reason.
pub static INPUT_UNREADABLE: Text = Text {
    code: "connector.input-unreadable",
    en: "The inputs cannot be read: “{reason}”",
    th: "อ่านข้อมูลนำเข้าไม่ได้: “{reason}”",
    it: "I valori di ingresso non sono leggibili: «{reason}»",
    id: "Masukan tidak dapat dibaca: “{reason}”",
    ja: "入力を読み取れません：「{reason}」",
};

/// A result that is no JSON.
pub static OUTPUT_UNREADABLE: Text = Text {
    code: "connector.output-unreadable",
    en: "The result cannot be written as JSON: “{reason}”",
    th: "เขียนผลลัพธ์เป็น JSON ไม่ได้: “{reason}”",
    it: "Il risultato non può essere scritto come JSON: «{reason}»",
    id: "Hasilnya tidak dapat ditulis sebagai JSON: “{reason}”",
    ja: "結果をJSONとして書き出せません：「{reason}」",
};

/// A delay that ends after the last day of the calendar.
pub static DELAY_TOO_FAR: Text = Text {
    code: "delay.too-far",
    en: "The delay “{duration}” would end after the year 9999. Write a shorter one.",
    th: "การรอ “{duration}” จะสิ้นสุดหลังปี ค.ศ. 9999 กรุณาเขียนให้สั้นลง",
    it: "L'attesa «{duration}» finirebbe dopo l'anno 9999. Scriverne una più breve.",
    id: "Jeda “{duration}” akan berakhir setelah tahun 9999. Tulis yang lebih pendek.",
    ja: "待ち時間「{duration}」の終わりが西暦9999年を過ぎます。もっと短くしてください。",
};

/// A type of inputs.
pub static A_TEXT: Text =
    Text {
        code: "word.type-text", en: "a text", th: "ข้อความ", it: "un testo", id: "teks", ja: "文字列"
    };

/// A type of inputs.
pub static A_NUMBER: Text =
    Text {
        code: "word.type-number", en: "a number", th: "ตัวเลข", it: "un numero", id: "angka", ja: "数値"
    };

/// A type of inputs.
pub static A_BOOLEAN: Text = Text {
    code: "word.type-boolean",
    en: "true or false",
    th: "ค่าจริงหรือเท็จ",
    it: "un valore vero o falso",
    id: "nilai benar atau salah",
    ja: "真偽値",
};

/// A type of inputs.
pub static A_LIST: Text =
    Text {
        code: "word.type-list", en: "a list", th: "รายการ", it: "un elenco", id: "daftar", ja: "リスト"
    };

/// A type of inputs.
pub static A_CONTEXT: Text = Text {
    code: "word.type-context",
    en: "a context with names and values",
    th: "บริบทที่มีชื่อและค่า",
    it: "un contesto con nomi e valori",
    id: "konteks berisi nama dan nilai",
    ja: "名前と値を持つコンテキスト",
};

/// A type of inputs.
pub static A_NULL: Text =
    Text {
        code: "word.type-null", en: "null", th: "ค่าว่าง (null)", it: "null", id: "null", ja: "null"
    };

/// The texts of this file.
pub(super) static ALL: &[&Text] = &[
    &TIMED_OUT,
    &INPUT_MISSING,
    &INPUT_TYPE,
    &INPUT_CHOICE,
    &INPUT_UNREADABLE,
    &OUTPUT_UNREADABLE,
    &DELAY_TOO_FAR,
    &A_TEXT,
    &A_NUMBER,
    &A_BOOLEAN,
    &A_LIST,
    &A_CONTEXT,
    &A_NULL,
];
