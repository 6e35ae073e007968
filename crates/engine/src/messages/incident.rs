//! Why a case is stuck, or something became null.

use lang::Text;

pub(crate) static CONDITION_NOT_BOOLEAN: Text = Text {
    code: "incident.condition-not-boolean",
    en: "The condition “{expression}” is {value}, neither true nor false.{reason}{inputs} Set the missing variable or change the condition, then try again.",
    th: "เงื่อนไข “{expression}” มีค่าเป็น {value} ไม่ใช่จริงหรือเท็จ{reason}{inputs} กรุณากำหนดตัวแปรที่ขาดหรือแก้เงื่อนไข แล้วลองอีกครั้ง",
    it: "La condizione «{expression}» vale {value}: non è né vera né falsa.{reason}{inputs} Impostare la variabile mancante o cambiare la condizione, poi riprovare.",
    id: "Kondisi “{expression}” bernilai {value}, bukan benar atau salah.{reason}{inputs} Isi variabel yang kurang atau ubah kondisinya, lalu coba lagi.",
    ja: "条件「{expression}」の値が{value}で、trueでもfalseでもありません。{reason}{inputs}足りない変数を設定するか条件を直して、再試行してください。",
};

pub(crate) static NOT_A_TEXT: Text = Text {
    code: "incident.not-a-text",
    en: "The {what} “{expression}” is {value}, but a text is needed here.{reason}",
    th: "{what} “{expression}” มีค่าเป็น {value} แต่ต้องเป็นข้อความ{reason}",
    it: "Qui serve un testo, ma «{expression}» ({what}) vale {value}.{reason}",
    id: "Di sini diperlukan teks, tetapi {what} “{expression}” bernilai {value}.{reason}",
    ja: "{what}「{expression}」の値は{value}ですが、ここには文字列が必要です。{reason}",
};

pub(crate) static BECAME_NULL: Text = Text {
    code: "warning.became-null",
    en: "“{name}” became null.{reason}",
    th: "“{name}” กลายเป็น null{reason}",
    it: "«{name}» è diventato null.{reason}",
    id: "“{name}” menjadi null.{reason}",
    ja: "「{name}」がnullになりました。{reason}",
};

pub(crate) static NO_CORRELATION_KEY: Text = Text {
    code: "incident.no-correlation-key",
    en: "The message “{name}” has no correlation key, so nothing can be matched with this case. Give it one.",
    th: "ข้อความ “{name}” ไม่มีคีย์จับคู่ข้อความ จึงจับคู่กับเคสนี้ไม่ได้ กรุณากำหนดคีย์",
    it: "Il messaggio «{name}» non ha una chiave di correlazione, quindi nulla può essere abbinato a questo caso. Assegnarne una.",
    id: "Pesan “{name}” tidak punya kunci korelasi sehingga tidak bisa dicocokkan dengan kasus ini. Tambahkan kuncinya.",
    ja: "メッセージ「{name}」に相関キーがないため、このケースと結び付けられません。キーを設定してください。",
};

pub(crate) static TIMER_NEVER: Text = Text {
    code: "incident.timer-never",
    en: "The timer “{text}” never comes.",
    th: "ตัวจับเวลา “{text}” จะไม่มีวันถึงกำหนด",
    it: "Il timer «{text}» non scatterà mai.",
    id: "Pengatur waktu “{text}” tidak akan pernah aktif.",
    ja: "タイマー「{text}」の時刻が来ることはありません。",
};

pub(crate) static TIMER_NOT_A_TEXT: Text = Text {
    code: "incident.timer-not-a-text",
    en: "The timer is {value}, but a date, a duration or a text is needed.{reason} Check the variables it reads.",
    th: "ตัวจับเวลามีค่าเป็น {value} แต่ต้องเป็นวันที่ ระยะเวลา หรือข้อความ{reason} กรุณาตรวจตัวแปรที่ใช้",
    it: "Il timer vale {value}, ma serve una data, una durata o un testo.{reason} Controllare le variabili che legge.",
    id: "Nilai pengatur waktu adalah {value}, padahal harus tanggal, durasi, atau teks.{reason} Periksa variabel yang dibacanya.",
    ja: "タイマーの値が{value}です。日時・期間・文字列のいずれかが必要です。{reason}参照している変数を確認してください。",
};

pub(crate) static NO_CALENDAR: Text = Text {
    code: "incident.no-calendar",
    en: "There is no calendar “{name}”. Create it or change the step.",
    th: "ไม่มีปฏิทิน “{name}” กรุณาสร้างปฏิทินหรือแก้ขั้นตอน",
    it: "Il calendario «{name}» non esiste. Crearlo o modificare il passo.",
    id: "Kalender “{name}” tidak ada. Buat kalendernya atau ubah langkahnya.",
    ja: "カレンダー「{name}」がありません。作成するか、ステップを変更してください。",
};

