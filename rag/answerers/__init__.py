"""The seam between passages and claims."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from rag.records import Draft, Hit, Question

PASSAGES = 8
"""Passages that an answerer is handed."""


class Answerer(Protocol):
    """Turns passages into claims that point at them.

    `draft` yields drafts that only grow: each one repeats the claims of the one before and may add
    to them, so every draft can be shown as it is. The last one is the answer; if it has no claims,
    the articles do not answer. An answerer that does not stream yields once.
    """

    def draft(self, question: Question, hits: Sequence[Hit]) -> Iterator[Draft]: ...
