"""A tiny Ollama on loopback that embeds: letter triples, of whatever length they come to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.fakes import FakeEmbedder

MODEL = "triples"


@contextmanager
def embedding_server() -> Iterator[str]:
    """Yield the address of a server that has MODEL and no other."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """Answer /api/embed."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if body["model"] != MODEL:
            self._reply(404, {"error": f'model "{body["model"]}" not found, try pulling it first'})
            return
        vectors = FakeEmbedder().embed_documents(body["input"])
        self._reply(200, {"embeddings": [[3 * value for value in vector] for vector in vectors]})

    def _reply(self, status: int, value: dict[str, Any]) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
