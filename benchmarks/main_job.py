"""The main job as a user meets it: cold commands, memory, what a second run costs.

    python -m benchmarks.main_job [--articles DIR]

`--articles` indexes a folder of one's own besides the sample.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.processes import middle, tanya

SAMPLE = Path(__file__).parent.parent / "articles"
QUESTIONS = ("Apa isi Pasal 4?", "Kapan perjanjian itu ditandatangani?", "Who is Rachel Lee?")
RUNS = 7


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=Path, help="a folder of articles to index as well")
    given = parser.parse_args()
    tanya("ask", "warm-up", "--store", "/nonexistent")
    print(f"tanya --help             {_seconds('--help')}   (to reach: 0.3 s)")
    with tempfile.TemporaryDirectory() as folder:
        _index(SAMPLE, f"{folder}/sample")
        for question in QUESTIONS:
            line = _seconds("ask", question, "--json", "--store", f"{folder}/sample")
            print(f"cold ask                 {line}   {question}")
        if given.articles:
            _index(given.articles, f"{folder}/own")
            _check_citations(f"{folder}/own")
        _check_citations(f"{folder}/sample")


def _seconds(*arguments: str) -> str:
    run = middle([tanya(*arguments) for _ in range(RUNS)])
    return f"{run.seconds:6.2f} s {run.megabytes:6.0f} MB"


def _index(articles: Path, store: str) -> None:
    for name in ("first", "second"):
        run = tanya("index", str(articles), "--json", "--store", store)
        done = run.json
        print(
            f"index {articles.name:<10} {name:<7} {run.seconds:6.2f} s {run.megabytes:6.0f} MB   "
            f"{done['articles']} articles, {done['chunks']} chunks, "
            f"{len(done['added'] + done['updated'])} embedded"
        )


def _check_citations(store: str) -> None:
    cited = held = 0
    for question in QUESTIONS:
        for citation in tanya("ask", question, "--json", "--store", store).json["citations"]:
            shown = tanya("show", citation["article_id"], "--json", "--store", store).json["text"]
            cited += 1
            held += shown[citation["start"] : citation["end"]] == citation["quote"]
    print(f"verbatim citations       {held} of {cited}")


if __name__ == "__main__":
    main()
