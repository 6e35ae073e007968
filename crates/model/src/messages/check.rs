//! What runs but is probably not meant so, for people.

use lang::Text;

pub static EMPTY_PROCESS: Text = Text {
    code: "check.empty",
    en: "There is no step in “{element}”. Add one.",
    th: "ไม่มีขั้นตอนใน “{element}” กรุณาเพิ่มขั้นตอน",
    it: "In «{element}» non c'è alcun passo. Aggiungerne uno.",
    id: "Tidak ada langkah di “{element}”. Tambahkan satu.",
    ja: "「{element}」にステップがありません。追加してください。",
};

pub static BY_HAND_TASK: Text = Text {
    code: "check.by-hand-task",
    en: "Nothing says who or what does “{element}”, so a person ticks it off. Bind it to a connector, or make it a user task.",
    th: "ไม่ได้ระบุว่าใครหรืออะไรทำ “{element}” จึงต้องให้คนกดยืนยันว่าเสร็จ กรุณาผูกกับคอนเนกเตอร์ หรือเปลี่ยนเป็นงานที่คนทำ (user task)",
    it: "Non è indicato chi o che cosa esegue «{element}», quindi lo spunta una persona. Collegarlo a un connettore, o farne un'attività utente.",
    id: "Tidak disebut siapa atau apa yang mengerjakan “{element}”, jadi seseorang yang menandainya selesai. Hubungkan ke konektor, atau jadikan tugas pengguna.",
    ja: "「{element}」を行う人やプログラムが指定されていないため、人が手動で完了にします。コネクターに結び付けるか、ユーザータスクにしてください。",
};

pub static BY_HAND_EVENT: Text = Text {
    code: "check.by-hand-event",
    en: "Nothing says what “{element}” waits for, so a person has to trigger it. Fill in the message, time, signal or condition.",
    th: "ไม่ได้ระบุว่า “{element}” รออะไร จึงต้องมีคนสั่งให้ไปต่อ กรุณาระบุข้อความ เวลา สัญญาณ หรือเงื่อนไข",
    it: "Non è indicato che cosa attende «{element}», quindi deve farlo scattare una persona. Specificare il messaggio, il tempo, il segnale o la condizione.",
    id: "Tidak disebut apa yang ditunggu “{element}”, jadi seseorang harus memicunya. Isi pesan, waktu, sinyal, atau kondisinya.",
    ja: "「{element}」が何を待つのか指定されていないため、人が手動で起動する必要があります。メッセージ、時間、シグナル、条件のいずれかを入力してください。",
};

pub static THROWS_NOTHING: Text = Text {
    code: "check.throws-nothing",
    en: "“{element}” sends something, but nothing says what, so nothing happens there. Choose the message or signal.",
    th: "“{element}” ส่งบางอย่างแต่ไม่ได้ระบุว่าอะไร จึงไม่มีอะไรเกิดขึ้น กรุณาเลือกข้อความหรือสัญญาณ",
    it: "«{element}» invia qualcosa, ma non è indicato che cosa, quindi lì non succede nulla. Scegliere il messaggio o il segnale.",
    id: "“{element}” mengirim sesuatu, tetapi tidak disebut apa, jadi tidak terjadi apa-apa. Pilih pesan atau sinyalnya.",
    ja: "「{element}」で送るものが指定されていないため、何も起こりません。メッセージかシグナルを選んでください。",
};

pub static MESSAGE_WITHOUT_KEY: Text = Text {
    code: "check.message-without-key",
    en: "“{element}” waits for the message “{id}”, which has no correlation key: any case may get it. Fill in the key that tells the cases apart, such as an order number.",
    th: "“{element}” รอข้อความ “{id}” ที่ไม่มีคีย์จับคู่ข้อความ เคสใดก็อาจได้รับ กรุณาระบุคีย์ที่ใช้แยกแต่ละเคส เช่น เลขที่คำสั่งซื้อ",
    it: "«{element}» attende il messaggio «{id}», che non ha una chiave di correlazione: può riceverlo un caso qualsiasi. Indicare la chiave che distingue i casi, come il numero d'ordine.",
    id: "“{element}” menunggu pesan “{id}” yang tidak punya kunci korelasi: kasus mana pun bisa menerimanya. Isi kunci yang membedakan kasus, misalnya nomor pesanan.",
    ja: "「{element}」が待つメッセージ「{id}」に相関キーがなく、どのケースにも届く可能性があります。注文番号など、ケースを見分けるキーを入力してください。",
};

