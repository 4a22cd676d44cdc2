"""Bahasa Indonesia: bot Telegram."""

from bot.texts.telegram import TelegramTexts

TELEGRAM = TelegramTexts(
    menu={
        "tanya": "Ajukan pertanyaan",
        "baru": "Mulai percakapan baru",
        "sumber": "Lihat sumber jawaban terakhir",
        "batal": "Batalkan pertanyaan yang sedang diproses",
        "bahasa": "Pilih bahasa",
        "lupakan": "Hapus semua data Anda",
        "help": "Cara memakai bot ini",
    },
    start="Halo! Kirimkan pertanyaan Anda. Saya akan mencari jawabannya dalam artikel kami. "
    "Setiap kalimat jawaban disertai sumbernya, jadi Anda dapat mengeceknya sendiri. "
    "Kalau artikel kami tidak memuat jawabannya, saya katakan apa adanya.\n\n"
    "Ketik /help untuk melihat apa saja yang dapat saya lakukan.",
    help="Kirimkan pertanyaan seperti biasa, misalnya: Kapan perjanjian itu ditandatangani?\n\n"
    "Nomor seperti [1] menunjuk ke sumber di bawah jawaban. Tekan tombol sumber untuk membaca "
    "kalimat aslinya, atau tombol “Kenapa?” untuk melihat dasar jawabannya. "
    "Beri 👍 atau 👎 agar kami tahu mana yang perlu diperbaiki.\n\n"
    "/tanya – bertanya, juga di dalam grup\n"
    "/baru – mulai percakapan baru\n"
    "/sumber – sumber jawaban terakhir\n"
    "/batal – batalkan pertanyaan yang sedang diproses\n"
    "/bahasa – pilih bahasa\n"
    "/lupakan – hapus semua data Anda\n\n"
    "Di dalam grup, saya hanya menjawab /tanya, balasan atas pesan saya, dan pesan yang menyebut "
    "nama saya. Di percakapan lain, ketik nama saya lalu pertanyaan Anda.\n\n"
    "Percakapan disimpan paling lama {days} hari supaya pertanyaan lanjutan dapat saya pahami.",
    new_conversation="Baik, kita mulai dari awal. Apa pertanyaan Anda?",
    no_sources="Belum ada jawaban bersumber dalam percakapan ini.",
    choose_language="Pilih bahasa:",
    language_set="Baik, mulai sekarang saya memakai bahasa Indonesia.",
    languages={"id": "Bahasa Indonesia", "en": "English"},
    nothing_to_cancel="Tidak ada pertanyaan yang sedang diproses.",
    forgotten="Semua data Anda sudah dihapus: pertanyaan, jawaban, penilaian, dan pilihan bahasa.",
    status="Indeks: {index}\nModel: {model}\nSedang dijawab: {running}, menunggu: {waiting}\n"
    "Dijawab 24 jam terakhir: {answered}\nGalat 1 jam terakhir: {errors}\nAktif selama: {uptime}",
    extractive="tanpa model bahasa (kalimat dikutip langsung)",
    unknown_command="Perintah itu tidak saya kenal. Ketik /help untuk melihat daftarnya.",
    no_question="Tuliskan pertanyaan Anda setelah perintah, misalnya: /tanya Apa isi Pasal 4?",
    only_text="Maaf, saya baru bisa membaca teks. Silakan tuliskan pertanyaan Anda.",
    opening="Sebentar, saya cari di artikel …",
    still_looking="Masih saya cari. Ini perlu waktu sedikit lebih lama …",
    continued="…",
    queued="Pertanyaan Anda ada di urutan ke-{place}. "
    "Saya jawab begitu pertanyaan sebelumnya selesai.",
    queue_full="Antrean Anda sudah penuh. Tunggu jawaban yang sedang saya kerjakan, "
    "atau ketik /batal.",
    cancelled="Dibatalkan.",
    restarting="Bot sedang dinyalakan ulang. Pertanyaan Anda tersimpan dan akan saya jawab setelah "
    "bot aktif lagi.",
    not_found="Maaf, artikel kami tidak memuat jawaban atas pertanyaan itu.",
    nearest="Bagian yang paling dekat dengan pertanyaan Anda:",
    sources="Sumber",
    why_confidence="Keyakinan bahwa kalimat ini menjawab pertanyaan Anda: {percent} persen.",
    why_found="Bagian yang saya kutip:",
    why_unused="Bagian lain yang saya baca, tetapi tidak saya kutip:",
    why_dropped="Catatan pemeriksaan:",
    why_nothing_dropped="Tidak ada kalimat yang saya buang.",
    why_written_by="Disusun oleh model {model}; setiap kalimatnya dicocokkan dengan artikel.",
    other_drop_reason="tidak lolos pemeriksaan",
    article_changed="Artikel ini sudah berubah sejak jawaban itu dibuat. Kutipannya waktu itu:",
    article_gone="Artikel ini sudah tidak ada di koleksi kami. Kutipannya waktu itu:",
    answer_gone="Jawaban ini sudah tidak tersimpan. Silakan ajukan lagi pertanyaannya.",
    button_why="Kenapa?",
    button_cancel="Batalkan",
    button_back="« Kembali",
    button_ask_here="Tanya langsung ke bot",
    reasons={
        "citation": "Kutipan keliru",
        "incomplete": "Kurang lengkap",
        "wrong": "Jawaban salah",
        "other": "Lainnya",
    },
    ask_reason="Apa yang kurang tepat?",
    thanks="Terima kasih atas penilaian Anda.",
    bad_button="Tombol ini tidak berlaku lagi.",
    not_your_question="Hanya penanya yang dapat membatalkan.",
    inline_title="Jawaban",
    inline_source="Kutipan [{number}]",
    not_allowed="Maaf, bot ini hanya untuk pengguna terdaftar. ID Anda: {person}. "
    "Berikan nomor itu kepada pengelola bila Anda perlu akses.",
    too_fast="Anda bertanya terlalu cepat. Coba lagi dalam {seconds} detik.",
    pressed_too_fast="Anda menekan tombol terlalu cepat. Coba lagi dalam {seconds} detik.",
    quota_used="Jatah pertanyaan Anda untuk 24 jam sudah habis. Silakan coba lagi nanti.",
    busy="Saya sedang menerima terlalu banyak pertanyaan. Coba lagi dalam {seconds} detik.",
    failed="Maaf, terjadi kesalahan di pihak kami. Bila terulang, sebutkan kode {code} kepada "
    "pengelola.",
    unreachable="Maaf, layanan yang saya perlukan sedang tidak dapat dihubungi. "
    "Silakan coba beberapa saat lagi (kode {code}).",
)
