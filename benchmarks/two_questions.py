"""Questions that ask for two things: `python -m benchmarks.two_questions --data DIR --work DIR`.

Two of the project's own dev questions about one article, joined by "and", are asked of all the
articles; told is how often what is shown holds the answer to each. Once as the product answers, and
once reading the question whole. Each of the two is complete; questions of which one leaves out what
the other says are in the tests. The index is made in the work folder and kept.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rag.answerers.reader import ReaderAnswerer
from rag.reader_model import load_reader
from rag.records import Draft
from rag.settings import Settings
from training.examples import Example
from training.open_questions import Asked, ask_all, dev_questions, right

AND = {"id": ", dan ", "en": ", and ", "ru": ", и "}
"""By language; Korean joins its verbs."""
QUESTIONS = 240


def pairs(data: Path, seed: int = 5) -> list[tuple[Example, Example]]:
    """Answerable questions about the same article in the same language, two and two."""
    groups: dict[tuple[str, str], list[Example]] = {}
    for example in dev_questions(data, "written"):
        _, kind, language = example.source.split()
        if kind in ("fact", "clause") and language in AND:
            groups.setdefault((example.passage_id, language), []).append(example)
    found = [pair for each in groups.values() for pair in zip(each[::2], each[1::2], strict=False)]
    random.Random(seed).shuffle(found)
    return found[:QUESTIONS]


def joined(one: Example, other: Example) -> Example:
    """One question of both."""
    text = other.question[0].lower() + other.question[1:]
    return replace(one, question=one.question.rstrip("? ") + AND[one.source.split()[2]] + text)


def shares(
    drafted: Callable[[Asked], Draft],
    asked: Sequence[Asked],
    both: Sequence[tuple[Example, Example]],
) -> Iterator[tuple[str, float]]:
    """Yield how often what is shown holds the first answer, the second, both."""
    held = []
    for question, pair in zip(asked, both, strict=True):
        shown = " ".join(claim.text for claim in drafted(question).claims)
        held.append([right(shown, example.answers) for example in pair])
    first, second = zip(*held, strict=True)
    yield "first answered", sum(first) / len(held)
    yield "second answered", sum(second) / len(held)
    yield "both answered", sum(map(all, held)) / len(held)


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    both = pairs(options.data)
    asked = ask_all(options.data, options.work, "written", [joined(*pair) for pair in both])
    loaded = load_reader()
    assert loaded, "the reader's files are missing"
    answerer = ReaderAnswerer(*loaded, Settings().min_confidence)
    whole = dict(shares(lambda each: answerer.answer(each.question, each.hits), asked, both))
    apart = shares(lambda each: next(answerer.draft(each.question, each.hits)), asked, both)
    print(f"| {len(both)} questions for two things | read whole | each part by itself |")
    print("|---|---|---|")
    for name, share in apart:
        print(f"| {name} | {whole[name]:.3f} | {share:.3f} |")


if __name__ == "__main__":
    main()
