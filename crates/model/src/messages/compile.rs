//! What keeps a model from running, for people.

use lang::Text;

pub static NO_PROCESS: Text = Text {
    code: "model.no-process",
    en: "There is no process with the id “{id}” in this model. Choose one that is.",
    th: "ไม่มีกระบวนการที่มีรหัส “{id}” ในโมเดลนี้ กรุณาเลือกกระบวนการที่มีอยู่",
    it: "In questo modello non c'è un processo con id «{id}». Sceglierne uno presente.",
    id: "Tidak ada proses dengan id “{id}” dalam model ini. Pilih proses yang ada.",
    ja: "このモデルにIDが「{id}」のプロセスはありません。存在するプロセスを選んでください。",
};

pub static DUPLICATE_ID: Text = Text {
    code: "model.duplicate-id",
    en: "The id “{id}” of “{element}” is already used by another element. Give it an id of its own.",
    th: "รหัส “{id}” ของ “{element}” ถูกใช้กับองค์ประกอบอื่นแล้ว กรุณากำหนดรหัสที่ไม่ซ้ำ",
    it: "L'id «{id}» di «{element}» è già usato da un altro elemento. Dargli un id proprio.",
    id: "Id “{id}” milik “{element}” sudah dipakai elemen lain. Beri id tersendiri.",
    ja: "「{element}」のID「{id}」は別の要素で使われています。固有のIDを付けてください。",
};

pub static ID_TOO_LONG: Text = Text {
    code: "model.id-too-long",
    en: "The id “{id}…” is longer than {limit} bytes. Shorten it.",
    th: "รหัส “{id}…” ยาวเกิน {limit} ไบต์ กรุณาทำให้สั้นลง",
    it: "L'id «{id}…» supera {limit} byte. Abbreviarlo.",
    id: "Id “{id}…” lebih panjang dari {limit} byte. Persingkat.",
    ja: "ID「{id}…」が上限の{limit}バイトを超えています。短くしてください。",
};

pub static OUTCOME_TOO_LONG: Text = Text {
    code: "model.outcome-too-long",
    en: "The outcome of “{element}” is longer than {limit} bytes. Use one word for it.",
    th: "ผลลัพธ์ของ “{element}” ยาวเกิน {limit} ไบต์ กรุณาใช้คำเดียว",
    it: "L'esito di «{element}» supera {limit} byte. Usare una sola parola.",
    id: "Hasil akhir “{element}” lebih panjang dari {limit} byte. Pakai satu kata saja.",
    ja: "「{element}」の結果の値が上限の{limit}バイトを超えています。1語にしてください。",
};

pub static TOO_MANY_NODES: Text = Text {
    code: "model.too-many-nodes",
    en: "“{element}” has more than {limit} steps. Move parts into processes of their own and call them.",
    th: "“{element}” มีขั้นตอนเกิน {limit} ขั้น กรุณาแยกบางส่วนเป็นกระบวนการต่างหากแล้วเรียกใช้",
    it: "«{element}» ha più di {limit} passi. Spostare alcune parti in processi a sé e richiamarli.",
    id: "“{element}” memiliki lebih dari {limit} langkah. Pindahkan sebagian ke proses tersendiri lalu panggil.",
    ja: "「{element}」のステップが{limit}個を超えています。一部を独立したプロセスにして呼び出してください。",
};

pub static TOO_MANY_FLOWS: Text = Text {
    code: "model.too-many-flows",
    en: "“{element}” has more than {limit} sequence flows. Move parts into processes of their own and call them.",
    th: "“{element}” มีเส้นลำดับงานเกิน {limit} เส้น กรุณาแยกบางส่วนเป็นกระบวนการต่างหากแล้วเรียกใช้",
    it: "«{element}» ha più di {limit} flussi di sequenza. Spostare alcune parti in processi a sé e richiamarli.",
    id: "“{element}” memiliki lebih dari {limit} alur urutan. Pindahkan sebagian ke proses tersendiri lalu panggil.",
    ja: "「{element}」のシーケンスフローが{limit}本を超えています。一部を独立したプロセスにして呼び出してください。",
};

pub static TOO_DEEP: Text = Text {
    code: "model.too-deep",
    en: "The sub-process “{element}” lies deeper than {limit} levels. Make it a process of its own and call it.",
    th: "กระบวนการย่อย “{element}” ซ้อนลึกเกิน {limit} ชั้น กรุณาทำเป็นกระบวนการแยกแล้วเรียกใช้",
    it: "Il sottoprocesso «{element}» si trova oltre {limit} livelli. Farne un processo a sé e richiamarlo.",
    id: "Subproses “{element}” berada lebih dalam dari {limit} tingkat. Jadikan proses tersendiri lalu panggil.",
    ja: "サブプロセス「{element}」の入れ子が{limit}段を超えています。独立したプロセスにして呼び出してください。",
};

