"""Writes the shipped reader: `python -m training.export --data DIR --weights FILE --out FILE`.

The layers become int8 as the embedder's do, the heads stay fp32. The dev questions are read with
the torch model and with the file, and the figures of both are printed; it fails where their F1 is
more than AGREEMENT apart.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import numpy as np
import torch

from index.e5.quantization import quantize
from index.e5.tokenizer import build_tokenizer
from index.e5.weights import load_weights
from rag.reader_model import HEADS, shipped_reader
from training.activations import measure
from training.encoding import Encoded, marked
from training.examples import reading
from training.model import Reader as TorchReader
from training.model import averaged
from training.reading import torch_reader
from training.scoring import score

SAMPLES = 800
"""Training inputs over which the ranges of the activations are measured. What later texts have
beyond them is clipped: wider ranges, with fewer samples, cost FacQA .011 of F1."""
AGREEMENT = 0.005
"""By how much F1 on dev may differ between the torch model and the written file."""

Compared = dict[str, dict[str, dict[str, float]]]
"""Figures by data set, `torch` or `shipped`, and name."""


def export(reader: TorchReader, words: torch.Tensor, samples: list[Encoded], out: Path) -> None:
    """Write the quantized layers and the heads to `out`, an .npz file."""
    calibration = measure(reader.encoder, _inputs(samples, words))
    trained = {n: p.detach().numpy() for n, p in reader.encoder.state_dict().items()}
    weights = {
        name: trained.get(name, weight)
        for name, weight in load_weights().items()
        if "word_embeddings" not in name
    }
    heads = {name: p.detach().numpy() for name, p in reader.state_dict().items() if name in HEADS}
    np.savez(out, **quantize(weights, calibration), **heads)  # type: ignore[arg-type]


def _inputs(samples: list[Encoded], words: torch.Tensor) -> Iterator[dict[str, torch.Tensor]]:
    order = sorted(samples, key=lambda sample: len(sample.ids))
    for at in range(0, len(order), 16):
        batch = marked([[encoded] for encoded in order[at : at + 16]])
        # Padding has values of its own, which nothing reads: only whole rows are measured.
        for ids, mask in zip(batch.ids, batch.mask, strict=True):
            row = torch.from_numpy(ids[: mask.sum()])[None]
            yield {"inputs_embeds": words[row], "attention_mask": torch.ones_like(row)}


def compare(data: Path, reader: TorchReader, words: torch.Tensor, out: Path) -> Compared:
    """The gold-passage figures on dev of the torch model and of the written file."""
    trained = torch_reader(reader, words, build_tokenizer())
    readers = {"torch": trained, "shipped": shipped_reader(out)}
    return {
        name: {kind: score(reading(data, name, "dev"), each) for kind, each in readers.items()}
        for name in ("idk_mrc", "facqa")
    }


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path))
@click.option(
    "--weights",
    multiple=True,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="Weights of a step in its work folder; of several, their mean is written.",
)
def main(data: Path, out: Path, weights: tuple[Path, ...]) -> None:
    """Write the reader with these weights to OUT and compare both on the dev questions in DATA."""
    reader, words = averaged(weights)
    first = torch.load(weights[0].with_name("examples.pt"), weights_only=True)["epochs"][0]
    samples = [Encoded(*asked[0]) for asked in first[:: max(1, len(first) // SAMPLES)][:SAMPLES]]
    new = out.with_name(f"new-{out.name}")
    export(reader, words, samples, new)
    found = compare(data, reader, words, new)
    click.echo(json.dumps(found, indent=1))
    apart = max(abs(each["torch"]["f1"] - each["shipped"]["f1"]) for each in found.values())
    if apart > AGREEMENT:
        raise click.ClickException(f"F1 of the two is {apart:.4f} apart, more than {AGREEMENT}")
    new.replace(out)


if __name__ == "__main__":
    main()
