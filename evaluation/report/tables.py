"""What the tables on a terminal have in common."""

from rich.table import Table
from rich.text import Text

from evaluation.report.numbers import printable
from evaluation.report.texts import EvaluationTexts

LONGEST_LIST = 20
"""Questions or flips listed before the rest is only counted."""
STYLES = {"good": "green", "bad": "red", "": ""}


def table(t: EvaluationTexts, *columns: str) -> Table:
    """Return an empty table with the headings of these columns."""
    made = Table(box=None, pad_edge=False)
    for i, name in enumerate(columns):
        heading = t.columns.get(name, name.upper())
        made.add_column(heading, justify="right" if 0 < i < 4 else "left")
    return made


def plain(*cells: str) -> list[Text]:
    """Return cells without markup or control characters."""
    return [Text(printable(cell)) for cell in cells]
