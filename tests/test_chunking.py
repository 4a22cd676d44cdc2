"""Chunks are whole sentences at exact offsets."""

from hypothesis import given
from hypothesis import strategies as st

from index.chunking import LONGEST, chunk, embedded_text
from index.records import Article
from index.sentences import sentences

words = st.sampled_from(["Putin", "tiba.", "di", "Pyongyang.", "Pasal 4", "berlaku!", "Kim", "—"])
paragraphs = st.lists(words, min_size=1, max_size=120).map(" ".join)
texts = st.lists(paragraphs, min_size=1, max_size=12).map("\n\n".join)


@given(texts)
def test_every_sentence_is_in_exactly_one_chunk(text: str) -> None:
    chunks = chunk(Article("a", text))
    for start, end in sentences(text):
        assert sum(c.start <= start and end <= c.end for c in chunks) == 1


@given(texts)
def test_a_chunk_is_the_text_at_its_offsets(text: str) -> None:
    chunks = chunk(Article("a", text))
    assert all(text[c.start : c.end] == c.text for c in chunks)
    assert len({c.id for c in chunks}) == len(chunks)


@given(texts)
def test_a_clause_is_never_cut(text: str) -> None:
    chunks = chunk(Article("a", text))
    for paragraph in text.split("\n\n"):
        if paragraph.startswith("Pasal"):
            assert any(paragraph.strip() in c.text for c in chunks)


def test_a_long_paragraph_is_divided_between_sentences() -> None:
    text = "Kalimat ini cukup panjang untuk dihitung. " * 60
    chunks = chunk(Article("a", text))
    assert len(chunks) > 1
    assert all(c.end - c.start <= LONGEST and c.text.endswith(".") for c in chunks)


def test_short_neighbours_share_a_chunk() -> None:
    assert len(chunk(Article("a", "Satu.\n\nDua.\n\nTiga."))) == 1


def test_title_and_date_are_embedded_but_not_quotable() -> None:
    article = Article("a", "Isi.", title="Judul", date="2024-06-19")
    only = chunk(article)[0]
    assert only.text == "Isi."
    assert "Judul" in embedded_text(article, only)


def test_an_empty_article_has_no_chunks() -> None:
    assert chunk(Article("a", " \n ")) == []
