"""Title, outlet and date are taken from an article's own text, where it carries them."""

from datetime import date

import pytest

from index.provenance import Provenance, infer, repeats, without_dateline

TODAY = date(2026, 3, 1)
TITLE = "Jembatan Lama Akhirnya Diperbaiki"
LEAD = "Dewan kota menyetujui anggaran perbaikan jembatan lama di tepi sungai."


def source(*paragraphs: str) -> str:
    return infer(paragraphs, TODAY).source


def title(*paragraphs: str) -> str:
    return infer(paragraphs, TODAY).title


def test_a_crawled_article_tells_all_three() -> None:
    lines = [
        *("kabaranu.com", TITLE, TITLE, f"{TITLE}(KCNA)"),
        f"JAKARTA, KabarAnu.com – {LEAD} Begitu kata Budi, Kamis (20/6/2024).",
    ]
    assert infer(lines, TODAY) == Provenance(TITLE, "KabarAnu.com", "2024-06-20")


def test_reporting_alone_tells_nothing() -> None:
    assert infer([LEAD, LEAD.upper()], TODAY) == infer([], TODAY) == Provenance()


def test_a_stamp_above_the_article_is_its_date() -> None:
    assert infer([TITLE, "20 Juni 2024 | 08:15 WIB", LEAD], TODAY).date == "2024-06-20"


def test_a_headline_said_twice_is_the_title() -> None:
    assert title("kota banjir lagi", "Kota banjir lagi (Foto: Antara)", LEAD) == "kota banjir lagi"


def test_a_first_line_in_title_case_is_the_title() -> None:
    assert title(TITLE, LEAD) == TITLE


@pytest.mark.parametrize(
    "first",
    [
        "Siapa yang tak suka donat?",
        "Walikota Budi Santoso (Foto: Antara)",
        "Oleh Budi Santoso",
        "Banjir Lagi",
        "dewan kota menyetujui anggaran",
        "Dewan kota menyetujui anggaran perbaikan jembatan",
        "Jakarta, Kabar.id —",
        LEAD,
    ],
)
def test_other_first_lines_are_no_title(first: str) -> None:
    assert title(first, LEAD) == ""


def test_a_reprint_notice_names_title_and_outlet() -> None:
    notice = f"Artikel ini telah tayang di KabarAnu.com dengan judul {TITLE}"
    assert infer([LEAD, LEAD, notice], TODAY) == Provenance(TITLE, "KabarAnu.com")


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("KABARANU.COM – ", "kabaranu.com"),
        ("Jakarta, Kabar.id — ", "Kabar.id"),
        ("BANDUNG, KABARANU.com - ", "KABARANU.com"),
        ("TEMPO.CO, Jakarta - ", "tempo.co"),
        ("Jakarta, CNN Indonesia -- ", "CNN Indonesia"),
        ("Jakarta (ANTARA) - ", "ANTARA"),
        ("Moskow (ANTARA News) - ", "ANTARA News"),
        ("SEOUL, South Korea (AP) — ", "AP"),
        ("SEOUL, June 20 (Reuters) - ", "Reuters"),
        ("www.kabar.co.id | ", "kabar.co.id"),
    ],
)
def test_a_dateline_names_the_outlet_and_is_no_reporting(opening: str, outlet: str) -> None:
    assert source(opening + LEAD) == outlet
    assert without_dateline(opening + LEAD) == LEAD


@pytest.mark.parametrize(
    "paragraph",
    [
        LEAD,
        "Jakarta - Dewan kota bersidang.",
        "Kim Jong-un - yang tiba kemarin - pulang.",
        "Madrid (Spanyol) - Kota itu banjir.",
        "Situs kabar.com diretas – lagi.",
        "Rusia – Korea Utara",
    ],
)
def test_other_openings_stay(paragraph: str) -> None:
    assert without_dateline(paragraph) == paragraph
    assert source(paragraph) == ""


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Cek berita di Google News dan ikuti WhatsApp channel kabaranu.com", "kabaranu.com"),
        ("Follow channel WhatsApp Kabaranu sekarang: https://whatsapp.com/channel/1", "Kabaranu"),
        ("Hubungi tim berita kami di redaksi@kabar.co.uk.", "kabar.co.uk"),
        ("“Begitu,” kata Lee. (BBC/P-5)", "BBC"),
        ("Begitu kata Lee. (Antara)", "Antara"),
        ("Begitu kata Lee. (abc/def)", ""),
        ("Polisi membuka saluran WhatsApp di kabaranu.com.", ""),
    ],
)
def test_a_line_below_names_the_outlet(line: str, outlet: str) -> None:
    assert source(LEAD, line) == outlet


def test_a_dateline_goes_before_a_notice_and_a_notice_before_a_crawled_address() -> None:
    notice = "Ikuti WhatsApp channel kabar.com"
    assert source("lain.com", f"KABARANU.COM – {LEAD}", notice) == "kabaranu.com"
    assert source("lain.com", LEAD, notice) == "kabar.com"
    assert source("lain.com", LEAD) == "lain.com"


def test_the_title_repeats_with_a_photo_credit_or_in_capitals() -> None:
    assert repeats(f"{TITLE}(KCNA)", TITLE) and repeats(TITLE.upper(), TITLE)
    assert not repeats(f"{TITLE} setelah rapat", TITLE) and not repeats("", "")
