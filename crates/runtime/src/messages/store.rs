//! What the store says, for people: a text for each of its errors.

use lang::{Message, Text};
use store::{Large, StoreError};

/// The text of an error of the store.
pub fn message(error: &StoreError) -> Message {
    match error {
        StoreError::Conflict => CONFLICT.message(),
        StoreError::Newer { found, known } => NEWER.message().with("found", found).with("known", known),
        StoreError::TooLarge { what, size, limit } => {
            let text = match what {
                Large::Changes => &CHANGES_TOO_LARGE,
                Large::File => &FILE_TOO_LARGE,
            };
            text.message().with("size", size).with("limit", limit)
        }
        StoreError::Column { wanted, found } => COLUMN.message().with("wanted", wanted).with("found", found),
        StoreError::Closed => CLOSED.message(),
        StoreError::Expired => EXPIRED.message(),
        StoreError::Target(given) => TARGET.message().with("given", given),
        StoreError::Address(reason) => ADDRESS.message().with("reason", reason),
        StoreError::Missing(path) => MISSING.message().with("path", path),
        StoreError::Unreachable { host, port, reason } => {
            UNREACHABLE.message().with("host", host).with("port", port).with("reason", reason)
        }
        StoreError::OnlyLooking => ONLY_LOOKING.message(),
        StoreError::Database(reason) => super::DATABASE.message().with("reason", reason),
        StoreError::Unavailable(reason) => UNAVAILABLE.message().with("reason", reason),
        StoreError::Lost(reason) => LOST.message().with("reason", reason),
        StoreError::File(reason) => FILE.message().with("reason", reason),
    }
}

/// Somebody else was faster.
pub static CONFLICT: Text = Text {
    code: "store.conflict",
    en: "Somebody else changed this at the same time. Try again.",
    th: "มีผู้อื่นแก้ไขรายการนี้ในเวลาเดียวกัน กรุณาลองอีกครั้ง",
    it: "Qualcun altro ha modificato questi dati nello stesso momento. Riprovare.",
    id: "Pihak lain mengubah ini pada saat yang sama. Coba lagi.",
    ja: "ほかの処理が同時に変更しました。もう一度お試しください。",
};

/// The database was written by a newer program.
pub static NEWER: Text = Text {
    code: "store.newer",
    en: "The database has schema version {found}; this program knows versions up to {known}. Use the newer program.",
    th: "ฐานข้อมูลมีสคีมาเวอร์ชัน {found} แต่โปรแกรมนี้รู้จักถึงเวอร์ชัน {known} กรุณาใช้โปรแกรมรุ่นใหม่กว่า",
    it: "Il database ha la versione di schema {found}; questo programma conosce le versioni fino alla {known}. Usare il programma più recente.",
    id: "Basis data memiliki skema versi {found}; program ini mengenal versi hingga {known}. Gunakan program yang lebih baru.",
    ja: "データベースのスキーマはバージョン{found}ですが、このプログラムが扱えるのはバージョン{known}までです。新しいプログラムを使用してください。",
};

/// One command changes too much.
pub static CHANGES_TOO_LARGE: Text = Text {
    code: "store.changes-too-large",
    en: "The changes of one command have {size} bytes; the limit is {limit}.",
    th: "การเปลี่ยนแปลงของคำสั่งเดียวมีขนาด {size} ไบต์ เกินขีดจำกัด {limit} ไบต์",
    it: "Le modifiche di un solo comando occupano {size} byte; il limite è {limit}.",
    id: "Perubahan dari satu perintah berukuran {size} byte; batasnya {limit}.",
    ja: "1つのコマンドによる変更が{size}バイトで、上限の{limit}バイトを超えています。",
};

/// A file is too large.
pub static FILE_TOO_LARGE: Text = Text {
    code: "store.file-too-large",
    en: "The file has {size} bytes; the limit is {limit}.",
    th: "ไฟล์มีขนาด {size} ไบต์ เกินขีดจำกัด {limit} ไบต์",
    it: "Il file ha {size} byte; il limite è {limit}.",
    id: "Berkas berukuran {size} byte; batasnya {limit}.",
    ja: "ファイルは{size}バイトで、上限の{limit}バイトを超えています。",
};

