//! What an event of a case is called, in five languages.

use engine::Event;
use lang::Text;

macro_rules! words {
    ($($name:ident = $code:literal [$en:literal, $th:literal, $it:literal, $id:literal, $ja:literal])*) => {
        $(static $name: Text =
            Text { code: concat!("event.", $code), en: $en, th: $th, it: $it, id: $id, ja: $ja };)*
    };
}

words! {
    CASE_STARTED = "started" ["case started", "เริ่มเคส", "caso avviato", "kasus dimulai", "ケース開始"]
    PASSED = "passed" ["passed", "ผ่าน", "attraversato", "dilewati", "通過"]
    ARRIVED = "arrived" ["arrived, waits", "มาถึง รออยู่", "arrivato, attende", "tiba, menunggu", "到着・待機"]
    JOINED = "joined" ["joined", "รวมเส้นทาง", "riunito", "bergabung", "合流"]
    COMPLEX_FIRED = "fired" ["fired", "เริ่มทำงาน", "scattato", "terpicu", "発火"]
    ENTERED = "entered" ["entered", "เข้าสู่ขั้นตอน", "entrato", "masuk", "開始"]
    ACTIVATED = "active" ["active", "กำลังทำงาน", "attivo", "aktif", "実行中"]
    COMPLETING = "completing" ["leaving", "กำลังออก", "in uscita", "akan selesai", "完了処理中"]
    MAPPED = "mapped" ["outputs taken", "รับผลลัพธ์แล้ว", "risultati ripresi", "keluaran diambil", "出力を反映"]
    COMPLETED = "completed" ["completed", "เสร็จ", "completato", "selesai", "完了"]
    TERMINATED = "terminated" ["stopped", "ถูกหยุด", "interrotto", "dihentikan", "中止"]
    VARIABLES_SET = "variables" ["variables", "ตัวแปร", "variabili", "variabel", "変数"]
    JOB_CREATED = "job" ["job waits", "งานอัตโนมัติรออยู่", "job in attesa", "job menunggu", "ジョブ待ち"]
    JOB_COMPLETED = "job-completed" ["job done", "งานอัตโนมัติเสร็จ", "job eseguito", "job selesai", "ジョブ完了"]
    JOB_FAILED = "job-failed" ["job failed", "งานอัตโนมัติล้มเหลว", "job fallito", "job gagal", "ジョブ失敗"]
    JOB_RETRIES_SET = "job-retries" ["retries set", "กำหนดจำนวนครั้งที่ลองใหม่", "tentativi impostati", "percobaan diatur", "再試行回数を設定"]
    JOB_CANCELED = "job-canceled" ["job canceled", "ยกเลิกงานอัตโนมัติ", "job annullato", "job dibatalkan", "ジョブ取消"]
    TASK_CREATED = "task" ["task waits", "งานรออยู่", "attività in attesa", "tugas menunggu", "タスク待ち"]
    TASK_UPDATED = "task-updated" ["task changed", "แก้ไขงาน", "attività modificata", "tugas diubah", "タスク変更"]
    TASK_COMPLETED = "task-completed" ["task done", "งานเสร็จ", "attività svolta", "tugas selesai", "タスク完了"]
    TASK_CANCELED = "task-canceled" ["task canceled", "ยกเลิกงาน", "attività annullata", "tugas dibatalkan", "タスク取消"]
    SUBSCRIBED = "waits" ["waits", "รอ", "attende", "menunggu", "待機"]
    TRIGGERED = "triggered" ["happened", "เกิดขึ้นแล้ว", "avvenuto", "terjadi", "発生"]
    RESCHEDULED = "rescheduled" ["next time", "ครั้งถัดไป", "prossima volta", "berikutnya", "次回"]
    CONDITION_SEEN = "condition" ["condition is", "เงื่อนไขเป็น", "condizione", "kondisi", "条件"]
    UNSUBSCRIBED = "waits-no-more" ["waits no more", "เลิกรอ", "non attende più", "tidak menunggu lagi", "待機終了"]
    INCIDENT_RAISED = "incident" ["stuck", "ติดขัด", "bloccato", "macet", "インシデント"]
    INCIDENT_RESOLVED = "incident-resolved" ["repaired", "แก้ไขแล้ว", "riparato", "diperbaiki", "インシデント解消"]
    ERROR_CAUGHT = "error-caught" ["error caught", "จับข้อผิดพลาดได้", "errore intercettato", "kesalahan ditangkap", "エラーをキャッチ"]
    ESCALATION_THROWN = "escalation" ["escalation", "ส่งต่อระดับสูงขึ้น", "escalation", "eskalasi", "エスカレーション"]
    MESSAGE_PUBLISHED = "message" ["message sent", "ส่งข้อความ", "messaggio inviato", "pesan dikirim", "メッセージ送信"]
    SIGNAL_BROADCAST = "signal" ["signal sent", "ส่งสัญญาณ", "segnale inviato", "sinyal dikirim", "シグナル送信"]
    CALL_STARTED = "call" ["called", "เรียกเคสอื่น", "chiamato", "dipanggil", "呼び出し"]
    CALL_CANCELED = "call-canceled" ["call canceled", "ยกเลิกการเรียก", "chiamata annullata", "panggilan dibatalkan", "呼び出し取消"]
    CALL_ENDED = "call-ended" ["call ended", "การเรียกจบ", "chiamata terminata", "panggilan selesai", "呼び出し終了"]
    ESCALATED_TO_CALLER = "escalated-to-caller" ["escalated to caller", "แจ้งเคสที่เรียก", "segnalato al chiamante", "dieskalasi ke pemanggil", "呼び出し元へ通知"]
    MULTI_STARTED = "multi" ["repeated", "ทำซ้ำ", "ripetuto", "diulang", "繰り返し開始"]
    MULTI_PROGRESS = "multi-progress" ["one done", "เสร็จหนึ่งรายการ", "uno svolto", "satu selesai", "1件完了"]
    CONTINUE_REQUESTED = "continues" ["goes on", "ดำเนินต่อ", "prosegue", "berlanjut", "継続"]
    COMPENSATION_OFFERED = "undoable" ["can be undone", "ย้อนกลับได้", "annullabile", "dapat dibatalkan", "取り消し可能"]
    COMPENSATION_TAKEN = "undo" ["undoing", "กำลังย้อนกลับ", "annullamento", "pembatalan", "取り消し中"]
    COMPENSATION_NEXT = "undo-next" ["undoes the next", "ย้อนกลับรายการถัดไป", "annulla il prossimo", "membatalkan berikutnya", "次を取り消し"]
    AD_HOC_QUEUED = "ad-hoc" ["chosen to run", "เลือกให้ทำ", "scelto", "dipilih", "実行対象に選択"]
    INTERRUPTED = "interrupted" ["interrupted", "ถูกขัดจังหวะ", "interrotto da un evento", "terinterupsi", "割り込み"]
    OUTCOME_SET = "outcome" ["outcome", "ผลลัพธ์", "esito", "hasil", "結果"]
    CASE_SUSPENDED = "suspended" ["case suspended", "พักเคส", "caso sospeso", "kasus ditangguhkan", "ケース一時停止"]
    CASE_RESUMED = "resumed" ["case resumed", "ดำเนินเคสต่อ", "caso ripreso", "kasus dilanjutkan", "ケース再開"]
    HELD = "held" ["held back", "พักไว้ก่อน", "trattenuto", "ditahan", "保留"]
    MIGRATED = "migrated" ["moved to version", "ย้ายไปเวอร์ชัน", "passato alla versione", "pindah ke versi", "バージョン移行"]
    END_REACHED = "end-reached" ["end reached", "ถึงจุดจบ", "fine raggiunta", "akhir tercapai", "終了に到達"]
    SPENT = "spent" ["timer used up", "ตัวจับเวลาหมดแล้ว", "timer esaurito", "pengatur waktu habis", "タイマー終了"]
    WARNED = "warned" ["null, because", "เป็น null เพราะ", "null, perché", "null, karena", "null の理由"]
    STEPS_COUNTED = "steps-counted" ["steps without a wait", "ขั้นตอนที่ไม่หยุดรอ", "passi senza attesa", "langkah tanpa menunggu", "待機なしのステップ数"]
    MODIFIED = "modified" ["case changed by hand", "แก้ไขเคสด้วยมือ", "caso modificato a mano", "kasus diubah manual", "手動で変更"]
    CASE_COMPLETED = "case-completed" ["case ended", "เคสจบ", "caso terminato", "kasus berakhir", "ケース終了"]
    CASE_FAILED = "case-failed" ["case failed", "เคสล้มเหลว", "caso fallito", "kasus gagal", "ケース失敗"]
    CASE_CANCELED = "case-canceled" ["case canceled", "เคสถูกยกเลิก", "caso annullato", "kasus dibatalkan", "ケース取消"]
}

