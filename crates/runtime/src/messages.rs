//! What the runtime says to people.

pub mod connectors;
pub mod http;
pub mod store;

use lang::Text;

/// No such case.
pub static NO_CASE: Text = Text {
    code: "runtime.no-case",
    en: "There is no case {case}.",
    th: "ไม่มีเคส {case}",
    it: "Il caso {case} non esiste.",
    id: "Kasus {case} tidak ada.",
    ja: "ケース「{case}」はありません。",
};

/// No such workflow, or no published version of it.
pub static NO_WORKFLOW: Text = Text {
    code: "runtime.no-workflow",
    en: "There is no workflow {workflow}.",
    th: "ไม่มีเวิร์กโฟลว์ {workflow}",
    it: "Il flusso di lavoro {workflow} non esiste.",
    id: "Alur kerja {workflow} tidak ada.",
    ja: "ワークフロー「{workflow}」はありません。",
};

/// No such start event.
pub static NO_START: Text = Text {
    code: "runtime.no-start",
    en: "The workflow {workflow} has no start event {element}.",
    th: "เวิร์กโฟลว์ {workflow} ไม่มีเหตุการณ์เริ่มต้น {element}",
    it: "Il flusso di lavoro {workflow} non ha un evento di inizio {element}.",
    id: "Alur kerja {workflow} tidak memiliki kejadian awal {element}.",
    ja: "ワークフロー「{workflow}」に開始イベント「{element}」はありません。",
};

/// A document without a process that can run.
pub static NO_PROCESS: Text = Text {
    code: "runtime.no-process",
    en: "The document has no executable process. Set isExecutable on the process that is to run.",
    th: "เอกสารไม่มีกระบวนการที่สั่งทำงานได้ กรุณาตั้งค่า isExecutable ที่กระบวนการที่ต้องการ",
    it: "Il documento non contiene un processo eseguibile. Impostare isExecutable sul processo da eseguire.",
    id: "Dokumen tidak memiliki proses yang dapat dijalankan. Atur isExecutable pada proses yang akan dijalankan.",
    ja: "このファイルには実行できるプロセスがありません。実行するプロセスにisExecutableを設定してください。",
};

/// A start event whose name or time is an expression.
pub static START_COMPUTED: Text = Text {
    code: "runtime.start-computed",
    en: "The start event {element} needs a fixed name or time: when it is looked up, there is no case yet whose variables an expression could read.",
    th: "เหตุการณ์เริ่มต้น {element} ต้องมีชื่อหรือเวลาที่กำหนดตายตัว เพราะตอนค้นหายังไม่มีเคสให้นิพจน์อ่านตัวแปร",
    it: "L'evento di inizio {element} richiede un nome o un orario fisso: non esiste ancora un caso di cui un'espressione possa leggere le variabili.",
    id: "Kejadian awal {element} memerlukan nama atau waktu yang tetap: belum ada kasus yang variabelnya dapat dibaca oleh ekspresi.",
    ja: "開始イベント「{element}」には固定の名前または時刻が必要です。この時点ではケースがまだなく、式で参照できる変数がありません。",
};

/// Something is longer than its limit.
pub static TOO_LONG: Text = Text {
    code: "runtime.too-long",
    en: "{what} has {size} bytes; the limit is {limit}.",
    th: "{what} มีขนาด {size} ไบต์ เกินขีดจำกัด {limit} ไบต์",
    it: "{what} ha {size} byte; il limite è {limit}.",
    id: "{what} berukuran {size} byte; batasnya {limit}.",
    ja: "{what}は{size}バイトで、上限の{limit}バイトを超えています。",
};

/// A message with the same id was published before.
pub static DUPLICATE_MESSAGE: Text = Text {
    code: "runtime.duplicate-message",
    en: "The message {name} with the id {id} was published before and is still kept.",
    th: "ข้อความ {name} ที่มีรหัส {id} ถูกส่งไปแล้วและยังเก็บอยู่",
    it: "Il messaggio {name} con l'id {id} è già stato pubblicato ed è ancora conservato.",
    id: "Pesan {name} dengan id {id} sudah pernah diterbitkan dan masih disimpan.",
    ja: "ID「{id}」のメッセージ「{name}」はすでに発行され、まだ保持されています。",
};

