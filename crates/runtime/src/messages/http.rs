//! What `http.request` says when it fails.

use lang::Text;

/// No address.
pub static URL_UNREADABLE: Text = Text {
    code: "http.url-unreadable",
    en: "“{url}” is not an address. Write it as in https://shop.example/orders.",
    th: "“{url}” ไม่ใช่ที่อยู่เว็บ กรุณาเขียนในรูปแบบ https://shop.example/orders",
    it: "«{url}» non è un indirizzo. Va scritto come https://shop.example/orders.",
    id: "“{url}” bukan alamat. Tulis seperti https://shop.example/orders.",
    ja: "「{url}」はアドレスとして読めません。https://shop.example/ordersのように書いてください。",
};

/// An address that is too long.
pub static URL_TOO_LONG: Text = Text {
    code: "http.url-too-long",
    en: "The address has more than {limit} bytes. Send large data in the body.",
    th: "ที่อยู่เว็บยาวเกิน {limit} ไบต์ กรุณาส่งข้อมูลขนาดใหญ่ในเนื้อหาคำขอ",
    it: "L'indirizzo supera {limit} byte. Inviare i dati voluminosi nel corpo della richiesta.",
    id: "Alamat melebihi {limit} byte. Kirim data besar di dalam isi permintaan.",
    ja: "アドレスが上限の{limit}バイトを超えています。大きなデータは本文で送ってください。",
};

/// Another scheme than http and https.
pub static SCHEME: Text = Text {
    code: "http.scheme",
    en: "Addresses that begin with “{scheme}:” are not allowed. Use https: or http:.",
    th: "ไม่อนุญาตที่อยู่ที่ขึ้นต้นด้วย “{scheme}:” กรุณาใช้ https: หรือ http:",
    it: "Gli indirizzi che iniziano con «{scheme}:» non sono ammessi. Usare https: o http:.",
    id: "Alamat yang diawali “{scheme}:” tidak diizinkan. Gunakan https: atau http:.",
    ja: "「{scheme}:」で始まるアドレスは使えません。https:またはhttp:を使ってください。",
};

/// A user or password in the address.
pub static USERINFO: Text = Text {
    code: "http.userinfo",
    en: "The address has a user name or password in it. Send them in the header “Authorization”: addresses are written to logs.",
    th: "ที่อยู่เว็บมีชื่อผู้ใช้หรือรหัสผ่านอยู่ กรุณาส่งในเฮดเดอร์ “Authorization” เพราะที่อยู่จะถูกเขียนลงบันทึก",
    it: "L'indirizzo contiene un nome utente o una password. Inviarli nell'intestazione «Authorization»: gli indirizzi finiscono nei log.",
    id: "Alamat memuat nama pengguna atau kata sandi. Kirim lewat header “Authorization”: alamat tercatat di log.",
    ja: "アドレスにユーザー名またはパスワードが含まれています。アドレスはログに残るため、ヘッダー「Authorization」で送ってください。",
};

/// A method that is not sent.
pub static METHOD: Text = Text {
    code: "http.method",
    en: "The method “{method}” is not possible. It may be: {choices}.",
    th: "ใช้เมธอด “{method}” ไม่ได้ ค่าที่ใช้ได้คือ {choices}",
    it: "Il metodo «{method}» non è possibile. Può essere: {choices}.",
    id: "Metode “{method}” tidak dapat dipakai. Yang boleh: {choices}.",
    ja: "メソッド「{method}」は使えません。使える値：{choices}",
};

/// A header that cannot be sent.
pub static HEADER: Text = Text {
    code: "http.header",
    en: "The header “{name}” cannot be sent: its name may have letters, digits and hyphens, its value visible ASCII characters on one line.",
    th: "ส่งเฮดเดอร์ “{name}” ไม่ได้ ชื่อใช้ได้เฉพาะตัวอักษร ตัวเลข และยัติภังค์ ส่วนค่าต้องเป็นอักขระ ASCII ที่มองเห็นได้ในบรรทัดเดียว",
    it: "L'intestazione «{name}» non può essere inviata: il nome può contenere lettere, cifre e trattini, il valore caratteri ASCII visibili su una riga.",
    id: "Header “{name}” tidak dapat dikirim: namanya boleh berisi huruf, angka, dan tanda hubung, nilainya karakter ASCII yang terlihat dalam satu baris.",
    ja: "ヘッダー「{name}」は送れません。名前には英数字とハイフン、値には1行のASCII印字文字だけを使えます。",
};

/// A header that the program sets itself.
pub static HEADER_RESERVED: Text = Text {
    code: "http.header-reserved",
    en: "The header “{name}” is set by the program itself. Take it out.",
    th: "เฮดเดอร์ “{name}” ถูกกำหนดโดยโปรแกรมเอง กรุณานำออก",
    it: "L'intestazione «{name}» è impostata dal programma stesso. Toglierla.",
    id: "Header “{name}” diatur oleh program sendiri. Hapus header itu.",
    ja: "ヘッダー「{name}」はプログラムが自動で設定します。取り除いてください。",
};

