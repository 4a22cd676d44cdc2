"""Passages seen as sentences: what the answerers choose from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.references import numbers
from index.sentences import sentences
from rag.records import Hit, Span

SUBDIVISION = re.compile(
    r"\b(?:ayat|paragraph|para\.?|пункт\w*|ч\.|част[ьи])\s*(?:ke-?|no\.?|nomor)?\s*\(?(\d{1,2})\b"
    r"|제?\s*(\d{1,2})\s*항",
    re.IGNORECASE,
)


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
            span = hit.span(start, end)
            if (hit.article.id, span.start) not in seen:
                seen.add((hit.article.id, span.start))
                yield Sentence(span, hit)


def answers_reference(question: str, text: str) -> bool:
    """Say whether `text` may answer a question that names articles, or paragraphs of articles.

    A question about Article 9 is not answered by a passage that names only Article 4, nor by one
    that names none; and one about "ayat (2)" only by one that tells paragraphs apart.
    """
    asked = numbers(question)
    return (not asked or bool(asked & numbers(text))) and (
        _subdivisions(question) <= _subdivisions(text)
    )


def able(question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits that may answer a question, going by the articles that it names."""
    return tuple(hit for hit in hits if answers_reference(question, hit.chunk.text))


def _subdivisions(text: str) -> set[str]:
    return {match[1] or match[2] for match in SUBDIVISION.finditer(text)}
