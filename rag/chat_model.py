"""Chat models: anything that LangChain's `init_chat_model` opens, and Ollama with care.

Ollama gets its context size from us, never a prompt that does not fit it, and keeps the model in
memory between questions. Whatever goes wrong becomes one of our errors with the command that mends
it; what a provider says is not repeated, for it may hold a key.
"""

import re
from collections.abc import Generator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from threading import Event
from typing import TYPE_CHECKING, Any

from index.errors import BadSetting, MissingExtra, ModelFailed, TanyaError, Unreachable
from rag.prompts import SCHEMA, Messages, size

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

CONTEXT = 8192
"""Tokens of prompt and answer together, where the model can take as many."""
ANSWER = 1024
"""Tokens of them that are kept for the answer."""
KEEP_ALIVE = "30m"
CONNECT_SECONDS = 5.0
SILENT_SECONDS = 300.0
"""How long a model may say nothing. A large one is loaded from disk before its first word."""


unheard: ContextVar[Event | None] = ContextVar("unheard", default=None)
"""Set by who no longer listens, from another thread: the model is stopped at its next word."""


@dataclass(frozen=True, slots=True)
class ChatModel:
    """An open chat model. `structured` is the same model bound to the schema, if it can be."""

    name: str
    chat: "BaseChatModel"
    structured: "Runnable[Any, Any] | None"
    where: str

    @property
    def ollama_name(self) -> str | None:
        """The name that Ollama knows it by; None for a model of another provider."""
        provider, _, name = self.name.partition(":")
        return name if provider == "ollama" else None


class FormRefused(ModelFailed):
    """The model's server knows no structured output: ask it for plain lines."""


def open_chat_model(name: str, ollama_host: str) -> ChatModel:
    """Return the chat model `provider:model`; nothing is asked of any server yet.

    Raises BadSetting for a provider LangChain does not know or whose package is missing, and
    MissingExtra where LangChain itself, or its Ollama package, is not installed.
    """
    is_ollama = name.startswith("ollama:")
    try:
        from langchain.chat_models import init_chat_model
    except ModuleNotFoundError as error:
        raise MissingExtra(
            part=f"TANYA_CHAT_MODEL={name}", package="langchain", extra="ollama"
        ) from error
    options = _ollama_options(ollama_host) if is_ollama else {}
    try:
        chat = init_chat_model(name, **options)
    except ImportError as error:
        raise _missing(name, error) from error
    except Exception as error:
        allowed = "a provider:model that LangChain's init_chat_model knows, with its key set"
        raise BadSetting(key="TANYA_CHAT_MODEL", value=name, allowed=allowed) from error
    where = ollama_host if is_ollama else name.partition(":")[0]
    return ChatModel(name, chat, _structured(chat), where)


def budget(model: ChatModel) -> int:
    """Return the tokens that a prompt may have. Raises what `write` raises."""
    if model.ollama_name is None:
        most = (model.chat.profile or {}).get("max_input_tokens") or CONTEXT
    else:
        try:
            most = _trained_context(model.where, model.ollama_name) or CONTEXT
        except Exception as error:
            raise translated(error, model) from error
    return max(min(CONTEXT, most) - ANSWER, 0)


def write(model: ChatModel, messages: Messages, structured: bool) -> Generator[str, None, None]:
    """Yield what the model writes, piece by piece. Closing the iterator ends the request, and so
    does `unheard`, as if it were closed.

    Raises ModelFailed for a prompt over the budget, before it is sent, and for a model that is
    missing, too large or silent; FormRefused; Unreachable where no server answers.
    """
    needed, most = size(messages), budget(model)
    if needed > most:
        reason = f"prompt too long, in tokens: {needed} > {most}"
        raise failed(model, reason, "Ask a shorter question.")
    runnable = model.structured if structured and model.structured else model.chat
    stream: Any = runnable.stream(messages)
    try:
        for chunk in stream:
            if (stopped := unheard.get()) is not None and stopped.is_set():
                raise GeneratorExit
            yield _text(chunk)
    except Exception as error:
        raise translated(error, model) from error
    finally:
        stream.close()


def warm_up(model: ChatModel) -> None:
    """Have Ollama load the model now, so that the first question does not wait for it.

    Does nothing for other providers. Raises what `write` raises.
    """
    if model.ollama_name is None:
        return
    try:
        # Ollama writes nothing to an empty prompt; what else speaks its protocol may never stop.
        options = {"num_ctx": CONTEXT, "num_predict": 1}
        _client(model.where).generate(
            model=model.ollama_name, options=options, keep_alive=KEEP_ALIVE
        )
    except Exception as error:
        raise translated(error, model) from error


