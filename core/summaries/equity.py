"""What the equity picture draws: closed results added up from zero, and the falls on the way."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedResult:
    """One closed trade on the trading day (account's zone and cut-off) it was closed.

    `result` is after costs, in the unit of its curve: R, or money of the curve's currency.
    """

    day: date
    result: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTotal:
    """All results of one trading day; `last` is the index of its last trade in the curve."""

    day: date
    result: Decimal
    trades: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """One stretch below a high: from the high over the bottom to the first trade back at it.

    `depth` is positive. Indices count trades of the curve, -1 is the zero it starts from;
    `back` and `back_on` are None while the high is not reached again.
    """

    depth: Decimal
    start: int
    bottom: int
    back: int | None
    started_on: date
    bottom_on: date
    back_on: date | None


@dataclass(frozen=True, kw_only=True)
class EquityCurve:
    """Closed trades of one account and period, oldest first.

    `currency` None means that results are R multiples. `left_out` counts closed trades of the
    period that have no result in this unit (no stop, so no R; another currency). `since` and
    `until` are the period's first and last trading day, both included; `zone` is an IANA name.
    """

    trades: tuple[ClosedResult, ...]
    currency: str | None
    since: date
    until: date
    account: str
    zone: str
    left_out: int = 0

    @cached_property
    def heights(self) -> tuple[Decimal, ...]:
        """The running sum after each trade; empty without trades."""
        return tuple(accumulate(trade.result for trade in self.trades))

    @cached_property
    def highs(self) -> tuple[Decimal, ...]:
        """The highest running sum so far, never below the zero of the start."""
        return tuple(accumulate(self.heights, max, initial=ZERO))[1:]

    @cached_property
    def depths(self) -> tuple[Decimal, ...]:
        """How far below its high the curve stands after each trade: zero or negative."""
        return tuple(height - high for height, high in zip(self.heights, self.highs, strict=True))

    @property
    def total(self) -> Decimal:
        return self.heights[-1] if self.heights else ZERO

    @property
    def below_high(self) -> Decimal:
        """Distance to the high now, zero or negative; zero without trades."""
        return self.depths[-1] if self.depths else ZERO

    @cached_property
    def days(self) -> tuple[DayTotal, ...]:
        """Trading days with at least one close, oldest first."""
        indices: dict[date, list[int]] = defaultdict(list)
        for index, trade in enumerate(self.trades):
            indices[trade.day].append(index)
        return tuple(
            DayTotal(
                day=day,
                result=sum((self.trades[i].result for i in found), ZERO),
                trades=len(found),
                last=found[-1],
            )
            for day, found in indices.items()
        )

    @cached_property
    def falls(self) -> tuple[Fall, ...]:
        """Every stretch below a high, oldest first; the last one may still be open."""
        return tuple(_list_falls(self))

    def find_deepest_fall(self) -> Fall | None:
        """The deepest fall, the earlier one of equals; None if the curve never fell."""
        return max(self.falls, key=lambda fall: fall.depth, default=None)

    def find_best_day(self) -> DayTotal | None:
        """The day that made most; None if no day made anything."""
        best = max(self.days, key=lambda day: day.result, default=None)
        return best if best is not None and best.result > ZERO else None

    def find_worst_day(self) -> DayTotal | None:
        """The day that cost most; None if no day cost anything."""
        worst = min(self.days, key=lambda day: day.result, default=None)
        return worst if worst is not None and worst.result < ZERO else None


def _list_falls(curve: EquityCurve) -> Iterator[Fall]:
    start, bottom = -1, -1
    for index, depth in enumerate(curve.depths):
        if depth < ZERO:
            if bottom < 0 or depth < curve.depths[bottom]:
                bottom = index
            continue
        if bottom >= 0:
            yield _fall(curve, start=start, bottom=bottom, back=index)
        start, bottom = index, -1
    if bottom >= 0:
        yield _fall(curve, start=start, bottom=bottom, back=None)


def _fall(curve: EquityCurve, *, start: int, bottom: int, back: int | None) -> Fall:
    return Fall(
        depth=-curve.depths[bottom],
        start=start,
        bottom=bottom,
        back=back,
        started_on=curve.trades[max(start, 0)].day,
        bottom_on=curve.trades[bottom].day,
        back_on=None if back is None else curve.trades[back].day,
    )
