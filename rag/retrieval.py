"""Retrieval: two legs, fused, near-copies collapsed.

The dense leg compares meaning across languages, the lexical leg finds names, numbers and article
references to the letter.
"""

import re

from index.embedding import Embedder
from index.store import Found, Store
from index.terms import query_terms
from rag.fusion import DEPTH, Known, fuse
from rag.records import Hit, Leg, Question

SAME = 0.95
"""Share of words in common (Jaccard) from which two passages count as one."""

_WORD = re.compile(r"\w+")


class HybridSearch:
    """Dense and lexical search over one store."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder

    def __call__(self, question: Question, k: int) -> tuple[Hit, ...]:
        """Return at most `k` hits, best first, ranked from 1."""
        dense = self._store.dense(self._embedder.embed_query(question.text), max(DEPTH, k))
        lexical = self._store.lexical(query_terms(question.text), max(DEPTH, k))
        known = self._store.chunks([*{chunk_id for chunk_id, _ in dense + lexical}])
        legs = {"dense": placed(dense, known), "lexical": placed(lexical, known)}
        scores = fuse(question, legs, known)
        hits: list[Hit] = []
        seen: list[set[str]] = []
        for chunk_id in sorted(scores, key=lambda known_id: (-scores[known_id], known_id)):
            if len(hits) == k:
                break
            chunk, article = known[chunk_id]
            words = set(_WORD.findall(chunk.text.casefold()))
            if not any(_jaccard(words, other) > SAME for other in seen):
                where = {name: leg[chunk_id] for name, leg in legs.items() if chunk_id in leg}
                hits.append(Hit(len(hits) + 1, chunk, article, scores[chunk_id], where))
                seen.append(words)
        return tuple(hits)


def placed(found: Found, known: Known) -> dict[str, Leg]:
    """Return the hits of one leg by chunk id, without chunks that have left the index."""
    present = [(chunk_id, score) for chunk_id, score in found if chunk_id in known]
    return {chunk_id: Leg(rank, score) for rank, (chunk_id, score) in enumerate(present, 1)}


def _jaccard(some: set[str], others: set[str]) -> float:
    return len(some & others) / (len(some | others) or 1)