/// Headers that are too large together.
pub static HEADERS_TOO_LARGE: Text = Text {
    code: "http.headers-too-large",
    en: "The headers have more than {limit} bytes. Send large data in the body.",
    th: "เฮดเดอร์รวมกันเกิน {limit} ไบต์ กรุณาส่งข้อมูลขนาดใหญ่ในเนื้อหาคำขอ",
    it: "Le intestazioni superano {limit} byte. Inviare i dati voluminosi nel corpo della richiesta.",
    id: "Header melebihi {limit} byte. Kirim data besar di dalam isi permintaan.",
    ja: "ヘッダーが合計で上限の{limit}バイトを超えています。大きなデータは本文で送ってください。",
};

/// A host that is not connected to.
pub static HOST_REFUSED: Text = Text {
    code: "http.host-refused",
    en: "Requests to {host} are not allowed: it is not an address of the public internet. An administrator can allow it.",
    th: "ไม่อนุญาตให้ส่งคำขอไปที่ {host} เพราะไม่ใช่ที่อยู่บนอินเทอร์เน็ตสาธารณะ ผู้ดูแลระบบสามารถอนุญาตได้",
    it: "Le richieste a {host} non sono ammesse: non è un indirizzo della rete pubblica. Un amministratore può consentirlo.",
    id: "Permintaan ke {host} tidak diizinkan: bukan alamat di internet publik. Administrator dapat mengizinkannya.",
    ja: "{host}への要求は許可されていません。インターネット上の公開アドレスではないためです。管理者が許可できます。",
};

/// A name without an address.
pub static NO_SUCH_HOST: Text = Text {
    code: "http.no-such-host",
    en: "No address is known for the name {host}. Is it written correctly?",
    th: "ไม่พบที่อยู่ของชื่อ {host} กรุณาตรวจสอบว่าสะกดถูกต้อง",
    it: "Nessun indirizzo noto per il nome {host}. È scritto correttamente?",
    id: "Tidak ada alamat untuk nama {host}. Apakah penulisannya benar?",
    ja: "{host}という名前のアドレスが見つかりません。正しく書かれているか確認してください。",
};

/// No connection.
pub static NO_CONNECTION: Text = Text {
    code: "http.no-connection",
    en: "No connection to {host}: “{reason}”",
    th: "เชื่อมต่อกับ {host} ไม่ได้: “{reason}”",
    it: "Nessuna connessione a {host}: «{reason}»",
    id: "Tidak ada koneksi ke {host}: “{reason}”",
    ja: "{host}に接続できません：「{reason}」",
};

/// A certificate that is not trusted.
pub static CERTIFICATE: Text = Text {
    code: "http.certificate",
    en: "The certificate of {host} is not trusted: it has expired, is for another name, or comes from an unknown authority.",
    th: "ใบรับรองของ {host} ไม่น่าเชื่อถือ: หมดอายุ เป็นของชื่ออื่น หรือมาจากผู้ออกใบรับรองที่ไม่รู้จัก",
    it: "Il certificato di {host} non è attendibile: è scaduto, è per un altro nome o proviene da un'autorità sconosciuta.",
    id: "Sertifikat {host} tidak tepercaya: sudah kedaluwarsa, untuk nama lain, atau dari penerbit yang tidak dikenal.",
    ja: "{host}の証明書は信頼できません。期限切れか、別の名前のものか、発行元が不明です。",
};

/// No secure connection.
pub static TLS: Text = Text {
    code: "http.tls",
    en: "No secure connection (TLS) with {host} came about: “{reason}”",
    th: "สร้างการเชื่อมต่อที่ปลอดภัย (TLS) กับ {host} ไม่ได้: “{reason}”",
    it: "Nessuna connessione sicura (TLS) con {host}: «{reason}»",
    id: "Koneksi aman (TLS) dengan {host} tidak terbentuk: “{reason}”",
    ja: "{host}との安全な接続（TLS）を確立できません：「{reason}」",
};

/// The connection broke, or what came is no answer.
pub static BROKEN: Text = Text {
    code: "http.broken",
    en: "The answer of {host} broke off or cannot be understood: “{reason}”",
    th: "คำตอบจาก {host} ขาดหายหรืออ่านไม่ได้: “{reason}”",
    it: "La risposta di {host} si è interrotta o non è comprensibile: «{reason}»",
    id: "Jawaban {host} terputus atau tidak dapat dipahami: “{reason}”",
    ja: "{host}からの応答が途切れたか、解釈できません：「{reason}」",
};

