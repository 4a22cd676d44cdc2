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
from training.open_questions import Asked

EVIDENCE = ("answer", "margin", "agreement", "kind", "coverage")
"""What the reader and the words say of one passage; `rank` is in the score, `gap` in `answer`."""
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
    groups = [_group(asked, rows) for asked, rows in questions if gold(asked) is not None]
    longest = max(len(scores) for scores, _, _ in groups)
    scores = torch.full((len(groups), longest), ABSENT, dtype=torch.float64)
    evidence = torch.zeros(len(groups), longest, len(EVIDENCE), dtype=torch.float64)
    for i, (score, rows, _) in enumerate(groups):
        scores[i, : len(score)] = torch.from_numpy(score)
        evidence[i, : len(rows)] = torch.from_numpy(rows)
    right = torch.tensor([place for _, _, place in groups])
    # The logarithm of how much a point of the score counts, which is never less than nothing.
    sharpness = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    weights = torch.zeros(len(EVIDENCE), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([sharpness, weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        logits = scores * sharpness.exp() + evidence @ weights
        value = torch.nn.functional.cross_entropy(logits, right)
        value = value + PENALTY * weights.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    unit = SCALE * sharpness.detach().exp().item()
    return dict(zip(EVIDENCE, (weights.detach().numpy() / unit).tolist(), strict=True))


def gold(asked: Asked) -> int | None:
    """Where among the hits the passage stands that the question was written about, if it does."""
    if not asked.example.answers:
        return None
    places = (i for i, h in enumerate(asked.hits) if h.article.id == asked.example.passage_id)
    return next(places, None)


def _group(asked: Asked, rows: Floats) -> tuple[Floats, Floats, int]:
    place = gold(asked)
    assert place is not None
    return np.array([hit.score * SCALE for hit in asked.hits]), rows[:, _COLUMNS], place