pub static TOO_MANY_INCOMING: Text = Text {
    code: "model.too-many-incoming",
    en: "The inclusive gateway “{element}” has more than {limit} incoming flows. Join some of them before it.",
    th: "เกตเวย์เลือกหลายทาง “{element}” มีเส้นเข้ามากกว่า {limit} เส้น กรุณารวมบางเส้นเข้าด้วยกันก่อนถึงเกตเวย์นี้",
    it: "Il gateway inclusivo «{element}» ha più di {limit} flussi in entrata. Unirne alcuni prima.",
    id: "Gateway inklusif “{element}” memiliki lebih dari {limit} alur masuk. Gabungkan sebagian sebelumnya.",
    ja: "包含ゲートウェイ「{element}」に入るフローが{limit}本を超えています。手前で一部を合流させてください。",
};

pub static TOO_MANY_WAYS: Text = Text {
    code: "model.too-many-ways",
    en: "“{element}” has so many inclusive joins that looking up their ways takes more than {limit} steps. Use parallel or exclusive gateways where they say the same, or move parts into processes of their own.",
    th: "“{element}” มีจุดรวมของเกตเวย์เลือกหลายทาง (inclusive) มากจนการค้นหาเส้นทางเกิน {limit} ขั้น กรุณาใช้เกตเวย์ขนานหรือเกตเวย์เลือกทางเดียวในจุดที่ให้ผลเหมือนกัน หรือแยกบางส่วนเป็นกระบวนการต่างหาก",
    it: "«{element}» ha tante unioni inclusive che cercarne i percorsi richiede più di {limit} passi. Usare gateway paralleli o esclusivi dove dicono lo stesso, oppure spostare alcune parti in processi a sé.",
    id: "“{element}” punya begitu banyak penggabungan inklusif sehingga penelusuran jalurnya melebihi {limit} langkah. Pakai gateway paralel atau eksklusif bila maknanya sama, atau pindahkan sebagian ke proses tersendiri.",
    ja: "「{element}」には包含ゲートウェイの合流が多く、経路の探索が{limit}ステップを超えます。同じ意味になる箇所は並列ゲートウェイか排他ゲートウェイに置き換えるか、一部を独立したプロセスにしてください。",
};

pub static UNSUPPORTED_ELEMENT: Text = Text {
    code: "model.unsupported-element",
    en: "“{element}” is a {what}, which is kept but cannot be run. Replace it with an element that runs here.",
    th: "“{element}” เป็น {what} ซึ่งระบบเก็บไว้ให้แต่สั่งให้ทำงานไม่ได้ กรุณาใช้องค์ประกอบอื่นที่ระบบทำงานได้แทน",
    it: "«{element}» è un elemento {what}, che viene conservato ma non può essere eseguito. Sostituirlo con un elemento eseguibile.",
    id: "“{element}” adalah {what}, yang disimpan tetapi tidak dapat dijalankan. Ganti dengan elemen yang dapat dijalankan di sini.",
    ja: "「{element}」は{what}です。保存はされますが実行できません。実行できる要素に置き換えてください。",
};

pub static UNSUPPORTED_EXTENSION: Text = Text {
    code: "model.unsupported-extension",
    en: "“{element}” uses {what}, which does not exist here and would change how it runs. Remove it, or model it as a step.",
    th: "“{element}” ใช้ {what} ซึ่งไม่มีในระบบนี้และจะทำให้การทำงานเปลี่ยนไป กรุณาลบออก หรือวาดเป็นขั้นตอนแทน",
    it: "«{element}» usa {what}, che qui non esiste e ne cambierebbe l'esecuzione. Toglierlo, oppure modellarlo come passo.",
    id: "“{element}” memakai {what}, yang tidak ada di sini dan akan mengubah jalannya. Hapus, atau modelkan sebagai langkah.",
    ja: "「{element}」が使う{what}はここでは使えず、動作が変わってしまいます。取り除くか、ステップとして表してください。",
};

pub static UNKNOWN_REFERENCE: Text = Text {
    code: "model.unknown-reference",
    en: "“{element}” refers to the {what} “{id}”, which is not in the model. Choose one that is, or add it.",
    th: "“{element}” อ้างถึง{what} “{id}” ซึ่งไม่มีในโมเดล กรุณาเลือกรายการที่มีอยู่ หรือเพิ่มเข้าไป",
    it: "«{element}» fa riferimento a {what} «{id}», che non è nel modello. Sceglierne uno presente o aggiungerlo.",
    id: "“{element}” merujuk {what} “{id}” yang tidak ada dalam model. Pilih yang ada, atau tambahkan.",
    ja: "「{element}」が参照している{what}「{id}」がモデルにありません。存在するものを選ぶか、追加してください。",
};

