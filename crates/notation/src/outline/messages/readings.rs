//! What prose was read as, and how else it could be read.

use lang::Text;

/// An *or* that could be read as alternative steps or as part of one.
pub static READ_AS_CHOICE: Text = Text {
    code: "outline.read-as-choice",
    en: "'{word}' was read as a choice between steps. The other reading: it belongs to one step.",
    th: "อ่าน '{word}' เป็นทางเลือกระหว่างขั้นตอน อีกความหมายหนึ่งคือเป็นส่วนของขั้นตอนเดียว",
    it: "'{word}' è stato letto come scelta tra passi. L'altra lettura: fa parte di un solo passo.",
    id: "'{word}' dibaca sebagai pilihan antara langkah. Cara baca lain: bagian dari satu langkah.",
    ja: "「{word}」をステップの選択と解釈しました。別の解釈：1つのステップの一部。",
};

/// The opposite of [`READ_AS_CHOICE`].
pub static READ_AS_ONE_STEP: Text = Text {
    code: "outline.read-as-one-step",
    en: "'{word}' was read as part of one step. The other reading: a choice between two steps.",
    th: "อ่าน '{word}' เป็นส่วนของขั้นตอนเดียว อีกความหมายหนึ่งคือทางเลือกระหว่างสองขั้นตอน",
    it: "'{word}' è stato letto come parte di un solo passo. L'altra lettura: una scelta tra due passi.",
    id: "'{word}' dibaca sebagai bagian dari satu langkah. Cara baca lain: pilihan antara dua langkah.",
    ja: "「{word}」を1つのステップの一部と解釈しました。別の解釈：2つのステップの選択。",
};

/// Where a branch after *or* begins.
pub static BRANCHES_FROM_EARLIER: Text = Text {
    code: "outline.branches-from-earlier-step",
    en: "'{step}' was read as the other way at '{earlier}'. The other reading: it takes the place of '{last}' only.",
    th: "อ่าน '{step}' เป็นอีกทางหนึ่งของ '{earlier}' อีกความหมายหนึ่งคือแทนที่เฉพาะ '{last}'",
    it: "'{step}' è stato letto come alternativa a '{earlier}'. L'altra lettura: sostituisce solo '{last}'.",
    id: "'{step}' dibaca sebagai jalur lain dari '{earlier}'. Cara baca lain: hanya menggantikan '{last}'.",
    ja: "「{step}」を「{earlier}」に代わる分岐と解釈しました。別の解釈：「{last}」だけに代わる分岐。",
};

/// Whether alternatives meet again.
pub static BRANCHES_MEET: Text = Text {
    code: "outline.branches-meet",
    en: "Both ways were read as going on with '{next}'. The other reading: only the last one does, the other ends.",
    th: "อ่านว่าทั้งสองทางไปต่อที่ '{next}' อีกความหมายหนึ่งคือมีเฉพาะทางหลังที่ไปต่อ ส่วนอีกทางจบ",
    it: "Entrambi i percorsi sono stati letti come se proseguissero con '{next}'. L'altra lettura: prosegue solo l'ultimo, l'altro termina.",
    id: "Kedua jalur dibaca berlanjut ke '{next}'. Cara baca lain: hanya yang terakhir yang berlanjut, yang lain berakhir.",
    ja: "どちらの分岐も「{next}」に続くと解釈しました。別の解釈：最後の分岐だけが続き、もう一方は終わる。",
};

/// Whether both branches end.
pub static BRANCHES_END: Text = Text {
    code: "outline.branches-end",
    en: "'{next}' was read as belonging only to the last way. The other reading: all ways go on with it.",
    th: "อ่านว่า '{next}' เป็นของทางสุดท้ายเท่านั้น อีกความหมายหนึ่งคือทุกทางไปต่อที่ขั้นตอนนี้",
    it: "'{next}' è stato letto come parte solo dell'ultimo percorso. L'altra lettura: tutti i percorsi proseguono da lì.",
    id: "'{next}' dibaca hanya milik jalur terakhir. Cara baca lain: semua jalur berlanjut ke sana.",
    ja: "最後の分岐だけが「{next}」に続くと解釈しました。別の解釈：すべての分岐が続く。",
};