/// The schema and the program disagree.
pub static COLUMN: Text = Text {
    code: "store.column",
    en: "A column of the database should hold a value of type {wanted} but holds one of type {found}. Was the database changed by another program?",
    th: "คอลัมน์ในฐานข้อมูลควรเก็บค่าชนิด {wanted} แต่กลับเป็นชนิด {found} มีโปรแกรมอื่นแก้ไขฐานข้อมูลหรือไม่",
    it: "Una colonna del database dovrebbe contenere un valore di tipo {wanted}, ma ne contiene uno di tipo {found}. Il database è stato modificato da un altro programma?",
    id: "Sebuah kolom basis data seharusnya berisi nilai bertipe {wanted}, tetapi berisi tipe {found}. Apakah basis data diubah oleh program lain?",
    ja: "データベースの列の値は{wanted}型のはずですが、{found}型です。ほかのプログラムがデータベースを変更していないか確認してください。",
};

/// The store was closed.
pub static CLOSED: Text = Text {
    code: "store.closed",
    en: "The database is closed.",
    th: "ฐานข้อมูลถูกปิดแล้ว",
    it: "Il database è chiuso.",
    id: "Basis data sudah ditutup.",
    ja: "データベースは閉じられています。",
};

/// A transaction was idle for too long.
pub static EXPIRED: Text = Text {
    code: "store.expired",
    en: "The transaction was idle for too long and was rolled back.",
    th: "ธุรกรรมไม่มีการใช้งานนานเกินไปจึงถูกย้อนกลับ",
    it: "La transazione è rimasta inattiva troppo a lungo ed è stata annullata.",
    id: "Transaksi tidak aktif terlalu lama dan dibatalkan.",
    ja: "トランザクションが長時間操作されなかったため、取り消されました。",
};

/// What was given is no database.
pub static TARGET: Text = Text {
    code: "store.target",
    en: "“{given}” is no database. Give the path of a file, as in cases.db, for SQLite, or an address, as in postgres://user@host:5432/name, for PostgreSQL.",
    th: "“{given}” ไม่ใช่ฐานข้อมูล กรุณาระบุพาธของไฟล์ เช่น cases.db สำหรับ SQLite หรือที่อยู่ เช่น postgres://user@host:5432/name สำหรับ PostgreSQL",
    it: "«{given}» non è un database. Indicare il percorso di un file, come cases.db, per SQLite, oppure un indirizzo, come postgres://user@host:5432/name, per PostgreSQL.",
    id: "“{given}” bukan basis data. Berikan jalur berkas, seperti cases.db, untuk SQLite, atau alamat, seperti postgres://user@host:5432/name, untuk PostgreSQL.",
    ja: "「{given}」はデータベースではありません。SQLiteの場合はcases.dbのようなファイルのパス、PostgreSQLの場合はpostgres://user@host:5432/nameのようなアドレスを指定してください。",
};

/// An address of PostgreSQL that cannot be read.
pub static ADDRESS: Text = Text {
    code: "store.address",
    en: "The address of the PostgreSQL database cannot be read ({reason}). It should be like postgres://user@host:5432/name.",
    th: "อ่านที่อยู่ของฐานข้อมูล PostgreSQL ไม่ได้ ({reason}) ควรมีรูปแบบเช่น postgres://user@host:5432/name",
    it: "L'indirizzo del database PostgreSQL non è leggibile ({reason}). Deve essere come postgres://user@host:5432/name.",
    id: "Alamat basis data PostgreSQL tidak dapat dibaca ({reason}). Bentuknya seperti postgres://user@host:5432/name.",
    ja: "PostgreSQLデータベースのアドレスを読み取れません（{reason}）。postgres://user@host:5432/nameのように指定してください。",
};

/// There is no such file.
pub static MISSING: Text = Text {
    code: "store.missing",
    en: "There is no database {path}.",
    th: "ไม่มีฐานข้อมูล {path}",
    it: "Il database {path} non esiste.",
    id: "Basis data {path} tidak ada.",
    ja: "データベース「{path}」はありません。",
};

/// PostgreSQL does not answer, or does not let us in.
pub static UNREACHABLE: Text = Text {
    code: "store.unreachable",
    en: "No connection to PostgreSQL on {host}, port {port}: {reason}",
    th: "เชื่อมต่อ PostgreSQL ที่ {host} พอร์ต {port} ไม่ได้: {reason}",
    it: "Nessuna connessione a PostgreSQL su {host}, porta {port}: {reason}",
    id: "Tidak ada koneksi ke PostgreSQL di {host}, port {port}: {reason}",
    ja: "{host}（ポート{port}）のPostgreSQLに接続できません：{reason}",
};