pub static FLOW_WITHOUT_SOURCE: Text = Text {
    code: "model.flow-without-source",
    en: "The flow “{element}” starts at “{id}”, which is no step of this process. Connect it to a step, or delete it.",
    th: "เส้น “{element}” เริ่มจาก “{id}” ซึ่งไม่ใช่ขั้นตอนในกระบวนการนี้ กรุณาต่อเข้ากับขั้นตอน หรือลบเส้นนี้",
    it: "Il flusso «{element}» parte da «{id}», che non è un passo di questo processo. Collegarlo a un passo o eliminarlo.",
    id: "Alur “{element}” berawal dari “{id}”, yang bukan langkah proses ini. Hubungkan ke sebuah langkah, atau hapus.",
    ja: "フロー「{element}」の始点「{id}」はこのプロセスのステップではありません。ステップにつなぐか、削除してください。",
};

pub static FLOW_WITHOUT_TARGET: Text = Text {
    code: "model.flow-without-target",
    en: "The flow “{element}” leads to “{id}”, which is no step of this process. Connect it to a step, or delete it.",
    th: "เส้น “{element}” ไปยัง “{id}” ซึ่งไม่ใช่ขั้นตอนในกระบวนการนี้ กรุณาต่อเข้ากับขั้นตอน หรือลบเส้นนี้",
    it: "Il flusso «{element}» porta a «{id}», che non è un passo di questo processo. Collegarlo a un passo o eliminarlo.",
    id: "Alur “{element}” menuju “{id}”, yang bukan langkah proses ini. Hubungkan ke sebuah langkah, atau hapus.",
    ja: "フロー「{element}」の終点「{id}」はこのプロセスのステップではありません。ステップにつなぐか、削除してください。",
};

pub static FLOW_CROSSES: Text = Text {
    code: "model.flow-crosses",
    en: "The flow “{element}” crosses the edge of a sub-process to “{id}”. Connect the sub-process itself, or use an event.",
    th: "เส้น “{element}” ลากข้ามขอบกระบวนการย่อยไปยัง “{id}” กรุณาต่อกับกระบวนการย่อยนั้นโดยตรง หรือใช้เหตุการณ์แทน",
    it: "Il flusso «{element}» attraversa il bordo di un sottoprocesso verso «{id}». Collegare il sottoprocesso stesso o usare un evento.",
    id: "Alur “{element}” menembus batas subproses ke “{id}”. Hubungkan subprosesnya sendiri, atau gunakan kejadian.",
    ja: "フロー「{element}」がサブプロセスの境界を越えて「{id}」につながっています。サブプロセス自体につなぐか、イベントを使ってください。",
};

pub static FLOW_INTO: Text = Text {
    code: "model.flow-into",
    en: "The flow “{flow}” leads into “{element}”, which starts by itself. Remove the flow.",
    th: "เส้น “{flow}” เข้าสู่ “{element}” ซึ่งเริ่มทำงานได้เอง กรุณาลบเส้นนี้",
    it: "Il flusso «{flow}» entra in «{element}», che si avvia da sé. Togliere il flusso.",
    id: "Alur “{flow}” masuk ke “{element}”, yang dimulai dengan sendirinya. Hapus alur itu.",
    ja: "フロー「{flow}」が「{element}」に入っていますが、この要素は自動的に始まります。フローを取り除いてください。",
};

pub static FLOW_OUT_OF: Text = Text {
    code: "model.flow-out-of",
    en: "The flow “{flow}” leaves “{element}”, from where nothing goes on. Remove the flow, or use another element.",
    th: "เส้น “{flow}” ออกจาก “{element}” ซึ่งไปต่อไม่ได้แล้ว กรุณาลบเส้นนี้ หรือใช้องค์ประกอบอื่น",
    it: "Il flusso «{flow}» esce da «{element}», da cui non si prosegue. Togliere il flusso o usare un altro elemento.",
    id: "Alur “{flow}” keluar dari “{element}”, padahal dari sana tidak ada kelanjutan. Hapus alur itu, atau pakai elemen lain.",
    ja: "フロー「{flow}」が「{element}」から出ていますが、この要素の先には進めません。フローを取り除くか、別の要素を使ってください。",
};

pub static COMPENSATION_FLOW: Text = Text {
    code: "model.compensation-flow",
    en: "The sequence flow “{flow}” leaves the compensation event “{element}”. Connect the handler with an association instead.",
    th: "เส้นลำดับงาน “{flow}” ออกจากเหตุการณ์ชดเชย “{element}” กรุณาเชื่อมตัวจัดการด้วยเส้นความสัมพันธ์ (association) แทน",
    it: "Il flusso di sequenza «{flow}» esce dall'evento di compensazione «{element}». Collegare il gestore con un'associazione.",
    id: "Alur urutan “{flow}” keluar dari kejadian kompensasi “{element}”. Hubungkan penanganannya dengan asosiasi.",
    ja: "補償イベント「{element}」からシーケンスフロー「{flow}」が出ています。ハンドラーは関連（アソシエーション）でつないでください。",
};

