//! Parts of an element, as they are named inside other messages.

use lang::Text;

/// “condition”.
pub static IN_CONDITION: Text = Text {
    code: "model.place.condition",
    en: "condition",
    th: "เงื่อนไข",
    it: "condizione",
    id: "kondisi",
    ja: "条件",
};

/// “input mapping”.
pub static IN_INPUT: Text = Text {
    code: "model.place.input",
    en: "input mapping",
    th: "การแมปข้อมูลเข้า",
    it: "mappatura di ingresso",
    id: "pemetaan masukan",
    ja: "入力マッピング",
};

/// “output mapping”.
pub static IN_OUTPUT: Text = Text {
    code: "model.place.output",
    en: "output mapping",
    th: "การแมปข้อมูลออก",
    it: "mappatura di uscita",
    id: "pemetaan keluaran",
    ja: "出力マッピング",
};

/// “activation condition”.
pub static IN_ACTIVATION: Text = Text {
    code: "model.place.activation",
    en: "activation condition",
    th: "เงื่อนไขการเริ่มทำงาน",
    it: "condizione di attivazione",
    id: "kondisi aktivasi",
    ja: "起動条件",
};

/// “completion condition”.
pub static IN_COMPLETION: Text = Text {
    code: "model.place.completion",
    en: "completion condition",
    th: "เงื่อนไขการเสร็จสิ้น",
    it: "condizione di completamento",
    id: "kondisi penyelesaian",
    ja: "完了条件",
};

/// “loop condition”.
pub static IN_LOOP: Text = Text {
    code: "model.place.loop",
    en: "loop condition",
    th: "เงื่อนไขการวนซ้ำ",
    it: "condizione del ciclo",
    id: "kondisi perulangan",
    ja: "ループ条件",
};

/// “list to repeat over”.
pub static IN_COLLECTION: Text = Text {
    code: "model.place.collection",
    en: "list to repeat over",
    th: "รายการที่ใช้วนซ้ำ",
    it: "elenco su cui ripetere",
    id: "daftar untuk diulang",
    ja: "繰り返しの対象リスト",
};

/// “number of repetitions”.
pub static IN_CARDINALITY: Text = Text {
    code: "model.place.cardinality",
    en: "number of repetitions",
    th: "จำนวนครั้งที่ทำซ้ำ",
    it: "numero di ripetizioni",
    id: "jumlah pengulangan",
    ja: "繰り返し回数",
};

/// “result of one repetition”.
pub static IN_OUTPUT_ELEMENT: Text = Text {
    code: "model.place.output-element",
    en: "result of one repetition",
    th: "ผลลัพธ์ของการทำซ้ำหนึ่งครั้ง",
    it: "risultato di una ripetizione",
    id: "hasil satu pengulangan",
    ja: "1回分の結果",
};

/// “list of activities to start”.
pub static IN_ACTIVE_ELEMENTS: Text = Text {
    code: "model.place.active-elements",
    en: "list of activities to start",
    th: "รายการกิจกรรมที่จะเริ่ม",
    it: "elenco delle attività da avviare",
    id: "daftar aktivitas yang dimulai",
    ja: "開始するアクティビティのリスト",
};

/// “job type”.
pub static IN_JOB_TYPE: Text = Text {
    code: "model.place.job-type",
    en: "job type",
    th: "ประเภทงานอัตโนมัติ",
    it: "tipo di job",
    id: "jenis pekerjaan",
    ja: "ジョブの種類",
};

/// “number of tries”.
pub static IN_RETRIES: Text = Text {
    code: "model.place.retries",
    en: "number of tries",
    th: "จำนวนครั้งที่ลอง",
    it: "numero di tentativi",
    id: "jumlah percobaan",
    ja: "試行回数",
};

/// “assigned person”.
pub static IN_ASSIGNEE: Text = Text {
    code: "model.place.assignee",
    en: "assigned person",
    th: "ผู้รับผิดชอบ",
    it: "persona assegnata",
    id: "penerima tugas",
    ja: "担当者",
};

/// “teams”.
pub static IN_GROUPS: Text =
    Text { code: "model.place.groups", en: "teams", th: "ทีม", it: "team", id: "tim", ja: "チーム" };

/// “persons who may take it”.
pub static IN_USERS: Text = Text {
    code: "model.place.users",
    en: "persons who may take it",
    th: "ผู้ที่รับงานได้",
    it: "persone che possono prenderla in carico",
    id: "orang yang boleh mengambilnya",
    ja: "引き受けられる人",
};

/// “due date”.
pub static IN_DUE_DATE: Text = Text {
    code: "model.place.due-date",
    en: "due date",
    th: "กำหนดเสร็จ",
    it: "scadenza",
    id: "tenggat",
    ja: "期限",
};

/// “follow-up date”.
pub static IN_FOLLOW_UP: Text = Text {
    code: "model.place.follow-up",
    en: "follow-up date",
    th: "วันติดตาม",
    it: "data di follow-up",
    id: "tanggal tindak lanjut",
    ja: "フォローアップ日",
};

