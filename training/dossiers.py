"""Dossiers: a dozen news articles on like matters, which is what a newsroom begins with.

Among thousands of articles most of what a search finds is about something else, and little of it
competes. In a dossier all of it is near to the question.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from rag import build
from rag.settings import Settings
from training.examples import Example, passages
from training.written import written

ARTICLES = 12
LEAD = 400
"""Characters of an article by which it is compared."""
EVERY = 2
"""One of so many articles that dev questions are asked about gets a dossier."""


def dossiers(data: Path, work: Path) -> Iterator[tuple[Path, list[Example]]]:
    """Yield dossiers as files of articles, kept in `work`, with the dev questions about one each.

    The article asked about is the first, the others are those nearest to it.
    """
    about: dict[str, list[Example]] = {}
    for example in written(data, "dev"):
        about.setdefault(example.passage_id, []).append(example)
    chosen = list(about)[::EVERY]
    folder = work / "dossiers"
    files = {article: folder / f"{article}.jsonl" for article in chosen}
    if not all(path.exists() for path in files.values()):
        _write(folder, passages(data / "indosum_news" / "passages.jsonl"), chosen)
    for article, path in files.items():
        yield path, about[article]


def _write(folder: Path, articles: dict[str, dict[str, str]], chosen: list[str]) -> None:
    ids = list(articles)
    leads = [f"{row['title']}. {row['text'][:LEAD]}" for row in articles.values()]
    vectors = np.array(build.embedder(Settings()).embed_documents(leads), np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    for article in chosen:
        likeness = vectors @ vectors[ids.index(article)]
        near = [ids[i] for i in np.argsort(-likeness, kind="stable")[:ARTICLES]]
        lines = [json.dumps(articles[i], ensure_ascii=False) for i in near]
        written_anew = folder / f"{article}.new"
        written_anew.write_text("\n".join(lines) + "\n", encoding="utf-8")
        written_anew.replace(folder / f"{article}.jsonl")
