//! All texts for people: what is wrong in an expression, why a value is null, which limit was reached.

use lang::Text;

macro_rules! texts {
    ($($name:ident = $code:literal: $en:literal, $th:literal, $it:literal, $id:literal, $ja:literal;)+) => {
        $(pub(crate) static $name: Text = Text { code: $code, en: $en, th: $th, it: $it, id: $id, ja: $ja };)+

        /// All texts.
        pub(crate) static ALL: &[&Text] = &[$(&$name),+];
    };
}

texts! {
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
    ALWAYS_SAME = "feel.always-same":
        "Both sides of the comparison are constants: it always gives the same.",
        "ทั้งสองข้างของการเปรียบเทียบเป็นค่าคงที่ จึงให้ผลเหมือนเดิมเสมอ",
        "Entrambi i lati del confronto sono costanti: il risultato è sempre lo stesso.",
        "Kedua sisi perbandingan adalah konstanta: hasilnya selalu sama.",
        "比較の両辺が定数なので、結果は常に同じです。";

    // Why a value is null.
    NO_VARIABLE = "feel.no-variable":
        "There is no variable `{name}`.",
        "ไม่มีตัวแปร `{name}`",
        "La variabile `{name}` non esiste.",
        "Tidak ada variabel `{name}`.",
        "`{name}`という変数はありません。";
    NO_FUNCTION = "feel.no-function":
        "There is no function `{name}`.",
        "ไม่มีฟังก์ชัน `{name}`",
        "La funzione `{name}` non esiste.",
        "Tidak ada fungsi `{name}`.",
        "`{name}`という関数はありません。";
    NOT_A_FUNCTION = "feel.not-a-function":
        "A value of type {found} can't be called.",
        "เรียกค่าชนิด {found} เป็นฟังก์ชันไม่ได้",
        "Un valore di tipo {found} non si può chiamare come funzione.",
        "Nilai bertipe {found} tidak dapat dipanggil sebagai fungsi.",
        "{found}型の値は関数として呼び出せません。";
    EXTERNAL_FUNCTION = "feel.external-function":
        "Functions outside of FEEL can't be called.",
        "เรียกฟังก์ชันภายนอก FEEL ไม่ได้",
        "Le funzioni esterne a FEEL non si possono chiamare.",
        "Fungsi di luar FEEL tidak dapat dipanggil.",
        "FEELの外の関数は呼び出せません。";
    NO_ENTRY = "feel.no-entry":
        "The context has no entry `{name}`.",
        "context ไม่มีคีย์ `{name}`",
        "Il contesto non ha la voce `{name}`.",
        "Konteks tidak memiliki entri `{name}`.",
        "コンテキストに`{name}`がありません。";
    ENTRY_OF_NULL = "feel.entry-of-null":
        "`{name}` can't be read: what stands before it is null.",
        "อ่าน `{name}` ไม่ได้ เพราะสิ่งที่อยู่ข้างหน้าเป็น null",
        "`{name}` non si può leggere: ciò che precede è null.",
        "`{name}` tidak dapat dibaca: yang ada di depannya adalah null.",
        "手前の値がnullのため、`{name}`を読み取れません。";
    NO_PROPERTY = "feel.no-property":
        "A value of type {found} has no property `{name}`.",
        "ค่าชนิด {found} ไม่มีคุณสมบัติ `{name}`",
        "Un valore di tipo {found} non ha la proprietà `{name}`.",
        "Nilai bertipe {found} tidak memiliki properti `{name}`.",
        "{found}型の値に`{name}`という属性はありません。";
    NO_ITEM = "feel.no-item":
        "The list has {count} items, but no item at {index}.",
        "รายการมี {count} ตัว จึงไม่มีตัวที่ {index}",
        "L'elenco ha {count} elementi, ma nessuno in posizione {index}.",
        "Daftar berisi {count} butir, tetapi tidak ada butir ke-{index}.",
        "リストには{count}個の要素がありますが、{index}番目はありません。";
    NOT_A_FILTER = "feel.not-a-filter":
        "A filter must give true, false or a position, not {found}.",
        "ตัวกรองต้องให้ผลเป็น true, false หรือลำดับที่ ไม่ใช่ {found}",
        "Un filtro deve dare true, false o una posizione, non {found}.",
        "Penyaring harus menghasilkan true, false, atau sebuah posisi, bukan {found}.",
        "フィルターの結果は{found}ではなく、true、false、または位置でなければなりません。";
    NOT_A_CONDITION = "feel.not-a-condition":
        "The condition gives {found} where it must give true or false.",
        "เงื่อนไขให้ผลเป็น {found} แทนที่จะเป็น true หรือ false",
        "La condizione dà {found}, ma deve dare true o false.",
        "Kondisi menghasilkan {found}, padahal harus true atau false.",
        "条件の結果が{found}です。trueかfalseでなければなりません。";
    CANNOT_COMPARE = "feel.cannot-compare":
        "{left} and {right} can't be compared.",
        "เปรียบเทียบ {left} กับ {right} ไม่ได้",
        "{left} e {right} non si possono confrontare.",
        "{left} dan {right} tidak dapat dibandingkan.",
        "{left}と{right}は比較できません。";
    CANNOT_ADD = "feel.cannot-add":
        "{left} and {right} can't be added.",
        "บวก {left} กับ {right} ไม่ได้",
        "{left} e {right} non si possono sommare.",
        "{left} dan {right} tidak dapat dijumlahkan.",
        "{left}と{right}は足せません。";
    CANNOT_SUBTRACT = "feel.cannot-subtract":
        "{right} can't be subtracted from {left}.",
        "ลบ {right} ออกจาก {left} ไม่ได้",
        "{right} non si può sottrarre da {left}.",
        "{right} tidak dapat dikurangkan dari {left}.",
        "{left}から{right}は引けません。";
    CANNOT_MULTIPLY = "feel.cannot-multiply":
        "{left} and {right} can't be multiplied.",
        "คูณ {left} กับ {right} ไม่ได้",
        "{left} e {right} non si possono moltiplicare.",
        "{left} dan {right} tidak dapat dikalikan.",
        "{left}と{right}は掛けられません。";
    CANNOT_DIVIDE = "feel.cannot-divide":
        "{left} can't be divided by {right}.",
        "หาร {left} ด้วย {right} ไม่ได้",
        "{left} non si può dividere per {right}.",
        "{left} tidak dapat dibagi dengan {right}.",
        "{left}は{right}で割れません。";
    CANNOT_RAISE = "feel.cannot-raise":
        "{left} can't be raised to a power of type {right}.",
        "ยกกำลัง {left} ด้วย {right} ไม่ได้",
        "{left} non si può elevare a una potenza di tipo {right}.",
        "{left} tidak dapat dipangkatkan dengan {right}.",
        "{left}を{right}で累乗できません。";
    CANNOT_NEGATE = "feel.cannot-negate":
        "{found} has no negative.",
        "ทำ {found} ให้เป็นค่าลบไม่ได้",
        "{found} non ha un valore negativo.",
        "{found} tidak memiliki nilai negatif.",
        "{found}の符号は反転できません。";
    DIVISION_BY_ZERO = "feel.division-by-zero":
        "Nothing can be divided by zero.",
        "หารด้วยศูนย์ไม่ได้",
        "Non si può dividere per zero.",
        "Tidak dapat membagi dengan nol.",
        "ゼロで割ることはできません。";
    OUT_OF_RANGE = "feel.out-of-range":
        "The result, or an argument, is out of range.",
        "ผลลัพธ์หรืออาร์กิวเมนต์อยู่นอกขอบเขตที่กำหนด",
        "Il risultato, o un argomento, è fuori dai limiti.",
        "Hasil, atau sebuah argumen, di luar jangkauan.",
        "結果または引数が範囲外です。";
    NOTHING_TO_LOOP = "feel.nothing-to-loop":
        "There is null where a list should be gone through.",
        "ตรงนี้ต้องเป็นรายการสำหรับวนซ้ำ แต่ได้ null",
        "C'è null al posto di un elenco da scorrere.",
        "Ada null di tempat daftar yang harus ditelusuri.",
        "繰り返しの対象がリストではなくnullです。";
    NO_STEPS_BETWEEN = "feel.no-steps-between":
        "Only whole numbers and dates can be counted through, not {left} to {right}.",
        "นับไล่ได้เฉพาะจำนวนเต็มและวันที่ นับจาก {left} ถึง {right} ไม่ได้",
        "Si possono scorrere solo numeri interi e date, non da {left} a {right}.",
        "Hanya bilangan bulat dan tanggal yang dapat dihitung berurutan, bukan {left} sampai {right}.",
        "順に数えられるのは整数と日付だけで、{left}から{right}までは数えられません。";
    WRONG_TYPE = "feel.wrong-type":
        "The value must be of type {expected}, but is {found}.",
        "ค่าต้องเป็นชนิด {expected} แต่ได้ {found}",
        "Il valore deve essere di tipo {expected}, ma è {found}.",
        "Nilai harus bertipe {expected}, tetapi bertipe {found}.",
        "値は{expected}型でなければなりませんが、{found}型です。";
    WRONG_COUNT = "feel.wrong-count":
        "`{function}` takes {expected} arguments, not {found}.",
        "`{function}` รับอาร์กิวเมนต์ {expected} ตัว ไม่ใช่ {found} ตัว",
        "`{function}` richiede {expected} argomenti, non {found}.",
        "`{function}` menerima {expected} argumen, bukan {found}.",
        "`{function}`の引数は{found}個ではなく{expected}個です。";
    WRONG_ARGUMENTS = "feel.wrong-arguments":
        "`{function}` can't be called with {found} arguments; it takes ({expected}).",
        "เรียก `{function}` ด้วยอาร์กิวเมนต์ {found} ตัวไม่ได้ ต้องเป็น ({expected})",
        "`{function}` non si può chiamare con {found} argomenti; richiede ({expected}).",
        "`{function}` tidak dapat dipanggil dengan {found} argumen; yang diterima ({expected}).",
        "`{function}`は{found}個の引数では呼び出せません。引数は({expected})です。";
    WRONG_ARGUMENT = "feel.wrong-argument":
        "The argument `{parameter}` must be of type {expected}.",
        "อาร์กิวเมนต์ `{parameter}` ต้องเป็นชนิด {expected}",
        "L'argomento `{parameter}` deve essere di tipo {expected}.",
        "Argumen `{parameter}` harus bertipe {expected}.",
        "引数`{parameter}`は{expected}型でなければなりません。";
    WRONG_ARGUMENT_TYPE = "feel.wrong-argument-type":
        "`{function}` needs {expected} for `{parameter}`, not {found}.",
        "`{function}` ต้องการ {expected} สำหรับ `{parameter}` ไม่ใช่ {found}",
        "`{function}` richiede {expected} per `{parameter}`, non {found}.",
        "`{function}` memerlukan {expected} untuk `{parameter}`, bukan {found}.",
        "`{function}`の`{parameter}`は{found}ではなく{expected}でなければなりません。";
    NOT_WHOLE = "feel.not-whole":
        "`{function}` needs a whole number, not {found}.",
        "`{function}` ต้องการจำนวนเต็ม ไม่ใช่ {found}",
        "`{function}` richiede un numero intero, non {found}.",
        "`{function}` memerlukan bilangan bulat, bukan {found}.",
        "`{function}`には{found}ではなく整数が必要です。";
    NULL_IN_LIST = "feel.null-in-list":
        "`{function}` can't deal with a null in the list.",
        "`{function}` ใช้กับรายการที่มี null ไม่ได้",
        "`{function}` non accetta null nell'elenco.",
        "`{function}` tidak menerima null di dalam daftar.",
        "`{function}`はリスト中のnullを扱えません。";
    TOO_FEW = "feel.too-few":
        "The list has too few items for `{function}`.",
        "รายการมีสมาชิกน้อยเกินไปสำหรับ `{function}`",
        "L'elenco ha troppo pochi elementi per `{function}`.",
        "Daftar berisi terlalu sedikit butir untuk `{function}`.",
        "`{function}`に必要な数の要素がリストにありません。";
    NOT_READABLE = "feel.not-readable":
        "`{found}` can't be read as {expected}.",
        "อ่าน `{found}` เป็น {expected} ไม่ได้",
        "`{found}` non si può leggere come {expected}.",
        "`{found}` tidak dapat dibaca sebagai {expected}.",
        "`{found}`を{expected}として読み取れません。";
    BAD_FLAG = "feel.bad-flag":
        "`{found}` is no flag of a pattern. There are `s`, `m`, `i`, `x` and `q`.",
        "`{found}` ไม่ใช่ตัวเลือก (flag) ของรูปแบบ ใช้ได้เฉพาะ `s`, `m`, `i`, `x` และ `q`",
        "`{found}` non è un'opzione di un modello. Esistono `s`, `m`, `i`, `x` e `q`.",
        "`{found}` bukan opsi pola. Yang ada: `s`, `m`, `i`, `x`, dan `q`.",
        "`{found}`は正規表現のフラグではありません。使えるのは`s`、`m`、`i`、`x`、`q`です。";
    BAD_PATTERN = "feel.bad-pattern":
        "`{found}` is no regular expression, or too large a one. References back and looking around are not possible.",
        "`{found}` ไม่ใช่ regular expression ที่ถูกต้อง หรือยาวเกินไป ไม่รองรับ backreference และ lookaround",
        "`{found}` non è un'espressione regolare, o è troppo grande. Riferimenti all'indietro e asserzioni non sono possibili.",
        "`{found}` bukan ekspresi reguler, atau terlalu besar. Rujukan balik dan lookaround tidak didukung.",
        "`{found}`は正規表現ではないか、大きすぎます。後方参照と先読み・後読みは使えません。";
    BAD_REPLACEMENT = "feel.bad-replacement":
        "`{found}` can't be put in: write a group as `$1`, a dollar as `\\$`, a backslash as `\\\\`.",
        "ใช้ `{found}` แทนที่ไม่ได้ ให้เขียนกลุ่มเป็น `$1` เครื่องหมายดอลลาร์เป็น `\\$` และแบ็กสแลชเป็น `\\\\`",
        "`{found}` non si può usare come sostituzione: scrivere un gruppo come `$1`, un dollaro come `\\$`, una barra rovesciata come `\\\\`.",
        "`{found}` tidak dapat dipakai sebagai pengganti: tulis grup sebagai `$1`, dolar sebagai `\\$`, garis miring terbalik sebagai `\\\\`.",
        "`{found}`は置換文字列に使えません。グループは`$1`、ドル記号は`\\$`、バックスラッシュは`\\\\`と書いてください。";

    NOT_REQUIRED = "dmn.not-required":
        "`{name}` is part of the decision model, but there is no requirement for it here.",
        "`{name}` อยู่ในโมเดลการตัดสินใจ แต่ตรงนี้ไม่ได้ระบุว่าต้องใช้ (requirement)",
        "`{name}` fa parte del modello decisionale, ma qui non è tra i requisiti.",
        "`{name}` adalah bagian dari model keputusan, tetapi tidak dinyatakan sebagai kebutuhan di sini.",
        "`{name}`はデシジョンモデルの一部ですが、ここでは要求（requirement）として接続されていません。";
    SEVERAL_RULES = "dmn.several-rules":
        "Rules {rules} match, but with the hit policy {policy} only one may.",
        "กฎ {rules} ตรงเงื่อนไขพร้อมกัน แต่ hit policy {policy} ให้ตรงได้เพียงกฎเดียว",
        "Corrispondono le regole {rules}, ma con la hit policy {policy} può corrisponderne una sola.",
        "Aturan {rules} cocok bersamaan, padahal dengan hit policy {policy} hanya boleh satu.",
        "ルール{rules}が同時に一致しましたが、ヒットポリシー{policy}で一致できるのは1つだけです。";
    DIFFERENT_RESULTS = "dmn.different-results":
        "Rules {rules} match and give different results, but with the hit policy ANY they must be equal.",
        "กฎ {rules} ตรงเงื่อนไขพร้อมกันแต่ให้ผลต่างกัน ทั้งที่ hit policy ANY กำหนดให้ผลต้องเหมือนกัน",
        "Le regole {rules} corrispondono e danno risultati diversi, ma con la hit policy ANY devono essere uguali.",
        "Aturan {rules} cocok dengan hasil berbeda, padahal dengan hit policy ANY hasilnya harus sama.",
        "一致したルール{rules}の結果が異なります。ヒットポリシーANYでは、同じ結果でなければなりません。";
    NO_RULE = "dmn.no-rule":
        "No rule of the table matches {inputs}.",
        "ไม่มีกฎใดในตารางตรงกับ {inputs}",
        "Nessuna regola della tabella corrisponde a {inputs}.",
        "Tidak ada aturan dalam tabel yang cocok dengan {inputs}.",
        "{inputs}に一致するルールがデシジョンテーブルにありません。";
    NOT_ALLOWED = "dmn.not-allowed":
        "The value {found} of `{name}` is not among the allowed ones: {allowed}.",
        "ค่า {found} ของ `{name}` ไม่อยู่ในค่าที่อนุญาต: {allowed}",
        "Il valore {found} di `{name}` non è tra quelli ammessi: {allowed}.",
        "Nilai {found} untuk `{name}` tidak termasuk yang diizinkan: {allowed}.",
        "`{name}`の値{found}は、許可された値（{allowed}）に含まれていません。";

    // The file is no decision model.
    BAD_XML = "dmn.bad-xml":
        "The file is not XML as it should be: {reason}.",
        "ไฟล์ไม่ใช่ XML ที่ถูกต้อง: {reason}",
        "Il file non è XML valido: {reason}.",
        "Berkas bukan XML yang benar: {reason}.",
        "ファイルが正しいXMLではありません：{reason}";
    NOT_DMN = "dmn.not-dmn":
        "The file is no decision model: its root is `{found}`, not `definitions` of DMN.",
        "ไฟล์ไม่ใช่โมเดลการตัดสินใจ องค์ประกอบรากคือ `{found}` ไม่ใช่ `definitions` ของ DMN",
        "Il file non è un modello decisionale: la radice è `{found}`, non `definitions` di DMN.",
        "Berkas bukan model keputusan: akarnya `{found}`, bukan `definitions` dari DMN.",
        "ファイルはデシジョンモデルではありません。ルート要素がDMNの`definitions`ではなく`{found}`です。";
    MISSING_PART = "dmn.missing-part":
        "`{element}` lacks `{part}`.",
        "`{element}` ขาด `{part}`",
        "A `{element}` manca `{part}`.",
        "`{element}` tidak memiliki `{part}`.",
        "`{element}`に`{part}`がありません。";
    UNKNOWN_PART = "dmn.unknown-part":
        "`{part}` is not known here.",
        "ไม่รู้จัก `{part}` ตรงนี้",
        "`{part}` qui non è conosciuto.",
        "`{part}` tidak dikenal di sini.",
        "ここでは`{part}`は使えません。";
    UNKNOWN_REFERENCE = "dmn.unknown-reference":
        "`{reference}` refers to nothing in this file. Models in several files can't be read.",
        "`{reference}` ไม่ได้อ้างถึงสิ่งใดในไฟล์นี้ และอ่านโมเดลที่แยกเป็นหลายไฟล์ไม่ได้",
        "`{reference}` non si riferisce a nulla in questo file. I modelli su più file non si possono leggere.",
        "`{reference}` tidak merujuk apa pun dalam berkas ini. Model dalam beberapa berkas tidak dapat dibaca.",
        "`{reference}`の参照先がこのファイルにありません。複数のファイルに分かれたモデルは読み込めません。";
    REQUIRES_ITSELF = "dmn.requires-itself":
        "`{name}` requires itself, directly or through others.",
        "`{name}` อ้างถึงตัวเอง ไม่ว่าโดยตรงหรือผ่านส่วนอื่น",
        "`{name}` richiede sé stesso, direttamente o tramite altri.",
        "`{name}` membutuhkan dirinya sendiri, langsung atau lewat yang lain.",
        "`{name}`が、直接または間接的に自分自身を要求しています。";
    OTHER_LANGUAGE = "dmn.other-language":
        "Expressions are written in FEEL, not in `{found}`.",
        "นิพจน์ต้องเขียนด้วย FEEL ไม่ใช่ `{found}`",
        "Le espressioni si scrivono in FEEL, non in `{found}`.",
        "Ekspresi ditulis dalam FEEL, bukan `{found}`.",
        "式は`{found}`ではなくFEELで書きます。";
    WRONG_CELLS = "dmn.wrong-cells":
        "The rule has {found} `{part}`, but the table has {expected}.",
        "กฎมี `{part}` {found} ช่อง แต่ตารางมี {expected} ช่อง",
        "La regola ha {found} `{part}`, ma la tabella ne ha {expected}.",
        "Aturan memiliki {found} `{part}`, tetapi tabel memiliki {expected}.",
        "ルールの`{part}`は{found}個ですが、デシジョンテーブルには{expected}個あります。";
    NO_DECISION = "dmn.no-decision":
        "There is no decision `{name}`. There are: {decisions}.",
        "ไม่มีการตัดสินใจ `{name}` ที่มีคือ: {decisions}",
        "La decisione `{name}` non esiste. Esistono: {decisions}.",
        "Tidak ada keputusan `{name}`. Yang ada: {decisions}.",
        "`{name}`というデシジョンはありません。使えるのは次のとおりです：{decisions}";
    NAMES = "dmn.names": "{names}", "{names}", "{names}", "{names}", "{names}";
    NAMES_AND_MORE = "dmn.names-and-more":
        "{names} and {count} more",
        "{names} และอีก {count} รายการ",
        "{names} e altre {count}",
        "{names}, dan {count} lainnya",
        "{names}、ほか{count}件";
    TOO_MANY_ELEMENTS = "dmn.too-many-elements":
        "The decision model has more than {limit} XML nodes. Divide it into several models.",
        "โมเดลการตัดสินใจมีโหนด XML เกิน {limit} โหนด กรุณาแบ่งเป็นหลายโมเดล",
        "Il modello di decisione ha più di {limit} nodi XML. Dividerlo in più modelli.",
        "Model keputusan memiliki lebih dari {limit} simpul XML. Bagi menjadi beberapa model.",
        "デシジョンモデルのXMLノードが{limit}個を超えています。複数のモデルに分けてください。";
    TOO_MANY_PARTS = "dmn.too-many-parts":
        "The decision model has {found} decisions, inputs, functions and services; at most {limit} are possible. Divide it into several models.",
        "โมเดลการตัดสินใจมีการตัดสินใจ ข้อมูลเข้า ฟังก์ชัน และบริการรวม {found} รายการ มีได้ไม่เกิน {limit} กรุณาแบ่งเป็นหลายโมเดล",
        "Il modello ha {found} tra decisioni, input, funzioni e servizi; al massimo ne sono possibili {limit}. Dividerlo in più modelli.",
        "Model memiliki {found} keputusan, masukan, fungsi, dan layanan; paling banyak {limit}. Bagi menjadi beberapa model.",
        "デシジョン、入力、関数、サービスが合わせて{found}個ありますが、{limit}個までです。複数のモデルに分けてください。";
    SERVICES_TOO_LARGE = "dmn.services-too-large":
        "The decisions within the decision services take more than {limit} bytes, counted once for each service. Put fewer decisions into services.",
        "การตัดสินใจภายในบริการการตัดสินใจมีขนาดรวมเกิน {limit} ไบต์ (นับแยกทุกบริการ) กรุณาลดจำนวนการตัดสินใจในบริการ",
        "Le decisioni nei servizi di decisione superano {limit} byte, contate una volta per servizio. Mettere meno decisioni nei servizi.",
        "Keputusan di dalam layanan keputusan melebihi {limit} byte, dihitung sekali per layanan. Kurangi keputusan di dalam layanan.",
        "デシジョンサービスに含まれるデシジョンが、サービスごとに数えて合計{limit}バイトを超えています。サービス内のデシジョンを減らしてください。";
    TOO_MANY_CELLS = "dmn.too-many-cells":
        "The decision table has {found} cells; at most {limit} are possible. Divide it into several tables.",
        "ตารางการตัดสินใจมี {found} ช่อง มีได้ไม่เกิน {limit} ช่อง กรุณาแบ่งเป็นหลายตาราง",
        "La tabella di decisione ha {found} celle; al massimo ne sono possibili {limit}. Dividerla in più tabelle.",
        "Tabel keputusan memiliki {found} sel; paling banyak {limit}. Bagi menjadi beberapa tabel.",
        "デシジョンテーブルのセルが{found}個ありますが、{limit}個までです。複数のテーブルに分けてください。";

    // Limits.
    TOO_MANY_STEPS = "feel.too-many-steps":
        "The expression was stopped after {limit} steps. Go through fewer items.",
        "นิพจน์ถูกหยุดหลังทำงานครบ {limit} ขั้น กรุณาลดจำนวนรายการที่วนซ้ำ",
        "L'espressione è stata fermata dopo {limit} passi. Scorrere meno elementi.",
        "Ekspresi dihentikan setelah {limit} langkah. Kurangi jumlah butir yang ditelusuri.",
        "{limit}ステップに達したため、式の計算を停止しました。処理する要素を減らしてください。";
    TOO_MANY_BYTES = "feel.too-many-bytes":
        "The expression was stopped because it makes more than {limit} bytes of data.",
        "นิพจน์ถูกหยุดเพราะสร้างข้อมูลเกิน {limit} ไบต์",
        "L'espressione è stata fermata perché produce più di {limit} byte di dati.",
        "Ekspresi dihentikan karena menghasilkan data lebih dari {limit} byte.",
        "データが{limit}バイトを超えるため、式の計算を停止しました。";
    TOO_DEEP_VALUE = "feel.too-deep-value":
        "The expression was stopped: it makes lists or contexts that are nested deeper than {limit} levels.",
        "นิพจน์ถูกหยุดเพราะสร้างลิสต์หรือคอนเท็กซ์ที่ซ้อนกันลึกเกิน {limit} ชั้น",
        "L'espressione è stata fermata: produce liste o contesti annidati oltre {limit} livelli.",
        "Ekspresi dihentikan: ia membuat daftar atau konteks yang bersarang lebih dari {limit} tingkat.",
        "リストまたはコンテキストの入れ子が{limit}段を超えたため、式の計算を停止しました。";
    TOO_DEEP_EVALUATION = "feel.too-deep-evaluation":
        "The expression was stopped: calls are nested too deep (limit {limit}). Does a function call itself without end?",
        "นิพจน์ถูกหยุด: การเรียกฟังก์ชันซ้อนกันลึกเกินไป (ไม่เกิน {limit} ชั้น) มีฟังก์ชันที่เรียกตัวเองไม่รู้จบหรือไม่",
        "L'espressione è stata fermata: le chiamate sono annidate troppo in profondità (limite {limit}). Una funzione chiama sé stessa senza fine?",
        "Ekspresi dihentikan: pemanggilan bersarang terlalu dalam (batas {limit}). Apakah ada fungsi yang memanggil dirinya tanpa akhir?",
        "呼び出しの入れ子が深すぎるため、式の計算を停止しました（上限{limit}）。関数が自分自身を際限なく呼び出していないか確認してください。";
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use lang::Lang;
    use std::collections::HashSet;

    /// The placeholders of a text, sorted.
    fn placeholders(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = text
            .match_indices('{')
            .filter_map(|(at, _)| text[at + 1..].split_once('}').map(|(name, _)| name))
            .filter(|name| name.chars().all(char::is_alphabetic))
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn every_code_is_there_once_and_every_language_has_the_same_arguments() {
        let mut codes = HashSet::new();
        for text in ALL {
            assert!(codes.insert(text.code), "{}", text.code);
            for lang in Lang::ALL {
                assert_eq!(placeholders(text.get(lang)), placeholders(text.en), "{} {lang}", text.code);
            }
        }
    }
}
