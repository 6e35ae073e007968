//! What can be wrong with an XML text, for people.

use lang::Text;

pub static TOO_LONG: Text = Text {
    code: "xml.too-long",
    en: "The file has {bytes} bytes; at most {limit} are read. Split the model, or remove embedded pictures and other large attachments.",
    th: "ไฟล์มีขนาด {bytes} ไบต์ แต่อ่านได้ไม่เกิน {limit} ไบต์ กรุณาแยกโมเดลออก หรือลบรูปภาพและข้อมูลขนาดใหญ่ที่ฝังอยู่",
    it: "Il file ha {bytes} byte; se ne leggono al massimo {limit}. Dividere il modello o togliere immagini e altri allegati voluminosi.",
    id: "Berkas berukuran {bytes} byte; paling banyak {limit} yang dibaca. Pecah modelnya, atau hapus gambar dan lampiran besar di dalamnya.",
    ja: "ファイルは{bytes}バイトあります。読み込めるのは{limit}バイトまでです。モデルを分割するか、埋め込まれた画像などの大きなデータを取り除いてください。",
};

pub static TOO_DEEP: Text = Text {
    code: "xml.too-deep",
    en: "Elements are nested deeper than {limit} levels. Move inner sub-processes into processes of their own and call them.",
    th: "องค์ประกอบซ้อนกันลึกเกิน {limit} ชั้น กรุณาย้ายกระบวนการย่อยชั้นในออกเป็นกระบวนการแยกแล้วเรียกใช้แทน",
    it: "Gli elementi sono annidati oltre {limit} livelli. Spostare i sottoprocessi interni in processi a sé e richiamarli.",
    id: "Elemen bersarang lebih dalam dari {limit} tingkat. Pindahkan subproses terdalam menjadi proses tersendiri lalu panggil dari sini.",
    ja: "要素の入れ子が{limit}段を超えています。内側のサブプロセスを独立したプロセスにして、呼び出すようにしてください。",
};

pub static TOO_MANY_ELEMENTS: Text = Text {
    code: "xml.too-many-elements",
    en: "The file has more than {limit} XML elements. Split the model.",
    th: "ไฟล์มีองค์ประกอบ XML เกิน {limit} รายการ กรุณาแยกโมเดลออก",
    it: "Il file ha più di {limit} elementi XML. Dividere il modello.",
    id: "Berkas memiliki lebih dari {limit} elemen XML. Pecah modelnya.",
    ja: "ファイルのXML要素が{limit}個を超えています。モデルを分割してください。",
};

pub static TOO_MANY_ATTRIBUTES: Text = Text {
    code: "xml.too-many-attributes",
    en: "An element has more than {limit} attributes. Remove those that are not needed.",
    th: "องค์ประกอบหนึ่งมีแอตทริบิวต์เกิน {limit} รายการ กรุณาลบรายการที่ไม่จำเป็น",
    it: "Un elemento ha più di {limit} attributi. Togliere quelli che non servono.",
    id: "Sebuah elemen memiliki lebih dari {limit} atribut. Hapus yang tidak diperlukan.",
    ja: "1つの要素の属性が{limit}個を超えています。不要なものを取り除いてください。",
};

pub static TOO_MANY_NAMESPACES: Text = Text {
    code: "xml.too-many-namespaces",
    en: "The file declares more than {limit} XML namespaces. Declare each once, at the root element.",
    th: "ไฟล์ประกาศเนมสเปซ XML เกิน {limit} รายการ กรุณาประกาศแต่ละรายการครั้งเดียวที่องค์ประกอบราก",
    it: "Il file dichiara più di {limit} spazi dei nomi XML. Dichiararli una volta sola, nell'elemento radice.",
    id: "Berkas mendeklarasikan lebih dari {limit} ruang nama XML. Deklarasikan masing-masing sekali saja, di elemen akar.",
    ja: "XML名前空間の宣言が{limit}個を超えています。それぞれルート要素で一度だけ宣言してください。",
};

pub static DTD: Text = Text {
    code: "xml.dtd",
    en: "The file has a document type declaration (<!DOCTYPE …>). It is not read, for safety. Delete the declaration.",
    th: "ไฟล์มีการประกาศชนิดเอกสาร (<!DOCTYPE …>) ซึ่งระบบไม่อ่านเพื่อความปลอดภัย กรุณาลบการประกาศนี้",
    it: "Il file contiene una dichiarazione del tipo di documento (<!DOCTYPE …>), che per sicurezza non viene letta. Eliminare la dichiarazione.",
    id: "Berkas memiliki deklarasi tipe dokumen (<!DOCTYPE …>), yang demi keamanan tidak dibaca. Hapus deklarasi itu.",
    ja: "ファイルに文書型宣言（<!DOCTYPE …>）があります。安全のため読み込みません。宣言を削除してください。",
};

