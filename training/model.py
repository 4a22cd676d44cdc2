"""The reader in torch: a BERT encoder over ready-made word embeddings, and two small heads.

The span head gives every token a start and an end logit; position 0 stands for "no answer here", as
in SQuAD 2.0 (https://arxiv.org/abs/1806.03822, BERT's reader). Its scores compare spans of one
passage. The answer head gives one logit for whether the passage answers at all, trained with a
sigmoid, and against the other passages of the same question, so that it compares passages with
each other.
"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from index.e5.weights import load_weights, open_model
from training.encoding import Batch

DROPOUT = 0.1
"""Of the word embeddings alone: in every layer it would cost a quarter of the speed."""


class Reader(nn.Module):
    """Scores (batch, tokens) inputs given as word embeddings (batch, tokens, hidden)."""

    def __init__(self) -> None:
        from transformers import BertConfig, BertModel

        super().__init__()
        shape = asdict(open_model().shape) | {"vocab_size": 1}
        config = BertConfig(**shape, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
        self.encoder = BertModel(config, add_pooling_layer=False)
        hidden = config.hidden_size
        self.span = nn.Linear(hidden, 2)
        self.pool = nn.Linear(hidden, hidden)
        self.answer = nn.Linear(hidden, 1)

    def forward(self, words: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Start and end logits (batch, tokens), -inf at padding, and answer logits (batch,)."""
        words = functional.dropout(words, DROPOUT, self.training)
        states = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state.float()
        with torch.autocast("cpu", enabled=False):
            spans = self.span(states).masked_fill(mask[..., None] == 0, -torch.inf)
            answer = self.answer(torch.tanh(self.pool(states[:, 0]))).squeeze(-1)
        return spans[..., 0], spans[..., 1], answer


def from_embedder() -> tuple[Reader, Tensor]:
    """A reader whose encoder is the embedder's, and the frozen word embeddings (pieces, hidden)."""
    weights = load_weights()
    words = torch.from_numpy(weights.pop("embeddings.word_embeddings.weight"))
    reader = Reader()
    state = {name: torch.from_numpy(np.ascontiguousarray(w)) for name, w in weights.items()}
    missing = reader.encoder.load_state_dict(state, strict=False)
    assert not missing.unexpected_keys and missing.missing_keys == [
        "embeddings.word_embeddings.weight"
    ]
    reader.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return reader, words


def averaged(paths: Sequence[Path]) -> tuple[Reader, Tensor]:
    """The reader with the mean of the weights saved at `paths`, and the word embeddings.

    The mean of the last checkpoints does what letting the learning rate fall to zero does, for a
    run that ends early: https://arxiv.org/abs/2209.14981
    """
    reader, words = from_embedder()
    states = [torch.load(path, weights_only=True) for path in paths]
    reader.load_state_dict(
        {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    )
    return reader.eval(), words


def loss(outputs: tuple[Tensor, Tensor, Tensor], batch: Batch) -> Tensor:
    """Mean over the batch of the span loss (all marked places count together), the answer loss and
    the loss of a question's own passage against the others that it is asked of.

    The span loss is the marginal likelihood of https://arxiv.org/abs/1710.10723, section 3.
    """
    starts, ends, answer = outputs
    answerable = torch.from_numpy(1 - batch.starts[:, 0])
    span = _marginal(starts, batch.starts) + _marginal(ends, batch.ends)
    return (
        span.mean() / 2
        + functional.binary_cross_entropy_with_logits(answer, answerable)
        + _listwise(answer, answerable, torch.from_numpy(batch.question))
    )


def _listwise(answer: Tensor, answerable: Tensor, question: Tensor) -> Tensor:
    """How unlikely the passages that answer are the first of their question's, mean over all rows.

    A question asked of one passage, or of none that answers, says nothing here. Listwise as in
    https://icml.cc/imls/conferences/2007/proceedings/papers/139.pdf
    """
    asked = question == torch.arange(int(question.max()) + 1)[:, None]
    right = asked & (answerable > 0)
    asked, right = asked[right.any(1)], right[right.any(1)]
    logits = answer.expand(len(asked), -1)
    of_all = logits.masked_fill(~asked, -torch.inf).logsumexp(1)
    of_right = logits.masked_fill(~right, -torch.inf).logsumexp(1)
    return ((of_all - of_right) * asked.sum(1)).sum() / len(answer)


def _marginal(logits: Tensor, marks: np.ndarray) -> Tensor:
    marked = logits.masked_fill(torch.from_numpy(marks) == 0, -torch.inf)
    return logits.logsumexp(-1) - marked.logsumexp(-1)
