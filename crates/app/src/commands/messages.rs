//! What the terminal says, in five languages.

use lang::Text;

macro_rules! texts {
    ($($name:ident = $code:literal { en: $en:literal, th: $th:literal, it: $it:literal, id: $id:literal, ja: $ja:literal })*) => {
        $(pub static $name: Text = Text { code: $code, en: $en, th: $th, it: $it, id: $id, ja: $ja };)*
        #[cfg(test)]
        pub static ALL: &[&Text] = &[$(&$name),*];
    };
}

texts! {
    CASE_BEGINS = "run.begins" {
        en: "{workflow} · case {case}", th: "{workflow} · เคส {case}", it: "{workflow} · caso {case}",
        id: "{workflow} · kasus {case}", ja: "{workflow} · ケース {case}"
    }
    CASE_RESUMES = "run.resumes" {
        en: "{workflow} · case {case} goes on", th: "{workflow} · ดำเนินเคส {case} ต่อ", it: "{workflow} · il caso {case} prosegue",
        id: "{workflow} · kasus {case} dilanjutkan", ja: "{workflow} · ケース {case} を再開します"
    }
    COMPLETED = "run.completed" {
        en: "The case has ended: {end}", th: "เคสจบแล้ว: {end}", it: "Il caso è terminato: {end}",
        id: "Kasus selesai: {end}", ja: "ケースが終了しました: {end}"
    }
    OTHER_END = "run.other-end" {
        en: "The case has ended ({phase}).", th: "เคสจบแล้ว ({phase})", it: "Il caso è terminato ({phase}).",
        id: "Kasus berakhir ({phase}).", ja: "ケースが終了しました({phase})。"
    }
    LEFT = "run.left" {
        en: "The case waits. Go on with: {command}", th: "เคสรออยู่ ดำเนินต่อด้วยคำสั่ง: {command}", it: "Il caso attende. Prosegui con: {command}",
        id: "Kasus menunggu. Lanjutkan dengan: {command}", ja: "ケースは待機中です。続けるには: {command}"
    }
    LEFT_FOR_GOOD = "run.left-for-good" {
        en: "The case is gone. With --db FILE it would have been kept.", th: "เคสนี้ไม่ได้ถูกเก็บไว้ หากใช้ --db ไฟล์ จะเก็บเคสไว้ได้", it: "Il caso è andato perso. Con --db FILE sarebbe stato conservato.",
        id: "Kasus tidak disimpan. Dengan --db BERKAS kasus akan disimpan.", ja: "ケースは破棄されました。--db FILE を付けると保存されます。"
    }
    BY_PROGRAM = "run.by-program" {
        en: "a program does “{what}”", th: "โปรแกรมทำ “{what}”", it: "lo fa un programma: «{what}»",
        id: "dikerjakan program “{what}”", ja: "プログラムが「{what}」を実行"
    }
    BY_CUSTOMER = "run.by-customer" {
        en: "waits for the customer", th: "รอลูกค้า", it: "attende il cliente", id: "menunggu pelanggan", ja: "お客様を待っています"
    }
    FOR_MESSAGE = "run.for-message" {
        en: "waits for the message “{what}”", th: "รอข้อความ “{what}”", it: "attende il messaggio «{what}»",
        id: "menunggu pesan “{what}”", ja: "メッセージ「{what}」を待っています"
    }
    FOR_SIGNAL = "run.for-signal" {
        en: "waits for the signal “{what}”", th: "รอสัญญาณ “{what}”", it: "attende il segnale «{what}»",
        id: "menunggu sinyal “{what}”", ja: "シグナル「{what}」を待っています"
    }
    FOR_TIME = "run.for-time" {
        en: "at {what}", th: "เวลา {what}", it: "alle {what}", id: "pada {what}", ja: "{what} に"
    }
    FOR_CONDITION = "run.for-condition" {
        en: "waits until its condition is true", th: "รอจนกว่าเงื่อนไขจะเป็นจริง", it: "attende che la condizione sia vera",
        id: "menunggu kondisinya benar", ja: "条件が真になるのを待っています"
    }
    FOR_CASE = "run.for-case" {
        en: "another case runs", th: "เคสอื่นกำลังดำเนินอยู่", it: "è in corso un altro caso", id: "kasus lain sedang berjalan", ja: "別のケースが進行中です"
    }
    FOR_ACTIVITY = "run.for-activity" {
        en: "its activities can be started", th: "เริ่มกิจกรรมข้างในได้", it: "si possono avviare le sue attività",
        id: "aktivitasnya dapat dimulai", ja: "中の活動を開始できます"
    }
    STUCK = "run.stuck" {
        en: "stuck: {what}", th: "ติดขัด: {what}", it: "bloccato: {what}", id: "macet: {what}", ja: "停止中: {what}"
    }
    HOW_TASK = "run.how-task" {
        en: "Enter when it is done", th: "กด Enter เมื่อทำเสร็จ", it: "Invio quando è fatto", id: "Enter jika sudah selesai", ja: "終わったら Enter"
    }
    HOW_CHOICE = "run.how-choice" {
        en: "type the number of the answer", th: "พิมพ์หมายเลขคำตอบ", it: "digita il numero della risposta", id: "ketik nomor jawaban", ja: "答えの番号を入力"
    }
    HOW_EVENT = "run.how-event" {
        en: "Enter when it has happened", th: "กด Enter เมื่อเกิดขึ้นแล้ว", it: "Invio quando è successo", id: "Enter jika sudah terjadi", ja: "起きたら Enter"
    }
    HOW_INCIDENT = "run.how-incident" {
        en: "set variables (name=value), then Enter to try again", th: "กำหนดตัวแปร (ชื่อ=ค่า) แล้วกด Enter เพื่อลองใหม่", it: "imposta variabili (nome=valore), poi Invio per riprovare",
        id: "isi variabel (nama=nilai), lalu Enter untuk mencoba lagi", ja: "変数を設定(名前=値)し、Enter で再試行"
    }
    HELP = "run.help" {
        en: "Enter: done · 1, 2 …: choose · name=value: set variables · #2: look at the second thing · v: variables · q: leave",
        th: "Enter: เสร็จ · 1, 2 …: เลือก · ชื่อ=ค่า: กำหนดตัวแปร · #2: ดูรายการที่สอง · v: ตัวแปร · q: ออก",
        it: "Invio: fatto · 1, 2 …: scegli · nome=valore: imposta variabili · #2: guarda la seconda cosa · v: variabili · q: esci",
        id: "Enter: selesai · 1, 2 …: pilih · nama=nilai: isi variabel · #2: lihat yang kedua · v: variabel · q: keluar",
        ja: "Enter: 完了 · 1, 2 …: 選択 · 名前=値: 変数の設定 · #2: 2番目を見る · v: 変数 · q: 終了"
    }
    ALSO = "run.also" {
        en: "also: {what}", th: "นอกจากนี้: {what}", it: "inoltre: {what}", id: "juga: {what}", ja: "ほかに: {what}"
    }
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use std::collections::BTreeSet;

    #[test]
    fn every_language_uses_the_same_arguments() {
        let names = |text: &str| -> BTreeSet<String> {
            text.split('{').skip(1).filter_map(|part| part.split('}').next().map(str::to_owned)).collect()
        };
        for text in ALL {
            for lang in lang::Lang::ALL {
                assert_eq!(names(text.get(lang)), names(text.en), "{} {lang}", text.code);
            }
        }
    }
}
