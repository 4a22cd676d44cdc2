"""A LangChain chat model that says what the test has written for it, a few characters at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import Field

from index.records import Article, Chunk
from rag.chat_model import ChatModel
from rag.records import Draft, Hit, Question, Span, Supported


class ScriptedChat(BaseChatModel):
    """Says `replies` in turn; one that is an exception is raised after the words before it.

    `asked` keeps the messages of every call, `pieces` counts what was taken of the replies, and
    `closed` says whether the last stream was ended early.
    """

    replies: list[Any]
    size: int = 7
    asked: list[list[BaseMessage]] = Field(default_factory=list)
    pieces: int = 0
    closed: bool = False

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, AIMessage]:
        """Take any schema: what is said is scripted anyway."""
        return self.bind()

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self.asked.append(messages)
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        said, error = reply if isinstance(reply, tuple) else (reply, None)
        try:
            for at in range(0, len(said), self.size):
                self.pieces += 1
                piece = said[at : at + self.size]
                yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
        except GeneratorExit:
            self.closed = True
            raise
        if error is not None:
            raise error
        yield ChatGenerationChunk(message=AIMessageChunk(content=""))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        raise NotImplementedError

    def __hash__(self) -> int:
        return id(self)


def scripted(*replies: Any, structured: bool = True, size: int = 7) -> ChatModel:
    """Return an open chat model that says `replies`, each a text or (text, exception)."""
    chat = ScriptedChat(replies=list(replies), size=size)
    bound = chat.bind() if structured else None
    return ChatModel("scripted:test", chat, bound, "here")


class FirstSentence:
    """An answerer that answers everything with the beginning of the first passage."""

    def draft(self, question: Question, hits: Sequence[Hit]) -> Iterator[Draft]:
        """Yield one draft with one claim."""
        article = hits[0].article
        span = Span(article, 0, article.text.index(".") + 1)
        yield Draft((Supported(span.text, (span,)),), 0.7)


def hits_of(*articles: Article) -> list[Hit]:
    """Return each article as one hit whose passage is the whole text."""
    return [
        Hit(n, Chunk(f"{a.id}:0", a.id, a.text, 0, len(a.text)), a, 1 / n)
        for n, a in enumerate(articles, 1)
    ]
