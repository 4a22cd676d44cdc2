"""What one epoch is made of. Every number here is a share or a count of one training run."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.chunking import chunk
from index.records import Article
from training.clauses import article_questions
from training.cloze import made_of_news
from training.examples import Example, crossed, passages, reading
from training.negatives import hard_negatives
from training.paraphrase import chatty, reworded
from training.swaps import false_premises, yes_no
from training.written import written

if TYPE_CHECKING:
    from tokenizers import Tokenizer

T = TypeVar("T")

READING = {"idk_mrc": 0.4, "facqa": 0.5, "written": 1.0}
"""The share of the questions that an epoch has, each epoch others."""
NEGATIVES = {"idk_mrc": 0.6, "facqa": 0.5, "written": 0.35}
"""The share of answerable questions that also meet a hard negative, each epoch another."""
FALSE_PREMISES = 0.2
YES_NO = 0.08
ARTICLES = 300
NEWS = 300
REWORDED, CHATTY = 0.25, 0.1
"""Shares of the Indonesian questions that are asked in other words."""
CROSSED = {("en", "id"): 0.2, ("id", "id"): 0.1, ("en", "en"): 0.05, ("id", "en"): 0.05}
OTHER_PARAGRAPHS = 0.12
"""The share of crossed questions asked over another paragraph of the same article."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The training questions: each data set with its hard negatives, and the crossed languages."""

    reading: dict[str, list[tuple[Example, list[str]]]]
    crossed: dict[tuple[str, str], list[Example]]
    news: list[str]


def load_sources(data: Path, tokenizer: "Tokenizer") -> Sources:
    """Read the training splits and search the hard negatives, a few minutes on two cores."""
    examples = {name: reading(data, name, "train") for name in ("idk_mrc", "facqa")}
    corpora = {name: _passages(data, name) for name in examples}
    examples["written"] = written(data, "train")
    articles = passages(data / "indosum_news" / "passages.jsonl")
    asked = sorted({example.passage_id for example in examples["written"]})
    corpora["written"] = _chunks({i: articles[i]["text"] for i in asked})
    found = {n: hard_negatives(examples[n], corpora[n], tokenizer) for n in examples}
    paired = {n: list(zip(examples[n], found[n], strict=True)) for n in examples}
    return Sources(paired, crossed(data), [row["text"] for row in articles.values()])


def _passages(data: Path, name: str) -> dict[str, str]:
    """The passages of a data set, without those of the dev questions."""
    dev = {example.passage_id for example in reading(data, name, "dev")}
    texts = passages(data / name / "passages.jsonl")
    return {i: row["text"] for i, row in texts.items() if i not in dev}


def _chunks(texts: dict[str, str]) -> dict[str, str]:
    """The chunks of these articles, as an index has them."""
    return {each.id: each.text for i, text in texts.items() for each in chunk(Article(i, text))}


def epoch(sources: Sources, rng: random.Random) -> list[Example]:
    """The examples of one epoch, in no particular order; the augmentations are drawn anew."""
    chosen = {name: _sample(sources.reading[name], share, rng) for name, share in READING.items()}
    examples = [example for group in chosen.values() for example, _ in group]
    # The written ones have their own false premises and yes-or-no questions.
    public = [example for name in ("idk_mrc", "facqa") for example, _ in chosen[name]]
    made = list(false_premises(_sample(public, FALSE_PREMISES, rng), rng))
    made += yes_no(_sample(public, YES_NO, rng), "id", rng)
    made += article_questions(ARTICLES, rng)
    for name, share in NEGATIVES.items():
        made += _negatives(chosen[name], share, rng)
    parallel = _crossed(sources.crossed, rng)
    english = [e for e in parallel if e.source == "squad_xling en-en"]
    made += yes_no(_sample(english, 2 * YES_NO, rng), "en", rng)
    return [_otherwise(example, rng) for example in examples + made + parallel] + list(
        made_of_news(sources.news, NEWS, rng)
    )


def _otherwise(example: Example, rng: random.Random) -> Example:
    """The example, now and then with its question in other words."""
    chance = rng.random()
    if chance < CHATTY:
        return replace(example, question=chatty(example.question, rng))
    if chance < CHATTY + REWORDED:
        return replace(example, question=reworded(example.question, rng))
    return example


def _negatives(
    examples: Sequence[tuple[Example, Sequence[str]]], share: float, rng: random.Random
) -> list[Example]:
    return [
        Example(example.question, rng.choice(near), (), "hard negative")
        for example, near in examples
        if near and rng.random() < share
    ]


def _crossed(parallel: dict[tuple[str, str], list[Example]], rng: random.Random) -> list[Example]:
    """Every question in one or two of its four pairs of languages."""
    chosen = []
    for pair, share in CROSSED.items():
        by_passage = {e.passage_id: e.passage for e in parallel[pair]}
        near = list(by_passage)
        for example in _sample(parallel[pair], share, rng):
            chosen.append(example)
            if example.spans and rng.random() < OTHER_PARAGRAPHS:
                at = near.index(example.passage_id) + rng.choice((-2, -1, 1, 2))
                other = by_passage[near[at % len(near)]]
                if not any(answer in other for answer in example.answers):
                    chosen.append(Example(example.question, other, (), "other paragraph"))
    return chosen


def _sample(examples: Sequence[T], share: float, rng: random.Random) -> list[T]:
    return rng.sample(list(examples), round(share * len(examples)))