pub static NAMELESS: Text = Text {
    code: "check.nameless",
    en: "The {what} “{element}” has no name, so nothing can be correlated with it. Give it one.",
    th: "{what} “{element}” ไม่มีชื่อ จึงจับคู่กับสิ่งใดไม่ได้ กรุณาตั้งชื่อ",
    it: "Senza nome, {what} «{element}» non si può correlare con nulla. Assegnare un nome.",
    id: "{what} “{element}” tidak punya nama, jadi tidak dapat dikorelasikan. Beri nama.",
    ja: "{what}「{element}」に名前がないため、対応付けができません。名前を付けてください。",
};

pub static UNUSED: Text = Text {
    code: "check.unused",
    en: "The {what} “{element}” is used by nothing. Use it, or delete it.",
    th: "ไม่มีสิ่งใดใช้{what} “{element}” กรุณาใช้งานหรือลบออก",
    it: "Nulla usa «{element}» ({what}). Usarlo o eliminarlo.",
    id: "{what} “{element}” tidak dipakai. Gunakan, atau hapus.",
    ja: "{what}「{element}」はどこからも使われていません。使うか、削除してください。",
};

pub static BOUNDARY_WITHOUT_FLOW: Text = Text {
    code: "check.boundary-without-flow",
    en: "Nothing follows the boundary event “{element}”. Connect it to what is to be done then.",
    th: "ไม่มีขั้นตอนต่อจากเหตุการณ์ที่ขอบ “{element}” กรุณาต่อเข้ากับสิ่งที่ต้องทำ",
    it: "Nulla segue l'evento di bordo «{element}». Collegarlo a ciò che va fatto a quel punto.",
    id: "Tidak ada yang mengikuti kejadian tepi “{element}”. Hubungkan ke yang harus dilakukan.",
    ja: "境界イベント「{element}」の後に何もありません。そのとき行うステップにつないでください。",
};

pub static NO_HANDLER: Text = Text {
    code: "check.no-handler",
    en: "No activity is joined to the compensation event “{element}”, so nothing is undone. Connect the handler with an association.",
    th: "ไม่มีกิจกรรมเชื่อมกับเหตุการณ์ชดเชย “{element}” จึงไม่มีการย้อนคืน กรุณาเชื่อมตัวจัดการด้วยเส้นความสัมพันธ์",
    it: "Nessuna attività è collegata all'evento di compensazione «{element}», quindi nulla viene annullato. Collegare il gestore con un'associazione.",
    id: "Tidak ada aktivitas yang terhubung ke kejadian kompensasi “{element}”, jadi tidak ada yang dibatalkan. Hubungkan penanganannya dengan asosiasi.",
    ja: "補償イベント「{element}」につながるアクティビティがなく、何も取り消されません。ハンドラーを関連でつないでください。",
};

pub static KEEPS_WITHOUT_CONDITION: Text = Text {
    code: "check.keeps-without-condition",
    en: "“{element}” says what happens to the rest when its completion condition is true, but has no such condition. Fill it in, or remove the setting.",
    th: "“{element}” ระบุว่าจะทำอย่างไรกับส่วนที่เหลือเมื่อเงื่อนไขการเสร็จสิ้นเป็นจริง แต่ไม่มีเงื่อนไขนั้น กรุณาระบุเงื่อนไข หรือลบการตั้งค่า",
    it: "«{element}» dice che cosa accade del resto quando la condizione di completamento è vera, ma quella condizione manca. Indicarla o togliere l'impostazione.",
    id: "“{element}” menyebut nasib sisanya bila kondisi penyelesaian terpenuhi, tetapi kondisi itu tidak ada. Isi kondisinya, atau hapus pengaturannya.",
    ja: "「{element}」には完了条件が満たされたときの残りの扱いが設定されていますが、完了条件がありません。条件を入力するか、設定を外してください。",
};

