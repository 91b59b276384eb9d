"""What is said on the curve itself: where it ends, its best and its worst day."""

from core.messaging.phrases import say
from core.summaries.equity import DayTotal
from reports.charts.canvas import Align, Box, Canvas
from reports.charts.equity_finding import needs_years
from reports.charts.equity_layout import BOTTOM, TOP, EquityLayout
from reports.charts.finding import THIN
from reports.charts.fonts import Face, measure_width
from reports.charts.frame import RIGHT
from reports.charts.placement import Room, cover_leader, leader_of
from reports.charts.wording import short_day

_END_SIZE, _LABEL_SIZE, _DAY_SIZE = 48, 34, 32
_CAP = 0.727
_DOT = 11
_TWO_LINES = 66
"""From the cap height of a label's first line to the baseline of its second."""
_FEWEST_DAYS = 3
_EQUALS = 4


def draw_end_value(canvas: Canvas, layout: EquityLayout) -> Box:
    """A dot at the end and the total beside it: over the line, or under it for a loss."""
    curve, unit = layout.curve, layout.unit
    color = canvas.theme.outcome(unit.sign(curve.total))
    _, ys = layout.line
    canvas.disc(RIGHT, ys[-1], _DOT, color)
    text = unit.signed(curve.total)
    width = measure_width(text, Face.BOLD, _END_SIZE)
    crest, trough = layout.skyline.between(RIGHT - width - 16, RIGHT)
    is_under = curve.total < 0
    over, under = min(crest, ys[-1] - _DOT) - 22, max(trough, ys[-1] + _DOT) + 22
    baseline = under + _END_SIZE * _CAP if is_under else over
    box = Box(left=RIGHT - width, top=baseline - _END_SIZE * _CAP, right=RIGHT, bottom=baseline)
    return canvas.text(
        RIGHT,
        baseline,
        text,
        face=Face.BOLD,
        size=_END_SIZE,
        color=color,
        align="right",
        halo=_is_on_bare_ground(layout, box),
    )


def draw_marked_days(canvas: Canvas, layout: EquityLayout, end_value: Box) -> None:
    """Rings on the best and the worst day, their labels off the line; none where data is thin."""
    curve = layout.curve
    if len(curve.trades) < THIN or len(curve.days) < _FEWEST_DAYS:
        return
    found = ((say("Best day"), curve.find_best_day()), (say("Worst day"), curve.find_worst_day()))
    marked = [(word, day) for word, day in found if day and _stands_out(layout, day)]
    taken = [end_value, *(_ring_box(*_mark_of(layout, day)) for _, day in marked)]
    for word, day in marked:
        taken += _draw_marked_day(canvas, layout, f"{word} ", day, tuple(taken))


def _stands_out(layout: EquityLayout, day: DayTotal) -> bool:
    """Few other days have the same result: a best day among equals says nothing."""
    same = sum(1 for other in layout.curve.days if other.result == day.result)
    return same * _EQUALS <= len(layout.curve.days) and layout.unit.sign(day.result) != 0


def _mark_of(layout: EquityLayout, day: DayTotal) -> tuple[float, float]:
    return layout.xs[day.last], layout.values.place(layout.curve.heights[day.last])


def _ring_box(x: float, y: float) -> Box:
    return Box(left=x - _DOT, top=y - _DOT, right=x + _DOT, bottom=y + _DOT)


def _draw_marked_day(
    canvas: Canvas, layout: EquityLayout, word: str, day: DayTotal, taken: tuple[Box, ...]
) -> tuple[Box, ...]:
    """Returns what the label and its leader take up; nothing where there is no room for them."""
    theme, is_best = canvas.theme, day.result > 0
    mark = _mark_of(layout, day)
    color = theme.outcome(layout.unit.sign(day.result))
    first = word + layout.unit.signed(day.result)
    second = short_day(day.day, with_year=needs_years(layout.curve))
    width = max(
        measure_width(first, Face.SEMIBOLD, _LABEL_SIZE),
        measure_width(second, Face.REGULAR, _DAY_SIZE),
    )
    box = _room(layout, taken).find_place(width, _TWO_LINES, mark, above=is_best)
    if box is None:
        return ()
    leader = leader_of(box, mark)
    (start_x, start_y), (end_x, end_y) = leader
    canvas.line((start_x, end_x), (start_y, end_y), theme.zero, 2.5)
    align: Align = "right" if box.right < mark[0] + width / 2 else "left"
    x, halo = box.right if align == "right" else box.left, _is_on_bare_ground(layout, box)
    top, face = box.top + _LABEL_SIZE * _CAP, Face.SEMIBOLD
    canvas.text(x, top, first, face=face, size=_LABEL_SIZE, color=color, align=align, halo=halo)
    canvas.text(
        x,
        box.bottom,
        second,
        face=Face.REGULAR,
        size=_DAY_SIZE,
        color=theme.second,
        align=align,
        halo=halo,
    )
    canvas.ring(*mark, _DOT, color, 5)
    return (box, *cover_leader(leader))


def _room(layout: EquityLayout, taken: tuple[Box, ...]) -> Room:
    frame = Box(left=layout.left + 12, top=TOP + 8, right=RIGHT, bottom=BOTTOM - 10)
    zero = layout.zero
    return Room(
        frame=frame,
        skyline=layout.skyline,
        taken=taken,
        barred=(Box(left=layout.left, top=zero - 2, right=RIGHT, bottom=zero + 2),),
        rules=tuple(layout.values.place(value) for value, _ in layout.ticks),
    )


def _is_on_bare_ground(layout: EquityLayout, box: Box) -> bool:
    """Not on the fill between curve and zero, nor on the band of the fall."""
    crest, trough = layout.skyline.between(box.left, box.right)
    zero = layout.zero
    on_fill = trough < box.top < zero or zero < box.bottom < crest
    fall = layout.curve.find_deepest_fall()
    return not on_fill and (fall is None or not box.meets(layout.span_of(fall)))