/// A step that may be skipped.
pub static READ_AS_OPTIONAL: Text = Text {
    code: "outline.read-as-optional",
    en: "'{word}' was read as: this step may be skipped, a person decides. The other reading: it is always done.",
    th: "อ่าน '{word}' ว่าขั้นตอนนี้ข้ามได้โดยให้คนตัดสินใจ อีกความหมายหนึ่งคือทำทุกครั้ง",
    it: "'{word}' è stato letto così: il passo si può saltare, decide una persona. L'altra lettura: si fa sempre.",
    id: "'{word}' dibaca: langkah ini boleh dilewati, seseorang yang memutuskan. Cara baca lain: selalu dilakukan.",
    ja: "「{word}」を、人の判断で省けるステップと解釈しました。別の解釈：必ず行うステップ。",
};

/// A step under a condition.
pub static READ_AS_CONDITION: Text = Text {
    code: "outline.read-as-condition",
    en: "'{word}' was read as a condition that a person answers. The other reading: it belongs to one step.",
    th: "อ่าน '{word}' เป็นเงื่อนไขที่ให้คนตอบ อีกความหมายหนึ่งคือเป็นส่วนของขั้นตอนเดียว",
    it: "'{word}' è stato letto come una condizione a cui risponde una persona. L'altra lettura: fa parte di un solo passo.",
    id: "'{word}' dibaca sebagai syarat yang dijawab seseorang. Cara baca lain: bagian dari satu langkah.",
    ja: "「{word}」を、人が答える条件と解釈しました。別の解釈：1つのステップの一部。",
};

/// A step that begins with *otherwise*.
pub static READ_AS_OTHERWISE: Text = Text {
    code: "outline.read-as-otherwise",
    en: "'{words}' was read as what is done if what stands before it does not happen. The other reading: a step that is always done.",
    th: "อ่าน '{words}' ว่าทำเมื่อสิ่งที่เขียนไว้ก่อนหน้าไม่เกิดขึ้น อีกความหมายหนึ่งคือขั้นตอนที่ทำทุกครั้ง",
    it: "'{words}' è stato letto come ciò che si fa se quanto precede non avviene. L'altra lettura: un passo che si fa sempre.",
    id: "'{words}' dibaca sebagai yang dikerjakan jika hal sebelumnya tidak terjadi. Cara baca lain: langkah yang selalu dikerjakan.",
    ja: "「{words}」を、直前の内容に当てはまらないときの分岐と解釈しました。別の解釈：必ず行うステップ。",
};

/// Who approves.
pub static READ_AS_VERDICT: Text = Text {
    code: "outline.read-as-verdict",
    en: "'{step}' was read as what '{team}' decides. The other reading: it is the customer's answer.",
    th: "อ่าน '{step}' ว่า '{team}' เป็นผู้ตัดสินใจ อีกความหมายหนึ่งคือเป็นคำตอบของลูกค้า",
    it: "'{step}' è stato letto come decisione di '{team}'. L'altra lettura: è la risposta del cliente.",
    id: "'{step}' dibaca sebagai keputusan '{team}'. Cara baca lain: jawaban pelanggan.",
    ja: "「{step}」を「{team}」の判断と解釈しました。別の解釈：顧客の回答。",
};

/// A time limit.
pub static READ_AS_LIMIT: Text = Text {
    code: "outline.read-as-limit",
    en: "'{words}' was read as the time that the step may take. The other reading: it belongs to the name of the step.",
    th: "อ่าน '{words}' เป็นเวลาที่กำหนดให้ทำขั้นตอนนี้ อีกความหมายหนึ่งคือเป็นส่วนของชื่อขั้นตอน",
    it: "'{words}' è stato letto come il tempo massimo per il passo. L'altra lettura: fa parte del nome del passo.",
    id: "'{words}' dibaca sebagai batas waktu langkah. Cara baca lain: bagian dari nama langkah.",
    ja: "「{words}」をステップの制限時間と解釈しました。別の解釈：ステップ名の一部。",
};

