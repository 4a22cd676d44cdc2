"""What cleaning takes from real crawled articles, held against what a reader marked as dirt.

    python -m benchmarks.cleaning --articles FOLDER      # the five articles marked below
    python -m benchmarks.cleaning --news FILE --sample 40

The first compares, line by line, what went with the line numbers of the dirt, so that no article
has to be in this repository; any difference ends with exit code 1. The second cleans news in JSON
Lines and prints a sample of what went, for a person to judge: reporting among it is an error.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index import dirt
from index.decoding import repair
from index.paragraphs import paragraphs
from index.provenance import without_dateline
from index.readers import Failure, RawArticle, Source, read
from index.readers.finishing import finish
from index.readers.loading import load_text
from index.records import Article


@dataclass(frozen=True, slots=True)
class Expected:
    """The lines of one file that are dirt or the title, and those that lose a part."""

    gone: frozenset[int]
    trimmed: frozenset[int]
    source: str
    date: str | None
    titled: bool


EXPECTED = {
    "kompasiana": Expected(frozenset({19}), frozenset(), "Kompasiana", None, False),
    "koranmandala": Expected(frozenset(), frozenset({1}), "koranmandala.com", "2024-06-19", False),
    "mediaindonesia": Expected(
        frozenset({1, 3, 5, 6, 14, 22, 32, 33, 35, 37}),
        frozenset({30}),
        "mediaindonesia.com",
        None,
        True,
    ),
    "metro": Expected(frozenset(range(19, 26)), frozenset(), "metro.co.uk", None, False),
    "pahami": Expected(frozenset({1, 14}), frozenset(), "Pahami.id", None, False),
}


def found(lines: Sequence[str], article: Article) -> Expected:
    """Return what cleaning did to the numbered lines of a file."""
    kept = article.text.split("\n\n")
    gone: set[int] = set()
    trimmed: set[int] = set()
    for number, line in enumerate(lines, start=1):
        if not line or any(line in paragraph for paragraph in kept):
            continue
        (trimmed if any(paragraph in line for paragraph in kept) else gone).add(number)
    return Expected(
        frozenset(gone), frozenset(trimmed), article.source, article.date, bool(article.title)
    )


def compare(folder: Path) -> bool:
    """Print, for each marked article, what went; return whether all is as marked."""
    right = True
    for name, expected in EXPECTED.items():
        path = folder / f"{name}.txt"
        started = time.perf_counter()
        article = next(read(Source(path, name)))
        took = 1000 * (time.perf_counter() - started)
        if isinstance(article, Failure):
            print(f"{name}: {article.reason}")
            right = False
            continue
        lines = [" ".join(line.split()) for line in repair(load_text(path)).split("\n")]
        got = found(lines, article)
        right &= got == expected
        print(f"{name}: {'as marked' if got == expected else f'NOT as marked: {expected}'}")
        print(f"  {len(article.text.split(chr(10) * 2))} paragraphs, {took:.1f} ms, title", end=" ")
        print(f"{article.title!r}, source {article.source!r}, date {article.date}")
        for number in sorted(got.gone | got.trimmed):
            print(f"  {number:>3} {_what(lines[number - 1], number, got)}")
    return right


def _what(line: str, number: int, got: Expected) -> str:
    kind = "trimmed" if number in got.trimmed else dirt.kind(line) or "title or dateline"
    return f"{kind:<18} {line[:70]}"


def sample(news: Path, size: int) -> None:
    """Print how much went from JSON Lines of news, and `size` of it at random."""
    went: list[str] = []
    total = articles = dated = 0
    started = time.perf_counter()
    with news.open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            article = finish(RawArticle(text), Source(news, "news"), date.today())
            before = paragraphs(repair(text))
            after = article.text if isinstance(article, Article) else ""
            articles, total = articles + 1, total + len(before)
            dated += isinstance(article, Article) and article.date is not None
            went += [f"{dirt.kind(p) or 'listed':<10} {p}" for p in before if _lost(p, after)]
    seconds = time.perf_counter() - started
    print(f"{articles} articles, {total} paragraphs, {len(went)} gone, {dated} dates inferred")
    print(f"{1000 * seconds / max(articles, 1):.2f} ms an article")
    for paragraph in random.Random(0).sample(went, min(size, len(went))):
        print(f"  {paragraph[:110]}")


def _lost(paragraph: str, after: str) -> bool:
    """Return whether a paragraph went whole; one that lost only an end keeps its beginning."""
    if paragraph in after:
        return False
    beginning = without_dateline(paragraph)[: len(paragraph) // 3 + 1]
    return dirt.kind(paragraph) is not None or beginning not in after


def main() -> int:
    """Run what is asked for; 0 if all is as marked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, help="folder of the five articles")
    parser.add_argument("--news", type=Path, help="news in JSON Lines with a text field")
    parser.add_argument("--sample", type=int, default=40)
    options = parser.parse_args()
    right = True
    for asked in (options.articles, options.news):
        if asked is not None and not asked.exists():
            print(f"There is no {asked}; nothing measured.", file=sys.stderr)
            return 2
    if options.articles:
        right = compare(options.articles)
    if options.news:
        sample(options.news, options.sample)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
