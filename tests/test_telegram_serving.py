"""Starting, stopping, starting again: nothing lost, nothing doubled, nothing given away."""

import asyncio
import io
import json
import logging
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from socket import socket

import httpx
import pytest

from bot.telegram import logs
from bot.telegram.app import build
from bot.telegram.serving import serve
from bot.texts import load
from index.errors import BadSetting, Unreachable
from index.records import Article
from rag.settings import Settings
from tests.fake_chain import FakeChain
from tests.telegram_harness import answered, finished, running, scenario, until
from tests.telegram_server.faults import RANDOM_KINDS, Faults, Kind
from tests.telegram_server.server import TOKEN, TelegramServer

OWN = load("id").telegram
QUESTION = "Kapan pasar ikan Muara dibuka kembali?"
CODES = Article("kode", " ".join(f"Kode {n} berarti barang {n} itu." for n in range(200)))


@pytest.mark.parametrize(
    ("method", "kind"),
    [(method, kind) for method in ("sendMessage", "editMessageText") for kind in RANDOM_KINDS]
    + [("getUpdates", "500"), ("getUpdates", "drop_after")],
)
@scenario
async def test_whatever_fails_there_is_one_final_answer(
    tmp_path: Path, method: str, kind: Kind
) -> None:
    async with (
        TelegramServer() as server,
        running(server, tmp_path, FakeChain(), patience_s=0.3),
    ):
        server.faults.force(kind, method, s=0.4)
        server.world.say(7, QUESTION)
        await answered(server, 7)
        await asyncio.sleep(0.2)
        texts = [message.text for message in finished(server.world.by_bot(7))]
        assert len(texts) == 1 and texts[0].startswith("Pasar ikan")


@scenario
async def test_a_graceful_stop_lets_running_answers_finish(tmp_path: Path) -> None:
    chain = FakeChain(pause_s=0.3, claims=1)
    async with TelegramServer() as server:
        async with running(server, tmp_path, chain):
            server.world.say(7, QUESTION)
            await until(lambda: chain.asked)
        (message,) = finished(server.world.by_bot(7))
        assert message.text.startswith("Pasar ikan")


@scenario
async def test_a_stop_tells_those_it_cannot_wait_for_and_the_next_start_answers_them(
    tmp_path: Path,
) -> None:
    slow = FakeChain(pause_s=2)
    async with TelegramServer() as server:
        async with running(server, tmp_path, slow, grace_s=0.1):
            server.world.say(7, QUESTION)
            server.world.say(7, "Berapa harga tongkol?")
            await until(lambda: len(server.world.by_bot(7)) == 2)
        assert [m.text for m in server.world.by_bot(7)] == [OWN.restarting] * 2
        async with running(server, tmp_path):
            await until(lambda: OWN.restarting not in [m.text for m in server.world.by_bot(7)])
        first, second = server.world.by_bot(7)
        assert first.text.startswith("Pasar ikan") and second.text.startswith("Harga tongkol")


@scenario
async def test_updates_kept_but_not_handled_come_first_after_a_crash(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        async with running(server, tmp_path) as bot:
            server.world.say(7, QUESTION)
            await answered(server, 7)
            known = server.world.updates
        update = json.dumps(
            {"update_id": 99_000, "message": server.world.as_json(server.world.say(8, QUESTION))}
        )
        server.world.updates = known
        with closing(__import__("sqlite3").connect(tmp_path / "state.sqlite3")) as database:
            database.execute("INSERT INTO updates VALUES (99000, ?, 'a dead bot', 0)", [update])
            database.commit()
        async with running(server, tmp_path) as bot:
            await answered(server, 8)
            assert bot.journal.pending() == []
        assert len(server.world.by_bot(7)) == 1


@scenario
async def test_a_webhook_with_its_secret_serves_two_replicas_without_doubling(
    tmp_path: Path,
) -> None:
    ports = []
    for _ in range(2):
        with closing(socket()) as free:
            free.bind(("127.0.0.1", 0))
            ports.append(free.getsockname()[1])
    first, second = (f"http://127.0.0.1:{port}/hook" for port in ports)
    async with (
        TelegramServer() as server,
        running(server, tmp_path, webhook_url=second, webhook_listen=second[7:-5]),
        running(server, tmp_path, webhook_url=first, webhook_listen=first[7:-5]),
    ):
        assert server.webhook
        secret = server.webhook["secret_token"]
        assert len(secret) == 64
        server.world.say(7, QUESTION)
        update = {"update_id": 100_000, "message": server.world.as_json(server.world.say(7, "x"))}
        await answered(server, 7, 2)
        header = {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with httpx.AsyncClient() as client:
            for url in (first, second):
                assert (await client.post(url, json=update, headers=header)).status_code == 200
                assert (await client.post(url, json=update)).status_code == 403
        await asyncio.sleep(0.2)
        assert len(server.world.by_bot(7)) == 2


@scenario
async def test_a_second_bot_with_the_same_token_is_no_crash(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        server.faults.force("409", "getUpdates")
        server.world.say(7, QUESTION)
        await answered(server, 7)
        server.world.say(7, QUESTION)
        await answered(server, 7, 2)
    assert "Another program receives" in caplog.text
    assert "Traceback" not in caplog.text


@scenario
async def test_a_refused_token_and_a_server_out_of_reach_are_told_plainly(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        wrong = Settings(
            telegram_token="1:wrong", telegram_api_url=server.url, telegram_state=str(tmp_path)
        )
        bot = build(wrong, FakeChain())
        with pytest.raises(BadSetting) as refused:
            await serve(bot, asyncio.Event())
        bot.close()
        assert "1:wrong" not in str(refused.value)
    nowhere = Settings(
        telegram_token=TOKEN, telegram_api_url=server.url, telegram_state=str(tmp_path)
    )
    bot = build(nowhere, FakeChain(), patience_s=0.5)
    with pytest.raises(Unreachable) as lost:
        await serve(bot, asyncio.Event())
    bot.close()
    assert TOKEN not in str(lost.value)


def test_no_log_line_gives_the_token_away(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    root = logging.getLogger()
    before = root.handlers[:], root.level
    logs.configure((TOKEN, "hook-secret"))
    try:
        log = logging.getLogger("any.library")
        log.warning("POST %s/bot%s/getMe", "https://a.example", TOKEN)
        log.error("secret half %s", TOKEN.partition(":")[2])
        try:
            raise RuntimeError(f"in a traceback: {TOKEN} hook-secret")
        except RuntimeError:
            log.exception("failed")
        assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    finally:
        root.handlers[:], _ = before
        root.setLevel(before[1])
    text = out.getvalue()
    assert "failed" in text and text.count("***") >= 4
    assert TOKEN.partition(":")[2] not in text and "hook-secret" not in text


@pytest.mark.slow
@scenario
async def test_many_questions_under_faults_get_one_answer_each(tmp_path: Path) -> None:
    faults = Faults(rate=0.05, hang_s=1.5, seed=1)
    async with (
        TelegramServer(faults) as server,
        running(server, tmp_path, FakeChain((CODES,), claims=1), patience_s=1.0),
    ):
        started = time.monotonic()
        for number in range(100):
            server.world.say(100 + number % 25, f"Apa arti kode {number}")
        people = range(100, 125)
        await until(
            lambda: sum(len(finished(server.world.by_bot(p))) for p in people) >= 100, timeout=60
        )
        await asyncio.sleep(1)
        texts = Counter(m.text for p in people for m in finished(server.world.by_bot(p)))
        assert len(texts) == 100 and set(texts.values()) == {1}
        assert server.refusals() == []
        assert time.monotonic() - started < 60
