"""Fits the confidence: `python -m training.calibrate --data DIR --work DIR --out FILE`.

Every dev question is asked of its whole corpus, the shipped reader reads the hits, and a logistic
model learns which candidates are right: those of which a sentence that is shown holds an accepted
answer. It learns from the Indonesian questions in other words too, for readers do not use
the words of the articles as the data sets do. Figures are over the questions as they stand, out of
fold, five folds of whole questions.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import click
import numpy as np
import torch
from numpy.typing import NDArray

from rag.answerers.generative import DOUBTFUL
from rag.answerers.reader import passages, shown
from rag.confidence import FEATURES, Calibration, features
from rag.reader import Reader
from rag.reader_model import FOLDER, MODEL, shipped_reader
from training.open_questions import CORPORA, DOSSIERS, Asked, right, searched
from training.ranking import fit_ranking
from training.reliability import calibration_error, reliability, risk_coverage
from training.scoring import auroc, f1
from training.written import SOURCE

INDONESIAN = ("idk_mrc", "facqa")
FOLDS = 5
PENALTY = 1e-3

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the reader makes of the hits of one question: a row of features for each."""

    asked: Asked
    said: tuple[str, ...]
    rows: Floats
    right: NDArray[np.bool_]

    def best(self, calibration: Calibration) -> tuple[int, float]:
        """The likeliest candidate and its probability."""
        likely = [calibration.probability(row) for row in self.rows.tolist()]
        return int(np.argmax(likely)), max(likely)

    def first(self, calibration: Calibration) -> int:
        """The hit that the ranking puts first."""
        pairs = zip(self.asked.hits, self.rows.tolist(), strict=True)
        return int(np.argmax([hit.score + calibration.evidence(row) for hit, row in pairs]))


def read_hits(asked: Asked, reader: Reader) -> Candidates:
    """Let the reader read the hits of one question."""
    readings = reader.read(asked.question.text, passages(asked.hits))
    said = tuple(h.chunk.text[r.start : r.end] for h, r in zip(asked.hits, readings, strict=True))
    rows = np.array(features(asked.question, readings, asked.hits), np.float64)
    truth = np.array(
        [
            any(right(span.text, asked.example.answers) for span in shown(hit, r))
            for hit, r in zip(asked.hits, readings, strict=True)
        ],
        bool,
    )
    return Candidates(asked, said, rows, truth)


def read_corpora(
    data: Path, work: Path, reader: Reader
) -> tuple[dict[str, list[Candidates]], list[Candidates]]:
    """Every dev question by corpus, read; and the Indonesian ones again, in other words."""
    asked = {
        name: [read_hits(each, reader) for each in searched(data, work, name)]
        for name in (*CORPORA, DOSSIERS)
    }
    also = [
        read_hits(each, reader)
        for name in INDONESIAN
        for each in searched(data, work, name, reword=True)
    ]
    return asked, also


def fit(questions: list[Candidates]) -> Calibration:
    """Weights over all candidates, scaled so that the chosen are right as often as they say, and
    those of the ranking, over the questions about news alone: what is searched is news."""
    weights = _logistic(
        np.concatenate([q.rows for q in questions]), np.concatenate([q.right for q in questions])
    )
    chosen = [int(np.argmax(q.rows @ weights[1:])) for q in questions]
    logits = np.array([q.rows[i] @ weights[1:] for q, i in zip(questions, chosen, strict=True)])
    truth = np.array([q.right[i] for q, i in zip(questions, chosen, strict=True)])
    bias, scale = _logistic(logits[:, None], truth)
    scaled = {name: float(w * scale) for name, w in zip(FEATURES, weights[1:], strict=True)}
    news = [q for q in questions if q.asked.example.source.startswith(SOURCE)]
    ranking = fit_ranking([(q.asked, q.rows) for q in news])
    return Calibration({"bias": float(bias)} | scaled, ranking)