pub static UNKNOWN_DEFAULT: Text = Text {
    code: "model.unknown-default",
    en: "The default flow “{id}” of “{element}” does not start there. Choose one of its outgoing flows.",
    th: "เส้นกรณีอื่น (default) “{id}” ของ “{element}” ไม่ได้ออกจากจุดนี้ กรุณาเลือกจากเส้นที่ออกจากจุดนี้",
    it: "Il flusso predefinito «{id}» di «{element}» non parte da lì. Scegliere uno dei suoi flussi in uscita.",
    id: "Alur bawaan “{id}” dari “{element}” tidak berawal di sana. Pilih salah satu alur keluarnya.",
    ja: "「{element}」のデフォルトフロー「{id}」はそこから出ていません。出ているフローの中から選んでください。",
};

pub static BAD_EXPRESSION: Text = Text {
    code: "model.bad-expression",
    en: "The {place} of “{element}” cannot be read: {problem} (in: {expression})",
    th: "อ่าน{place}ของ “{element}” ไม่ได้: {problem} (ใน: {expression})",
    it: "La parte «{place}» di «{element}» non si può leggere: {problem} (in: {expression})",
    id: "Pada “{element}”, {place} tidak dapat dibaca: {problem} (di: {expression})",
    ja: "「{element}」の{place}を読み取れません：{problem}（式：{expression}）",
};

pub static SUSPICIOUS_EXPRESSION: Text = Text {
    code: "model.suspicious-expression",
    en: "The {place} of “{element}” is probably not meant so: {problem} (in: {expression})",
    th: "{place}ของ “{element}” อาจไม่ตรงกับที่ตั้งใจ: {problem} (ใน: {expression})",
    it: "La parte «{place}» di «{element}» probabilmente non dice ciò che si intende: {problem} (in: {expression})",
    id: "Pada “{element}”, {place} mungkin tidak seperti yang dimaksud: {problem} (di: {expression})",
    ja: "「{element}」の{place}は意図と違う可能性があります：{problem}（式：{expression}）",
};

pub static NOT_A_NUMBER: Text = Text {
    code: "model.not-a-number",
    en: "The {place} of “{element}” is “{text}”, which is no number. Write a number, or an expression after '='.",
    th: "{place}ของ “{element}” คือ “{text}” ซึ่งไม่ใช่ตัวเลข กรุณาเขียนตัวเลข หรือเขียนนิพจน์หลังเครื่องหมาย '='",
    it: "La parte «{place}» di «{element}» è «{text}», che non è un numero. Scrivere un numero, o un'espressione dopo '='.",
    id: "Pada “{element}”, {place} adalah “{text}”, yang bukan angka. Tulis angka, atau ekspresi setelah '='.",
    ja: "「{element}」の{place}が「{text}」で、数値ではありません。数値か、「=」に続けて式を書いてください。",
};

pub static NOT_A_PRIORITY: Text = Text {
    code: "model.not-a-priority",
    en: "The priority of “{element}” is {value}. Write a whole number from 0 to 100, or an expression after '='.",
    th: "ลำดับความสำคัญของ “{element}” คือ {value} กรุณาเขียนจำนวนเต็มตั้งแต่ 0 ถึง 100 หรือเขียนนิพจน์หลังเครื่องหมาย '='",
    it: "La priorità di «{element}» è {value}. Scrivere un numero intero da 0 a 100, o un'espressione dopo '='.",
    id: "Prioritas “{element}” adalah {value}. Tulis bilangan bulat dari 0 sampai 100, atau ekspresi setelah '='.",
    ja: "「{element}」の優先度が{value}です。0から100までの整数か、「=」に続けて式を書いてください。",
};

pub static BAD_TIME: Text = Text {
    code: "model.bad-time",
    en: "The {place} of “{element}” cannot be read: {problem}",
    th: "อ่าน{place}ของ “{element}” ไม่ได้: {problem}",
    it: "La parte «{place}» di «{element}» non si può leggere: {problem}",
    id: "Pada “{element}”, {place} tidak dapat dibaca: {problem}",
    ja: "「{element}」の{place}を読み取れません：{problem}",
};