def installed_models(host: str) -> tuple[str, ...]:
    """Return the names of the models that the Ollama at `host` has. Raises Unreachable."""
    try:
        listed = _client(host).list().models
    except Exception as error:
        raise _unreachable("Ollama", host, error) from error
    return tuple(sorted(model.model for model in listed if model.model))


def translated(error: Exception, model: ChatModel) -> TanyaError:
    """Return our error for whatever the model's library raised."""
    if isinstance(error, TanyaError):
        return error
    said, status = str(error).lower(), getattr(error, "status_code", None)
    if "memory" in said:
        return failed(model, "out of memory", "Choose a smaller model, such as ollama:gemma3:1b.")
    if "context" in said and ("exceed" in said or "length" in said):
        return failed(model, "the prompt is longer than its context", "Choose a larger model.")
    if status == 400 and any(word in said for word in ("format", "schema", "tool", "grammar")):
        return FormRefused(what=model.name, where=_shown(model.where), reason="no JSON", mend="")
    if "timeout" in type(error).__name__.lower():
        reason = f"not a word, it may still be loading, for {SILENT_SECONDS:.0f} s"
        return failed(model, reason, "Try again, or choose a smaller model.")
    if status == 404 and model.ollama_name:
        return failed(model, "not installed", f"Run: ollama pull {model.ollama_name}")
    if isinstance(error, ConnectionError) or "connect" in type(error).__name__.lower():
        return _unreachable(model.name, model.where, error)
    reason = f"{type(error).__name__}{f' {status}' if status else ''}"
    return failed(model, reason, "Run: tanya doctor")


def failed(model: ChatModel, reason: str, mend: str) -> ModelFailed:
    """Return the error for a model that is there and cannot do its work."""
    return ModelFailed(what=model.name, where=_shown(model.where), reason=reason, mend=mend)


def _unreachable(what: str, where: str, error: Exception) -> Unreachable:
    mend = "Run: ollama serve" if what.lower().startswith("ollama") else "Check the network."
    return Unreachable(what=what, where=_shown(where), reason=type(error).__name__, mend=mend)


def _shown(where: str) -> str:
    """The address without the user and password that a URL may hold."""
    return re.sub(r"//[^/@]*@", "//", where)


def _missing(name: str, error: ImportError) -> TanyaError:
    """The error for a provider's absent package; one that is there and broken shows itself."""
    package = f"langchain-{name.partition(':')[0].replace('_', '-')}"
    if find_spec(package.replace("-", "_")) is not None:
        raise error
    if package == "langchain-ollama":
        return MissingExtra(part=f"TANYA_CHAT_MODEL={name}", package=package, extra="ollama")
    allowed = f"it needs another package; run: pip install {package}"
    return BadSetting(key="TANYA_CHAT_MODEL", value=name, allowed=allowed)


@lru_cache
def _trained_context(host: str, name: str) -> int | None:
    """The context that the model was made for, if Ollama knows; a larger one is cut silently."""
    described = _client(host).show(name).modelinfo or {}
    return next((int(v) for k, v in described.items() if k.endswith(".context_length")), None)


def _ollama_options(host: str) -> dict[str, Any]:
    return {
        "base_url": host,
        "temperature": 0,
        "num_ctx": CONTEXT,
        "num_predict": ANSWER,
        "reasoning": False,
        "keep_alive": KEEP_ALIVE,
        "client_kwargs": {"timeout": _timeout()},
    }


def _timeout() -> Any:
    import httpx

    return httpx.Timeout(SILENT_SECONDS, connect=CONNECT_SECONDS)


def _client(host: str) -> Any:
    from ollama import Client

    return Client(host, timeout=_timeout())


def _structured(chat: "BaseChatModel") -> "Runnable[Any, Any] | None":
    """The model bound to the schema in the way its provider does it best, without the parser.

    `with_structured_output` gives the bound model followed by a parser that waits for the end; the
    words are read here as they come.
    """
    from langchain_core.runnables import RunnableSequence

    try:
        bound = chat.with_structured_output(SCHEMA)
    except (NotImplementedError, ValueError):
        return None
    return bound.first if isinstance(bound, RunnableSequence) else None


def _text(chunk: Any) -> str:
    """The words of a chunk; with providers that answer through a tool call, its arguments."""
    calls = getattr(chunk, "tool_call_chunks", None) or ()
    return str(chunk.text) or "".join(call.get("args") or "" for call in calls)