/// The word for an event.
pub fn word(event: &Event) -> &'static Text {
    match event {
        Event::CaseStarted(_) => &CASE_STARTED,
        Event::Passed { .. } => &PASSED,
        Event::Arrived { .. } => &ARRIVED,
        Event::Joined { .. } => &JOINED,
        Event::ComplexFired { .. } => &COMPLEX_FIRED,
        Event::Entered { .. } => &ENTERED,
        Event::Activated { .. } => &ACTIVATED,
        Event::Completing { .. } => &COMPLETING,
        Event::Mapped { .. } => &MAPPED,
        Event::Completed { .. } => &COMPLETED,
        Event::Terminated { .. } => &TERMINATED,
        Event::VariablesSet { .. } => &VARIABLES_SET,
        Event::JobCreated { .. } => &JOB_CREATED,
        Event::JobCompleted { .. } => &JOB_COMPLETED,
        Event::JobFailed { .. } => &JOB_FAILED,
        Event::JobRetriesSet { .. } => &JOB_RETRIES_SET,
        Event::JobCanceled { .. } => &JOB_CANCELED,
        Event::TaskCreated { .. } => &TASK_CREATED,
        Event::TaskUpdated { .. } => &TASK_UPDATED,
        Event::TaskCompleted { .. } => &TASK_COMPLETED,
        Event::TaskCanceled { .. } => &TASK_CANCELED,
        Event::Subscribed { .. } => &SUBSCRIBED,
        Event::Triggered { .. } => &TRIGGERED,
        Event::Rescheduled { .. } => &RESCHEDULED,
        Event::ConditionSeen { .. } => &CONDITION_SEEN,
        Event::Unsubscribed { .. } => &UNSUBSCRIBED,
        Event::IncidentRaised { .. } => &INCIDENT_RAISED,
        Event::IncidentResolved { .. } => &INCIDENT_RESOLVED,
        Event::ErrorCaught { .. } => &ERROR_CAUGHT,
        Event::EscalationThrown { .. } => &ESCALATION_THROWN,
        Event::MessagePublished { .. } => &MESSAGE_PUBLISHED,
        Event::SignalBroadcast { .. } => &SIGNAL_BROADCAST,
        Event::CallStarted { .. } => &CALL_STARTED,
        Event::CallCanceled { .. } => &CALL_CANCELED,
        Event::CallEnded { .. } => &CALL_ENDED,
        Event::EscalatedToCaller { .. } => &ESCALATED_TO_CALLER,
        Event::MultiStarted { .. } => &MULTI_STARTED,
        Event::MultiProgress { .. } => &MULTI_PROGRESS,
        Event::ContinueRequested { .. } => &CONTINUE_REQUESTED,
        Event::CompensationOffered { .. } => &COMPENSATION_OFFERED,
        Event::CompensationTaken { .. } => &COMPENSATION_TAKEN,
        Event::CompensationNext { .. } => &COMPENSATION_NEXT,
        Event::AdHocQueued { .. } => &AD_HOC_QUEUED,
        Event::Interrupted { .. } => &INTERRUPTED,
        Event::OutcomeSet { .. } => &OUTCOME_SET,
        Event::CaseSuspended => &CASE_SUSPENDED,
        Event::CaseResumed => &CASE_RESUMED,
        Event::Held { .. } => &HELD,
        Event::Migrated { .. } => &MIGRATED,
        Event::EndReached { .. } => &END_REACHED,
        Event::Spent { .. } => &SPENT,
        Event::Warned { .. } => &WARNED,
        Event::StepsCounted { .. } => &STEPS_COUNTED,
        Event::Modified => &MODIFIED,
        Event::CaseCompleted { .. } => &CASE_COMPLETED,
        Event::CaseFailed { .. } => &CASE_FAILED,
        Event::CaseCanceled { .. } => &CASE_CANCELED,
    }
}
