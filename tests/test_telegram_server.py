"""The test server refuses what Telegram refuses; else the other tests would prove nothing."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from tests.telegram_harness import scenario, until
from tests.telegram_server.faults import Faults, Limits
from tests.telegram_server.html import BadHtml, parse
from tests.telegram_server.server import TOKEN, TelegramServer

BUTTON = {"text": "x", "callback_data": "d"}


async def call(server: TelegramServer, method: str, token: str = TOKEN, **given: Any) -> Any:
    form = {key: v if isinstance(v, str) else json.dumps(v) for key, v in given.items()}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{server.url}/bot{token}/{method}", data=form)
    return answer.json()


async def refused(server: TelegramServer, method: str, **given: Any) -> str:
    answer = await call(server, method, **given)
    assert answer["ok"] is False
    return str(answer["description"])


@pytest.mark.parametrize(
    "source",
    ["<b>a", "a</b>", "<b><i>a</b></i>", "a < b", "a > b", "a & b", "&nbsp;", "<p>a</p>", "<b >",
     "<a>x</a>", '<a href="javascript:x">x</a>', "<code><b>a</b></code>", "<B>a</B>", "<!-- a -->",
     "<b>a</b>" * 101, "<blockquote><blockquote>a</blockquote></blockquote>"],
)  # fmt: skip
def test_bad_html_is_refused(source: str) -> None:
    with pytest.raises(BadHtml):
        parse(source)


def test_good_html_gives_text_and_entities_in_utf16_units() -> None:
    text, entities = parse('😀<b>a&lt;&#39;</b> <a href="https://a.example/?b=1&amp;c=2">c</a>')
    assert text == "😀a<' c"
    assert entities == [
        {"type": "b", "offset": 2, "length": 3},
        {"type": "a", "offset": 6, "length": 1},
    ]


@scenario
async def test_messages_are_held_to_telegrams_limits() -> None:
    async with TelegramServer() as server:
        assert "chat not found" in await refused(server, "sendMessage", chat_id=7, text="a")
        said = server.world.say(7, "halo")
        send: dict[str, Any] = {"chat_id": 7, "parse_mode": "HTML"}
        assert "parse entities" in await refused(server, "sendMessage", text="a < b", **send)
        assert "text is empty" in await refused(server, "sendMessage", text=" <b></b>", **send)
        assert "too long" in await refused(server, "sendMessage", text="😀" * 2049, **send)
        assert (await call(server, "sendMessage", text="😀" * 2048, **send))["ok"]
        long = {"inline_keyboard": [[{**BUTTON, "callback_data": "é" * 33}]]}
        told = await refused(server, "sendMessage", text="a", reply_markup=long, **send)
        assert "BUTTON_DATA_INVALID" in told
        reply: dict[str, Any] = {"reply_parameters": {"message_id": 999}}
        assert "not found" in await refused(server, "sendMessage", text="a", **send, **reply)
        edit: dict[str, Any] = {"chat_id": 7, "text": "b"}
        assert "can't be edited" in await refused(
            server, "editMessageText", message_id=said.id, **edit
        )
        assert "not found" in await refused(server, "editMessageText", message_id=999, **edit)
        sent = (await call(server, "sendMessage", text="a", **send))["result"]["message_id"]
        assert (await call(server, "editMessageText", message_id=sent, **edit))["ok"]
        assert "not modified" in await refused(server, "editMessageText", message_id=sent, **edit)
        server.world.blocked.add(7)
        assert "blocked" in await refused(server, "sendMessage", text="a", **send)


@scenario
async def test_rates_are_limited_for_each_chat() -> None:
    async with TelegramServer(limits=Limits(private=(2, 30.0))) as server:
        server.world.say(7, "a")
        server.world.say(8, "a")
        answers = [await call(server, "sendMessage", chat_id=7, text="a") for _ in range(3)]
        assert [answer["ok"] for answer in answers] == [True, True, False]
        assert answers[2]["error_code"] == 429
        assert 29 <= answers[2]["parameters"]["retry_after"] <= 30
        assert (await call(server, "sendMessage", chat_id=8, text="a"))["ok"]


@scenario
async def test_updates_are_held_until_a_later_offset_confirms_them() -> None:
    async with TelegramServer() as server:
        for text in "abc":
            server.world.say(7, text)
        first = (await call(server, "getUpdates"))["result"]
        assert [update["message"]["text"] for update in first] == ["a", "b", "c"]
        assert (await call(server, "getUpdates"))["result"] == first
        offset = first[1]["update_id"] + 1
        assert (await call(server, "getUpdates", offset=offset))["result"] == first[2:]


@scenario
async def test_a_second_poll_ends_the_first_and_a_webhook_ends_polling() -> None:
    async with TelegramServer() as server:
        first = asyncio.create_task(call(server, "getUpdates", timeout=5))
        await until(lambda: server.polls == 1)
        second = asyncio.create_task(call(server, "getUpdates", timeout=5))
        await until(lambda: server.polls == 2)
        server.world.say(7, "a")
        assert (await first)["error_code"] == 409
        assert len((await second)["result"]) == 1
        assert "HTTPS" in await refused(server, "setWebhook", url="http://bot.example/")
        assert (await call(server, "setWebhook", url="http://127.0.0.1:9/"))["ok"]
        assert "webhook is active" in await refused(server, "getUpdates")
        assert (await call(server, "deleteWebhook"))["ok"]


@scenario
async def test_faults_come_on_demand_and_a_wrong_token_is_refused() -> None:
    async with TelegramServer(Faults(hang_s=0.1)) as server:
        server.world.say(7, "a")
        for kind in ("429", "500", "409"):
            server.faults.force(kind, "sendMessage", 7)
            answer = await call(server, "sendMessage", chat_id=7, text="a")
            assert answer["error_code"] == int(kind)
        assert server.world.by_bot(7) == []
        server.faults.force("drop", "sendMessage")
        server.faults.force("drop_after", "sendMessage")
        for arrived in (0, 1):
            with pytest.raises(httpx.TransportError):
                await call(server, "sendMessage", chat_id=7, text="a")
            assert len(server.world.by_bot(7)) == arrived
        assert (await call(server, "getMe", token="1:no"))["error_code"] == 401


@scenario
async def test_privacy_mode_hides_mentions_but_not_commands_and_replies() -> None:
    async with TelegramServer(privacy=True) as server:
        world = server.world
        world.say(7, "obrolan", chat_id=-5)
        world.say(7, "@tanya_bot apa kabar", chat_id=-5)
        assert world.updates == []
        sent = await call(server, "sendMessage", chat_id=-5, text="a")
        world.say(7, "/tanya apa", chat_id=-5)
        world.say(7, "lalu?", chat_id=-5, reply_to=sent["result"]["message_id"])
        assert len(world.updates) == 2