pub(crate) static NOT_NAMES: Text = Text {
    code: "incident.not-names",
    en: "{value} is not a list of names of people or teams.{reason}",
    th: "{value} ไม่ใช่รายชื่อบุคคลหรือทีม{reason}",
    it: "{value} non è un elenco di nomi di persone o team.{reason}",
    id: "{value} bukan daftar nama orang atau tim.{reason}",
    ja: "{value}は担当者名やチーム名のリストではありません。{reason}",
};

pub(crate) static NOT_A_PRIORITY: Text = Text {
    code: "incident.not-a-priority",
    en: "The priority “{expression}” is not a number from 0 to 100.",
    th: "ลำดับความสำคัญ “{expression}” ไม่ใช่ตัวเลขตั้งแต่ 0 ถึง 100",
    it: "La priorità «{expression}» non è un numero da 0 a 100.",
    id: "Prioritas “{expression}” bukan angka dari 0 sampai 100.",
    ja: "優先度「{expression}」は0から100までの数ではありません。",
};

pub(crate) static NOT_RETRIES: Text = Text {
    code: "incident.not-retries",
    en: "The number of tries “{expression}” is not a number of 1 or more.",
    th: "จำนวนครั้งที่ลอง “{expression}” ไม่ใช่ตัวเลขตั้งแต่ 1 ขึ้นไป",
    it: "Il numero di tentativi «{expression}» non è un numero pari o superiore a 1.",
    id: "Jumlah percobaan “{expression}” bukan angka 1 atau lebih.",
    ja: "試行回数「{expression}」は1以上の数ではありません。",
};

pub(crate) static NO_WAY: Text = Text {
    code: "incident.no-way",
    en: "At “{gateway}” no condition is true and there is no default way. Add a default, or change the variables, then try again.",
    th: "ที่ “{gateway}” ไม่มีเงื่อนไขใดเป็นจริงและไม่มีเส้นกรณีอื่น (default) กรุณาเพิ่มเส้นกรณีอื่นหรือแก้ตัวแปร แล้วลองอีกครั้ง",
    it: "In «{gateway}» nessuna condizione è vera e manca un percorso predefinito. Aggiungerlo o cambiare le variabili, poi riprovare.",
    id: "Di “{gateway}” tidak ada kondisi yang benar dan tidak ada jalur bawaan. Tambahkan jalur bawaan atau ubah variabel, lalu coba lagi.",
    ja: "「{gateway}」でどの条件も満たされず、デフォルトフローもありません。デフォルトフローを追加するか変数を直して、再試行してください。",
};

pub(crate) static NO_DECISION: Text = Text {
    code: "incident.no-decision",
    en: "There is no decision “{id}”. Deploy the .dmn file that has it, then try again.",
    th: "ไม่มีการตัดสินใจ “{id}” กรุณานำไฟล์ .dmn ที่มีการตัดสินใจนี้ขึ้นระบบ แล้วลองอีกครั้ง",
    it: "La decisione «{id}» non esiste. Pubblicare il file .dmn che la contiene, poi riprovare.",
    id: "Keputusan “{id}” tidak ada. Pasang berkas .dmn yang memuatnya, lalu coba lagi.",
    ja: "デシジョン「{id}」がありません。それを含む.dmnファイルをデプロイして、再試行してください。",
};

pub(crate) static DECISION_FAILED: Text = Text {
    code: "incident.decision-failed",
    en: "The decision “{id}” failed: {reason}",
    th: "การตัดสินใจ “{id}” ล้มเหลว: {reason}",
    it: "La decisione «{id}» non è riuscita: {reason}",
    id: "Keputusan “{id}” gagal: {reason}",
    ja: "デシジョン「{id}」の実行に失敗しました：{reason}",
};

pub(crate) static NOT_IN_AD_HOC: Text = Text {
    code: "incident.not-in-ad-hoc",
    en: "{element} is not an activity of this ad-hoc sub-process.",
    th: "{element} ไม่ใช่กิจกรรมในกระบวนการย่อยแบบเฉพาะกิจนี้",
    it: "{element} non è un'attività di questo sottoprocesso ad hoc.",
    id: "{element} bukan aktivitas dalam subproses ad-hoc ini.",
    ja: "「{element}」はこのアドホックサブプロセスのアクティビティではありません。",
};