pub static NOT_WELL_FORMED: Text = Text {
    code: "xml.not-well-formed",
    en: "This is not well-formed XML: {reason}. Export the model again from the program that made it.",
    th: "XML ไม่ถูกต้องตามรูปแบบ: {reason} กรุณาส่งออกโมเดลใหม่จากโปรแกรมที่สร้าง",
    it: "XML non ben formato: {reason}. Esportare di nuovo il modello dal programma che lo ha creato.",
    id: "XML tidak terbentuk dengan benar: {reason}. Ekspor ulang modelnya dari program yang membuatnya.",
    ja: "XMLとして正しくありません：{reason}。作成元のプログラムからモデルを書き出し直してください。",
};

pub static WRONG_END: Text = Text {
    code: "xml.wrong-end",
    en: "Here stands </{found}>, but <{expected}> is still open. Close it first.",
    th: "ตรงนี้มี </{found}> แต่ <{expected}> ยังไม่ได้ปิด กรุณาปิดก่อน",
    it: "Qui c'è </{found}>, ma <{expected}> è ancora aperto: va chiuso prima.",
    id: "Di sini ada </{found}>, padahal <{expected}> masih terbuka. Tutup dulu elemen itu.",
    ja: "ここに</{found}>がありますが、<{expected}>がまだ閉じられていません。先に閉じてください。",
};

pub static NOT_CLOSED: Text = Text {
    code: "xml.not-closed",
    en: "<{name}> is never closed: the file ends too early. Export or copy it again, completely.",
    th: "<{name}> ยังไม่ได้ปิด ไฟล์จบไม่ครบ กรุณาส่งออกหรือคัดลอกใหม่ให้ครบ",
    it: "<{name}> non viene mai chiuso: il file finisce troppo presto. Esportarlo o copiarlo di nuovo, per intero.",
    id: "<{name}> tidak pernah ditutup: berkas berakhir terlalu cepat. Ekspor atau salin ulang secara lengkap.",
    ja: "<{name}>が閉じられないままファイルが終わっています。もう一度、最後まで書き出すかコピーしてください。",
};

pub static NO_ROOT: Text = Text {
    code: "xml.no-root",
    en: "There is no XML element in this file. Choose a .bpmn file.",
    th: "ไฟล์นี้ไม่มีองค์ประกอบ XML กรุณาเลือกไฟล์ .bpmn",
    it: "In questo file non c'è alcun elemento XML. Scegliere un file .bpmn.",
    id: "Tidak ada elemen XML dalam berkas ini. Pilih berkas .bpmn.",
    ja: "このファイルにはXML要素がありません。.bpmnファイルを選んでください。",
};

pub static SECOND_ROOT: Text = Text {
    code: "xml.second-root",
    en: "<{name}> stands beside the root element; a file has only one. Put it into a file of its own.",
    th: "<{name}> อยู่นอกองค์ประกอบราก แต่ไฟล์หนึ่งมีองค์ประกอบรากได้เพียงหนึ่งเดียว กรุณาแยกเป็นอีกไฟล์",
    it: "<{name}> sta accanto all'elemento radice, ma un file ne ha uno solo. Metterlo in un file a parte.",
    id: "<{name}> berada di samping elemen akar, padahal satu berkas hanya punya satu. Pindahkan ke berkas tersendiri.",
    ja: "ルート要素の隣に<{name}>があります。ルート要素は1ファイルに1つだけです。別のファイルに分けてください。",
};

pub static UNKNOWN_PREFIX: Text = Text {
    code: "xml.unknown-prefix",
    en: "The prefix “{prefix}” is not declared. Add xmlns:{prefix}=\"…\" to the root element.",
    th: "ไม่ได้ประกาศคำนำหน้า “{prefix}” กรุณาเพิ่ม xmlns:{prefix}=\"…\" ที่องค์ประกอบราก",
    it: "Il prefisso «{prefix}» non è dichiarato. Aggiungere xmlns:{prefix}=\"…\" all'elemento radice.",
    id: "Awalan “{prefix}” belum dideklarasikan. Tambahkan xmlns:{prefix}=\"…\" pada elemen akar.",
    ja: "接頭辞「{prefix}」が宣言されていません。ルート要素にxmlns:{prefix}=\"…\"を追加してください。",
};

