"""Reads a set of examples with a reader, in training or shipped, and scores what it says.

Exact match and F1 are SQuAD's (https://arxiv.org/abs/1806.03822) over the words that `evaluation`
compares.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evaluation.matching import normalize
from evaluation.metrics import answer_f1
from evaluation.metrics.auroc import area
from rag.reader import Passage, Reader
from rag.spans import Reading
from training.examples import Example

Flags = NDArray[np.bool_]


def exact(prediction: str, answers: Sequence[str]) -> float:
    """1.0 where the words equal those of an accepted answer, else 0.0."""
    return float(any(normalize(prediction) == normalize(answer) for answer in answers))


def f1(prediction: str, answers: Sequence[str]) -> float:
    """The best F1 of shared words over the accepted answers, in [0, 1]; 0 without any."""
    return max((answer_f1.f1(prediction, answer) for answer in answers), default=0.0)


def auroc(scores: NDArray[np.floating], labels: Flags) -> float:
    """The chance that a positive scores above a negative, ties counting half."""
    return float(area(np.asarray(scores, np.float64), labels))


def gold_passage(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """Every figure of the gold-passage setting.

    `f1` and `em` are over the answerable questions with the best span. `auroc` and `accuracy` judge
    answerable or not by the sum of margin and answer logit, the latter at a threshold chosen on the
    other half of the questions; `overall_f1` counts a refusal there as 1 where there is no answer
    and 0 where there is one.
    """
    said = [e.passage[r.start : r.end] for e, r in zip(examples, readings, strict=True)]
    known = np.array([bool(e.answers) for e in examples])
    scores = np.array([r.margin + r.answer for r in readings])
    f1s = np.array([f1(text, e.answers) for text, e in zip(said, examples, strict=True)])
    ems = np.array([exact(text, e.answers) for text, e in zip(said, examples, strict=True)])
    figures = {"f1": f1s[known].mean(), "em": ems[known].mean()}
    if not known.all():
        figures["auroc"] = auroc(scores, known)
        accepted = scores > _thresholds(scores, known)
        figures["accuracy"] = (accepted == known).mean()
        figures["overall_f1"] = np.where(accepted, f1s, ~known).mean()
    return {name: round(float(value), 4) for name, value in figures.items()}


def _thresholds(scores: NDArray[np.floating], known: Flags) -> NDArray[np.floating]:
    """For each question the threshold that is most often right about the other half of them."""
    halves = np.arange(len(scores)) % 2
    best = np.zeros(2)
    for half in (0, 1):
        others, truth = scores[halves != half], known[halves != half]
        right = [((others > threshold) == truth).mean() for threshold in others]
        best[half] = others[int(np.argmax(right))]
    return best[halves]


def score(examples: Sequence[Example], reader: Reader) -> dict[str, float]:
    """Read every example and return the figures of `gold_passage`."""
    pairs = [(e.question, Passage(e.passage, e.title)) for e in examples]
    return gold_passage(examples, reader.read_pairs(pairs))