pub static BAD_TARGET: Text = Text {
    code: "model.bad-target",
    en: "“{element}” writes to “{target}”, which is no variable. Write a name, or a path such as order.total.",
    th: "“{element}” เขียนไปที่ “{target}” ซึ่งไม่ใช่ตัวแปร กรุณาเขียนชื่อตัวแปร หรือพาธ เช่น order.total",
    it: "«{element}» scrive in «{target}», che non è una variabile. Scrivere un nome, o un percorso come order.total.",
    id: "“{element}” menulis ke “{target}”, yang bukan variabel. Tulis nama, atau jalur seperti order.total.",
    ja: "「{element}」の書き込み先「{target}」は変数ではありません。変数名か、order.totalのようなパスを書いてください。",
};

pub static NO_RESULT_VARIABLE: Text = Text {
    code: "model.no-result-variable",
    en: "“{element}” computes a result but does not say which variable gets it. Fill in the result variable.",
    th: "“{element}” คำนวณผลลัพธ์แต่ไม่ได้ระบุตัวแปรที่จะเก็บ กรุณาระบุตัวแปรผลลัพธ์",
    it: "«{element}» calcola un risultato ma non dice in quale variabile metterlo. Indicare la variabile del risultato.",
    id: "“{element}” menghitung hasil tetapi tidak menyebut variabel penampungnya. Isi variabel hasil.",
    ja: "「{element}」の結果をどの変数に入れるかが指定されていません。結果変数を入力してください。",
};

pub static NO_CALLED_PROCESS: Text = Text {
    code: "model.no-called-process",
    en: "The call activity “{element}” does not say which process it calls. Fill in the process id, or make it a user task.",
    th: "กิจกรรมเรียกใช้ “{element}” ไม่ได้ระบุกระบวนการที่จะเรียก กรุณาระบุรหัสกระบวนการ หรือเปลี่ยนเป็นงานที่คนทำ (user task)",
    it: "L'attività di chiamata «{element}» non dice quale processo richiama. Indicare l'id del processo, o farne un'attività utente.",
    id: "Aktivitas panggilan “{element}” tidak menyebut proses yang dipanggil. Isi id proses, atau jadikan tugas pengguna.",
    ja: "コールアクティビティ「{element}」に呼び出すプロセスが指定されていません。プロセスIDを入力するか、ユーザータスクにしてください。",
};

pub static NO_COLLECTION: Text = Text {
    code: "model.no-collection",
    en: "“{element}” is to run several times, but nothing says how often. Fill in the list to repeat over, or the number.",
    th: "“{element}” กำหนดให้ทำหลายครั้งแต่ไม่ได้ระบุจำนวน กรุณาระบุรายการที่ใช้วนซ้ำ หรือจำนวนครั้ง",
    it: "«{element}» va eseguito più volte, ma non è detto quante. Indicare l'elenco su cui ripetere, o il numero.",
    id: "“{element}” akan berjalan beberapa kali, tetapi tidak disebut berapa. Isi daftar untuk diulang, atau jumlahnya.",
    ja: "「{element}」は複数回実行する設定ですが、回数が分かりません。対象のリストか回数を入力してください。",
};

pub static ENDLESS_LOOP: Text = Text {
    code: "model.endless-loop",
    en: "The loop of “{element}” has neither a condition nor a maximum, so it would never end. Fill in one of them.",
    th: "การวนซ้ำของ “{element}” ไม่มีทั้งเงื่อนไขและจำนวนสูงสุด จึงไม่มีวันจบ กรุณาระบุอย่างใดอย่างหนึ่ง",
    it: "Il ciclo di «{element}» non ha né condizione né massimo, quindi non finirebbe mai. Indicare uno dei due.",
    id: "Perulangan “{element}” tidak punya kondisi maupun batas, jadi tidak akan berakhir. Isi salah satunya.",
    ja: "「{element}」のループに条件も上限もなく、終わりません。どちらかを入力してください。",
};

pub static CATCH_TRIGGER: Text = Text {
    code: "model.catch-trigger",
    en: "“{element}” waits in the middle of a flow for something that can only be caught at the edge of an activity or by an event sub-process. Move it there.",
    th: "“{element}” อยู่กลางเส้นทาง แต่สิ่งที่รอนั้นรับได้เฉพาะที่ขอบของกิจกรรมหรือในกระบวนการย่อยแบบเหตุการณ์ กรุณาย้ายไปไว้ที่นั่น",
    it: "«{element}» attende nel mezzo di un flusso qualcosa che si può intercettare solo sul bordo di un'attività o con un sottoprocesso di evento. Spostarlo lì.",
    id: "“{element}” menunggu di tengah alur sesuatu yang hanya dapat ditangkap di tepi aktivitas atau oleh subproses kejadian. Pindahkan ke sana.",
    ja: "「{element}」はフローの途中で待っていますが、この種のイベントはアクティビティの境界かイベントサブプロセスでしか受け取れません。どちらかに移してください。",
};

