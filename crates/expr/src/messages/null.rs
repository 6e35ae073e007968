//! Why a value is null.

use lang::Text;

texts! {
    NULL;
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
    ASSERTED = "feel.asserted":
        "{cause}",
        "{cause}",
        "{cause}",
        "{cause}",
        "{cause}";
    NOT_ASSERTED = "feel.not-asserted":
        "The condition of `assert` is not true.",
        "เงื่อนไขของ `assert` ไม่เป็นจริง",
        "La condizione di `assert` non è vera.",
        "Syarat `assert` tidak terpenuhi.",
        "`assert`の条件が成り立ちません。";
    NOT_REPEATABLE = "feel.not-repeatable":
        "`{name}` of Camunda does not exist here: an expression gives the same whenever it is repeated. Let a job, or whoever starts the case, give the value.",
        "ไม่มี `{name}` ของ Camunda ที่นี่ เพราะนิพจน์ต้องให้ผลเหมือนเดิมทุกครั้งที่ทำซ้ำ กรุณาให้งานอัตโนมัติหรือผู้ที่เริ่มเคสเป็นผู้ให้ค่า",
        "`{name}` di Camunda qui non esiste: un'espressione dà lo stesso valore ogni volta che viene ripetuta. Far fornire il valore da un job o da chi avvia il caso.",
        "`{name}` dari Camunda tidak ada di sini: sebuah ekspresi selalu memberi hasil yang sama bila diulang. Biarkan pekerjaan, atau yang memulai kasus, memberi nilainya.",
        "Camundaの`{name}`はここにはありません。式は何度繰り返しても同じ値になる必要があるためです。値はジョブ、またはケースを開始する側から渡してください。";
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
        "กฎ {rules} ตรงเงื่อนไขพร้อมกัน แต่ นโยบายการเลือกกฎ {policy} ให้ตรงได้เพียงกฎเดียว",
        "Corrispondono le regole {rules}, ma con la hit policy {policy} può corrisponderne una sola.",
        "Aturan {rules} cocok bersamaan, padahal dengan hit policy {policy} hanya boleh satu.",
        "ルール{rules}が同時に一致しましたが、ヒットポリシー{policy}で一致できるのは1つだけです。";
    DIFFERENT_RESULTS = "dmn.different-results":
        "Rules {rules} match and give different results, but with the hit policy ANY they must be equal.",
        "กฎ {rules} ตรงเงื่อนไขพร้อมกันแต่ให้ผลต่างกัน ทั้งที่ นโยบายการเลือกกฎ ANY กำหนดให้ผลต้องเหมือนกัน",
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
}
