//! Why the operating system refused something, in words for a person.

use lang::{Message, Text};
use std::io::{Error, ErrorKind};

texts! {
    NOT_FOUND = "system.not-found" {
        en: "it does not exist", th: "ไม่มีอยู่", it: "non esiste", id: "tidak ada", ja: "存在しません"
    }
    NO_PERMISSION = "system.no-permission" {
        en: "permission is missing", th: "ไม่มีสิทธิ์", it: "mancano i permessi", id: "tidak ada izin", ja: "権限がありません"
    }
    IS_A_FOLDER = "system.is-a-folder" {
        en: "it is a folder", th: "เป็นโฟลเดอร์", it: "è una cartella", id: "ini adalah folder", ja: "フォルダーです"
    }
    NOT_A_FOLDER = "system.not-a-folder" {
        en: "a part of its path is no folder", th: "ส่วนหนึ่งของพาธไม่ใช่โฟลเดอร์", it: "una parte del percorso non è una cartella",
        id: "sebagian jalurnya bukan folder", ja: "パスの途中にフォルダーでないものがあります"
    }
    NOT_UTF8 = "system.not-utf8" {
        en: "it is not UTF-8 text", th: "ไม่ใช่ข้อความ UTF-8", it: "non è testo UTF-8", id: "bukan teks UTF-8", ja: "UTF-8のテキストではありません"
    }
    DISK_FULL = "system.disk-full" {
        en: "the disk is full", th: "ดิสก์เต็ม", it: "il disco è pieno", id: "diska penuh", ja: "ディスクの空きがありません"
    }
    READ_ONLY = "system.read-only" {
        en: "nothing can be written on this disk", th: "ดิสก์นี้อ่านได้อย่างเดียว", it: "il disco è di sola lettura",
        id: "diska ini hanya dapat dibaca", ja: "ディスクが読み取り専用です"
    }
    OTHER = "system.other" {
        en: "the operating system says “{words}”", th: "ระบบปฏิบัติการแจ้งว่า “{words}”", it: "il sistema operativo dice «{words}»",
        id: "sistem operasi menyatakan “{words}”", ja: "オペレーティングシステムのメッセージは「{words}」です"
    }
}

/// The reason; what is not usual is quoted as the system says it.
pub fn reason(error: &Error) -> Message {
    let text = match error.kind() {
        ErrorKind::NotFound => &NOT_FOUND,
        ErrorKind::PermissionDenied => &NO_PERMISSION,
        ErrorKind::IsADirectory => &IS_A_FOLDER,
        ErrorKind::NotADirectory => &NOT_A_FOLDER,
        ErrorKind::InvalidData => &NOT_UTF8,
        ErrorKind::StorageFull => &DISK_FULL,
        ErrorKind::ReadOnlyFilesystem => &READ_ONLY,
        _ => return OTHER.message().with("words", error),
    };
    text.message()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_reasons_have_words_and_others_are_quoted() {
        let code = |number: i32| reason(&Error::from_raw_os_error(number)).code();
        let codes = [2, 13, 21, 20, 28, 30].map(code);
        let known = ["not-found", "no-permission", "is-a-folder", "not-a-folder", "disk-full", "read-only"];
        assert_eq!(codes, known.map(|name| format!("system.{name}")));
        let other = reason(&Error::other("the tape is torn"));
        assert!(lang::Lang::ALL.iter().all(|lang| other.render(*lang).contains("the tape is torn")));
    }
}
