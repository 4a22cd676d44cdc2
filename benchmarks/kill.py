"""`kill -9` at random moments of indexing: the next run has to end as an undisturbed one does.

python -m benchmarks.kill [--articles 300] [--kills 100] [--seed 0]
"""

import argparse
import random
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.processes import TANYA, tanya

_WORDS = (
    "perjanjian pertahanan negara bantuan militer pasal sidang menteri presiden kunjungan senjata "
    "resolusi dewan keamanan pakta kerja sama juru bicara pengamat wilayah perang"
).split()


def main() -> None:
    """Print how many of the killed runs were finished to the same fingerprint."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        _write(articles, given.articles, chance)
        store = f"{folder}/undisturbed"
        undisturbed = tanya("index", str(articles), "--json", "--store", store)
        fingerprint = undisturbed.json["index"]
        print(f"undisturbed: {undisturbed.seconds:.1f} s, {fingerprint}")
        same = killed = 0
        for _ in range(given.kills):
            store = f"{folder}/killed"
            killed += _kill(articles, store, chance.uniform(0, undisturbed.seconds))
            same += (
                tanya("index", str(articles), "--json", "--store", store).json["index"]
                == fingerprint
            )
            shutil.rmtree(store, ignore_errors=True)
        print(f"killed while running: {killed} of {given.kills}")
        print(f"same fingerprint after the next run: {same} of {given.kills}")


def _write(folder: Path, count: int, chance: random.Random) -> None:
    folder.mkdir()
    for number in range(count):
        sentences = (" ".join(chance.choices(_WORDS, k=9)).capitalize() + "." for _ in range(6))
        (folder / f"{number:04}.txt").write_text(f"Berita {number}. " + " ".join(sentences))


def _kill(articles: Path, store: str, after: float) -> bool:
    """Kill a run after so many seconds; say whether it was still running."""
    with subprocess.Popen(
        [TANYA, "index", str(articles), "--store", store],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(after)
        running = process.poll() is None
        process.send_signal(signal.SIGKILL)
    return running


if __name__ == "__main__":
    main()
