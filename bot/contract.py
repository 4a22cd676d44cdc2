"""The JSON of the contract: records become plain dictionaries, names and shapes fixed."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from index.indexing import Report
from index.records import Article
from rag.records import Answer, Citation, Claim, Hit

Json = dict[str, Any]


def answer_json(answer: Answer, explain: bool = False) -> Json:
    """Return what `ask --json` prints; with `explain`, also what was left out."""
    shown: Json = {
        "question": answer.question,
        "language": answer.language,
        "status": answer.status,
        "answer": answer.text,
        "confidence": round(answer.confidence, 4),
        "claims": [_claim(claim, answer.citations) for claim in answer.claims],
        "citations": [asdict(citation) for citation in answer.citations],
        "answerer": answer.answerer,
        "model": answer.model,
        "timings_ms": {name: round(ms, 1) for name, ms in answer.timings_ms.items()},
        "index": answer.index,
    }
    if explain or answer.status == "not_found":
        shown["nearest"] = hits_json(answer.nearest)
    if answer.notice:
        shown["notice"] = answer.notice
    if explain:
        shown["dropped"] = [asdict(dropped) for dropped in answer.dropped]
    return shown


def _claim(claim: Claim, citations: Sequence[Citation]) -> Json:
    shown: Json = {"text": claim.text, "citations": list(claim.citations)}
    # Words are pointed at in claims that are quoted whole, so their place in the quote is known.
    whole = [c for c in citations if c.number in claim.citations and c.quote == claim.text]
    if whole and claim.short and claim.short_at is not None:
        start = whole[0].start + claim.short_at
        shown["short"] = {"text": claim.short, "start": start, "end": start + len(claim.short)}
    return shown


def hits_json(hits: Sequence[Hit]) -> list[Json]:
    """Return the `hits` of `search --json`."""
    return [
        {
            "rank": hit.rank,
            "article_id": hit.article.id,
            "chunk_id": hit.chunk.id,
            "title": hit.article.title,
            "text": hit.chunk.text,
            "start": hit.chunk.start,
            "end": hit.chunk.end,
            "score": round(hit.score, 6),
            "legs": {
                name: {"rank": leg.rank, "score": round(leg.score, 6)}
                for name, leg in hit.legs.items()
            },
        }
        for hit in hits
    ]


def article_json(article: Article, text: bool = True) -> Json:
    """Return what `show --json` prints; without `text`, a row of `articles --json`."""
    described = asdict(article)
    body = described.pop("text")
    shown = {"article_id": described.pop("id"), **described}
    return {**shown, "text": body} if text else shown


def report_json(report: Report) -> Json:
    """Return what `index --json` prints."""
    shown = asdict(report)
    shown["failed"] = [{"path": f.path, "reason": str(f.reason)} for f in report.failed]
    shown["seconds"] = round(report.seconds, 2)
    return shown
