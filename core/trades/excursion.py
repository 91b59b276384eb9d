"""How far a trade went against and for its holder: best and worst price, told by the trader (MAE, MFE)."""

from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from core.errors import Invalid
from core.trades.changes import NotAPrice, NothingToCorrect
from core.trades.facts import TradeFacts
from core.trades.record import Trade
from core.trades.shorthand.reading import Distance, Reading, Slot
from core.trades.trade import Side


class ExtremeWithin(Invalid):
    """A price of the trade itself lies beyond. Fields: `typed`, `price`."""

    code = "extreme_within"
    phrase = (
        "The trade itself was filled at {price}, so {typed} cannot be the farthest it went. Nothing changed."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Excursion:
    """Ways in price from the average entry, never negative; None where that side was not told.

    `range_taken` is where between the worst (0) and the best price (1) the trade was left; it exists once
    the trade is closed and both are known. A later fill that lies beyond what was told counts as the extreme.
    """

    best: Decimal | None
    worst: Decimal | None
    against: Decimal | None
    favour: Decimal | None
    against_r: Decimal | None
    favour_r: Decimal | None
    range_taken: Decimal | None


def set_extremes(
    facts: TradeFacts, *, best: Decimal | None = None, worst: Decimal | None = None
) -> TradeFacts:
    """The farthest prices for and against the trade; None leaves that side as it is.

    Raises:
        NothingToCorrect: the trade has no prices.
        ExtremeWithin: a fill lies beyond it.
        NotAPrice: zero or less.
    """
    for price, sign in ((best, 1), (worst, -1)):
        if price is None:
            continue
        if price <= 0:
            raise NotAPrice(price=price)
        if not facts.fills:
            raise NothingToCorrect(symbol=facts.symbol)
        beyond = _farthest(facts, sign * facts.side.sign)
        if (price - beyond) * sign * facts.side.sign < 0:
            raise ExtremeWithin(typed=price, price=beyond)
    return replace(
        facts,
        best=facts.best if best is None else best,
        worst=facts.worst if worst is None else worst,
    )


def excursion_of(trade: Trade) -> Excursion | None:
    """None while neither was told."""
    facts, sign, entry = trade.facts, trade.side.sign, trade.position.average_entry
    if entry is None or (facts.best is None and facts.worst is None):
        return None
    best = None if facts.best is None else _wider(facts.best, _farthest(facts, sign), sign)
    worst = None if facts.worst is None else _wider(facts.worst, _farthest(facts, -sign), -sign)
    favour = None if best is None else max((best - entry) * sign, Decimal(0))
    against = None if worst is None else max((entry - worst) * sign, Decimal(0))
    plan = trade.plan
    risked = None if plan is None else plan.stop_distance
    return Excursion(
        best=best,
        worst=worst,
        against=against,
        favour=favour,
        against_r=None if against is None or not risked else against / risked,
        favour_r=None if favour is None or not risked else favour / risked,
        range_taken=_range_taken(trade, best, worst),
    )


def told_extremes(trade: Trade, reading: Reading) -> tuple[Decimal | None, Decimal | None]:
    """Best and worst as the words tell them of this trade: as prices, as low and high, or as ways from its entry."""
    low_is_worst = trade.side is Side.LONG
    best = reading.best or (reading.high if low_is_worst else reading.low)
    worst = reading.worst or (reading.low if low_is_worst else reading.high)
    for way in reading.distances:
        if way.slot is Slot.BEST:
            best = best or _price_at(trade, way, trade.side.sign)
        elif way.slot is Slot.WORST:
            worst = worst or _price_at(trade, way, -trade.side.sign)
    return best, worst


def _price_at(trade: Trade, way: Distance, sign: int) -> Decimal | None:
    """Where a way of the average entry ends; None where its unit says nothing of this market."""
    entry, market, plan = trade.position.average_entry, trade.instrument, trade.plan
    if way.price is not None or entry is None:
        return way.price
    match way.unit:
        case "pips":
            step = market.pip_size if market else None
        case "ticks":
            step = market.tick_size if market else None
        case "points":
            step = Decimal(1)
        case "percent":
            step = entry / 100
        case "r":
            step = plan.stop_distance if plan else None
        case _:
            step = None
    return None if step is None else entry + way.amount * step * sign


def _farthest(facts: TradeFacts, sign: int) -> Decimal:
    return max((fill.price for fill in facts.fills), key=lambda price: price * sign)


def _wider(told: Decimal, filled: Decimal, sign: int) -> Decimal:
    return told if (told - filled) * sign >= 0 else filled


def _range_taken(trade: Trade, best: Decimal | None, worst: Decimal | None) -> Decimal | None:
    left = trade.position.average_exit
    if best is None or worst is None or left is None or trade.is_open or best == worst:
        return None
    return (left - worst) / (best - worst)
