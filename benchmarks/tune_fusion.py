"""Chooses the weights of the fusion: python -m benchmarks.tune_fusion --data DIR --work DIR

On questions kept apart from those that `benchmarks.retrieval` reports: the train questions of
idk_mrc and facqa for one language, one half of the titles of squad_xling for two. Printed are
nDCG@10 by set and on average, for each weight and for the two forms that lost: reciprocal ranks,
and a convex combination of legs scaled from worst hit to best (Bruch, Gai, Ingber 2023).
"""

import argparse
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.remembered import Remembered
from benchmarks.retrieval import Ranking, measured
from benchmarks.retrieval_tasks import TASKS, filled, questions
from index.embedding import build_embedder
from index.language import detect
from index.store import Store
from index.terms import query_terms
from rag.fusion import DEPTH, Known, Weights, fuse
from rag.records import Leg, Question
from rag.retrieval import placed

GROUPS = {"words": ("idk_mrc", "facqa"), "names": ("en->id", "id->en")}
"""The weight that is chosen -> the sets it is chosen on."""
WORTH = (0.0, 0.001, 0.0015, 0.002, 0.003, 0.004, 0.005, 0.006, 0.008)
DENSE_SHARES = (0.5, 0.6, 0.7, 0.8, 0.9)
RRF_K = (10, 60)

Legs = Mapping[str, Mapping[str, Leg]]
Fusion = Callable[["Searched"], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Searched:
    """One question and what the legs found for it."""

    row: Mapping[str, Any]
    question: Question
    legs: Legs
    known: Known


def main() -> None:
    """Print a line for each fusion."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="vectors that are made once")
    parser.add_argument("--questions", type=int, default=1000, help="of each set")
    given = parser.parse_args()
    embedder = Remembered(build_embedder("embedded"), given.work / "vectors.db")
    for weight, names in GROUPS.items():
        sets = []
        for name in names:
            rows = questions(TASKS[name], given.data, train=True)
            rows = random.Random(0).sample(rows, min(given.questions, len(rows)))
            with filled(TASKS[name], given.data, embedder) as store:
                sets.append([_searched(store, embedder, row) for row in rows])
        print(f"\n{weight}: nDCG@10 on {', '.join(names)}; mean")
        for shown, fusion in _fusions(weight).items():
            found = [_quality(fusion, searched) for searched in sets]
            cells = " ".join(f"{value:.4f}" for value in [*found, np.mean(found)])
            print(f"  {shown:24} {cells}", flush=True)


def _fusions(weight: str) -> Mapping[str, Fusion]:
    ours = {f"{weight}={w}": partial(_ours, Weights(**{weight: w})) for w in WORTH}
    scaled = {f"scaled, dense {share}": partial(_scaled, share) for share in DENSE_SHARES}
    return ours | scaled | {f"RRF, k={k}": partial(_rrf, k) for k in RRF_K}


def _searched(store: Store, embedder: Remembered, row: Mapping[str, Any]) -> Searched:
    text = row["question"]
    dense = store.dense(embedder.embed_query(text), DEPTH)
    lexical = store.lexical(query_terms(text), DEPTH)
    known = store.chunks([*{chunk_id for chunk_id, _ in dense + lexical}])
    legs = {"dense": placed(dense, known), "lexical": placed(lexical, known)}
    return Searched(row, Question(text, detect(text)), legs, known)


def _quality(fusion: Fusion, searched: Sequence[Searched]) -> float:
    run: dict[str, Ranking] = {}
    for one in searched:
        best: dict[str, float] = {}
        for chunk_id, score in fusion(one).items():
            passage = one.known[chunk_id][1].id
            best[passage] = max(score, best.get(passage, -np.inf))
        run[one.row["id"]] = best
    return float(measured("nDCG@10", [one.row for one in searched], run).mean())


def _ours(weights: Weights, one: Searched) -> Mapping[str, float]:
    return fuse(one.question, one.legs, one.known, weights)


def _scaled(dense: float, one: Searched) -> Mapping[str, float]:
    fused = dict.fromkeys(one.known, 0.0)
    for name, share in (("dense", dense), ("lexical", 1 - dense)):
        scores = {chunk_id: place.score for chunk_id, place in one.legs[name].items()}
        low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
        for chunk_id, score in scores.items():
            fused[chunk_id] += share * (score - low) / ((high - low) or 1.0)
    return fused


def _rrf(k: int, one: Searched) -> Mapping[str, float]:
    fused = dict.fromkeys(one.known, 0.0)
    for leg in one.legs.values():
        for chunk_id, place in leg.items():
            fused[chunk_id] += 1 / (k + place.rank)
    return fused


if __name__ == "__main__":
    main()