pub static NOT_BPMN: Text = Text {
    code: "bpmn.not-bpmn",
    en: "The root element is <{name}>, not the “definitions” of BPMN 2.0. Choose a BPMN 2.0 file.",
    th: "องค์ประกอบรากคือ <{name}> ไม่ใช่ “definitions” ของ BPMN 2.0 กรุณาเลือกไฟล์ BPMN 2.0",
    it: "L'elemento radice è <{name}>, non «definitions» di BPMN 2.0. Scegliere un file BPMN 2.0.",
    id: "Elemen akarnya <{name}>, bukan “definitions” dari BPMN 2.0. Pilih berkas BPMN 2.0.",
    ja: "ルート要素が<{name}>で、BPMN 2.0の「definitions」ではありません。BPMN 2.0のファイルを選んでください。",
};

pub static OTHER_DEFINITIONS: Text = Text {
    code: "bpmn.other-definitions",
    en: "The “definitions” of this file belong to “{namespace}”, not to BPMN 2.0. Choose a BPMN 2.0 file.",
    th: "“definitions” ของไฟล์นี้เป็นของ “{namespace}” ไม่ใช่ของ BPMN 2.0 กรุณาเลือกไฟล์ BPMN 2.0",
    it: "Le «definitions» di questo file appartengono a «{namespace}», non a BPMN 2.0. Scegliere un file BPMN 2.0.",
    id: "“definitions” di berkas ini milik “{namespace}”, bukan BPMN 2.0. Pilih berkas BPMN 2.0.",
    ja: "このファイルの「definitions」は「{namespace}」のもので、BPMN 2.0のものではありません。BPMN 2.0のファイルを選んでください。",
};

pub static DUPLICATE_ID: Text = Text {
    code: "bpmn.duplicate-id",
    en: "The id “{id}” is used more than once. Give each element an id of its own.",
    th: "รหัส “{id}” ถูกใช้มากกว่าหนึ่งครั้ง กรุณากำหนดรหัสที่ไม่ซ้ำกันให้แต่ละองค์ประกอบ",
    it: "L'id «{id}» è usato più di una volta. Dare a ogni elemento un id proprio.",
    id: "Id “{id}” dipakai lebih dari sekali. Beri setiap elemen id tersendiri.",
    ja: "ID「{id}」が複数回使われています。要素ごとに別のIDを付けてください。",
};

pub static WITHOUT_ID: Text = Text {
    code: "bpmn.without-id",
    en: "<{element}> has no id; it is called “{id}” here. Give it one, so that it can be referred to.",
    th: "<{element}> ไม่มีรหัส ในที่นี้จึงเรียกว่า “{id}” กรุณากำหนดรหัสเพื่อให้อ้างอิงได้",
    it: "<{element}> non ha un id; qui si chiama «{id}». Assegnarne uno, perché vi si possa fare riferimento.",
    id: "<{element}> tidak punya id; di sini disebut “{id}”. Beri id agar dapat dirujuk.",
    ja: "<{element}>にIDがないため、ここでは「{id}」と呼びます。参照できるようにIDを付けてください。",
};

pub static UNKNOWN_ELEMENT: Text = Text {
    code: "bpmn.unknown-element",
    en: "<{element}> is no element of BPMN 2.0, so it is no step. Draw it as one that BPMN has, as a serviceTask.",
    th: "<{element}> ไม่ใช่องค์ประกอบของ BPMN 2.0 จึงไม่นับเป็นขั้นตอน กรุณาวาดด้วยองค์ประกอบที่มีใน BPMN เช่น serviceTask",
    it: "<{element}> non è un elemento di BPMN 2.0, quindi non è un passo. Disegnarlo con uno che BPMN ha, come serviceTask.",
    id: "<{element}> bukan elemen BPMN 2.0, jadi bukan langkah. Gambarlah dengan elemen yang ada di BPMN, seperti serviceTask.",
    ja: "<{element}>はBPMN 2.0の要素ではないため、ステップになりません。serviceTaskなど、BPMNにある要素で描いてください。",
};

pub static CAMUNDA_7: Text = Text {
    code: "bpmn.camunda-7",
    en: "{name} is of Camunda 7 and has no effect here: it is only kept. Camunda 8's extensions (zeebe:…) are understood.",
    th: "{name} เป็นของ Camunda 7 ซึ่งไม่มีผลที่นี่ เพียงแต่เก็บรักษาไว้ ระบบเข้าใจส่วนขยายของ Camunda 8 (zeebe:…)",
    it: "{name} è di Camunda 7 e qui non ha effetto: viene solo conservato. Si capiscono le estensioni di Camunda 8 (zeebe:…).",
    id: "{name} berasal dari Camunda 7 dan tidak berpengaruh di sini: hanya disimpan. Yang dipahami adalah ekstensi Camunda 8 (zeebe:…).",
    ja: "{name}はCamunda 7のもので、ここでは保存されるだけで効果はありません。Camunda 8の拡張（zeebe:…）には対応しています。",
};
