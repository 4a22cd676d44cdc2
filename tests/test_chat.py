"""The conversation at the terminal: its commands, its memory, and that it goes on after errors."""

import io
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from bot import texts
from bot.commands.chat import TURNS, Chat
from index.errors import Unreachable
from index.records import Article
from rag.records import Answer, Citation, Claim

TEXT = "Dermaga Ambon menampung 24 kapal. Wali kota tidak hadir."
ARTICLE = Article("port", TEXT, "Dermaga", "Harian Timur", None, "2024-06-20", "id")
T = texts.load("id")


def answer(question: str) -> Answer:
    citation = Citation(1, "port", "Dermaga", "Harian Timur", None, "2024-06-20", TEXT[:33], 0, 33)
    claim = Claim("Dermaga itu menampung 24 kapal.", (1,))
    return Answer(question, "id", "answered", claim.marked, 0.9, (claim,), (citation,), (),
                  "generative", "ollama:kecil", {"total": 12.0}, "f00")  # fmt: skip


class EchoChain:
    """Answers everything alike and keeps what it was asked; `failures` are raised first."""

    def __init__(self, *failures: BaseException) -> None:
        self.asked: list[Any] = []
        self.failures = list(failures)
        self.store = SimpleNamespace(catalogue=SimpleNamespace(counts=lambda: (1, 2)))

    def stream(self, asked: Any) -> Iterator[Answer]:
        if self.failures:
            raise self.failures.pop(0)
        self.asked.append(asked)
        yield answer(asked["question"])

    def article(self, article_id: str) -> Article:
        return ARTICLE


def talk(*lines: str, chain: EchoChain | None = None, terminal: bool = False) -> str:
    """What a conversation with these lines prints."""
    out = io.StringIO()
    console = Console(file=out, width=200, markup=False, force_terminal=terminal)
    script = iter(lines)
    Chat(chain or EchoChain(), T, console).run(lambda prompt: next(script, None))  # type: ignore[arg-type]
    return out.getvalue()


def test_questions_are_answered_with_the_turns_before() -> None:
    chain = EchoChain()
    said = talk("Berapa kapal?", "", "dan kapan?", chain=chain)
    assert said.count("Dermaga itu menampung 24 kapal.") == 2
    assert [asked["question"] for asked in chain.asked] == ["Berapa kapal?", "dan kapan?"]
    assert chain.asked[1]["history"] == [
        {"question": "Berapa kapal?", "answer": "Dermaga itu menampung 24 kapal. [1]"}
    ]


def test_only_the_last_turns_go_along() -> None:
    chain = EchoChain()
    talk(*(f"Pertanyaan {n}?" for n in range(TURNS + 4)), chain=chain)
    assert len(chain.asked[-1]["history"]) == TURNS


def test_new_forgets() -> None:
    chain = EchoChain()
    said = talk("Berapa kapal?", "/new", "/sources", "dan kapan?", chain=chain)
    assert T.chat.anew in said
    assert T.chat.nothing_yet in said
    assert chain.asked[1]["history"] == []


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/sources", "Harian Timur"),
        ("/show 1", f"[[{TEXT[:33]}]]"),
        ("/show 7", T.chat.no_source.format(number=7)),
        ("/show", T.chat.no_source.format(number=1)),
        ("/why", "ollama:kecil"),
        ("/help", "/sources"),
        ("/entah", T.chat.unknown.format(command="/entah")),
    ],
)
def test_commands(command: str, expected: str) -> None:
    before = talk("Berapa kapal?")
    assert expected in talk("Berapa kapal?", command).removeprefix(before)


@pytest.mark.parametrize("command", ["/sources", "/show 1", "/why"])
def test_before_the_first_answer_there_is_nothing_to_look_up(command: str) -> None:
    assert T.chat.nothing_yet in talk(command)


def test_quit_and_the_end_of_input_leave() -> None:
    assert "24 kapal" not in talk("/quit", "Berapa kapal?")
    assert T.chat.welcome.format(articles=1) in talk()


def test_a_broken_connection_is_told_and_survived() -> None:
    gone = Unreachable(
        what="ollama:kecil", where="localhost", reason="refused", mend="ollama serve"
    )
    chain = EchoChain(gone, KeyboardInterrupt())
    said = talk("Berapa kapal?", "Berapa kapal?", "Berapa kapal?", chain=chain)
    assert T.error(gone) in said
    assert T.chat.stopped in said
    assert "24 kapal" in said
    assert chain.asked[0]["history"] == []


def test_a_terminal_shows_the_same() -> None:
    assert "24 kapal" in talk("Berapa kapal?", terminal=True)
