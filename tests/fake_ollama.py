"""A tiny Ollama on loopback: it lists, loads and chats, and fails in the ways Ollama does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from typing import Any

from tests.json_handler import JsonHandler


class FakeOllama:
    """`models` maps each name to the words it streams; `failure` is (status, message) instead.

    `asked` keeps every request as (path, body). After `words_before_hang` words the server waits
    until `release` is set; `dropped` is set when the client goes away in the middle.
    """

    def __init__(self) -> None:
        self.models: dict[str, list[str]] = {"kecil:1b": ["Halo", " dunia"]}
        self.context = 32768
        self.failure: tuple[int, str] | None = None
        self.words_before_hang: int | None = None
        self.release = threading.Event()
        self.dropped = threading.Event()
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.url = ""


@contextmanager
def fake_ollama() -> Iterator[FakeOllama]:
    """Yield a running server, stopped with the block."""
    fake = FakeOllama()

    class Handler(_Handler):
        ollama = fake

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield fake
    finally:
        fake.release.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(JsonHandler):
    ollama: FakeOllama

    def do_GET(self) -> None:  # noqa: N802
        """Answer /api/tags."""
        names = [{"model": name, "name": name} for name in self.ollama.models]
        self.reply(200, {"models": names})

    def do_POST(self) -> None:  # noqa: N802
        """Answer /api/show, /api/generate and /api/chat."""
        body = self.body()
        self.ollama.asked.append((self.path, body))
        name = body.get("model", "")
        if name not in self.ollama.models:
            self.reply(404, {"error": f"model '{name}' not found"})
        elif self.path == "/api/show":
            self.reply(200, {"model_info": {"kecil.context_length": self.ollama.context}})
        elif self.ollama.failure:
            status, message = self.ollama.failure
            self.reply(status, {"error": message})
        elif self.path == "/api/generate":
            self.reply(200, {"model": name, "response": "", "done": True, "done_reason": "load"})
        else:
            self._stream(self.ollama.models[name])

    def _stream(self, words: list[str]) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for count, word in enumerate(words):
                if count == self.ollama.words_before_hang:
                    self.ollama.release.wait(20)
                self._line({"message": {"role": "assistant", "content": word}, "done": False})
            self._line({"message": {"role": "assistant", "content": ""}, "done": True})
        except (BrokenPipeError, ConnectionResetError):
            self.ollama.dropped.set()

    def _line(self, value: dict[str, Any]) -> None:
        self.wfile.write(json.dumps({"model": "kecil:1b", **value}).encode() + b"\n")
        self.wfile.flush()
