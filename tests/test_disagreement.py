"""Disagreements between articles are told; agreement in other words is not."""

import pytest

from index.records import Article
from rag.disagreement import MOST, disagreements, noted
from rag.records import Span, Supported
from tests.scripted_chat import hits_of


def pair(here: str, there: str) -> tuple[list[Supported], Article, Article]:
    a = Article("a", here, "Satu", "Harian Timur", None, "2024-06-20", "id")
    b = Article("b", there, "Dua", "Kabar Laut", None, "2024-06-21", "id")
    return [Supported(here, (Span(a, 0, len(here)),))], a, b


BLAST = "Ledakan di gudang pabrik itu menewaskan {} orang dan melukai puluhan warga."
TREATY = "Perjanjian dagang itu diteken kedua menteri di gedung dewan pada {}."
SAID = "Kapal tambahan akan dikirim ke wilayah perbatasan laut, kata {}."


@pytest.mark.parametrize(
    ("sentence", "a", "b", "kind"),
    [
        (BLAST, "12", "15", "number"),
        (BLAST, "dua belas", "21", "number"),
        (TREATY, "Rabu (19/6)", "Kamis (20/6)", "date"),
        (TREATY, "19 Juni", "20 Juni 2024", "date"),
        (SAID, "Sari Utami", "Budi Santoso", "name"),
    ],
)
def test_a_difference_is_found(sentence: str, a: str, b: str, kind: str) -> None:
    claims, one, other = pair(sentence.format(a), sentence.format(b))
    (found,) = disagreements(claims, hits_of(one, other))
    assert found.kind == kind
    assert (found.a in one.text, found.b in other.text) == (True, True)
    assert (found.here.article, found.there.article) == (one, other)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (BLAST.format("12"), BLAST.format("dua belas")),
        (TREATY.format("Rabu (19/6)"), TREATY.format("19 Juni 2024")),
        (TREATY.format("Rabu (19/6)"), TREATY.format("bulan Juni")),
        (SAID.format("Chang Ho-jin"), SAID.format("Chang Ho Jin")),
        (SAID.format("Sari Utami"), SAID.format("Utami")),
        (BLAST.format("12"), "Gempa di pesisir merobohkan 15 rumah dan sebuah jembatan."),
        (BLAST.format("12"), BLAST.format("15").replace("pabrik itu", "pabrik di Kupang 2019")),
        ("Panen padi 2023 di Ambon mencapai 300 ton dari lahan warga.",
         "Panen padi 2024 di Ambon mencapai 500 ton dari lahan warga."),
        ("Panen padi di Ambon mencapai 300 ton dari seluruh lahan warga.",
         "Panen padi di Kupang mencapai 500 ton dari seluruh lahan warga."),
    ],
)  # fmt: skip
def test_the_same_told_otherwise_is_no_difference(here: str, there: str) -> None:
    if "2019" in there:
        here = here.replace("pabrik itu", "pabrik di Ambon 2018")
    claims, one, other = pair(here, there)
    assert list(disagreements(claims, hits_of(one, other))) == []


def test_one_article_does_not_disagree_with_itself() -> None:
    text = f"{BLAST.format(12)} {BLAST.format(15)}"
    claims, one, _ = pair(text, text)
    assert list(disagreements(claims, hits_of(one))) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "id",
            "Harian Timur (20 Juni 2024) menulis “12 orang”, sedangkan Kabar Laut (21 Juni 2024)",
        ),
        ("en", "Harian Timur (June 20, 2024) has “12 orang”, Kabar Laut (June 21, 2024)"),
        ("ko", "Harian Timur (2024년 6월 20일): “12 orang”"),
        ("ru", "Harian Timur (20 июня 2024"),
        ("xx", "Harian Timur (2024-06-20) has"),
    ],
)
def test_the_note_names_both_outlets_and_dates_and_quotes_both(language: str, said: str) -> None:
    claims, one, other = pair(BLAST.format("12"), BLAST.format("15"))
    *first, note = noted(claims, hits_of(one, other), language)
    assert first == claims
    assert said in note.text
    assert [span.text for span in note.spans] == [one.text, other.text]


def test_only_so_many_are_mentioned() -> None:
    text = " ".join(BLAST.format(n).replace("gudang", f"{w} gudang") for n, w in
                    ((12, "dekat"), (31, "belakang"), (47, "bawah")))  # fmt: skip
    claims, one, other = pair(
        text, text.replace("12", "13").replace("31", "32").replace("47", "48")
    )
    assert len(noted(claims, hits_of(one, other), "id")) == 1 + MOST
