"""Which stretch of a passage the reader's logits point at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST = 48
"""Tokens of an answer; only whole clauses are longer than names, dates and figures."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of one passage.

    `start` and `end` are characters of the passage: the best span there is. `margin` says how far
    its logits lie above those of the null position, `answer` is the logit that the passage answers.
    """

    start: int
    end: int
    margin: float
    answer: float


def best_span(
    starts: NDArray[np.float32], ends: NDArray[np.float32], longest: int = LONGEST
) -> tuple[int, int, float]:
    """The first and last token and the score of the best span of at most `longest` tokens.

    `starts` and `ends` are logits over the tokens of one passage, not empty. Of equal spans the
    first and then the shortest wins.
    """
    sums = starts[:, None] + ends[None, :]
    size = len(starts)
    allowed = np.triu(np.ones((size, size), bool)) & ~np.triu(np.ones((size, size), bool), longest)
    first, last = divmod(int(np.where(allowed, sums, -np.inf).argmax()), size)
    return first, last, float(sums[first, last])


def reading(
    starts: NDArray[np.float32],
    ends: NDArray[np.float32],
    answer: float,
    first: int,
    offsets: Sequence[tuple[int, int]],
) -> Reading:
    """The reading of one passage whose tokens stand from position `first` of the logits.

    `offsets` are the characters of those tokens; position 0 of the logits is the null position. An
    empty passage has an empty span with a margin of minus infinity.
    """
    if not offsets:
        return Reading(0, 0, -math.inf, answer)
    stop = first + len(offsets)
    start, end, score = best_span(starts[first:stop], ends[first:stop])
    margin = score - float(starts[0] + ends[0])
    return Reading(offsets[start][0], offsets[end][1], margin, answer)
