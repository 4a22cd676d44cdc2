"""A comparison of two runs as tables for the terminal."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.compare import DECIDING, Comparison, Difference, Flip
from evaluation.report.numbers import mark, printable, shown, shown_difference
from evaluation.report.tables import LONGEST_LIST, STYLES, plain, table
from evaluation.report.texts import EvaluationTexts


def render_comparison(
    comparison: Comparison, t: EvaluationTexts, console: Console, answers: bool = False
) -> None:
    """Print the differences by metric, which run is better, and the questions that changed; with
    `answers` all of them, each with both answers."""
    heading = t.compared.format(
        a=printable(comparison.a), b=printable(comparison.b), questions=comparison.questions
    )
    console.print(heading, style="bold")
    rows = table(t, "metric", "a", "b", "difference", "interval", "p", "detectable")
    for difference in comparison.differences.values():
        rows.add_row(*_difference(difference, t))
    console.print(rows)
    console.print(_verdict(comparison, t), style="bold")
    _print_flips(comparison.flips, t, console, answers)


def _difference(difference: Difference, t: EvaluationTexts) -> list[Text | str]:
    name = difference.metric
    change = Text(shown_difference(name, difference.difference))
    p_value = _p(difference.p_value)
    if difference.significant and difference.difference is not None:
        change.stylize(STYLES[mark(name, difference.difference)])
        p_value += f" {t.significant}"
    low, high = (shown_difference(name, bound) for bound in (difference.low, difference.high))
    bounds = "" if difference.low is None else f"{low} – {high}"
    values = (shown(name, difference.a), shown(name, difference.b))
    return [name, *values, change, bounds, p_value, shown(name, difference.detectable)]


def _verdict(comparison: Comparison, t: EvaluationTexts) -> str:
    deciding = comparison.differences[DECIDING]
    return t.verdict[comparison.verdict].format(
        metric=DECIDING,
        difference=shown_difference(DECIDING, deciding.difference),
        p=_p(deciding.p_value),
        detectable=shown(DECIDING, deciding.detectable),
    )


def _p(value: float | None) -> str:
    if value is None:
        return "–"
    return "<0.001" if value < 0.0005 else f"{value:.3f}"


def _print_flips(
    flips: Sequence[Flip], t: EvaluationTexts, console: Console, answers: bool
) -> None:
    if not flips:
        console.print(t.no_flips)
        return
    ordered = sorted(flips, key=lambda flip: ("worse", "better", "other").index(flip.change))
    grouped = {name: list(group) for name, group in groupby(ordered, lambda flip: flip.change)}
    counts = {name: len(grouped.get(name, ())) for name in ("better", "worse", "other")}
    console.print(t.flips.format(**counts), style="bold")
    if answers:
        _print_answers(ordered, t, console)
        return
    table = Table(box=None, pad_edge=False)
    for name in ("change", "id", "question"):
        table.add_column(t.columns[name])
    table.add_column("A")
    table.add_column("B")
    for flip in (flip for group in grouped.values() for flip in group[:LONGEST_LIST]):
        before, after = t.verdicts[flip.before], t.verdicts[flip.after]
        table.add_row(*plain(t.changes[flip.change], flip.id, flip.question, before, after))
    console.print(table)
    hidden = sum(max(0, count - LONGEST_LIST) for count in counts.values())
    if hidden:
        console.print(t.more.format(count=hidden))


def _print_answers(flips: Sequence[Flip], t: EvaluationTexts, console: Console) -> None:
    for flip in flips:
        console.print()
        title = f"{t.changes[flip.change]}  {printable(flip.id)}  {printable(flip.question)}"
        console.print(Text(title, style="bold"))
        for name, said, answer in (
            ("A", flip.before, flip.answer_before),
            ("B", flip.after, flip.answer_after),
        ):
            console.print(Text(f"  {name}  {t.verdicts[said]}: {printable(answer) or '–'}"))
