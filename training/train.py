"""Trains the reader: `python -m training.train --data DIR --work DIR`.

About two hours on two cores; a run that was stopped goes on from its last checkpoint.
"""

import hashlib
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import click
import torch
from torch import nn

from index.e5.tokenizer import build_tokenizer
from training.encoding import Batch, Encoded, batches, encode
from training.examples import reading
from training.mixture import epoch, load_sources, shares
from training.model import averaged, from_embedder, loss
from training.reading import torch_reader
from training.scoring import score
from training.written import NEAR_MISSES, WRITTEN

CHECKPOINT_EVERY = 100
SCORE_EVERY = 500
DRAWING = (
    "clauses", "cloze", "encoding", "examples", "mixture", "negatives", "paraphrase", "swaps",
    "written",
)  # fmt: skip
"""Modules that decide which examples are drawn."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of one run.

    It ends after `steps` or after `epochs`, whichever comes first; the learning rate rises for the
    share `warm_up` of the steps and falls to zero at the last. `tokens` is the size of a batch.
    """

    steps: int = 3000
    epochs: int = 3
    tokens: int = 3072
    learning_rate: float = 1.5e-4
    head_factor: float = 4.0
    weight_decay: float = 0.01
    warm_up: float = 0.06
    seed: int = 7


DEFAULTS = Recipe()


Asked = list[Encoded]
"""A question with each passage that it is asked of."""


def prepare(data: Path, out: Path, recipe: Recipe) -> list[list[Asked]]:
    """The encoded questions of every epoch; kept in `out`, for the search takes minutes."""
    kept = out / "examples.pt"
    if not kept.exists():
        tokenizer = build_tokenizer()
        sources = load_sources(data, tokenizer, random.Random(f"{recipe.seed} rivals"))
        drawn = []
        for number in range(recipe.epochs):
            rng = random.Random(f"{recipe.seed} {number}")
            questions = epoch(sources, rng)
            encoded = iter(encode([e for asked in questions for e in asked], tokenizer, rng))
            drawn.append([list(islice(encoded, len(asked))) for asked in questions])
        rows = [[[(e.ids, e.starts, e.ends) for e in asked] for asked in each] for each in drawn]
        torch.save({"drawn_by": drawing(recipe), "epochs": rows}, kept.with_suffix(".new"))
        kept.with_suffix(".new").replace(kept)
    loaded = torch.load(kept, weights_only=True)
    if loaded["drawn_by"] != drawing(recipe):
        raise click.ClickException(
            f"{kept} was drawn with another seed, mixture or code; take an empty --work folder"
        )
    return [[[Encoded(*e) for e in asked] for asked in each] for each in loaded["epochs"]]


def drawing(recipe: Recipe) -> str:
    """16 hex digits of what decides most about which examples are drawn: the recipe's seed and
    epochs, the code that draws, and the project's own questions; the data sets should stay."""
    digest = hashlib.sha256(f"{recipe.seed} {recipe.epochs}".encode())
    modules = [Path(__file__).with_name(f"{name}.py") for name in DRAWING]
    for path in (*modules, WRITTEN, *(file for file, _ in NEAR_MISSES.values())):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def plan(epochs: list[list[Asked]], recipe: Recipe) -> list[Batch]:
    """Every batch of the run, in order."""
    planned: list[Batch] = []
    for number, questions in enumerate(epochs):
        planned += batches(questions, recipe.tokens, random.Random(f"order {recipe.seed} {number}"))
    return planned[: recipe.steps]


