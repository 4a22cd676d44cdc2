"""Draws what the confidence is worth: `python -m training.curves`, from calibration.json to SVG."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

SIDE, MARGIN, GAP = 260, 46, 40

Point = tuple[float, float]

_STYLE = """
<style>
text { font: 11px system-ui, sans-serif; fill: #555 }
.axis { stroke: #999; fill: none } .ideal { stroke: #bbb; stroke-dasharray: 4 3; fill: none }
.line { stroke: #2563ab; stroke-width: 2; fill: none } .dot { fill: #2563ab }
@media (prefers-color-scheme: dark) { text { fill: #bbb } .line { stroke: #7db3ec }
.dot { fill: #7db3ec } }
</style>"""


def curves(calibration: dict[str, list[dict[str, float]]]) -> str:
    """The reliability diagram and the risk-coverage curve, side by side, as one SVG text."""
    reliable = [(row["confidence"], row["right"]) for row in calibration["reliability"]]
    covered = [(row["coverage"], row["precision"]) for row in calibration["risk_coverage"]]
    width, height = 2 * (SIDE + MARGIN) + GAP + 20, SIDE + MARGIN + 14
    panels = [
        _panel(0, reliable, "confidence", "share that is right", ideal=True),
        _panel(SIDE + MARGIN + GAP, covered, "share of the questions answered", "of them right"),
    ]
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    return "\n".join([opening + _STYLE, *panels, "</svg>"]) + "\n"


def _panel(left: int, points: Sequence[Point], x: str, y: str, ideal: bool = False) -> str:
    """One square plot of shares from 0 to 1, its lower left corner at (0, SIDE)."""
    placed = [(SIDE * share, SIDE * (1 - other)) for share, other in sorted(points)]
    line = " ".join(f"{at:.1f},{up:.1f}" for at, up in placed)
    parts = [
        f'<g transform="translate({left + MARGIN} 10)">',
        f'<path class="axis" d="M0 0V{SIDE}H{SIDE}"/>',
        f'<path class="ideal" d="M0 {SIDE}L{SIDE} 0"/>' if ideal else "",
        f'<polyline class="line" points="{line}"/>',
        *(f'<circle class="dot" cx="{at:.1f}" cy="{up:.1f}" r="3"/>' for at, up in placed),
        *(_tick(share / 4) for share in range(5)),
        f'<text x="{SIDE / 2}" y="{SIDE + 34}" text-anchor="middle">{x}</text>',
        f'<text transform="translate(-34 {SIDE / 2}) rotate(-90)" text-anchor="middle">{y}</text>',
        "</g>",
    ]
    return "\n".join(part for part in parts if part)


def _tick(share: float) -> str:
    along, up = SIDE * share, SIDE * (1 - share) + 4
    return (
        f'<text x="{along}" y="{SIDE + 16}" text-anchor="middle">{share:.2f}</text>'
        f'<text x="-6" y="{up}" text-anchor="end">{share:.2f}</text>'
    )


@click.command()
@click.option("--calibration", default=Path("models/calibration.json"), type=Path)
@click.option("--out", default=Path("docs/reader-confidence.svg"), type=Path)
def main(calibration: Path, out: Path) -> None:
    """Draw the curves that `training.calibrate` wrote."""
    out.write_text(curves(json.loads(calibration.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
