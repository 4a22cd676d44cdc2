"""Questions that this project wrote for the reader, as newspaper readers ask, in four languages.

`written.jsonl` has a line for each passage, a stretch of an IndoSum article, with its questions.
Neither passages nor answers are in the file, only where they stand in the article.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.examples import Example, occurrences, passages, read_lines

WRITTEN = Path(__file__).parent / "written.jsonl"
SOURCE = "written"
"""How the sources of these questions begin."""
DEV = 10
"""The questions about one article of this many are for dev."""


def written(data: Path, split: str) -> list[Example]:
    """The questions of a split, train or dev; `data` holds the articles in `indosum_news/`.

    A source is "written", the kind and the language; of the kinds fact, clause, list, yes_no,
    informal and miss only the last has no answer.
    """
    articles = passages(data / "indosum_news" / "passages.jsonl")
    return [
        example
        for row in read_lines(WRITTEN)
        if is_dev(str(row["article"])) == (split == "dev")
        for example in _examples(row, articles[str(row["article"])])
    ]


def is_dev(article: str) -> bool:
    """Whether the questions about an article are kept out of training."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % DEV == 0


def _examples(row: dict[str, Any], article: dict[str, str]) -> Iterator[Example]:
    start, end = row["passage"]
    text, title = article["text"], article["title"]
    passage = text[start:end]
    for kind, language, question, *answer in row["questions"]:
        answers = (text[answer[0] : answer[1]],) if answer else ()
        spans, source = occurrences(passage, answers), f"{SOURCE} {kind} {language}"
        yield Example(question, passage, spans, source, answers, row["article"], title)
