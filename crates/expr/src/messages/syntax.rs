//! What is wrong or hardly meant in the text of an expression.

use lang::Text;

texts! {
    SYNTAX;
    // The text is no expression.
    TOO_LONG = "feel.too-long":
        "The text is longer than {limit} bytes.",
        "ข้อความยาวเกิน {limit} ไบต์",
        "Il testo supera {limit} byte.",
        "Teks lebih panjang dari {limit} byte.",
        "テキストが{limit}バイトを超えています。";
    OPEN_COMMENT = "feel.open-comment":
        "The comment is not closed. Write `*/` at its end.",
        "คอมเมนต์ยังไม่ปิด ให้เขียน `*/` ปิดท้าย",
        "Il commento non è chiuso. Scrivere `*/` alla fine.",
        "Komentar belum ditutup. Tulis `*/` di akhirnya.",
        "コメントが閉じられていません。末尾に`*/`と書いてください。";
    OPEN_STRING = "feel.open-string":
        "The text is not closed. Write `\"` at its end.",
        "ข้อความยังไม่ปิด ให้เขียน `\"` ปิดท้าย",
        "Il testo non è chiuso. Scrivere `\"` alla fine.",
        "Teks belum ditutup. Tulis `\"` di akhirnya.",
        "文字列が閉じられていません。末尾に`\"`と書いてください。";
    OPEN_NAME = "feel.open-name":
        "The name is not closed. Write a backtick at its end.",
        "ชื่อยังไม่ปิด ให้เขียนเครื่องหมาย ` ปิดท้าย",
        "Il nome non è chiuso. Scrivere un accento grave (`) alla fine.",
        "Nama belum ditutup. Tulis tanda ` di akhirnya.",
        "名前が閉じられていません。末尾に「`」と書いてください。";
    EMPTY_NAME = "feel.empty-name":
        "There is no name between the backticks.",
        "ไม่มีชื่ออยู่ระหว่างเครื่องหมาย `",
        "Non c'è alcun nome tra gli accenti gravi.",
        "Tidak ada nama di antara tanda `.",
        "「`」と「`」の間に名前がありません。";
    BAD_CHARACTER = "feel.bad-character":
        "`{found}` has no meaning in an expression.",
        "`{found}` ไม่มีความหมายในนิพจน์",
        "`{found}` non ha significato in un'espressione.",
        "`{found}` tidak bermakna dalam ekspresi.",
        "`{found}`は式の中では使えません。";
    WRITE_INSTEAD = "feel.write-instead":
        "`{found}` is not FEEL. Write `{instead}` instead.",
        "`{found}` ไม่ใช่ภาษา FEEL ให้เขียน `{instead}` แทน",
        "`{found}` non è FEEL. Scrivere invece `{instead}`.",
        "`{found}` bukan FEEL. Sebagai gantinya tulis `{instead}`.",
        "`{found}`はFEELの書き方ではありません。代わりに`{instead}`と書いてください。";
    NO_BRACES = "feel.no-braces":
        "An expression is written without `{found}…}`, as in `{instead}`.",
        "เขียนนิพจน์โดยไม่ต้องมี `{found}…}` เช่น `{instead}`",
        "Un'espressione si scrive senza `{found}…}`, per esempio `{instead}`.",
        "Ekspresi ditulis tanpa `{found}…}`, misalnya `{instead}`.",
        "式は`{found}…}`で囲まずに、`{instead}`のように書きます。";
    UNEXPECTED = "feel.unexpected":
        "`{found}` is not expected here.",
        "ไม่ควรมี `{found}` ตรงนี้",
        "`{found}` qui non è previsto.",
        "`{found}` tidak seharusnya ada di sini.",
        "ここに`{found}`は書けません。";
    WORDS_IN_A_ROW = "feel.words-in-a-row":
        "`{found}` follows a word without an operator. Write a name of several words in backticks.",
        "`{found}` ตามหลังคำอื่นโดยไม่มีตัวดำเนินการคั่น ถ้าเป็นชื่อที่มีหลายคำ ให้ครอบด้วยเครื่องหมาย `",
        "`{found}` segue una parola senza operatore. Scrivere un nome di più parole tra accenti gravi (`).",
        "`{found}` mengikuti kata lain tanpa operator. Tulis nama yang terdiri dari beberapa kata di antara tanda `.",
        "`{found}`の前に演算子がありません。複数の単語からなる名前は「`」で囲んでください。";
    MISSING = "feel.missing":
        "`{expected}` is missing here.",
        "ตรงนี้ขาด `{expected}`",
        "Qui manca `{expected}`.",
        "Di sini kurang `{expected}`.",
        "ここに`{expected}`が必要です。";
    MISSING_NAME = "feel.missing-name":
        "A name is missing here.",
        "ตรงนี้ขาดชื่อ",
        "Qui manca un nome.",
        "Di sini kurang sebuah nama.",
        "ここに名前が必要です。";
    MISSING_TYPE = "feel.missing-type":
        "A type is missing here, as in `number` or `list<string>`.",
        "ตรงนี้ขาดชนิดข้อมูล เช่น `number` หรือ `list<string>`",
        "Qui manca un tipo, per esempio `number` o `list<string>`.",
        "Di sini kurang sebuah tipe, misalnya `number` atau `list<string>`.",
        "ここに`number`や`list<string>`などの型が必要です。";
    UNKNOWN_TYPE = "feel.unknown-type":
        "There is no type `{found}`.",
        "ไม่มีชนิดข้อมูล `{found}`",
        "Il tipo `{found}` non esiste.",
        "Tidak ada tipe `{found}`.",
        "`{found}`という型はありません。";
    MISSING_EXPRESSION = "feel.missing-expression":
        "A value is missing before `{found}`.",
        "ขาดค่าที่อยู่หน้า `{found}`",
        "Manca un valore prima di `{found}`.",
        "Kurang sebuah nilai sebelum `{found}`.",
        "`{found}`の前に値がありません。";
    ENDS_TOO_EARLY = "feel.ends-too-early":
        "The expression ends too early: a value is missing at its end.",
        "นิพจน์ยังไม่ครบ ขาดค่าที่ท้ายนิพจน์",
        "L'espressione finisce troppo presto: manca un valore alla fine.",
        "Ekspresi berakhir terlalu cepat: kurang sebuah nilai di akhirnya.",
        "式が途中で終わっています。末尾に値がありません。";
    TOO_DEEP = "feel.too-deep":
        "The expression is nested too deep. At most {limit} levels are possible.",
        "นิพจน์ซ้อนกันลึกเกินไป ซ้อนได้ไม่เกิน {limit} ชั้น",
        "L'espressione è annidata troppo in profondità. Sono possibili al massimo {limit} livelli.",
        "Ekspresi bersarang terlalu dalam. Paling banyak {limit} tingkat.",
        "式の入れ子が深すぎます。{limit}段までです。";
    BAD_NUMBER = "feel.bad-number":
        "`{found}` is no number that fits 34 digits.",
        "`{found}` ไม่ใช่ตัวเลขที่เก็บได้ภายใน 34 หลัก",
        "`{found}` non è un numero rappresentabile con 34 cifre.",
        "`{found}` bukan bilangan yang muat dalam 34 digit.",
        "`{found}`は34桁で表せる数ではありません。";
    BAD_TEMPORAL = "feel.bad-temporal":
        "`{found}` is no date, time or duration. Write it as in `2026-11-22`, `10:30:00`, `2026-11-22T10:30:00+07:00`, `P1DT2H` or `P1Y6M`.",
        "`{found}` ไม่ใช่วันที่ เวลา หรือระยะเวลา ให้เขียน เช่น `2026-11-22`, `10:30:00`, `2026-11-22T10:30:00+07:00`, `P1DT2H` หรือ `P1Y6M`",
        "`{found}` non è una data, un'ora o una durata. Scrivere per esempio `2026-11-22`, `10:30:00`, `2026-11-22T10:30:00+07:00`, `P1DT2H` o `P1Y6M`.",
        "`{found}` bukan tanggal, waktu, atau durasi. Tulis misalnya `2026-11-22`, `10:30:00`, `2026-11-22T10:30:00+07:00`, `P1DT2H`, atau `P1Y6M`.",
        "`{found}`は日付・時刻・期間ではありません。`2026-11-22`、`10:30:00`、`2026-11-22T10:30:00+07:00`、`P1DT2H`、`P1Y6M`のように書いてください。";
    DOUBLE_KEY = "feel.double-key":
        "The context has two entries `{name}`.",
        "context มีคีย์ `{name}` ซ้ำกัน",
        "Il contesto ha due voci `{name}`.",
        "Konteks memiliki dua entri `{name}`.",
        "コンテキストに`{name}`が2つあります。";
    MIXED_ARGUMENTS = "feel.mixed-arguments":
        "Either all arguments have a name or none.",
        "อาร์กิวเมนต์ต้องระบุชื่อทุกตัว หรือไม่ระบุเลยสักตัว",
        "Gli argomenti hanno tutti un nome oppure nessuno.",
        "Semua argumen harus bernama, atau tidak satu pun.",
        "引数は、すべてに名前を付けるか、どれにも付けないかのどちらかです。";
    NO_PARAMETER = "feel.no-parameter":
        "`{function}` has no parameter `{name}`, or it is missing.",
        "`{function}` ไม่มีพารามิเตอร์ `{name}` หรือยังไม่ได้ระบุ",
        "`{function}` non ha il parametro `{name}`, oppure manca.",
        "`{function}` tidak memiliki parameter `{name}`, atau parameter itu belum diisi.",
        "`{function}`に引数`{name}`がないか、値が指定されていません。";

    // Allowed, but hardly meant.
    TRUE_OR_FALSE = "feel.true-or-false":
        "`{found}` is read as the name of a variable. Write `{instead}`.",
        "`{found}` จะถูกอ่านเป็นชื่อตัวแปร ให้เขียน `{instead}`",
        "`{found}` è letto come nome di variabile. Scrivere `{instead}`.",
        "`{found}` dibaca sebagai nama variabel. Tulis `{instead}`.",
        "`{found}`は変数名として解釈されます。`{instead}`と書いてください。";
    UNKNOWN_FUNCTION = "feel.unknown-function":
        "There is no built-in function `{name}`. Perhaps you mean `{instead}`.",
        "ไม่มีฟังก์ชัน `{name}` ในระบบ คุณอาจหมายถึง `{instead}`",
        "Non esiste una funzione predefinita `{name}`. Forse si intende `{instead}`.",
        "Tidak ada fungsi bawaan `{name}`. Mungkin maksud Anda `{instead}`.",
        "`{name}`という組み込み関数はありません。`{instead}`のことかもしれません。";
    NO_SUCH_FUNCTION = "feel.no-such-function":
        "There is no function `{name}`: the result is always null.",
        "ไม่มีฟังก์ชัน `{name}` ผลลัพธ์จึงเป็น null เสมอ",
        "Non esiste una funzione `{name}`: il risultato è sempre null.",
        "Tidak ada fungsi `{name}`: hasilnya selalu null.",
        "`{name}`という関数はないため、結果は常にnullになります。";
    ALWAYS_SAME = "feel.always-same":
        "Both sides of the comparison are constants: it always gives the same.",
        "ทั้งสองข้างของการเปรียบเทียบเป็นค่าคงที่ จึงให้ผลเหมือนเดิมเสมอ",
        "Entrambi i lati del confronto sono costanti: il risultato è sempre lo stesso.",
        "Kedua sisi perbandingan adalah konstanta: hasilnya selalu sama.",
        "比較の両辺が定数なので、結果は常に同じです。";
}
