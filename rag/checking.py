"""One written claim against the passages: what of it may be shown, and why the rest may not."""

from collections.abc import Sequence
from typing import NamedTuple

from rag.claims import flaw, sanitised
from rag.names import passages_of
from rag.quotes import find
from rag.records import Dropped, Hit, Span, Supported
from rag.streaming import Written


class Checked(NamedTuple):
    """`supported` is the claim as it may be shown, or None; `dropped` is what did not hold.

    A quote said to be in the wrong passage is put right and noted as misattributed.
    """

    supported: Supported | None
    dropped: tuple[Dropped, ...] = ()


def check(written: Written, hits: Sequence[Hit]) -> Checked:
    """Return what remains of a claim whose passage numbers count `hits` from 1.

    The claim stands on the quotes that are there, letter for letter; those that are not are noted.
    It falls with its last quote, or when it says what its quotes do not.
    """
    text = sanitised(written.text)
    if not text:
        return Checked(None)
    spans: list[Span] = []
    noted: list[Dropped] = []
    for passage, quote in written.quotes:
        verdict, span = find(quote, hits, passage)
        if span is not None and span not in spans:
            spans.append(span)
        if verdict != "found":
            noted.append(Dropped(text, verdict, quote[:160]))
    if not spans:
        return Checked(None, tuple(noted) or (Dropped(text, "no_quote"),))
    wrong = flaw(text, spans, passages_of(tuple(hit.chunk.text for hit in hits)))
    if wrong is not None:
        return Checked(None, (*noted, wrong))
    return Checked(Supported(text, tuple(spans)), tuple(noted))
