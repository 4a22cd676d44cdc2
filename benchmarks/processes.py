"""Whole commands, measured from outside: wall time and peak memory."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

TANYA = Path(sys.executable).with_name("tanya")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command took: wall seconds and peak resident memory in MB, and what it printed."""

    seconds: float
    megabytes: float
    code: int
    output: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.output)


def tanya(*arguments: str, environment: Mapping[str, str] | None = None) -> Measured:
    """Run one command of tanya as a process of its own."""
    started = time.perf_counter()
    with subprocess.Popen(
        [TANYA, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    ) as process:
        output = process.stdout.read() if process.stdout else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(
        time.perf_counter() - started, _megabytes(used), process.returncode, output.decode()
    )


def middle(runs: Sequence[Measured]) -> Measured:
    """The run with the median time."""
    at = median(run.seconds for run in runs)
    return min(runs, key=lambda run: abs(run.seconds - at))


def _megabytes(used: resource.struct_rusage) -> float:
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return used.ru_maxrss * unit / 1e6