pub static BOUNDARY_TRIGGER: Text = Text {
    code: "model.boundary-trigger",
    en: "The boundary event “{element}” does not say what it waits for. Give it a timer, message, error or another trigger.",
    th: "เหตุการณ์ที่ขอบ “{element}” ไม่ได้ระบุว่ารออะไร กรุณากำหนดตัวจับเวลา ข้อความ ข้อผิดพลาด หรือทริกเกอร์อื่น",
    it: "L'evento di bordo «{element}» non dice che cosa attende. Assegnargli un timer, un messaggio, un errore o un altro trigger.",
    id: "Kejadian tepi “{element}” tidak menyebut apa yang ditunggu. Beri pengatur waktu, pesan, galat, atau pemicu lain.",
    ja: "境界イベント「{element}」が何を待つのか指定されていません。タイマー、メッセージ、エラーなどのトリガーを設定してください。",
};

pub static NO_HOST: Text = Text {
    code: "model.no-host",
    en: "The boundary event “{element}” is attached to “{id}”, which is no activity beside it. Put it on the edge of a task or sub-process.",
    th: "เหตุการณ์ที่ขอบ “{element}” ติดอยู่กับ “{id}” ซึ่งไม่ใช่กิจกรรมในระดับเดียวกัน กรุณาวางที่ขอบของงานหรือกระบวนการย่อย",
    it: "L'evento di bordo «{element}» è agganciato a «{id}», che non è un'attività dello stesso livello. Metterlo sul bordo di un'attività o di un sottoprocesso.",
    id: "Kejadian tepi “{element}” menempel pada “{id}”, yang bukan aktivitas di tingkat yang sama. Letakkan di tepi tugas atau subproses.",
    ja: "境界イベント「{element}」の取り付け先「{id}」は同じ階層のアクティビティではありません。タスクかサブプロセスの境界に置いてください。",
};

pub static CANCEL_OUTSIDE: Text = Text {
    code: "model.cancel-outside",
    en: "“{element}” cancels a transaction, but there is none here. Use it in a transaction or on its edge.",
    th: "“{element}” ยกเลิกธุรกรรม แต่ที่นี่ไม่มีธุรกรรม กรุณาใช้ภายในธุรกรรมหรือที่ขอบของธุรกรรม",
    it: "«{element}» annulla una transazione, ma qui non ce n'è una. Usarlo in una transazione o sul suo bordo.",
    id: "“{element}” membatalkan transaksi, tetapi di sini tidak ada. Pakai di dalam transaksi atau di tepinya.",
    ja: "「{element}」はトランザクションをキャンセルしますが、ここにはトランザクションがありません。トランザクションの中か、その境界で使ってください。",
};

pub static THROW_AT_END_ONLY: Text = Text {
    code: "model.throw-at-end-only",
    en: "“{element}” ends what it stands in, so nothing can follow it. Make it an end event.",
    th: "“{element}” ทำให้ส่วนนี้จบลง จึงมีขั้นตอนต่อจากนี้ไม่ได้ กรุณาเปลี่ยนเป็นเหตุการณ์สิ้นสุด",
    it: "«{element}» conclude ciò in cui si trova, quindi nulla può seguirlo. Farne un evento di fine.",
    id: "“{element}” mengakhiri tempatnya berada, jadi tidak ada yang dapat mengikutinya. Jadikan kejadian akhir.",
    ja: "「{element}」はその範囲を終わらせるため、後に続けられません。終了イベントにしてください。",
};

pub static LINK_AT_END: Text = Text {
    code: "model.link-at-end",
    en: "The link “{element}” is an end event. Make it an intermediate throwing event.",
    th: "ลิงก์ “{element}” เป็นเหตุการณ์สิ้นสุด กรุณาเปลี่ยนเป็นเหตุการณ์ระหว่างทางแบบส่งออก",
    it: "Il collegamento «{element}» è un evento di fine. Farne un evento intermedio di lancio.",
    id: "Tautan “{element}” berupa kejadian akhir. Jadikan kejadian antara yang melempar.",
    ja: "リンク「{element}」が終了イベントになっています。中間スローイベントにしてください。",
};

pub static LINK_TWICE: Text = Text {
    code: "model.link-twice",
    en: "There is more than one catching link with the name “{name}”; “{element}” is one of them. Keep one, or rename it.",
    th: "มีลิงก์ปลายทางชื่อ “{name}” มากกว่าหนึ่งจุด และ “{element}” เป็นหนึ่งในนั้น กรุณาเก็บไว้จุดเดียว หรือเปลี่ยนชื่อ",
    it: "C'è più di un collegamento di ricezione con il nome «{name}»; «{element}» è uno di questi. Tenerne uno o rinominarlo.",
    id: "Ada lebih dari satu tautan penerima bernama “{name}”; “{element}” salah satunya. Sisakan satu, atau ganti namanya.",
    ja: "「{name}」という名前のキャッチリンクが複数あり、「{element}」はその1つです。1つだけ残すか、名前を変えてください。",
};

