"""A run as one HTML page that needs nothing but itself: no network, no other file.

Everything that an article, a test set or a model wrote goes through the template's escaping. Should
any of it get through all the same, the page's own policy still runs no script but the page's.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from importlib import resources
from typing import Any

from evaluation.gates import Broken
from evaluation.judge import Opinion
from evaluation.matching import holds
from evaluation.records import Row, Run
from evaluation.report import passages, plots
from evaluation.report.numbers import shown
from evaluation.report.sentences import broken_gate, judged
from evaluation.report.texts import EvaluationTexts
from evaluation.summary import Summary
from evaluation.verdict import GOOD, expected, verdict

_GROUPS = {
    "answering": ("correct", "fact_recall", "answer_f1", "answer_em"),
    "citing": ("citation_precision", "citation_recall", "quote_verbatim"),
    "refusing": ("refusal_precision", "refusal_recall", "auroc"),
    "finding": ("hit@1", "hit@5", "mrr@10", "ndcg@10"),
    "speed": ("latency_p50_ms", "latency_p95_ms"),
}
_TYPE_COLUMNS = (
    "correct", "hit@5", "fact_recall", "citation_precision", "refusal_precision", "refusal_recall",
)  # fmt: skip
_VERDICT_SIGNS = {
    "correct": "✓", "refused": "✓", "incomplete": "◐", "wrong": "✗", "missed": "○",
    "unfounded": "!", "failed": "⚠",
}  # fmt: skip
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def html(
    run: Run,
    summary: Summary,
    t: EvaluationTexts,
    broken: Sequence[Broken] = (),
    opinion: Opinion | None = None,
) -> str:
    """Return the page. `broken` are the gates that were not kept, `opinion` is the judge's."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("evaluation.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script, style = _asset("script.js"), _asset("style.css")
    return environment.get_template("page.html.j2").render(
        run=run,
        summary=summary,
        t=t,
        rows=[_row(run, row, number) for number, row in enumerate(run.rows, start=1)],
        broken=[_localized(broken_gate(gate, t), t) for gate in broken],
        opinion=opinion and judged(opinion, t),
        votes={} if opinion is None else _votes(opinion, t),
        good=sum(summary.verdicts.get(name, 0) for name in GOOD),
        good_verdicts=GOOD,
        signs=_VERDICT_SIGNS,
        groups=_GROUPS,
        type_columns=_TYPE_COLUMNS,
        risk_coverage=plots.risk_coverage_plot(summary.curve),
        latency=plots.latency_plot([row.latency_ms for row in run.rows]),
        size={"width": plots.WIDTH, "height": plots.HEIGHT, "left": plots.LEFT,
              "right": plots.RIGHT, "top": plots.TOP, "bottom": plots.BOTTOM},
        number=lambda name, value: _localized(shown(name, value), t),
        script=script,
        style=style,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )  # fmt: skip


def _row(run: Run, row: Row, number: int) -> dict[str, Any]:
    """What the page shows of one question."""
    named = set(row.case.articles)
    return {
        "number": number,
        "row": row,
        "case": row.case,
        "verdict": verdict(row),
        "answer": list(passages.answer_pieces(row)),
        "facts": [
            (" / ".join(fact), any(holds(row.answer, text) for text in fact))
            for fact in expected(row.case)
        ],
        "citations": [
            (citation, row.verbatim[i], passages.in_context(run, citation))
            for i, citation in enumerate(row.citations)
        ],
        "hits": [
            (hit, run.articles.get(hit.article_id), hit.article_id in named,
             passages.retrieved(run, row, hit))
            for hit in row.hits
        ],
    }  # fmt: skip


def _votes(opinion: Opinion, t: EvaluationTexts) -> dict[str, str]:
    """How many votes called each judged answer right, by question id."""
    return {
        case_id: t.page["votes"].format(right=sum(said), votes=len(said))
        for case_id, said in opinion.votes.items()
        if said
    }


def _localized(text: str, t: EvaluationTexts) -> str:
    return _DECIMAL_POINT.sub(",", text) if t.language == "id" else text


def _asset(name: str) -> str:
    """Return a file of the page with surrounding space cut, as the policy's hash counts it."""
    folder = resources.files("evaluation.report") / "page"
    return (folder / name).read_text(encoding="utf-8").strip()