/// The job belongs to another worker by now.
pub static NOT_YOUR_JOB: Text = Text {
    code: "runtime.not-your-job",
    en: "The job {key} of case {case} is not held by {worker}.",
    th: "งานอัตโนมัติ {key} ของเคส {case} ไม่ได้อยู่กับ {worker}",
    it: "Il job {key} del caso {case} non è assegnato a {worker}.",
    id: "Pekerjaan {key} dari kasus {case} tidak dipegang oleh {worker}.",
    ja: "ケース「{case}」のジョブ「{key}」を「{worker}」は保持していません。",
};

/// Other nodes were faster every time.
pub static BUSY: Text = Text {
    code: "runtime.busy",
    en: "The case {case} is changed by others at the moment. Try again.",
    th: "ขณะนี้เคส {case} กำลังถูกแก้ไขโดยผู้อื่น กรุณาลองอีกครั้ง",
    it: "Il caso {case} viene modificato da altri in questo momento. Riprovare.",
    id: "Kasus {case} sedang diubah oleh pihak lain. Coba lagi.",
    ja: "ケース「{case}」はほかの処理で更新中です。もう一度お試しください。",
};

/// The node is stopping.
pub static STOPPING: Text = Text {
    code: "runtime.stopping",
    en: "The server is stopping.",
    th: "เซิร์ฟเวอร์กำลังหยุดทำงาน",
    it: "Il server si sta arrestando.",
    id: "Server sedang berhenti.",
    ja: "サーバーは停止処理中です。",
};

/// What is stored cannot be read.
pub static DAMAGED: Text = Text {
    code: "runtime.damaged",
    en: "What is stored of {what} cannot be read: {reason}",
    th: "อ่านข้อมูลที่จัดเก็บของ {what} ไม่ได้: {reason}",
    it: "I dati salvati di {what} non sono leggibili: {reason}",
    id: "Data tersimpan dari {what} tidak dapat dibaca: {reason}",
    ja: "{what}の保存データを読み取れません：{reason}",
};

/// The database does not do what it should.
pub static DATABASE: Text = Text {
    code: "runtime.database",
    en: "The database cannot do this at the moment: {reason}",
    th: "ฐานข้อมูลทำรายการนี้ไม่ได้ในขณะนี้: {reason}",
    it: "Il database non può eseguire l'operazione in questo momento: {reason}",
    id: "Basis data tidak dapat melakukan ini saat ini: {reason}",
    ja: "データベースは現在この処理を実行できません：{reason}",
};

/// Steps of retention that come in the wrong order.
pub static RETENTION_ORDER: Text = Text {
    code: "runtime.retention-order",
    en: "Finished cases are compacted first, then archived, then erased: no step may be due before the one that comes earlier, and no time may be negative.",
    th: "เคสที่เสร็จแล้วจะถูกย่อก่อน จากนั้นจัดเก็บถาวร แล้วจึงลบ ขั้นตอนหลังต้องไม่ถึงกำหนดก่อนขั้นตอนก่อนหน้า และเวลาต้องไม่ติดลบ",
    it: "I casi conclusi vengono prima compattati, poi archiviati, poi eliminati: nessun passaggio può scadere prima di quello precedente e nessun tempo può essere negativo.",
    id: "Kasus yang selesai mula-mula dipadatkan, lalu diarsipkan, lalu dihapus: tidak boleh ada langkah yang jatuh tempo sebelum langkah sebelumnya, dan waktu tidak boleh negatif.",
    ja: "完了した案件は圧縮、アーカイブ、削除の順に処理されます。後の段階の期限を前の段階より早くすること、負の時間を指定することはできません。",
};

/// What a caller gave cannot be stored.
pub static NOT_STORABLE: Text = Text {
    code: "runtime.not-storable",
    en: "{what} contains the character U+0000, which cannot be stored.",
    th: "{what} มีอักขระ U+0000 ซึ่งจัดเก็บไม่ได้",
    it: "{what} contiene il carattere U+0000, che non può essere salvato.",
    id: "{what} berisi karakter U+0000 yang tidak dapat disimpan.",
    ja: "{what}に、保存できない文字U+0000が含まれています。",
};

/// A name, where a message says what is wrong with it.
pub static A_NAME: Text =
    Text {
        code: "runtime.a-name", en: "The name", th: "ชื่อ", it: "Il nome", id: "Nama", ja: "名前"
    };

/// A key of a message.
pub static A_KEY: Text =
    Text {
        code: "runtime.a-key", en: "The key", th: "คีย์", it: "La chiave", id: "Kunci", ja: "キー"
    };

/// An id of a message.
pub static AN_ID: Text =
    Text { code: "runtime.an-id", en: "The id", th: "รหัส", it: "L'id", id: "Id", ja: "ID" };