/// Who only looks does not write.
pub static ONLY_LOOKING: Text = Text {
    code: "store.only-looking",
    en: "The database was opened only to look at it; nothing can be changed.",
    th: "ฐานข้อมูลถูกเปิดเพื่อดูเท่านั้น จึงแก้ไขอะไรไม่ได้",
    it: "Il database è stato aperto solo per consultarlo; non è possibile modificare nulla.",
    id: "Basis data dibuka hanya untuk dilihat; tidak ada yang dapat diubah.",
    ja: "データベースは閲覧のためだけに開かれており、変更はできません。",
};

/// No connection, or nothing can be written; nothing was done.
pub static UNAVAILABLE: Text = Text {
    code: "store.unavailable",
    en: "The database cannot be used at the moment; nothing was changed. Try again later. ({reason})",
    th: "ขณะนี้ใช้งานฐานข้อมูลไม่ได้ ยังไม่มีการเปลี่ยนแปลงใด ๆ กรุณาลองอีกครั้งในภายหลัง ({reason})",
    it: "Al momento il database non è utilizzabile; nulla è stato modificato. Riprovare più tardi. ({reason})",
    id: "Basis data sedang tidak dapat digunakan; tidak ada yang diubah. Coba lagi nanti. ({reason})",
    ja: "現在データベースを使用できません。変更は行われていません。しばらくしてからもう一度お試しください。（{reason}）",
};

/// The connection was lost.
pub static LOST: Text = Text {
    code: "store.lost",
    en: "The connection to the database was lost; nobody knows whether what was just sent was done. Look before you try again. ({reason})",
    th: "การเชื่อมต่อกับฐานข้อมูลขาดหาย ไม่ทราบว่าคำสั่งที่เพิ่งส่งสำเร็จหรือไม่ กรุณาตรวจสอบก่อนลองอีกครั้ง ({reason})",
    it: "La connessione al database è andata persa; non si sa se ciò che è stato appena inviato sia stato eseguito. Verificare prima di riprovare. ({reason})",
    id: "Koneksi ke basis data terputus; tidak diketahui apakah yang baru dikirim sudah dijalankan. Periksa dulu sebelum mencoba lagi. ({reason})",
    ja: "データベースへの接続が切れ、直前の処理が実行されたかどうかわかりません。確認してからやり直してください。（{reason}）",
};

/// A file could not be read or written.
pub static FILE: Text = Text {
    code: "store.file",
    en: "A file cannot be read or written: {reason}",
    th: "อ่านหรือเขียนไฟล์ไม่ได้: {reason}",
    it: "Impossibile leggere o scrivere un file: {reason}",
    id: "Berkas tidak dapat dibaca atau ditulis: {reason}",
    ja: "ファイルを読み書きできません：{reason}",
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_error_has_a_code_of_its_own_and_a_whole_text_in_every_language() {
        let text = || String::from("because");
        let errors = [
            StoreError::Conflict,
            StoreError::Newer { found: 9, known: 3 },
            StoreError::TooLarge { what: Large::Changes, size: 9, limit: 3 },
            StoreError::TooLarge { what: Large::File, size: 9, limit: 3 },
            StoreError::Column { wanted: "text", found: "null" },
            StoreError::Closed,
            StoreError::Expired,
            StoreError::Target(text()),
            StoreError::Address(text()),
            StoreError::Missing(text()),
            StoreError::Unreachable { host: text(), port: 5432, reason: text() },
            StoreError::OnlyLooking,
            StoreError::Database(text()),
            StoreError::Unavailable(text()),
            StoreError::Lost(text()),
            StoreError::File(text()),
        ];
        let mut codes = BTreeSet::new();
        for error in &errors {
            let message = message(error);
            assert!(codes.insert(message.code()), "{} twice", message.code());
            for lang in lang::Lang::ALL {
                let text = message.render(lang);
                assert!(!text.contains(['{', '}']), "{text}");
                for (name, value) in message.args() {
                    assert!(text.contains(value), "{text} does not say {name}");
                }
            }
        }
    }
}
