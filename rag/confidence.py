"""How likely a span is the answer: one logistic model over what the reader and the search say.

The weights are fitted on dev questions over a whole corpus (`python -m training.calibrate`), so a
confidence of 0.8 means that about four of five such answers are right (Platt scaling,
https://home.cs.colorado.edu/~mozer/Teaching/syllabi/6622/papers/Platt1999.pdf). The same number
chooses between the passages: the answer shown is the one most likely right.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import BadCalibration
from index.terms import query_terms, terms
from rag.records import Hit, Question
from rag.spans import Reading

FEATURES = (
    "answer",
    "margin",
    "rank",
    "gap",
    "agreement",
    "coverage",
    "across",
)
"""What is weighed, in this order; see `features`."""
_CLIP = 12.0
"""Logits beyond this say nothing more."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights by feature name, with `bias`; `ranking` for some of them, in the unit of the search.

    The right passage may be found with the wrong words in it: passages are ranked by weights of
    their own.
    """

    weights: Mapping[str, float]
    ranking: Mapping[str, float] = field(default_factory=dict)

    def probability(self, values: Sequence[float]) -> float:
        """Return the probability in [0, 1] that a candidate with these features is right."""
        logit = self.weights["bias"]
        logit += sum(self.weights[n] * v for n, v in zip(FEATURES, values, strict=True))
        return 1 / (1 + math.exp(-logit)) if logit > -500 else 0.0

    def evidence(self, values: Sequence[float]) -> float:
        """Return what these features add to the score of a hit."""
        by_name = dict(zip(FEATURES, values, strict=True))
        return sum(weight * by_name[name] for name, weight in self.ranking.items())


def load(path: Path) -> Calibration:
    """Read the weights that `training.calibrate` wrote. Raises BadCalibration."""
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        weights, ranking = (
            {str(name): float(weight) for name, weight in written[kind].items()}
            for kind in ("weights", "ranking")
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadCalibration(path=path, reason=f"{type(error).__name__}: {error}") from error
    odd = (weights.keys() ^ {"bias", *FEATURES}) | (ranking.keys() - {*FEATURES})
    if odd:
        reason = f"missing or unknown: {', '.join(sorted(odd))}"
        raise BadCalibration(path=path, reason=reason)
    return Calibration(weights, ranking)


def features(
    question: Question, readings: Sequence[Reading], hits: Sequence[Hit]
) -> list[tuple[float, ...]]:
    """Return for each hit the values of FEATURES, given what the reader made of it.

    `answer` and `margin` are the reader's; `rank` is 1 / rank in the search; `gap` how far the
    answer logit lies below the best of the other passages, negative where it lies above, and 0
    where there are none, for a passage that stands alone has beaten nothing;
    `agreement` the share of the other passages that give the same words with a margin above zero;
    `coverage` the share of the question's terms that the passage or its title has, 0 across
    languages; `across` is 1 where question and article have different languages.
    """
    said = [hit.chunk.text[r.start : r.end] for r, hit in zip(readings, hits, strict=True)]
    answers = [_clipped(r.answer) for r in readings]
    wanted = set(query_terms(question.text))
    rows: list[tuple[float, ...]] = []
    for i, (read, hit) in enumerate(zip(readings, hits, strict=True)):
        others = [j for j in range(len(hits)) if j != i]
        rival = max((answers[j] for j in others), default=answers[i])
        same = sum(_agree(said[i], said[j]) and readings[j].margin > 0 for j in others)
        across = hit.article.language not in (None, question.language)
        held = wanted & {*terms(hit.article.title), *terms(hit.chunk.text)}
        rows.append(
            (
                answers[i],
                _clipped(read.margin),
                1 / hit.rank,
                rival - answers[i],
                same / max(1, len(others)),
                0.0 if across else len(held) / max(1, len(wanted)),
                float(across),
            )
        )
    return rows


def _agree(said: str, other: str) -> bool:
    some, others = _words(said), _words(other)
    return bool(some) and bool(others) and (some <= others or others <= some)


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _clipped(logit: float) -> float:
    return max(-_CLIP, min(_CLIP, logit))
