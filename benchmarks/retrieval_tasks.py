"""Public questions over public passages, and the half of each set that may be tuned on."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks.filling import fill
from index.embedding import Embedder
from index.store import Store, open_store

DISTRACTORS = "wiki_id_100k/passages.jsonl"
"""Passages that answer none of the questions, to make retrieval hard."""


@dataclass(frozen=True, slots=True)
class Task:
    """Files below the data folder. Without `train` one half of the titles is for tuning.

    Titles in the language of the questions would give them away, so only `titled` passages have
    theirs indexed.
    """

    passages: str
    dev: str
    train: str | None = None
    titled: bool = True


TASKS = {
    "idk_mrc": Task(
        "idk_mrc/passages.jsonl", "idk_mrc/questions.dev.jsonl", "idk_mrc/questions.train.jsonl"
    ),
    "facqa": Task(
        "facqa/passages.jsonl", "facqa/questions.dev.jsonl", "facqa/questions.train.jsonl"
    ),
    "en->id": Task("squad_xling/passages.id.jsonl", "squad_xling/questions.en.jsonl", titled=False),
    "id->en": Task("squad_xling/passages.en.jsonl", "squad_xling/questions.id.jsonl", titled=False),
}


def questions(task: Task, data: Path, train: bool) -> list[dict[str, Any]]:
    """Return the answerable questions of a task: those to tune on, or those to report."""
    path = data / (task.train if train and task.train else task.dev)
    rows = [row for row in _rows(path) if row["answerable"]]
    if task.train is not None:
        return rows
    titles = {row["id"]: row["title"] for row in _rows(data / task.passages)}
    return [r for r in rows if _for_tuning(titles[r["passage_ids"][0]]) == train]


@contextmanager
def filled(
    task: Task, data: Path, embedder: Embedder, extra: Sequence[str] = ()
) -> Iterator[Store]:
    """Open a store with the passages of a task, and of `extra` files, that goes away afterwards."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(folder, "articles", Path(folder), create=True)) as store,
    ):
        fill(store, embedder, data / task.passages, task.titled)
        for passages in extra:
            fill(store, embedder, data / passages)
        yield store


def _for_tuning(title: str) -> bool:
    return crc32(title.encode()) % 2 == 0


def _rows(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
