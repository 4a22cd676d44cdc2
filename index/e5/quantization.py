"""Turns the weights of a BERT encoder into the int8 tensors of `encoder.onnx`.

The graph is exact algebra away from BERT and a third faster:

- A layer normalization is a mean subtraction, a division by the root mean square and a gain; its
  bias, and the mean of what a linear layer adds to the residual stream, are folded into the weights
  around it. What is left, `RMSNorm`, ONNX Runtime does twenty times faster than `LayerNorm`.
- Every activation is quantized with one fixed scale, so a vector does not depend on what else is
  in its batch. The few channels that are far larger than the rest are first divided by a fixed
  divisor, and the weights multiplied by it: SmoothQuant, https://arxiv.org/abs/2211.10438
- Weights are symmetric, one scale an output, in [-63, 63]: with 7 bits the sums of 16 bits inside
  the instructions of processors without VNNI cannot overflow, and all processors agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.e5.weights import Floats

Tensors = dict[str, NDArray[Any]]

CALIBRATION = Path(__file__).with_name("calibration.npz")
"""That of the embedded model."""
INPUTS = ("attention", "context", "intermediate", "output")
"""The quantized inputs of a layer: of query, key and value; of what attention gives; of the two
linear layers behind it."""
_LARGEST = 63


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the activations of one set of weights are quantized, measured over sample texts.

    Divisors have shapes (layers, 2, hidden), for `attention` and `intermediate`, and (layers,
    intermediate), for `output`; `scales` and `zeros` (layers, 4) follow `INPUTS`.
    """

    hidden_divisors: Floats
    inner_divisors: Floats
    scales: Floats
    zeros: NDArray[np.uint8]

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """Read what `save` wrote."""
        with np.load(path) as arrays:
            return cls(
                arrays["hidden_divisors"].astype(np.float32),
                arrays["inner_divisors"].astype(np.float32),
                arrays["scales"],
                arrays["zeros"],
            )

    def save(self, path: Path) -> None:
        """Write it to an .npz file; the divisors lose nothing in half precision."""
        np.savez_compressed(
            path,
            hidden_divisors=self.hidden_divisors.astype(np.float16),
            inner_divisors=self.inner_divisors.astype(np.float16),
            scales=self.scales,
            zeros=self.zeros,
        )


@dataclass(frozen=True, slots=True)
class _Linear:
    """A linear layer: `weight` (outputs, inputs) and `bias` (outputs,)."""

    weight: Floats
    bias: Floats

    def behind(self, shift: Floats, divisor: Floats) -> "_Linear":
        """The same layer for inputs that lack `shift` and were divided by `divisor`."""
        added = np.einsum("oi,i->o", self.weight, shift)  # `@` would start a pool of threads
        return _Linear(self.weight * divisor, self.bias + added)

    def residual(self, shift: Floats) -> "_Linear":
        """The same layer for a stream that lacks `shift` and has no mean over the channels."""
        bias = self.bias + shift
        return _Linear(self.weight - self.weight.mean(axis=0), bias - bias.mean())

    def tensors(self, name: str) -> Tensors:
        """The int8 weight (inputs, outputs), its scale an output, and the bias."""
        scale = np.abs(self.weight).max(axis=1) / _LARGEST
        steps = np.rint(self.weight / scale[:, None]).astype(np.int8)
        return {
            f"{name}.weight": np.ascontiguousarray(steps.T),
            f"{name}.scale": scale,
            f"{name}.bias": self.bias,
        }


def quantize(weights: Mapping[str, Floats], calibration: Calibration) -> Tensors:
    """The initializers of `encoder.onnx` for a BertModel's weights (its word embeddings are not
    among them: the graph is given word embeddings)."""
    types = weights["embeddings.token_type_embeddings.weight"]
    tensors: Tensors = {
        "positions": weights["embeddings.position_embeddings.weight"] + types[0],
        "embeddings.gain": weights["embeddings.LayerNorm.weight"],
    }
    shift = weights["embeddings.LayerNorm.bias"]
    for layer in range(len(calibration.scales)):
        tensors |= _layer(weights, layer, shift, calibration)
        shift = weights[f"encoder.layer.{layer}.output.LayerNorm.bias"]
    return tensors | {"shift": shift}


def _layer(
    weights: Mapping[str, Floats], layer: int, shift: Floats, calibration: Calibration
) -> Tensors:
    """The tensors of one layer. `shift` is what its input lacks: the bias of the norm before it."""

    def linear(name: str) -> _Linear:
        prefix = f"encoder.layer.{layer}.{name}"
        return _Linear(weights[f"{prefix}.weight"], weights[f"{prefix}.bias"])

    first, second = calibration.hidden_divisors[layer]
    inner = calibration.inner_divisors[layer]
    between = linear("attention.output.LayerNorm")
    tensors: Tensors = {
        f"{layer}.between.gain": between.weight,
        f"{layer}.after.gain": linear("output.LayerNorm").weight,
        f"{layer}.attention.factor": 1 / first,
        f"{layer}.intermediate.factor": 1 / second,
        f"{layer}.output.factor": 1 / inner,
    }
    for at, name in enumerate(INPUTS):
        tensors[f"{layer}.{name}.step"] = calibration.scales[layer, at]
        tensors[f"{layer}.{name}.zero"] = calibration.zeros[layer, at]
    for name in ("query", "key", "value"):
        tensors |= linear(f"attention.self.{name}").behind(shift, first).tensors(f"{layer}.{name}")
    context = linear("attention.output.dense").residual(shift)
    intermediate = linear("intermediate.dense").behind(between.bias, second)
    output = linear("output.dense")
    output = _Linear(output.weight * inner, output.bias).residual(between.bias)
    return (
        tensors
        | context.tensors(f"{layer}.context")
        | intermediate.tensors(f"{layer}.intermediate")
        | output.tensors(f"{layer}.output")
    )
