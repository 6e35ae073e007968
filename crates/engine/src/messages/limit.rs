//! Which limit was reached: an incident, or why a command was refused.

use lang::Text;

pub(crate) static EXPRESSION_LIMIT: Text = Text {
    code: "incident.expression-limit",
    en: "The expression “{expression}” went too far. {limit} Make it simpler.",
    th: "นิพจน์ “{expression}” ทำงานเกินขีดจำกัด {limit} กรุณาทำให้เรียบง่ายขึ้น",
    it: "L'espressione «{expression}» ha superato un limite. {limit} Semplificarla.",
    id: "Ekspresi “{expression}” melampaui batas. {limit} Sederhanakan.",
    ja: "式「{expression}」が制限を超えました。{limit}もっと簡単な式にしてください。",
};

pub(crate) static NAME_TOO_LONG: Text = Text {
    code: "name.too-long",
    en: "Too long: {what}. The limit is {limit} bytes. Shorten it.",
    th: "{what} ยาวเกินไป ยาวได้ไม่เกิน {limit} ไบต์ กรุณาทำให้สั้นลง",
    it: "Troppo lungo: {what}. Il limite è di {limit} byte. Abbreviare.",
    id: "Terlalu panjang: {what}. Batasnya {limit} byte. Persingkat.",
    ja: "{what}が長すぎます。上限は{limit}バイトです。短くしてください。",
};

pub(crate) static TOO_MANY_NAMES: Text = Text {
    code: "name.too-many",
    en: "Too many names: {what}. The limit is {limit}. Name a team instead of its members.",
    th: "{what} มีรายชื่อมากเกินไป ใส่ได้ไม่เกิน {limit} ชื่อ กรุณาระบุทีมแทนรายชื่อสมาชิก",
    it: "Troppi nomi: {what}. Il limite è {limit}. Indicare un team al posto dei suoi membri.",
    id: "Terlalu banyak nama: {what}. Batasnya {limit}. Sebutkan tim, bukan anggotanya satu per satu.",
    ja: "{what}の名前が多すぎます。上限は{limit}個です。メンバーの代わりにチームを指定してください。",
};

pub(crate) static ZERO_CHARACTER: Text = Text {
    code: "name.zero-character",
    en: "The character U+0000 cannot be stored: {what}. Take it out.",
    th: "{what} มีอักขระ U+0000 ซึ่งจัดเก็บไม่ได้ กรุณานำออก",
    it: "Il carattere U+0000 non può essere salvato: {what}. Toglierlo.",
    id: "Karakter U+0000 tidak dapat disimpan: {what}. Hapus karakter itu.",
    ja: "{what}に保存できない文字U+0000が含まれています。取り除いてください。",
};

pub(crate) static CASE_TOO_LARGE: Text = Text {
    code: "case.too-large",
    en: "The case would hold more than {limit} bytes. Keep large data in a file, or set variables that are not needed any more to null.",
    th: "เคสจะมีข้อมูลเกิน {limit} ไบต์ กรุณาเก็บข้อมูลขนาดใหญ่เป็นไฟล์ หรือกำหนดตัวแปรที่ไม่ใช้แล้วเป็น null",
    it: "Il caso conterrebbe più di {limit} byte. Tenere i dati voluminosi in un file, oppure impostare a null le variabili che non servono più.",
    id: "Kasus akan memuat lebih dari {limit} byte. Simpan data besar sebagai berkas, atau isi variabel yang tidak diperlukan lagi dengan null.",
    ja: "ケースのデータが上限の{limit}バイトを超えます。大きなデータはファイルに保存するか、不要な変数をnullにしてください。",
};

pub(crate) static TOO_MUCH_AT_ONCE: Text = Text {
    code: "incident.too-much-at-once",
    en: "More than {limit} bytes were written without waiting once. Copy less data from step to step, then try again.",
    th: "มีการเขียนข้อมูลเกิน {limit} ไบต์โดยไม่หยุดรอเลย กรุณาคัดลอกข้อมูลระหว่างขั้นตอนให้น้อยลง แล้วลองอีกครั้ง",
    it: "Sono stati scritti più di {limit} byte senza mai attendere. Copiare meno dati da un passo all'altro, poi riprovare.",
    id: "Lebih dari {limit} byte ditulis tanpa pernah menunggu. Salin lebih sedikit data antarlangkah, lalu coba lagi.",
    ja: "一度も待機せずに書き込んだデータが上限の{limit}バイトを超えました。ステップ間でコピーするデータを減らして再試行してください。",
};