/// A status that may be another one next time.
pub static STATUS: Text = Text {
    code: "http.status",
    en: "{host} answered with the status {status}.",
    th: "{host} ตอบกลับด้วยสถานะ {status}",
    it: "{host} ha risposto con lo stato {status}.",
    id: "{host} menjawab dengan status {status}.",
    ja: "{host}がステータス{status}を返しました。",
};

/// An answer that is too large.
pub static ANSWER_TOO_LARGE: Text = Text {
    code: "http.answer-too-large",
    en: "The answer of {host} has more than {limit} bytes.",
    th: "คำตอบจาก {host} เกิน {limit} ไบต์",
    it: "La risposta di {host} supera {limit} byte.",
    id: "Jawaban {host} melebihi {limit} byte.",
    ja: "{host}からの応答が上限の{limit}バイトを超えています。",
};

/// An answer whose headers are too large.
pub static ANSWER_HEADERS_TOO_LARGE: Text = Text {
    code: "http.answer-headers-too-large",
    en: "The headers of the answer of {host} have more than {limit} bytes.",
    th: "เฮดเดอร์ของคำตอบจาก {host} เกิน {limit} ไบต์",
    it: "Le intestazioni della risposta di {host} superano {limit} byte.",
    id: "Header jawaban {host} melebihi {limit} byte.",
    ja: "{host}からの応答のヘッダーが上限の{limit}バイトを超えています。",
};

/// An answer that is compressed although that was not asked for.
pub static COMPRESSED: Text = Text {
    code: "http.compressed",
    en: "The answer of {host} is compressed (“{encoding}”), although only a plain one was asked for.",
    th: "คำตอบจาก {host} ถูกบีบอัด (“{encoding}”) ทั้งที่ขอแบบไม่บีบอัดเท่านั้น",
    it: "La risposta di {host} è compressa («{encoding}»), benché sia stata chiesta non compressa.",
    id: "Jawaban {host} terkompresi (“{encoding}”), padahal yang diminta tanpa kompresi.",
    ja: "{host}からの応答が圧縮されています（「{encoding}」）。圧縮なしを要求しました。",
};

/// An answer that says it is JSON and is not.
pub static NOT_JSON: Text = Text {
    code: "http.not-json",
    en: "{host} says that its answer is JSON, but it cannot be read (line {line}, column {column}).",
    th: "{host} แจ้งว่าคำตอบเป็น JSON แต่อ่านไม่ได้ (บรรทัด {line} คอลัมน์ {column})",
    it: "{host} dichiara una risposta JSON, ma non è leggibile (riga {line}, colonna {column}).",
    id: "{host} menyatakan jawabannya JSON, tetapi tidak dapat dibaca (baris {line}, kolom {column}).",
    ja: "{host}からの応答はJSONとされていますが、読み取れません（{line}行{column}列）。",
};

/// Redirect after redirect.
pub static TOO_MANY_REDIRECTS: Text = Text {
    code: "http.too-many-redirects",
    en: "The request was redirected more than {limit} times, the last time by {host}.",
    th: "คำขอถูกส่งต่อเกิน {limit} ครั้ง ครั้งสุดท้ายโดย {host}",
    it: "La richiesta è stata reindirizzata più di {limit} volte, l'ultima da {host}.",
    id: "Permintaan dialihkan lebih dari {limit} kali, terakhir oleh {host}.",
    ja: "要求が上限の{limit}回を超えて転送されました。最後の転送元は{host}です。",
};

/// A redirect that leads from https to http.
pub static REDIRECT_INSECURE: Text = Text {
    code: "http.redirect-insecure",
    en: "{host} redirects from https to http, where anybody could read along.",
    th: "{host} ส่งต่อจาก https ไปยัง http ซึ่งใครก็แอบอ่านได้",
    it: "{host} reindirizza da https a http, dove chiunque potrebbe leggere.",
    id: "{host} mengalihkan dari https ke http, yang dapat dibaca siapa saja.",
    ja: "{host}がhttpsからhttpへ転送しました。httpの通信は第三者に読まれるおそれがあります。",
};

/// The texts of this file.
pub(crate) static ALL: &[&Text] = &[
    &URL_UNREADABLE,
    &URL_TOO_LONG,
    &SCHEME,
    &USERINFO,
    &METHOD,
    &HEADER,
    &HEADER_RESERVED,
    &HEADERS_TOO_LARGE,
    &HOST_REFUSED,
    &NO_SUCH_HOST,
    &NO_CONNECTION,
    &CERTIFICATE,
    &TLS,
    &BROKEN,
    &STATUS,
    &ANSWER_TOO_LARGE,
    &ANSWER_HEADERS_TOO_LARGE,
    &COMPRESSED,
    &NOT_JSON,
    &TOO_MANY_REDIRECTS,
    &REDIRECT_INSECURE,
];
