"""How fast it is, and in how much memory.

    python -m benchmarks.speed [--data DIR] [--sizes 1000 10000 100000] [--only embedding|index]
    python -m benchmarks.speed --data DIR --store INDEX

First the embedding engines side by side. Then, for each number of passages: indexing and looking
again at what is indexed, each a process of its own, with its peak memory; a cold `tanya ask`; and
warm search and answers in one process. `--data` is a folder with `passages.jsonl`; without it the
passages are made of words of the sample articles. `--store` measures the last two alone, in an
index that was made before.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.embedding_ways import compare
from benchmarks.processes import Measured, middle, tanya
from rag import build
from rag.answerers import PASSAGES
from rag.asking import read_question
from rag.retrieval import HybridSearch
from rag.settings import Settings

ARTICLES = Path(__file__).parent.parent / "articles"
COLD, SEARCHES, ANSWERS = 5, 200, 20
"""How many of each are measured."""


def main() -> None:
    """Print the embedding engines, then a block of lines for each size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, help="folder with passages.jsonl")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--only", choices=("embedding", "index"))
    parser.add_argument("--passages", type=int, default=64, help="for the engines")
    parser.add_argument("--characters", type=int, default=300, help="of these, at most")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--store", help="an index that holds the passages")
    given = parser.parse_args()
    if given.store:
        warm(given.store, _questions(list(_texts(given.data))))
        return
    if given.only != "index":
        some = islice(_texts(given.data), given.passages)
        compare([text[: given.characters] for text in some], given.rounds)
    for size in given.sizes if given.only != "embedding" else ():
        with tempfile.TemporaryDirectory() as folder:
            _index(list(islice(_texts(given.data), size)), Path(folder))


def _index(texts: Sequence[str], folder: Path) -> None:
    file, store = folder / "passages.jsonl", str(folder / "index")
    with file.open("w", encoding="utf-8") as lines:
        for number, text in enumerate(texts):
            print(json.dumps({"id": f"p{number}", "text": text}, ensure_ascii=False), file=lines)
    print(f"\n{len(texts)} passages")
    for line in ("index", "index, nothing new"):
        _print(line, tanya("index", str(file), "--store", store))
    asked = _questions(texts)
    cold = [tanya("ask", question, "--json", "--store", store) for question in asked[:COLD]]
    _print("cold ask", middle(cold))
    warm(store, asked)


def _questions(texts: Sequence[str]) -> list[str]:
    chosen = random.Random(0).sample(texts, min(SEARCHES, len(texts)))
    return [text[:60] for text in chosen]


def warm(store: str, questions: Sequence[str]) -> None:
    """Print how long searches and answers take in a process that is not new."""
    with closing(build.asking(Settings(store=store))) as asking:
        search = HybridSearch(asking.store, build.embedder(Settings()))
        for name, work, asked in (
            ("warm search", lambda text: search(read_question(text), PASSAGES), questions),
            ("... reranked", asking.search, questions[:ANSWERS]),
            ("warm ask", asking.invoke, questions[ANSWERS : 2 * ANSWERS]),
        ):
            work(questions[-1])
            taken = [_milliseconds(work, question) for question in asked]
            p50, p95 = np.percentile(taken, [50, 95])
            print(f"{name:20} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms")


def _print(name: str, run: Measured) -> None:
    print(f"{name:20} {run.seconds:8.1f} s  {run.megabytes:6.0f} MB")


def _milliseconds(work: Callable[[str], object], question: str) -> float:
    started = time.perf_counter()
    work(question)
    return 1000 * (time.perf_counter() - started)


def _texts(data: Path | None) -> Iterator[str]:
    """Passages of a data set, or as many as one likes of the sample articles' words."""
    if data is not None:
        with (data / "passages.jsonl").open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
        return
    words = [w for p in sorted(ARTICLES.glob("*.md")) for w in p.read_text("utf-8").split()]
    rng = random.Random(7)
    while True:
        yield " ".join(_sentence(rng, words) for _ in range(rng.randint(2, 5)))


def _sentence(rng: random.Random, words: Sequence[str]) -> str:
    return " ".join(rng.choices(words, k=rng.randint(8, 18))).capitalize() + "."


if __name__ == "__main__":
    main()