pub static CONDITION_IGNORED: Text = Text {
    code: "check.condition-ignored",
    en: "The condition of the flow “{element}” is never asked, because of the gateway before it. Remove it, or use an exclusive or inclusive gateway that decides by conditions.",
    th: "เงื่อนไขของเส้น “{element}” ไม่มีวันถูกตรวจเพราะเกตเวย์ก่อนหน้า กรุณาลบเงื่อนไข หรือใช้เกตเวย์เลือกทางเดียวหรือเลือกหลายทางซึ่งตัดสินด้วยเงื่อนไข",
    it: "La condizione del flusso «{element}» non viene mai valutata, per via del gateway che lo precede. Toglierla, o usare un gateway esclusivo o inclusivo che decide in base a condizioni.",
    id: "Kondisi alur “{element}” tidak pernah diperiksa karena gateway sebelumnya. Hapus, atau pakai gateway eksklusif atau inklusif yang memutuskan dengan kondisi.",
    ja: "手前のゲートウェイのため、フロー「{element}」の条件は評価されません。条件を取り除くか、条件で判断する排他または包含ゲートウェイを使ってください。",
};

pub static CHOICE_WITHOUT_NAME: Text = Text {
    code: "check.choice-without-name",
    en: "A person chooses among the ways, but the flow “{element}” has no name to choose by. Give it one.",
    th: "คนเป็นผู้เลือกเส้นทาง แต่เส้น “{element}” ไม่มีชื่อให้เลือก กรุณาตั้งชื่อ",
    it: "Una persona sceglie tra i percorsi, ma il flusso «{element}» non ha un nome con cui sceglierlo. Assegnarne uno.",
    id: "Seseorang memilih jalurnya, tetapi alur “{element}” tidak punya nama untuk dipilih. Beri nama.",
    ja: "人が進む先を選びますが、フロー「{element}」に選ぶための名前がありません。名前を付けてください。",
};

pub static TWO_UNCONDITIONAL: Text = Text {
    code: "check.two-unconditional",
    en: "{count} flows out of the exclusive gateway “{element}” have no condition: only the first of them is ever taken. Add conditions, mark one as the default, or let a person choose.",
    th: "เส้น {count} เส้นที่ออกจากเกตเวย์เลือกทางเดียว “{element}” ไม่มีเงื่อนไข ระบบจึงไปเส้นแรกเสมอ กรุณาเพิ่มเงื่อนไข กำหนดเส้นหนึ่งเป็นเส้นกรณีอื่น (default) หรือให้คนเลือก",
    it: "{count} flussi in uscita dal gateway esclusivo «{element}» non hanno condizione: si prende sempre solo il primo. Aggiungere condizioni, segnarne uno come predefinito o lasciar scegliere una persona.",
    id: "{count} alur keluar dari gateway eksklusif “{element}” tanpa kondisi: hanya yang pertama yang selalu diambil. Tambahkan kondisi, tandai satu sebagai bawaan, atau biarkan seseorang memilih.",
    ja: "排他ゲートウェイ「{element}」から出る{count}本のフローに条件がなく、常に最初の1本だけが選ばれます。条件を付けるか、1本をデフォルトにするか、人が選ぶようにしてください。",
};

pub static NO_DEFAULT: Text = Text {
    code: "check.no-default",
    en: "If no condition after “{element}” is true, the case stops with an incident. Mark one flow as the default to be safe.",
    th: "ถ้าไม่มีเงื่อนไขใดหลัง “{element}” เป็นจริง เคสจะหยุดเพราะเหตุขัดข้อง เพื่อความปลอดภัย กรุณากำหนดเส้นหนึ่งเป็นเส้นกรณีอื่น (default)",
    it: "Se dopo «{element}» nessuna condizione è vera, il caso si ferma con un incidente. Per sicurezza segnare un flusso come predefinito.",
    id: "Jika tidak ada kondisi setelah “{element}” yang terpenuhi, kasus berhenti dengan insiden. Agar aman, tandai satu alur sebagai bawaan.",
    ja: "「{element}」の後の条件がどれも満たされないと、ケースはインシデントで止まります。念のため1本をデフォルトフローにしてください。",
};

