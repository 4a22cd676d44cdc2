"""A tiny Ollama on loopback that embeds: letter triples, of whatever length they come to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer

from tests.fakes import FakeEmbedder
from tests.json_handler import JsonHandler

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


class _Handler(JsonHandler):
    def do_POST(self) -> None:  # noqa: N802
        """Answer /api/embed."""
        body = self.body()
        if body["model"] != MODEL:
            self.reply(404, {"error": f'model "{body["model"]}" not found, try pulling it first'})
            return
        vectors = FakeEmbedder().embed_documents(body["input"])
        self.reply(200, {"embeddings": [[3 * value for value in vector] for vector in vectors]})
