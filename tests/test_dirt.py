"""Known crawl dirt is told from reporting that uses the same words."""

import pytest

from index.dirt import is_headline, kind

DIRT = {
    "teaser": [
        "Baca juga : Jembatan Lama Ditutup Tiga Bulan",
        "BACA JUGA: Warga Kampung Baru Menolak Pindah",
        "Baca Juga:",
        "(Baca juga: Wali Kota Minta Maaf)",
        "[Baca: Anggaran Naik Lagi]",
        "Simak juga: Cara Mendaftar Bantuan Air Bersih",
        "Lihat juga Video: Detik-Detik Pasar Terbakar",
        "Baca juga Dewan Kota Tolak Usul Pajak Baru",
        "Baca Selengkapnya: Isi Lengkap Peraturan Daerah",
        "Pilihan Editor: Mengapa Sungai Itu Mengering",
        "Simak Video “Warga Menyeberang dengan Rakit”",
        "Saksikan juga video berikut: Wali Kota Minta Maaf",
        "LEBIH LANJUT: Tiga orang ditahan setelah pasar terbakar",
        "LAGI : Turis terjebak banjir di kota tua",
        "LEBIH: Sekolah dibuka kembali",
        "READ MORE: Old bridge to close for three months",
        "Read also: Council rejects new tax",
        "Related: What we know about the fire",
    ],
    "heading": [
        "Terkini Lainnya",
        "Tautan Sahabat",
        "BERITA TERKAIT",
        "Most Popular",
        "Terpopuler:",
    ],
    "invitation": [
        "Cek berita dan artikel yang lain di Google News dan ikuti WhatsApp channel kabarkota.com",
        "Ikuti berita terkini Kabar Kota di Google News, klik di sini.",
        "Baca konten menarik Kabar langsung dari smartphone kamu. Follow channel WhatsApp Kabar di "
        "sini: https://whatsapp.com/channel/0029Va",
        "Dapatkan update berita pilihan setiap hari. Mari bergabung di Grup Telegram “Kabar Kota”, "
        "caranya klik link https://t.me/kabarkota, kemudian join.",
        "Gabung saluran WhatsApp kami untuk berita cepat",
        "Follow us on Instagram and Facebook",
        "Hubungi tim berita kami dengan mengirim email kepada kami di redaksi@kabar.example.",
        "Get in touch with our news team by emailing us at news@kabar.example.",
        "Untuk lebih banyak cerita seperti ini, periksa halaman berita kami.",
        "For more stories like this, check our news page.",
        "Dapatkan berita terkini, cerita menyenangkan, analisis, dan banyak lagi",
        "Sign up for our newsletter and never miss a story",
    ],
    "legal": [
        "Situs ini dilindungi oleh reCAPTCHA dan berlaku Kebijakan Privasi Google.",
        "This site is protected by reCAPTCHA and the Google Privacy Policy and Terms apply.",
        "Copyright © 2024 Kabar Kota. All rights reserved",
        "© Kabar Kota 2024",
        "Dilarang keras mengambil konten situs ini tanpa izin tertulis dari redaksi.",
        "Situs ini menggunakan cookie untuk meningkatkan layanan.",
    ],
    "credit": [
        "Editor : Budi",
        "Penulis: Siti Aminah",
        "Reporter: M. Yazid",
        "Sumber: Kantor Berita",
        "Foto: Dok. Pemkot",
        "(Foto: Antara/Budi)",
        "(abc/def)",
        "(rds)",
        "[eko]",
        "(T.H-ZG/S023)",
        "ANTARA FOTO/Budi Santoso",
        "Getty Images/AFP",
        "Sumber gambar, Getty Images",
        "Ilustrasi (Foto: Antara)",
        "Reporting by Budi Santoso; Editing by Siti Aminah",
        "Laporan Wartawan Kabar Kota, Budi Santoso",
    ],
    "notice": [
        "Artikel ini telah tayang di kabarkota.com dengan judul Jembatan Lama Ditutup",
        "Halaman 2 dari 3",
        "1 2 3",
        "#Jembatan #KotaTua",
        "Tags: jembatan, anggaran, wali kota",
        "This article was originally published by the Town Herald",
    ],
    "label": ["ADVERTISEMENT", "SCROLL TO CONTINUE WITH CONTENT", "Pedoman Media Siber"],
    "button": ["Bagikan:", "Kebijakan Privasi", "Facebook", "Loading..."],
    "stamp": ["Kamis, 20 Juni 2024 08:15 WIB", "20/06/2024, 08:15", "Published: 20 June 2024"],
    "link": ["visitanu.com", "https://kabar.example/artikel?id=1", "www.kabar.example/"],
    "rule": ["* * *", "---", "—"],
}