pub static DEFAULT_WITH_CONDITION: Text = Text {
    code: "check.default-with-condition",
    en: "The default flow “{element}” has a condition, which is never asked. Remove the condition, or choose another default.",
    th: "เส้นกรณีอื่น (default) “{element}” มีเงื่อนไขซึ่งไม่มีวันถูกตรวจ กรุณาลบเงื่อนไข หรือกำหนดเส้นอื่นแทน",
    it: "Il flusso predefinito «{element}» ha una condizione, che non viene mai valutata. Togliere la condizione o scegliere un altro predefinito.",
    id: "Alur bawaan “{element}” punya kondisi yang tidak pernah diperiksa. Hapus kondisinya, atau pilih bawaan lain.",
    ja: "デフォルトフロー「{element}」の条件は評価されません。条件を取り除くか、別のフローをデフォルトにしてください。",
};

pub static UNREACHABLE: Text = Text {
    code: "check.unreachable",
    en: "Nothing leads to “{element}”, so it never happens. Connect it, or delete it.",
    th: "ไม่มีเส้นทางไปถึง “{element}” จึงไม่มีวันเกิดขึ้น กรุณาต่อเส้น หรือลบออก",
    it: "Nulla porta a «{element}», quindi non accade mai. Collegarlo o eliminarlo.",
    id: "Tidak ada yang menuju “{element}”, jadi tidak pernah terjadi. Hubungkan, atau hapus.",
    ja: "「{element}」に至る経路がなく、実行されることがありません。つなぐか、削除してください。",
};

pub static NO_END: Text = Text {
    code: "check.no-end",
    en: "From “{element}” on there is no way to an end, so a case that comes here never finishes. Add a way out.",
    th: "จาก “{element}” เป็นต้นไปไม่มีทางไปถึงจุดสิ้นสุด เคสที่มาถึงจึงไม่มีวันจบ กรุณาเพิ่มทางออก",
    it: "Da «{element}» in poi nessun percorso porta a una fine, quindi un caso che arriva qui non termina mai. Aggiungere una via d'uscita.",
    id: "Mulai dari “{element}” tidak ada jalur menuju akhir, jadi kasus yang sampai di sini tidak pernah selesai. Tambahkan jalur keluar.",
    ja: "「{element}」から先に終了へ至る経路がなく、ここに来たケースは終わりません。出口を加えてください。",
};

pub static BUSY_LOOP: Text = Text {
    code: "check.busy-loop",
    en: "“{element}” stands in a circle in which nothing waits, so it may run until a limit stops it. Put a wait or a task into the circle.",
    th: "“{element}” อยู่ในวงวนที่ไม่มีการรอ จึงอาจทำงานวนไปจนถึงขีดจำกัด กรุณาใส่การรอหรืองานที่คนทำไว้ในวงวน",
    it: "«{element}» sta in un ciclo in cui nulla attende, quindi può ripetersi finché un limite lo ferma. Inserire nel ciclo un'attesa o un'attività.",
    id: "“{element}” berada dalam putaran tanpa penantian, jadi bisa berputar sampai dihentikan batas. Sisipkan penantian atau tugas dalam putaran itu.",
    ja: "「{element}」は待機のないループの中にあり、上限に達するまで回り続けるおそれがあります。ループの中に待機かタスクを入れてください。",
};

pub static DEADLOCK: Text = Text {
    code: "check.deadlock",
    en: "The parallel gateway “{element}” waits for all its incoming flows, but after “{split}” only one of them is taken: the case would stop there. Join with an exclusive gateway.",
    th: "เกตเวย์ขนาน “{element}” รอเส้นเข้าทุกเส้น แต่หลัง “{split}” จะไปเพียงเส้นเดียว เคสจึงจะค้างอยู่ตรงนี้ กรุณารวมด้วยเกตเวย์เลือกทางเดียว",
    it: "Il gateway parallelo «{element}» attende tutti i flussi in entrata, ma dopo «{split}» se ne prende uno solo: il caso si fermerebbe lì. Unire con un gateway esclusivo.",
    id: "Gateway paralel “{element}” menunggu semua alur masuknya, tetapi setelah “{split}” hanya satu yang diambil: kasus akan berhenti di sana. Gabungkan dengan gateway eksklusif.",
    ja: "並列ゲートウェイ「{element}」は入ってくるフローをすべて待ちますが、「{split}」の後に進むのは1本だけなので、ケースがそこで止まります。排他ゲートウェイで合流させてください。",
};

