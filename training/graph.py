"""Builds `encoder.onnx`: the int8 BERT encoder without its weights.

`index.e5.quantization` says what the tensors are and makes them; they are put in place when a
session is opened, so this one graph of a few kilobytes serves every set of weights of its shape.
The operators of com.microsoft are ONNX Runtime's own:
https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
"""

from collections.abc import Sequence

import onnx
from onnx import TensorProto, helper

from index.e5.quantization import Tensors
from index.e5.weights import Shape

_ORT = "com.microsoft"
_TYPES = {"float32": TensorProto.FLOAT, "int8": TensorProto.INT8, "uint8": TensorProto.UINT8}


def build_graph(shape: Shape, tensors: Tensors) -> onnx.ModelProto:
    """The encoder: `words` (batch, tokens, hidden) and `lengths` (batch,) to `hidden`.

    Of `tensors` only names, types and shapes go in.
    """
    nodes = _Nodes(shape)
    stream, shift = nodes.embeddings(), "shift"
    for layer in range(shape.num_hidden_layers):
        stream = nodes.layer(str(layer), stream)
    nodes.add("Add", [stream, shift], "hidden")
    floats = ["batch", "tokens", shape.hidden_size]
    graph = helper.make_graph(
        nodes.made,
        "encoder",
        [
            helper.make_tensor_value_info("words", TensorProto.FLOAT, floats),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        ],
        [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, floats)],
        [_constant(name, value) for name, value in _AXES.items()]
        + [_placeholder(name, tensor.dtype.name, tensor.shape) for name, tensor in tensors.items()],
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_ORT, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="tanya")
    model.metadata_props.add(key="weights", value="given by index.e5.quantization at run time")
    return model


_AXES = {"first": 0, "second": 1, "last": -1}


class _Nodes:
    """The nodes made so far; every method adds some and returns the name of what they give."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.made: list[onnx.NodeProto] = []

    def add(
        self,
        operator: str,
        inputs: Sequence[str],
        name: str,
        domain: str = "",
        **attributes: object,
    ) -> str:
        self.made.append(helper.make_node(operator, inputs, [name], domain=domain, **attributes))
        return name

    def embeddings(self) -> str:
        shape = self.add("Shape", ["words"], "tokens", start=1, end=2)
        positions = self.add("Slice", ["positions", "first", shape, "first"], "places")
        summed = self.add("Add", ["words", positions], "embeddings")
        return self.norm(self.centred(summed), "embeddings")

    def layer(self, at: str, stream: str) -> str:
        """One transformer layer over the residual stream."""
        asked = self.quantized(self.scaled(stream, f"{at}.attention"), f"{at}.attention")
        heads = [self.linear(asked, f"{at}.{name}") for name in ("query", "key", "value")]
        context = self.add(
            "MultiHeadAttention",
            [*heads, "", "lengths"],
            f"{at}.attended",
            _ORT,
            num_heads=self.shape.num_attention_heads,
        )
        added = self.linear(self.quantized(context, f"{at}.context"), f"{at}.context")
        stream = self.norm(self.sum(stream, added), f"{at}.between")

        asked = self.quantized(self.scaled(stream, f"{at}.intermediate"), f"{at}.intermediate")
        inner = self.add("Gelu", [self.linear(asked, f"{at}.intermediate")], f"{at}.inner", _ORT)
        asked = self.quantized(self.scaled(inner, f"{at}.output"), f"{at}.output")
        return self.norm(self.sum(stream, self.linear(asked, f"{at}.output")), f"{at}.after")

    def scaled(self, name: str, step: str) -> str:
        return self.add("Mul", [name, f"{step}.factor"], f"{step}.scaled")

    def quantized(self, name: str, step: str) -> tuple[str, str]:
        """An activation in uint8, with the name of the step whose scale and zero it has."""
        inputs = [name, f"{step}.step", f"{step}.zero"]
        return self.add("QuantizeLinear", inputs, f"{step}.quantized"), step

    def linear(self, quantized: tuple[str, str], name: str) -> str:
        value, step = quantized
        weight, scale, bias = (f"{name}.{part}" for part in ("weight", "scale", "bias"))
        inputs = [value, weight, f"{step}.step", scale, f"{step}.zero", "", bias]
        return self.add("MatMulIntegerToFloat", inputs, f"{name}.given", _ORT)

    def sum(self, stream: str, added: str) -> str:
        return self.add("Add", [self.centred(stream), added], f"{added}.stream")

    def centred(self, name: str) -> str:
        mean = self.add("ReduceMean", [name, "last"], f"{name}.mean")
        return self.add("Sub", [name, mean], f"{name}.centred")

    def norm(self, name: str, step: str) -> str:
        """Division by the root mean square, and a gain. ONNX Runtime's name for RMSNorm."""
        return self.add(
            "SimplifiedLayerNormalization",
            [name, f"{step}.gain"],
            f"{step}.normed",
            axis=-1,
            epsilon=self.shape.layer_norm_eps,
        )


def _constant(name: str, value: int) -> onnx.TensorProto:
    return helper.make_tensor(name, TensorProto.INT64, [1], [value])


def _placeholder(name: str, dtype: str, shape: Sequence[int]) -> onnx.TensorProto:
    """A tensor whose values are looked for outside the file, where a session is given them."""
    tensor = onnx.TensorProto(name=name, data_type=_TYPES[dtype], dims=shape)
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="given at run time")
    return tensor
