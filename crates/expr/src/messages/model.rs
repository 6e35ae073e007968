//! Why a file is no decision model, or a decision is not made.

use lang::Text;

texts! {
    MODEL;
    BAD_XML = "dmn.bad-xml":
        "The file is not XML as it should be: {reason}.",
        "ไฟล์ไม่ใช่ XML ที่ถูกต้อง: {reason}",
        "Il file non è XML valido: {reason}.",
        "Berkas bukan XML yang benar: {reason}.",
        "ファイルが正しいXMLではありません：{reason}";
    NOT_DMN = "dmn.not-dmn":
        "The file is no decision model: its root is `{found}`, not `definitions` of DMN.",
        "ไฟล์ไม่ใช่โมเดลการตัดสินใจ องค์ประกอบรากคือ `{found}` ไม่ใช่ `definitions` ของ DMN",
        "Il file non è un modello decisionale: la radice è `{found}`, non `definitions` di DMN.",
        "Berkas bukan model keputusan: akarnya `{found}`, bukan `definitions` dari DMN.",
        "ファイルはデシジョンモデルではありません。ルート要素がDMNの`definitions`ではなく`{found}`です。";
    MISSING_PART = "dmn.missing-part":
        "`{element}` lacks `{part}`.",
        "`{element}` ขาด `{part}`",
        "A `{element}` manca `{part}`.",
        "`{element}` tidak memiliki `{part}`.",
        "`{element}`に`{part}`がありません。";
    UNKNOWN_PART = "dmn.unknown-part":
        "`{part}` is not known here.",
        "ไม่รู้จัก `{part}` ตรงนี้",
        "`{part}` qui non è conosciuto.",
        "`{part}` tidak dikenal di sini.",
        "ここでは`{part}`は使えません。";
    UNKNOWN_REFERENCE = "dmn.unknown-reference":
        "`{reference}` refers to nothing in this file. Models in several files can't be read.",
        "`{reference}` ไม่ได้อ้างถึงสิ่งใดในไฟล์นี้ และอ่านโมเดลที่แยกเป็นหลายไฟล์ไม่ได้",
        "`{reference}` non si riferisce a nulla in questo file. I modelli su più file non si possono leggere.",
        "`{reference}` tidak merujuk apa pun dalam berkas ini. Model dalam beberapa berkas tidak dapat dibaca.",
        "`{reference}`の参照先がこのファイルにありません。複数のファイルに分かれたモデルは読み込めません。";
    REQUIRES_ITSELF = "dmn.requires-itself":
        "`{name}` requires itself, directly or through others.",
        "`{name}` อ้างถึงตัวเอง ไม่ว่าโดยตรงหรือผ่านส่วนอื่น",
        "`{name}` richiede sé stesso, direttamente o tramite altri.",
        "`{name}` membutuhkan dirinya sendiri, langsung atau lewat yang lain.",
        "`{name}`が、直接または間接的に自分自身を要求しています。";
    OTHER_LANGUAGE = "dmn.other-language":
        "Expressions are written in FEEL, not in `{found}`.",
        "นิพจน์ต้องเขียนด้วย FEEL ไม่ใช่ `{found}`",
        "Le espressioni si scrivono in FEEL, non in `{found}`.",
        "Ekspresi ditulis dalam FEEL, bukan `{found}`.",
        "式は`{found}`ではなくFEELで書きます。";
    WRONG_CELLS = "dmn.wrong-cells":
        "The rule has {found} `{part}`, but the table has {expected}.",
        "กฎมี `{part}` {found} ช่อง แต่ตารางมี {expected} ช่อง",
        "La regola ha {found} `{part}`, ma la tabella ne ha {expected}.",
        "Aturan memiliki {found} `{part}`, tetapi tabel memiliki {expected}.",
        "ルールの`{part}`は{found}個ですが、デシジョンテーブルには{expected}個あります。";
    NO_DECISION = "dmn.no-decision":
        "There is no decision `{name}`. There are: {decisions}.",
        "ไม่มีการตัดสินใจ `{name}` ที่มีคือ: {decisions}",
        "La decisione `{name}` non esiste. Esistono: {decisions}.",
        "Tidak ada keputusan `{name}`. Yang ada: {decisions}.",
        "`{name}`というデシジョンはありません。使えるのは次のとおりです：{decisions}";
    NAMES = "dmn.names": "{names}", "{names}", "{names}", "{names}", "{names}";
    NAMES_AND_MORE = "dmn.names-and-more":
        "{names} and {count} more",
        "{names} และอีก {count} รายการ",
        "{names} e altre {count}",
        "{names}, dan {count} lainnya",
        "{names}、ほか{count}件";
    TOO_MANY_ELEMENTS = "dmn.too-many-elements":
        "The decision model has more than {limit} XML nodes. Divide it into several models.",
        "โมเดลการตัดสินใจมีโหนด XML เกิน {limit} โหนด กรุณาแบ่งเป็นหลายโมเดล",
        "Il modello di decisione ha più di {limit} nodi XML. Dividerlo in più modelli.",
        "Model keputusan memiliki lebih dari {limit} simpul XML. Bagi menjadi beberapa model.",
        "デシジョンモデルのXMLノードが{limit}個を超えています。複数のモデルに分けてください。";
    TOO_MANY_PARTS = "dmn.too-many-parts":
        "The decision model has {found} decisions, inputs, functions and services; at most {limit} are possible. Divide it into several models.",
        "โมเดลการตัดสินใจมีการตัดสินใจ ข้อมูลเข้า ฟังก์ชัน และบริการรวม {found} รายการ มีได้ไม่เกิน {limit} กรุณาแบ่งเป็นหลายโมเดล",
        "Il modello ha {found} tra decisioni, input, funzioni e servizi; al massimo ne sono possibili {limit}. Dividerlo in più modelli.",
        "Model memiliki {found} keputusan, masukan, fungsi, dan layanan; paling banyak {limit}. Bagi menjadi beberapa model.",
        "デシジョン、入力、関数、サービスが合わせて{found}個ありますが、{limit}個までです。複数のモデルに分けてください。";
    SERVICES_TOO_LARGE = "dmn.services-too-large":
        "The decisions within the decision services take more than {limit} bytes, counted once for each service. Put fewer decisions into services.",
        "การตัดสินใจภายในบริการการตัดสินใจมีขนาดรวมเกิน {limit} ไบต์ (นับแยกทุกบริการ) กรุณาลดจำนวนการตัดสินใจในบริการ",
        "Le decisioni nei servizi di decisione superano {limit} byte, contate una volta per servizio. Mettere meno decisioni nei servizi.",
        "Keputusan di dalam layanan keputusan melebihi {limit} byte, dihitung sekali per layanan. Kurangi keputusan di dalam layanan.",
        "デシジョンサービスに含まれるデシジョンが、サービスごとに数えて合計{limit}バイトを超えています。サービス内のデシジョンを減らしてください。";
    TOO_MANY_CELLS = "dmn.too-many-cells":
        "The decision table has {found} cells; at most {limit} are possible. Divide it into several tables.",
        "ตารางการตัดสินใจมี {found} ช่อง มีได้ไม่เกิน {limit} ช่อง กรุณาแบ่งเป็นหลายตาราง",
        "La tabella di decisione ha {found} celle; al massimo ne sono possibili {limit}. Dividerla in più tabelle.",
        "Tabel keputusan memiliki {found} sel; paling banyak {limit}. Bagi menjadi beberapa tabel.",
        "デシジョンテーブルのセルが{found}個ありますが、{limit}個までです。複数のテーブルに分けてください。";
}
