"""A run as JUnit XML: a test case for each question and for each gate.

Layout: the common subset that CI servers read (https://github.com/testmoapp/junitxml).
"""

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from evaluation.gates import Broken
from evaluation.records import Row, Run
from evaluation.report.numbers import printable
from evaluation.report.sentences import broken_gate
from evaluation.report.texts import EvaluationTexts
from evaluation.verdict import GOOD, verdict


def junit(run: Run, gates: Sequence[str], broken: Sequence[Broken], t: EvaluationTexts) -> str:
    """Return the run as XML: a suite for each type of question, and one for the `--min` gates.

    `gates` are the names of the gated metrics, `broken` those of them that were not kept.
    """
    root = ElementTree.Element("testsuites", name=printable(run.test_set))
    ordered = sorted(run.rows, key=lambda row: row.case.type)
    for kind, rows in groupby(ordered, key=lambda row: row.case.type):
        _suite(root, printable(kind) or "questions", list(rows), t)
    if gates:
        _gates(root, gates, {gate.metric: gate for gate in broken}, t)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ElementTree.Element, name: str, rows: list[Row], t: EvaluationTexts) -> None:
    failed = sum(row.status == "failed" for row in rows)
    wrong = sum(verdict(row) not in GOOD for row in rows) - failed
    suite = ElementTree.SubElement(
        root, "testsuite", name=name, tests=str(len(rows)), failures=str(wrong),
        errors=str(failed), time=f"{sum(row.latency_ms for row in rows) / 1000:.3f}",
    )  # fmt: skip
    for row in rows:
        _case(suite, name, row, t)


def _case(suite: ElementTree.Element, kind: str, row: Row, t: EvaluationTexts) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", classname=kind, time=f"{row.latency_ms / 1000:.3f}",
        name=f"{printable(row.case.id)}: {printable(row.case.question)}",
    )  # fmt: skip
    said = verdict(row)
    if said in GOOD:
        return
    tag = "error" if said == "failed" else "failure"
    message = printable(row.error) or t.verdicts[said]
    ElementTree.SubElement(case, tag, type=said, message=message).text = printable(row.answer)


def _gates(
    root: ElementTree.Element, gates: Sequence[str], broken: dict[str, Broken], t: EvaluationTexts
) -> None:
    suite = ElementTree.SubElement(
        root, "testsuite", name="metrics", tests=str(len(gates)), failures=str(len(broken)),
        errors="0", time="0",
    )  # fmt: skip
    for name in gates:
        case = ElementTree.SubElement(suite, "testcase", classname="metrics", name=name, time="0")
        if name in broken:
            message = broken_gate(broken[name], t)
            ElementTree.SubElement(case, "failure", type="gate", message=message)
