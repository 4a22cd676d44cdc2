"""How long an evaluation takes: python -m benchmarks.evaluation

Indexes articles/ in a folder of its own, then runs the whole command on 120 questions, and on all
of them, in new processes; then compares the two runs over all.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUESTIONS = 120
BUDGET = 15.0


def main() -> None:
    """Print a line for each command with its wall and CPU seconds; exit 1 beyond the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="runs of the 120 questions")
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = (ROOT / "questions/treaty.jsonl").read_text(encoding="utf-8").splitlines(True)
        # Every other question or so, so that each type keeps its share.
        some = [lines[i * len(lines) // QUESTIONS] for i in range(QUESTIONS)]
        (folder / "some.jsonl").write_text("".join(some), encoding="utf-8")
        (folder / "all.jsonl").write_text("".join(lines), encoding="utf-8")
        timed(folder, "index", str(ROOT / "articles"))
        taken = [timed(folder, "eval", "some.jsonl", "--out", "s.json") for _ in range(repeat)]
        for run in ("a.json", "b.json"):
            timed(folder, "eval", "all.jsonl", "--out", run, "--html", "page.html")
        timed(folder, "compare", "a.json", "b.json")
        print(
            f"{QUESTIONS} questions, whole process: best {min(taken):.1f} s, at most {BUDGET:.0f}"
        )
    if min(taken) > BUDGET:
        raise SystemExit(1)


def timed(folder: Path, *arguments: str) -> float:
    """Run one command there, print and return its wall seconds."""
    before, started = os.times(), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot.cli", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    wall, after = time.perf_counter() - started, os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    print(f"{wall:6.1f} s wall {cpu:6.1f} s CPU  tanya {arguments[0]} {Path(arguments[1]).name}")
    return wall


if __name__ == "__main__":
    main()