pub static SEVERAL_TOKENS: Text = Text {
    code: "check.several-tokens",
    en: "After “{split}” all ways are taken, and “{element}” does not wait for them: everything from there on happens several times. Join with a parallel gateway.",
    th: "หลัง “{split}” จะไปทุกเส้นทาง แต่ “{element}” ไม่รอให้ครบ ทุกอย่างหลังจากนี้จึงเกิดซ้ำหลายครั้ง กรุณารวมด้วยเกตเวย์ขนาน",
    it: "Dopo «{split}» si prendono tutti i percorsi, e «{element}» non li attende: da lì in poi tutto accade più volte. Unire con un gateway parallelo.",
    id: "Setelah “{split}” semua jalur diambil, dan “{element}” tidak menunggunya: semua sesudahnya terjadi beberapa kali. Gabungkan dengan gateway paralel.",
    ja: "「{split}」の後はすべての経路に進みますが、「{element}」はそれらを待たないため、以降が複数回実行されます。並列ゲートウェイで合流させてください。",
};

pub static LINK_UNUSED: Text = Text {
    code: "check.link-unused",
    en: "No throwing link has the name “{name}”, so nothing comes to “{element}”. Add one, or delete it.",
    th: "ไม่มีลิงก์ต้นทางชื่อ “{name}” จึงไม่มีสิ่งใดมาถึง “{element}” กรุณาเพิ่ม หรือลบออก",
    it: "Nessun collegamento di lancio si chiama «{name}», quindi nulla arriva a «{element}». Aggiungerne uno, oppure eliminare questo.",
    id: "Tidak ada tautan pelempar bernama “{name}”, jadi tidak ada yang sampai ke “{element}”. Tambahkan, atau hapus.",
    ja: "「{name}」という名前のスローリンクがなく、「{element}」には何も届きません。追加するか、削除してください。",
};

pub static UNKNOWN_PROCESS: Text = Text {
    code: "check.unknown-process",
    en: "The pool “{element}” shows the process “{id}”, which is not in the model. Add the process, or close the pool.",
    th: "พูล “{element}” แสดงกระบวนการ “{id}” ซึ่งไม่มีในโมเดล กรุณาเพิ่มกระบวนการ หรือยุบพูล",
    it: "Il pool «{element}» mostra il processo «{id}», che non è nel modello. Aggiungere il processo o chiudere il pool.",
    id: "Pool “{element}” menampilkan proses “{id}” yang tidak ada dalam model. Tambahkan prosesnya, atau tutup pool itu.",
    ja: "プール「{element}」が示すプロセス「{id}」がモデルにありません。プロセスを追加するか、プールを閉じてください。",
};

pub static LANE_TWICE: Text = Text {
    code: "check.lane-twice",
    en: "There is more than one lane with the name “{element}”. Give each team one lane, or another name.",
    th: "มีเลนชื่อ “{element}” มากกว่าหนึ่งเลน กรุณาให้แต่ละทีมมีเลนเดียว หรือตั้งชื่อใหม่",
    it: "C'è più di una corsia con il nome «{element}». Dare a ogni team una corsia, o un altro nome.",
    id: "Ada lebih dari satu lajur bernama “{element}”. Beri tiap tim satu lajur, atau nama lain.",
    ja: "「{element}」という名前のレーンが複数あります。チームごとにレーンを1つにするか、別の名前にしてください。",
};

pub static LANE_WITHOUT_NODE: Text = Text {
    code: "check.lane-without-node",
    en: "The lane “{element}” lists “{id}”, which is no step of this process. Remove the entry.",
    th: "เลน “{element}” ระบุ “{id}” ซึ่งไม่ใช่ขั้นตอนในกระบวนการนี้ กรุณาลบรายการ",
    it: "La corsia «{element}» elenca «{id}», che non è un passo di questo processo. Togliere la voce.",
    id: "Lajur “{element}” memuat “{id}”, yang bukan langkah proses ini. Hapus entri itu.",
    ja: "レーン「{element}」にある「{id}」はこのプロセスのステップではありません。項目を取り除いてください。",
};

