"""Lets `rag.reader` read with the torch model, so that both models are read in the same way."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from rag.reader import Encoding, Floats, Reader
from training import model

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class TorchModel:
    """A `rag.reader.Model` that computes in bf16 with the weights as they are at each call."""

    def __init__(self, reader: model.Reader) -> None:
        self._reader = reader

    @torch.inference_mode()
    def run(self, outputs: Sequence[str], feed: dict[str, NDArray[Any]]) -> list[Floats]:
        """Return the three logits, whatever `outputs` names: they are always the same three."""
        self._reader.eval()
        words, mask = torch.from_numpy(feed["words"]), torch.from_numpy(feed["attention_mask"])
        with torch.autocast("cpu", torch.bfloat16):
            return [logits.float().numpy() for logits in self._reader(words, mask)]


def torch_reader(reader: model.Reader, words: torch.Tensor, tokenizer: "Tokenizer") -> Reader:
    """Return a reader over the model being trained and its table of word embeddings."""
    table: Floats = words.numpy()

    def encode(text: str) -> Encoding:
        found: Encoding = tokenizer.encode(text, add_special_tokens=False)
        return found

    return Reader(TorchModel(reader), encode, lambda ids: np.ascontiguousarray(table[ids]))
