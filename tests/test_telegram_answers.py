"""An answer on its way and afterwards: growing, waiting, cancelling, its buttons and verdicts."""

import asyncio
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.telegram import progress
from bot.telegram.access import PRESSES_PER_MINUTE
from bot.telegram.lines import LONGEST
from bot.telegram.reply import keep
from bot.texts import load
from index.errors import Unreachable
from index.records import Article
from rag.records import Dropped
from tests.fake_chain import SAMPLE, FakeChain
from tests.telegram_harness import answered, finished, running, scenario, until
from tests.telegram_server.html import units
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Json, Message

TEXTS = load("id")
OWN = TEXTS.telegram
QUESTION = "Kapan pasar ikan Muara dibuka kembali?"
GROUP = -100_500


async def notice(server: TelegramServer, query: str) -> Json:
    """Wait until a press has been dealt with, and return how it was answered."""
    await until(lambda: query in server.world.query_answers)
    return server.world.query_answers[query]


async def after_press(server: TelegramServer, message: Message, label: str) -> Message:
    """Press a button and return the message it brings."""
    before = len(server.world.by_bot(message.chat_id))
    await notice(server, server.world.press(message, label, 7))
    return server.world.by_bot(message.chat_id)[before]


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the periods between edits, which are those Telegram bears."""
    assert (progress.EVERY_S, progress.EVERY_IN_GROUPS_S) == (1.2, 3.0)
    monkeypatch.setattr("bot.telegram.answering.EVERY_S", 0.2)
    monkeypatch.setattr("bot.telegram.answering.EVERY_IN_GROUPS_S", 0.3)


@pytest.mark.parametrize(("chat_id", "period"), [(7, 0.2), (GROUP, 0.3)])
@scenario
async def test_a_growing_answer_is_edited_no_faster_than_allowed(
    tmp_path: Path, fast: None, chat_id: int, period: float
) -> None:
    text = " ".join(f"Pasar ikan nomor {number}." for number in range(20))
    chain = FakeChain((Article("a", text),), claims=20, pause_s=period / 7)
    async with TelegramServer() as server, running(server, tmp_path, chain):
        server.world.say(7, "/tanya pasar ikan nomor", chat_id=chat_id)
        (message,) = await answered(server, chat_id)
        await until(lambda: OWN.button_why in message.buttons())
        *passing, final = message.texts
        assert len(passing) >= 3
        assert all(later[0] - earlier[0] >= period for earlier, later in pairwise(passing))
        grown = [text.removesuffix(" …") for _, text in passing[1:]]
        assert all(final[1].startswith(text) for text in grown)
        assert any(action[1] == chat_id for action in server.world.actions)


@scenario
async def test_a_slow_answer_says_so_and_can_be_cancelled_by_its_asker_only(
    tmp_path: Path, fast: None
) -> None:
    chain = FakeChain(pause_s=4)
    async with TelegramServer() as server, running(server, tmp_path, chain):
        server.world.say(7, f"/tanya {QUESTION}", chat_id=GROUP)
        await until(lambda: server.world.by_bot(GROUP))
        (message,) = server.world.by_bot(GROUP)
        await until(lambda: message.text == OWN.still_looking)
        other = server.world.press(message, OWN.button_cancel, 8)
        assert (await notice(server, other))["text"] == OWN.not_your_question
        server.world.press(message, OWN.button_cancel, 7)
        await until(lambda: message.text == OWN.cancelled)
        assert message.buttons() == []


@scenario
async def test_questions_of_one_person_wait_in_line_and_are_told_their_place(
    tmp_path: Path,
) -> None:
    chain = FakeChain(pause_s=0.1, claims=1)
    async with TelegramServer() as server, running(server, tmp_path, chain):
        for number in range(3):
            server.world.say(7, f"{QUESTION} {number}".replace("?", ""))
        server.world.say(8, QUESTION)
        await answered(server, 7, 3)
        messages = server.world.by_bot(7)
        first_words = [message.texts[0][1] for message in messages]
        assert sorted(first_words) == sorted(
            (OWN.opening, OWN.queued.format(place=1), OWN.queued.format(place=2))
        )
        assert [asked["question"][-1] for asked in chain.asked if asked["question"][-1] != "?"] == [
            "0", "1", "2",
        ]  # fmt: skip
        assert len({message.reply_to for message in messages}) == 3


@scenario
async def test_a_line_has_an_end_and_cancelling_empties_it(tmp_path: Path) -> None:
    chain = FakeChain(pause_s=0.5)
    async with (
        TelegramServer() as server,
        running(server, tmp_path, chain, telegram_per_minute=1000) as bot,
    ):
        for _ in range(LONGEST + 3):
            server.world.say(7, QUESTION)
        await until(lambda: bot.service.lines.counts() == (1, LONGEST))
        await until(lambda: OWN.queue_full in [m.text for m in server.world.by_bot(7)])
        server.world.say(7, "/batal")
        await until(lambda: bot.service.lines.counts() == (0, 0))
        texts = [message.text for message in server.world.by_bot(7)]
        assert texts.count(OWN.cancelled) == LONGEST + 1
        assert texts.count(OWN.queue_full) == 2


@scenario
async def test_a_long_answer_takes_several_messages_and_gives_them_back_when_edited(
    tmp_path: Path,
) -> None:
    text = "\n".join(f"Pasar ikan {n}: {'kata panjang 😀 ' * 60}" for n in range(9))
    chain = FakeChain((Article("a", text), *SAMPLE), claims=9)
    async with TelegramServer() as server, running(server, tmp_path, chain):
        asked = server.world.say(7, "pasar ikan kata panjang")
        await until(lambda: any(message.buttons() for message in server.world.by_bot(7)))
        messages = server.world.by_bot(7)
        assert len(messages) >= 3
        assert all(units(message.text) <= 4096 for message in messages)
        assert [bool(message.buttons()) for message in messages[:-1]] == [False] * (
            len(messages) - 1
        )
        server.world.edit(asked, "Siapa presiden?")
        await until(lambda: len(server.world.by_bot(7)) == 1)
        assert server.world.by_bot(7)[0].text.startswith(OWN.not_found)
        assert server.refusals() == []


@scenario
async def test_a_vanished_message_is_opened_anew(tmp_path: Path) -> None:
    chain = FakeChain(pause_s=0.3)
    async with TelegramServer() as server, running(server, tmp_path, chain):
        server.world.say(7, QUESTION)
        await until(lambda: server.world.by_bot(7))
        del server.world.messages[7][server.world.by_bot(7)[0].id]
        (message,) = await answered(server, 7)
        assert message.text.startswith("Pasar ikan Muara")


@scenario
async def test_a_source_shows_its_quote_within_the_article_as_it_stands(tmp_path: Path) -> None:
    chain = FakeChain()
    async with TelegramServer() as server:
        async with running(server, tmp_path, chain):
            server.world.say(7, QUESTION)
            (message,) = await answered(server, 7)
            shown = await after_press(server, message, "[1]")
            quote = next(entity for entity in shown.entities if entity["type"] == "b")
            start, end = quote["offset"], quote["offset"] + quote["length"]
            assert shown.text[start:end] == "Pasar ikan Muara dibuka kembali pada 3 Mei 2024."
            assert "Pedagang berharap" in shown.text
            assert shown.reply_to == message.id
        chain.change(replace(SAMPLE[0], text="Ralat: pasar belum dibuka."))
        chain.remove(SAMPLE[1].id)
        async with running(server, tmp_path, chain):
            changed = await after_press(server, message, "[1]")
            gone = await after_press(server, message, "[2]")
            assert OWN.article_changed in changed.text
            assert "Pasar ikan Muara dibuka kembali" in changed.text
            assert OWN.article_gone in gone.text
        assert server.refusals() == []


@scenario
async def test_why_shows_what_was_found_and_dropped(tmp_path: Path) -> None:
    chain = FakeChain()
    chain.model = "ollama:kecil"
    chain.dropped = (Dropped("Pasar itu ditutup.", "fabricated"), Dropped("Lain.", "baru"))
    async with TelegramServer() as server, running(server, tmp_path, chain):
        server.world.say(7, QUESTION)
        (message,) = await answered(server, 7)
        why = await after_press(server, message, OWN.button_why)
        assert "ollama:kecil" in why.text and "persen" not in why.text
        assert "Pasar Ikan Muara Buka Lagi" in why.text
        assert f"Pasar itu ditutup. ({TEXTS.cli.drop_reasons['fabricated']})" in why.text
        assert f"Lain. ({OWN.other_drop_reason})" in why.text


@scenario
async def test_why_tells_how_likely_a_quoted_sentence_answers(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        server.world.say(7, QUESTION)
        (message,) = await answered(server, 7)
        why = await after_press(server, message, OWN.button_why)
        assert OWN.why_confidence.format(percent=90) in why.text


@scenario
async def test_too_many_presses_are_told_how_long_to_wait(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        server.world.say(7, QUESTION)
        (message,) = await answered(server, 7)
        for _ in range(PRESSES_PER_MINUTE):
            query = server.world.press(message, "👍", 7)
            assert (await notice(server, query))["text"] == OWN.thanks
        told = (await notice(server, server.world.press(message, "👍", 7)))["text"]
        assert told in {OWN.pressed_too_fast.format(seconds=s) for s in range(50, 61)}


@scenario
async def test_made_up_and_forgotten_buttons_are_refused_kindly(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        world = server.world
        world.say(7, QUESTION)
        (message,) = await answered(server, 7)
        world.say(8, "/tanya", chat_id=GROUP)
        (elsewhere,) = await answered(server, GROUP)
        data = message.keyboard[0][0]["callback_data"]
        for query in (
            world.send_data(message, "source.1.2.AAAAAAAAAAAA", 7),
            world.send_data(message, "🦊", 7),
            world.send_data(elsewhere, data, 7),
        ):
            assert (await notice(server, query))["text"] == OWN.bad_button
        world.say(7, "/lupakan")
        await answered(server, 7, 2)
        query = world.press(message, "[1]", 7)
        assert (await notice(server, query))["text"] == OWN.answer_gone


@scenario
async def test_thumbs_and_reasons_are_kept_with_what_they_judge(tmp_path: Path) -> None:
    chain = FakeChain()
    async with TelegramServer() as server, running(server, tmp_path, chain) as bot:
        server.world.say(7, QUESTION)
        (message,) = await answered(server, 7)
        buttons = message.buttons()
        up = server.world.press(message, "👍", 7)
        assert (await notice(server, up))["text"] == OWN.thanks
        assert [line["type"] for line in bot.service.feedback.lines()] == ["praised"]
        await notice(server, server.world.press(message, "👎", 8))
        assert message.buttons()[:4] == list(OWN.reasons.values())
        await notice(server, server.world.press(message, OWN.reasons["citation"], 8))
        assert message.buttons() == buttons
        (line,) = bot.service.feedback.lines()
        assert (line["question"], line["type"]) == (QUESTION, "complaint-citation")
        await notice(server, server.world.press(message, "👎", 8))
        await notice(server, server.world.press(message, OWN.button_back, 8))
        assert message.buttons() == buttons
        row = bot.database.execute("SELECT reply FROM feedback WHERE person_id = 8").fetchone()
        kept = keep(chain.stream_last(QUESTION))
        assert kept.index in row["reply"] and kept.passages[0].quote in row["reply"]


@pytest.mark.parametrize(
    ("error", "text"),
    [(RuntimeError("a secret detail"), OWN.failed),
     (Unreachable(what="Ollama", where="x", reason="y", mend="z"), OWN.unreachable)],
)  # fmt: skip
@scenario
async def test_a_failure_is_told_with_a_code_and_logged_with_its_trace(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, error: Exception, text: str
) -> None:
    chain = FakeChain()
    chain.failure = error
    async with (
        TelegramServer() as server,
        running(server, tmp_path, chain, telegram_admins=frozenset({7})) as bot,
    ):
        server.world.say(7, QUESTION)
        (message,) = await answered(server, 7)
        (code,) = bot.service.health.recent_errors()
        assert message.text == text.format(code=code)
        server.world.say(7, "/status")
        assert code in (await answered(server, 7, 2))[1].text
        assert bot.service.conversations.due() == []
    assert code in caplog.text and "Traceback" in caplog.text


@scenario
async def test_a_busy_group_leaves_seats_to_others(tmp_path: Path) -> None:
    chain = FakeChain(pause_s=0.4, claims=1)
    async with TelegramServer() as server, running(server, tmp_path, chain, grace_s=0.1):
        for person in range(20, 40):
            server.world.say(person, f"/tanya {QUESTION}", chat_id=GROUP)
        await until(lambda: len(chain.asked) >= 2)
        server.world.say(7, QUESTION)
        async with asyncio.timeout(2):
            await answered(server, 7)
        assert len(finished(server.world.by_bot(GROUP))) < 10
