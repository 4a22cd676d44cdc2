"""What the bot keeps of an answer: all that its text, buttons, history and feedback need."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rag.citations import citation
from rag.records import Answer, Citation, Claim, Dropped, Status


@dataclass(frozen=True, slots=True)
class Reply:
    """An `Answer` without the articles' texts. `passages` are the citations, or the nearest hits.

    `unused` are the passages nearest to an answered question from which nothing is quoted.

    `language` is that of the question; `index` the fingerprint of the index that answered.
    """

    status: Status
    language: str
    text: str
    claims: tuple[Claim, ...]
    passages: tuple[Citation, ...]
    dropped: tuple[Dropped, ...]
    confidence: float
    answerer: str
    model: str | None
    index: str
    notice: str | None
    unused: tuple[Citation, ...] = ()

    @property
    def said(self) -> str:
        """The claims without their marks, which mean nothing in a later answer."""
        return " ".join(claim.text for claim in self.claims)


def keep(answer: Answer) -> Reply:
    """Return what is kept of `answer`."""
    nearest = _nearest(answer)
    return Reply(
        status=answer.status,
        language=answer.language,
        text=answer.text,
        claims=answer.claims,
        passages=answer.citations or nearest,
        dropped=answer.dropped,
        confidence=answer.confidence,
        answerer=answer.answerer,
        model=answer.model,
        index=answer.index,
        notice=answer.notice,
        unused=nearest if answer.citations else (),
    )


def to_json(reply: Reply) -> str:
    """Return the reply as JSON text."""
    return json.dumps(asdict(reply))


def from_json(text: str) -> Reply:
    """Return the reply that `to_json` wrote."""
    fields = json.loads(text)
    fields["claims"] = tuple(_claim(**claim) for claim in fields["claims"])
    for kind in ("passages", "unused"):
        fields[kind] = tuple(Citation(**passage) for passage in fields.get(kind, ()))
    fields["dropped"] = tuple(Dropped(**dropped) for dropped in fields["dropped"])
    return Reply(**fields)


def _claim(
    text: str, citations: Sequence[int], short: str = "", short_at: int | None = None
) -> Claim:
    return Claim(text, tuple(citations), short, short_at)


def _nearest(answer: Answer) -> tuple[Citation, ...]:
    return tuple(citation(number, hit.span()) for number, hit in enumerate(answer.nearest, start=1))
