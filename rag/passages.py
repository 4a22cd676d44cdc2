"""Passages seen as sentences: what the answerers choose from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.references import numbers
from index.sentences import sentences
from rag.records import Hit, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a retrieved passage. `hit` is where it was found."""

    span: Span
    hit: Hit

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.span.text


def sentences_of(hits: Sequence[Hit]) -> Iterator[Sentence]:
    """Yield every sentence of the hits once, in the order of the hits."""
    seen: set[tuple[str, int]] = set()
    for hit in hits:
        for start, end in sentences(hit.chunk.text):
            span = Span(hit.article, hit.chunk.start + start, hit.chunk.start + end)
            if (hit.article.id, span.start) not in seen:
                seen.add((hit.article.id, span.start))
                yield Sentence(span, hit)


def answers_reference(asked: frozenset[int], text: str) -> bool:
    """Say whether `text` may answer a question that names these article numbers.

    A question about Article 9 is not answered by a passage that names only Article 4, nor by one
    that names none.
    """
    return not asked or bool(asked & numbers(text))
