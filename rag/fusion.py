"""Fusing the legs: a weighted sum of scores, each leg on a scale from its worst hit to its best.

A convex combination of normalized scores keeps what reciprocal ranks throw away, how far ahead the
best hit is (Bruch, Gai, Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval").
"""

from collections.abc import Mapping

from index.records import Article, Chunk
from index.references import numbers
from rag.records import Leg, Question

DENSE_WEIGHT = 0.6
"""Share of the dense leg where question and article are in one language."""
DENSE_WEIGHT_ACROSS = 0.9
"""The same where they are not: common words are names and numbers only."""
REFERENCE_BONUS = 0.5
"""Added when the passage has an article number that the question names."""

Known = Mapping[str, tuple[Chunk, Article]]


def fuse(
    question: Question, legs: Mapping[str, Mapping[str, Leg]], known: Known
) -> dict[str, float]:
    """Return a score, higher is better, for every known chunk that a leg found."""
    asked = numbers(question.text)
    scales = {name: _scaled(leg) for name, leg in legs.items()}
    fused = {}
    for chunk_id in {chunk_id for leg in legs.values() for chunk_id in leg}:
        chunk, article = known[chunk_id]
        across = article.language is not None and article.language != question.language
        weight = DENSE_WEIGHT_ACROSS if across else DENSE_WEIGHT
        dense, lexical = (scales[name].get(chunk_id, 0.0) for name in ("dense", "lexical"))
        named = bool(asked and asked & numbers(chunk.text))
        fused[chunk_id] = weight * dense + (1 - weight) * lexical + REFERENCE_BONUS * named
    return fused


def _scaled(leg: Mapping[str, Leg]) -> dict[str, float]:
    """The scores of one leg between 0, its worst hit, and 1, its best."""
    if not leg:
        return {}
    scores = [place.score for place in leg.values()]
    low, high = min(scores), max(scores)
    width = (high - low) or 1.0
    return {chunk_id: (place.score - low) / width for chunk_id, place in leg.items()}
