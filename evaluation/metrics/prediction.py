"""The one text of an answer that is held against the accepted answers."""

import re

from evaluation.records import Row

_MARK = re.compile(r"\s*\[\d+\]")


def prediction(row: Row) -> str:
    """Return the words that answer, if the answerer pointed at any, else the whole shown answer.

    Without the [n] marks; empty when the question was refused. One prediction a question, as in
    SQuAD: the best of several claims would be several tries.
    """
    if row.claims and row.claims[0].short:
        return row.claims[0].short
    return _MARK.sub("", row.answer).strip()


def in_range(row: Row) -> bool:
    """Whether the row's question is answerable and has accepted short answers."""
    return row.case.answerable and bool(row.case.answers)
