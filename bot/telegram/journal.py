"""The updates received: each kept until it has been dealt with, none dealt with twice."""

import sqlite3
import time

KNOWN_S = 3 * 86400
"""How long an update's id is remembered. Telegram itself keeps updates for one day."""


class Journal:
    """The `updates` table, as one running bot sees it."""

    def __init__(self, database: sqlite3.Connection, owner: str) -> None:
        self._database = database
        self._owner = owner

    def receive(self, update_id: int, payload: str) -> bool:
        """Keep an update; return False if it had been received before, by whichever replica."""
        cursor = self._database.execute(
            "INSERT OR IGNORE INTO updates VALUES (?, ?, ?, ?)",
            (update_id, payload, self._owner, time.time()),
        )
        return cursor.rowcount == 1

    def finish(self, update_id: int) -> None:
        """Forget what an update said; its id stays known."""
        self._database.execute(
            "UPDATE updates SET payload = NULL WHERE update_id = ?", (update_id,)
        )

    def pending(self) -> list[str]:
        """Return the payloads still to be dealt with, oldest first."""
        rows = self._database.execute(
            "SELECT payload FROM updates WHERE payload IS NOT NULL AND owner = ? "
            "ORDER BY update_id",
            (self._owner,),
        )
        return [row["payload"] for row in rows]

    def owners(self) -> set[str]:
        """Return everyone who has something unfinished."""
        rows = self._database.execute(
            "SELECT owner FROM updates WHERE payload IS NOT NULL "
            "UNION SELECT owner FROM questions WHERE state = 'waiting'"
        )
        return {row["owner"] for row in rows}

    def adopt(self, dead: set[str]) -> None:
        """Take over what bots that have ended left unfinished."""
        for name in dead:
            self._database.execute(
                "UPDATE updates SET owner = ? WHERE owner = ? AND payload IS NOT NULL",
                (self._owner, name),
            )
            self._database.execute(
                "UPDATE questions SET owner = ? WHERE owner = ? AND state = 'waiting'",
                (self._owner, name),
            )

    def sweep(self) -> None:
        """Drop the ids that Telegram can no longer send again."""
        self._database.execute(
            "DELETE FROM updates WHERE payload IS NULL AND received < ?", (time.time() - KNOWN_S,)
        )