/// Days that a calendar knows.
pub static WORKING_DAYS: Text = Text {
    code: "outline.working-days",
    en: "'{words}' is counted as days of the calendar that is set for the step (calendar: …); without one, every day counts.",
    th: "'{words}' นับตามปฏิทินที่กำหนดให้ขั้นตอน (calendar: …) ถ้าไม่กำหนดจะนับทุกวัน",
    it: "'{words}': si contano i giorni del calendario impostato per il passo (calendar: …); senza calendario contano tutti i giorni.",
    id: "'{words}' dihitung menurut kalender langkah (calendar: …); tanpa kalender, semua hari dihitung.",
    ja: "「{words}」は、ステップに設定したカレンダー（calendar: …）で数えます。カレンダーがなければ、すべての日を数えます。",
};

/// One step with several outcomes.
pub static READ_AS_OUTCOMES: Text = Text {
    code: "outline.read-as-outcomes",
    en: "'{step}' was read as one step with the outcomes {outcomes}. The other reading: a step with one way on.",
    th: "อ่าน '{step}' เป็นขั้นตอนเดียวที่มีผลลัพธ์ {outcomes} อีกความหมายหนึ่งคือขั้นตอนที่ไปต่อทางเดียว",
    it: "'{step}' è stato letto come un solo passo con gli esiti {outcomes}. L'altra lettura: un passo con una sola continuazione.",
    id: "'{step}' dibaca sebagai satu langkah dengan hasil {outcomes}. Cara baca lain: langkah dengan satu kelanjutan.",
    ja: "「{step}」を、結果が{outcomes}に分かれる1つのステップと解釈しました。別の解釈：結果が分かれないステップ。",
};

/// A wait.
pub static READ_AS_WAIT: Text = Text {
    code: "outline.read-as-wait",
    en: "'{step}' was read as a wait. The other reading: a task for a person.",
    th: "อ่าน '{step}' เป็นการรอ อีกความหมายหนึ่งคืองานที่คนต้องทำ",
    it: "'{step}' è stato letto come un'attesa. L'altra lettura: un'attività per una persona.",
    id: "'{step}' dibaca sebagai menunggu. Cara baca lain: tugas untuk seseorang.",
    ja: "「{step}」を待機と解釈しました。別の解釈：人が行う作業。",
};

/// A last step that is a result.
pub static READ_AS_END: Text = Text {
    code: "outline.read-as-end",
    en: "'{step}' was read as the result with which the case ends. The other reading: a task that somebody does before the end.",
    th: "อ่าน '{step}' เป็นผลลัพธ์ที่ปิดเคส อีกความหมายหนึ่งคืองานที่ต้องทำก่อนจบ",
    it: "'{step}' è stato letto come il risultato con cui il caso si chiude. L'altra lettura: un'attività da svolgere prima della fine.",
    id: "'{step}' dibaca sebagai hasil yang menutup kasus. Cara baca lain: tugas yang dikerjakan sebelum selesai.",
    ja: "「{step}」をケースの結果（終了）と解釈しました。別の解釈：終了前に行う作業。",
};

/// A connector that could do a step.
pub static SUGGESTION: Text = Text {
    code: "outline.suggestion",
    en: "'{step}' could be done by '{connector}'. As it stands a person does it.",
    th: "'{step}' ให้ '{connector}' ทำแทนได้ ขณะนี้ยังเป็นงานของคน",
    it: "'{step}' potrebbe essere svolto da '{connector}'. Per ora lo fa una persona.",
    id: "'{step}' dapat dikerjakan oleh '{connector}'. Saat ini dikerjakan oleh orang.",
    ja: "「{step}」は「{connector}」で自動化できます。現在は人が行います。",
};

/// Who does a step.
pub static READ_AS_TEAM: Text = Text {
    code: "outline.read-as-team",
    en: "'{team}' was read as the team that does this. The other reading: it is part of what is done.",
    th: "อ่าน '{team}' เป็นทีมที่ทำขั้นตอนนี้ อีกความหมายหนึ่งคือเป็นส่วนของสิ่งที่ทำ",
    it: "'{team}' è stato letto come il team che lo fa. L'altra lettura: fa parte di ciò che si fa.",
    id: "'{team}' dibaca sebagai tim yang melakukannya. Cara baca lain: bagian dari apa yang dilakukan.",
    ja: "「{team}」を、この作業を行うチームと解釈しました。別の解釈：作業内容の一部。",
};

