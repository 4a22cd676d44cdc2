"""Dev questions asked of a whole corpus: the hits the product's own search gives for each."""

import random
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.matching import holds
from index.language import detect
from rag import build
from rag.answerers import PASSAGES
from rag.records import Hit, Question
from rag.retrieval import HybridSearch
from rag.settings import Settings
from training.dossiers import dossiers
from training.examples import Example, crossed, reading
from training.paraphrase import chatty, reworded
from training.written import written

CORPORA = {
    "idk_mrc": "idk_mrc/passages.jsonl",
    "facqa": "facqa/passages.jsonl",
    "english": "squad_xling/passages.id.jsonl",
    "written": "indosum_news/passages.jsonl",
}
"""`english` are the English squad_xling questions of the kept-out titles, over Indonesian text,
`written` this project's own, in four languages, over Indonesian news."""
DOSSIERS = "dossiers"
"""The project's own questions again, each asked of a dozen articles only."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A dev question with what the search found for it, best first."""

    example: Example
    question: Question
    hits: tuple[Hit, ...]


def dev_questions(data: Path, name: str) -> list[Example]:
    """The dev questions of a corpus, each with the passage it was written about."""
    if name == "english":
        return crossed(data, kept_out=True)["en", "id"]
    if name == "written":
        return written(data, "dev")
    return reading(data, name, "dev")


def in_other_words(examples: Sequence[Example]) -> list[Example]:
    """The questions with synonyms, every third as typed in a chat; the same on every call."""
    rng = random.Random(1)
    return [
        replace(example, question=(chatty if i % 3 == 0 else reworded)(example.question, rng))
        for i, example in enumerate(examples)
    ]


def searched(
    data: Path, work: Path, name: str, depth: int = PASSAGES, reword: bool = False
) -> list[Asked]:
    """Ask every dev question of its corpus, whose index is made in `work` and kept there.

    With `reword` the questions are asked in other words.
    """
    if name == DOSSIERS:
        return [
            asked
            for articles, examples in dossiers(data, work)
            for asked in _searched(articles, articles.with_suffix(".index"), examples, depth)
        ]
    examples = dev_questions(data, name)
    return ask_all(data, work, name, in_other_words(examples) if reword else examples, depth)


def ask_all(
    data: Path, work: Path, name: str, examples: Sequence[Example], depth: int = PASSAGES
) -> list[Asked]:
    """Ask these questions of a corpus, whose index is made in `work` and kept there."""
    return _searched(data / CORPORA[name], work / f"index-{name}", examples, depth)


def _searched(articles: Path, index: Path, examples: Sequence[Example], depth: int) -> list[Asked]:
    settings = Settings(store=str(index))
    build.index(settings, [articles])
    embedder = build.embedder(settings)
    with closing(build.store(settings)) as store:
        search = HybridSearch(store, embedder)
        return [_asked(example, search, depth) for example in examples]


def _asked(example: Example, search: HybridSearch, depth: int) -> Asked:
    question = Question(example.question, detect(example.question))
    return Asked(example, question, tuple(search(question, depth)))


def right(shown: str, answers: Sequence[str]) -> bool:
    """Whether a shown sentence answers: one of the accepted answers stands in it."""
    return any(holds(shown, answer) for answer in answers)