pub static NO_LINK: Text = Text {
    code: "model.no-link",
    en: "The link “{element}” leads to “{name}”, but no catching link of that name stands beside it. Add one, or correct the name.",
    th: "ลิงก์ “{element}” ไปยัง “{name}” แต่ไม่มีลิงก์ปลายทางชื่อนี้ในระดับเดียวกัน กรุณาเพิ่ม หรือแก้ชื่อ",
    it: "Il collegamento «{element}» porta a «{name}», ma accanto non c'è un collegamento di ricezione con quel nome. Aggiungerlo o correggere il nome.",
    id: "Tautan “{element}” menuju “{name}”, tetapi tidak ada tautan penerima bernama itu di tingkat yang sama. Tambahkan, atau perbaiki namanya.",
    ja: "リンク「{element}」の行き先「{name}」という名前のキャッチリンクが同じ階層にありません。追加するか、名前を直してください。",
};

pub static CODE_NOT_FIXED: Text = Text {
    code: "model.code-not-fixed",
    en: "“{element}” catches a code that is computed ({expression}). Write a fixed code, or none to catch every one.",
    th: "“{element}” ดักจับรหัสที่ได้จากการคำนวณ ({expression}) กรุณาเขียนรหัสที่ตายตัว หรือเว้นว่างเพื่อดักจับทุกรหัส",
    it: "«{element}» intercetta un codice calcolato ({expression}). Scrivere un codice fisso, o nessuno per intercettarli tutti.",
    id: "“{element}” menangkap kode hasil hitungan ({expression}). Tulis kode tetap, atau kosongkan untuk menangkap semuanya.",
    ja: "「{element}」が受け取るコードが式（{expression}）になっています。固定のコードを書くか、すべて受け取る場合は空にしてください。",
};

pub static UNKNOWN_ACTIVITY: Text = Text {
    code: "model.unknown-activity",
    en: "“{element}” is to undo “{id}”, which is no activity of this process. Choose an activity, or none to undo everything.",
    th: "“{element}” จะย้อนคืน “{id}” ซึ่งไม่ใช่กิจกรรมในกระบวนการนี้ กรุณาเลือกกิจกรรม หรือเว้นว่างเพื่อย้อนคืนทั้งหมด",
    it: "«{element}» deve annullare «{id}», che non è un'attività di questo processo. Scegliere un'attività, o nessuna per annullare tutto.",
    id: "“{element}” akan membatalkan “{id}”, yang bukan aktivitas proses ini. Pilih aktivitas, atau kosongkan untuk membatalkan semuanya.",
    ja: "「{element}」が取り消す「{id}」はこのプロセスのアクティビティではありません。アクティビティを選ぶか、すべて取り消す場合は空にしてください。",
};

pub static START_OF_PROCESS: Text = Text {
    code: "model.start-of-process",
    en: "“{element}” cannot start a case with this trigger. Use a message, timer, signal, condition, or none.",
    th: "“{element}” เริ่มเคสด้วยทริกเกอร์นี้ไม่ได้ กรุณาใช้ข้อความ ตัวจับเวลา สัญญาณ เงื่อนไข หรือไม่ระบุ",
    it: "«{element}» non può avviare un caso con questo trigger. Usare un messaggio, un timer, un segnale, una condizione o nessun trigger.",
    id: "“{element}” tidak dapat memulai kasus dengan pemicu ini. Gunakan pesan, pengatur waktu, sinyal, kondisi, atau tanpa pemicu.",
    ja: "「{element}」のトリガーではケースを開始できません。メッセージ、タイマー、シグナル、条件、またはトリガーなしにしてください。",
};

pub static START_OF_EVENT_SUB_PROCESS: Text = Text {
    code: "model.start-of-event-sub-process",
    en: "The start event “{element}” of an event sub-process needs a trigger: message, timer, signal, condition, error, escalation or compensation.",
    th: "เหตุการณ์เริ่มต้น “{element}” ของกระบวนการย่อยแบบเหตุการณ์ต้องมีทริกเกอร์: ข้อความ ตัวจับเวลา สัญญาณ เงื่อนไข ข้อผิดพลาด การส่งเรื่องต่อ หรือการชดเชย",
    it: "L'evento di inizio «{element}» di un sottoprocesso di evento ha bisogno di un trigger: messaggio, timer, segnale, condizione, errore, escalation o compensazione.",
    id: "Kejadian awal “{element}” pada subproses kejadian memerlukan pemicu: pesan, pengatur waktu, sinyal, kondisi, galat, eskalasi, atau kompensasi.",
    ja: "イベントサブプロセスの開始イベント「{element}」にはトリガー（メッセージ、タイマー、シグナル、条件、エラー、エスカレーション、補償のいずれか）が必要です。",
};

