"""Chat models: opening them, Ollama's parameters, cancelling, and what to run when they fail."""

import importlib.util
import sys
import time
from collections.abc import Iterator

import pytest

from index.errors import BadSetting, MissingExtra, ModelFailed, Unreachable
from rag import build, chat_model
from rag.chat_model import (
    ANSWER,
    CONTEXT,
    ChatModel,
    FormRefused,
    budget,
    installed_models,
    open_chat_model,
    translated,
    warm_up,
    write,
)
from rag.prompts import Messages, fitted, size, tokens
from rag.settings import Settings
from tests.fake_ollama import FakeOllama, fake_ollama
from tests.scripted_chat import hits_of, scripted
from tests.test_quotes import FERRY, PORT

ASKED: Messages = [("system", "Jawab."), ("user", "Halo?")]


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    chat_model._trained_context.cache_clear()
    with fake_ollama() as server:
        yield server


def opened(ollama: FakeOllama, name: str = "kecil:1b") -> ChatModel:
    return open_chat_model(f"ollama:{name}", ollama.url)


def test_ollama_streams_with_our_context_and_keeps_the_model_loaded(ollama: FakeOllama) -> None:
    assert list(write(opened(ollama), ASKED, structured=True))[:2] == ["Halo", " dunia"]
    path, body = ollama.asked[-1]
    assert path == "/api/chat"
    assert body["options"]["num_ctx"] == CONTEXT
    assert body["options"]["num_predict"] == ANSWER
    assert body["keep_alive"] == chat_model.KEEP_ALIVE
    assert body["format"]["required"] == ["answerable", "claims"]
    assert body["think"] is False
    list(write(opened(ollama), ASKED, structured=False))
    assert ollama.asked[-1][1].get("format") is None


def test_a_host_without_a_scheme_is_one(ollama: FakeOllama) -> None:
    host = ollama.url.removeprefix("http://")
    assert list(write(open_chat_model("ollama:kecil:1b", host), ASKED, False))
    assert installed_models(host) == ("kecil:1b",)


def test_warming_up_loads_the_model_with_the_same_context(ollama: FakeOllama) -> None:
    warm_up(opened(ollama))
    path, body = ollama.asked[-1]
    assert (path, body["model"]) == ("/api/generate", "kecil:1b")
    assert body["options"] == {"num_ctx": CONTEXT, "num_predict": 1}
    warm_up(scripted("other providers need no warming up"))


def test_a_model_made_for_less_gets_less(ollama: FakeOllama) -> None:
    ollama.context = 2048
    assert budget(opened(ollama)) == 2048 - ANSWER
    assert budget(scripted("")) == CONTEXT - ANSWER


def test_a_prompt_that_does_not_fit_is_never_sent(ollama: FakeOllama) -> None:
    long: Messages = [("user", "kata " * CONTEXT)]
    with pytest.raises(ModelFailed, match="tokens"):
        list(write(opened(ollama), long, structured=True))
    assert all(path != "/api/chat" for path, _ in ollama.asked)


def test_closing_the_words_ends_the_request(ollama: FakeOllama) -> None:
    ollama.models["kecil:1b"] = ["a"] * 100_000
    words = write(opened(ollama), ASKED, structured=False)
    next(words)
    words.close()
    assert ollama.dropped.wait(5)


def test_the_bot_has_its_model_loaded_in_the_background(ollama: FakeOllama) -> None:
    asked = Settings(chat_model="ollama:kecil:1b", ollama_host=ollama.url)
    build.warm_up(asked).join()
    assert [path for path, _ in ollama.asked] == ["/api/generate"]
    for quiet in (Settings(), Settings(chat_model="ollama:x", ollama_host="http://127.0.0.1:9")):
        build.warm_up(quiet).join()


def test_a_silent_model_is_given_up(ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_model, "SILENT_SECONDS", 0.3)
    ollama.words_before_hang = 1
    started = time.monotonic()
    with pytest.raises(ModelFailed, match="may still be loading"):
        list(write(opened(ollama), ASKED, structured=False))
    assert time.monotonic() - started < 5


def test_no_server_says_what_to_run() -> None:
    model = open_chat_model("ollama:kecil:1b", "http://user:secret@127.0.0.1:1")
    for attempt in (lambda: list(write(model, ASKED, False)), lambda: warm_up(model)):
        with pytest.raises(Unreachable, match="ollama serve") as failed:
            attempt()
        assert "secret" not in str(failed.value)
    with pytest.raises(Unreachable, match="ollama serve"):
        installed_models("http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("failure", "error", "says"),
    [
        ((500, "model requires more system memory (9.1 GiB)"), ModelFailed, "smaller model"),
        ((400, "request (9000 tokens) exceeds the available context size"), ModelFailed, "context"),
        ((400, "invalid format: schema not supported"), FormRefused, "no JSON"),
        ((503, "server busy"), ModelFailed, "ResponseError 503"),
    ],
)
def test_what_ollama_says_becomes_our_error(
    ollama: FakeOllama, failure: tuple[int, str], error: type[ModelFailed], says: str
) -> None:
    ollama.failure = failure
    with pytest.raises(error, match=says):
        list(write(opened(ollama), ASKED, structured=True))


def test_a_missing_model_says_what_to_pull(ollama: FakeOllama) -> None:
    with pytest.raises(ModelFailed, match="ollama pull besar:70b"):
        list(write(opened(ollama, "besar:70b"), ASKED, structured=True))


def test_a_provider_s_words_are_not_repeated() -> None:
    error = translated(RuntimeError("Incorrect API key provided: sk-12345"), scripted(""))
    assert "sk-12345" not in str(error)
    assert "RuntimeError" in str(error)


def test_an_unknown_provider_and_a_missing_package_are_settings_errors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(BadSetting, match="TANYA_CHAT_MODEL"):
        open_chat_model("nowhere:model", "http://localhost")
    if importlib.util.find_spec("langchain_groq") is None:
        with pytest.raises(BadSetting, match="pip install langchain-groq"):
            open_chat_model("groq:model", "http://localhost")
    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    with pytest.raises(MissingExtra, match=r"tanya\[ollama\]"):
        open_chat_model("ollama:kecil:1b", "http://localhost")


def test_a_model_without_tools_has_no_structured_form() -> None:
    from langchain_core.language_models import FakeListChatModel

    assert chat_model._structured(FakeListChatModel(responses=["x"])) is None


# -- what of the passages goes into the prompt


def test_passages_fit_their_budget_and_end_with_a_sentence() -> None:
    hits = hits_of(PORT, FERRY)
    whole = sum(tokens(passage) for passage in fitted(hits, 10_000))
    for room in range(0, whole + 20, 7):
        passages = fitted(hits, room)
        assert sum(map(tokens, passages)) <= room
        for passage, hit in zip(passages, hits, strict=False):
            text = passage.split(">\n", 1)[1].removesuffix("\n</passage>\n")
            assert hit.article.text.startswith(text)
            assert text.endswith((".", "다.", "subuh."))
    assert len(fitted(hits, whole)) == 2
    assert fitted(hits, 20) == []


def test_sizes_are_upper_estimates() -> None:
    messages: Messages = [("user", "푸틴과 김정은은 조약에 서명했다.")]
    assert size(messages) > len(messages[0][1]) * 1.4
