//! What the command line says, in five languages.

use lang::Text;

macro_rules! texts {
    ($($name:ident = $code:literal { en: $en:literal, th: $th:literal, it: $it:literal, id: $id:literal, ja: $ja:literal })*) => {
        $(pub static $name: Text = Text { code: $code, en: $en, th: $th, it: $it, id: $id, ja: $ja };)*
        #[cfg(test)]
        pub static ALL: &[&Text] = &[$(&$name),*];
    };
}

mod files;
mod system;

pub use files::*;
pub use system::reason;

texts! {
    CASE_BEGINS = "run.begins" {
        en: "{workflow} · case {case}", th: "{workflow} · เคส {case}", it: "{workflow} · caso {case}",
        id: "{workflow} · kasus {case}", ja: "{workflow} · ケース「{case}」"
    }
    CASE_RESUMES = "run.resumes" {
        en: "{workflow} · case {case} goes on", th: "{workflow} · ดำเนินเคส {case} ต่อ", it: "{workflow} · il caso {case} prosegue",
        id: "{workflow} · kasus {case} dilanjutkan", ja: "{workflow} · ケース「{case}」を再開します"
    }
    COMPLETED = "run.completed" {
        en: "The case has ended: {end}", th: "เคสจบแล้ว: {end}", it: "Il caso è terminato: {end}",
        id: "Kasus selesai: {end}", ja: "ケースが終了しました：{end}"
    }
    OTHER_END = "run.other-end" {
        en: "The case has ended ({phase}).", th: "เคสจบแล้ว ({phase})", it: "Il caso è terminato ({phase}).",
        id: "Kasus berakhir ({phase}).", ja: "ケースが終了しました（{phase}）。"
    }
    LEFT = "run.left" {
        en: "The case waits. Go on with: {command}", th: "เคสรออยู่ ดำเนินต่อด้วยคำสั่ง: {command}", it: "Il caso attende. Per proseguire: {command}",
        id: "Kasus menunggu. Lanjutkan dengan: {command}", ja: "ケースは待機中です。続けるには: {command}"
    }
    LEFT_FOR_GOOD = "run.left-for-good" {
        en: "The case is gone. With --db FILE it would have been kept.", th: "เคสนี้ไม่ได้ถูกเก็บไว้ หากใช้ --db ไฟล์ จะเก็บเคสไว้ได้", it: "Il caso è andato perso. Con --db FILE sarebbe stato conservato.",
        id: "Kasus tidak disimpan. Dengan --db BERKAS kasus akan disimpan.", ja: "ケースは保存されませんでした。--db FILE を付けると保存できます。"
    }
    BY_PROGRAM = "run.by-program" {
        en: "a program does “{what}”", th: "โปรแกรมทำ “{what}”", it: "lo fa un programma: «{what}»",
        id: "dikerjakan program “{what}”", ja: "「{what}」はプログラムが実行します"
    }
    BY_CUSTOMER = "run.by-customer" {
        en: "waits for the customer", th: "รอลูกค้า", it: "attende il cliente", id: "menunggu pelanggan", ja: "お客様の対応を待っています"
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
        en: "at {what}", th: "เวลา {what}", it: "alle {what}", id: "pada {what}", ja: "{what}まで待っています"
    }
    FOR_CONDITION = "run.for-condition" {
        en: "waits until its condition is true", th: "รอจนกว่าเงื่อนไขจะเป็นจริง", it: "attende che la condizione sia vera",
        id: "menunggu kondisinya benar", ja: "条件が満たされるのを待っています"
    }
    FOR_CASE = "run.for-case" {
        en: "another case runs", th: "เคสอื่นกำลังดำเนินอยู่", it: "è in corso un altro caso", id: "kasus lain sedang berjalan", ja: "別のケースが進行中です"
    }
    FOR_ACTIVITY = "run.for-activity" {
        en: "its activities can be started", th: "เริ่มกิจกรรมข้างในได้", it: "si possono avviare le sue attività",
        id: "aktivitasnya dapat dimulai", ja: "中のアクティビティを開始できます"
    }
    STUCK = "run.stuck" {
        en: "stuck: {what}", th: "ติดขัด: {what}", it: "bloccato: {what}", id: "terhenti: {what}", ja: "停止中：{what}"
    }
    HOW_TASK = "run.how-task" {
        en: "Enter when it is done", th: "กด Enter เมื่อทำเสร็จ", it: "Invio quando è fatto", id: "Enter jika sudah selesai", ja: "終わったら Enter"
    }
    HOW_CHOICE = "run.how-choice" {
        en: "type the number of the answer", th: "พิมพ์หมายเลขคำตอบ", it: "digitare il numero della risposta", id: "ketik nomor jawaban", ja: "答えの番号を入力"
    }
    HOW_EVENT = "run.how-event" {
        en: "Enter when it has happened", th: "กด Enter เมื่อเกิดขึ้นแล้ว", it: "Invio quando è successo", id: "Enter jika sudah terjadi", ja: "発生したら Enter"
    }
    HOW_INCIDENT = "run.how-incident" {
        en: "set variables (name=value), then Enter to try again", th: "กำหนดตัวแปร (ชื่อ=ค่า) แล้วกด Enter เพื่อลองใหม่", it: "impostare le variabili (nome=valore), poi Invio per riprovare",
        id: "isi variabel (nama=nilai), lalu Enter untuk mencoba lagi", ja: "変数を設定（名前=値）し、Enter で再試行"
    }
    HELP = "run.help" {
        en: "Enter: done · 1, 2 …: choose · name=value: set variables · #2: look at the second thing · v: variables · q: leave",
        th: "Enter: เสร็จ · 1, 2 …: เลือก · ชื่อ=ค่า: กำหนดตัวแปร · #2: ดูรายการที่สอง · v: ตัวแปร · q: ออก",
        it: "Invio: fatto · 1, 2 …: scegliere · nome=valore: impostare variabili · #2: vedere la seconda cosa · v: variabili · q: uscire",
        id: "Enter: selesai · 1, 2 …: pilih · nama=nilai: isi variabel · #2: lihat yang kedua · v: variabel · q: keluar",
        ja: "Enter: 完了 · 1, 2 …: 選択 · 名前=値: 変数の設定 · #2: 2番目を見る · v: 変数 · q: 終了"
    }
    ALSO = "run.also" {
        en: "also: {what}", th: "นอกจากนี้: {what}", it: "inoltre: {what}", id: "juga: {what}", ja: "ほかに：{what}"
    }
    NOTHING_OF_OURS = "database-empty" {
        en: "Nothing of Stepwell is in this database.", th: "ไม่มีข้อมูลของ Stepwell ในฐานข้อมูลนี้",
        it: "In questo database non c'è nulla di Stepwell.", id: "Tidak ada data Stepwell di basis data ini.",
        ja: "このデータベースにはStepwellのデータがありません。"
    }
    OLDER_SCHEMA = "database-older" {
        en: "The database has schema version {found}; this program reads version {known}. `stepwell run … --db …` brings it up to date.",
        th: "ฐานข้อมูลมีสคีมาเวอร์ชัน {found} แต่โปรแกรมนี้อ่านเวอร์ชัน {known} คำสั่ง `stepwell run … --db …` จะปรับฐานข้อมูลให้เป็นปัจจุบัน",
        it: "Il database ha la versione di schema {found}; questo programma legge la versione {known}. `stepwell run … --db …` lo aggiorna.",
        id: "Basis data memiliki skema versi {found}; program ini membaca versi {known}. `stepwell run … --db …` memperbaruinya.",
        ja: "データベースのスキーマはバージョン{found}ですが、このプログラムが読むのはバージョン{known}です。`stepwell run … --db …`で最新の状態になります。"
    }
    GIVEN_UP = "trace.given-up" {
        en: "given up", th: "เลิกดำเนินการ", it: "abbandonato", id: "dihentikan", ja: "処理を中止"
    }
    DATABASE = "database" {
        en: "The database cannot be used: {reason}", th: "ใช้ฐานข้อมูลไม่ได้: {reason}", it: "Il database non è utilizzabile: {reason}",
        id: "Basis data tidak dapat digunakan: {reason}", ja: "データベースを使用できません：{reason}"
    }
    THREADS = "threads" {
        en: "The program cannot start its threads: {reason}", th: "โปรแกรมเริ่มเธรดไม่ได้: {reason}",
        it: "Il programma non riesce ad avviare i thread: {reason}", id: "Program tidak dapat memulai utasnya: {reason}",
        ja: "スレッドを開始できません：{reason}"
    }
    TEMPORARY_FOLDER = "temporary-folder" {
        en: "No temporary folder can be made: {reason}", th: "สร้างโฟลเดอร์ชั่วคราวไม่ได้: {reason}",
        it: "Impossibile creare una cartella temporanea: {reason}", id: "Folder sementara tidak dapat dibuat: {reason}",
        ja: "一時フォルダーを作成できません：{reason}"
    }
    HTTP_CLIENT = "http-client" {
        en: "The HTTP client cannot be made: {reason}", th: "สร้างตัวเชื่อมต่อ HTTP ไม่ได้: {reason}",
        it: "Impossibile creare il client HTTP: {reason}", id: "Klien HTTP tidak dapat dibuat: {reason}",
        ja: "HTTPクライアントを作成できません：{reason}"
    }
    VARIABLE = "variable" {
        en: "“{text}” is not NAME=VALUE. Write for example --var amount=250.",
        th: "“{text}” ไม่อยู่ในรูป NAME=VALUE ตัวอย่างการเขียน: --var amount=250",
        it: "«{text}» non è NAME=VALUE. Scrivere per esempio --var amount=250.",
        id: "“{text}” bukan NAME=VALUE. Tulis misalnya --var amount=250.",
        ja: "「{text}」は「名前=値」の形ではありません。例: --var amount=250"
    }
    PICTURE_FORM = "render-form" {
        en: "Name the picture .svg or .png.", th: "กรุณาตั้งชื่อไฟล์ภาพให้ลงท้ายด้วย .svg หรือ .png",
        it: "Il nome dell'immagine deve finire in .svg o .png.", id: "Beri nama gambar dengan akhiran .svg atau .png.",
        ja: "画像のファイル名は、末尾を.svgか.pngにしてください。"
    }
    BENCH_FAILED = "bench" {
        en: "The measurement failed: {reason}", th: "การวัดล้มเหลว: {reason}", it: "La misura non è riuscita: {reason}",
        id: "Pengukuran gagal: {reason}", ja: "計測に失敗しました：{reason}"
    }
    LOAD_STUCK = "load" {
        en: "There are cases that do not end.", th: "มีเคสที่ไม่จบ", it: "Ci sono casi che non terminano.",
        id: "Ada kasus yang tidak berakhir.", ja: "終了しないケースがあります。"
    }
    ERROR = "word.error" {
        en: "error", th: "ข้อผิดพลาด", it: "errore", id: "kesalahan", ja: "エラー"
    }
    WARNING = "word.warning" {
        en: "warning", th: "คำเตือน", it: "avviso", id: "peringatan", ja: "警告"
    }
    NOTE = "word.note" {
        en: "note", th: "หมายเหตุ", it: "nota", id: "catatan", ja: "注記"
    }
    CHECK_FOUND = "check.found" {
        en: "{file}: errors {errors}, warnings {warnings}", th: "{file}: ข้อผิดพลาด {errors} คำเตือน {warnings}",
        it: "{file}: errori {errors}, avvisi {warnings}", id: "{file}: kesalahan {errors}, peringatan {warnings}",
        ja: "{file}：エラー{errors}件、警告{warnings}件"
    }
    BUSY_READ = "busy.read" {
        en: "reading {file}", th: "กำลังอ่าน {file}", it: "lettura di {file}", id: "membaca {file}", ja: "「{file}」を読み込み中"
    }
    BUSY_DRAW = "busy.draw" {
        en: "drawing {file}", th: "กำลังวาด {file}", it: "disegno di {file}", id: "menggambar {file}", ja: "「{file}」を描画中"
    }
    BUSY_OPEN = "busy.open" {
        en: "opening the database", th: "กำลังเปิดฐานข้อมูล", it: "apertura del database", id: "membuka basis data",
        ja: "データベースを開いています"
    }
    BUSY_CHECK = "busy.check" {
        en: "checking", th: "กำลังตรวจสอบ", it: "verifica", id: "memeriksa", ja: "確認中"
    }
    BUSY_LOOK = "busy.look" {
        en: "looking at {what}", th: "กำลังตรวจ {what}", it: "esame di {what}", id: "memeriksa {what}", ja: "{what}を確認中"
    }
    LOG_LEVELS = "log-levels" {
        en: "STEPWELL_LOG is “{text}”. Write a level (error, warn, info, debug, trace), or a level for each part, as in warn,runtime=debug.",
        th: "STEPWELL_LOG มีค่า “{text}” กรุณาเขียนระดับ (error, warn, info, debug, trace) หรือระดับของแต่ละส่วน เช่น warn,runtime=debug",
        it: "STEPWELL_LOG vale «{text}». Scrivere un livello (error, warn, info, debug, trace), oppure un livello per ogni parte, come warn,runtime=debug.",
        id: "STEPWELL_LOG berisi “{text}”. Tulis satu tingkat (error, warn, info, debug, trace), atau satu tingkat untuk setiap bagian, misalnya warn,runtime=debug.",
        ja: "STEPWELL_LOG の値が「{text}」です。レベル(error、warn、info、debug、trace)、または warn,runtime=debug のように部分ごとのレベルを書いてください。"
    }
    MORE = "run.more" {
        en: "and {count} more", th: "และอีก {count} รายการ", it: "e altri {count}", id: "dan {count} lagi", ja: "ほか {count} 件"
    }
    NOTHING_TO_ANSWER = "run.nothing-to-answer" {
        en: "There is nothing to answer now: a program or another case is at work. Type q to leave.",
        th: "ขณะนี้ไม่มีอะไรให้ตอบ โปรแกรมหรือเคสอื่นกำลังทำงาน พิมพ์ q เพื่อออก",
        it: "Ora non c'è nulla a cui rispondere: è al lavoro un programma o un altro caso. Digitare q per uscire.",
        id: "Saat ini tidak ada yang perlu dijawab: program atau kasus lain sedang bekerja. Ketik q untuk keluar.",
        ja: "今は回答するものがありません。プログラムまたは別のケースが実行中です。終了するには q を入力してください。"
    }
    VARIABLES_OF_OPEN_CASE = "run.variables-of-open-case" {
        en: "--var is for a new case, but case {case} is open. Add --new to begin another one, or leave --var out and type name=value.",
        th: "--var ใช้กับเคสใหม่ แต่เคส {case} ยังเปิดอยู่ ใช้ --new เพื่อเริ่มเคสใหม่ หรือไม่ต้องใส่ --var แล้วพิมพ์ ชื่อ=ค่า",
        it: "--var vale per un caso nuovo, ma il caso {case} è aperto. Aggiungere --new per iniziarne un altro, oppure omettere --var e digitare nome=valore.",
        id: "--var hanya untuk kasus baru, padahal kasus {case} masih terbuka. Tambahkan --new untuk memulai kasus lain, atau hilangkan --var lalu ketik nama=nilai.",
        ja: "--var は新しいケース用ですが、ケース {case} が進行中です。別のケースを始めるには --new を付け、続けるには --var を外して 名前=値 と入力してください。"
    }
    WHICH_START = "run.which-start" {
        en: "Several events start this workflow. Name one with --start: {starts}", th: "เวิร์กโฟลว์นี้เริ่มได้จากหลายเหตุการณ์ ระบุหนึ่งรายการด้วย --start: {starts}",
        it: "Più eventi avviano questo flusso di lavoro. Indicarne uno con --start: {starts}",
        id: "Beberapa event memulai alur kerja ini. Sebutkan salah satu dengan --start: {starts}",
        ja: "このワークフローを開始するイベントが複数あります。--start で 1 つ指定してください: {starts}"
    }
    NO_SUCH_PROCESS = "no-such-process" {
        en: "There is no workflow “{process}” in {file}. There are: {processes}", th: "ไม่มีเวิร์กโฟลว์ “{process}” ใน {file} มีเพียง: {processes}",
        it: "In {file} non c'è il flusso di lavoro «{process}». Ci sono: {processes}",
        id: "Tidak ada alur kerja “{process}” di {file}. Yang ada: {processes}",
        ja: "{file} にワークフロー「{process}」はありません。あるもの: {processes}"
    }
    SEVERAL_PROCESSES = "several-processes" {
        en: "There are several workflows in {file}, and an outline is one. Name it with --process: {processes}",
        th: "ใน {file} มีหลายเวิร์กโฟลว์ แต่เค้าโครงหนึ่งมีได้หนึ่งเวิร์กโฟลว์ ระบุด้วย --process: {processes}",
        it: "In {file} ci sono più flussi di lavoro, ma una scaletta ne contiene uno. Indicarlo con --process: {processes}",
        id: "Ada beberapa alur kerja di {file}, sedangkan satu kerangka hanya memuat satu. Sebutkan dengan --process: {processes}",
        ja: "{file} には複数のワークフローがありますが、アウトラインに書けるのは 1 つです。--process で指定してください: {processes}"
    }
    SCALE = "render-scale" {
        en: "--scale must be between {least} and {most}.", th: "--scale ต้องอยู่ระหว่าง {least} ถึง {most}", it: "--scale deve essere compreso tra {least} e {most}.",
        id: "--scale harus antara {least} dan {most}.", ja: "--scale は {least} から {most} の間で指定してください。"
    }
    ANSWER_NO_ITEM = "answer.no-item" {
        en: "There are {count} things to do: #1 to #{count}.", th: "มี {count} รายการที่ต้องทำ: #1 ถึง #{count}",
        it: "Le cose da fare sono {count}: da #1 a #{count}.", id: "Ada {count} hal yang harus dikerjakan: #1 sampai #{count}.",
        ja: "対応できる項目が{count}件あります（#1～#{count}）"
    }
    ANSWER_UNKNOWN = "answer.unknown" {
        en: "“{text}” is not understood here. Type ? for help.", th: "ไม่เข้าใจ “{text}” ในที่นี้ พิมพ์ ? เพื่อดูวิธีใช้",
        it: "Qui «{text}» non è riconosciuto. Digitare ? per l'aiuto.", id: "“{text}” tidak dimengerti di sini. Ketik ? untuk bantuan.",
        ja: "ここでは「{text}」を解釈できません。? でヘルプを表示します。"
    }
    ANSWER_NUMBER = "answer.number" {
        en: "Type a number from 1 to {count}.", th: "พิมพ์หมายเลข 1 ถึง {count}", it: "Digitare un numero da 1 a {count}.",
        id: "Ketik angka dari 1 sampai {count}.", ja: "1から{count}までの番号を入力してください。"
    }
    ANSWER_NUMBERS = "answer.numbers" {
        en: "Type one or more numbers from 1 to {count}, as in 1,2.", th: "พิมพ์หมายเลข 1 ถึง {count} หนึ่งหมายเลขหรือมากกว่า เช่น 1,2",
        it: "Digitare uno o più numeri da 1 a {count}, per esempio 1,2.", id: "Ketik satu atau beberapa angka dari 1 sampai {count}, misalnya 1,2.",
        ja: "1から{count}までの番号を入力してください。複数の場合は「1,2」のように書きます。"
    }
    PHASE_CANCELED = "phase.canceled" {
        en: "canceled", th: "ถูกยกเลิก", it: "annullato", id: "dibatalkan", ja: "キャンセル"
    }
    PHASE_FAILED = "phase.failed" {
        en: "failed", th: "ล้มเหลว", it: "fallito", id: "gagal", ja: "失敗"
    }
    PHASE_COMPLETED = "phase.completed" {
        en: "completed", th: "เสร็จสมบูรณ์", it: "completato", id: "selesai", ja: "完了"
    }
    DOCTOR_FAILED = "doctor" {
        en: "Something does not work; see above.", th: "มีบางอย่างทำงานผิดปกติ ดูรายละเอียดด้านบน",
        it: "Qualcosa non funziona: vedere sopra.", id: "Ada yang tidak berfungsi; lihat di atas.", ja: "正常に動作していない項目があります。上を参照してください。"
    }
    DOCTOR_PROGRAM = "doctor.program" {
        en: "program", th: "โปรแกรม", it: "programma", id: "program", ja: "プログラム"
    }
    DOCTOR_PROGRAM_IS = "doctor.program-is" {
        en: "stepwell {version}, processors: {cpus}", th: "stepwell {version} หน่วยประมวลผล: {cpus}",
        it: "stepwell {version}, processori: {cpus}", id: "stepwell {version}, prosesor: {cpus}", ja: "stepwell {version}、プロセッサー数：{cpus}"
    }
    DOCTOR_ZONES = "doctor.time-zones" {
        en: "time zones", th: "เขตเวลา", it: "fusi orari", id: "zona waktu", ja: "タイムゾーン"
    }
    DOCTOR_ZONE_IS = "doctor.time-zone-is" {
        en: "this machine is in {zone}", th: "เครื่องนี้อยู่ในเขตเวลา {zone}", it: "questa macchina è in {zone}",
        id: "mesin ini berada di {zone}", ja: "このマシンのタイムゾーンは{zone}です"
    }
    DOCTOR_ZONE_UNKNOWN = "doctor.time-zone-unknown" {
        en: "the time zone of this machine cannot be found, so UTC is used; set TZ, as in TZ=Asia/Bangkok ({reason})",
        th: "หาเขตเวลาของเครื่องนี้ไม่พบ จึงใช้ UTC กรุณากำหนด TZ เช่น TZ=Asia/Bangkok ({reason})",
        it: "il fuso orario di questa macchina non si trova e si usa UTC; impostare TZ, per esempio TZ=Europe/Rome ({reason})",
        id: "zona waktu mesin ini tidak ditemukan sehingga dipakai UTC; atur TZ, misalnya TZ=Asia/Jakarta ({reason})",
        ja: "このマシンのタイムゾーンが不明なため UTC を使用します。TZ=Asia/Tokyo のように TZ を設定してください({reason})"
    }
    DOCTOR_ZONES_MISSING = "doctor.time-zones-missing" {
        en: "missing: {zones}", th: "ไม่พบ: {zones}", it: "mancano: {zones}", id: "tidak ada: {zones}", ja: "見つかりません：{zones}"
    }
    DOCTOR_NOTATION = "doctor.notation" {
        en: "notation", th: "การอ่านและวาด", it: "notazione", id: "notasi", ja: "読み取りと描画"
    }
    DOCTOR_NOTATION_IS = "doctor.notation-is" {
        en: "an outline was read and drawn ({bytes} bytes)", th: "อ่านและวาดเค้าโครงได้ ({bytes} ไบต์)",
        it: "una scaletta è stata letta e disegnata ({bytes} byte)", id: "sebuah kerangka dibaca dan digambar ({bytes} byte)",
        ja: "アウトラインを読み取り、描画しました（{bytes}バイト）"
    }
    DOCTOR_NOTATION_FAILED = "doctor.notation-failed" {
        en: "an outline cannot be read and drawn: {reason}", th: "อ่านและวาดเค้าโครงไม่ได้: {reason}",
        it: "una scaletta non può essere letta e disegnata: {reason}", id: "kerangka tidak dapat dibaca dan digambar: {reason}",
        ja: "アウトラインの読み取りと描画に失敗しました：{reason}"
    }
    DOCTOR_DISK = "doctor.disk" {
        en: "disk", th: "ดิสก์", it: "disco", id: "diska", ja: "ディスク"
    }
    DOCTOR_DISK_IS = "doctor.disk-is" {
        en: "a write is safe within {millis} ms", th: "ข้อมูลที่เขียนปลอดภัยภายใน {millis} ms", it: "una scrittura è al sicuro in {millis} ms",
        id: "penulisan aman dalam {millis} ms", ja: "書き込みは{millis}ミリ秒以内に確定します"
    }
    DOCTOR_DISK_SLOW = "doctor.disk-slow" {
        en: "slow: a write took {millis} ms to be safe; commands will wait for it",
        th: "ช้า: การเขียนใช้เวลา {millis} ms กว่าจะปลอดภัย คำสั่งต่าง ๆ จะต้องรอ",
        it: "lento: una scrittura è al sicuro dopo {millis} ms; i comandi dovranno attenderla",
        id: "lambat: penulisan baru aman setelah {millis} ms; perintah akan menunggunya",
        ja: "低速：書き込みの確定に{millis}ミリ秒かかりました。その分、コマンドが待たされます"
    }
    DOCTOR_DISK_FAILED = "doctor.disk-failed" {
        en: "a temporary file cannot be written: {reason}", th: "เขียนไฟล์ชั่วคราวไม่ได้: {reason}", it: "impossibile scrivere un file temporaneo: {reason}",
        id: "berkas sementara tidak dapat ditulis: {reason}", ja: "一時ファイルに書き込めません：{reason}"
    }
    DOCTOR_DATABASE = "doctor.database" {
        en: "database", th: "ฐานข้อมูล", it: "database", id: "basis data", ja: "データベース"
    }
    DOCTOR_DATABASE_OLDER = "doctor.database-older" {
        en: "{database}; the next start brings it up to schema {known}", th: "{database} การเริ่มครั้งถัดไปจะปรับเป็นสคีมา {known}",
        it: "{database}; il prossimo avvio lo porta allo schema {known}", id: "{database}; mulai berikutnya akan diperbarui ke skema {known}",
        ja: "{database}。次回の起動時にスキーマ{known}へ更新されます"
    }
    DOCTOR_GIVEN_UP = "doctor.given-up" {
        en: "{database}; effects that were given up: {count} (`stepwell trace` shows those of a case)",
        th: "{database} มีการดำเนินการที่ถูกยกเลิก {count} รายการ (`stepwell trace` แสดงรายการของแต่ละเคส)",
        it: "{database}; operazioni abbandonate: {count} (`stepwell trace` mostra quelle di un caso)",
        id: "{database}; operasi yang dihentikan: {count} (`stepwell trace` menampilkan yang terkait suatu kasus)",
        ja: "{database}。中止された処理：{count}件（`stepwell trace`でケースごとに確認できます）"
    }
    DOCTOR_DATABASE_IS = "doctor.database-is" {
        en: "{kind}, schema {schema}, {bytes} bytes", th: "{kind} สคีมา {schema} {bytes} ไบต์", it: "{kind}, schema {schema}, {bytes} byte",
        id: "{kind}, skema {schema}, {bytes} byte", ja: "{kind}、スキーマ{schema}、{bytes}バイト"
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, files, system};
    use std::collections::BTreeSet;

    #[test]
    fn every_language_uses_the_same_arguments() {
        let names = |text: &str| -> BTreeSet<String> {
            text.split('{').skip(1).filter_map(|part| part.split('}').next().map(str::to_owned)).collect()
        };
        let mut codes = BTreeSet::new();
        for text in ALL.iter().chain(files::ALL).chain(system::ALL) {
            assert!(codes.insert(text.code), "{} twice", text.code);
            for lang in lang::Lang::ALL {
                assert_eq!(names(text.get(lang)), names(text.en), "{} {lang}", text.code);
            }
        }
    }
}
