"""The whole line with a chat model, sync and async; and articles that differ, by every answerer."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from index.catalogue import Manifest
from index.records import Article
from index.store import entry, open_store
from rag.answerers import Answerer
from rag.answerers.extractive import Extractive
from rag.answerers.generative import Generative
from rag.answerers.reader import ReaderAnswerer
from rag.asking import Asked
from rag.chain import Chain
from rag.chat_model import ChatModel
from rag.reader_model import load_reader
from rag.records import Answer
from rag.retrieval import HybridSearch
from tests.fakes import FakeEmbedder
from tests.scripted_chat import ScriptedChat, scripted

TIMUR = Article(
    "timur",
    "Ledakan di gudang pabrik Ambon itu menewaskan 12 orang dan melukai puluhan warga. "
    "Upacara duka bagi korban pabrik itu digelar pemerintah kota pada Rabu (19/6).",
    source="Harian Timur",
    date="2024-06-20",
    language="id",
)
LAUT = Article(
    "laut",
    "Ledakan di gudang pabrik Ambon itu menewaskan 15 orang dan melukai puluhan warga. "
    "Upacara duka bagi korban pabrik itu digelar pemerintah kota pada Kamis (20/6).",
    source="Kabar Laut",
    date="2024-06-21",
    language="id",
)
DEAD = "Berapa orang yang tewas akibat ledakan di gudang pabrik Ambon?"
MOURNED = "Kapan upacara duka bagi korban pabrik itu digelar?"
FIRST = {DEAD: TIMUR.text.partition(". ")[0] + ".", MOURNED: TIMUR.text.partition(". ")[2]}
SAID = {DEAD: ("12", "15"), MOURNED: ("19/6", "20/6")}
Line = Callable[[Answerer], Chain]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with closing(open_store(str(tmp_path / "i"), "articles", tmp_path, create=True)) as store:
        store.begin(Manifest("fake/trigrams", 64, 1, 1))
        embedder = FakeEmbedder()
        entries = [entry(article) for article in (TIMUR, LAUT)]
        store.put(entries, embedder.embed_documents([c.text for e in entries for c in e.chunks]))
        yield lambda answerer: Chain(store, HybridSearch(store, embedder), answerer)


def reply(*claims: tuple[str, str]) -> str:
    written = [{"quotes": [{"passage": 1, "quote": quote}], "text": text} for text, quote in claims]
    return json.dumps({"answerable": True, "claims": written}, ensure_ascii=False)


TWO = reply(*[(said, said) for said in FIRST.values()])
FABRICATED = "Ledakan di gudang pabrik Ambon itu menewaskan 90 orang."
WITH_A_LIE = reply((FIRST[DEAD], FIRST[DEAD]), (FABRICATED, FABRICATED))


def claims(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims]


async def streamed(chain: Chain, question: str) -> list[Answer]:
    return [answer async for answer in chain.astream(question)]


def test_astream_gives_what_stream_gives(line: Line) -> None:
    chain = line(Generative(scripted(TWO), None))
    expected = [claims(answer) for answer in chain.stream(DEAD)]
    given = [claims(answer) for answer in asyncio.run(streamed(chain, DEAD))]
    assert given == expected
    assert len(given[0]) < len(given[-1])
    assert claims(chain.invoke(DEAD)) == claims(asyncio.run(chain.ainvoke(DEAD))) == given[-1]


@pytest.mark.parametrize("size", [1, 7, 4000])
def test_astream_releases_no_claim_that_is_not_checked(line: Line, size: int) -> None:
    given = asyncio.run(streamed(line(Generative(scripted(WITH_A_LIE, size=size), None)), DEAD))
    for answer in given:
        assert FABRICATED not in claims(answer)
        for citation in answer.citations:
            text = {"timur": TIMUR, "laut": LAUT}[citation.article_id].text
            assert text[citation.start : citation.end] == citation.quote
    assert all(set(claims(a)) <= set(claims(b)) for a, b in pairwise(given))
    assert {dropped.reason for dropped in given[-1].dropped} >= {"fabricated"}


def test_astream_lets_a_claim_out_before_the_next_is_written(line: Line) -> None:
    model = scripted(TWO, size=1)
    chat = chat_of(model)

    async def pieces_at_first_claim() -> int:
        answers = line(Generative(model, None)).astream(DEAD)
        async for _ in answers:
            return chat.pieces
        raise AssertionError

    assert 0 < asyncio.run(pieces_at_first_claim()) < len(TWO)


def chat_of(model: ChatModel) -> ScriptedChat:
    assert isinstance(model.chat, ScriptedChat)
    return model.chat


NOISE = " ".join(map(str, range(9_000)))
ENDLESS = '{"answerable": true, "claims": [' + NOISE


@pytest.mark.parametrize("written", [TWO + NOISE, ENDLESS])
@pytest.mark.parametrize("whole", [True, False])
def test_cancelling_stops_the_model(line: Line, written: str, whole: bool) -> None:
    model = scripted(written, size=1)
    chat, chain = chat_of(model), line(Generative(model, None))

    async def cancelled() -> None:
        asked: Coroutine[Any, Any, object] = chain.ainvoke(DEAD) if whole else streamed(chain, DEAD)
        task = asyncio.create_task(asked)
        while not chat.pieces:
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())  # which also waits for the threads
    assert chat.closed
    assert len(chat.asked) == 1
    assert chat.pieces < len(written)


def test_a_stream_that_is_left_stops_the_model(line: Line) -> None:
    model = scripted(TWO + NOISE, size=1)

    async def left() -> None:
        answers = line(Generative(model, None)).astream(DEAD)
        assert len(claims(await anext(answers))) == 1
        await answers.aclose()  # type: ignore[attr-defined]

    asyncio.run(left())
    assert chat_of(model).closed


def test_batches_answer_each_question_in_its_place(line: Line) -> None:
    questions = [DEAD, MOURNED, "Apa isi Pasal 9?"]
    chain = line(Extractive(FakeEmbedder(), lambda term: 1, 2, 0.0))
    one_by_one = [chain.invoke(question) for question in questions]
    asked: list[Asked] = [{"question": question} for question in questions]
    for given in (chain.batch(asked), asyncio.run(chain.abatch(asked))):
        assert [a.question for a in given] == questions
        assert [claims(a) for a in given] == [claims(a) for a in one_by_one]
        assert [a.status for a in given] == ["answered", "answered", "not_found"]


def extractive() -> Answerer:
    return Extractive(FakeEmbedder(), lambda term: 1, 2, 0.0)


def reader() -> Answerer:
    loaded = load_reader()
    assert loaded is not None
    return ReaderAnswerer(*loaded, 0.0)


def generative(question: str) -> Answerer:
    return Generative(scripted(reply((FIRST[question], FIRST[question]))), None)


@pytest.mark.parametrize("question", [DEAD, MOURNED])
@pytest.mark.parametrize("answerer", [extractive, reader, generative])
def test_articles_that_differ_are_told_apart(
    line: Line, question: str, answerer: Callable[..., Answerer]
) -> None:
    chosen = answerer(question) if answerer is generative else answerer()
    answer = line(chosen).invoke(question)
    (said,) = [claim for claim in answer.claims if claim.text.startswith("Artikel berbeda")]
    assert "Harian Timur (20 Juni 2024)" in said.text
    assert "Kabar Laut (21 Juni 2024)" in said.text
    assert all(value in said.text for value in SAID[question])
    cited: Sequence[str] = [answer.citations[n - 1].article_id for n in said.citations]
    assert sorted(cited) == ["laut", "timur"]
