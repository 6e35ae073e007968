//! Everything the outline says to people, in all five languages.

mod readings;

use lang::Text;
pub use readings::*;

/// Beyond [`super::limits::TEXT_BYTES`].
pub static TOO_LONG: Text = Text {
    code: "outline.too-long",
    en: "The text is longer than {limit} bytes. Split the workflow into several and call one from the other ('call: other-workflow').",
    th: "ข้อความยาวเกิน {limit} ไบต์ ให้แบ่งเวิร์กโฟลว์เป็นหลายส่วนแล้วเรียกต่อกันด้วย 'call: other-workflow'",
    it: "Il testo supera i {limit} byte. Dividere il flusso di lavoro in più parti e richiamarle l'una dall'altra ('call: other-workflow').",
    id: "Teks lebih panjang dari {limit} byte. Bagi alur kerja menjadi beberapa bagian, lalu panggil satu dari yang lain ('call: other-workflow').",
    ja: "テキストが{limit}バイトを超えています。ワークフローを分割し、「call: other-workflow」で呼び出してください。",
};

/// Beyond [`super::limits::STEPS`].
pub static TOO_MANY_STEPS: Text = Text {
    code: "outline.too-many-steps",
    en: "The workflow has more than {limit} steps. Split it into several and call one from the other ('call: other-workflow').",
    th: "เวิร์กโฟลว์มีมากกว่า {limit} ขั้นตอน ให้แบ่งเป็นหลายส่วนแล้วเรียกต่อกันด้วย 'call: other-workflow'",
    it: "Il flusso di lavoro ha più di {limit} passi. Dividerlo in più parti e richiamarle l'una dall'altra ('call: other-workflow').",
    id: "Alur kerja memiliki lebih dari {limit} langkah. Bagi menjadi beberapa bagian, lalu panggil satu dari yang lain ('call: other-workflow').",
    ja: "ワークフローのステップが{limit}個を超えています。分割し、「call: other-workflow」で呼び出してください。",
};

/// Beyond [`super::limits::DEPTH`].
pub static TOO_DEEP: Text = Text {
    code: "outline.too-deep",
    en: "This line is nested deeper than {limit} levels. Move it further left, and lead to it with '→ go to: name'.",
    th: "บรรทัดนี้ซ้อนลึกเกิน {limit} ระดับ ให้เลื่อนไปทางซ้าย แล้วโยงมาด้วย '→ go to: ชื่อ'",
    it: "Questa riga è annidata oltre {limit} livelli. Spostarla più a sinistra e raggiungerla con '→ go to: nome'.",
    id: "Baris ini bersarang lebih dari {limit} tingkat. Geser ke kiri, lalu arahkan ke sana dengan '→ go to: nama'.",
    ja: "この行の入れ子が{limit}段を超えています。左に移し、「→ go to: 名前」でつないでください。",
};

/// Beyond [`super::limits::DIAGNOSTICS`] or [`super::limits::NOTES`].
pub static AND_MORE: Text = Text {
    code: "outline.and-more",
    en: "And {count} more that are not listed. Work through these first, then look again.",
    th: "และยังมีอีก {count} รายการที่ไม่ได้แสดง ให้แก้ไขรายการเหล่านี้ก่อนแล้วตรวจอีกครั้ง",
    it: "E altri {count} che non sono elencati. Sistemare prima questi, poi ricontrollare.",
    id: "Dan {count} lagi yang tidak ditampilkan. Selesaikan yang ini dahulu, lalu periksa lagi.",
    ja: "ほかに{count}件ありますが、表示していません。表示されたものを先に見直し、もう一度確認してください。",
};

/// Beyond [`super::limits::NAME_CHARS`] or [`super::limits::VALUE_CHARS`].
pub static TEXT_TOO_LONG: Text = Text {
    code: "outline.value-too-long",
    en: "This has more than {limit} characters. Write a short name here and the details below it with 'say: …'.",
    th: "ข้อความตรงนี้ยาวเกิน {limit} ตัวอักษร ให้ตั้งชื่อสั้น ๆ แล้วเขียนรายละเอียดไว้ข้างล่างด้วย 'say: …'",
    it: "Qui ci sono più di {limit} caratteri. Scrivere un nome breve e i dettagli sotto con 'say: …'.",
    id: "Bagian ini lebih dari {limit} karakter. Tulis nama yang pendek, lalu rinciannya di bawah dengan 'say: …'.",
    ja: "この部分が{limit}文字を超えています。短い名前にし、詳細は下に「say: …」で書いてください。",
};

