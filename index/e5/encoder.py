"""Runs the int8 BERT encoder `encoder.onnx` with ONNX Runtime."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.e5.quantization import Tensors
from index.e5.weights import Floats

GRAPH = Path(__file__).with_name("encoder.onnx")


class Encoder:
    """Word embeddings become hidden states. Thread-safe; a run uses one processor."""

    def __init__(self, tensors: Tensors) -> None:
        """Take the tensors that `quantize` made of some weights. Loads in about 0.05 s."""
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # runs side by side never wait for each other
        options.enable_cpu_mem_arena = False  # it would keep what the longest batch ever took
        names = list(tensors)
        values = [ort.OrtValue.ortvalue_from_numpy(np.asarray(tensors[name])) for name in names]
        options.add_external_initializers(names, values)
        self._session = ort.InferenceSession(
            GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def hidden(self, words: Floats, lengths: NDArray[np.int32]) -> Floats:
        """The last hidden states (batch, tokens, hidden) of word embeddings of the same shape, of
        which the first `lengths` (batch,) of each row count."""
        feed = {"words": words, "lengths": lengths}
        hidden: Floats = self._session.run(["hidden"], feed)[0]
        return hidden
