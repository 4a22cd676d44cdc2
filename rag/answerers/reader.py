"""Answers with the trained reader: the sentences that hold the answer, verbatim, or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from index.sentences import sentences_around
from rag.answerers import PASSAGES
from rag.clauses import clause_draft
from rag.confidence import Calibration, features
from rag.expected import asked_part, asks_for_several, asks_for_words
from rag.parts import parts
from rag.passages import able
from rag.reader import Passage, Reader
from rag.records import Draft, Hit, Question, Span, Supported
from rag.spans import Reading

CLAIMS = 3
"""Stretches of articles shown at most."""
_AS_LIKELY = 0.85
_AS_LIKELY_OF_SEVERAL = 0.4
"""Share of the best probability that a further sentence must have to be shown with it; less where
the question asks for several things."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was read in one hit, and the probability that what is shown for it answers.

    `evidence` is what the reading adds to the score of the hit.
    """

    hit: Hit
    reading: Reading
    probability: float
    evidence: float

    @property
    def span(self) -> Span:
        """Return the best span, as a stretch of the article."""
        return self.hit.span(self.reading.start, self.reading.end)


class ReaderAnswerer:
    """Chooses span and passage together, by the calibrated probability that they answer."""

    def __init__(self, reader: Reader, calibration: Calibration, min_confidence: float) -> None:
        self._reader = reader
        self._calibration = calibration
        self._min_confidence = min_confidence

    def draft(self, question: Question, hits: Sequence[Hit]) -> Iterator[Draft]:
        """Yield one draft: the sentences around the likeliest spans, or none. Each of two things
        that are asked for is answered by itself."""
        asked = _asked(question)
        both = _together([self.answer(part, hits) for part in asked]) if asked[1:] else Draft()
        yield both if both.claims else self.answer(question, hits)

    def answer(self, question: Question, hits: Sequence[Hit]) -> Draft:
        """Return the sentences around the likeliest spans for a question that is read whole."""
        if whole := clause_draft(question.text, hits):
            return whole
        best = self.candidates(question, hits)
        confidence = best[0].probability if best else 0.0
        as_likely = _AS_LIKELY_OF_SEVERAL if asks_for_several(question.text) else _AS_LIKELY
        least = max(self._min_confidence, as_likely * confidence)
        likely = [candidate for candidate in best if candidate.probability >= least]
        return Draft(_claims(likely, pointed=asks_for_words(question.text)), confidence)

    def rerank(self, question: Question, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return the hits, best first, with what the reader makes of the first PASSAGES added to
        their scores; those that are not read, or cannot answer, get the least that was added."""
        read = self.candidates(question, hits[:PASSAGES])
        added = {candidate.hit.chunk.id: candidate.evidence for candidate in read}
        least = min(added.values(), default=0.0)
        scored = [(hit.score + added.get(hit.chunk.id, least), hit) for hit in hits]
        scored.sort(key=lambda pair: (-pair[0], pair[1].rank))
        return tuple(
            replace(hit, rank=rank, score=score) for rank, (score, hit) in enumerate(scored, 1)
        )

    def judge(self, question: Question, hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], float]:
        """Return the hits, those that likely hold the answer first, and the probability that the
        likeliest span answers, 0.0 where there is none."""
        read = [each for part in _asked(question) for each in self.candidates(part, hits)]
        best = sorted(read, key=_likeliest)
        by_chunk = {hit.chunk.id: hit for hit in (*(each.hit for each in best), *hits)}
        return tuple(by_chunk.values()), best[0].probability if best else 0.0

    def candidates(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """Return the best span of every hit that may answer, the likeliest first.

        Hits that name another article number than the question are not read.
        """
        read = able(question.text, hits)
        readings = self._reader.read(asked_part(question.text), passages(read))
        rows = features(question, readings, read)
        candidates = [
            Candidate(
                hit, found, self._calibration.probability(row), self._calibration.evidence(row)
            )
            for hit, found, row in zip(read, readings, rows, strict=True)
            if found.end > found.start
        ]
        return sorted(candidates, key=_likeliest)


def _likeliest(candidate: Candidate) -> tuple[float, int]:
    return -candidate.probability, candidate.hit.rank


def _asked(question: Question) -> list[Question]:
    """The questions that one asks: itself, or its two parts."""
    asked = parts(asked_part(question.text))
    return [replace(question, text=part) for part in asked] if asked[1:] else [question]


def passages(hits: Sequence[Hit]) -> list[Passage]:
    """Return what is read of each hit."""
    return [Passage(hit.chunk.text, hit.article.title) for hit in hits]


def _together(answers: Sequence[Draft]) -> Draft:
    """The answers to the parts of a question as one, a claim of each before a second of any.

    It is as likely as the less likely of what it shows.
    """
    given = [answer for answer in answers if answer.claims]
    chosen: list[Supported] = []
    for claim in filter(None, chain.from_iterable(zip_longest(*(each.claims for each in given)))):
        if not any(_holds(other, claim) for other in chosen):
            chosen = [other for other in chosen if not _holds(claim, other)] + [claim]
    in_part = given and len(given) < len(answers)
    return Draft(
        tuple(chosen[:CLAIMS]),
        min((answer.confidence for answer in given), default=0.0),
        notice="answered_in_part" if in_part else None,
    )


def _holds(claim: Supported, other: Supported) -> bool:
    """Whether all that one claim quotes stands in the quotes of another."""
    return all(any(span.contains(each) for span in claim.spans) for each in other.spans)


def _claims(likely: Sequence[Candidate], *, pointed: bool) -> tuple[Supported, ...]:
    """What is claimed for the candidates, the likeliest first: for each the stretch that holds its
    best span, then, while there is room, its others. `pointed`: whether words are pointed at."""
    stretches = [
        (depth, place, span)
        for place, candidate in enumerate(likely)
        for depth, span in enumerate(shown(candidate.hit, candidate.reading))
    ]
    chosen: list[tuple[int, int, Span]] = []
    for depth, place, span in sorted(stretches, key=lambda each: each[:2]):
        if len(chosen) < CLAIMS and not any(span.overlaps(other) for *_, other in chosen):
            chosen.append((place, depth, span))
    return tuple(
        _claim(span, likely[place].span if pointed and depth == 0 else None)
        for place, depth, span in sorted(chosen, key=lambda each: each[:2])
    )


def _claim(shown: Span, short: Span | None) -> Supported:
    if short is None:
        return Supported(shown.text, (shown,))
    return Supported(shown.text, (shown,), short.text, short.start - shown.start)


def shown(hit: Hit, read: Reading) -> tuple[Span, ...]:
    """Return the sentences around what was read in a hit, as stretches of the article: sentences
    that follow each other are one. The stretch that holds the best span comes first."""
    spans = [hit.span(start, end) for start, end in ((read.start, read.end), *read.also)]
    joined: list[Span] = []
    for span in sorted(map(sentence_around, spans), key=lambda span: span.start):
        last = joined[-1] if joined else span
        between = span.article.text[last.end : span.start]
        if joined and not between.strip(" "):
            joined[-1] = Span(span.article, last.start, max(last.end, span.end))
        else:
            joined.append(span)
    return tuple(sorted(joined, key=lambda span: not span.overlaps(spans[0])))


def sentence_around(span: Span) -> Span:
    """Return the sentence, or the run of sentences, of the article that holds the span."""
    held = sentences_around(span.article.text, span.start, span.end)
    return Span(span.article, held[0][0], held[-1][1]) if held else span