pub(crate) static VARIABLE_TOO_LARGE: Text = Text {
    code: "incident.variable-too-large",
    en: "The variable “{name}” would be larger than {limit} bytes. Keep large data in a file.",
    th: "ตัวแปร “{name}” จะมีขนาดเกิน {limit} ไบต์ กรุณาเก็บข้อมูลขนาดใหญ่เป็นไฟล์",
    it: "La variabile «{name}» supererebbe {limit} byte. Tenere i dati voluminosi in un file.",
    id: "Variabel “{name}” akan melebihi {limit} byte. Simpan data besar sebagai berkas.",
    ja: "変数「{name}」が上限の{limit}バイトを超えます。大きなデータはファイルに保存してください。",
};

pub(crate) static TOO_MANY_STEPS: Text = Text {
    code: "incident.too-many-steps",
    en: "{limit} steps were taken without waiting once: probably a loop that never ends. Change the loop, then try again.",
    th: "ดำเนินไปแล้ว {limit} ขั้นตอนโดยไม่หยุดรอเลย น่าจะเป็นการวนซ้ำที่ไม่มีวันจบ กรุณาแก้การวนซ้ำแล้วลองอีกครั้ง",
    it: "Sono stati eseguiti {limit} passi senza mai attendere: probabilmente un ciclo senza fine. Correggere il ciclo, poi riprovare.",
    id: "{limit} langkah dijalankan tanpa pernah menunggu: mungkin perulangan tanpa akhir. Perbaiki perulangannya, lalu coba lagi.",
    ja: "一度も待機せずに{limit}ステップ進みました。終わらないループの可能性があります。ループを直して再試行してください。",
};

pub(crate) static TOO_MANY_INSTANCES: Text = Text {
    code: "incident.too-many-instances",
    en: "More than {limit} elements are active at once in this case.",
    th: "มีองค์ประกอบที่ทำงานพร้อมกันเกิน {limit} รายการในเคสนี้",
    it: "In questo caso sono attivi insieme più di {limit} elementi.",
    id: "Lebih dari {limit} elemen aktif sekaligus dalam kasus ini.",
    ja: "このケースで同時に実行中の要素が上限の{limit}個を超えました。",
};

pub(crate) static TOO_DEEP: Text = Text {
    code: "incident.too-deep",
    en: "Sub-processes are nested deeper than {limit} levels.",
    th: "กระบวนการย่อยซ้อนกันลึกเกิน {limit} ชั้น",
    it: "I sottoprocessi sono annidati oltre {limit} livelli.",
    id: "Subproses bersarang lebih dari {limit} tingkat.",
    ja: "サブプロセスの入れ子が上限の{limit}段を超えています。",
};

pub(crate) static TOO_MANY_RUNS: Text = Text {
    code: "incident.too-many-runs",
    en: "{count} runs are more than the limit of {limit}.",
    th: "จำนวน {count} รอบเกินขีดจำกัด {limit} รอบ",
    it: "{count} ripetizioni superano il limite di {limit}.",
    id: "{count} pengulangan melebihi batas {limit}.",
    ja: "実行回数{count}回は上限の{limit}回を超えています。",
};

pub(crate) static LOOP_TOO_LONG: Text = Text {
    code: "incident.loop-too-long",
    en: "The loop ran {limit} times and its condition is still true. Change it, then try again.",
    th: "วนซ้ำครบ {limit} รอบแล้วเงื่อนไขยังเป็นจริง กรุณาแก้เงื่อนไขแล้วลองอีกครั้ง",
    it: "Il ciclo è stato eseguito {limit} volte e la condizione è ancora vera. Correggerla, poi riprovare.",
    id: "Perulangan berjalan {limit} kali dan kondisinya masih benar. Ubah kondisinya, lalu coba lagi.",
    ja: "ループを{limit}回実行しても、条件がまだ満たされています。条件を直して再試行してください。",
};

