"""Passages seen as sentences: what the answerers choose from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.references import numbers, references
from index.sentences import sentences
from index.terms import query_terms, terms
from rag.records import Hit, Span

CLAUSE_CONFIDENCE = 0.95
"""The number stands at the head of the clause: only a clause that is cited elsewhere misleads."""

# The terms of "apa yang diwajibkan pasal 4", "what does Article 4 of the treaty require" …
_ASKING = frozenset(
    terms(
        """apa isi bunyi bunyinya isinya jelaskan jabarkan sebutkan diwajibkan mewajibkan wajib
        mengatur diatur ditetapkan menetapkan tentang dalam perjanjian traktat pakta ketentuan
        berbunyi dikatakan mengatakan kata kewajiban ngatur soal mengenai perihal itu kedua negara
        pihak para what does require requires oblige obliges obligate bind say says state states
        content contents text provide provides provisions treaty pact agreement about explain the
        two both countries parties to do
        что говорит говорится содержание статьи договора требует гласит
        sih deh kok tolong coba
        의 에 는 은 이 가 내용 내용은 무엇인가요 무엇입니까 무엇 규정 조약 조약의 무엇을
        요구합니까"""
    )
)
_SUBDIVISION = re.compile(
    r"\b(?:ayat|paragraph|para\.?|пункт\w*|ч\.|част[ьи])\s*(?:ke-?|no\.?|nomor)?\s*\(?(\d{1,2})\b"
    r"|제?\s*(\d{1,2})\s*항",
    re.IGNORECASE,
)
_MARKS = " \t\"'“‘«(–—-•"


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


def asks_for_clause(question: str) -> bool:
    """Say whether a question asks what a numbered article says, and for nothing more.

    "Apa isi Pasal 4?" does; "Kapan Pasal 4 berlaku?" asks for one thing in it.
    """
    rest = question
    for reference in references(question):
        rest = rest.replace(question[reference.start : reference.end], " ")
    asks_for_more = set(query_terms(rest)) - _ASKING or _SUBDIVISION.search(rest)
    return rest != question and not asks_for_more


def clause(asked: frozenset[int], hits: Sequence[Hit]) -> list[Sentence]:
    """Return the clause that the question asks for by number, sentence by sentence.

    That is the first paragraph among the hits that begins with one of the numbers asked for; empty
    where none does.
    """
    for hit in hits:
        found = list(sentences_of([hit]))
        for i, sentence in enumerate(found):
            first = next(references(sentence.text), None)
            heads = first and not sentence.text[: first.start].strip(_MARKS)
            if first and heads and first.number in asked and _begins_paragraph(sentence.span):
                return [sentence, *_same_paragraph(sentence, found[i + 1 :])]
    return []


def _begins_paragraph(span: Span) -> bool:
    return span.article.text[: span.start].rstrip(" ")[-1:] in ("", "\n")


def _same_paragraph(first: Sentence, following: Sequence[Sentence]) -> Iterator[Sentence]:
    text, end = first.span.article.text, first.span.end
    for sentence in following:
        if "\n" in text[end : sentence.span.start]:
            return
        yield sentence
        end = sentence.span.end


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
    return {match[1] or match[2] for match in _SUBDIVISION.finditer(text)}