/// A condition without a comma behind it.
pub static READ_AS_CONDITION_AND_STEP: Text = Text {
    code: "outline.read-as-condition-and-step",
    en: "'{condition}' was read as a condition that a person answers, and '{step}' as what is done then. The other reading: both are one step. A comma between them makes it certain.",
    th: "อ่าน '{condition}' เป็นเงื่อนไขที่ให้คนตอบ และ '{step}' เป็นสิ่งที่ทำเมื่อเป็นจริง อีกความหมายหนึ่งคือทั้งหมดเป็นขั้นตอนเดียว หากเว้นวรรคคั่นไว้จะชัดเจน",
    it: "'{condition}' è stato letto come una condizione a cui risponde una persona e '{step}' come ciò che si fa in quel caso. L'altra lettura: insieme sono un solo passo. Una virgola in mezzo toglie il dubbio.",
    id: "'{condition}' dibaca sebagai syarat yang dijawab seseorang dan '{step}' sebagai yang dikerjakan jika terpenuhi. Cara baca lain: keduanya satu langkah. Koma di antaranya membuatnya jelas.",
    ja: "「{condition}」を人が答える条件、「{step}」をその場合に行うことと解釈しました。別の解釈：全体で1つのステップ。間に読点を打つと明確になります。",
};

/// A condition with an arrow behind it.
pub static READ_AS_CONDITION_OF_NEXT: Text = Text {
    code: "outline.read-as-condition-of-next",
    en: "'{condition}' was read as the condition of '{step}' alone; what follows is always done. The other reading: a step of its own.",
    th: "อ่าน '{condition}' เป็นเงื่อนไขของ '{step}' เท่านั้น ขั้นตอนต่อจากนั้นทำทุกครั้ง อีกความหมายหนึ่งคือเป็นขั้นตอนหนึ่งต่างหาก",
    it: "'{condition}' è stato letto come condizione del solo '{step}'; ciò che segue si fa sempre. L'altra lettura: un passo a sé.",
    id: "'{condition}' dibaca sebagai syarat untuk '{step}' saja; yang berikutnya selalu dikerjakan. Cara baca lain: langkah tersendiri.",
    ja: "「{condition}」を「{step}」だけの条件と解釈しました。その後は必ず行います。別の解釈：独立した1つのステップ。",
};

/// A word such as *if* that has nothing to do with what is read as a condition.
pub static NO_CONDITION: Text = Text {
    code: "outline.no-condition",
    en: "It is not clear where the condition of '{word}' ends, so all of it was read as one step. If it is a condition, write '{word} …, …' with a comma.",
    th: "ไม่แน่ชัดว่าเงื่อนไขของ '{word}' จบตรงไหน จึงอ่านทั้งหมดเป็นขั้นตอนเดียว ถ้าเป็นเงื่อนไขให้เขียน '{word}… …' โดยเว้นวรรคคั่น",
    it: "Non è chiaro dove finisca la condizione di '{word}', quindi è stato letto tutto come un solo passo. Se è una condizione, scrivere '{word} …, …' con una virgola.",
    id: "Tidak jelas di mana syarat '{word}' berakhir, jadi semuanya dibaca sebagai satu langkah. Jika itu syarat, tulis '{word} …, …' dengan koma.",
    ja: "「{word}」の条件がどこで終わるか不明なため、全体を1つのステップと解釈しました。条件であれば、条件の後に読点を打ってください。",
};

/// An *or* behind a condition.
pub static READ_AS_ELSE: Text = Text {
    code: "outline.read-as-else",
    en: "'{word}' was read as 'otherwise': '{other}' is done if the condition is not true. The other reading: both belong to one step, done if it is true.",
    th: "อ่าน '{word}' ในความหมายว่า 'ไม่เช่นนั้น' คือทำ '{other}' เมื่อเงื่อนไขไม่เป็นจริง อีกความหมายหนึ่งคือทั้งสองเป็นขั้นตอนเดียวที่ทำเมื่อเงื่อนไขเป็นจริง",
    it: "'{word}' è stato letto come 'altrimenti': '{other}' si fa se la condizione non è vera. L'altra lettura: tutto fa parte di un solo passo, se la condizione è vera.",
    id: "'{word}' dibaca sebagai 'jika tidak': '{other}' dikerjakan jika syarat tidak terpenuhi. Cara baca lain: keduanya satu langkah, dikerjakan jika syarat terpenuhi.",
    ja: "「{word}」を「そうでなければ」の意味とし、条件に当てはまらないときは「{other}」を行うと解釈しました。別の解釈：どちらも、条件に当てはまるときに行う1つのステップ。",
};

