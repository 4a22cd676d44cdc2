"""What one epoch is made of. Every number here is a share or a count of one training run."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.chunking import chunk
from index.language import detect
from index.records import Article
from rag.reader import Passage
from training.clauses import article_questions
from training.cloze import made_of_news
from training.examples import Example, crossed, passages, reading
from training.negatives import hard_negatives
from training.paraphrase import chatty, reworded
from training.swaps import false_premises, yes_no
from training.written import NEAR_MISSES, is_dev, near_misses, written

if TYPE_CHECKING:
    from tokenizers import Tokenizer

T = TypeVar("T")

READING = {
    "idk_mrc": 0.9, "facqa": 0.7, "encyclopedia": 0.15, "pairs": 0.25, "written": 0.3,
    "squad_xling en-id": 0.45, "squad_xling id-id": 0.1, "squad_xling en-en": 0.05,
    "squad_xling id-en": 0.05,
}  # fmt: skip
"""The share of the questions that an epoch has, each epoch others. Few near misses: of two thirds
of them the reader forgot more than it learned, see the model card."""
NEGATIVES = 0.18
"""The share of answerable questions that are asked of RIVALS hard negatives as well, each epoch of
others of those that were found."""
CORPUS = {
    "encyclopedia": "idk_mrc", "pairs": "written",
    "squad_xling id-id": "squad_xling en-id", "squad_xling id-en": "squad_xling en-en",
}  # fmt: skip
"""Where the hard negatives of a data set are searched, if not among its own passages."""
RIVALS = 3
FALSE_PREMISES = 0.2
YES_NO = 0.08
ARTICLES = 300
NEWS = 300
UNTITLED = 0.3
"""The share of questions asked of passages without their titles: not every article has one."""
REWORDED, CHATTY = 0.25, 0.1
"""Shares of the Indonesian questions that are asked in other words."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The training questions of each data set with their hard negatives, and news to make more."""

    reading: dict[str, list[tuple[Example, list[Passage]]]]
    news: list[str]


def shares() -> dict[str, object]:
    """Every share and count above by its name, for the log of a run."""
    return {
        "READING": READING,
        "NEGATIVES": NEGATIVES,
        "RIVALS": RIVALS,
        "FALSE_PREMISES": FALSE_PREMISES,
        "YES_NO": YES_NO,
        "ARTICLES": ARTICLES,
        "NEWS": NEWS,
        "UNTITLED": UNTITLED,
        "REWORDED": REWORDED,
        "CHATTY": CHATTY,
    }


def load_sources(data: Path, tokenizer: "Tokenizer", rng: random.Random) -> Sources:
    """Read the training splits and search the hard negatives, minutes on two cores."""
    examples = {name: reading(data, name, "train") for name in ("idk_mrc", "facqa")}
    corpora = {name: _passages(data, name) for name in examples}
    examples |= {name: near_misses(data, name) for name in NEAR_MISSES}
    examples["written"] = written(data, "train")
    articles = passages(data / "indosum_news" / "passages.jsonl")
    asked = sorted({e.passage_id for name in ("written", "pairs") for e in examples[name]})
    corpora["written"] = _chunks([articles[i] for i in asked])
    for (ask, read), group in crossed(data).items():
        name = f"squad_xling {ask}-{read}"
        examples[name] = group
        if name not in CORPUS:
            corpora[name] = {e.passage_id: Passage(e.passage) for e in group}
    chosen = {
        name: _sample([e for e in group if e.answers], NEGATIVES, rng)
        for name, group in examples.items()
    }
    near: dict[Example, list[Passage]] = {}
    for corpus, texts in corpora.items():
        searching = [e for name in chosen if CORPUS.get(name, name) == corpus for e in chosen[name]]
        near |= zip(searching, hard_negatives(searching, texts, tokenizer), strict=True)
    asked_of = {
        name: [(example, near.get(example, [])) for example in group]
        for name, group in examples.items()
    }
    news = [row["text"] for name, row in articles.items() if not is_dev(name)]
    return Sources(asked_of, news)


def _passages(data: Path, name: str) -> dict[str, Passage]:
    """The passages of a data set, without those of the dev questions."""
    dev = {example.passage_id for example in reading(data, name, "dev")}
    rows = passages(data / name / "passages.jsonl")
    return {
        i: Passage(row["text"], row.get("title", "")) for i, row in rows.items() if i not in dev
    }


def _chunks(articles: Sequence[dict[str, str]]) -> dict[str, Passage]:
    """The chunks of these articles, as an index has them."""
    return {
        each.id: Passage(each.text, article["title"])
        for article in articles
        for each in chunk(Article(article["id"], article["text"]))
    }


def epoch(sources: Sources, rng: random.Random) -> list[list[Example]]:
    """The questions of one epoch, in no particular order, each with its own passage and now and
    then with others; the augmentations are drawn anew."""
    chosen = {name: _sample(sources.reading[name], share, rng) for name, share in READING.items()}
    asked = [
        _with_rivals(example, near, rng) for group in chosen.values() for example, near in group
    ]
    # The written ones have their own false premises and yes-or-no questions.
    public = [example for name in ("idk_mrc", "facqa") for example, _ in chosen[name]]
    made = list(false_premises(_sample(public, FALSE_PREMISES, rng), rng))
    made += yes_no(_sample(public, YES_NO, rng), "id", rng)
    made += article_questions(ARTICLES, rng)
    english = [example for example, _ in chosen["squad_xling en-en"]]
    made += yes_no(_sample(english, 2 * YES_NO, rng), "en", rng)
    asked += [[example] for example in made]
    return [_otherwise(examples, rng) for examples in asked] + [
        [example] for example in made_of_news(sources.news, NEWS, rng)
    ]


def _with_rivals(example: Example, near: Sequence[Passage], rng: random.Random) -> list[Example]:
    """The example, and the same question asked of RIVALS of these passages."""
    return [example] + [
        Example(example.question, rival.text, (), "hard negative", title=rival.title)
        for rival in _few(near, RIVALS, rng)
    ]


def _otherwise(examples: list[Example], rng: random.Random) -> list[Example]:
    """The examples of one question, now and then asked in other words or without the titles."""
    if rng.random() < UNTITLED:
        examples = [replace(example, title="") for example in examples]
    chance, question = rng.random(), examples[0].question
    if detect(question) != "id":
        return examples
    if chance < CHATTY:
        question = chatty(question, rng)
    elif chance < CHATTY + REWORDED:
        question = reworded(question, rng)
    return [replace(example, question=question) for example in examples]


def _sample(examples: Sequence[T], share: float, rng: random.Random) -> list[T]:
    return _few(examples, round(share * len(examples)), rng)


def _few(items: Sequence[T], number: int, rng: random.Random) -> list[T]:
    return rng.sample(list(items), min(number, len(items)))
