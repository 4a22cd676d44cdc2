"""Reads passages with the torch model, as `rag.reader` does with the shipped one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import torch

from rag.spans import Reading, reading
from training.encoding import BOS, EOS, MAX_QUESTION, Encoded, padded
from training.model import Reader

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_INPUT = 512


@torch.inference_mode()
def read(
    pairs: Sequence[tuple[str, str]], reader: Reader, words: torch.Tensor, tokenizer: "Tokenizer"
) -> list[Reading]:
    """One reading for each (question, passage) pair, computed in bf16, in the order given."""
    reader.eval()
    questions = tokenizer.encode_batch([q for q, _ in pairs], add_special_tokens=False)
    passages = tokenizer.encode_batch([p for _, p in pairs], add_special_tokens=False)
    inputs = []
    for question, passage in zip(questions, passages, strict=True):
        ids = (BOS, *question.ids[:MAX_QUESTION], EOS, EOS, *passage.ids)
        inputs.append(Encoded((*ids[: LONGEST_INPUT - 1], EOS), (), ()))
    order = sorted(range(len(inputs)), key=lambda i: len(inputs[i].ids))
    found: dict[int, Reading] = {}
    for at in range(0, len(order), 16):
        rows = order[at : at + 16]
        batch = padded([inputs[i] for i in rows])
        with torch.autocast("cpu", torch.bfloat16):
            outputs = reader(words[torch.from_numpy(batch.ids)], torch.from_numpy(batch.mask))
        starts, ends, answers = (output.float().numpy() for output in outputs)
        for row, i in enumerate(rows):
            first = min(len(questions[i].ids), MAX_QUESTION) + 3
            offsets = passages[i].offsets[: LONGEST_INPUT - 1 - first]
            found[i] = reading(starts[row], ends[row], float(answers[row]), first, offsets)
    return [found[i] for i in range(len(inputs))]