/// There is nothing to read.
pub static EMPTY: Text = Text {
    code: "outline.empty",
    en: "There is no step yet. Write who does what, with arrows in between: 'Caller reports a fault → Agent answers'.",
    th: "ยังไม่มีขั้นตอน ให้เขียนว่าใครทำอะไรโดยคั่นด้วยลูกศร เช่น 'ลูกค้าแจ้งปัญหา → เจ้าหน้าที่รับสาย'",
    it: "Non c'è ancora nessun passo. Scrivere chi fa che cosa, con frecce in mezzo: 'Il cliente segnala un guasto → L'operatore risponde'.",
    id: "Belum ada langkah. Tulis siapa melakukan apa, dengan panah di antaranya: 'Pelanggan melaporkan gangguan → Petugas menjawab'.",
    ja: "まだステップがありません。「顧客が故障を連絡する → 担当者が電話に出る」のように、誰が何をするかを矢印でつないで書いてください。",
};

/// Two arrows with nothing between them, or one at the edge.
pub static EMPTY_STEP: Text = Text {
    code: "outline.empty-step",
    en: "There is no step beside this arrow. Write the step, or leave the arrow out.",
    th: "ไม่มีขั้นตอนอยู่ข้างลูกศรนี้ ให้เขียนขั้นตอนหรือลบลูกศรออก",
    it: "Accanto a questa freccia manca il passo. Scrivere il passo o togliere la freccia.",
    id: "Tidak ada langkah di samping panah ini. Tulis langkahnya, atau hapus panahnya.",
    ja: "この矢印の前か後にステップがありません。ステップを書くか、矢印を削除してください。",
};

/// An empty alternative: `X or → Y`.
pub static EMPTY_ALTERNATIVE: Text = Text {
    code: "outline.empty-alternative",
    en: "Nothing stands beside '{word}'. Write the other way, or leave the word out.",
    th: "ไม่มีอะไรอยู่ข้างคำว่า '{word}' ให้เขียนอีกทางหนึ่งหรือลบคำนี้ออก",
    it: "Accanto a '{word}' non c'è nulla. Scrivere l'altra possibilità o togliere la parola.",
    id: "Tidak ada apa-apa di samping '{word}'. Tulis pilihan lainnya, atau hapus kata itu.",
    ja: "「{word}」の前か後に何もありません。もう一方の選択肢を書くか、この語を削除してください。",
};

/// Beyond [`super::limits::ALTERNATIVES`].
pub static TOO_MANY_ALTERNATIVES: Text = Text {
    code: "outline.too-many-alternatives",
    en: "There are more than {limit} alternatives between two arrows. Write '→ choose: question' with a line '- answer' for each.",
    th: "มีทางเลือกระหว่างลูกศรมากกว่า {limit} ทาง ให้เขียน '→ choose: คำถาม' แล้วใส่ '- คำตอบ' ทีละบรรทัด",
    it: "Tra due frecce ci sono più di {limit} alternative. Scrivere '→ choose: domanda' con una riga '- risposta' per ciascuna.",
    id: "Ada lebih dari {limit} pilihan di antara dua panah. Tulis '→ choose: pertanyaan' dengan satu baris '- jawaban' untuk masing-masing.",
    ja: "矢印の間の選択肢が{limit}個を超えています。「→ choose: 質問」と書き、選択肢ごとに「- 答え」を1行ずつ書いてください。",
};

/// A line that is neither step nor branch nor `word: value`.
pub static NOT_A_LINE: Text = Text {
    code: "outline.unmarked-line",
    en: "This line is not a step yet. Write '→ {text}' for a step or '- {text}' for a branch.",
    th: "บรรทัดนี้ยังไม่เป็นขั้นตอน ให้เขียน '→ {text}' สำหรับขั้นตอน หรือ '- {text}' สำหรับทางเลือก",
    it: "Questa riga non è ancora un passo. Scrivere '→ {text}' per un passo oppure '- {text}' per un ramo.",
    id: "Baris ini belum menjadi langkah. Tulis '→ {text}' untuk langkah atau '- {text}' untuk cabang.",
    ja: "この行はまだステップではありません。ステップなら「→ {text}」、分岐なら「- {text}」と書いてください。",
};

