"""Fills, markets and positions for tests; every field has a believable default."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from core.instruments.catalog import find_instrument
from core.instruments.instrument import Instrument
from core.trades.fill import Fill, FillKind
from core.trades.ledger import position
from core.trades.position import Position
from core.trades.risk import RiskTerms
from core.trades.trade import EXACT, Side, Tolerance

MORNING = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def market(symbol: str = "EURUSD") -> Instrument:
    found = find_instrument(symbol)
    assert found is not None, symbol
    return found


def fill(
    kind: FillKind,
    price: str = "1.0850",
    quantity: str = "0.5",
    *,
    minutes: int = 0,
    commission: str = "0",
    fees: str = "0",
    swap: str = "0",
) -> Fill:
    """A fill `minutes` after the morning's start."""
    return Fill(
        kind=kind,
        price=Decimal(price),
        quantity=Decimal(quantity),
        at=MORNING + timedelta(minutes=minutes),
        commission=Decimal(commission),
        fees=Decimal(fees),
        swap=Decimal(swap),
    )


def entry(price: str = "1.0850", quantity: str = "0.5", **costs: str) -> Fill:
    return fill(FillKind.ENTRY, price, quantity, **costs)


def exit_(price: str = "1.0905", quantity: str = "0.5", *, minutes: int = 134, **costs: str) -> Fill:
    return fill(FillKind.EXIT, price, quantity, minutes=minutes, **costs)


def held(
    fills: Sequence[Fill],
    *,
    side: Side = Side.LONG,
    symbol: str | None = "EURUSD",
    stop: str | None = "1.0820",
    declared: str | None = None,
    default: str | None = None,
    tolerance: Tolerance = EXACT,
) -> Position:
    """The position of `fills`; `symbol=None` is a market whose point value nobody knows."""
    return position(
        side=side,
        fills=fills,
        instrument=None if symbol is None else market(symbol),
        risk=RiskTerms(
            initial_stop=None if stop is None else Decimal(stop),
            declared=None if declared is None else Decimal(declared),
            account_default=None if default is None else Decimal(default),
        ),
        tolerance=tolerance,
    )
