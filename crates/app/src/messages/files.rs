//! What is said of files: that they cannot be read, or hold something else than is wanted.

use lang::Text;

texts! {
    FILE_UNREADABLE = "file-unreadable" {
        en: "{file} cannot be read: {reason}", th: "อ่าน {file} ไม่ได้: {reason}", it: "Impossibile leggere {file}: {reason}",
        id: "{file} tidak dapat dibaca: {reason}", ja: "「{file}」を読み込めません：{reason}"
    }
    FILE_UNWRITABLE = "file-unwritable" {
        en: "{file} cannot be written: {reason}", th: "เขียน {file} ไม่ได้: {reason}", it: "Impossibile scrivere {file}: {reason}",
        id: "{file} tidak dapat ditulis: {reason}", ja: "「{file}」に書き込めません：{reason}"
    }
    FILE_TOO_LARGE = "file-too-large" {
        en: "{file} is larger than {limit} MiB. Split it into several workflows.",
        th: "{file} มีขนาดเกิน {limit} MiB กรุณาแบ่งเป็นหลายเวิร์กโฟลว์",
        it: "{file} supera {limit} MiB. Dividerlo in più flussi di lavoro.",
        id: "{file} lebih besar dari {limit} MiB. Bagi menjadi beberapa alur kerja.",
        ja: "「{file}」が上限の{limit}MiBを超えています。複数のワークフローに分けてください。"
    }
    FILE_NOT_UTF8 = "file-not-utf8" {
        en: "{file} is not UTF-8 text. Save it as UTF-8.", th: "{file} ไม่ใช่ข้อความ UTF-8 กรุณาบันทึกเป็น UTF-8",
        it: "{file} non è testo UTF-8. Salvarlo come UTF-8.", id: "{file} bukan teks UTF-8. Simpan sebagai UTF-8.",
        ja: "「{file}」はUTF-8のテキストではありません。UTF-8で保存してください。"
    }
    DECISION_UNREADABLE = "decision-unreadable" {
        en: "{file}, line {line}: {reason}", th: "{file} บรรทัด {line}: {reason}", it: "{file}, riga {line}: {reason}",
        id: "{file}, baris {line}: {reason}", ja: "「{file}」の{line}行目：{reason}"
    }
    NO_PROCESS = "no-process" {
        en: "There is no workflow in {file}: no process stands in it. Choose the file that has the steps.",
        th: "ไม่มีเวิร์กโฟลว์ใน {file} เพราะไม่มีกระบวนการอยู่ในไฟล์ กรุณาเลือกไฟล์ที่มีขั้นตอน",
        it: "In {file} non c'è alcun flusso di lavoro: non contiene processi. Scegliere il file con i passi.",
        id: "Tidak ada alur kerja di {file}: tidak ada proses di dalamnya. Pilih berkas yang berisi langkah-langkahnya.",
        ja: "「{file}」にワークフローがありません。プロセスが含まれていません。ステップのあるファイルを選んでください。"
    }
    DECISIONS_NOT_WORKFLOW = "file-is-decisions" {
        en: "{file} holds decision tables (DMN), not a workflow. `stepwell check {file}` checks them; `stepwell run WORKFLOW --with {file}` runs a workflow that calls them.",
        th: "{file} เป็นไฟล์ตารางการตัดสินใจ (DMN) ไม่ใช่เวิร์กโฟลว์ ใช้ `stepwell check {file}` เพื่อตรวจสอบ หรือ `stepwell run WORKFLOW --with {file}` เพื่อรันเวิร์กโฟลว์ที่เรียกใช้ตาราง",
        it: "{file} contiene tabelle decisionali (DMN), non un flusso di lavoro. `stepwell check {file}` le verifica; `stepwell run WORKFLOW --with {file}` esegue un flusso di lavoro che le usa.",
        id: "{file} berisi tabel keputusan (DMN), bukan alur kerja. `stepwell check {file}` memeriksanya; `stepwell run WORKFLOW --with {file}` menjalankan alur kerja yang memakainya.",
        ja: "「{file}」はデシジョンテーブル（DMN）のファイルで、ワークフローではありません。確認するには`stepwell check {file}`、これを呼び出すワークフローを実行するには`stepwell run WORKFLOW --with {file}`を使ってください。"
    }
    DECISION_NOWHERE = "decision-nowhere" {
        en: "“{element}” calls the decision “{decision}”, which none of the given .dmn files has. Name its file too, or correct the id.",
        th: "“{element}” เรียกใช้การตัดสินใจ “{decision}” ซึ่งไม่มีในไฟล์ .dmn ที่ระบุ กรุณาระบุไฟล์นั้นด้วย หรือแก้ไขรหัส",
        it: "«{element}» chiama la decisione «{decision}», che non si trova in nessuno dei file .dmn indicati. Indicare anche il suo file, oppure correggere l'id.",
        id: "“{element}” memanggil keputusan “{decision}”, yang tidak ada di berkas .dmn yang diberikan. Sebutkan juga berkasnya, atau perbaiki id-nya.",
        ja: "「{element}」が呼び出すデシジョン「{decision}」は、指定された.dmnファイルのどれにもありません。そのファイルも指定するか、IDを直してください。"
    }
    DECISION_CELL = "decision-cell" {
        en: "Decision “{part}”, rule {rule}, column {column}: {reason}", th: "การตัดสินใจ “{part}” กฎที่ {rule} คอลัมน์ที่ {column}: {reason}",
        it: "Decisione «{part}», regola {rule}, colonna {column}: {reason}", id: "Keputusan “{part}”, aturan {rule}, kolom {column}: {reason}",
        ja: "デシジョン「{part}」、ルール{rule}、列{column}：{reason}"
    }
    DECISION_RULE = "decision-rule" {
        en: "Decision “{part}”, rule {rule}: {reason}", th: "การตัดสินใจ “{part}” กฎที่ {rule}: {reason}",
        it: "Decisione «{part}», regola {rule}: {reason}", id: "Keputusan “{part}”, aturan {rule}: {reason}",
        ja: "デシジョン「{part}」、ルール{rule}：{reason}"
    }
    DECISION_COLUMN = "decision-column" {
        en: "Decision “{part}”, column {column}: {reason}", th: "การตัดสินใจ “{part}” คอลัมน์ที่ {column}: {reason}",
        it: "Decisione «{part}», colonna {column}: {reason}", id: "Keputusan “{part}”, kolom {column}: {reason}",
        ja: "デシジョン「{part}」、列{column}：{reason}"
    }
    DECISION_PART = "decision-part" {
        en: "“{part}”: {reason}", th: "“{part}”: {reason}", it: "«{part}»: {reason}", id: "“{part}”: {reason}", ja: "「{part}」：{reason}"
    }
}