pub static START_OF_SUB_PROCESS: Text = Text {
    code: "model.start-of-sub-process",
    en: "The start event “{element}” stands in a sub-process, which starts when its turn comes. Remove the trigger, or make it an event sub-process.",
    th: "เหตุการณ์เริ่มต้น “{element}” อยู่ในกระบวนการย่อยซึ่งเริ่มเมื่อถึงลำดับ กรุณาลบทริกเกอร์ หรือเปลี่ยนเป็นกระบวนการย่อยแบบเหตุการณ์",
    it: "L'evento di inizio «{element}» sta in un sottoprocesso, che parte quando arriva il suo turno. Togliere il trigger, o farne un sottoprocesso di evento.",
    id: "Kejadian awal “{element}” berada dalam subproses, yang dimulai saat gilirannya tiba. Hapus pemicunya, atau jadikan subproses kejadian.",
    ja: "開始イベント「{element}」は順番が来たら始まるサブプロセスの中にあります。トリガーを外すか、イベントサブプロセスにしてください。",
};

pub static START_IN_AD_HOC: Text = Text {
    code: "model.start-in-ad-hoc",
    en: "The start event “{element}” stands in an ad-hoc sub-process, whose activities are started by hand. Remove it.",
    th: "เหตุการณ์เริ่มต้น “{element}” อยู่ในกระบวนการย่อยแบบเฉพาะกิจซึ่งคนเป็นผู้สั่งเริ่มกิจกรรมเอง กรุณาลบเหตุการณ์เริ่มนี้",
    it: "L'evento di inizio «{element}» sta in un sottoprocesso ad hoc, le cui attività si avviano a mano. Toglierlo.",
    id: "Kejadian awal “{element}” berada dalam subproses ad-hoc, yang aktivitasnya dimulai secara manual. Hapus.",
    ja: "開始イベント「{element}」は、アクティビティを手動で始めるアドホックサブプロセスの中にあります。取り除いてください。",
};

pub static ONE_START: Text = Text {
    code: "model.one-start",
    en: "The event sub-process “{element}” has {count} start events; it needs exactly one, with a trigger.",
    th: "กระบวนการย่อยแบบเหตุการณ์ “{element}” มีเหตุการณ์เริ่มต้น {count} จุด แต่ต้องมีเพียงจุดเดียวและมีทริกเกอร์",
    it: "Il sottoprocesso di evento «{element}» ha {count} eventi di inizio; ne serve esattamente uno, con un trigger.",
    id: "Subproses kejadian “{element}” memiliki {count} kejadian awal; harus tepat satu, dengan pemicu.",
    ja: "イベントサブプロセス「{element}」には開始イベントが{count}個あります。トリガー付きのものがちょうど1つ必要です。",
};

pub static EVENT_BASED_WITHOUT_EVENT: Text = Text {
    code: "model.event-based-without-event",
    en: "No event follows the event-based gateway “{element}”. Connect it to the events that it waits for.",
    th: "ไม่มีเหตุการณ์ต่อจากเกตเวย์ตามเหตุการณ์ “{element}” กรุณาต่อเข้ากับเหตุการณ์ที่รอ",
    it: "Nessun evento segue il gateway basato su eventi «{element}». Collegarlo agli eventi che attende.",
    id: "Tidak ada kejadian setelah gateway berbasis kejadian “{element}”. Hubungkan ke kejadian yang ditunggu.",
    ja: "イベントベースゲートウェイ「{element}」の後にイベントがありません。待つイベントにつないでください。",
};

pub static EVENT_BASED_TARGET: Text = Text {
    code: "model.event-based-target",
    en: "“{target}” follows the event-based gateway “{element}” but is no catching event or receive task. Put the event that is waited for in between.",
    th: "“{target}” อยู่หลังเกตเวย์ตามเหตุการณ์ “{element}” แต่ไม่ใช่เหตุการณ์รับหรืองานรับข้อความ (receive task) กรุณาแทรกเหตุการณ์ที่รอไว้ระหว่างกลาง",
    it: "«{target}» segue il gateway basato su eventi «{element}» ma non è un evento di ricezione né un'attività di ricezione. Inserire in mezzo l'evento atteso.",
    id: "“{target}” mengikuti gateway berbasis kejadian “{element}” tetapi bukan kejadian penerima atau tugas terima. Sisipkan kejadian yang ditunggu di antaranya.",
    ja: "イベントベースゲートウェイ「{element}」の後の「{target}」はキャッチイベントでも受信タスクでもありません。待つイベントを間に入れてください。",
};
