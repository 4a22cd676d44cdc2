"""What people asked and were answered: the questions still due, the history, the old answers."""

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.telegram.reply import Reply, from_json, to_json

HISTORY = 5
"""Earlier turns that a question is answered with."""

Turn = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person talks to the bot: a chat, its topic (0: none), and who it is."""

    chat_id: int
    thread_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `slots` are the ids of the bot's messages that will hold, or hold, the answer.

    `message_id` is the person's message; `language` that of the interface, not of the question.
    """

    id: int
    place: Place
    message_id: int
    private: bool
    language: str
    text: str
    slots: tuple[int, ...]


class Conversations:
    """The `questions` and `people` tables."""

    def __init__(self, database: sqlite3.Connection, owner: str) -> None:
        self._database = database
        self._owner = owner

    # -- asking

    def ask(
        self, place: Place, message_id: int, private: bool, language: str, text: str
    ) -> Asked | None:
        """Keep a new question until it is answered; None if this message was asked before."""
        cursor = self._database.execute(
            "INSERT OR IGNORE INTO questions (chat_id, thread_id, person_id, message_id, private, "
            "language, text, asked, state, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)",
            (place.chat_id, place.thread_id, place.person_id, message_id, private, language, text,
             time.time(), self._owner),
        )  # fmt: skip
        return self.find(cursor.lastrowid) if cursor.rowcount == 1 else None

    def revise(self, place: Place, message_id: int, text: str) -> Asked | None:
        """Make an edited question due again; None if this message was never a question."""
        rows = self._database.execute(
            "UPDATE questions SET text = ?, state = 'waiting', owner = ? "
            "WHERE chat_id = ? AND message_id = ? AND person_id = ? AND text != ? RETURNING id",
            (text, self._owner, place.chat_id, message_id, place.person_id, text),
        ).fetchall()
        return self.find(rows[0]["id"]) if rows else None

    def find(self, question_id: int | None) -> Asked | None:
        """Return one question as it is now."""
        row = self._database.execute(
            "SELECT * FROM questions WHERE id = ?", (question_id,)
        ).fetchone()
        return _asked(row) if row else None

    def due(self) -> list[Asked]:
        """Return this bot's unanswered questions, oldest first."""
        rows = self._database.execute(
            "SELECT * FROM questions WHERE state = 'waiting' AND owner = ? ORDER BY id",
            (self._owner,),
        )
        return [_asked(row) for row in rows]

    # -- answering

    def history(self, asked: Asked) -> list[Turn]:
        """Return the turns before this question, oldest first, and note that it was given them."""
        place = asked.place
        rows = self._database.execute(
            "SELECT text, reply FROM questions WHERE chat_id = ? AND thread_id = ? "
            "AND person_id = ? AND id < ? AND state = 'answered' AND remembered "
            "ORDER BY id DESC LIMIT ?",
            (place.chat_id, place.thread_id, place.person_id, asked.id, HISTORY),
        ).fetchall()
        turns: list[Turn] = [
            {"question": r["text"], "answer": from_json(r["reply"]).said} for r in rows[::-1]
        ]
        self._set(asked.id, history=json.dumps(turns))
        return turns

    def keep_slots(self, question_id: int, slots: Sequence[int]) -> None:
        """Remember which messages were opened for the answer."""
        self._set(question_id, slots=json.dumps(list(slots)))

    def keep_reply(self, question_id: int, reply: Reply) -> None:
        """Remember the answer, before anyone sees its buttons."""
        self._set(question_id, reply=to_json(reply))

    def settle(self, question_id: int, state: str) -> None:
        """Note that the question needs no more work: answered, cancelled, failed, undeliverable."""
        self._set(question_id, state=state)

    # -- looking back

    def reply(self, question_id: int) -> Reply | None:
        """Return the answer to a question, None if it is no longer stored."""
        row = self._database.execute(
            "SELECT reply FROM questions WHERE id = ?", (question_id,)
        ).fetchone()
        return from_json(row["reply"]) if row and row["reply"] else None

    def last_reply(self, place: Place) -> Asked | None:
        """Return the latest answered question of the running conversation."""
        row = self._database.execute(
            "SELECT * FROM questions WHERE chat_id = ? AND thread_id = ? AND person_id = ? "
            "AND state = 'answered' AND remembered ORDER BY id DESC LIMIT 1",
            (place.chat_id, place.thread_id, place.person_id),
        ).fetchone()
        return _asked(row) if row else None

    def answered_since(self, moment: float) -> int:
        """Return how many questions asked since `moment` (seconds, UNIX time) are answered."""
        row = self._database.execute(
            "SELECT count(*) FROM questions WHERE state = 'answered' AND asked >= ?", (moment,)
        ).fetchone()
        return int(row[0])

    # -- forgetting

    def start_over(self, place: Place) -> None:
        """Begin a new conversation here; the old answers' buttons still work."""
        self._database.execute(
            "UPDATE questions SET remembered = 0 "
            "WHERE chat_id = ? AND thread_id = ? AND person_id = ?",
            (place.chat_id, place.thread_id, place.person_id),
        )

    def forget(self, person_id: int) -> None:
        """Delete everything about a person, from every chat, and from the file itself."""
        for table in ("feedback", "questions", "people"):
            self._database.execute(f"DELETE FROM {table} WHERE person_id = ?", (person_id,))
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def sweep(self, days: int) -> None:
        """Delete settled questions older than `days`, with their answers and feedback."""
        self._database.execute(
            "DELETE FROM questions WHERE state != 'waiting' AND asked < ?",
            (time.time() - days * 86400,),
        )

    # -- people

    def language(self, person_id: int) -> str | None:
        """Return the interface language a person chose."""
        row = self._database.execute(
            "SELECT language FROM people WHERE person_id = ?", (person_id,)
        ).fetchone()
        return row["language"] if row else None

    def choose_language(self, person_id: int, language: str) -> None:
        """Remember the interface language a person chose."""
        self._database.execute("INSERT OR REPLACE INTO people VALUES (?, ?)", (person_id, language))

    def _set(self, question_id: int, **columns: str) -> None:
        assignments = ", ".join(f"{column} = ?" for column in columns)
        self._database.execute(
            f"UPDATE questions SET {assignments} WHERE id = ?", (*columns.values(), question_id)
        )


def _asked(row: sqlite3.Row) -> Asked:
    return Asked(
        id=row["id"],
        place=Place(row["chat_id"], row["thread_id"], row["person_id"]),
        message_id=row["message_id"],
        private=bool(row["private"]),
        language=row["language"],
        text=row["text"],
        slots=tuple(json.loads(row["slots"])),
    )