pub static IN_TWO_LANES: Text = Text {
    code: "check.in-two-lanes",
    en: "“{id}” stands in the lane “{element}” and in “{other}”. Keep it in one.",
    th: "“{id}” อยู่ทั้งในเลน “{element}” และ “{other}” กรุณาให้อยู่เลนเดียว",
    it: "«{id}» sta nella corsia «{element}» e in «{other}». Lasciarlo in una sola.",
    id: "“{id}” berada di lajur “{element}” dan di “{other}”. Sisakan di satu lajur.",
    ja: "「{id}」がレーン「{element}」と「{other}」の両方にあります。どちらか1つにしてください。",
};

pub static SHADOWED: Text = Text {
    code: "check.shadowed",
    en: "The flow “{flow}” out of the exclusive gateway “{element}” has no condition, so the flows behind it are never taken: {shadowed}. Give it a condition, or make it the default.",
    th: "เส้น “{flow}” ที่ออกจากเกตเวย์เลือกทางเดียว “{element}” ไม่มีเงื่อนไข จึงไม่มีวันไปตามเส้นที่อยู่หลังจากนั้น: {shadowed} กรุณาใส่เงื่อนไข หรือกำหนดให้เป็นเส้นกรณีอื่น (default)",
    it: "Il flusso «{flow}» in uscita dal gateway esclusivo «{element}» non ha condizione, quindi quelli che lo seguono non vengono mai presi: {shadowed}. Dargli una condizione, o segnarlo come predefinito.",
    id: "Alur “{flow}” yang keluar dari gateway eksklusif “{element}” tanpa kondisi, jadi alur sesudahnya tidak pernah diambil: {shadowed}. Beri kondisi, atau jadikan alur bawaan.",
    ja: "排他ゲートウェイ「{element}」から出るフロー「{flow}」に条件がないため、その後のフローに進むことはありません: {shadowed}。条件を付けるか、デフォルトにしてください。",
};

pub static ENDLESS_CALLS: Text = Text {
    code: "check.endless-calls",
    en: "“{element}” calls “{process}”, and from there the way leads back here without waiting for anything, so cases may call each other until a limit stops them with an incident. Put a wait or a task before the call.",
    th: "“{element}” เรียก “{process}” ซึ่งวนกลับมาที่นี่โดยไม่มีการรอ เคสจึงอาจเรียกกันไปเรื่อย ๆ จนขีดจำกัดหยุดไว้ด้วยเหตุขัดข้อง กรุณาใส่การรอหรืองานที่คนทำก่อนการเรียก",
    it: "«{element}» richiama «{process}», e da lì si torna qui senza attendere nulla: i casi possono richiamarsi a vicenda finché un limite li ferma con un incidente. Inserire un'attesa o un'attività prima della chiamata.",
    id: "“{element}” memanggil “{process}”, dan dari sana jalannya kembali ke sini tanpa menunggu apa pun, jadi kasus bisa saling memanggil sampai dihentikan batas dengan insiden. Sisipkan penantian atau tugas sebelum pemanggilan.",
    ja: "「{element}」が呼び出す「{process}」から、何も待たずにここへ戻ってくるため、上限に達してインシデントで止まるまでケースが互いに呼び出し続けるおそれがあります。呼び出しの前に待機かタスクを入れてください。",
};

