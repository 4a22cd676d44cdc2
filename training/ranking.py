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

_COLUMNS = [FEATURES.index(name) for name in EVIDENCE]
Read = tuple[Asked, NDArray[np.float64]]
"""A question with its hits, and the features of each."""


def fit_ranking(questions: Sequence[Read]) -> dict[str, float]:
    """Return the weight of each kind of evidence, in the unit of the search's score."""
    groups = [_group(asked, rows) for asked, rows in questions if gold(asked) is not None]
    weights = torch.zeros(1 + len(EVIDENCE), dtype=torch.float64, requires_grad=True)
    with torch.no_grad():
        weights[0] = 1.0
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")
    longest = max(len(rows) for rows, _ in groups)
    x = torch.zeros(len(groups), longest, 1 + len(EVIDENCE), dtype=torch.float64)
    absent = torch.ones(len(groups), longest, dtype=torch.bool)
    for i, (rows, _) in enumerate(groups):
        x[i, : len(rows)] = torch.from_numpy(rows)
        absent[i, : len(rows)] = False
    right = torch.tensor([place for _, place in groups])

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        logits = (x @ weights).masked_fill(absent, -1e9)
        value = torch.nn.functional.cross_entropy(logits, right)
        value = value + PENALTY * weights.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    found = weights.detach().numpy()
    return {
        name: float(weight / (found[0] * SCALE))
        for name, weight in zip(EVIDENCE, found[1:], strict=True)
    }


def gold(asked: Asked) -> int | None:
    """Where among the hits the passage stands that the question was written about, if it does."""
    if not asked.example.answers:
        return None
    places = (i for i, h in enumerate(asked.hits) if h.article.id == asked.example.passage_id)
    return next(places, None)


def _group(asked: Asked, rows: NDArray[np.float64]) -> tuple[NDArray[np.float64], int]:
    scores = np.array([[hit.score * SCALE] for hit in asked.hits])
    place = gold(asked)
    assert place is not None
    return np.concatenate([scores, rows[:, _COLUMNS]], axis=1), place
