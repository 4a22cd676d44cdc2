"""The reporting stays whole and in order, the dirt around and between it goes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaning import clean

FIRST = "Dewan kota menyetujui anggaran perbaikan jembatan lama di tepi sungai."
SECOND = "“Kami menunggu sejak 2019,” kata Siti, pedagang di pasar dekat jembatan itu."
THIRD = "Pekerjaan dimulai pada Juli dan selesai sebelum akhir tahun, menurut wali kota."
TITLE = "Jembatan Lama Akhirnya Diperbaiki"
REPORTING = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_clean_text_stays_as_it_is() -> None:
    assert clean(REPORTING) == REPORTING


def test_dirt_between_and_below_goes() -> None:
    crawled = f"""kabaranu.com

{FIRST}
Baca juga : Pasar Baru Dibuka
{SECOND}
ADVERTISEMENT
{THIRD}
(abc/def)
Cek berita lain di Google News dan ikuti WhatsApp channel kabaranu.com
Editor : Budi

Terkini Lainnya

Harga Beras Turun
Sekolah Libur Dua Pekan

Tautan Sahabat"""
    assert clean(crawled) == REPORTING


def test_the_title_and_its_photo_credit_leave_the_top() -> None:
    crawled = f"{TITLE}\n\n{TITLE.upper()}\n{TITLE}(KCNA)\n\n{REPORTING}"
    assert clean(crawled, TITLE) == REPORTING


def test_a_sentence_that_only_begins_like_the_title_stays() -> None:
    text = f"{TITLE} setelah rapat sehari penuh.\n\n{SECOND}"
    assert clean(text, TITLE) == text


def test_the_dateline_leaves_the_first_sentence_only() -> None:
    text = f"JAKARTA, KABARANU.com – {FIRST}\n\nTEMPO.CO – {SECOND}"
    assert clean(text) == f"{FIRST}\n\nTEMPO.CO – {SECOND}"


def test_initials_behind_the_last_sentence_go() -> None:
    for ending in (" (BBC/P-5)", " (abc/def)", " (Antara)", " [eko]", "(rds)"):
        assert clean(REPORTING + ending) == REPORTING


def test_abbreviations_in_brackets_are_no_initials() -> None:
    for last in ("Begitu bunyi resolusi Dewan Keamanan (DK)", "Anggarannya naik (lagi)."):
        assert clean(f"{FIRST}\n\n{last}") == f"{FIRST}\n\n{last}"


def test_a_teaser_in_brackets_leaves_its_paragraph() -> None:
    assert clean(f"{FIRST} (Baca juga: Pasar Baru Dibuka)\n\n{SECOND}") == f"{FIRST}\n\n{SECOND}"
    assert clean(f"{FIRST} (Foto: Antara/Budi)\n\n{SECOND}") == f"{FIRST}\n\n{SECOND}"


def test_a_label_alone_takes_its_headline_along() -> None:
    text = f"{FIRST}\n\nBaca juga:\n\nPasar Baru Dibuka\n\n{SECOND}"
    assert clean(text) == f"{FIRST}\n\n{SECOND}"


def test_a_subheading_before_reporting_stays() -> None:
    text = f"{FIRST}\n\nTanggapan Warga\n\n{SECOND}"
    assert clean(text) == text
    assert clean(f"{FIRST}\n\nBaca juga: Pasar Dibuka\n\nTanggapan Warga\n\n{SECOND}") == text


def test_links_and_dates_an_article_lists_itself_stay() -> None:
    text = f"{FIRST}\n\nhttps://satu.example\n\n20 Juni 2024\n\n{THIRD}"
    assert clean(text) == text
    assert clean(f"https://kabar.example/1\n\n20 Juni 2024\n\n{text}\n\nwww.kabar.example") == text


def test_a_subheading_that_could_be_a_button_stays() -> None:
    text = f"{FIRST}\n\nTelegram\n\n{SECOND}\n\nFacebook\n\n{THIRD}"
    assert clean(f"Bagikan\n\nFacebook\n\n{text}\n\nKomentar\n\nKebijakan Privasi") == text


def test_initials_or_a_credit_take_no_subheading_along() -> None:
    for dirt in ("(rds)", "Reuters", "Baca juga Dewan Kota Tolak Pajak"):
        assert clean(f"{FIRST}\n\n{dirt}\n\nTanggapan Warga\n\n{SECOND}") == (
            f"{FIRST}\n\nTanggapan Warga\n\n{SECOND}"
        )


def test_nothing_is_left_of_dirt_alone() -> None:
    assert clean("Baca juga: Pasar Dibuka\nEditor: Budi\n* * *") == ""


LINES = st.sampled_from(
    [
        *(FIRST, SECOND, THIRD, TITLE, "Baca juga: X", "Baca juga:", "Berita Terkait", "a.com"),
        *("A.com - B.id - Kota. (ab) (cd)", "(Foto: x)", "kota (Baca: y)", "20 Juni 2024", "lalu"),
        *("", "—", "Rabu (19/6). (abc/def)", "Sumber", "Editor: Budi", "Judul (KCNA)", "Judul"),
    ]
)


@given(st.lists(LINES, max_size=12).map("\n".join), st.sampled_from(["", TITLE, "Judul"]))
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing(text: str, title: str) -> None:
    once = clean(text, title)
    assert clean(once, title) == once


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_cleaned_into_paragraphs(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert (
        all(part and part == part.strip() and "\n" not in part for part in once.split("\n\n"))
        or not once
    )


@given(st.permutations([FIRST, SECOND, THIRD]), st.lists(LINES, max_size=5))
@settings(deadline=None)
def test_reporting_survives_any_dirt_below_it(reporting: list[str], below: list[str]) -> None:
    cleaned = clean("\n\n".join([*reporting, *below]))
    assert cleaned.startswith("\n\n".join(reporting))