/// “priority”.
pub static IN_PRIORITY: Text = Text {
    code: "model.place.priority",
    en: "priority",
    th: "ลำดับความสำคัญ",
    it: "priorità",
    id: "prioritas",
    ja: "優先度",
};

/// “script”.
pub static IN_SCRIPT: Text = Text {
    code: "model.place.script",
    en: "script",
    th: "สคริปต์",
    it: "script",
    id: "skrip",
    ja: "スクリプト",
};

/// “decision”.
pub static IN_DECISION: Text = Text {
    code: "model.place.decision",
    en: "decision",
    th: "การตัดสินใจ",
    it: "decisione",
    id: "keputusan",
    ja: "デシジョン",
};

/// “called process”.
pub static IN_CALLED_PROCESS: Text = Text {
    code: "model.place.called-process",
    en: "called process",
    th: "กระบวนการที่เรียกใช้",
    it: "processo richiamato",
    id: "proses yang dipanggil",
    ja: "呼び出すプロセス",
};

/// “timer”.
pub static IN_TIMER: Text = Text {
    code: "model.place.timer",
    en: "timer",
    th: "ตัวจับเวลา",
    it: "timer",
    id: "pengatur waktu",
    ja: "タイマー",
};

/// “time allowed”.
pub static IN_WITHIN: Text = Text {
    code: "model.place.within",
    en: "time allowed",
    th: "เวลาที่กำหนด",
    it: "tempo concesso",
    id: "batas waktu",
    ja: "制限時間",
};

/// “correlation key”.
pub static IN_KEY: Text = Text {
    code: "model.place.key",
    en: "correlation key",
    th: "คีย์จับคู่ข้อความ",
    it: "chiave di correlazione",
    id: "kunci korelasi",
    ja: "相関キー",
};

/// “name”.
pub static IN_NAME: Text =
    Text { code: "model.place.name", en: "name", th: "ชื่อ", it: "nome", id: "nama", ja: "名前" };

/// “code”.
pub static IN_CODE: Text =
    Text {
        code: "model.place.code", en: "code", th: "รหัส", it: "codice", id: "kode", ja: "コード"
    };

/// “message”.
pub static A_MESSAGE: Text = Text {
    code: "model.what.message",
    en: "message",
    th: "ข้อความ",
    it: "messaggio",
    id: "pesan",
    ja: "メッセージ",
};

/// “signal”.
pub static A_SIGNAL: Text = Text {
    code: "model.what.signal",
    en: "signal",
    th: "สัญญาณ",
    it: "segnale",
    id: "sinyal",
    ja: "シグナル",
};

/// “error”.
pub static AN_ERROR: Text =
    Text {
        code: "model.what.error", en: "error", th: "ข้อผิดพลาด", it: "errore", id: "galat", ja: "エラー"
    };

/// “escalation”.
pub static AN_ESCALATION: Text = Text {
    code: "model.what.escalation",
    en: "escalation",
    th: "การส่งเรื่องต่อ",
    it: "escalation",
    id: "eskalasi",
    ja: "エスカレーション",
};

/// “error or escalation”.
pub static A_CODE: Text = Text {
    code: "model.what.code",
    en: "error or escalation",
    th: "ข้อผิดพลาดหรือการส่งเรื่องต่อ",
    it: "errore o escalation",
    id: "galat atau eskalasi",
    ja: "エラーまたはエスカレーション",
};

/// “the time to live of the message”.
pub static IN_TIME_TO_LIVE: Text = Text {
    code: "model.place.time-to-live",
    en: "time to live of the message",
    th: "ระยะเวลาเก็บข้อความ",
    it: "durata di conservazione del messaggio",
    id: "masa simpan pesan",
    ja: "メッセージの保持期間",
};

/// “the id of the message”.
pub static IN_MESSAGE_ID: Text = Text {
    code: "model.place.message-id",
    en: "id of the message",
    th: "รหัสของข้อความ",
    it: "id del messaggio",
    id: "id pesan",
    ja: "メッセージのID",
};

/// All of them, to find one by its code.
pub(crate) static ALL: &[&Text] = &[
    &IN_CONDITION,
    &IN_INPUT,
    &IN_OUTPUT,
    &IN_ACTIVATION,
    &IN_COMPLETION,
    &IN_LOOP,
    &IN_COLLECTION,
    &IN_CARDINALITY,
    &IN_OUTPUT_ELEMENT,
    &IN_ACTIVE_ELEMENTS,
    &IN_JOB_TYPE,
    &IN_RETRIES,
    &IN_ASSIGNEE,
    &IN_GROUPS,
    &IN_USERS,
    &IN_DUE_DATE,
    &IN_FOLLOW_UP,
    &IN_PRIORITY,
    &IN_SCRIPT,
    &IN_DECISION,
    &IN_CALLED_PROCESS,
    &IN_TIMER,
    &IN_WITHIN,
    &IN_KEY,
    &IN_NAME,
    &IN_TIME_TO_LIVE,
    &IN_MESSAGE_ID,
    &IN_CODE,
    &A_MESSAGE,
    &A_SIGNAL,
    &AN_ERROR,
    &AN_ESCALATION,
    &A_CODE,
];
