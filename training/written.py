"""Questions that this project wrote for the reader, as newspaper readers ask, in four languages.

`written.jsonl` has a line for each passage, a stretch of an IndoSum article, with its questions.
Neither passages nor answers are in the file, only where they stand in the article.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.examples import Example, occurrences, passages

WRITTEN = Path(__file__).parent / "written.jsonl"
DEV = 10
"""The questions about one article of this many are for dev."""


@dataclass(frozen=True, slots=True)
class Written:
    """One question: `kind` is fact, clause, list, yes_no, informal or, without an answer, miss."""

    kind: str
    language: str
    example: Example


def written(data: Path, split: str) -> list[Written]:
    """The questions of a split, train or dev; `data` holds the articles in `indosum_news/`."""
    articles = passages(data / "indosum_news" / "passages.jsonl")
    return [
        question
        for row in _rows()
        if is_dev(row["article"]) == (split == "dev")
        for question in _questions(row, articles[row["article"]]["text"])
    ]


def is_dev(article: str) -> bool:
    """Whether the questions about an article are kept out of training."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % DEV == 0


def _questions(row: dict[str, Any], text: str) -> Iterator[Written]:
    start, end = row["passage"]
    passage = text[start:end]
    for kind, language, question, *answer in row["questions"]:
        answers = (text[answer[0] : answer[1]],) if answer else ()
        source = f"written {kind} {language}"
        example = Example(
            question, passage, occurrences(passage, answers), source, answers, row["article"]
        )
        yield Written(kind, language, example)


def _rows() -> Iterator[dict[str, Any]]:
    with WRITTEN.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
