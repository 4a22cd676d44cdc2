"""Retrieval quality on public questions: each leg, plain reciprocal ranks, ours, and ours reranked.

    python -m benchmarks.retrieval --data DIR [--set NAME ...] [--distractors] [--work DIR]

DIR holds `idk_mrc`, `facqa` and `squad_xling`, normalized to JSON Lines; `--distractors` adds the
passages of `wiki_id_100k` to idk_mrc. Figures are on dev questions, with 95 % bootstrap intervals;
the last columns are one-sided p-values of ours and of ours reranked against the arm, in hit@1 and
nDCG@10 (paired randomization test). The reader's weights in the ranking were fitted on the dev
questions too; `python -m benchmarks.reader` has it out of fold. With `--work`, passages are
embedded once and then read from there.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.remembered import Remembered
from benchmarks.retrieval_tasks import DISTRACTORS, TASKS, filled, questions
from index.embedding import Embedder, build_embedder
from index.language import detect
from index.store import Found, Store
from index.terms import query_terms
from rag.answerers.reader import ReaderAnswerer
from rag.confidence import load
from rag.fusion import DEPTH
from rag.reader_model import CALIBRATION, FOLDER, MODEL, shipped_reader
from rag.records import Question
from rag.retrieval import HybridSearch

OURS = "ours", "reranked"
"""The search alone, and with its first hits reranked by the reader."""
RRF_K = 60
MEASURES = {"hit@1": "Success@1", "hit@10": "Success@10", "nDCG@10": "nDCG@10"}
RESAMPLES = 5000

Ranking = Mapping[str, float]
Sample = NDArray[np.float64]


def main() -> None:
    """Print one table a task, in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", nargs="*", choices=TASKS, default=list(TASKS))
    parser.add_argument("--distractors", action="store_true", help="for idk_mrc")
    parser.add_argument("--work", type=Path, help="folder for vectors that are made once")
    given = parser.parse_args()
    if not given.data.is_dir():
        parser.error(f"no data at {given.data}")
    embedder = build_embedder("embedded")
    if given.work:
        embedder = Remembered(embedder, given.work / "vectors.db")
    for name in given.set:
        task = TASKS[name]
        rows = questions(task, given.data, train=False)
        extra = [DISTRACTORS] if given.distractors and name == "idk_mrc" else []
        with filled(task, given.data, embedder, extra) as store:
            passages = store.catalogue.counts()[0]
            print(f"\n{name}: {len(rows)} questions over {passages} passages\n")
            _table(rankings(store, embedder, rows), rows)


def rankings(
    store: Store, embedder: Embedder, rows: Sequence[Mapping[str, Any]]
) -> dict[str, dict[str, Ranking]]:
    """Return scores by passage id, by question id, by arm."""
    search = HybridSearch(store, embedder)
    reader, calibration = shipped_reader(FOLDER / MODEL), load(FOLDER / CALIBRATION)
    rerank = ReaderAnswerer(reader, calibration, 0.0).rerank
    arms: dict[str, dict[str, Ranking]] = {arm: {} for arm in ("dense", "BM25", "RRF", *OURS)}
    for row in rows:
        text = row["question"]
        dense = store.dense(embedder.embed_query(text), DEPTH)
        lexical = store.lexical(query_terms(text), DEPTH)
        arms["dense"][row["id"]] = by_passage(store, dense)
        arms["BM25"][row["id"]] = by_passage(store, lexical)
        arms["RRF"][row["id"]] = by_passage(store, _rrf(dense, lexical))
        asked = Question(text, detect(text))
        hits = search(asked, 20)
        arms["ours"][row["id"]] = _best((hit.article.id, hit.score) for hit in hits)
        reranked = rerank(asked, hits)
        arms["reranked"][row["id"]] = _best((hit.article.id, hit.score) for hit in reranked)
    return arms


def by_passage(store: Store, found: Found) -> Ranking:
    """Return the best score of each passage."""
    known = store.chunks([chunk_id for chunk_id, _ in found])
    return _best((known[chunk_id][1].id, score) for chunk_id, score in found)


def measured(measure: str, rows: Sequence[Mapping[str, Any]], run: Mapping[str, Ranking]) -> Sample:
    """Return the value of an ir-measures measure for each question, in order."""
    import ir_measures

    qrels = {row["id"]: dict.fromkeys(row["passage_ids"], 1) for row in rows}
    found = ir_measures.iter_calc([ir_measures.parse_measure(measure)], qrels, run)
    values = {metric.query_id: metric.value for metric in found}
    return np.array([values.get(row["id"], 0.0) for row in rows])


def _rrf(*legs: Found) -> Found:
    """Reciprocal rank fusion (Cormack, Clarke, Buettcher 2009)."""
    scores: dict[str, float] = {}
    for leg in legs:
        for rank, (chunk_id, _) in enumerate(leg, 1):
            scores[chunk_id] = scores.get(chunk_id, 0.0) + 1 / (RRF_K + rank)
    return list(scores.items())


def _best(scored: Iterable[tuple[str, float]]) -> Ranking:
    best: dict[str, float] = {}
    for passage, score in scored:
        best[passage] = max(score, best.get(passage, -np.inf))
    return best


def _table(arms: Mapping[str, Mapping[str, Ranking]], rows: Sequence[Mapping[str, Any]]) -> None:
    samples = {
        arm: {shown: measured(measure, rows, run) for shown, measure in MEASURES.items()}
        for arm, run in arms.items()
    }
    print("| | " + " | ".join((*MEASURES, *(f"{arm}: p" for arm in OURS))) + " |")
    print("|---" * (1 + len(MEASURES) + len(OURS)) + "|")
    for arm, sample in samples.items():
        cells = [_cell(values) for values in sample.values()]
        for mine in (samples[name] for name in OURS):
            tests = (_chance(mine[m], sample[m]) for m in ("hit@1", "nDCG@10"))
            cells.append("" if mine is sample else ", ".join(f"{p:.3f}" for p in tests))
        print(f"| {arm} | " + " | ".join(cells) + " |")


def _cell(sample: Sample) -> str:
    from scipy.stats import bootstrap

    low, high = bootstrap(
        (sample,), np.mean, n_resamples=RESAMPLES, method="percentile", rng=np.random.default_rng(0)
    ).confidence_interval
    return f"{sample.mean():.3f} ({low:.3f}–{high:.3f})"


def _chance(ours: Sample, theirs: Sample) -> float:
    """One-sided paired randomization test (Smucker, Allan, Carterette 2007)."""
    difference = ours - theirs
    signs = np.random.default_rng(0).choice([-1, 1], size=(RESAMPLES, len(difference)))
    better = (signs * difference).mean(axis=1) >= difference.mean()
    return float((better.sum() + 1) / (RESAMPLES + 1))


if __name__ == "__main__":
    main()