pub(crate) static TOO_MANY_CALLS: Text = Text {
    code: "incident.too-many-calls",
    en: "“{process}” cannot be called: {limit} calls stand one in the other already, which is the limit. Does a workflow call itself without end?",
    th: "เรียก “{process}” ไม่ได้ เพราะมีการเรียกซ้อนกัน {limit} ชั้นแล้วซึ่งเป็นขีดจำกัด มีเวิร์กโฟลว์ที่เรียกตัวเองไม่รู้จบหรือไม่",
    it: "Impossibile richiamare «{process}»: ci sono già {limit} chiamate annidate, che è il limite. Un flusso di lavoro richiama se stesso all'infinito?",
    id: "“{process}” tidak dapat dipanggil: sudah ada {limit} panggilan bersarang, yaitu batasnya. Apakah ada alur kerja yang memanggil dirinya sendiri tanpa henti?",
    ja: "「{process}」を呼び出せません。呼び出しの入れ子が上限の{limit}段に達しています。自分自身を際限なく呼び出すワークフローがないか確認してください。",
};

pub(crate) static TOO_MANY_HOPS: Text = Text {
    code: "incident.too-many-hops",
    en: "“{name}” is not sent: {limit} cases have begun each other by messages or signals without any of them waiting, which is the limit. Does a workflow start itself without end?",
    th: "ไม่ได้ส่ง “{name}” เพราะมีเคสที่เริ่มต่อกันด้วยข้อความหรือสัญญาณโดยไม่มีเคสใดหยุดรอครบ {limit} เคสซึ่งเป็นขีดจำกัดแล้ว มีเวิร์กโฟลว์ที่เริ่มตัวเองไม่รู้จบหรือไม่",
    it: "«{name}» non viene inviato: {limit} casi si sono avviati l'un l'altro con messaggi o segnali senza che nessuno attendesse, che è il limite. Un flusso di lavoro avvia se stesso all'infinito?",
    id: "“{name}” tidak dikirim: {limit} kasus sudah saling memulai lewat pesan atau sinyal tanpa ada yang menunggu, yaitu batasnya. Apakah ada alur kerja yang memulai dirinya sendiri tanpa henti?",
    ja: "「{name}」は送信されません。どのケースも待つことなくメッセージやシグナルで次々に開始されたケースが、上限の{limit}件に達しました。自分自身を際限なく開始するワークフローがないか確認してください。",
};

pub(crate) static PAYLOAD_TOO_LARGE: Text = Text {
    code: "case.payload-too-large",
    en: "The variables are larger than {limit} bytes. Keep large data in a file.",
    th: "ตัวแปรมีขนาดรวมเกิน {limit} ไบต์ กรุณาเก็บข้อมูลขนาดใหญ่เป็นไฟล์",
    it: "Le variabili superano {limit} byte. Tenere i dati voluminosi in un file.",
    id: "Variabel melebihi {limit} byte. Simpan data besar sebagai berkas.",
    ja: "変数の合計が上限の{limit}バイトを超えています。大きなデータはファイルに保存してください。",
};

pub(crate) static TOO_MANY_HELD: Text = Text {
    code: "case.too-many-held",
    en: "More than {limit} commands wait for the suspended case.",
    th: "มีคำสั่งที่รอเคสซึ่งถูกพักไว้เกิน {limit} รายการ",
    it: "Più di {limit} comandi attendono il caso sospeso.",
    id: "Lebih dari {limit} perintah menunggu kasus yang ditangguhkan.",
    ja: "一時停止中のケースを待つコマンドが上限の{limit}件を超えました。",
};

/// All of them, to find one by its code.
pub(crate) static LIMITS: &[&Text] = &[
    &EXPRESSION_LIMIT,
    &NAME_TOO_LONG,
    &TOO_MANY_NAMES,
    &ZERO_CHARACTER,
    &CASE_TOO_LARGE,
    &TOO_MUCH_AT_ONCE,
    &VARIABLE_TOO_LARGE,
    &TOO_MANY_STEPS,
    &TOO_MANY_INSTANCES,
    &TOO_DEEP,
    &TOO_MANY_RUNS,
    &LOOP_TOO_LONG,
    &TOO_MANY_CALLS,
    &TOO_MANY_HOPS,
    &PAYLOAD_TOO_LARGE,
    &TOO_MANY_HELD,
];
