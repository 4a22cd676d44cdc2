"""The shipped reader against its targets: `python -m benchmarks.reader --data DIR --work DIR`.

Gold passage: each dev question over the passage it was written about. Open: over what the search
finds in the whole corpus. The indexes are made in the work folder and kept. For the questions about
the sample articles run `tanya eval questions/treaty.jsonl`.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from rag.reader import Passage, Reader
from rag.reader_model import FOLDER, MODEL, shipped_reader
from training.calibrate import Candidates, figures, out_of_fold, read_corpora
from training.examples import Example, reading
from training.open_questions import dev_questions
from training.scoring import score

Row = tuple[str, float, str]
"""What is measured, the figure, and what it should reach."""

PASSAGES, TOKENS, RUNS = 5, 120, 100


def gold_passage(data: Path, reader: Reader) -> Iterator[Row]:
    """Yield the figures over the passage each question belongs to."""
    idk = score(reading(data, "idk_mrc", "dev"), reader)
    yield "idk_mrc, gold passage: F1 on answerable", idk["f1"], ">= .82"
    yield "idk_mrc, gold passage: exact match", idk["em"], ">= .70"
    yield "idk_mrc, answerable or not: AUROC", idk["auroc"], ">= .96"
    yield "idk_mrc, answerable or not: accuracy", idk["accuracy"], ">= .90"
    yield "idk_mrc, gold passage: overall F1 with abstention", idk["overall_f1"], ">= .83"
    facqa = score(reading(data, "facqa", "dev"), reader)
    yield "facqa, gold passage: F1", facqa["f1"], ">= .85"
    english = score(dev_questions(data, "english"), reader)
    yield "English over Indonesian, kept-out titles: F1 on answerable", english["f1"], ">= .60"
    yield "English over Indonesian, kept-out titles: AUROC", english["auroc"], ">= .85"
    own = score(dev_questions(data, "written"), reader)
    yield "own questions, gold passage: F1 on answerable", own["f1"], ""
    yield "own questions, answerable or not: AUROC", own["auroc"], ""


def open_setting(data: Path, work: Path, reader: Reader) -> Iterator[Row]:
    """Yield the figures over what is retrieved, with weights fitted on the other folds."""
    judged = out_of_fold(*read_corpora(data, work, reader))
    found = figures(judged["idk_mrc"])
    yield "idk_mrc, open: F1 on answerable", found["f1_answerable"], ">= .74"
    yield "idk_mrc, open: overall F1 with abstention", found["overall_f1"], ">= .74"
    yield "idk_mrc, open: expected calibration error", found["ece"], "<= .05"
    for name, group in judged.items():
        questions = [question for question, _ in group]
        first = [question.first(weights) for question, weights in group]
        yield f"{name}, hit@1 of the search", _hit_at_1(questions, [0] * len(group)), ""
        aim = ">= .94" if name == "idk_mrc" else ""
        yield f"{name}, hit@1 reranked by the reader", _hit_at_1(questions, first), aim


def _hit_at_1(questions: Sequence[Candidates], first: Sequence[int]) -> float:
    found = [
        q.asked.hits[i].article.id == q.asked.example.passage_id
        for q, i in zip(questions, first, strict=True)
        if q.asked.example.answers
    ]
    return float(np.mean(found))


def latency(examples: Sequence[Example], reader: Reader) -> Row:
    """Return the 95th percentile of reading PASSAGES passages of TOKENS tokens, warm."""
    from index.e5.unigram import load_unigram

    encode = load_unigram().encode
    passages = []
    for example in examples:
        offsets = encode(example.passage).offsets
        if len(offsets) > TOKENS:
            passages.append(Passage(example.passage[: offsets[TOKENS][0]]))
    passages = list(dict.fromkeys(passages))
    seconds = []
    for run in range(RUNS + 10):
        at = run * PASSAGES % (len(passages) - PASSAGES)
        started = time.perf_counter()
        reader.read(examples[run].question, passages[at : at + PASSAGES])
        seconds.append(time.perf_counter() - started)
    milliseconds = float(np.percentile(seconds[10:], 95)) * 1000
    return f"reading {PASSAGES} passages of {TOKENS} tokens, p95, ms", milliseconds, "<= 120"


def main() -> None:
    """Print one line for every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--work", type=Path, required=True, help="folder for the indexes")
    parser.add_argument("--model", type=Path, default=FOLDER / MODEL)
    options = parser.parse_args()
    if not (options.data / "idk_mrc").is_dir():
        parser.error(f"no data sets in {options.data}")
    reader = shipped_reader(options.model)
    rows = [
        *gold_passage(options.data, reader),
        *open_setting(options.data, options.work, reader),
        latency(reading(options.data, "idk_mrc", "dev"), reader),
    ]
    print("| measured | figure | to reach |\n|---|---|---|")
    for name, figure, target in rows:
        print(f"| {name} | {figure:.3f} | {target} |")


if __name__ == "__main__":
    main()
