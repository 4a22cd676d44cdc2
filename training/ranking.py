"""Fits what the reader's evidence adds to the score of a passage, so that the right one is first.

A listwise model (Cao et al. 2007, https://icml.cc/imls/conferences/2007/proceedings/papers/139.pdf):
the passage that a question was written about against the others that the search found. The weight
of the search's own score is made 1, so that the others are in its unit.
"""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from rag.confidence import FEATURES
from training.open_questions import Asked, right

EVIDENCE = ("answer", "margin", "agreement", "coverage")
"""What the reader and the words say of one passage; `rank` is in the score, `gap` in `answer`, and
what else there is holds for most passages of a search alike."""
PENALTY = 1e-4
SCALE = 100.0
"""A hundredth of a cosine is about what a logit is worth."""

ABSENT = -1e6
"""The score where a question has fewer hits than others."""

Floats = NDArray[np.float64]

_COLUMNS = [FEATURES.index(name) for name in EVIDENCE]
Read = tuple[Asked, Floats]
"""A question with its hits, and the features of each."""


def fit_ranking(questions: Sequence[Read]) -> dict[str, float]:
    """Return the weight of each kind of evidence, in the unit of the search's score."""
    known = [(asked, rows) for asked, rows in questions if any(gold(asked))]
    longest = max(len(asked.hits) for asked, _ in known)
    scores = torch.full((len(known), longest), ABSENT, dtype=torch.float64)
    evidence = torch.zeros(len(known), longest, len(EVIDENCE), dtype=torch.float64)
    wanted = torch.zeros(len(known), longest, dtype=torch.bool)
    for i, (asked, rows) in enumerate(known):
        hits = len(asked.hits)
        scores[i, :hits] = torch.tensor([hit.score * SCALE for hit in asked.hits])
        evidence[i, :hits] = torch.from_numpy(rows[:, _COLUMNS])
        wanted[i, :hits] = torch.tensor(gold(asked))
    # The logarithm of how much a point of the score counts, which is never less than nothing.
    sharpness = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    weights = torch.zeros(len(EVIDENCE), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([sharpness, weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        logits = scores * sharpness.exp() + evidence @ weights
        # How likely any of the right ones is the first.
        likely = logits.masked_fill(~wanted, 2 * ABSENT).logsumexp(1) - logits.logsumexp(1)
        value = PENALTY * weights.square().sum() - likely.mean()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    unit = SCALE * sharpness.detach().exp().item()
    return dict(zip(EVIDENCE, (weights.detach().numpy() / unit).tolist(), strict=True))


def gold(asked: Asked) -> list[bool]:
    """For each hit whether it is of the passage that the question was written about and has an
    answer in it."""
    example = asked.example
    return [
        hit.article.id == example.passage_id and right(hit.chunk.text, example.answers)
        for hit in asked.hits
    ]
