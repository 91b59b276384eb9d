"""The lower panel of the equity picture: how far the curve stands below its high."""

from dataclasses import dataclass
from functools import cached_property

from core.messaging.phrases import say
from core.summaries.equity import Fall
from reports.charts.canvas import WIDTH, Align, Box, Canvas
from reports.charts.equity_finding import needs_years, write_fall_days, write_now
from reports.charts.equity_layout import (
    AXIS_SIZE,
    FALL_BOTTOM,
    FALL_TOP,
    HEIGHT,
    EquityLayout,
)
from reports.charts.fonts import Face, fit_text, measure_width
from reports.charts.frame import MARGIN, RIGHT
from reports.charts.placement import trace_skyline
from reports.charts.theme import FALL_FILL

_HEADING, _HEADING_SIZE = 895, 34
_DEPTH_SIZE, _DAYS_SIZE = 48, 32
_LABEL_HEIGHT, _LABEL_BOTTOM = 75, FALL_BOTTOM - 4
_STRIP = 60
"""Room under the panel for the label on one line, where the curve leaves none beside it."""
_WORD_GAP = 20
_BESIDE_BAND = 21
_RING = 11


@dataclass(frozen=True, kw_only=True)
class FallsPanel:
    """The panel of a curve and its deepest fall (None: it never fell)."""

    layout: EquityLayout
    fall: Fall | None

    @cached_property
    def label(self) -> Box | None:
        """Where the label of the deepest fall stands within the panel; None: no room there."""
        return None if self.fall is None else self._find_room(self.fall)

    @property
    def bottom(self) -> float:
        """Where the panel ends: higher if its label stands under it."""
        if self.fall is None or self.label is not None:
            return FALL_BOTTOM
        return FALL_BOTTOM - _STRIP

    @property
    def deepest(self) -> float:
        """The pixel of the deepest point."""
        return self.bottom - _RING

    @cached_property
    def words(self) -> tuple[str, str]:
        """Depth and days of the deepest fall."""
        if self.fall is None:
            return "", ""
        days = write_fall_days(self.fall, with_year=needs_years(self.layout.curve))
        return self.layout.unit.signed(-self.fall.depth), days

    @cached_property
    def label_width(self) -> float:
        depth, days = self.words
        return max(
            measure_width(depth, Face.BOLD, _DEPTH_SIZE),
            measure_width(days, Face.REGULAR, _DAYS_SIZE),
        )

    def _label_at(self, left: float) -> Box:
        top = _LABEL_BOTTOM - _LABEL_HEIGHT
        return Box(left=left, top=top, right=left + self.label_width, bottom=_LABEL_BOTTOM)

    def _find_room(self, fall: Fall) -> Box | None:
        """Beside the band on its left or right, off the line; farther away it would name another fall."""
        layout, deepest = self.layout, FALL_BOTTOM - _RING
        skyline = trace_skyline(*layout.falls_line(deepest))
        span = layout.span_of(fall)
        for left in (span.left - _BESIDE_BAND - self.label_width, span.right + _BESIDE_BAND):
            box = self._label_at(left)
            _, trough = skyline.between(box.left - 14, box.right + 14)
            if layout.left <= box.left and box.right <= RIGHT and trough < box.top - 14:
                return box
        return None


def draw_falls(canvas: Canvas, panel: FallsPanel) -> None:
    """Draw heading, line and the label of the deepest fall."""
    theme, layout, fall = canvas.theme, panel.layout, panel.fall
    _draw_headings(canvas, layout)
    if fall is None:
        canvas.rule(layout.left, RIGHT, FALL_TOP - 1, theme.zero)
        canvas.text(
            layout.left + 16,
            FALL_TOP + 60,
            say("no fall yet"),
            face=Face.REGULAR,
            size=_DAYS_SIZE,
            color=theme.muted,
        )
        return
    _draw_line(canvas, panel)
    if layout.unit.sign(fall.depth):
        _draw_label(canvas, panel, fall)
        canvas.ring(layout.xs[fall.bottom], panel.deepest, _RING, theme.loss, 5)


def _draw_headings(canvas: Canvas, layout: EquityLayout) -> None:
    theme = canvas.theme
    canvas.text(
        MARGIN,
        _HEADING,
        say("Below the high"),
        face=Face.SEMIBOLD,
        size=_HEADING_SIZE,
        color=theme.ink,
    )
    canvas.text(
        RIGHT,
        _HEADING,
        write_now(layout.curve, layout.unit),
        face=Face.MEDIUM,
        size=_HEADING_SIZE,
        color=theme.second,
        align="right",
    )
    canvas.text(
        layout.left - 20,
        FALL_TOP + 11,
        "0",
        face=Face.REGULAR,
        size=AXIS_SIZE,
        color=theme.second,
        align="right",
    )


def _draw_line(canvas: Canvas, panel: FallsPanel) -> None:
    theme, layout = canvas.theme, panel.layout
    xs, ys = layout.falls_line(panel.deepest)
    below = Box(left=0, top=FALL_TOP + 1, right=WIDTH, bottom=HEIGHT)
    canvas.area(xs, ys, FALL_TOP, theme.loss, alpha=FALL_FILL, clip=below)
    canvas.rule(layout.left, RIGHT, FALL_TOP - 1, theme.zero)
    canvas.line(xs, ys, theme.loss, 3.5, clip=below)


def _draw_label(canvas: Canvas, panel: FallsPanel, fall: Fall) -> None:
    """Both lines end (or begin) on the side that faces the deepest point."""
    box = panel.label
    if box is None:
        _draw_label_line(canvas, panel, fall)
        return
    is_left = (box.left + box.right) / 2 < panel.layout.xs[fall.bottom]
    x = box.right if is_left else box.left
    align: Align = "right" if is_left else "left"
    depth, days = panel.words
    _write_depth(canvas, depth, x, box.bottom - 40, align)
    _write_days(canvas, days, x, box.bottom, align)


def _draw_label_line(canvas: Canvas, panel: FallsPanel, fall: Fall) -> None:
    """One line under the panel, as near to the deepest point as the edges allow."""
    depth, days = panel.words
    days_width = measure_width(days, Face.REGULAR, _DAYS_SIZE)
    room = RIGHT - MARGIN - _WORD_GAP - days_width
    depth, size = fit_text(depth, Face.BOLD, _DEPTH_SIZE, room, smallest=_DAYS_SIZE)
    first = measure_width(depth, Face.BOLD, size) + _WORD_GAP
    x, width = panel.layout.xs[fall.bottom], first + days_width
    left = max(min(panel.layout.left, RIGHT - width), min(x - width / 2, RIGHT - width))
    _write_depth(canvas, depth, left, _LABEL_BOTTOM, "left", size=size)
    _write_days(canvas, days, left + first, _LABEL_BOTTOM, "left")


def _write_depth(
    canvas: Canvas,
    depth: str,
    x: float,
    baseline: float,
    align: Align,
    *,
    size: float = _DEPTH_SIZE,
) -> None:
    canvas.text(
        x,
        baseline,
        depth,
        face=Face.BOLD,
        size=size,
        color=canvas.theme.loss,
        align=align,
        halo=True,
    )


def _write_days(canvas: Canvas, days: str, x: float, baseline: float, align: Align) -> None:
    canvas.text(
        x,
        baseline,
        days,
        face=Face.REGULAR,
        size=_DAYS_SIZE,
        color=canvas.theme.second,
        align=align,
        halo=True,
    )
