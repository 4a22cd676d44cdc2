"""Measures the activations of a BERT encoder, so that they can be quantized with fixed scales."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.e5.quantization import INPUTS, Calibration
from index.e5.weights import Floats

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

_MODULES = {
    "attention": "attention.self.query",
    "context": "attention.output.dense",
    "intermediate": "intermediate.dense",
    "output": "output.dense",
}

Range = tuple[Floats, Floats]
"""The least and the most of every channel."""
Ranges = dict[tuple[int, str], Range]
"""By layer and input."""


def measure(bert: "BertModel", inputs: Iterable[Mapping[str, "torch.Tensor"]]) -> Calibration:
    """The calibration of these weights over sample inputs, the keyword arguments of `bert`."""
    import torch

    ranges: Ranges = {}
    hooks = [
        layer.get_submodule(module).register_forward_pre_hook(_watch(ranges, (at, name)))
        for at, layer in enumerate(bert.encoder.layer)
        for name, module in _MODULES.items()
    ]
    with torch.inference_mode():
        for arguments in inputs:
            bert(**arguments)
    for hook in hooks:
        hook.remove()
    return _calibration(_without_biases(ranges, bert))


def _watch(ranges: Ranges, key: tuple[int, str]) -> Any:
    def widen(_module: object, arguments: tuple["torch.Tensor", ...]) -> None:
        values = arguments[0].detach().float().flatten(0, -2)
        low, high = values.amin(0).numpy(), values.amax(0).numpy()
        before = ranges.get(key, (low, high))
        ranges[key] = np.minimum(low, before[0]), np.maximum(high, before[1])

    return widen


def _without_biases(
    ranges: Mapping[tuple[int, str], Range], bert: "BertModel"
) -> list[list[Range]]:
    """The ranges by layer and input, of what is quantized: normed activations without the bias."""
    shift = bert.embeddings.LayerNorm.bias.detach().numpy()
    found = []
    for at, layer in enumerate(bert.encoder.layer):
        between = layer.attention.output.LayerNorm.bias.detach().numpy()
        shifts = {"attention": shift, "context": 0.0, "intermediate": between, "output": 0.0}
        found.append([(ranges[at, n][0] - shifts[n], ranges[at, n][1] - shifts[n]) for n in INPUTS])
        shift = layer.output.LayerNorm.bias.detach().numpy()
    return found


def _calibration(ranges: list[list[Range]]) -> Calibration:
    divisors = [[_divisor(*channels) for channels in layer] for layer in ranges]
    for layer in divisors:
        layer[1] = np.ones_like(layer[1])  # attention's outputs differ little: nothing to gain
    steps = [
        [_step(low / d, high / d) for (low, high), d in zip(layer, layer_divisors, strict=True)]
        for layer, layer_divisors in zip(ranges, divisors, strict=True)
    ]
    return Calibration(
        np.array([[layer[0], layer[2]] for layer in divisors], np.float32),
        np.array([layer[3] for layer in divisors], np.float32),
        np.array([[scale for scale, _ in layer] for layer in steps], np.float32),
        np.array([[zero for _, zero in layer] for layer in steps], np.uint8),
    )


def _divisor(low: Floats, high: Floats) -> Floats:
    """The square root of the largest absolute value of each channel, about 1 on the whole."""
    root = np.sqrt(np.maximum(np.maximum(-low, high), 1e-4))
    even = root / np.exp(np.log(root).mean())
    return np.asarray(even, np.float16).astype(np.float32)


def _step(low: NDArray[Any], high: NDArray[Any]) -> tuple[float, int]:
    """Scale and zero point that map the range of all channels onto 0 … 255."""
    least, most = min(float(low.min()), 0.0), max(float(high.max()), 0.0)
    scale = (most - least) / 255
    return scale, round(-least / scale)
