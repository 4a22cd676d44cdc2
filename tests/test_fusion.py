"""Fusion keeps how far ahead a hit is, and trusts words only within one language."""

import pytest

from index.records import Article, Chunk
from rag.fusion import DEPTH, fuse
from rag.records import Leg, Question

Legs = dict[str, dict[str, Leg]]


def known(*texts: str, language: str = "id") -> dict[str, tuple[Chunk, Article]]:
    articles = {str(i): Article(str(i), text, language=language) for i, text in enumerate(texts)}
    return {i: (Chunk(i, i, a.text, 0, len(a.text)), a) for i, a in articles.items()}


def leg(**scores: float) -> dict[str, Leg]:
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    return {name.strip("_"): Leg(rank, score) for rank, (name, score) in enumerate(ranked, 1)}


def best(question: str, legs: Legs, passages: dict[str, tuple[Chunk, Article]]) -> str:
    scores = fuse(Question(question), legs, passages)
    return max(scores, key=lambda chunk_id: scores[chunk_id])


def test_what_both_legs_put_first_is_first() -> None:
    legs = {"dense": leg(_0=0.9, _1=0.8), "lexical": leg(_0=7.0, _1=2.0)}
    assert best("siapa?", legs, known("a", "b")) == "0"


def test_a_wide_lead_in_one_leg_outweighs_a_narrow_one_in_the_other() -> None:
    legs = {
        "dense": leg(_0=0.900, _1=0.899, _2=0.8),
        "lexical": leg(_1=9.0, _0=1.0, _2=0.5),
    }
    assert best("siapa?", legs, known("a", "b", "c")) == "1"


def test_words_say_little_across_languages() -> None:
    legs = {"dense": leg(_0=0.9, _1=0.88, _2=0.8), "lexical": leg(_1=9.0, _2=1.0)}
    assert best("siapa?", legs, known("a", "b", "c", language="id")) == "1"
    assert best("siapa?", legs, known("a", "b", "c", language="ru")) == "0"


def test_a_chunk_that_a_full_leg_leaves_out_is_as_good_as_its_last() -> None:
    texts = [str(i) for i in range(DEPTH + 1)]
    full = leg(**{f"_{i}": 9.0 - i / 100 for i in range(1, DEPTH + 1)})
    dense = leg(**{f"_{i}": 0.8 for i in range(DEPTH + 1)})
    scores = fuse(Question("apa?"), {"dense": dense, "lexical": full}, known(*texts))
    assert scores["0"] == pytest.approx(scores[str(DEPTH)])


def test_the_clause_asked_for_comes_first() -> None:
    legs = {"dense": leg(_0=0.9, _1=0.88, _2=0.8), "lexical": leg(_0=2.0, _1=1.9, _2=1.0)}
    assert best("Apa isi Pasal 9?", legs, known("Pasal 4", "Pasal 9", "lain")) == "1"


@pytest.mark.parametrize(
    "legs", [{"dense": {}, "lexical": {}}, {"dense": leg(_0=1.0), "lexical": {}}]
)
def test_an_empty_leg_does_no_harm(legs: Legs) -> None:
    assert set(fuse(Question("apa?"), legs, known("a"))) == set(legs["dense"])
