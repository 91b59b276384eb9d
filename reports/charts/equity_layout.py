"""Where everything of an equity picture stands: axes, points and panels, in pixels."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from core.summaries.equity import EquityCurve, Fall
from reports.charts.canvas import Box
from reports.charts.equity_finding import find_equity_unit
from reports.charts.figures import Unit
from reports.charts.finding import THIN
from reports.charts.fonts import Face, measure_width
from reports.charts.frame import MARGIN, RIGHT
from reports.charts.placement import Skyline, trace_skyline
from reports.charts.scale import ValueAxis, list_ticks, round_step
from reports.charts.time_axis import TimeAxis, lay_out_days

HEIGHT = 1350
AXIS_SIZE = 30
TOP, BOTTOM = 280, 819
FALL_TOP, FALL_BOTTOM = 933, 1157
_ROOM_FOR_END, _ROOM_FOR_LABEL, _ROOM = 76, 104, 22
"""Free pixels between panel and curve: where its end value stands, and on the other side, where
above a curve that ends low the best day is named."""
_LEAST_LEFT = 168
_TICK_SPACING = 100

_ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class EquityLayout:
    """A curve with at least one trade, laid out."""

    curve: EquityCurve

    @cached_property
    def unit(self) -> Unit:
        return find_equity_unit(self.curve)

    @cached_property
    def low(self) -> Decimal:
        return min((_ZERO, *self.curve.heights))

    @cached_property
    def high(self) -> Decimal:
        return max((_ZERO, *self.curve.heights))

    @cached_property
    def values(self) -> ValueAxis:
        ends_low = self.curve.total < 0
        other_side = _ROOM_FOR_LABEL if len(self.curve.trades) >= THIN else _ROOM
        top = TOP + (other_side if ends_low else _ROOM_FOR_END)
        bottom = BOTTOM - (_ROOM_FOR_END if ends_low else _ROOM)
        high = self.high if self.high > self.low else self.low + 1
        return ValueAxis(low=self.low, high=high, top=top, bottom=bottom)

    @cached_property
    def ticks(self) -> list[tuple[Decimal, str]]:
        """Values of gridlines with their labels, zero among them."""
        axis = self.values
        step = round_step(axis.high - axis.low, axis.bottom - axis.top, _TICK_SPACING)
        ticks = list_ticks(self.low, self.high, step)
        return [(tick, self.unit.tick(tick, step)) for tick in ticks]

    @cached_property
    def left(self) -> float:
        """Where the plot begins, right of the widest axis label."""
        widest = max(measure_width(text, Face.REGULAR, AXIS_SIZE) for _, text in self.ticks)
        return max(_LEAST_LEFT, round(MARGIN + 6 + widest + 20))

    @cached_property
    def time(self) -> TimeAxis:
        traded = (trade.day for trade in self.curve.trades)
        return lay_out_days(self.curve.since, self.curve.until, traded, left=self.left, right=RIGHT)

    @cached_property
    def xs(self) -> tuple[float, ...]:
        """One x for each trade: those of a day share its width evenly."""
        places: list[float] = []
        for day in self.curve.days:
            places += [self.time.place(day.day, n / day.trades) for n in range(1, day.trades + 1)]
        return tuple(places)

    @cached_property
    def line(self) -> tuple[list[float], list[float]]:
        """The curve from its zero to the right edge: after the last trade it stays flat."""
        return self._stretch([self.values.place(height) for height in self.curve.heights], self.zero)

    @cached_property
    def skyline(self) -> Skyline:
        return trace_skyline(*self.line)

    @property
    def zero(self) -> float:
        return self.values.place(_ZERO)

    def falls_line(self, deepest_at: float) -> tuple[list[float], list[float]]:
        """The way below the high, with the deepest point of the curve at pixel `deepest_at`."""
        axis = self.fall_axis(deepest_at)
        return self._stretch([axis.place(depth) for depth in self.curve.depths], FALL_TOP)

    def fall_axis(self, deepest_at: float) -> ValueAxis:
        deepest = min((_ZERO, *self.curve.depths)) or Decimal(-1)
        return ValueAxis(low=deepest, high=_ZERO, top=FALL_TOP, bottom=deepest_at)

    def span_of(self, fall: Fall) -> Box:
        """The columns of a fall; an open one reaches to the right edge."""
        left = self.left if fall.start < 0 else self.xs[fall.start]
        right = RIGHT if fall.back is None else self.xs[fall.back]
        return Box(left=left, top=TOP, right=right, bottom=BOTTOM)

    def _stretch(self, ys: list[float], start: float) -> tuple[list[float], list[float]]:
        xs, heights = [self.left, *self.xs], [start, *ys]
        if xs[-1] < RIGHT:
            return [*xs, RIGHT], [*heights, heights[-1]]
        return xs, heights
