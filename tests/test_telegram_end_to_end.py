"""The whole: `tanya bot` as a process, the real chain, kill -9, and what readers said, exported."""

import asyncio
import json
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from benchmarks.telegram_bot import command, process
from benchmarks.telegram_load import answers, ask
from bot.cli import run
from evaluation import testset
from rag import build
from rag.settings import Settings
from tests.telegram_harness import answered, finished, running, scenario, until
from tests.telegram_server.faults import Limits
from tests.telegram_server.server import TOKEN, TelegramServer

ROOT = Path(__file__).parent.parent
QUESTION = "Kapan pasar ikan Muara dibuka kembali?"


@scenario
async def test_praise_and_complaints_become_a_test_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with TelegramServer() as server, running(server, tmp_path / "state"):
        world = server.world
        for person, thumb in ((7, "👍"), (8, "👎")):
            world.say(person, QUESTION)
            (message,) = await answered(server, person)
            world.press(message, thumb)
        await until(lambda: len(world.query_answers) == 2)
    monkeypatch.setenv("TANYA_TELEGRAM_STATE", str(tmp_path / "state"))
    capsys.readouterr()
    assert run(["feedback", "export"]) == 0
    lines = capsys.readouterr().out
    file = tmp_path / "keluhan.jsonl"
    file.write_text(lines)
    praised, complaint = testset.load(file)
    assert praised.articles and praised.answerable
    assert json.loads(lines.splitlines()[1])["type"] == "complaint-other"
    assert complaint.question == QUESTION


def test_the_bot_says_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bot"]) == 2
    assert "TELEGRAM_BOT_TOKEN" in capsys.readouterr().err


@scenario
async def test_doctor_asks_telegram_who_the_bot_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with TelegramServer() as server:
        monkeypatch.setenv("TELEGRAM_API_URL", server.url)
        for token, told in ((TOKEN, "@tanya_bot"), ("42:wrong", "BotFather")):
            monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
            await asyncio.to_thread(run, ["doctor", "--store", str(tmp_path)])
            said = capsys.readouterr().out
            assert told in said
            assert token.partition(":")[2] not in said


@pytest.mark.slow
@scenario
async def test_the_real_chain_answers_in_telegram(tmp_path: Path) -> None:
    settings = replace(Settings(), store=str(tmp_path / "index"))
    build.index(settings, (ROOT / "articles",))
    chain = build.chain(settings)
    async with TelegramServer(limits=Limits()) as server:
        async with running(server, tmp_path / "state", chain):
            server.world.say(7, "Apa isi Pasal 4?")
            server.world.say(8, "Apa isi Pasal 9?")
            (message,) = await answered(server, 7)
            (refusal,) = await answered(server, 8)
            assert "diserang" in message.text and "[1]" in message.text
            assert "Pasal 4" not in refusal.text
            query = server.world.press(message, "[1]")
            await until(lambda: query in server.world.query_answers)
            shown = server.world.by_bot(7)[1]
            bold = next(entity for entity in shown.entities if entity["type"] == "b")
            quote = shown.text[bold["offset"] : bold["offset"] + bold["length"]]
            assert any(quote in path.read_text() for path in (ROOT / "articles").glob("*.md"))
        assert server.refusals() == []
    chain.close()


@pytest.mark.slow
@scenario
async def test_the_command_runs_the_bot_and_its_log_keeps_the_token(tmp_path: Path) -> None:
    store = str(tmp_path / "index")
    build.index(replace(Settings(), store=store), (ROOT / "articles",))
    async with TelegramServer() as server:
        environment = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": server.url,
            "TANYA_STORE": store,
            "TANYA_TELEGRAM_STATE": str(tmp_path / "state"),
        }
        log = tmp_path / "log"
        async with process([sys.executable, "-m", "bot.cli", "bot"], log, environment) as bot:
            server.faults.force("500", "getUpdates")
            server.world.say(7, "Apa isi Pasal 4?")
            await until(lambda: finished(server.world.by_bot(7)), 30)
    assert bot.returncode == 0
    assert "Question 1 is answered" in log.read_text()
    assert TOKEN.partition(":")[2] not in log.read_text()


@pytest.mark.slow
@scenario
async def test_killed_in_the_middle_the_bot_answers_the_rest_once(tmp_path: Path) -> None:
    count = 20
    async with TelegramServer() as server:
        bot_command, log = command(server, tmp_path, 0.2), tmp_path / "log"
        for number in range(count):
            ask(server.world, number)
        for _ in range(2):
            async with process(bot_command, log, {}) as bot:
                more = sum(answers(server.world, count).values()) + 3
                await until(partial(_answered, server, count, more), 30)
                bot.kill()
        assert sum(answers(server.world, count).values()) < count
        async with process(bot_command, log, {}):
            await until(partial(_answered, server, count, count), 60)
            await asyncio.sleep(1)
        assert set(answers(server.world, count).values()) == {1}
        assert finished(server.world.by_bot(1001))


def _answered(server: TelegramServer, count: int, wanted: int) -> bool:
    return sum(answers(server.world, count).values()) >= wanted
