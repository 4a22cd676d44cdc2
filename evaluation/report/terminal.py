"""A run, a comparison or a sweep as tables for the terminal."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.checking import Problem
from evaluation.compare import DECIDING, Comparison, Difference, Flip
from evaluation.gates import Broken
from evaluation.judge import Opinion
from evaluation.metrics import METRICS
from evaluation.records import Run
from evaluation.report.numbers import mark, printable, shown, shown_difference
from evaluation.report.texts import EvaluationTexts
from evaluation.summary import Figures, Summary
from evaluation.sweep import SHOWN, Sweep, Trial
from evaluation.variations import described
from evaluation.verdict import GOOD, verdict

LONGEST_LIST = 20
"""Questions or flips listed before the rest is only counted."""
_GROUPED = (
    "correct", "hit@5", "fact_recall", "citation_precision", "citation_recall",
    "refusal_precision", "refusal_recall",
)  # fmt: skip
_STYLES = {"good": "green", "bad": "red", "": ""}


def render_run(run: Run, summary: Summary, t: EvaluationTexts, console: Console) -> None:
    """Print the figures of a run and the questions that were not done right."""
    good = sum(summary.verdicts.get(name, 0) for name in GOOD)
    percent = round(100 * good / summary.questions)
    heading = t.summary.format(
        good=good, questions=summary.questions, percent=percent, seconds=f"{run.seconds:.1f}"
    )
    console.print(heading, style="bold")
    counted = [f"{t.verdicts[name]}: {count}" for name, count in summary.verdicts.items()]
    console.print(" · ".join(counted))
    console.print(_metrics(summary.overall, t))
    console.print(_groups(summary.by_type, t.by_type, t.columns["type"]))
    if len(summary.by_language) > 1:
        console.print(_groups(summary.by_language, t.by_language, t.columns["language"]))
    _print_not_right(run, t, console)


def render_comparison(
    comparison: Comparison, t: EvaluationTexts, console: Console, answers: bool = False
) -> None:
    """Print the differences by metric, which run is better, and the questions that changed; with
    `answers` all of them, each with both answers."""
    heading = t.compared.format(
        a=printable(comparison.a), b=printable(comparison.b), questions=comparison.questions
    )
    console.print(heading, style="bold")
    table = _table(t, "metric", "a", "b", "difference", "interval", "p", "detectable")
    for difference in comparison.differences.values():
        table.add_row(*_difference(difference, t))
    console.print(table)
    console.print(_verdict(comparison, t), style="bold")
    _print_flips(comparison.flips, t, console, answers)


def render_sweep(sweep: Sweep, t: EvaluationTexts, console: Console) -> None:
    """Print one line a trial, and how the others differ from the first."""
    table = Table(box=None, pad_edge=False)
    table.add_column(t.columns["variation"])
    for name in SHOWN:
        table.add_column(name, justify="right")
    for i, trial in enumerate(sweep.trials):
        differences = sweep.differences[i - 1] if i else {}
        cells = [_trial_cell(trial, name, differences.get(name)) for name in SHOWN]
        title = described(trial.variation) + ("" if i else f" ({t.baseline})")
        table.add_row(Text(printable(title)), *cells)
    console.print(table)
    console.print(t.corrected.format(count=sweep.comparisons))


def render_problems(
    problems: Sequence[Problem], questions: int, t: EvaluationTexts, console: Console
) -> None:
    """Print what `--check` found."""
    if not problems:
        console.print(t.sound.format(count=questions))
        return
    console.print(t.problems_found.format(count=len(problems), questions=questions))
    for problem in problems:
        said = t.problems[problem.kind].format(value=printable(problem.value))
        line = "" if problem.line is None else f"{t.on_line.format(line=problem.line)}, "
        console.print(Text(f"  {line}{printable(problem.case_id)}: {said}"))


def broken_gate(gate: Broken, t: EvaluationTexts, drop: bool = False) -> str:
    """Return the sentence for a gate that was not kept."""
    if drop and gate.value is None:
        return t.lost.format(metric=gate.metric)
    ceiling = METRICS[gate.metric].lower_is_better
    said = t.drop_broken if drop else t.ceiling_broken if ceiling else t.floor_broken
    value = shown(gate.metric, gate.value, t.no_value)
    return said.format(metric=gate.metric, value=value, limit=f"{gate.limit:g}")


def judged(opinion: Opinion, t: EvaluationTexts) -> str:
    """Return the sentence that tells what the judge thinks of the answers."""
    share, agreement = (
        t.no_value if value is None else f"{value:.0%}"
        for value in (opinion.share, opinion.agreement)
    )
    return t.judged.format(model=printable(opinion.model), share=share, agreement=agreement)


def _metrics(figures: Figures, t: EvaluationTexts) -> Table:
    table = _table(t, "metric", "value", "interval", "count", "")
    for name, figure in figures.items():
        bounds = f"{shown(name, figure.low)} – {shown(name, figure.high)}"
        interval = "" if figure.low is None else bounds
        count = str(figure.count)
        table.add_row(name, shown(name, figure.value), interval, count, t.metrics[name])
    return table


def _groups(groups: dict[str, Figures], title: str, column: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column(column, no_wrap=True)
    table.add_column("n", justify="right")
    for name in _GROUPED:
        table.add_column(name, justify="right")
    for group, figures in groups.items():
        values = [shown(name, figures[name].value) for name in _GROUPED]
        table.add_row(printable(group) or "–", str(figures["correct"].count), *values)
    return table


def _print_not_right(run: Run, t: EvaluationTexts, console: Console) -> None:
    left = [(row, verdict(row)) for row in run.rows if verdict(row) not in GOOD]
    if not left:
        return
    table = Table(title=t.not_right, title_justify="left", box=None, pad_edge=False)
    for name in ("id", "verdict", "question"):
        table.add_column(t.columns[name])
    for row, said in left[:LONGEST_LIST]:
        table.add_row(*_plain(row.case.id, t.verdicts[said], row.case.question))
    console.print(table)
    if len(left) > LONGEST_LIST:
        console.print(t.more.format(count=len(left) - LONGEST_LIST))


def _difference(difference: Difference, t: EvaluationTexts) -> list[Text | str]:
    name = difference.metric
    change = Text(shown_difference(name, difference.difference))
    p_value = _p(difference.p_value)
    if difference.significant and difference.difference is not None:
        change.stylize(_STYLES[mark(name, difference.difference)])
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


def _trial_cell(trial: Trial, name: str, difference: Difference | None) -> Text:
    cell = Text(shown(name, trial.summary.overall[name].value))
    if difference is not None and difference.significant and difference.difference is not None:
        cell.append(f" ({shown_difference(name, difference.difference)})*")
        cell.stylize(_STYLES[mark(name, difference.difference)])
    return cell


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
        table.add_row(*_plain(t.changes[flip.change], flip.id, flip.question, before, after))
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


def _table(t: EvaluationTexts, *columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for i, name in enumerate(columns):
        table.add_column(
            t.columns.get(name, name.upper()), justify="right" if 0 < i < 4 else "left"
        )
    return table


def _plain(*cells: str) -> list[Text]:
    return [Text(printable(cell)) for cell in cells]