/// A question with its answers between arrows.
pub static READ_AS_ANSWERS: Text = Text {
    code: "outline.read-as-answers",
    en: "'{yes}' and '{no}' were read as the answers to '{question}', each with one step. The other reading: steps one after the other.",
    th: "อ่าน '{yes}' และ '{no}' เป็นคำตอบของ '{question}' คำตอบละหนึ่งขั้นตอน อีกความหมายหนึ่งคือขั้นตอนที่ทำต่อกัน",
    it: "'{yes}' e '{no}' sono stati letti come le risposte a '{question}', ognuna con un passo. L'altra lettura: passi uno dopo l'altro.",
    id: "'{yes}' dan '{no}' dibaca sebagai jawaban atas '{question}', masing-masing dengan satu langkah. Cara baca lain: langkah yang berurutan.",
    ja: "「{yes}」と「{no}」を「{question}」への答えとし、それぞれに1つのステップが続くと解釈しました。別の解釈：順に行うステップ。",
};

/// A question without answers.
pub static UNANSWERED: Text = Text {
    code: "outline.question-without-answers",
    en: "'{step}' asks something, but what follows is the same whatever the answer is. If there are two ways, write 'if …, …, otherwise …'.",
    th: "'{step}' เป็นคำถาม แต่ขั้นตอนต่อไปเหมือนกันไม่ว่าคำตอบเป็นอย่างไร ถ้ามีสองทางให้เขียน 'ถ้า… … ไม่เช่นนั้น…'",
    it: "'{step}' è una domanda, ma ciò che segue è uguale qualunque sia la risposta. Se ci sono due percorsi, scrivere 'se …, …, altrimenti …'.",
    id: "'{step}' adalah pertanyaan, tetapi kelanjutannya sama apa pun jawabannya. Jika ada dua jalur, tulis 'jika …, …, jika tidak, …'.",
    ja: "「{step}」は質問ですが、答えによらず次に進みます。分岐がある場合は「…の場合は…、そうでなければ…」と書いてください。",
};

/// What is done again and again while something is waited for.
pub static READ_AS_REPEATED: Text = Text {
    code: "outline.read-as-repeated",
    en: "'{until}' was read as what is waited for, and '{step}' as what is done meanwhile, {every} for as long as it takes, the first time after that time. The other reading: one step that is done once.",
    th: "อ่านว่ารอ '{until}' และระหว่างรอให้ทำ '{step}' {every} โดยเริ่มครั้งแรกเมื่อครบเวลานั้น อีกความหมายหนึ่งคือขั้นตอนเดียวที่ทำครั้งเดียว",
    it: "'{until}' è stato letto come ciò che si attende, e '{step}' come ciò che si fa intanto, {every} finché dura l'attesa, la prima volta dopo quel tempo. L'altra lettura: un solo passo, da svolgere una volta.",
    id: "'{until}' dibaca sebagai yang ditunggu dan '{step}' sebagai yang dikerjakan sementara itu, {every} selama menunggu, pertama kali setelah waktu itu. Cara baca lain: satu langkah yang dikerjakan sekali.",
    ja: "「{until}」を待ち、その間「{step}」を{every}（初回はその時間が経ってから）行うと解釈しました。別の解釈：1回だけ行う1つのステップ。",
};

/// A full stop between sentences.
pub static READ_AS_SENTENCES: Text = Text {
    code: "outline.read-as-sentences",
    en: "The full stop was read as the end of a step: '{next}' is the next one. The other reading: both sentences are one step.",
    th: "อ่านจุดเป็นการจบขั้นตอน โดย '{next}' เป็นขั้นตอนถัดไป อีกความหมายหนึ่งคือทั้งสองประโยคเป็นขั้นตอนเดียว",
    it: "Il punto è stato letto come fine di un passo: '{next}' è il successivo. L'altra lettura: le due frasi sono un solo passo.",
    id: "Tanda titik dibaca sebagai akhir langkah: '{next}' adalah langkah berikutnya. Cara baca lain: kedua kalimat satu langkah.",
    ja: "句点をステップの区切りとし、「{next}」を次のステップと解釈しました。別の解釈：両方の文で1つのステップ。",
};