REPORTING = [
    "“Baca juga buku ini,” kata guru itu kepada murid-muridnya.",
    "Baca juga buku tua itu, pesan kakeknya sebelum berangkat.",
    "Simak juga penjelasan menteri tentang harga beras.",
    "Google News menghapus ribuan situs palsu dari hasil pencariannya, kata juru bicara Google.",
    "Polisi membuka saluran WhatsApp untuk laporan warga di 0811-000-000.",
    "Ikuti kanal WhatsApp resmi pemerintah, kata menteri, agar tidak tertipu kabar bohong.",
    "Untuk pengguna Android, Telegram menambahkan dukungan bagi banyak akun.",
    "Dengan Instagram Stories, pengguna bisa mengunggah foto yang hilang dalam sehari.",
    "Anda tidak salah apabila langsung teringat pada Instagram.",
    "Editor harian itu, Budi, mengundurkan diri setelah 20 tahun bekerja.",
    "Penulis novel itu menolak hadiah dari pemerintah.",
    "Sumber: air bersih di desa itu mengering sejak Mei, kata warga.",
    "Situs itu dilindungi reCAPTCHA sejak diretas pada Maret.",
    "Hak cipta atas lagu itu dipegang keluarganya.",
    "Dilarang keras mengambil pasir di tepi sungai, bunyi papan itu.",
    "Pemerintah menyetujui kebijakan privasi yang baru.",
    "Iklan rokok dilarang di sekolah mulai tahun depan.",
    "Artikel ini dalam undang-undang mengatur ganti rugi.",
    "Artikel 4 menetapkan bahwa kedua pihak saling membantu.",
    "Pasal 4",
    "Kecepatan kapal itu 30 knot (55 km/jam).",
    "Baca: itulah kata pertama yang diajarkan kepada murid baru.",
    "Check Point menemukan celah keamanan di grup WhatsApp.",
    "Ingin tahu isi grup WhatsApp para wali kota? Begini ceritanya.",
    "Untuk informasi banjir, warga dapat bergabung di grup WhatsApp RT.",
    "Daftar untuk bantuan lewat e-mail dibuka Senin.",
    "Dilarang menggunakan air sungai tanpa izin, bunyi aturan itu.",
    "Hak cipta dilindungi undang-undang, kata hakim dalam putusannya.",
    "Dengan mendaftar, pedagang dianggap setuju pada ketentuan pasar.",
    "Foto: Wali Kota Budi Santoso dan Gubernur bersalaman di tepi sungai",
    "Get Smart tayang di kanal YouTube produsernya.",
    "Simak video itu baik-baik, kata polisi.",
    "Ilustrasi buku itu dibuat oleh anaknya.",
    "1961",
    "Lagi: tiga orang terluka di pasar, kata polisi.",
    "Terkini, polisi menahan dua orang tersangka.",
    "Facebook didenda di Eropa",
    "PBB",
    "Moskow",
    "Perserikatan Bangsa-Bangsa (PBB)",
    "10 miliar",
    "Korea Selatan Pertimbangkan Kirim Senjata",
    "“Kebakaran itu terjadi pada Kamis, 20 Juni 2024.”",
]


@pytest.mark.parametrize(("expected", "line"), [(k, line) for k in DIRT for line in DIRT[k]])
def test_dirt_is_named(expected: str, line: str) -> None:
    assert kind(line) == expected


@pytest.mark.parametrize("line", REPORTING)
def test_reporting_stays(line: str) -> None:
    assert kind(line) is None


def test_a_long_paragraph_is_never_dirt() -> None:
    assert kind("Baca juga: " + "warga menunggu jembatan itu diperbaiki " * 12) is None


def test_a_headline_is_short_and_open() -> None:
    assert is_headline("Jembatan Lama Ditutup Tiga Bulan")
    assert not is_headline("Jembatan lama ditutup tiga bulan.")
    assert not is_headline("kata " * 30)