/// A word that does not exist.
pub static UNKNOWN_WORD: Text = Text {
    code: "outline.unknown-word",
    en: "'{word}' is not a word of the outline. For a step write '→ {text}'.",
    th: "'{word}' ไม่ใช่คำสั่งของเค้าโครง ถ้าเป็นขั้นตอนให้เขียน '→ {text}'",
    it: "'{word}' non è una parola della scaletta. Per un passo scrivere '→ {text}'.",
    id: "'{word}' bukan kata kunci kerangka. Untuk langkah, tulis '→ {text}'.",
    ja: "「{word}」はアウトラインの語ではありません。ステップなら「→ {text}」と書いてください。",
};

/// A word that does not exist but is like one that does.
pub static MISSPELT_WORD: Text = Text {
    code: "outline.misspelt-word",
    en: "'{word}' is not a word of the outline. Write '{known}'.",
    th: "'{word}' ไม่ใช่คำสั่งของเค้าโครง ให้เขียน '{known}'",
    it: "'{word}' non è una parola della scaletta. Scrivere '{known}'.",
    id: "'{word}' bukan kata kunci kerangka. Tulis '{known}'.",
    ja: "「{word}」はアウトラインの語ではありません。「{known}」と書いてください。",
};

/// A line that says something that does not fit what stands above it.
pub static MISPLACED: Text = Text {
    code: "outline.misplaced-line",
    en: "'{word}' says nothing here, or stands here twice. Indent it below the step it belongs to, or leave it out.",
    th: "'{word}' ใช้ตรงนี้ไม่ได้หรือเขียนซ้ำ ให้ย่อหน้าเข้าไปใต้ขั้นตอนที่เกี่ยวข้องหรือลบออก",
    it: "'{word}' qui non ha effetto o è ripetuto. Rientrarlo sotto il passo a cui appartiene, oppure toglierlo.",
    id: "'{word}' tidak berlaku di sini atau tertulis dua kali. Letakkan menjorok di bawah langkahnya, atau hapus.",
    ja: "「{word}」はここでは使えないか、重複しています。対象のステップの下に字下げするか、削除してください。",
};

/// A branch under something that has none.
pub static MISPLACED_BRANCH: Text = Text {
    code: "outline.misplaced-branch",
    en: "A branch belongs below a choice. Write '→ choose: question' above it, or make it a step: '→ {text}'.",
    th: "ทางเลือกต้องอยู่ใต้คำถาม ให้เขียน '→ choose: คำถาม' ไว้ข้างบน หรือทำเป็นขั้นตอน '→ {text}'",
    it: "Un ramo sta sotto una scelta. Scrivere sopra '→ choose: domanda' oppure farne un passo: '→ {text}'.",
    id: "Cabang harus berada di bawah pilihan. Tulis '→ choose: pertanyaan' di atasnya, atau jadikan langkah: '→ {text}'.",
    ja: "分岐は選択の下に置きます。上に「→ choose: 質問」と書くか、「→ {text}」としてステップにしてください。",
};

/// Steps under something that has none.
pub static MISPLACED_STEP: Text = Text {
    code: "outline.misplaced-step",
    en: "A step cannot stand inside '{word}'. Move it to the left, or write '- answer' above it.",
    th: "ขั้นตอนจะอยู่ข้างใน '{word}' ไม่ได้ ให้เลื่อนไปทางซ้าย หรือเขียน '- คำตอบ' ไว้ข้างบน",
    it: "Un passo non può stare dentro '{word}'. Spostarlo a sinistra o scrivere sopra '- risposta'.",
    id: "Langkah tidak dapat berada di dalam '{word}'. Geser ke kiri, atau tulis '- jawaban' di atasnya.",
    ja: "「{word}」の中にステップは置けません。左に移すか、上に「- 答え」と書いてください。",
};

