"""Article numbers are found however they are written, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.references import numbers, references


@pytest.mark.parametrize(
    "text",
    [
        "Pasal 4", "pasal empat", "PASAL 4", "Pasal ke-4", "pasal nomor 4", "Ps. 4", "Article 4",
        "article four", "Article IV", "Art. 4", "art 4", "Articles 4", "статья 4", "статье 4",
        "статьи 4", "четвёртая статья", "четвертой статьи", "ст. 4", "제4조", "제 4 조", "4조",
        "第四条", "第4条", "第 4 條",
    ],
)  # fmt: skip
def test_article_four_in_every_spelling(text: str) -> None:
    assert numbers(f"Apa isi {text}?") == {4}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("pasal dua puluh tiga", 23),
        ("pasal sebelas", 11),
        ("pasal dua belas", 12),
        ("Article twenty-three", 23),
        ("第十二条", 12),
        ("第二十条", 20),
        ("第二十三条", 23),
        ("Article XIX", 19),
        ("Pasal 112", 112),
    ],
)
def test_other_numbers(text: str, number: int) -> None:
    assert numbers(text) == {number}


@pytest.mark.parametrize(
    "text",
    [
        "Empat pasal",
        "articles of war",
        "an article I read",
        "5조 원",
        "4 Juni",
        "pasalnya 4 orang",
        "PASAL İ",
        "pasal ſatu",
        "",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert numbers(text) == frozenset()


@given(st.text(max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for reference in references(text):
        assert 0 <= reference.start < reference.end <= len(text)
        assert reference.number > 0
