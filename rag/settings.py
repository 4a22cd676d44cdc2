"""Every setting of the product: name, default, bounds. Settings hold values and do nothing."""

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values

from index.errors import BadSetting, UnknownSetting

Parse = Callable[[str], Any]


def _matching(pattern: str) -> Parse:
    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return parse


def _one_of(*values: str) -> Parse:
    return _matching("|".join(map(re.escape, values)))


def _between(low: float, high: float, kind: type[int] | type[float] = int) -> Parse:
    def parse(text: str) -> float:
        value = kind(text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return parse


def _host(text: str) -> str:
    parts = urlsplit(text if "://" in text else f"//{text}")
    if not text.isprintable() or " " in text or parts.port == 0:  # reading a bad port raises
        raise ValueError(text)
    return text


def _ids(text: str) -> frozenset[int]:
    return frozenset(int(part) for part in re.split(r"[,\s]+", text) if part)


def _setting(
    key: str, default: str, about: str, parse: Parse = str, allowed: str = "", secret: bool = False
) -> Any:
    """One setting: `parse` raises ValueError for a text outside what `allowed` describes."""
    described = {"key": key, "default": default, "about": about, "parse": parse}
    return field(
        default=parse(default), repr=not secret, metadata={**described, "allowed": allowed}
    )


_URL = r"https?://[^\s/?#]+\S*"


@dataclass(frozen=True, slots=True)
class Settings:
    """The parsed value of every setting. Secrets do not show in `repr`."""

    store: str = _setting(
        "TANYA_STORE", "data/index", "a folder (embedded Chroma), or the URL of a Chroma server",
        _matching(rf"(?!\w+://)[^\x00]+|{_URL}"), "a folder or an http(s) URL",
    )  # fmt: skip
    collection: str = _setting(
        "TANYA_COLLECTION", "articles", "name of the collection",
        _matching(r"[a-zA-Z0-9][a-zA-Z0-9._-]{1,198}[a-zA-Z0-9]"),
        "3 to 200 letters, digits, '.', '_' or '-'",
    )  # fmt: skip
    embedding: str = _setting(
        "TANYA_EMBEDDING", "embedded",
        "embedded, sentence-transformers:<name or folder>, or ollama:<model>",
        _matching(r"embedded|(sentence-transformers|ollama):.+"),
        "embedded, sentence-transformers:<name or folder> or ollama:<model>",
    )  # fmt: skip
    chat_model: str = _setting(
        "TANYA_CHAT_MODEL", "", "empty: extractive answers, no LLM; else such as ollama:gemma3:4b",
        _matching(r"|[\w-]+:.+"), "empty or provider:model",
    )  # fmt: skip
    chat_fallback: str = _setting(
        "TANYA_CHAT_FALLBACK", "extractive", "when the chat model cannot answer: extractive, none",
        _one_of("extractive", "none"), "extractive or none",
    )  # fmt: skip
    language: str = _setting(
        "TANYA_LANGUAGE", "id", "language of the interface: id, en", _one_of("id", "en"), "id or en"
    )
    answer_language: str = _setting(
        "TANYA_ANSWER_LANGUAGE", "question",
        "generated answers: the question's language, or a fixed one such as id",
        _matching(r"question|[a-z]{2}"), "question or a two-letter language code",
    )  # fmt: skip
    min_confidence: float = _setting(
        "TANYA_MIN_CONFIDENCE", "0.3", "refuse when an answer is less likely right than this",
        _between(0, 1, float), "a number from 0 to 1",
    )  # fmt: skip
    ollama_host: str = _setting(
        "OLLAMA_HOST", "http://localhost:11434", "where Ollama listens",
        _host, "a host or an http(s) URL",
    )  # fmt: skip
    telegram_token: str = _setting("TELEGRAM_BOT_TOKEN", "", "from BotFather", secret=True)
    telegram_api_url: str = _setting(
        "TELEGRAM_API_URL", "https://api.telegram.org", "another Bot API server",
        _matching(_URL), "an http(s) URL",
    )  # fmt: skip
    telegram_allow: frozenset[int] = _setting(
        "TANYA_TELEGRAM_ALLOW", "", "user and chat ids; empty: everyone",
        _ids, "numbers separated by commas",
    )  # fmt: skip
    telegram_admins: frozenset[int] = _setting(
        "TANYA_TELEGRAM_ADMINS", "", "user ids that may ask for /status",
        _ids, "numbers separated by commas",
    )  # fmt: skip
    telegram_state: str = _setting(
        "TANYA_TELEGRAM_STATE", "data/telegram", "folder of conversations and feedback"
    )
    telegram_retention_days: int = _setting(
        "TANYA_TELEGRAM_RETENTION_DAYS", "30", "days that conversations are kept",
        _between(0, 3650), "a number from 0 to 3650",
    )  # fmt: skip
    telegram_per_minute: int = _setting(
        "TANYA_TELEGRAM_PER_MINUTE", "10", "questions a minute from one person",
        _between(1, 1000), "a number from 1 to 1000",
    )  # fmt: skip
    telegram_per_day: int = _setting(
        "TANYA_TELEGRAM_PER_DAY", "200", "questions a day from one person",
        _between(1, 100_000), "a number from 1 to 100000",
    )  # fmt: skip
    telegram_total_per_minute: int = _setting(
        "TANYA_TELEGRAM_TOTAL_PER_MINUTE", "300", "questions a minute from everyone together",
        _between(1, 100_000), "a number from 1 to 100000",
    )  # fmt: skip
    webhook_url: str = _setting(
        "TANYA_WEBHOOK_URL", "", "public URL of the webhook; empty: polling",
        _matching(rf"|{_URL}"), "empty or an http(s) URL",
    )  # fmt: skip
    webhook_listen: str = _setting(
        "TANYA_WEBHOOK_LISTEN", "127.0.0.1:8443", "address and port the webhook listens on",
        _matching(r"[^\s:]+:\d{1,5}"), "host:port",
    )  # fmt: skip
    webhook_secret: str = _setting(
        "TANYA_WEBHOOK_SECRET", "", "secret token that Telegram sends with each update",
        _matching(r"[A-Za-z0-9_-]{0,256}"), "letters, digits, '_' and '-'", secret=True,
    )  # fmt: skip


_FIELDS: dict[str, Field[Any]] = {f.metadata["key"]: f for f in fields(Settings)}


def load(
    options: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    dotenv: Path | None = Path(".env"),
) -> Settings:
    """Return the settings: options win over the environment, the environment over `.env`.

    All three map keys such as `TANYA_STORE` to text; an empty text means the default. Raises
    UnknownSetting for a `TANYA_*` key no setting has, BadSetting for a value outside its bounds.
    """
    layers = {
        ".env": _read_dotenv(dotenv),
        "the environment": os.environ if environment is None else environment,
        "the options": options or {},
    }
    values: dict[str, Any] = {}
    for where, layer in layers.items():
        for key, text in layer.items():
            if key in _FIELDS:
                values[_FIELDS[key].name] = _parse(key, text)
            elif key.startswith("TANYA_"):
                nearest = difflib.get_close_matches(key, _FIELDS, n=1, cutoff=0.0)[0]
                raise UnknownSetting(key=key, where=where, nearest=nearest)
    return Settings(**values)


def _read_dotenv(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    try:
        return {k: v for k, v in dotenv_values(path, interpolate=False).items() if v is not None}
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(key=str(path), value="…", allowed=f"UTF-8 text ({error})") from None


def _parse(key: str, text: str) -> Any:
    described = _FIELDS[key].metadata
    try:
        return described["parse"](text.strip() or described["default"])
    except ValueError:
        shown = text if _FIELDS[key].repr else "***"
        raise BadSetting(key=key, value=shown, allowed=described["allowed"]) from None
