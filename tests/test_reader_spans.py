"""The span that the logits point at."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.spans import ALSO, NEAR, Reading, _tokens, best_span, reading

logits = st.lists(st.floats(-9, 9, width=32), min_size=1, max_size=60)


def arrays(starts: list[float], ends: list[float]) -> tuple[np.ndarray, np.ndarray]:
    size = min(len(starts), len(ends))
    return np.array(starts[:size], np.float32), np.array(ends[:size], np.float32)


@given(logits, logits, st.integers(1, 60))
def test_no_allowed_span_scores_higher(
    starts: list[float], ends: list[float], longest: int
) -> None:
    s, e = arrays(starts, ends)
    first, last, score = best_span(s, e, longest)
    allowed = [(i, j) for i in range(len(s)) for j in range(i, min(len(s), i + longest))]
    assert (first, last) in allowed
    assert score == max(float(s[i] + e[j]) for i, j in allowed)


@given(st.integers(1, 30))
def test_of_equal_spans_the_first_and_shortest_wins(size: int) -> None:
    flat = np.zeros(size, np.float32)
    assert best_span(flat, flat) == (0, 0, 0.0)


def test_an_end_before_its_start_is_no_span() -> None:
    starts, ends = np.array([0, 0, 9], np.float32), np.array([9, 0, 0], np.float32)
    assert best_span(starts, ends)[:2] in {(0, 0), (2, 2)}


@pytest.mark.parametrize(("null", "margin"), [(1.0, 6.0), (4.0, 0.0), (6.0, -4.0)])
def test_the_margin_measures_against_the_null_position(null: float, margin: float) -> None:
    starts = np.array([null, -9, -9, 5, 0], np.float32)
    ends = np.array([null, -9, -9, 0, 3], np.float32)
    read = reading(starts, ends, 0.5, 3, [(0, 4), (5, 9)], [(0, 9)])
    assert (read.start, read.end, read.margin, read.answer) == (0, 9, margin, 0.5)


def test_question_tokens_and_padding_are_no_answer() -> None:
    starts = np.array([0, 9, 9, 1, 2, 9, 9], np.float32)
    read = reading(starts, starts, 0.0, 3, [(0, 2), (3, 8)], [(0, 8)])
    assert (read.start, read.end) == (3, 8)


def test_a_span_lies_within_one_sentence() -> None:
    starts, ends = np.array([0, 5, 1, 0], np.float32), np.array([0, 1, 0, 5], np.float32)
    read = reading(starts, ends, 0.0, 1, [(0, 2), (3, 5), (6, 8)], [(0, 2), (3, 8)])
    assert (read.start, read.end, read.also) == (0, 2, ((3, 8),))


def test_an_empty_passage_reads_as_nothing() -> None:
    flat = np.zeros(4, np.float32)
    read = reading(flat, flat, 1.0, 3, [], [])
    assert (read.start, read.end, read.margin) == (0, 0, -math.inf)


@given(st.data())
def test_other_sentences_count_where_their_best_span_is_nearly_as_good(data: st.DataObject) -> None:
    lengths = data.draw(st.lists(st.integers(1, 5), min_size=1, max_size=6))
    edges = np.cumsum([0, *lengths]).tolist()
    tokens = edges[-1]
    offsets = [(3 * i, 3 * i + 2) for i in range(tokens)]
    sentences = [(3 * a, 3 * b - 1) for a, b in pairwise(edges)]
    row = st.lists(st.floats(-9, 9, width=32), min_size=tokens, max_size=tokens)
    starts, ends = (np.array([0, *data.draw(row)], np.float32) for _ in range(2))
    read = reading(starts, ends, 0.0, 1, offsets, sentences)
    scores = {
        sentence: best_span(starts[1 + a : 1 + b], ends[1 + a : 1 + b])[2]
        for sentence, (a, b) in zip(sentences, pairwise(edges), strict=True)
    }
    best = read.margin + float(starts[0] + ends[0])
    near = [s for s, score in scores.items() if score > best - NEAR and not touches(s, read)]
    found = [next(s for s in sentences if s[0] <= a and b <= s[1]) for a, b in read.also]
    assert len(set(found)) == len(found) == min(ALSO, len(near))
    assert set(found) <= set(near)
    assert [scores[s] for s in found] == sorted((scores[s] for s in found), reverse=True)


def test_where_the_best_span_has_no_words_the_next_best_is_read() -> None:
    text, offsets = "ya.   tidak.", [(0, 3), (3, 5), (6, 12)]
    starts = np.array([0, 3, 4, 2.5], np.float32)
    sentences = [(0, 3), (3, 6), (6, 12)]

    def trim(bounds: tuple[int, int]) -> tuple[int, int]:
        said = text[slice(*bounds)].strip()
        return bounds[0], bounds[0] + len(said)

    read = reading(starts, starts, 0.0, 1, offsets, sentences, trim)
    assert (read.start, read.end, read.margin, read.also) == (0, 3, 6.0, ((6, 12),))
    read = reading(starts, starts, 0.0, 1, offsets, sentences[1:2], trim)
    assert read.start == read.end


@given(st.data())
def test_a_sentence_has_the_tokens_that_touch_it(data: st.DataObject) -> None:
    places = st.integers(0, 12)
    pairs = st.tuples(places, places).filter(lambda pair: pair[0] < pair[1])
    some = data.draw(st.lists(pairs, min_size=1, max_size=9))
    offsets = list(zip(sorted(a for a, _ in some), sorted(b for _, b in some), strict=True))
    first, last = sorted(data.draw(st.tuples(places, st.integers(13, 16))))
    touching = [i for i, (a, b) in enumerate(offsets) if a < last and b > first]
    expected = [(touching[0], touching[-1] + 1)] if touching else []
    assert list(_tokens([(first, last)], offsets)) == expected


def touches(sentence: tuple[int, int], read: Reading) -> bool:
    return sentence[0] < read.end and read.start < sentence[1]