class Run:
    """A training run on its way: the model, its optimizer and how far they have come."""

    def __init__(self, recipe: Recipe, steps: int, out: Path, start: Sequence[Path]) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.steps, self.out, self.step = recipe, steps, out, 0
        self.plan = {"recipe": asdict(recipe), "start": [str(path) for path in start]}
        self.model, self.words = averaged(start) if start else from_embedder()
        encoder = [p for p in self.model.encoder.parameters() if p.requires_grad]
        heads = [p for n, p in self.model.named_parameters() if not n.startswith("encoder")]
        rate = recipe.learning_rate
        self.optimizer = torch.optim.AdamW(
            [{"params": encoder, "lr": rate}, {"params": heads, "lr": rate * recipe.head_factor}],
            weight_decay=recipe.weight_decay,
            fused=True,
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._factor)

    def _factor(self, step: int) -> float:
        warm = self.recipe.warm_up * self.steps
        return min((step + 1) / warm, (self.steps - step) / (self.steps - warm))

    def train_on(self, batch: Batch) -> float:
        """One step; the loss. The seed follows the step, so that a resumed run is the same run."""
        torch.manual_seed(self.recipe.seed * 1_000_003 + self.step)
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16):
            words = self.words[torch.from_numpy(batch.ids)]
            value = loss(self.model(words, torch.from_numpy(batch.mask)), batch)
        value.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.schedule.step()
        self.step += 1
        return float(value.detach())

    def save(self) -> None:
        """Write the checkpoint in one move, so that a stop in between harms nothing.

        The weights of every checkpoint are kept beside it; `training.export` averages some.
        """
        parts = {name: part.state_dict() for name, part in self._parts().items()}
        torch.save(parts | {"step": self.step, "plan": self.plan}, self.out / "checkpoint.new")
        (self.out / "checkpoint.new").replace(self.out / "checkpoint.pt")
        torch.save(self.model.state_dict(), self.out / f"weights-{self.step:06}.pt")

    def resume(self) -> None:
        """Go on from the checkpoint, if there is one; it has to be of the same plan."""
        path = self.out / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            if state["plan"] != self.plan:
                raise click.ClickException(
                    f"{path} has another recipe or start; take an empty --work folder"
                )
            for name, part in self._parts().items():
                part.load_state_dict(state[name])
            self.step = state["step"]

    def _parts(self) -> dict[str, Any]:
        return {"model": self.model, "optimizer": self.optimizer, "schedule": self.schedule}


def log(out: Path, **values: object) -> None:
    """Append one line to the curves of the run and show it."""
    line = json.dumps(values)
    with (out / "log.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    click.echo(line)


def train(
    data: Path,
    out: Path,
    recipe: Recipe,
    start: Sequence[Path] = (),
    stop_at: int | None = None,
) -> None:
    """Train, writing `log.jsonl`, `checkpoint.pt` and the weights now and then to `out`.

    The run begins with the mean of the weights in `start`, the embedder's where there are none.
    """
    planned = plan(prepare(data, out, recipe), recipe)
    tokenizer = build_tokenizer()
    probes = {name: reading(data, name, "dev")[::3] for name in ("idk_mrc", "facqa")}
    run = Run(recipe, len(planned), out, start)
    run.resume()
    reader = torch_reader(run.model, run.words, tokenizer)
    log(
        out,
        steps=len(planned),
        from_step=run.step,
        **run.plan,
        mixture=shares(),
        drawn_by=drawing(recipe),
    )
    recent, since = [], time.perf_counter()
    for batch in planned[run.step : stop_at]:
        recent.append(run.train_on(batch))
        if run.step % 25 == 0:
            seconds, since = time.perf_counter() - since, time.perf_counter()
            log(out, step=run.step, loss=sum(recent) / len(recent), seconds=round(seconds, 1))
            recent.clear()
        if run.step % CHECKPOINT_EVERY == 0:
            run.save()
        if run.step % SCORE_EVERY == 0 or run.step == len(planned):
            for name, probe in probes.items():
                figures = score(probe, reader)
                log(out, step=run.step, dev=name, **figures)
    run.save()


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--work", "out", required=True, type=click.Path(path_type=Path), help="Work folder.")
@click.option("--steps", default=DEFAULTS.steps, show_default=True)
@click.option("--epochs", default=DEFAULTS.epochs, show_default=True)
@click.option("--seed", default=DEFAULTS.seed, show_default=True)
@click.option("--learning-rate", default=DEFAULTS.learning_rate, show_default=True)
@click.option(
    "--start",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Weights of an earlier run to begin with; of several, their mean.",
)
@click.option("--stop-at", type=int, help="Stop after this many steps, for a trial.")
def main(
    data: Path,
    out: Path,
    steps: int,
    epochs: int,
    seed: int,
    learning_rate: float,
    start: tuple[Path, ...],
    stop_at: int | None,
) -> None:
    """Train the reader on the data sets in DATA; weights, curves and checkpoints go to WORK."""
    out.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(steps=steps, epochs=epochs, seed=seed, learning_rate=learning_rate)
    train(data, out, recipe, start, stop_at)


if __name__ == "__main__":
    main()
