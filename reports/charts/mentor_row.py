"""One student's row: name, score line, R bars, the week in R and the check-ins."""

from decimal import Decimal

from core.digests.overview import CheckinMark, StudentRow
from core.messaging.phrases import say
from core.money import format_number, round_half_up
from reports.charts.canvas import Box, Canvas
from reports.charts.figures import Unit, shorten
from reports.charts.fonts import Face, fit_text, measure_width
from reports.charts.frame import MARGIN
from reports.charts.mentor_layout import (
    BAR_REACH,
    BARS_LEFT,
    SCORES_LEFT,
    SCORES_RIGHT,
    MentorLayout,
)

_NAME_SIZE, _FIGURE_SIZE, _SMALLEST = 38, 34, 28
_SCORE_RIGHT = 515
_USUAL_DAYS = 5
_BARS_RIGHT, _NARROW_BARS_RIGHT = 716, 697
_RESULT_WIDTH = 122
"""From the bars to the right edge of the week's sum."""
_FEWEST_SCORES = 5
_STALE_DAYS = 2
_LAST_CENTER, _CENTER_STEP, _NARROW_STEP = 1013, 35, 28
_BAR, _NARROW_BAR = 22, 14
_SMALLEST_BAR, _SLIT = 3, 8


def draw_student(canvas: Canvas, layout: MentorLayout, row: StudentRow, middle: float) -> None:
    """Draw the row around its middle line; a student with few scores stays grey."""
    is_thin = row.scored_days < _FEWEST_SCORES
    _draw_name(canvas, layout, row, middle, is_thin=is_thin)
    _draw_scores(canvas, layout, row, middle, is_thin=is_thin)
    _draw_results(canvas, layout, row, middle, is_thin=is_thin)
    color = canvas.theme.muted if is_thin else canvas.theme.ink
    centers = checkin_centers(len(row.checkins))
    radius = 10 if len(row.checkins) <= _USUAL_DAYS else 8
    for x, mark in zip(centers, row.checkins, strict=True):
        draw_checkin(canvas, mark, x, middle, radius=radius, color=color)


def checkin_centers(days: int) -> list[float]:
    """The x of each day's mark, the last one always at the same place."""
    step = _CENTER_STEP if days <= _USUAL_DAYS else _NARROW_STEP
    return [_LAST_CENTER - step * (days - 1 - index) for index in range(days)]


def draw_checkin(canvas: Canvas, mark: CheckinMark, x: float, y: float, *, radius: float, color: str) -> None:
    """A dot in time, a ring late, a dash missed, nothing where none was due."""
    match mark:
        case CheckinMark.IN_TIME:
            canvas.disc(x, y, radius, color)
        case CheckinMark.LATE:
            canvas.ring(x, y, radius - 2, color, 4, filled=False)
        case CheckinMark.MISSED:
            dash = Box(left=x - 9, top=y - 2, right=x + 9, bottom=y + 2)
            canvas.rectangle(dash, canvas.theme.second)
        case CheckinMark.NOT_DUE:
            pass


def _draw_name(
    canvas: Canvas, layout: MentorLayout, row: StudentRow, middle: float, *, is_thin: bool
) -> None:
    room = SCORES_LEFT - MARGIN - 16
    name, size = fit_text(layout.name_of(row), Face.SEMIBOLD, _NAME_SIZE, room, smallest=_SMALLEST)
    color = canvas.theme.muted if is_thin else canvas.theme.ink
    canvas.text(MARGIN, middle + 13, name, face=Face.SEMIBOLD, size=size, color=color)


def _draw_scores(
    canvas: Canvas, layout: MentorLayout, row: StudentRow, middle: float, *, is_thin: bool
) -> None:
    """The line breaks where a score is missing; its dot is the last score there is."""
    theme = canvas.theme
    color = theme.muted if is_thin else theme.ink
    canvas.rule(SCORES_LEFT, SCORES_RIGHT, middle - 1, theme.zero)
    step = (SCORES_RIGHT - SCORES_LEFT) / max(1, len(row.scores) - 1)
    piece: list[tuple[float, float]] = []
    last: tuple[float, float] | None = None
    for index, score in enumerate((*row.scores, None)):
        if score is not None:
            x = SCORES_RIGHT - step * (len(row.scores) - 1 - index)
            last = (x, middle - layout.score_height(score))
            piece.append(last)
            continue
        if len(piece) > 1:
            canvas.line([x for x, _ in piece], [y for _, y in piece], color, 4)
        elif piece and piece[0] != last:
            canvas.disc(*piece[0], 3, color)
        piece = []
    if last is not None:
        canvas.disc(*last, 7, color)
    _write_score(canvas, row, middle, is_thin=is_thin)