/// A business key.
pub static A_BUSINESS_KEY: Text = Text {
    code: "runtime.a-business-key",
    en: "The business key",
    th: "คีย์ธุรกิจ",
    it: "La chiave di business",
    id: "Kunci bisnis",
    ja: "ビジネスキー",
};

/// The name of a worker.
pub static A_WORKER: Text = Text {
    code: "runtime.a-worker",
    en: "The name of the worker",
    th: "ชื่อเวิร์กเกอร์",
    it: "Il nome del worker",
    id: "Nama worker",
    ja: "ワーカーの名前",
};

/// A type of jobs.
pub static A_JOB_TYPE: Text = Text {
    code: "runtime.a-job-type",
    en: "The type of the job",
    th: "ชนิดของงานอัตโนมัติ",
    it: "Il tipo del job",
    id: "Jenis pekerjaan",
    ja: "ジョブの種類",
};

/// The id of a case.
pub static A_CASE: Text = Text {
    code: "runtime.a-case",
    en: "The id of the case",
    th: "รหัสของเคส",
    it: "L'id del caso",
    id: "Id kasus",
    ja: "ケースのID",
};

/// An effect was given up.
pub static DEAD_LETTER: Text = Text {
    code: "runtime.dead-letter",
    en: "What should follow from this case, or reach it, was given up ({kind}): {reason}",
    th: "ยกเลิกการดำเนินการที่ต่อเนื่องจากเคสนี้หรือที่ส่งถึงเคสนี้ ({kind}): {reason}",
    it: "Ciò che doveva seguire da questo caso, o raggiungerlo, è stato abbandonato ({kind}): {reason}",
    id: "Tindak lanjut dari kasus ini, atau yang ditujukan kepadanya, dihentikan ({kind}): {reason}",
    ja: "このケースから続く処理、またはこのケースへの処理は中止されました（{kind}）：{reason}",
};

/// No such dead letter.
pub static NO_DEAD_LETTER: Text = Text {
    code: "runtime.no-dead-letter",
    en: "There is no dead letter {id}.",
    th: "ไม่มีรายการที่ถูกยกเลิก {id}",
    it: "Non esiste alcuna operazione abbandonata {id}.",
    id: "Tidak ada operasi yang dihentikan dengan id {id}.",
    ja: "中止された処理「{id}」はありません。",
};

/// All texts, to find one by its code.
/// The texts of this file and of those below it.
pub(crate) fn all() -> impl Iterator<Item = &'static Text> {
    [ALL, connectors::ALL, http::ALL].into_iter().flatten().copied()
}

static ALL: &[&Text] = &[
    &NO_CASE,
    &NO_WORKFLOW,
    &NO_START,
    &NO_PROCESS,
    &START_COMPUTED,
    &TOO_LONG,
    &DUPLICATE_MESSAGE,
    &NOT_YOUR_JOB,
    &BUSY,
    &STOPPING,
    &DAMAGED,
    &DATABASE,
    &RETENTION_ORDER,
    &NOT_STORABLE,
    &A_NAME,
    &A_KEY,
    &AN_ID,
    &A_BUSINESS_KEY,
    &A_WORKER,
    &A_JOB_TYPE,
    &A_CASE,
    &DEAD_LETTER,
    &NO_DEAD_LETTER,
    &store::CONFLICT,
    &store::NEWER,
    &store::CHANGES_TOO_LARGE,
    &store::FILE_TOO_LARGE,
    &store::COLUMN,
    &store::CLOSED,
    &store::EXPIRED,
    &store::TARGET,
    &store::ADDRESS,
    &store::MISSING,
    &store::UNREACHABLE,
    &store::ONLY_LOOKING,
    &store::UNAVAILABLE,
    &store::LOST,
    &store::FILE,
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_text_is_found_by_its_code_and_says_the_same_in_every_language() {
        let written = |text: &str| text.matches("pub static ").count();
        let files = [
            include_str!("messages.rs"),
            include_str!("messages/connectors.rs"),
            include_str!("messages/http.rs"),
            include_str!("messages/store.rs"),
        ];
        // Not counted: this test.
        assert_eq!(all().count(), files.into_iter().map(written).sum::<usize>() - 1);
        let mut codes = BTreeSet::new();
        for text in all() {
            assert!(codes.insert(text.code), "{} twice", text.code);
            for lang in lang::Lang::ALL {
                assert_eq!(text.arguments(lang), text.arguments(lang::Lang::En), "{} {lang}", text.code);
            }
        }
    }
}