/// A choice without branches.
pub static NO_BRANCHES: Text = Text {
    code: "outline.no-branches",
    en: "A choice needs branches. Write '- answer' below it, indented, once for each answer.",
    th: "คำถามต้องมีทางเลือก ให้เขียน '- คำตอบ' ไว้ข้างล่างโดยย่อหน้าเข้าไป หนึ่งบรรทัดต่อหนึ่งคำตอบ",
    it: "Una scelta ha bisogno di rami. Scrivere sotto, con un rientro, '- risposta', una riga per ogni risposta.",
    id: "Pilihan memerlukan cabang. Tulis '- jawaban' menjorok di bawahnya, satu baris untuk tiap jawaban.",
    ja: "選択には分岐が必要です。下に字下げして、答えごとに「- 答え」と書いてください。",
};

/// A value that cannot be read.
pub static BAD_VALUE: Text = Text {
    code: "outline.bad-value",
    en: "'{value}' cannot be read after '{word}'. Write, for example, '{example}'.",
    th: "อ่าน '{value}' หลัง '{word}' ไม่ได้ ตัวอย่างที่ถูกต้องคือ '{example}'",
    it: "'{value}' non è leggibile dopo '{word}'. Scrivere per esempio '{example}'.",
    id: "'{value}' tidak dapat dibaca setelah '{word}'. Tulis, misalnya, '{example}'.",
    ja: "「{word}」の後の「{value}」を読み取れません。たとえば「{example}」と書いてください。",
};

/// A language that there is not.
pub static UNKNOWN_LANGUAGE: Text = Text {
    code: "outline.unknown-language",
    en: "There is no language '{value}' here; there are {known}. Write, for example, 'language: {code}'.",
    th: "ไม่รู้จักภาษา '{value}' ใช้ได้เฉพาะ {known} ตัวอย่างที่ถูกต้องคือ 'language: {code}'",
    it: "La lingua '{value}' non è prevista; si possono usare {known}. Scrivere per esempio 'language: {code}'.",
    id: "Bahasa '{value}' tidak dikenal; yang dapat dipakai: {known}. Tulis, misalnya, 'language: {code}'.",
    ja: "言語「{value}」は使えません。使えるのは{known}です。たとえば「language: {code}」と書いてください。",
};

/// A `go to` without target.
pub static UNKNOWN_TARGET: Text = Text {
    code: "outline.unknown-target",
    en: "There is no step '{name}' to go to. Write '→ go to: {known}', or give the step that you mean this name.",
    th: "ไม่มีขั้นตอนชื่อ '{name}' ให้เขียน '→ go to: {known}' หรือตั้งชื่อนี้ให้ขั้นตอนที่ต้องการ",
    it: "Non esiste un passo '{name}' a cui andare. Scrivere '→ go to: {known}' o dare questo nome al passo voluto.",
    id: "Tidak ada langkah '{name}' yang dituju. Tulis '→ go to: {known}', atau beri nama ini pada langkah yang dimaksud.",
    ja: "移動先のステップ「{name}」がありません。「→ go to: {known}」と書くか、目的のステップにこの名前を付けてください。",
};

/// A `go to` whose target could be several steps.
pub static AMBIGUOUS_TARGET: Text = Text {
    code: "outline.ambiguous-target",
    en: "Several steps are called '{name}'. Write 'id: {id}' below the one that you mean and '→ go to: #{id}' here.",
    th: "มีหลายขั้นตอนชื่อ '{name}' ให้เขียน 'id: {id}' ไว้ใต้ขั้นตอนที่ต้องการ แล้วเขียน '→ go to: #{id}' ตรงนี้",
    it: "Più passi si chiamano '{name}'. Scrivere 'id: {id}' sotto quello voluto e qui '→ go to: #{id}'.",
    id: "Ada beberapa langkah bernama '{name}'. Tulis 'id: {id}' di bawah langkah yang dimaksud dan '→ go to: #{id}' di sini.",
    ja: "「{name}」という名前のステップが複数あります。目的のステップの下に「id: {id}」、ここに「→ go to: #{id}」と書いてください。",
};

/// The same id twice.
pub static DUPLICATE_ID: Text = Text {
    code: "outline.duplicate-id",
    en: "The id '{id}' is used twice. Write 'id: {free}' here.",
    th: "มีการใช้ id '{id}' ซ้ำ ให้เขียน 'id: {free}' ตรงนี้",
    it: "L'id '{id}' è usato due volte. Scrivere qui 'id: {free}'.",
    id: "Id '{id}' dipakai dua kali. Tulis 'id: {free}' di sini.",
    ja: "ID「{id}」が重複しています。ここには「id: {free}」と書いてください。",
};

