"""What the bot remembers: updates, questions, verdicts, and how it forgets."""

import json
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram.buttons import Press, Signer
from bot.telegram.conversations import Asked, Conversations, Place
from bot.telegram.database import connect, signing_key
from bot.telegram.feedback import Feedback
from bot.telegram.journal import Journal
from bot.telegram.owner import Owner
from bot.telegram.reply import keep
from tests.fake_chain import FakeChain

HERE = Place(7, 0, 7)
CHAIN = FakeChain(claims=1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    database = connect(tmp_path / "state")
    yield database
    database.close()


@pytest.fixture
def conversations(database: sqlite3.Connection) -> Conversations:
    return Conversations(database, "me")


def ask(conversations: Conversations, text: str, message_id: int, place: Place = HERE) -> Asked:
    asked = conversations.ask(place, message_id, True, "id", text)
    assert asked is not None
    return asked


def answer(conversations: Conversations, asked: Asked) -> None:
    conversations.keep_reply(asked.id, keep(CHAIN.stream_last(asked.text)))
    conversations.settle(asked.id, "answered")


def test_an_update_is_received_once_and_kept_until_finished(database: sqlite3.Connection) -> None:
    journal = Journal(database, "me")
    assert journal.receive(1, "a")
    assert not journal.receive(1, "a")
    assert not Journal(database, "another replica").receive(1, "a")
    journal.receive(2, "b")
    assert journal.pending() == ["a", "b"]
    journal.finish(1)
    assert journal.pending() == ["b"]
    assert not journal.receive(1, "a")


def test_what_an_ended_bot_left_is_taken_over_and_a_living_ones_is_not(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    ended, living, me = Owner(tmp_path), Owner(tmp_path), Owner(tmp_path)
    for number, owner in enumerate((ended, living)):
        Journal(database, owner.name).receive(number, f"update {number}")
        ask(Conversations(database, owner.name), "apa?", number)
    ended.close()
    journal = Journal(database, me.name)
    journal.adopt(me.dead(journal.owners()))
    assert journal.pending() == ["update 0"]
    assert [asked.message_id for asked in Conversations(database, me.name).due()] == [0]
    living.close()
    me.close()


def test_a_question_is_due_until_settled_and_one_message_asks_once(
    conversations: Conversations,
) -> None:
    asked = ask(conversations, "apa?", 1)
    assert conversations.ask(HERE, 1, True, "id", "apa?") is None
    conversations.keep_slots(asked.id, [11, 12])
    assert [due.slots for due in conversations.due()] == [(11, 12)]
    conversations.settle(asked.id, "cancelled")
    assert conversations.due() == []


def test_an_edit_makes_a_question_due_again_with_its_messages(conversations: Conversations) -> None:
    asked = ask(conversations, "kapan pasar", 1)
    conversations.keep_slots(asked.id, [11])
    answer(conversations, asked)
    assert conversations.revise(HERE, 1, "kapan pasar") is None
    assert conversations.revise(HERE, 2, "lain") is None
    assert conversations.revise(Place(7, 0, 8), 1, "orang lain") is None
    revised = conversations.revise(HERE, 1, "kapan dermaga")
    assert revised and (revised.id, revised.slots) == (asked.id, (11,))
    assert [due.text for due in conversations.due()] == ["kapan dermaga"]


def test_history_is_that_of_the_chat_topic_and_person(conversations: Conversations) -> None:
    elsewhere = (Place(8, 0, 7), Place(7, 5, 7), Place(7, 0, 9))
    for number, place in enumerate((*elsewhere, HERE), start=1):
        answer(conversations, ask(conversations, f"kapan pasar ikan {number}", number, place))
    asked = ask(conversations, "lalu?", 9)
    turns = conversations.history(asked)
    assert [turn["question"] for turn in turns] == ["kapan pasar ikan 4"]


def test_history_begins_anew_after_starting_over(conversations: Conversations) -> None:
    answer(conversations, first := ask(conversations, "kapan pasar ikan dibuka", 1))
    conversations.start_over(HERE)
    assert conversations.history(ask(conversations, "lalu?", 2)) == []
    assert conversations.last_reply(HERE) is None
    assert conversations.reply(first.id) is not None


def test_forgetting_leaves_no_byte_of_a_person(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    database = connect(folder)
    conversations, journal = Conversations(database, "me"), Journal(database, "me")
    secret = "rahasia-besar-" * 50
    journal.receive(1, json.dumps({"text": secret}))
    asked = ask(conversations, f"kapan pasar ikan {secret}", 1)
    other = ask(conversations, "kapan pasar ikan dibuka", 2, Place(8, 0, 8))
    answer(conversations, other)
    conversations.keep_reply(asked.id, keep(CHAIN.stream_last(asked.text)))
    Feedback(database).give(asked.id, 7, "down", "wrong")
    Feedback(database).give(other.id, 7, "up")
    conversations.choose_language(7, "en")
    journal.finish(1)
    conversations.forget(7)
    assert conversations.find(asked.id) is None
    assert conversations.language(7) is None
    assert list(Feedback(database).lines()) == []
    assert conversations.find(other.id) is not None
    assert not any(b"rahasia" in path.read_bytes() for path in folder.iterdir())
    database.close()


def test_an_id_is_never_given_twice(conversations: Conversations) -> None:
    first = ask(conversations, "apa?", 1)
    conversations.forget(7)
    assert ask(conversations, "apa?", 1).id > first.id


def test_old_questions_are_swept_with_their_feedback(
    database: sqlite3.Connection, conversations: Conversations
) -> None:
    old, new, due = (ask(conversations, f"kapan pasar ikan {n}", n) for n in range(3))
    for asked in (old, new):
        answer(conversations, asked)
    Feedback(database).give(old.id, 7, "up")
    database.execute("UPDATE questions SET asked = 0 WHERE id IN (?, ?)", (old.id, due.id))
    conversations.sweep(days=30)
    assert conversations.find(old.id) is None
    assert list(Feedback(database).lines()) == []
    assert conversations.find(new.id) and conversations.find(due.id)


def test_verdicts_become_test_set_lines(
    database: sqlite3.Connection, conversations: Conversations
) -> None:
    feedback = Feedback(database)
    praised = ask(conversations, "Kapan pasar ikan Muara dibuka?", 1)
    answer(conversations, praised)
    unknown = ask(conversations, "Siapa presiden?", 2)
    conversations.history(unknown)
    answer(conversations, unknown)
    for person in (7, 8):
        feedback.give(praised.id, person, "up")
    feedback.give(unknown.id, 7, "up")
    assert list(feedback.lines()) == [
        {
            "id": f"telegram-{praised.id}",
            "question": "Kapan pasar ikan Muara dibuka?",
            "lang": "id",
            "type": "praised",
            "answerable": True,
            "articles": ["pasar-ikan"],
        },
        {
            "id": f"telegram-{unknown.id}",
            "question": "Siapa presiden?",
            "lang": "id",
            "type": "praised",
            "answerable": False,
            "history": [
                {
                    "question": "Kapan pasar ikan Muara dibuka?",
                    "answer": "Pasar ikan Muara dibuka kembali pada 3 Mei 2024.",
                }
            ],
        },
    ]
    feedback.give(praised.id, 9, "down", "citation")
    feedback.give(unknown.id, 7, "down")
    lines = list(feedback.lines())
    assert [line["type"] for line in lines] == ["complaint-citation", "complaint-other"]
    assert all(line["answerable"] for line in lines)
    assert "articles" not in lines[0]
    assert not feedback.give(999, 7, "up")


def test_the_state_folder_is_private_and_its_key_stays(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    connect(folder).close()
    key = signing_key(folder)
    assert len(key) == 32 and signing_key(folder) == key
    for path in (folder / "key", folder / "state.sqlite3"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_button_data_fits_and_cannot_be_made_up() -> None:
    signer = Signer(b"k" * 32)
    press = Press("language", 2**63 - 1, 99)
    data = signer.data(press, -100_123)
    assert len(data.encode()) <= 64
    assert signer.read(data, -100_123) == press
    assert signer.read(data, 5) is None
    assert signer.read(data.replace("99", "98"), -100_123) is None
    assert Signer(b"x" * 32).read(data, -100_123) is None
    for made_up in ("", ".", "why.1.0.", "why.1.0.AAAAAAAAAAAA", "é" * 30, "\ud800"):
        assert signer.read(made_up, -100_123) is None
