//! Which limit an evaluation has reached.

use lang::Text;

texts! {
    LIMIT;
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