/// Whose answer it is.
pub static READ_AS_ANSWER: Text = Text {
    code: "outline.read-as-answer",
    en: "'{step}' was read as the customer's answer. The other reading: '{team}' does it.",
    th: "อ่าน '{step}' เป็นคำตอบของลูกค้า อีกความหมายหนึ่งคือ '{team}' เป็นผู้ทำ",
    it: "'{step}' è stato letto come la risposta del cliente. L'altra lettura: lo fa '{team}'.",
    id: "'{step}' dibaca sebagai jawaban pelanggan. Cara baca lain: dikerjakan oleh '{team}'.",
    ja: "「{step}」を顧客の回答と解釈しました。別の解釈：「{team}」が行う。",
};

/// Two words for the customer.
pub static SAME_CUSTOMER: Text = Text {
    code: "outline.same-customer",
    en: "'{word}' was read as the customer, who is called '{customer}' before. If they are two, name one of them as a team ('→ Name: …').",
    th: "อ่าน '{word}' เป็นลูกค้าคนเดียวกับ '{customer}' ที่กล่าวไว้ก่อน ถ้าเป็นคนละคนให้ระบุคนหนึ่งเป็นทีม ('→ ชื่อ: …')",
    it: "'{word}' è stato letto come il cliente, prima chiamato '{customer}'. Se sono due, indicarne uno come team ('→ Nome: …').",
    id: "'{word}' dibaca sebagai pelanggan, yang sebelumnya disebut '{customer}'. Jika keduanya berbeda, tulis salah satunya sebagai tim ('→ Nama: …').",
    ja: "「{word}」を、前に「{customer}」と書かれた顧客と同じ人と解釈しました。別の人であれば、一方をチームとして書いてください（「→ 名前: …」）。",
};

/// An *or* in a step of a sentence that is parted by other words.
pub static OR_IN_STEP: Text = Text {
    code: "outline.or-in-step",
    en: "'{word}' was read as part of one step, because other words part the ways here. If it parts two ways, write them between arrows of their own.",
    th: "อ่าน '{word}' เป็นส่วนของขั้นตอนเดียว เพราะมีคำอื่นแบ่งทางอยู่แล้ว ถ้าเป็นสองทางให้เขียนแยกระหว่างลูกศร",
    it: "'{word}' è stato letto come parte di un solo passo, perché qui altre parole separano i percorsi. Se separa due percorsi, scriverli tra frecce proprie.",
    id: "'{word}' dibaca sebagai bagian dari satu langkah, karena kata lain sudah memisahkan jalurnya. Jika memisahkan dua jalur, tulis di antara panah tersendiri.",
    ja: "ほかの語で分岐しているため、「{word}」を1つのステップの一部と解釈しました。分岐であれば、矢印で区切って書いてください。",
};

/// A step of the customer that does not name the customer.
pub static NOT_SAID_WHO: Text = Text {
    code: "outline.not-said-who",
    en: "It is not said who does '{step}'; it was read as done by the customer, who did the step before. If it is a team, write its name in front.",
    th: "ไม่ได้ระบุว่าใครทำ '{step}' จึงอ่านว่าลูกค้าซึ่งทำขั้นตอนก่อนหน้าเป็นผู้ทำ ถ้าเป็นทีมให้เขียนชื่อทีมไว้ข้างหน้า",
    it: "Non è detto chi svolge '{step}'; è stato letto come svolto dal cliente, che ha svolto il passo precedente. Se è un team, scriverne il nome davanti.",
    id: "Tidak disebutkan siapa yang mengerjakan '{step}'; dibaca sebagai dikerjakan pelanggan, yang mengerjakan langkah sebelumnya. Jika sebuah tim, tulis namanya di depan.",
    ja: "「{step}」を誰が行うか書かれていないため、前のステップを行った顧客が行うと解釈しました。チームが行う場合は、先頭にその名前を書いてください。",
};