/// An id that XML does not allow.
pub static BAD_ID: Text = Text {
    code: "outline.bad-id",
    en: "'{id}' cannot be an id: ids are letters, digits, '_', '-' and '.', and begin with a letter. Write 'id: {free}'.",
    th: "'{id}' ใช้เป็น id ไม่ได้ id ต้องขึ้นต้นด้วยตัวอักษรและมีเฉพาะตัวอักษร ตัวเลข '_' '-' และ '.' ให้เขียน 'id: {free}'",
    it: "'{id}' non può essere un id: sono ammessi lettere, cifre, '_', '-' e '.', e si comincia con una lettera. Scrivere 'id: {free}'.",
    id: "'{id}' tidak dapat menjadi id: hanya huruf, angka, '_', '-' dan '.', dan harus diawali huruf. Tulis 'id: {free}'.",
    ja: "「{id}」はIDにできません。文字で始まり、文字・数字・「_」「-」「.」だけが使えます。「id: {free}」と書いてください。",
};

/// A team that is not in the list.
pub static UNLISTED_TEAM: Text = Text {
    code: "outline.unlisted-team",
    en: "'{team}' is not listed under 'teams:'. Add it there, or write '{known}' if you mean that team.",
    th: "ไม่มี '{team}' ใน 'teams:' ให้เพิ่มชื่อไว้ตรงนั้น หรือเขียน '{known}' หากหมายถึงทีมนั้น",
    it: "'{team}' non è elencato in 'teams:'. Aggiungerlo lì, oppure scrivere '{known}' se si intende quel team.",
    id: "'{team}' tidak ada di 'teams:'. Tambahkan di sana, atau tulis '{known}' jika tim itu yang dimaksud.",
    ja: "「{team}」は「teams:」にありません。そこに加えるか、「{known}」のことならそう書いてください。",
};

/// A step that no way leads to.
pub static UNREACHABLE: Text = Text {
    code: "outline.unreachable",
    en: "No way leads to this step: the line above ends or goes elsewhere. Write '→ go to: {name}' where it should be reached, or move it.",
    th: "ไม่มีทางใดมาถึงขั้นตอนนี้ เพราะบรรทัดก่อนหน้าจบหรือไปที่อื่นแล้ว ให้เขียน '→ go to: {name}' ในจุดที่ต้องการหรือย้ายขั้นตอน",
    it: "Nessun percorso porta a questo passo: la riga sopra termina o va altrove. Scrivere '→ go to: {name}' dove serve, oppure spostarlo.",
    id: "Tidak ada jalur menuju langkah ini: baris di atasnya berakhir atau pergi ke tempat lain. Tulis '→ go to: {name}' di tempat yang tepat, atau pindahkan.",
    ja: "このステップに至る経路がありません。上の行で終了するか、別の場所に移動しています。ここへつなげたい箇所に「→ go to: {name}」と書くか、ステップを移動してください。",
};

/// A kept part without the BPMN it comes from.
pub static KEPT_WITHOUT_BASE: Text = Text {
    code: "outline.kept-part-missing",
    en: "The part '{id}' is kept in a BPMN model, and that model is not here or has no such element. Open the outline together with its model, or leave the line out.",
    th: "ส่วน '{id}' เก็บอยู่ในโมเดล BPMN แต่ไม่พบโมเดลหรือไม่มีส่วนนี้ ให้เปิดเค้าโครงพร้อมโมเดลเดิมหรือลบบรรทัดนี้ออก",
    it: "La parte '{id}' è conservata in un modello BPMN che qui manca o non la contiene. Aprire la scaletta insieme al suo modello, oppure togliere la riga.",
    id: "Bagian '{id}' disimpan dalam model BPMN yang tidak ada di sini atau tidak memuatnya. Buka kerangka bersama modelnya, atau hapus baris ini.",
    ja: "「{id}」はBPMNモデルに保管されている部分ですが、そのモデルがないか、該当する要素がありません。モデルと一緒に開くか、この行を削除してください。",
};
