"""Which messages are questions, and what the commands do: bot and strict server together."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.texts import load
from tests.fake_chain import FakeChain
from tests.telegram_harness import answered, running, scenario, until
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import BOT, Message

OWN, OWN_EN = load("id").telegram, load("en").telegram
QUESTION = "Kapan pasar ikan Muara dibuka kembali?"
ANSWER = "Pasar ikan Muara dibuka kembali pada 3 Mei 2024. [1]"
GROUP = -100_500


def is_answer(message: Message) -> bool:
    return message.text.startswith(ANSWER)


async def quiet(server: TelegramServer, chat_id: int) -> None:
    """See that the bot says nothing in a chat while it answers another."""
    server.world.say(999, QUESTION)
    await answered(server, 999)
    assert server.world.by_bot(chat_id) == []


@scenario
async def test_a_private_message_is_answered_in_one_message(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        server.world.say(7, QUESTION)
        (message,) = await answered(server, 7)
        assert is_answer(message)
        assert message.texts[0][1] == OWN.opening
        assert message.buttons()[0] == "[1] Kabar Pesisir"
        assert message.buttons()[-3:] == [OWN.button_why, "👍", "👎"]
        assert server.refusals() == []


@scenario
async def test_a_question_the_articles_do_not_answer_offers_the_nearest(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        server.world.say(7, "Siapa presiden?")
        (message,) = await answered(server, 7)
        assert message.text == f"{OWN.not_found}\n\n{OWN.nearest}"
        assert message.buttons()[0] == "[1] Pasar Ikan Muara Buka Lagi"


@scenario
async def test_forwarded_text_is_a_question_even_if_it_looks_like_a_command(
    tmp_path: Path,
) -> None:
    chain = FakeChain()
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Orang Lain"}
    async with TelegramServer() as server, running(server, tmp_path, chain):
        server.world.say(7, f"/lupakan {QUESTION}", forward_origin=origin)
        (message,) = await answered(server, 7)
        assert is_answer(message)
        assert chain.asked[0]["question"] == f"/lupakan {QUESTION}"


@pytest.mark.parametrize("kind", ["voice", "photo", "document", "sticker"])
@scenario
async def test_what_is_not_text_gets_a_friendly_sentence(tmp_path: Path, kind: str) -> None:
    file: dict[str, Any] = {"file_id": "f", "file_unique_id": "u", "duration": 1, "type": "regular"}
    file |= {"width": 1, "height": 1, "is_animated": False, "is_video": False}
    async with TelegramServer() as server, running(server, tmp_path):
        server.world.say(7, "", **{kind: [file] if kind == "photo" else file})  # type: ignore[arg-type]
        (message,) = await answered(server, 7)
        assert message.text == OWN.only_text


@scenario
async def test_an_album_gets_one_friendly_sentence(tmp_path: Path) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    async with TelegramServer() as server, running(server, tmp_path):
        for album in ("1", "1", "1", "2"):
            server.world.say(7, "", photo=photo, media_group_id=album)
        server.world.say(7, QUESTION)
        messages = await answered(server, 7, 3)
        assert [m.text == OWN.only_text for m in messages] == [True, True, False]


@scenario
async def test_groups_are_answered_when_they_mean_the_bot(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        world = server.world
        world.say(7, QUESTION, chat_id=GROUP)
        world.say(7, "/tanya@lain_bot apa", chat_id=GROUP)
        world.say(7, "/perintahlain", chat_id=GROUP)
        world.say(
            7, "", chat_id=GROUP, voice={"file_id": "f", "file_unique_id": "u", "duration": 1}
        )
        await quiet(server, GROUP)
        asked = [world.say(7, f"/tanya {QUESTION}", chat_id=GROUP)]
        asked.append(world.say(8, f"/ask@tanya_bot\n{QUESTION}", chat_id=GROUP))
        asked.append(world.say(9, f"@Tanya_Bot {QUESTION}", chat_id=GROUP))
        messages = await answered(server, GROUP, 3)
        reply = world.say(6, QUESTION, chat_id=GROUP, reply_to=messages[0].id)
        messages = await answered(server, GROUP, 4)
        assert all(map(is_answer, messages))
        assert {m.reply_to for m in messages} == {m.id for m in (*asked, reply)}


@scenario
async def test_tanya_in_reply_to_someone_asks_what_they_wrote(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        said = server.world.say(8, QUESTION, chat_id=GROUP)
        server.world.say(7, "/tanya", chat_id=GROUP, reply_to=said.id)
        (message,) = await answered(server, GROUP)
        assert is_answer(message)


@scenario
async def test_answers_stay_in_their_topic(tmp_path: Path) -> None:
    chain = FakeChain()
    async with TelegramServer() as server, running(server, tmp_path, chain):
        for thread in (3, 4, 3):
            server.world.say(7, f"/tanya {QUESTION}", chat_id=GROUP, thread_id=thread)
        messages = await answered(server, GROUP, 3)
        assert sorted(m.thread_id or 0 for m in messages) == [3, 3, 4]
        assert [len(asked["history"]) for asked in chain.asked] == [0, 0, 1]


@scenario
async def test_a_result_of_inline_mode_and_another_bot_are_not_asked_back(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        server.world.say(7, QUESTION, via_bot=BOT)
        await quiet(server, 7)


@scenario
async def test_an_edited_question_is_answered_again_in_place(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        world = server.world
        asked = world.say(7, "Siapa presiden?")
        (message,) = await answered(server, 7)
        world.edit(asked, QUESTION)
        await until(lambda: is_answer(message))
        world.edit(asked, QUESTION)
        stray = world.say(7, "/start")
        await answered(server, 7, 2)
        world.edit(stray, QUESTION)
        await quiet(server, GROUP)
        assert [is_answer(m) for m in world.by_bot(7)] == [True, False]


@scenario
async def test_a_question_edited_while_it_is_answered_gets_one_answer(tmp_path: Path) -> None:
    chain = FakeChain(pause_s=0.2, claims=1)
    async with TelegramServer() as server, running(server, tmp_path, chain):
        asked = server.world.say(7, "Siapa presiden?")
        await until(lambda: chain.asked)
        server.world.edit(asked, QUESTION)
        (message,) = await answered(server, 7)
        assert is_answer(message)
        assert all(OWN.not_found not in text for _, text in message.texts)


@scenario
async def test_follow_up_questions_carry_their_history_across_restarts(tmp_path: Path) -> None:
    chain = FakeChain(claims=1)
    async with TelegramServer() as server:
        async with running(server, tmp_path, chain):
            server.world.say(7, QUESTION)
            await answered(server, 7)
        async with running(server, tmp_path, chain):
            server.world.say(7, "Berapa harga tongkol?")
            await answered(server, 7, 2)
            server.world.say(7, "/baru")
            await answered(server, 7, 3)
            server.world.say(7, "Berapa harga tongkol?")
            await answered(server, 7, 4)
    told = {"question": QUESTION, "answer": "Pasar ikan Muara dibuka kembali pada 3 Mei 2024."}
    assert [list(asked["history"]) for asked in chain.asked] == [[], [told], []]


@scenario
async def test_commands_answer_in_both_languages(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        world, expected = server.world, []
        for command, english, text in (
            ("/start", "/start", "start"),
            ("/baru", "/new", "new_conversation"),
            ("/sumber", "/sources", "no_sources"),
            ("/batal", "/cancel", "nothing_to_cancel"),
            ("/lupakan", "/forget", "forgotten"),
            ("/entah", "/whatever", "unknown_command"),
            ("/status", "/status", "unknown_command"),
            ("/tanya", "/ask", "no_question"),
            ("/bahasa", "/language", "choose_language"),
        ):
            world.say(7, command)
            world.say(8, english, language="en-GB")
            expected.append((getattr(OWN, text), getattr(OWN_EN, text)))
        said, english_said = await answered(server, 7, 9), await answered(server, 8, 9)
        assert list(zip((m.text for m in said), (m.text for m in english_said), strict=True)) == (
            expected
        )
        assert set(world.commands) == {"", "en"}


@scenario
async def test_the_chosen_language_stays(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        async with running(server, tmp_path):
            server.world.say(7, "/bahasa")
            (message,) = await answered(server, 7)
            query = server.world.press(message, "English")
            await until(lambda: query in server.world.query_answers)
            assert server.world.query_answers[query]["text"] == OWN_EN.language_set
        async with running(server, tmp_path):
            server.world.say(7, "Siapa presiden?")
            await answered(server, 7, 2)
            assert server.world.by_bot(7)[1].text.startswith(OWN_EN.not_found)


@scenario
async def test_sources_shows_the_quotes_of_the_last_answer(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        server.world.say(7, QUESTION)
        await answered(server, 7)
        server.world.say(7, "/sumber")
        message = (await answered(server, 7, 2))[1]
        assert "Pasar ikan Muara dibuka kembali pada 3 Mei 2024." in message.text
        assert "expandable_blockquote" in {entity["type"] for entity in message.entities}
        server.world.say(7, "Siapa presiden?")
        await answered(server, 7, 3)
        server.world.say(7, "/sumber")
        assert (await answered(server, 7, 4))[3].text.startswith(OWN.nearest)


@scenario
async def test_forget_deletes_what_is_stored_and_stops_what_runs(tmp_path: Path) -> None:
    chain = FakeChain(pause_s=0.3)
    async with TelegramServer() as server:
        async with running(server, tmp_path, chain) as bot:
            server.world.say(7, f"{QUESTION} rahasiaku")
            await until(lambda: chain.asked)
            server.world.say(7, "/lupakan")
            await until(lambda: OWN.forgotten in [m.text for m in server.world.by_bot(7)])
            await until(lambda: OWN.cancelled in [m.text for m in server.world.by_bot(7)])
            assert bot.service.conversations.due() == []
        await asyncio.sleep(0.3)
    assert not any(b"rahasiaku" in path.read_bytes() for path in tmp_path.iterdir())


@scenario
async def test_only_the_allowed_get_in_and_the_others_are_told_once(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        allow, admins = frozenset({7, GROUP}), frozenset({1})
        async with running(server, tmp_path, telegram_allow=allow, telegram_admins=admins):
            for text in (QUESTION, QUESTION, "/start"):
                server.world.say(8, text)
            server.world.say(8, f"/tanya {QUESTION}", chat_id=-9)
            server.world.say(8, f"/tanya {QUESTION}", chat_id=GROUP)
            server.world.say(1, "/status")
            server.world.say(7, QUESTION)
            assert is_answer((await answered(server, 7))[0])
            assert is_answer((await answered(server, GROUP))[0])
            assert FakeChain().fingerprint in (await answered(server, 1))[0].text
            assert [m.text for m in server.world.by_bot(8)] == [OWN.not_allowed.format(person=8)]
            assert server.world.by_bot(-9) == []


@scenario
async def test_too_many_questions_are_refused_once_and_others_are_not_hurt(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path, telegram_per_minute=2):
        for _ in range(5):
            server.world.say(7, QUESTION)
        server.world.say(8, QUESTION)
        await answered(server, 8)
        messages = await answered(server, 7, 3)
        await quiet(server, GROUP)
        assert [is_answer(m) for m in messages].count(True) == 2
        assert (
            OWN.too_fast.partition("{")[0]
            in messages[-1].text + messages[0].text + messages[1].text
        )
        assert len(server.world.by_bot(7)) == 3


@scenario
async def test_inline_mode_gives_cited_answers_for_the_latest_wording(tmp_path: Path) -> None:
    chain = FakeChain(claims=1)
    async with TelegramServer() as server, running(server, tmp_path, chain):
        first = server.world.inline(7, "Kapan pasar ikan")
        second = server.world.inline(7, QUESTION)
        other = server.world.inline(8, "Siapa presiden?")
        await until(lambda: {second, other} <= server.world.inline_answers.keys())
        assert first not in server.world.inline_answers
        whole, quote = server.world.inline_answers[second]["results"]
        told = whole["input_message_content"]["message_text"]
        assert told.startswith(f"<b>{QUESTION}</b>\n\n{ANSWER}")
        assert "Kabar Pesisir" in quote["input_message_content"]["message_text"]
        assert server.world.inline_answers[other]["results"] == []
        assert "button" in server.world.inline_answers[other]
        assert server.refusals() == []
