//! Indonesian.

use super::Words;

/// The words of Indonesian.
pub static WORDS: Words = Words {
    spaced: true,
    script: |_| false,
    frequent: &[
        "yang", "dan", "atau", "jika", "bila", "untuk", "dengan", "di", "ke", "dari", "tidak", "pada", "ini", "itu",
        "diperlukan", "apakah", "akan", "sudah", "belum", "oleh", "lalu", "kemudian", "kepada", "secara", "masuk",
    ],
    or_steps: &["atau jika tidak", "atau kalau tidak"],
    or: &["atau", "ataupun"],
    not_or: &["atau tidak", "atau belum", "atau lebih", "satu atau dua", "satu atau lebih"],
    if_before: &["jika", "bila", "apabila", "kalau"],
    not_if: &["seolah-olah jika"],
    results: &["selesai", "teratasi", "beres", "tuntas"],
    when: &["ketika"],
    if_after: &[],
    and: &["dan", "tetapi", "tapi", "serta"],
    then: &["maka"],
    if_needed: &[
        "jika diperlukan", "jika perlu", "bila perlu", "bila diperlukan", "apabila diperlukan", "apabila perlu",
        "kalau perlu", "kalau diperlukan", "jika dibutuhkan", "bila dibutuhkan",
    ],
    asks: &[
        "menanyakan apakah", "bertanya apakah", "memeriksa apakah", "mengecek apakah", "memastikan apakah",
        "memutuskan apakah", "menanyakan", "bertanya", "apakah",
    ],
    chooses: &["memilih", "pilih", "menentukan pilihan"],
    waits: &["menunggu", "tunggu", "menanti", "ditahan"],
    customers: &["pelanggan", "penelepon", "pengunjung", "pembeli", "pengguna", "klien", "konsumen", "pasien", "nasabah", "tamu"],
    teams: &[
        "petugas", "agen", "tim", "operator", "staf", "karyawan", "asisten", "asisten suara", "bot", "chatbot",
        "manajer", "supervisor", "penyelia", "ahli", "teknisi", "gudang", "keuangan", "akuntan", "kasir", "kurir",
        "sistem", "toko", "bagian", "divisi", "departemen", "pengembang", "konsultan", "pelatih", "admin", "sopir",
        "penjual", "pemasok", "rekan", "perusahaan", "layanan", "perawat", "dokter", "pemilik",
    ],
    team_heads: &["tim", "bagian", "divisi", "departemen", "petugas", "staf", "manajer", "layanan"],
    things: &[
        "pesanan", "faktur", "paket", "panggilan", "tiket", "pembayaran", "email", "surel", "pesan", "gangguan",
        "masalah", "keluhan", "permintaan", "kasus", "stok", "nomor", "barang", "pertanyaan", "jawaban", "formulir",
        "produk", "pengiriman", "pembelian", "akun", "kontrak", "semua", "telepon",
    ],
    articles: &["sang", "si", "para", "lalu", "kemudian", "akhirnya", "dan", "selanjutnya"],
    particles: &[],
    verbs: &[
        "minta", "minta", "pergi", "setuju", "menolak", "pulang", "datang", "pakai", "bayar", "beli", "kirim", "buka",
        "tutup", "terima", "tolak", "telepon", "masuk", "keluar", "ingin", "mau", "tidak", "akan", "dapat", "bisa",
        "harus", "sudah", "menyetujui", "tetap", "batal", "sepakat", "puas", "kembali",
    ],
    verb_beginnings: &["me", "ber", "di", "ter"],
    verb_endings: &[],
    likely_verb: |word, _| !["yang", "baru", "lama", "dan", "atau", "di", "dari", "untuk", "ini", "itu"].contains(&word),
    adverbs: &["juga", "segera", "langsung", "lalu", "kemudian", "akan", "tidak", "telah", "sudah", "kembali", "kini"],
    opposites: &[
        ("menerima", "menolak"), ("setuju", "menolak"), ("setuju", "tidak setuju"), ("menyetujui", "menolak"),
        ("mengonfirmasi", "membatalkan"), ("membayar", "membatalkan"), ("bertahan", "pergi"),
    ],
    connectors: &[
        ("mengirim email", "email.send"), ("mengirim surel", "email.send"), ("mengirimkan email", "email.send"),
        ("mengirimkan surel", "email.send"), ("lewat email", "email.send"), ("melalui email", "email.send"),
        ("email konfirmasi", "email.send"), ("surel konfirmasi", "email.send"), ("membuka tiket", "ticket.open"),
        ("membuat tiket", "ticket.open"), ("menugaskan tiket", "ticket.assign"), ("meneruskan tiket", "ticket.assign"),
        ("membuat faktur", "invoice.create"), ("menerbitkan faktur", "invoice.create"), ("faktur dibuat", "invoice.create"),
        ("faktur diterbitkan", "invoice.create"), ("nomor resi", "shipment.track"), ("nomor pelacakan", "shipment.track"),
        ("meminta masukan", "survey.send"), ("meminta umpan balik", "survey.send"), ("survei", "survey.send"),
        ("menelepon kembali", "task.callback"), ("menelepon balik", "task.callback"),
        ("membalas pelanggan", "conversation.reply"), ("membalas pesan", "conversation.reply"),
    ],
    numbers: &[
        ("satu", 1), ("dua", 2), ("tiga", 3), ("empat", 4), ("lima", 5), ("enam", 6), ("tujuh", 7), ("delapan", 8),
        ("sembilan", 9), ("sepuluh", 10), ("sebelas", 11), ("dua belas", 12), ("se", 1),
    ],
    units: &[
        ("tahun", 0), ("bulan", 1), ("minggu", 2), ("pekan", 2), ("hari", 3), ("jam", 4), ("menit", 5), ("detik", 6),
    ],
    what_next: "Apa yang terjadi selanjutnya?",
    question: ("", "?"),
    optional_question: ("", "?"),
};
