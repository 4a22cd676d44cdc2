"""The weights of the ranking, on hits of which only the margin tells the right one."""

import numpy as np
import pytest

from index.records import Article, Chunk
from rag.confidence import FEATURES
from rag.records import Hit, Question
from training.examples import Example
from training.open_questions import Asked
from training.ranking import EVIDENCE, Read, fit_ranking, gold

MARGIN = FEATURES.index("margin")


def asked(right: int, hits: int, seed: int) -> Read:
    """A question whose right hit has a high margin and, a little, a high score."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(hits, len(FEATURES)))
    rows[:, MARGIN] = rng.normal(size=hits) + 4 * (np.arange(hits) == right)
    scores = 0.8 + 0.01 * rng.normal(size=hits) + 0.01 * (np.arange(hits) == right)
    found = tuple(
        Hit(i + 1, Chunk(f"{i}:0", str(i), "teks", 0, 4), Article(str(i), "teks"), score)
        for i, score in enumerate(scores.tolist())
    )
    example = Example("kapan?", "teks", ((0, 4),), "made", ("teks",), str(right))
    return Asked(example, Question("kapan?"), found), rows


def test_what_tells_the_right_passage_gets_the_weight() -> None:
    questions = [asked(i % 5, 5 + i % 3, i) for i in range(200)]
    weights = fit_ranking(questions)
    assert tuple(weights) == EVIDENCE
    others = [abs(weight) for name, weight in weights.items() if name != "margin"]
    assert weights["margin"] > 3 * max(others) > 0


def test_only_the_part_of_an_article_that_holds_the_answer_is_right() -> None:
    article = Article("a", "Judul. Dibuka Rabu.")
    pieces = Chunk("a:0", "a", "Judul.", 0, 6), Chunk("a:7", "a", "Dibuka Rabu.", 7, 19)
    hits = tuple(Hit(i, piece, article, 0.8) for i, piece in enumerate(pieces, 1))
    example = Example("kapan?", article.text, ((14, 18),), "made", ("Rabu",), "a")
    assert gold(Asked(example, Question("kapan?"), hits)) == [False, True]


def test_a_question_without_answer_or_passage_teaches_nothing() -> None:
    known, rows = asked(2, 5, 0)
    assert gold(known) == [False, False, True, False, False]
    for answers, passage in (((), "2"), (("teks",), "9")):
        example = Example("kapan?", "teks", (), "made", answers, passage)
        assert not any(gold(Asked(example, known.question, known.hits)))
    many = [asked(i % 5, 5, i) for i in range(50)]
    unknown = Asked(Example("?", "", (), "made"), known.question, known.hits), rows
    assert fit_ranking([*many, unknown]) == pytest.approx(fit_ranking(many))
