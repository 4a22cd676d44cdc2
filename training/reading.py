"""Lets `rag.reader` read with the torch model, so that both models are read in the same way."""

from typing import TYPE_CHECKING

import numpy as np
import torch

from rag.reader import Encoding, Floats, Lengths, Reader
from training import model

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class TorchModel:
    """A `rag.reader.Model` that computes in bf16 with the weights as they are at each call."""

    def __init__(self, reader: model.Reader) -> None:
        self._reader = reader

    @torch.inference_mode()
    def logits(self, words: Floats, lengths: Lengths) -> tuple[Floats, Floats, Floats]:
        """Return start and end logits (inputs, tokens) and answer logits (inputs,)."""
        self._reader.eval()
        mask = torch.arange(words.shape[1]) < torch.from_numpy(lengths)[:, None]
        with torch.autocast("cpu", torch.bfloat16):
            starts, ends, answer = self._reader(torch.from_numpy(words), mask.long())
        return starts.numpy(), ends.numpy(), answer.numpy()


def torch_reader(reader: model.Reader, words: torch.Tensor, tokenizer: "Tokenizer") -> Reader:
    """Return a reader over the model being trained and its table of word embeddings."""
    table: Floats = words.numpy()

    def encode(text: str) -> Encoding:
        found: Encoding = tokenizer.encode(text, add_special_tokens=False)
        return found

    return Reader(TorchModel(reader), encode, lambda ids: np.ascontiguousarray(table[ids]))