def _write_score(canvas: Canvas, row: StudentRow, middle: float, *, is_thin: bool) -> None:
    """The last score; muted where it is not of these days."""
    theme, score = canvas.theme, row.last_score
    if is_thin:
        words = say("{count} day only", "{count} days only", count=row.scored_days)
        words = words if row.scored_days else say("no score yet")
        canvas.text(SCORES_LEFT, middle - 12, words, face=Face.REGULAR, size=28, color=theme.muted)
    if score is None:
        return
    is_stale = all(score is None for score in row.scores[-_STALE_DAYS:])
    canvas.text(
        _SCORE_RIGHT,
        middle + 12,
        format_number(score, 1),
        face=Face.REGULAR if is_thin else Face.SEMIBOLD,
        size=_FIGURE_SIZE,
        color=theme.muted if is_thin or is_stale else theme.ink,
        align="right",
        tabular=True,
    )


def _draw_results(
    canvas: Canvas, layout: MentorLayout, row: StudentRow, middle: float, *, is_thin: bool
) -> None:
    """A bar for each day: above zero a gain, below it a loss, a stub for a flat day."""
    theme, days = canvas.theme, len(row.results)
    width, right = (_BAR, _BARS_RIGHT) if days <= _USUAL_DAYS else (_NARROW_BAR, _NARROW_BARS_RIGHT)
    step = (right - BARS_LEFT - 6 - width) / max(1, days - 1)
    canvas.rule(BARS_LEFT, right, middle - 1, theme.zero)
    for index, result in enumerate(row.results):
        if result is None:
            continue
        left = round(BARS_LEFT + 3 + index * step)
        if not result:
            stub = Box(left=left, top=middle - 2, right=left + width, bottom=middle + 2)
            canvas.rectangle(stub, theme.muted)
            continue
        color = theme.muted if is_thin else theme.outcome(1 if result > 0 else -1)
        _draw_bar(canvas, left, left + width, middle, layout.bar_height(result), color)
    _write_result(canvas, row, middle, right, is_thin=is_thin)


def _draw_bar(canvas: Canvas, left: float, right: float, middle: float, height: float, color: str) -> None:
    """A bar that passes the reach of the scale ends there, with a slit that says so."""
    shown = min(max(abs(height), _SMALLEST_BAR), BAR_REACH)
    top = middle - shown if height > 0 else middle
    canvas.rectangle(Box(left=left, top=top, right=right, bottom=top + shown), color)
    if abs(height) > BAR_REACH + 0.5:
        slit = top + _SLIT if height > 0 else top + shown - _SLIT
        cut = Box(left=left, top=slit - 2, right=right, bottom=slit + 2)
        canvas.rectangle(cut, canvas.theme.ground)


def _write_result(
    canvas: Canvas, row: StudentRow, middle: float, bars_right: float, *, is_thin: bool
) -> None:
    theme, total = canvas.theme, row.week_r
    if total is None:
        return
    right = bars_right + _RESULT_WIDTH
    face = Face.REGULAR if is_thin else Face.SEMIBOLD
    unit = Unit(currency=None, digits=1)
    text, size = unit.signed(total), _FIGURE_SIZE
    while measure_width(text, face, size, tabular=True) > _RESULT_WIDTH - 8 and size > _SMALLEST:
        size -= 1
    if measure_width(text, face, size, tabular=True) > _RESULT_WIDTH - 8:
        text = unit.dress(shorten(round_half_up(total, 0), Decimal(1)))
    canvas.text(
        right,
        middle + 12,
        text,
        face=face,
        size=size,
        color=theme.muted if is_thin else theme.outcome(unit.sign(total)),
        align="right",
        tabular=True,
    )
