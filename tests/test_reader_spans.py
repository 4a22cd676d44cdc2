"""The span that the logits point at."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.spans import best_span, reading

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
    read = reading(starts, ends, 0.5, 3, [(0, 4), (5, 9)])
    assert (read.start, read.end, read.margin, read.answer) == (0, 9, margin, 0.5)


def test_question_tokens_and_padding_are_no_answer() -> None:
    starts = np.array([0, 9, 9, 1, 2, 9, 9], np.float32)
    read = reading(starts, starts, 0.0, 3, [(0, 2), (3, 8)])
    assert (read.start, read.end) == (3, 8)


def test_an_empty_passage_reads_as_nothing() -> None:
    flat = np.zeros(4, np.float32)
    read = reading(flat, flat, 1.0, 3, [])
    assert (read.start, read.end, read.margin) == (0, 0, -math.inf)
