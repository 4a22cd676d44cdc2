"""Examples as token ids, and batches of questions of about the same length.

One input is <s> question </s></s> title </s> passage </s>, as `rag.reader` has it. The labels mark
every token where an answer starts or ends; where nothing answers both marks are on <s>, the null
position.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.reader import EOS, head, padded
from training.examples import Example

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_PASSAGE = 256
"""Tokens. A longer passage is cut to a window, in training one that holds an answer."""

Offsets = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Ids of one input; `starts` and `ends` are positions of the answers, (0,) for none."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded arrays of shape (examples, tokens), and the question of each example (examples,)."""

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    question: NDArray[np.int64]


def encode(
    examples: Sequence[Example], tokenizer: "Tokenizer", rng: random.Random
) -> list[Encoded]:
    """Encode examples for training. An example whose spans meet no token becomes unanswerable."""
    questions, titles, passages = (
        tokenizer.encode_batch(texts, add_special_tokens=False)
        for texts in zip(*((e.question, e.title, e.passage) for e in examples), strict=True)
    )
    return [
        _encoded(example.spans, head(question.ids, title.ids), passage.ids, passage.offsets, rng)
        for example, question, title, passage in zip(
            examples, questions, titles, passages, strict=True
        )
    ]


def _encoded(
    spans: Sequence[tuple[int, int]],
    before: list[int],
    passage: list[int],
    offsets: Offsets,
    rng: random.Random,
) -> Encoded:
    places = [place for span in spans if (place := token_span(span, offsets))]
    first, last = _window(len(passage), places, rng)
    inside = [(s, e) for s, e in places if first <= s and e < last]
    shift = len(before) - first
    return Encoded(
        (*before, *passage[first:last], EOS),
        tuple(sorted({s + shift for s, _ in inside})) or (0,),
        tuple(sorted({e + shift for _, e in inside})) or (0,),
    )


def token_span(span: tuple[int, int], offsets: Offsets) -> tuple[int, int] | None:
    """The first and the last token that share a character with the span."""
    touched = [i for i, (start, end) in enumerate(offsets) if start < span[1] and end > span[0]]
    return (touched[0], touched[-1]) if touched else None


def _window(length: int, places: Sequence[tuple[int, int]], rng: random.Random) -> tuple[int, int]:
    """At most MAX_PASSAGE tokens; one of three is shorter still, as the chunks of an index are."""
    size = MAX_PASSAGE if rng.random() < 2 / 3 else rng.randint(80, MAX_PASSAGE)
    if length <= size:
        return 0, length
    low, high = 0, length - size
    if places:
        start, end = rng.choice(places)
        if end - start < size:
            low, high = max(0, end - size + 1), min(start, length - size)
    first = rng.randint(low, max(low, high))
    return first, first + size


def batches(
    questions: Sequence[Sequence[Encoded]], tokens: int, rng: random.Random
) -> Iterator[Batch]:
    """All questions once, each with all its passages, in random batches of similar lengths with
    about `tokens` tokens each."""
    order = list(range(len(questions)))
    rng.shuffle(order)
    pool = 50 * max(1, tokens // 160)
    planned: list[list[int]] = []
    for at in range(0, len(order), pool):
        group: list[int] = []
        rows = 0
        for i in sorted(order[at : at + pool], key=lambda i: _longest(questions[i])):
            if group and _longest(questions[i]) * (rows + len(questions[i])) > tokens:
                planned.append(group)
                group, rows = [], 0
            group.append(i)
            rows += len(questions[i])
        planned.append(group)
    rng.shuffle(planned)
    for group in planned:
        yield marked([questions[i] for i in group])


def _longest(question: Sequence[Encoded]) -> int:
    return max(len(encoded.ids) for encoded in question)


def marked(questions: Sequence[Sequence[Encoded]]) -> Batch:
    """One batch of these questions' inputs, padded to the longest."""
    encoded = [each for question in questions for each in question]
    ids, lengths = padded([e.ids for e in encoded])
    mask = (np.arange(ids.shape[1]) < lengths[:, None]).astype(np.int64)
    starts, ends = np.zeros(ids.shape, np.float32), np.zeros(ids.shape, np.float32)
    for row, example in enumerate(encoded):
        starts[row, list(example.starts)] = 1
        ends[row, list(example.ends)] = 1
    question = np.repeat(np.arange(len(questions)), [len(each) for each in questions])
    return Batch(ids, mask, starts, ends, question)
