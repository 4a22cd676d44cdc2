"""Readers' ratings, and the QA test-set lines they become."""

import json
import sqlite3
import time
from collections.abc import Iterator
from typing import Any

from bot.telegram.reply import from_json

REASONS = ("citation", "incomplete", "wrong", "other")


class Feedback:
    """The `feedback` table: one verdict a person and question, with all it was given on."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def give(
        self, question_id: int, person_id: int, verdict: str, reason: str | None = None
    ) -> bool:
        """Store a verdict (up, down) and its reason; False if the answer is no longer stored."""
        cursor = self._database.execute(
            "INSERT OR REPLACE INTO feedback SELECT id, ?, ?, ?, ?, text, history, reply "
            "FROM questions WHERE id = ? AND reply IS NOT NULL",
            (person_id, verdict, reason, time.time(), question_id),
        )
        return cursor.rowcount == 1

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield a QA test-set line for each rated question, oldest first.

        What several people said of one question becomes one line, and a complaint outweighs praise.
        `type` says what was said: `praised`, or `complaint-<reason>`.
        """
        rows = self._database.execute(
            "SELECT * FROM feedback ORDER BY question_id, verdict = 'up', given DESC"
        )
        seen = set()
        for row in rows:
            if row["question_id"] not in seen:
                seen.add(row["question_id"])
                yield _line(row)


def _line(row: sqlite3.Row) -> dict[str, Any]:
    """Return the line. Only a praised answer says which articles answer, or that none does."""
    reply = from_json(row["reply"])
    praised = row["verdict"] == "up"
    line: dict[str, Any] = {
        "id": f"telegram-{row['question_id']}",
        "question": row["question"],
        "lang": reply.language,
        "type": "praised" if praised else f"complaint-{row['reason'] or 'other'}",
        "answerable": reply.status == "answered" or not praised,
    }
    if praised and reply.status == "answered":
        line["articles"] = sorted({passage.article_id for passage in reply.passages})
    if history := json.loads(row["history"]):
        line["history"] = history
    return line
