"""Numbering citations, and the last look at each quote before anything is shown."""

from collections.abc import Sequence

from rag.records import Citation, Claim, Span, Supported


def cite(drafted: Sequence[Supported]) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """Return the claims with citation numbers, and the citations in the order first used.

    A span that is empty or not inside its article does not count, and a claim left without any is
    not shown, whatever the answerer said: this is the one door to the reader.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    claims: list[Claim] = []
    for claim in drafted:
        used: list[int] = []
        for span in filter(_holds, claim.spans):
            place = (span.article.id, span.start, span.end)
            if place not in numbers:
                numbers[place] = len(numbers) + 1
                citations.append(citation(numbers[place], span))
            if numbers[place] not in used:
                used.append(numbers[place])
        if used and claim.text.strip():
            claims.append(_numbered(claim, tuple(used)))
    return tuple(claims), tuple(citations)


def citation(number: int, span: Span) -> Citation:
    """Return a citation of the words of `span`."""
    article = span.article
    return Citation(
        number=number,
        article_id=article.id,
        title=article.title,
        source=article.source,
        url=article.url,
        date=article.date,
        quote=span.text,
        start=span.start,
        end=span.end,
    )


def _numbered(claim: Supported, used: tuple[int, ...]) -> Claim:
    """The claim without the space around it."""
    begin = len(claim.text) - len(claim.text.lstrip())
    at = claim.short_at - begin if claim.short else None
    return Claim(claim.text.strip(), used, claim.short, at)


def _holds(span: Span) -> bool:
    inside = 0 <= span.start < span.end <= len(span.article.text)
    return inside and bool(span.text.strip())
