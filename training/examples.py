"""Question answering data as examples: a question, a passage and the spans that answer.

The folders are JSON lines: passages `{"id", "title", "text"}` and questions `{"id", "question",
"answers", "answerable", "paired_passage_id" or "gold_passage_id", "split"}`. Dev and test questions
are never turned into training examples.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KEPT_OUT = 0.1
"""The share of squad_xling titles that training never sees."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage. `spans` are all the places that answer, none: it does not answer.

    `source` names the data set or the augmentation, `answers` the accepted texts (kept for scoring
    and for finding passages that do not hold them), `title` what the passage stands under.
    """

    question: str
    passage: str
    spans: tuple[tuple[int, int], ...]
    source: str
    answers: tuple[str, ...] = ()
    passage_id: str = ""
    title: str = ""


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def passages(path: Path) -> dict[str, dict[str, str]]:
    """The passages of a file, by id."""
    return {str(row["id"]): {k: str(v) for k, v in row.items()} for row in read_lines(path)}


def occurrences(passage: str, answers: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where the answers stand as whole words; where they stand at all, if nowhere as whole words.

    >>> occurrences("Oslo, di Oslo", ("Oslo",))
    ((0, 4), (9, 13))
    """
    found = [
        (match.start(), match.end())
        for answer in answers
        if answer
        for match in re.finditer(re.escape(answer), passage)
    ]
    whole = [(s, e) for s, e in found if not re.search(r"\w\w", _edges(passage, s, e))]
    return tuple(sorted(set(whole or found)))


def _edges(text: str, start: int, end: int) -> str:
    """The two characters around each end of the span; two letters in a row mean a cut word."""
    return f"{text[max(0, start - 1) : start + 1]} {text[end - 1 : end + 1]}".replace("_", " ")


def reading(data: Path, name: str, split: str) -> list[Example]:
    """The examples of idk_mrc or facqa: each question with the passage it was asked about.

    Answerable questions whose answer is not in the passage letter by letter are left out of train;
    in dev they stay, and count as misses.
    """
    texts = passages(data / name / "passages.jsonl")
    examples = []
    for row in read_lines(data / name / f"questions.{split}.jsonl"):
        passage_id = str(row.get("paired_passage_id") or row.get("gold_passage_id"))
        text, answers = texts[passage_id]["text"], _texts(row["answers"])
        title, question = texts[passage_id].get("title", ""), str(row["question"])
        spans = occurrences(text, answers)
        if spans or not row["answerable"] or split != "train":
            examples.append(Example(question, text, spans, name, answers, passage_id, title))
    return examples


def crossed(data: Path, *, kept_out: bool = False) -> dict[tuple[str, str], list[Example]]:
    """squad_xling by (question language, passage language): without the titles kept out, or only
    them."""
    tables = {lang: passages(data / "squad_xling" / f"passages.{lang}.jsonl") for lang in LANGUAGES}
    out = held_titles({row["title"] for row in tables["en"].values()})
    examples: dict[tuple[str, str], list[Example]] = {}
    for asked in LANGUAGES:
        for row in read_lines(data / "squad_xling" / f"questions.{asked}.jsonl"):
            for read in LANGUAGES:
                passage = tables[read][str(row["paired_passage_id"])]
                if (passage["title"] in out) != kept_out:
                    continue
                answers = _texts(row["answers_en"] if read == "en" else row["answers"])
                spans = occurrences(passage["text"], answers)
                if bool(spans) == bool(row["answerable"]):
                    question, where = str(row["question"]), f"squad_xling {asked}-{read}"
                    examples.setdefault((asked, read), []).append(
                        Example(question, passage["text"], spans, where, answers, passage["id"])
                    )
    return examples


LANGUAGES = ("id", "en")


def held_titles(titles: set[str]) -> set[str]:
    """The tenth of the titles, at least one, whose hashes come first."""
    ordered = sorted(titles, key=lambda title: hashlib.sha256(title.encode()).hexdigest())
    return set(ordered[: max(1, round(KEPT_OUT * len(ordered)))])


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values) if isinstance(values, list) else ()
