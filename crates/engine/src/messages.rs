//! What the engine says to people, in five languages: why a case is stuck, why a command was refused.

use lang::Text;

pub(crate) static EXPRESSION_LIMIT: Text = Text {
    code: "incident.expression-limit",
    en: "The expression “{expression}” went too far. {limit} Make it simpler.",
    th: "นิพจน์ “{expression}” ทำงานเกินขีดจำกัด {limit} กรุณาทำให้เรียบง่ายขึ้น",
    it: "L'espressione «{expression}» ha superato un limite. {limit} Semplificarla.",
    id: "Ekspresi “{expression}” melampaui batas. {limit} Sederhanakan.",
    ja: "式「{expression}」が制限を超えました。{limit}もっと簡単な式にしてください。",
};

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

pub(crate) static NAME_TOO_LONG: Text = Text {
    code: "name.too-long",
    en: "Too long: {what}. The limit is {limit} bytes. Shorten it.",
    th: "{what} ยาวเกินไป ยาวได้ไม่เกิน {limit} ไบต์ กรุณาทำให้สั้นลง",
    it: "Troppo lungo: {what}. Il limite è di {limit} byte. Abbreviare.",
    id: "Terlalu panjang: {what}. Batasnya {limit} byte. Persingkat.",
    ja: "{what}が長すぎます。上限は{limit}バイトです。短くしてください。",
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

pub(crate) static NOT_ACTIVE: Text = Text {
    code: "case.not-active",
    en: "The case has ended or has not begun.",
    th: "เคสนี้จบแล้วหรือยังไม่เริ่ม",
    it: "Il caso è terminato o non è ancora iniziato.",
    id: "Kasus sudah berakhir atau belum dimulai.",
    ja: "このケースは終了しているか、まだ始まっていません。",
};

pub(crate) static ALREADY_STARTED: Text = Text {
    code: "case.already-started",
    en: "The case has begun already.",
    th: "เคสนี้เริ่มไปแล้ว",
    it: "Il caso è già iniziato.",
    id: "Kasus sudah dimulai.",
    ja: "このケースはすでに始まっています。",
};

pub(crate) static SUSPENDED: Text = Text {
    code: "case.suspended",
    en: "The case is suspended. Resume it first.",
    th: "เคสนี้ถูกพักไว้ กรุณาสั่งให้ดำเนินต่อก่อน",
    it: "Il caso è sospeso. Prima occorre riprenderlo.",
    id: "Kasus sedang ditangguhkan. Lanjutkan dulu.",
    ja: "このケースは一時停止中です。先に再開してください。",
};

pub(crate) static NOT_SUSPENDED: Text = Text {
    code: "case.not-suspended",
    en: "The case is not suspended.",
    th: "เคสนี้ไม่ได้ถูกพักไว้",
    it: "Il caso non è sospeso.",
    id: "Kasus tidak sedang ditangguhkan.",
    ja: "このケースは一時停止していません。",
};

pub(crate) static NOT_FOUND: Text = Text {
    code: "case.not-found",
    en: "There is no {what} {key} in this case any more.",
    th: "ไม่มี {what} {key} ในเคสนี้แล้ว",
    it: "In questo caso non c'è più: {what} {key}.",
    id: "Tidak ada lagi {what} {key} dalam kasus ini.",
    ja: "このケースに{what}「{key}」はもうありません。",
};

pub(crate) static NOT_DUE: Text = Text {
    code: "timer.not-due",
    en: "The timer {key} is not due yet.",
    th: "ตัวจับเวลา {key} ยังไม่ถึงกำหนด",
    it: "Il timer {key} non è ancora scaduto.",
    id: "Pengatur waktu {key} belum jatuh tempo.",
    ja: "タイマー「{key}」はまだ時間になっていません。",
};

pub(crate) static NEEDS_CHOICE: Text = Text {
    code: "task.needs-choice",
    en: "This task is a question: say which answer is chosen.",
    th: "งานนี้เป็นคำถาม กรุณาระบุคำตอบที่เลือก",
    it: "Questa attività è una domanda: indicare la risposta scelta.",
    id: "Tugas ini berupa pertanyaan: sebutkan jawaban yang dipilih.",
    ja: "このタスクは質問です。選んだ答えを指定してください。",
};

pub(crate) static NOT_A_CHOICE: Text = Text {
    code: "task.not-a-choice",
    en: "This is not one of the answers, or not the right number of them.",
    th: "นี่ไม่ใช่คำตอบที่มีให้เลือก หรือจำนวนคำตอบไม่ถูกต้อง",
    it: "Non è una delle risposte, oppure il numero di risposte non è giusto.",
    id: "Ini bukan salah satu jawaban, atau jumlahnya tidak tepat.",
    ja: "選択肢にない答えか、選んだ数が正しくありません。",
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

pub(crate) static CANNOT_START_AT: Text = Text {
    code: "case.cannot-start-at",
    en: "The case cannot start at “{element}”.",
    th: "เคสเริ่มที่ “{element}” ไม่ได้",
    it: "Il caso non può iniziare da «{element}».",
    id: "Kasus tidak dapat dimulai di “{element}”.",
    ja: "ケースを「{element}」から始めることはできません。",
};

pub(crate) static CANNOT_CANCEL: Text = Text {
    code: "case.cannot-cancel-step",
    en: "This step cannot be cancelled by itself.",
    th: "ยกเลิกขั้นตอนนี้เพียงอย่างเดียวไม่ได้",
    it: "Questo passo non può essere annullato da solo.",
    id: "Langkah ini tidak dapat dibatalkan secara terpisah.",
    ja: "このステップだけをキャンセルすることはできません。",
};

pub(crate) static AMBIGUOUS_SCOPE: Text = Text {
    code: "case.ambiguous-scope",
    en: "“{element}” is active more than once: say in which of them to start.",
    th: "“{element}” ทำงานอยู่มากกว่าหนึ่งรายการ กรุณาระบุว่าจะเริ่มในรายการใด",
    it: "«{element}» è attivo più volte: indicare in quale iniziare.",
    id: "“{element}” aktif lebih dari sekali: sebutkan mulai di yang mana.",
    ja: "「{element}」が複数実行中です。どれの中で始めるか指定してください。",
};

pub(crate) static NOT_AD_HOC: Text = Text {
    code: "case.not-ad-hoc",
    en: "This is not an ad-hoc sub-process, or the activity is not in it.",
    th: "นี่ไม่ใช่กระบวนการย่อยแบบเฉพาะกิจ หรือไม่มีกิจกรรมนี้อยู่ข้างใน",
    it: "Non è un sottoprocesso ad hoc, oppure l'attività non ne fa parte.",
    id: "Ini bukan subproses ad-hoc, atau aktivitasnya tidak ada di dalamnya.",
    ja: "これはアドホックサブプロセスではないか、そのアクティビティは含まれていません。",
};

pub(crate) static RETRIES_ZERO: Text = Text {
    code: "job.retries-zero",
    en: "The number of tries must be 1 or more.",
    th: "จำนวนครั้งที่ลองต้องเป็น 1 ขึ้นไป",
    it: "Il numero di tentativi deve essere almeno 1.",
    id: "Jumlah percobaan harus 1 atau lebih.",
    ja: "試行回数は1以上でなければなりません。",
};

pub(crate) static MIGRATE_UNKNOWN: Text = Text {
    code: "migrate.unknown",
    en: "There is no step “{element}” in that version.",
    th: "ไม่มีขั้นตอน “{element}” ในเวอร์ชันนั้น",
    it: "In quella versione non esiste il passo «{element}».",
    id: "Tidak ada langkah “{element}” di versi itu.",
    ja: "そのバージョンにステップ「{element}」はありません。",
};

pub(crate) static MIGRATE_NO_TARGET: Text = Text {
    code: "migrate.no-target",
    en: "The case stands at “{step}”, which the new version does not have. Say which step it becomes, or move the case first.",
    th: "เคสอยู่ที่ “{step}” ซึ่งไม่มีในเวอร์ชันใหม่ กรุณาระบุว่าจะให้ไปอยู่ขั้นตอนใด หรือย้ายเคสก่อน",
    it: "Il caso si trova in «{step}», che la nuova versione non ha. Indicare quale passo diventa, oppure spostare prima il caso.",
    id: "Kasus berada di “{step}” yang tidak ada di versi baru. Tentukan langkah penggantinya, atau pindahkan kasus dulu.",
    ja: "ケースは「{step}」にありますが、新しいバージョンにこのステップはありません。対応するステップを指定するか、先にケースを移動してください。",
};

pub(crate) static MIGRATE_OTHER_KIND: Text = Text {
    code: "migrate.other-kind",
    en: "“{step}” cannot become “{target}”: they are of different kinds.",
    th: "“{step}” เปลี่ยนเป็น “{target}” ไม่ได้ เพราะเป็นคนละชนิดกัน",
    it: "«{step}» non può diventare «{target}»: sono di tipo diverso.",
    id: "“{step}” tidak bisa menjadi “{target}”: jenisnya berbeda.",
    ja: "「{step}」と「{target}」は種類が異なるため、移せません。",
};

pub(crate) static MIGRATE_OTHER_SCOPE: Text = Text {
    code: "migrate.other-scope",
    en: "“{step}” cannot become “{target}”: it stands in another sub-process there.",
    th: "“{step}” เปลี่ยนเป็น “{target}” ไม่ได้ เพราะอยู่คนละกระบวนการย่อย",
    it: "«{step}» non può diventare «{target}»: lì si trova in un altro sottoprocesso.",
    id: "“{step}” tidak bisa menjadi “{target}”: di sana langkah itu berada dalam subproses lain.",
    ja: "「{target}」は別のサブプロセスにあるため、「{step}」から移せません。",
};

pub(crate) static MIGRATE_LOST_TOKEN: Text = Text {
    code: "migrate.lost-token",
    en: "What waits at “{gateway}”, or could be undone there, has no place in the new version. Keep the ids of its flows and handlers.",
    th: "สิ่งที่รออยู่หรือย้อนคืนได้ที่ “{gateway}” ไม่มีที่รองรับในเวอร์ชันใหม่ กรุณาคงรหัสของเส้นและตัวจัดการไว้",
    it: "Ciò che attende in «{gateway}», o che lì poteva essere annullato, non ha posto nella nuova versione. Mantenere gli id dei suoi flussi e gestori.",
    id: "Yang menunggu di “{gateway}”, atau yang bisa dibatalkan di sana, tidak punya tempat di versi baru. Pertahankan id alur dan penanganannya.",
    ja: "「{gateway}」で待っているもの、またはそこで取り消せるものの行き先が新しいバージョンにありません。フローとハンドラーのIDを変えないでください。",
};

/// All texts, to find one by its code.
pub(crate) static ALL: &[&Text] = &[
    &EXPRESSION_LIMIT,
    &CONDITION_NOT_BOOLEAN,
    &NOT_A_TEXT,
    &BECAME_NULL,
    &NAME_TOO_LONG,
    &ZERO_CHARACTER,
    &CASE_TOO_LARGE,
    &TOO_MUCH_AT_ONCE,
    &VARIABLE_TOO_LARGE,
    &TOO_MANY_STEPS,
    &TOO_MANY_INSTANCES,
    &TOO_DEEP,
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
    &TOO_MANY_RUNS,
    &LOOP_TOO_LONG,
    &DEADLOCK,
    &UNHANDLED_ERROR,
    &TOO_MANY_CALLS,
    &TOO_MANY_HOPS,
    &JOB_FAILED,
    &CALL_FAILED,
    &NOT_ACTIVE,
    &ALREADY_STARTED,
    &SUSPENDED,
    &NOT_SUSPENDED,
    &NOT_FOUND,
    &NOT_DUE,
    &NEEDS_CHOICE,
    &NOT_A_CHOICE,
    &PAYLOAD_TOO_LARGE,
    &TOO_MANY_HELD,
    &CANNOT_START_AT,
    &CANNOT_CANCEL,
    &AMBIGUOUS_SCOPE,
    &NOT_AD_HOC,
    &RETRIES_ZERO,
    &MIGRATE_UNKNOWN,
    &MIGRATE_NO_TARGET,
    &MIGRATE_OTHER_KIND,
    &MIGRATE_OTHER_SCOPE,
    &MIGRATE_LOST_TOKEN,
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
    }

    #[test]
    fn every_text_is_found_by_its_code() {
        let written = include_str!("messages.rs").matches("static ").count() - 2; // ALL, and this line
        assert_eq!(ALL.len(), written);
    }

    #[test]
    fn every_language_uses_the_same_arguments_and_no_code_is_used_twice() {
        let mut codes = BTreeSet::new();
        for text in ALL {
            assert!(codes.insert(text.code), "{} twice", text.code);
            for lang in lang::Lang::ALL {
                assert_eq!(placeholders(text.get(lang)), placeholders(text.en), "{} {lang}", text.code);
            }
        }
    }
}
