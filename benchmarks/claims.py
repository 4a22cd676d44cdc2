"""Claims in other words and other languages: how many fair ones hold, how many unfair ones fall.

    python -m benchmarks.claims                      # the written set, claims in four languages
    python -m benchmarks.claims --parallel FOLDER    # sentences held against their translation

`translated_claims.jsonl` has a quote a line, with claims that say what it says and claims that
name somebody or something else. One hand wrote both parts; the rules were mended on `dev`, and on
`held` for one unfair claim only (a Korean name of two syllables).
FOLDER has passages.en.jsonl and passages.id.jsonl, `{"id", "text"}` a line,
the same passage in two languages under one id.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from index.records import Article
from index.sentences import sentences
from rag.claims import flaw
from rag.names import Passages, passages_of
from rag.records import Span

WRITTEN = Path(__file__).with_name("translated_claims.jsonl")


def main() -> None:
    """Run the benchmark and print one line a set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--parallel", type=Path, help="folder of translated passages")
    arguments = parser.parse_args()
    if arguments.parallel:
        across(arguments.parallel)
    else:
        written()


def written() -> None:
    """Hold the written claims against their quotes, with all the quotes as passages."""
    cases = _cases(WRITTEN)
    passages = passages_of(tuple(case["quote"] for case in cases))
    for part in ("dev", "held"):
        for kind in ("fair", "unfair"):
            counts = Counter[str]()
            for case in (case for case in cases if case["part"] == part):
                quote = case["quote"]
                article = Article("quoted", quote, date=case["date"], language=case["lang"])
                whole = Span(article, 0, len(quote))
                counts.update(_verdict(claim, whole, passages) for claim in case[kind])
            print(f"written, {part}, {kind}: {_shares(counts)}")


def across(folder: Path) -> None:
    """Hold English sentences against their Indonesian translation, and against the one after.

    The first are fair claims and should hold; of the second nearly all should fall.
    """
    english, indonesian = (
        {case["id"]: case["text"] for case in _cases(folder / f"passages.{language}.jsonl")}
        for language in ("en", "id")
    )
    fair, unfair = Counter[str](), Counter[str]()
    for key in sorted(english.keys() & indonesian.keys())[::4]:
        article = Article(key, indonesian[key], language="id")
        claims = [english[key][start:end] for start, end in sentences(english[key])]
        spans = [Span(article, start, end) for start, end in sentences(article.text)]
        if len(claims) == len(spans) > 1:
            passages = passages_of((article.text,))
            for claim, span, other in zip(claims, spans, spans[1:] + spans[:1], strict=True):
                fair[_verdict(claim, span, passages)] += 1
                unfair[_verdict(claim, other, passages)] += 1
    print(f"fair claims in another language: {_shares(fair)}")
    print(f"the same with the next sentence as their quote: {_shares(unfair)}")


def _verdict(claim: str, span: Span, passages: Passages) -> str:
    dropped = flaw(claim, [span], passages)
    return dropped.reason if dropped else "holds"


def _shares(counts: Counter[str]) -> str:
    total = counts.total()
    return f"{total}, " + ", ".join(f"{k} {n / total:.3f}" for k, n in counts.most_common())


def _cases(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