def _logistic(rows: Floats, truth: NDArray[np.bool_]) -> Floats:
    """Bias and weights of the likeliest logistic model, with a small penalty on the weights."""
    x, y = torch.from_numpy(rows), torch.from_numpy(truth.astype(np.float64))
    weights = torch.zeros(rows.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=500, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        logits = weights[0] + x @ weights[1:]
        value = torch.nn.functional.binary_cross_entropy_with_logits(logits, y)
        value = value + PENALTY * weights[1:].square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return weights.detach().numpy()


def out_of_fold(
    by_corpus: dict[str, list[Candidates]], also: Sequence[Candidates]
) -> dict[str, list[tuple[Candidates, Calibration]]]:
    """The questions of each corpus with weights that were fitted without them.

    `also` are questions of these in other words: fitted on, and left out together with theirs.
    """
    everything = [*also, *(question for group in by_corpus.values() for question in group)]
    folds = [fit([q for q in everything if _fold(q) != fold]) for fold in range(FOLDS)]
    return {name: [(q, folds[_fold(q)]) for q in group] for name, group in by_corpus.items()}


def _fold(question: Candidates) -> int:
    """The fold of a question: that of all questions about its passage, however often asked."""
    return crc32(question.asked.example.passage_id.encode()) % FOLDS


def chosen(
    judged: Sequence[tuple[Candidates, Calibration]],
) -> tuple[Floats, NDArray[np.bool_], list[str]]:
    """How likely the best candidate of each question is said to be, whether it is right, and its
    words."""
    best = [(question, *question.best(weights)) for question, weights in judged]
    likely = np.array([probability for *_, probability in best])
    truth = np.array([question.right[i] for question, i, _ in best], bool)
    return likely, truth, [question.said[i] for question, i, _ in best]


def figures(
    judged: Sequence[tuple[Candidates, Calibration]], threshold: float = 0.5
) -> dict[str, float]:
    """The open setting: what was chosen and how likely it was said to be, against the truth, where
    less likely answers than `threshold` are refused."""
    likely, truth, said = chosen(judged)
    questions = [question for question, _ in judged]
    f1s = np.array([f1(t, q.asked.example.answers) for t, q in zip(said, questions, strict=True)])
    known = np.array([bool(question.asked.example.answers) for question in questions])
    given = likely >= threshold
    return {
        "questions": len(questions),
        "f1_answerable": float(f1s[known].mean()),
        "overall_f1": float(np.where(given, f1s, ~known).mean()),
        "coverage": float(given.mean()),
        "precision": _mean(truth[given]),
        "refusal_precision": _mean(~known[~given]),
        "refusal_recall": _mean(~given[~known]),
        "doubted_answerable": _mean((likely < DOUBTFUL)[known]),
        "doubted_unanswerable": _mean((likely < DOUBTFUL)[~known]),
        "auroc": auroc(likely, truth),
        "ece": calibration_error(likely, truth),
    }


def _mean(values: NDArray[np.bool_]) -> float:
    """The share that is true; 0 of none."""
    return float(values.mean()) if len(values) else 0.0


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--work", required=True, type=click.Path(path_type=Path), help="Keeps the indexes.")
@click.option("--model", default=FOLDER / MODEL, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="JSON to write.")
def main(data: Path, work: Path, model: Path, out: Path) -> None:
    """Fit the confidence on the dev questions in DATA and write weights, figures and curves."""
    reader = shipped_reader(model)
    by_corpus, also = read_corpora(data, work, reader)
    judged = out_of_fold(by_corpus, also)
    report = {name: figures(group) for name, group in judged.items()}
    likely, truth, _ = chosen([pair for group in judged.values() for pair in group])
    fitted = fit([q for group in by_corpus.values() for q in group] + also)
    written = {
        "weights": fitted.weights,
        "ranking": fitted.ranking,
        "figures": report,
        "reliability": reliability(likely, truth),
        "risk_coverage": risk_coverage(likely, truth),
    }
    out.write_text(json.dumps(_rounded(written), indent=1) + "\n", encoding="utf-8")
    click.echo(json.dumps(_rounded(report), indent=1))


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


if __name__ == "__main__":
    main()
