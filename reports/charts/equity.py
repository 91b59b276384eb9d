"""The equity curve: result after costs, added up trade by trade, with its falls below."""

from core.summaries.equity import EquityCurve, Fall
from reports.charts.canvas import WIDTH, Box, Canvas
from reports.charts.empty import EQUITY_STORY, draw_empty
from reports.charts.equity_falls import FallsPanel, draw_falls
from reports.charts.equity_finding import find_equity
from reports.charts.equity_layout import (
    AXIS_SIZE,
    BOTTOM,
    FALL_TOP,
    HEIGHT,
    TOP,
    EquityLayout,
)
from reports.charts.equity_marks import draw_end_value, draw_marked_days
from reports.charts.fonts import Face, measure_width
from reports.charts.frame import RIGHT, draw_footer, draw_title
from reports.charts.theme import GAIN_FILL, LOSS_FILL, Theme

_TIME_BASELINE = 1203
_FAINT = 0.37
_DOTTED = 12
"""Up to so many trades each one is a dot on the line."""
_WIDEST_BAND = 0.85

_Panels = tuple[tuple[float, float], ...]


def draw_equity(curve: EquityCurve, theme: Theme) -> Canvas:
    """Draw the curve; without trades the empty picture that says what will be here."""
    finding = find_equity(curve)
    if not curve.trades:
        return draw_empty(finding, EQUITY_STORY, theme)
    canvas = Canvas(HEIGHT, theme, alt=finding.alt)
    layout = EquityLayout(curve=curve)
    falls = FallsPanel(layout=layout, fall=curve.find_deepest_fall())
    panels = ((TOP, BOTTOM), (FALL_TOP, falls.bottom))
    if falls.fall is not None:
        _draw_band(canvas, layout, falls.fall, panels)
    _draw_time(canvas, layout, panels)
    _draw_fills(canvas, layout)
    _draw_values(canvas, layout)
    _draw_line(canvas, layout)
    end_value = draw_end_value(canvas, layout)
    draw_marked_days(canvas, layout, end_value)
    draw_falls(canvas, falls)
    draw_title(canvas, finding)
    draw_footer(canvas, finding)
    return canvas


def _draw_band(canvas: Canvas, layout: EquityLayout, fall: Fall, panels: _Panels) -> None:
    """One band through both panels joins the fall with the curve it happened on."""
    span = layout.span_of(fall)
    if span.right - span.left > _WIDEST_BAND * (RIGHT - layout.left):
        return
    for top, bottom in panels:
        band = Box(left=round(span.left), top=top, right=round(span.right), bottom=bottom)
        canvas.rectangle(band, canvas.theme.surface)


def _draw_time(canvas: Canvas, layout: EquityLayout, panels: _Panels) -> None:
    theme, taken = canvas.theme, 0.0
    for stretch in layout.time.list_stretches():
        if stretch.left > layout.left:
            for top, bottom in panels:
                x = round(stretch.left)
                column = Box(left=x - 1, top=top, right=x + 1, bottom=bottom)
                canvas.rectangle(column, theme.hairline, alpha=_FAINT)
        width = measure_width(stretch.label, Face.REGULAR, AXIS_SIZE)
        centered = (stretch.left + stretch.right - width) / 2
        left = stretch.left if layout.time.names_weeks else centered
        is_narrow = width > stretch.right - stretch.left + 4
        if is_narrow or left < taken + 12 or left + width > RIGHT + 8:
            continue
        canvas.text(
            left,
            _TIME_BASELINE,
            stretch.label,
            face=Face.REGULAR,
            size=AXIS_SIZE,
            color=theme.second,
        )
        taken = left + width


def _draw_fills(canvas: Canvas, layout: EquityLayout) -> None:
    theme, zero = canvas.theme, layout.zero
    xs, ys = layout.line
    canvas.area(xs, ys, zero, theme.gain, alpha=GAIN_FILL, clip=_above(zero))
    if max(ys) > zero:
        canvas.area(xs, ys, zero, theme.loss, alpha=LOSS_FILL, clip=_below(zero))


def _draw_values(canvas: Canvas, layout: EquityLayout) -> None:
    """Gridlines are hairlines; the zero line is the strongest."""
    theme = canvas.theme
    for value, label in layout.ticks:
        y = round(layout.values.place(value))
        if value:
            canvas.rule(layout.left, RIGHT, y - 1, theme.hairline)
        canvas.text(
            layout.left - 20,
            y + 11,
            label,
            face=Face.REGULAR,
            size=AXIS_SIZE,
            color=theme.muted if value else theme.second,
            align="right",
        )
    canvas.rule(layout.left, RIGHT, round(layout.zero) - 1, theme.zero, 3)


def _draw_line(canvas: Canvas, layout: EquityLayout) -> None:
    theme, zero = canvas.theme, layout.zero
    xs, ys = layout.line
    if min(ys) < zero:
        canvas.line(xs, ys, theme.gain, 5, clip=_above(zero))
    if max(ys) > zero:
        canvas.line(xs, ys, theme.loss, 5, clip=_below(zero))
    if len(layout.curve.trades) > _DOTTED:
        return
    for x, height in zip(layout.xs, layout.curve.heights, strict=True):
        sign = layout.unit.sign(height)
        canvas.disc(x, layout.values.place(height), 7, theme.outcome(sign))


def _above(zero: float) -> Box:
    return Box(left=0, top=0, right=WIDTH, bottom=zero)


def _below(zero: float) -> Box:
    return Box(left=0, top=zero, right=WIDTH, bottom=HEIGHT)
