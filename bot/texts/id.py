"""Bahasa Indonesia."""

from bot.texts import CliTexts, Texts
from bot.texts.evaluation_id import EVALUATION
from bot.texts.telegram_id import TELEGRAM

CLI = CliTexts(
    about="Bertanya kepada artikel. Setiap kalimat jawaban disertai kutipan yang dapat dicek.",
    commands={
        "index": "Menambah atau memperbarui artikel dalam indeks.",
        "ask": "Menjawab pertanyaan dengan kutipan.",
        "chat": "Bertanya-jawab dalam percakapan.",
        "search": "Mencari bagian artikel, tanpa menjawab.",
        "articles": "Menampilkan artikel yang terindeks.",
        "show": "Menampilkan teks satu artikel.",
        "remove": "Mengeluarkan artikel dari indeks.",
        "eval": "Menjalankan set soal dan melaporkan hasilnya.",
        "compare": "Membandingkan dua hasil evaluasi.",
        "bot": "Menjalankan bot Telegram.",
        "feedback": "Mengolah umpan balik pembaca.",
        "models": "Mengekspor model yang disertakan.",
        "doctor": "Memeriksa pengaturan, indeks, model, dan layanan.",
    },
    options={
        "json": "Cetak sebagai JSON.",
        "store": "Folder indeks atau URL server Chroma.",
        "collection": "Nama koleksi.",
        "embedding": "Model embedding.",
        "chat_model": "Model bahasa, misalnya ollama:gemma3:4b; kosong: tanpa model.",
        "language": "Bahasa antarmuka: id atau en.",
        "prune": "Keluarkan artikel yang berkasnya sudah tidak ada.",
        "rebuild": "Buang indeks lama dan mulai dari awal.",
        "explain": "Tampilkan juga apa yang ditemukan tetapi tidak dipakai.",
        "k": "Jumlah hasil.",
        "export": "Tulis model yang disertakan sebagai folder sentence-transformers.",
        "span": "Tandai kutipan, misalnya 812:901.",
    },
    sources="Sumber",
    look_up="cek: {command}",
    confidence="keyakinan {percent} %",
    timings="{total} ms",
    dropped="Tidak ditampilkan:",
    drop_reasons={
        "fabricated": "kutipannya tidak ada dalam artikel",
        "stitched": "kutipannya disusun dari potongan yang terpisah",
        "misattributed": "kutipannya ada di bagian lain; rujukannya dibetulkan",
        "too_short": "kutipannya terlalu pendek",
        "no_quote": "tanpa kutipan",
        "too_long": "terlalu panjang",
        "unsupported_link": "tautan yang tidak ada dalam kutipan",
        "unsupported_date": "tanggal yang tidak ada dalam kutipan",
        "unsupported_number": "angka yang tidak ada dalam kutipan",
        "unsupported_name": "nama yang tidak ada dalam kutipan",
        "negation": "berlawanan dengan kutipannya",
        "swapped": "isi kutipannya tertukar",
        "unrelated": "tidak berkaitan dengan kutipannya",
    },
    looking="Mencari artikel …",
    indexing="Mengindeks artikel",
    indexed="{added} baru, {updated} diperbarui, {unchanged} tetap, {removed} dikeluarkan. "
    "Indeks kini memuat {articles} artikel dalam {chunks} bagian ({seconds} detik).",
    removed="Dikeluarkan dari indeks: {ids}.",
    failed="Gagal: {path} ({reason})",
    failures={},
    no_articles="Tidak ada artikel di {paths}. "
    "Berkas yang dapat dibaca: .txt .md .html .pdf .jsonl",
    no_hits="Tidak ada bagian artikel yang cocok.",
    empty_question="Pertanyaannya kosong. Contoh: tanya ask \"Apa isi Pasal 4?\"",
    bad_line="Baris {line} bukan pertanyaan yang dapat dibaca.",
    unexpected="Terjadi kesalahan tak terduga ({error}). Rinciannya ada di {log}.",
    interrupted="Dihentikan.",
    columns={
        "id": "ID", "title": "Judul", "source": "Sumber", "date": "Tanggal", "language": "Bahasa",
        "rank": "No.", "score": "Skor", "dense": "Makna", "lexical": "Kata", "text": "Isi",
    },
    checks={"pass": "baik", "warn": "perhatian", "fail": "gagal"},
    check_names={
        "settings": "Pengaturan", "index": "Indeks", "embedding": "Model embedding",
        "chat_model": "Model bahasa", "telegram": "Telegram",
    },
)  # fmt: skip

TEXTS = Texts(
    not_found="Artikel-artikel ini tidak memuat jawabannya.",
    nearest="Bagian yang paling dekat:",
    notices={
        "chat_unreachable": "Model bahasa sedang tidak dapat dipakai. Jawaban ini dipetik langsung "
        "dari artikel.",
        "chat_malformed": "Jawaban model bahasa tidak terbaca. Jawaban ini dipetik langsung dari "
        "artikel.",
        "chat_interrupted": "Model bahasa berhenti sebelum selesai. Jawaban ini mungkin belum "
        "lengkap.",
        "chat_other_language": "Model bahasa menjawab dalam bahasa lain.",
    },
    months=(
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
        "Oktober", "November", "Desember",
    ),
    date="{day} {month} {year}",
    errors={
        "UnknownSetting": "Pengaturan {key} di {where} tidak dikenal. Maksudnya {nearest}?",
        "BadSetting": "{key} tidak boleh berisi {value!r}. Yang diterima: {allowed}.",
        "MissingExtra": "{part} memerlukan paket {package}. Jalankan: pip install 'tanya[{extra}]'",
        "NoIndex": "Belum ada indeks di {store}. Jalankan: tanya index",
        "IndexMismatch": "Indeks di {store} dibuat dengan {made}, bukan dengan {wanted}. "
        "Jalankan: tanya index --rebuild",
        "IndexDamaged": "Indeks di {store} tidak dapat dibuka ({reason}). "
        "Jalankan: tanya index --rebuild",
        "IndexBusy": "Indeks di {store} sedang ditulis proses lain. Coba lagi setelah selesai.",
        "Unreachable": "{what} tidak dapat dihubungi di {where} ({reason}). {mend}",
        "ModelFailed": "{what} di {where} tidak dapat menjawab ({reason}). {mend}",
        "UnknownArticle": "Artikel {article_id!r} tidak terindeks. Jalankan: tanya articles",
        "UnreadableFile": "{path}: {reason}",
        "BadTestSet": "{path}, baris {line}: {reason}",
        "SameIds": "{path} memakai id {case_id!r} dua kali. Jalankan: tanya eval --check {path}",
        "BadRun": "{path} bukan hasil yang disimpan tanya eval ({reason}).",
        "NothingSelected": "Tidak ada soal di {path} yang terpilih dengan {options}.",
        "Incomparable": "{a} dan {b} tidak dapat dibandingkan: {reason}.",
        "UnknownMetric": "Metrik {metric} tidak dikenal. Maksudnya {nearest}?",
        "BadVariation": "--vary {text} tidak dapat dipakai: {reason}.",
    },
    cli=CLI,
    telegram=TELEGRAM,
    evaluation=EVALUATION,
)  # fmt: skip
