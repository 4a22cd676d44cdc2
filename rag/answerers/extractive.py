"""Answers without a language model: the sentences that answer, verbatim.

This one goes by words and similarity alone. It stands in where the trained reader cannot run.
"""

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from index.embedding import Embedder
from index.terms import query_terms, terms
from rag.clauses import clause_draft
from rag.passages import Sentence, answers_reference, sentences_of
from rag.records import Draft, Hit, Question, Supported

CANDIDATES = 12
"""Sentences whose meaning is compared; the others are ruled out by their words."""
CLAIMS = 2
"""Sentences shown at most."""

_WEIGHTS = {"bias": -32.0, "similarity": 34.0, "coverage": 5.0}
"""Logistic weights: e5 similarities live between .75 and .95, coverage between 0 and 1."""


class Extractive:
    """Chooses sentences by similarity and by how much of the question's rare words they hold.

    `notice` is the key of the sentence that tells the reader why this one answers.
    """

    def __init__(
        self,
        embedder: Embedder,
        document_frequency: Callable[[str], int],
        documents: int,
        min_confidence: float,
        notice: str | None = None,
    ) -> None:
        self._embedder = embedder
        self._document_frequency = document_frequency
        self._documents = documents
        self._min_confidence = min_confidence
        self._notice = notice

    def draft(self, question: Question, hits: Sequence[Hit]) -> Iterator[Draft]:
        """Yield one draft: the best sentences, or none when even the best is unlikely to answer."""
        if whole := clause_draft(question.text, hits):
            yield whole
            return
        scored = self._scored(question, hits)
        confidence = scored[0][0] if scored else 0.0
        chosen = [
            Supported(sentence.text, (sentence.span,))
            for score, sentence in scored[:CLAIMS]
            if score >= max(self._min_confidence, 0.8 * confidence)
        ]
        yield Draft(tuple(chosen), confidence, notice=self._notice)

    def _scored(self, question: Question, hits: Sequence[Hit]) -> list[tuple[float, Sentence]]:
        """The most promising sentences with the probability that each answers, best first."""
        weights = {term: self._idf(term) for term in query_terms(question.text)}
        candidates = [
            s for s in sentences_of(hits) if answers_reference(question.text, s.hit.chunk.text)
        ]
        covered = {s.span: _coverage(weights, s) for s in candidates}
        candidates.sort(key=lambda s: (-covered[s.span], s.hit.rank))
        candidates = candidates[:CANDIDATES]
        if not candidates:
            return []
        wanted = self._embedder.embed_query(question.text)
        vectors = self._embedder.embed_documents([s.text for s in candidates])
        scored = []
        for sentence, vector in zip(candidates, vectors, strict=True):
            similarity = float(np.dot(wanted, vector))
            across = sentence.hit.article.language not in (None, question.language)
            coverage = 0.6 if across else covered[sentence.span]
            logit = (
                _WEIGHTS["bias"]
                + _WEIGHTS["similarity"] * similarity
                + _WEIGHTS["coverage"] * coverage
            )
            scored.append((1 / (1 + math.exp(-logit)), sentence))
        return sorted(scored, key=lambda pair: -pair[0])

    def _idf(self, term: str) -> float:
        return math.log(1 + self._documents / (1 + self._document_frequency(term)))


def _coverage(weights: dict[str, float], sentence: Sentence) -> float:
    """The share of the question's telling words, by weight; those in the passage count half."""
    inside, around = set(terms(sentence.text)), set(terms(sentence.hit.chunk.text))
    held = sum(w * ((term in inside) + (term in around)) / 2 for term, w in weights.items())
    return held / (sum(weights.values()) or 1.0)
