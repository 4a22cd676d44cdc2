"""The int8 engine: true to the reference, the same in any batch, and of the shipped graph."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.e5.check import CHECKED, REFERENCE, agreement
from index.e5.encoder import GRAPH
from index.e5.engine import PASSAGE, QUERY, ReferenceEngine, _batches, load_engine
from index.e5.quantization import CALIBRATION, Calibration, quantize
from index.e5.weights import Weights, dequantize, open_model, word_embeddings

TEXTS = [
    "Gubernur meresmikan jembatan baru yang menghubungkan dua kabupaten.",
    "Siapa?",
    "The court ruled that the permit had been issued unlawfully.",
    "Суд признал разрешение незаконным.",
    "국회는 어제 예산안을 의결했다.",
    "法院裁定许可违法。",
    "Rp 12.345.678,90 — 17/8/1945; 😀 https://example.org/a?b=c",
    "kata " * 300,
]


def test_vectors_are_those_of_the_reference_engine() -> None:
    engine, reference = load_engine(), ReferenceEngine()
    for prefix in (QUERY, PASSAGE):
        cosines = (engine.embed(prefix, TEXTS) * reference.embed(prefix, TEXTS)).sum(axis=1)
        assert cosines.mean() > 0.998
        assert cosines.min() > 0.996


def test_the_check_vectors_are_those_of_the_reference_engine() -> None:
    stored = np.load(REFERENCE).astype(np.float32)
    assert (stored * ReferenceEngine().embed(PASSAGE, CHECKED)).sum(axis=1).min() > 0.9999
    assert agreement(ReferenceEngine()) > 0.9999
    assert agreement(load_engine()) > 0.998


def test_a_batch_changes_no_vector() -> None:
    engine = load_engine()
    alone = np.concatenate([engine.embed(PASSAGE, [text]) for text in TEXTS])
    assert np.abs(engine.embed(PASSAGE, TEXTS * 5)[: len(TEXTS)] - alone).max() < 1e-6


def test_weights_are_seven_bits_so_that_every_processor_adds_them_alike() -> None:
    tensors = quantize(Weights(open_model()), Calibration.load(CALIBRATION))
    weights = [t for t in tensors.values() if t.dtype == np.int8]
    assert len(weights) == 72
    assert all(np.abs(weight).max() == 63 for weight in weights)


def test_word_embeddings_are_rows_of_the_table() -> None:
    ids = np.array([[5, 250001, 5], [0, 1, 2]])
    found = word_embeddings(ids)
    assert found.shape == (2, 3, 384)
    rows = open_model().tensors["emb.word"]
    assert (found[0, 1] == dequantize(rows[250001:])[0]).all()
    assert (found[0, 0] == found[0, 2]).all()


def test_weights_have_the_names_of_a_bert_model() -> None:
    weights = Weights(open_model())
    assert len(list(weights)) == len(weights) == 5 + 12 * 16
    assert weights["encoder.layer.11.output.dense.weight"].shape == (384, 1536)


@settings(deadline=None)
@given(st.lists(st.integers(2, 512), max_size=60))
def test_every_text_is_in_one_batch(lengths: list[int]) -> None:
    batches = list(_batches(lengths))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    assert all(max(lengths[i] for i in batch) * len(batch) <= 512 for batch in batches)


def test_the_shipped_graph_is_the_one_that_is_built() -> None:
    pytest.importorskip("onnx")
    from training.graph import build_graph

    tensors = quantize(Weights(open_model()), Calibration.load(CALIBRATION))
    built = build_graph(open_model().shape, tensors).SerializeToString(deterministic=True)
    assert built == GRAPH.read_bytes()
