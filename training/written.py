"""Questions that this project wrote for the reader.

Every file has a line for each passage. `written.jsonl` has what newspaper readers ask, in four
languages, about stretches of IndoSum articles. The others have as many questions without an answer:
in `pairs.jsonl` each differs by little from one that has an answer, in four languages, about
stretches of IndoSum articles too; those in `encyclopedia.jsonl` are near misses, in Indonesian and
English, about train passages of IDK-MRC. Neither passages nor answers are in the files, only where
they stand.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.examples import Example, occurrences, passages, read_lines

WRITTEN = Path(__file__).parent / "written.jsonl"
NEAR_MISSES = {
    "pairs": (WRITTEN.with_name("pairs.jsonl"), "indosum_news"),
    "encyclopedia": (WRITTEN.with_name("encyclopedia.jsonl"), "idk_mrc"),
}
"""The files of which half miss the answer by little, and the data set that has the passages."""
SOURCE = "written"
"""How the sources of what newspaper readers ask begin."""
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
        for example in _examples(row, articles[str(row["article"])], SOURCE)
    ]


def near_misses(data: Path, name: str) -> list[Example]:
    """The questions of one of NEAR_MISSES, all of them for training."""
    file, corpus = NEAR_MISSES[name]
    texts = passages(data / corpus / "passages.jsonl")
    return [
        example
        for row in read_lines(file)
        for example in _examples(row, texts[str(row["article"])], name)
    ]


def is_dev(article: str) -> bool:
    """Whether the questions about an article are kept out of training."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % DEV == 0


def _examples(row: dict[str, Any], article: dict[str, str], about: str) -> Iterator[Example]:
    start, end = row["passage"]
    text, title = article["text"], article["title"]
    passage = text[start:end]
    for kind, language, question, *answer in row["questions"]:
        answers = (text[answer[0] : answer[1]],) if answer else ()
        spans, source = occurrences(passage, answers), f"{about} {kind} {language}"
        yield Example(question, passage, spans, source, answers, row["article"], title)