pub(crate) static NOT_A_LIST: Text = Text {
    code: "incident.not-a-list",
    en: "“{expression}” is {value}, but the activity runs once for each item of a list.{reason}",
    th: "“{expression}” มีค่าเป็น {value} แต่กิจกรรมนี้ทำหนึ่งครั้งต่อสมาชิกหนึ่งตัวของรายการ (list){reason}",
    it: "«{expression}» vale {value}, ma l'attività si ripete per ogni elemento di un elenco.{reason}",
    id: "“{expression}” bernilai {value}, padahal aktivitas ini dijalankan sekali untuk setiap butir daftar.{reason}",
    ja: "「{expression}」の値は{value}ですが、このアクティビティはリストの要素ごとに実行されます。{reason}",
};

pub(crate) static NOT_A_COUNT: Text = Text {
    code: "incident.not-a-count",
    en: "“{expression}” is {value}, but a number of runs of 0 or more is needed.{reason}",
    th: "“{expression}” มีค่าเป็น {value} แต่ต้องเป็นจำนวนรอบตั้งแต่ 0 ขึ้นไป{reason}",
    it: "«{expression}» vale {value}, ma serve un numero di ripetizioni pari o superiore a 0.{reason}",
    id: "“{expression}” bernilai {value}, padahal harus berupa jumlah pengulangan 0 atau lebih.{reason}",
    ja: "「{expression}」の値は{value}ですが、0以上の実行回数が必要です。{reason}",
};

pub(crate) static DEADLOCK: Text = Text {
    code: "incident.deadlock",
    en: "A token waits at “{gateway}” for others that cannot come any more. Change the workflow, or move the case by hand.",
    th: "เคสค้างอยู่ที่ “{gateway}” เพราะโทเคนที่รออยู่จะไม่มาถึงแล้ว กรุณาแก้เวิร์กโฟลว์หรือย้ายเคสด้วยตนเอง",
    it: "Un token attende in «{gateway}» altri che non possono più arrivare. Correggere il flusso di lavoro o spostare il caso a mano.",
    id: "Token menunggu di “{gateway}” untuk token lain yang tidak akan datang lagi. Ubah alur kerja atau pindahkan kasus secara manual.",
    ja: "「{gateway}」でトークンが待っていますが、残りのトークンはもう来ません。ワークフローを直すか、手動でケースを移動してください。",
};

pub(crate) static UNHANDLED_ERROR: Text = Text {
    code: "incident.unhandled-error",
    en: "The error “{code}” was thrown and nobody catches it. Add an error event, then try again.",
    th: "เกิดข้อผิดพลาด “{code}” แต่ไม่มีเหตุการณ์ใดรับไว้ กรุณาเพิ่มเหตุการณ์ข้อผิดพลาดแล้วลองอีกครั้ง",
    it: "L'errore «{code}» è stato lanciato e nessuno lo intercetta. Aggiungere un evento di errore, poi riprovare.",
    id: "Galat “{code}” dilempar dan tidak ada yang menangkapnya. Tambahkan kejadian galat, lalu coba lagi.",
    ja: "エラー「{code}」が発生しましたが、受け取るイベントがありません。エラーイベントを追加して再試行してください。",
};

pub(crate) static JOB_FAILED: Text = Text {
    code: "incident.job-failed",
    en: "The job failed and is not tried again: {message}",
    th: "งานอัตโนมัติล้มเหลวและจะไม่ลองอีก: {message}",
    it: "Il job non è riuscito e non verrà ritentato: {message}",
    id: "Pekerjaan gagal dan tidak dicoba lagi: {message}",
    ja: "ジョブが失敗しました。再試行は行われません：{message}",
};

pub(crate) static CALL_FAILED: Text = Text {
    code: "incident.call-failed",
    en: "The workflow could not be called: {message}",
    th: "เรียกใช้เวิร์กโฟลว์ไม่ได้: {message}",
    it: "Impossibile richiamare il flusso di lavoro: {message}",
    id: "Alur kerja tidak dapat dipanggil: {message}",
    ja: "ワークフローを呼び出せませんでした：{message}",
};

/// All of them, to find one by its code.
pub(crate) static INCIDENTS: &[&Text] = &[
    &CONDITION_NOT_BOOLEAN,
    &NOT_A_TEXT,
    &BECAME_NULL,
    &NO_CORRELATION_KEY,
    &TIMER_NEVER,
    &TIMER_NOT_A_TEXT,
    &NO_CALENDAR,
    &NOT_NAMES,
    &NOT_A_PRIORITY,
    &NOT_RETRIES,
    &NO_WAY,
    &NO_DECISION,
    &DECISION_FAILED,
    &NOT_IN_AD_HOC,
    &NOT_A_LIST,
    &NOT_A_COUNT,
    &DEADLOCK,
    &UNHANDLED_ERROR,
    &JOB_FAILED,
    &CALL_FAILED,
];
