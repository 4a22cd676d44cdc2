"""The unigram tokenizer of multilingual-e5-small, as a `tokenizers.Tokenizer`.

XLM-RoBERTa's tokenizer: control characters dropped, whitespace folded, NFKC, words marked with
U+2581, <s> and </s> around. https://huggingface.co/docs/tokenizers/api/normalizers
"""

from pathlib import Path
from typing import TYPE_CHECKING

from index.e5.weights import load_vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_TOKENS = 512


def build_tokenizer(path: Path | None = None) -> "Tokenizer":
    """A tokenizer that gives the ids the embedded model was trained on, without truncation.

    A pair becomes <s> a </s></s> b </s>; `pad_id` is 1. It takes a second and 300 MB to build.
    """
    from tokenizers import (
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    vocabulary = load_vocabulary(path)
    scored = list(zip(vocabulary.pieces, vocabulary.scores.tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=vocabulary.unk))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary.bos), ("</s>", vocabulary.eos)],
    )
    return tokenizer
