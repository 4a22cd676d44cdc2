"""Writes the embedded model as a sentence-transformers folder, for other programs."""

import json
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from index.e5.engine import HIDDEN, PASSAGE, QUERY
from index.e5.tokenizer import MAX_TOKENS, build_tokenizer
from index.e5.weights import Floats, load_weights, open_model
from index.errors import MissingExtra

_SPECIAL = {
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
}


def export(folder: Path) -> None:
    """Write the model to a folder that `SentenceTransformer(folder)` loads: 480 MB, in fp32.

    Takes some ten seconds and 1 GB of memory. Raises MissingExtra without safetensors, which comes
    with the extra, and OSError where the folder cannot be written.
    """
    if find_spec("safetensors") is None:
        extra = "sentence-transformers"
        raise MissingExtra(part="tanya models export", package="safetensors", extra=extra)
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    weights = load_weights() | _unused(HIDDEN)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer = build_tokenizer()
    tokenizer.add_special_tokens(sorted(set(_SPECIAL.values())))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _descriptions().items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def _unused(size: int) -> dict[str, Floats]:
    """The pooler that every BertModel has and this one does not use: without it loading warns."""
    return {
        "pooler.dense.weight": np.zeros((size, size), np.float32),
        "pooler.dense.bias": np.zeros(size, np.float32),
    }


def _descriptions() -> dict[str, Any]:
    """The files around weights and vocabulary, as sentence-transformers 5 writes and reads them."""
    library = "sentence_transformers.models"
    modules = ("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "pad_token_id": 1,
            "torch_dtype": "float32",
            **asdict(open_model().shape),
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            **_SPECIAL,
        },
        "modules.json": [
            {"idx": at, "name": str(at), "path": path, "type": f"{library}.{name}"}
            for at, (name, path) in enumerate(modules)
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": HIDDEN,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY, "passage": PASSAGE},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
