"""Lines become paragraphs: wrapped lines are joined, others are not."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.paragraphs import ends_sentence, join, paragraphs

LONG = (
    "Dewan kota menyetujui anggaran perbaikan jembatan lama di tepi sungai Kali Besar setelah "
    "rapat sehari penuh yang dihadiri Wali Kota Budi Santoso dan Gubernur. Pekerjaan dimulai Juli."
)
SHORT = "Warga menyambut keputusan itu dengan lega karena mereka sudah lama menunggu jembatan baru."


def test_every_line_is_a_paragraph_where_nothing_is_wrapped() -> None:
    lines = [LONG, SHORT, "Tanggapan Warga", SHORT, LONG]
    assert paragraphs("\n".join(lines)) == lines


def test_blank_lines_part_paragraphs_and_spaces_are_single() -> None:
    assert paragraphs("  Satu \u00a0 dua. \r\n \n\n\tTiga. ") == ["Satu dua.", "Tiga."]


def test_a_line_that_goes_on_in_lower_case_was_wrapped() -> None:
    text = f"{SHORT}\nKota itu mengancam akan\nmenutup jembatan itu.\n{LONG}"
    assert paragraphs(text) == [SHORT, "Kota itu mengancam akan menutup jembatan itu.", LONG]


def test_known_dirt_is_not_joined_to_reporting() -> None:
    lines = ["Kota itu menutup jembatan", "baca juga: Warga Menunggu", "lalu membukanya lagi."]
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize("width", [40, 60, 72, 80])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_text_set_to_a_width_is_joined_again(width: int, gap: str) -> None:
    originals = [LONG, SHORT, LONG]
    text = gap.join(textwrap.fill(paragraph, width) for paragraph in originals)
    assert paragraphs(text) == originals


def test_a_wrapped_teaser_between_blank_lines_is_joined_too() -> None:
    teaser = "Baca juga: Warga Kampung Baru Menolak Pindah sebelum Jembatan Baru Selesai"
    text = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in (LONG, teaser, SHORT))
    assert paragraphs(text) == [LONG, teaser, SHORT]


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("perbaikan", "jembatan", "perbaikan jembatan"),
        ("perba-", "ikan jembatan", "perbaikan jembatan"),
        ("negara-", "negara Barat", "negara-negara Barat"),
        ("tolak-", "menolak usul", "tolak-menolak usul"),
        ("perundang-", "undangan", "perundang-undangan"),
        ("Rusia-", "Korea Utara", "Rusia-Korea Utara"),
        ("kota itu -", "kata Budi", "kota itu - kata Budi"),
    ],
)
def test_a_hyphen_stays_where_the_word_has_one(line: str, following: str, joined: str) -> None:
    assert join([line, following]) == joined


def test_a_sentence_may_end_in_quotes_and_brackets() -> None:
    assert ends_sentence("“Begitu.”") and ends_sentence("(Begitu.)") and ends_sentence("Begitu…")
    assert not ends_sentence("Begitu") and not ends_sentence("Begitu,”")


@given(st.text(alphabet=st.sampled_from("aB c.\n-:(1”")))
def test_nothing_but_spaces_and_hyphens_is_lost_and_a_second_time_changes_nothing(
    text: str,
) -> None:
    once = paragraphs(text)
    bare = "".join("".join(once).split()).replace("-", "")
    assert bare == "".join(text.split()).replace("-", "")
    assert paragraphs("\n\n".join(once)) == once
