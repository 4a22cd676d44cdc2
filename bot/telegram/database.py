"""The bot's memory: one SQLite file, and beside it the key that signs buttons.

Every statement here is small and local (tens of microseconds), so the event loop runs them itself.
Write-ahead logging lets several replicas on one machine share the file.
"""

import os
import secrets
import sqlite3
from pathlib import Path

from index.errors import BadSetting

SCHEMA = """
CREATE TABLE IF NOT EXISTS updates (
    update_id INTEGER PRIMARY KEY,
    payload TEXT,                 -- what Telegram sent; NULL once it has been dealt with
    owner TEXT NOT NULL,          -- the running bot that took it
    received REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: buttons carry it
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,   -- 0 outside topics
    person_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    private INTEGER NOT NULL,
    language TEXT NOT NULL,       -- of the interface
    text TEXT NOT NULL,
    asked REAL NOT NULL,
    state TEXT NOT NULL,          -- waiting, answered, cancelled, failed, undeliverable
    owner TEXT NOT NULL,
    slots TEXT NOT NULL DEFAULT '[]',      -- ids of the messages opened for the answer
    history TEXT NOT NULL DEFAULT '[]',    -- the earlier turns it was answered with
    reply TEXT,
    remembered INTEGER NOT NULL DEFAULT 1, -- 0: from before a new conversation began
    UNIQUE (chat_id, message_id)
);
CREATE INDEX IF NOT EXISTS conversations ON questions (chat_id, thread_id, person_id, id);
CREATE INDEX IF NOT EXISTS persons ON questions (person_id);
CREATE TABLE IF NOT EXISTS people (
    person_id INTEGER PRIMARY KEY,
    language TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS feedback (
    question_id INTEGER NOT NULL REFERENCES questions ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    verdict TEXT NOT NULL,        -- up, down
    reason TEXT,
    given REAL NOT NULL,
    question TEXT NOT NULL,
    history TEXT NOT NULL,
    reply TEXT NOT NULL,
    PRIMARY KEY (question_id, person_id)
);
"""

BUSY_MS = 5000
"""How long a statement waits for another replica's write."""


def connect(folder: Path) -> sqlite3.Connection:
    """Return the open state database in `folder`, made if need be, readable by its owner only.

    Deleted rows are overwritten, so that what a person had deleted is not left in the file.
    Raises BadSetting if there can be no database here.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / "state.sqlite3"
        path.touch(mode=0o600)
        return _opened(path)
    except (OSError, sqlite3.Error) as error:
        raise BadSetting(
            key="TANYA_TELEGRAM_STATE",
            value=str(folder),
            allowed=f"a folder that can be written ({error})",
        ) from None


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.row_factory = sqlite3.Row
    database.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("PRAGMA foreign_keys = ON")
    database.executescript(SCHEMA)
    return database


def signing_key(folder: Path) -> bytes:
    """Return the 32 secret bytes of this state folder, made on first use."""
    path = folder / "key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
    return path.read_bytes()
