"""Hard negatives: passages that rank high for a question and do not hold its answer.

Ranked by the embedder before any training, cosine of mean-pooled states, as in
https://arxiv.org/abs/2212.03533.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from rag.reader import BOS, EOS, Passage, padded
from training.examples import Example
from training.model import from_embedder

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DEPTH = 20
KEPT = 8
SHORT = 30
"""Characters. A passage without the words of so short an answer does not give it; what a longer one
says may stand in the same article in other words."""


def hard_negatives(
    examples: Sequence[Example], passages: dict[str, Passage], tokenizer: "Tokenizer"
) -> list[list[Passage]]:
    """For each example, all of them with answers, up to KEPT passages that do not hold them, best
    first. Ids of passages are those of the examples, or of chunks of articles with those ids."""
    ids = list(passages)
    vectors = embed([f"passage: {passages[i].text}" for i in ids], tokenizer)
    queries = embed([f"query: {example.question}" for example in examples], tokenizer)
    ranked = np.argsort(-(queries @ vectors.T), axis=1)[:, :DEPTH].tolist()
    return [
        [passages[ids[i]] for i in near if _lacks(example, ids[i], passages[ids[i]].text)][:KEPT]
        for example, near in zip(examples, ranked, strict=True)
    ]


def _lacks(example: Example, passage_id: str, text: str) -> bool:
    own = example.passage_id in (passage_id, passage_id.rsplit(":", 2)[0])
    if own and max(map(len, example.answers)) > SHORT:
        return False
    held = any(answer.casefold() in text.casefold() for answer in example.answers)
    return text != example.passage and not held


@torch.inference_mode()
def embed(texts: Sequence[str], tokenizer: "Tokenizer") -> NDArray[np.float32]:
    """Unit vectors (texts, hidden) of the embedder in bf16: good enough to rank."""
    reader, words = from_embedder()
    encoder = reader.encoder.eval()
    encoded = [
        (BOS, *e.ids[:254], EOS)
        for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)
    ]
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]))
    vectors = np.zeros((len(encoded), words.shape[1]), np.float32)
    for at in range(0, len(order), 32):
        rows = order[at : at + 32]
        ids, lengths = map(torch.from_numpy, padded([encoded[i] for i in rows]))
        mask = (torch.arange(ids.shape[1]) < lengths[:, None]).long()
        with torch.autocast("cpu", torch.bfloat16):
            states = encoder(
                inputs_embeds=words[ids], attention_mask=mask
            ).last_hidden_state.float()
        pooled = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        vectors[rows] = torch.nn.functional.normalize(pooled).numpy()
    return vectors