pub static CALENDAR: Text = Text {
    code: "check.calendar",
    en: "“{element}” counts time on the calendar “{calendar}”. As long as no calendar of this name is set up where the workflow runs, the step stops with an incident; without the calendar its clocks run day and night.",
    th: "“{element}” นับเวลาตามปฏิทิน “{calendar}” ถ้าที่ที่เวิร์กโฟลว์ทำงานยังไม่ได้ตั้งปฏิทินชื่อนี้ ขั้นตอนจะหยุดเพราะเหตุขัดข้อง ถ้าไม่ระบุปฏิทิน เวลาจะเดินทั้งวันทั้งคืน",
    it: "«{element}» conta il tempo sul calendario «{calendar}». Finché dove gira il flusso di lavoro non c'è un calendario con questo nome, il passo si ferma con un incidente; senza calendario il tempo scorre giorno e notte.",
    id: "“{element}” menghitung waktu dengan kalender “{calendar}”. Selama kalender bernama ini belum disiapkan di tempat alur kerja berjalan, langkah berhenti dengan insiden; tanpa kalender, waktunya berjalan siang dan malam.",
    ja: "「{element}」の時間はカレンダー「{calendar}」で数えます。ワークフローを動かす環境にこの名前のカレンダーが用意されるまで、このステップはインシデントで止まります。カレンダーを指定しなければ、時間は昼夜を問わず進みます。",
};

pub static NO_STEP: Text = Text {
    code: "check.no-step",
    en: "“{element}” starts and ends at once: there is no step in it. Add what is to be done. In a text, each step stands after an arrow (→ or ->).",
    th: "“{element}” เริ่มแล้วจบทันที เพราะไม่มีขั้นตอน กรุณาเพิ่มสิ่งที่ต้องทำ ถ้าเขียนเป็นข้อความ ให้วางแต่ละขั้นตอนหลังลูกศร (→ หรือ ->)",
    it: "«{element}» inizia e finisce subito: non contiene alcun passo. Aggiungere ciò che va fatto. In un testo ogni passo sta dopo una freccia (→ o ->).",
    id: "“{element}” mulai lalu langsung selesai: tidak ada langkah di dalamnya. Tambahkan apa yang harus dilakukan. Dalam teks, tiap langkah ditulis setelah panah (→ atau ->).",
    ja: "「{element}」は開始してすぐに終了し、ステップがありません。行うことを追加してください。テキストでは、各ステップを矢印(→ または ->)の後に書きます。",
};

pub static UNDONE_FROM_OUTSIDE: Text = Text {
    code: "check.undone-from-outside",
    en: "“{element}” never begins: “{around}” has a compensation event at its edge, and its handler alone undoes it. Remove one of the two.",
    th: "“{element}” จะไม่เริ่มทำงาน เพราะ “{around}” มีเหตุการณ์ชดเชยอยู่ที่ขอบ และตัวจัดการนั้นเป็นผู้ย้อนคืนแต่ผู้เดียว กรุณาลบออกหนึ่งอย่าง",
    it: "«{element}» non inizia mai: «{around}» ha un evento di compensazione sul bordo, ed è solo quel gestore ad annullarlo. Togliere uno dei due.",
    id: "“{element}” tidak pernah dimulai: “{around}” punya kejadian kompensasi di tepinya, dan hanya penanganan itu yang membatalkannya. Hapus salah satunya.",
    ja: "「{element}」は開始されません。「{around}」の境界に補償イベントがあり、取り消しはそのハンドラーだけが行います。どちらか一方を取り除いてください。",
};

pub static NOT_EXECUTABLE: Text = Text {
    code: "check.not-executable",
    en: "“{element}” is not marked as executable: it is a drawing, and no case of it can be started. To run it, set isExecutable=\"true\"; in an outline, remove the line “executable: no”.",
    th: "“{element}” ไม่ได้กำหนดให้ทำงานได้ จึงเป็นเพียงแผนภาพและเริ่มเคสไม่ได้ ถ้าต้องการให้ทำงาน ให้ตั้ง isExecutable=\"true\" หรือลบบรรทัด “executable: no” ในเค้าโครง",
    it: "«{element}» non è segnato come eseguibile: è solo un disegno e non se ne può avviare alcun caso. Per eseguirlo impostare isExecutable=\"true\"; in una traccia togliere la riga «executable: no».",
    id: "“{element}” tidak ditandai dapat dijalankan: ini hanya gambar, dan kasusnya tidak bisa dimulai. Agar bisa dijalankan, setel isExecutable=\"true\"; dalam kerangka, hapus baris “executable: no”.",
    ja: "「{element}」は実行可能とされていないため、図としてだけ扱われ、ケースを開始できません。実行するにはisExecutable=\"true\"を設定してください。アウトラインでは「executable: no」の行を取り除きます。",
};
