"""Prints what was measured."""

from collections.abc import Sequence
from statistics import median

from benchmarks.comparison import Comparison, Verdict

_HEADER = ("what", "unit", "against", "theirs", "product", "ratio", "from–to", "goal", "verdict")


def show_table(comparisons: Sequence[Comparison]) -> str:
    """As a Markdown table, so that a run can go into docs/benchmarks.md as it is."""
    rows = [_HEADER, *(_row(each) for each in comparisons)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADER))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _row(each: Comparison) -> tuple[str, ...]:
    return (
        each.name,
        each.unit,
        each.against_name,
        _number(median(each.against)),
        _number(median(each.product)),
        f"{each.ratio:.2f}×",
        f"{min(each.ratios):.2f}–{max(each.ratios):.2f}",
        "–" if each.goal is None else f"≥ {each.goal:g}×",
        each.verdict if each.verdict is not Verdict.NOT_JUDGED else "–",
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"
