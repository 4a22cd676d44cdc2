"""Fusing the legs: cosine plus a little BM25, as found, each on its own scale.

What the legs say of a chunk adds up like evidence: a distance between two scores means the same
from one question to the next. Reciprocal ranks throw that away, and a scale from worst hit to best
stretches a flat leg as wide as a telling one. `python -m benchmarks.tune_fusion` chose the form and
the weights: docs/decisions/0006-fusion.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from index.records import Article, Chunk
from index.references import numbers
from rag.records import Leg, Question

DEPTH = 50
"""Chunks that each leg hands to the fusion."""

Known = Mapping[str, tuple[Chunk, Article]]


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in cosine.

    `words` is for a point of BM25 where question and article are in one language, `names` where
    they are not: the words they share are names and numbers only. `reference` is for a passage with
    an article number that the question names, about half the distance from worst hit to best.
    """

    words: float = 0.003
    names: float = 0.002
    reference: float = 0.05


def fuse(
    question: Question,
    legs: Mapping[str, Mapping[str, Leg]],
    known: Known,
    weights: Weights = Weights(),
) -> dict[str, float]:
    """Return a score, higher is better, for every known chunk that a leg found."""
    asked = numbers(question.text)
    dense, lexical = legs["dense"], legs["lexical"]
    # What a leg does not list is no better than its last, or has none of the words.
    unseen = min((place.score for place in dense.values()), default=0.0)
    unsaid = min(place.score for place in lexical.values()) if len(lexical) >= DEPTH else 0.0
    fused = {}
    for chunk_id in dense.keys() | lexical.keys():
        chunk, article = known[chunk_id]
        across = article.language is not None and article.language != question.language
        fused[chunk_id] = (
            (dense[chunk_id].score if chunk_id in dense else unseen)
            + (weights.names if across else weights.words)
            * (lexical[chunk_id].score if chunk_id in lexical else unsaid)
            + weights.reference * bool(asked and asked & numbers(chunk.text))
        )
    return fused
