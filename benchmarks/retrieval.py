"""Retrieval quality on public questions: each leg, plain reciprocal ranks, ours.

    python -m benchmarks.retrieval --data DIR [--set NAME ...] [--distractors]

DIR holds `idk_mrc`, `facqa` and `squad_xling`, normalized to JSON Lines; `--distractors` adds the
passages of `wiki_id_100k` to idk_mrc. Figures are on dev questions, with 95 % bootstrap intervals.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.filling import fill
from index.embedding import Embedder, build_embedder
from index.language import detect
from index.store import Found, Store, open_store
from index.terms import query_terms
from rag.records import Question
from rag.retrieval import DEPTH, HybridSearch

RRF_K = 60
MEASURES = ("Success@1", "Success@10", "nDCG@10")


@dataclass(frozen=True, slots=True)
class Task:
    """Questions over passages: files below the data folder, and which of the questions count."""

    passages: str
    questions: str
    split: str | None = None


TASKS = {
    "idk_mrc": Task("idk_mrc/passages.jsonl", "idk_mrc/questions.dev.jsonl"),
    "facqa": Task("facqa/passages.jsonl", "facqa/questions.dev.jsonl"),
    "en->id": Task("squad_xling/passages.id.jsonl", "squad_xling/questions.en.jsonl", "dev"),
    "id->en": Task("squad_xling/passages.en.jsonl", "squad_xling/questions.id.jsonl", "dev"),
}

Ranking = Mapping[str, float]


def main() -> None:
    """Print one table a task."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", nargs="*", choices=TASKS, default=list(TASKS))
    parser.add_argument("--distractors", action="store_true")
    given = parser.parse_args()
    if not given.data.is_dir():
        parser.error(f"no data at {given.data}")
    embedder = build_embedder("embedded")
    for name in given.set:
        extra = ["wiki_id_100k/passages.jsonl"] if given.distractors else []
        _run(name, TASKS[name], given.data, extra, embedder)


def _run(name: str, task: Task, data: Path, extra: Sequence[str], embedder: Embedder) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(folder, "articles", Path(folder), create=True)) as store,
    ):
        for passages in (task.passages, *extra):
            fill(store, embedder, data / passages, titles=not name.endswith(("id", "en")))
        questions = [
            row
            for row in _rows(data / task.questions)
            if row["answerable"] and task.split in (None, row["split"])
        ]
        print(f"\n{name}: {len(questions)} questions, {store.catalogue.counts()[0]} passages")
        arms = _rankings(store, embedder, questions)
        qrels = {row["id"]: dict.fromkeys(row["passage_ids"], 1) for row in questions}
        for arm, run in arms.items():
            print(f"  {arm:<8}" + "".join(_cell(m, qrels, run) for m in MEASURES))


def _rankings(
    store: Store, embedder: Embedder, questions: Sequence[Mapping[str, Any]]
) -> dict[str, dict[str, Ranking]]:
    """Scores by passage id, by question id, by arm."""
    search = HybridSearch(store, embedder)
    arms: dict[str, dict[str, Ranking]] = {"dense": {}, "bm25": {}, "rrf": {}, "ours": {}}
    for row in questions:
        text = row["question"]
        dense = store.dense(embedder.embed_query(text), DEPTH)
        lexical = store.lexical(query_terms(text), DEPTH)
        arms["dense"][row["id"]] = _by_passage(store, dense)
        arms["bm25"][row["id"]] = _by_passage(store, lexical)
        arms["rrf"][row["id"]] = _by_passage(store, _rrf(dense, lexical))
        hits = search(Question(text, detect(text)), 20)
        arms["ours"][row["id"]] = _best((hit.article.id, hit.score) for hit in hits)
    return arms


def _rrf(*legs: Found) -> Found:
    """Reciprocal rank fusion (Cormack, Clarke, Buettcher 2009)."""
    scores: dict[str, float] = {}
    for leg in legs:
        for rank, (chunk_id, _) in enumerate(leg, 1):
            scores[chunk_id] = scores.get(chunk_id, 0.0) + 1 / (RRF_K + rank)
    return list(scores.items())


def _by_passage(store: Store, found: Found) -> Ranking:
    known = store.chunks([chunk_id for chunk_id, _ in found])
    return _best((known[chunk_id][1].id, score) for chunk_id, score in found)


def _best(scored: Iterator[tuple[str, float]]) -> Ranking:
    best: dict[str, float] = {}
    for passage, score in scored:
        best[passage] = max(score, best.get(passage, -np.inf))
    return best


def _cell(measure: str, qrels: Mapping[str, Any], run: Mapping[str, Ranking]) -> str:
    import ir_measures
    from scipy.stats import bootstrap

    metric = ir_measures.parse_measure(measure)
    values = {m.query_id: m.value for m in ir_measures.iter_calc([metric], qrels, run)}
    sample = np.array([values.get(question, 0.0) for question in qrels])
    low, high = bootstrap(
        (sample,), np.mean, n_resamples=2000, method="percentile", rng=np.random.default_rng(0)
    ).confidence_interval
    return f"  {measure} {sample.mean():.3f} [{low:.3f}, {high:.3f}]"


def _rows(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
