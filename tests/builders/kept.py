"""Trades as the journal keeps them, and what cards need beside them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from core.conversations.tokens import Press
from core.identifiers import AccountId, TradeId, UserId, new_id
from core.instruments.catalog import find_instrument
from core.messaging.phrases import phrases
from core.trades.facts import FillFacts, TradeFacts
from core.trades.fill import FillKind
from core.trades.record import Trade, position_of
from core.trades.trade import Side

SAY = phrases("en")
MORNING = datetime(2026, 11, 18, 14, 52, tzinfo=UTC)
OWNER = UserId(UUID(int=1))
ACCOUNT = AccountId(UUID(int=2))


def unsigned(press: Press) -> str:
    """A token that can be read in a test."""
    return f"{press.verb}.{press.argument}.{press.revision}"


def entry(price: str = "1.0850", quantity: str = "0.5", *, minutes: int = 0) -> FillFacts:
    return _fill(FillKind.ENTRY, price, quantity, minutes)


def leaving(price: str = "1.0905", quantity: str = "0.5", *, minutes: int = 134) -> FillFacts:
    return _fill(FillKind.EXIT, price, quantity, minutes)


def facts(
    *fills: FillFacts,
    symbol: str = "EURUSD",
    side: Side = Side.LONG,
    stop: str | None = "1.0820",
    targets: tuple[str, ...] = ("1.0910",),
    unit: str | None = "lots",
    setup: str | None = None,
    feeling: str | None = None,
) -> TradeFacts:
    limit = None if stop is None else Decimal(stop)
    return TradeFacts(
        symbol=symbol,
        side=side,
        currency="USD",
        fills=fills or (entry(),),
        quantity_unit=unit,
        initial_stop=limit,
        stop=limit,
        targets=tuple(Decimal(target) for target in targets),
        setup=setup,
        feeling=feeling,
    )


def kept(told: TradeFacts | None = None, *, revision: int = 1) -> Trade:
    told = told or facts()
    market = find_instrument(told.symbol)
    return Trade(
        id=TradeId(new_id()),
        owner=OWNER,
        account=ACCOUNT,
        revision=revision,
        facts=told,
        instrument=market,
        position=position_of(told, market),
    )


def _fill(kind: FillKind, price: str, quantity: str, minutes: int) -> FillFacts:
    return FillFacts(
        id=new_id(),
        kind=kind,
        price=Decimal(price),
        quantity=Decimal(quantity),
        at=MORNING + timedelta(minutes=minutes),
    )
