"""Trades that were seen and not taken: kept beside the others, counted nowhere in results."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from core.errors import Refused
from core.trades.facts import FillFacts, TradeFacts
from core.trades.fill import FillKind


class NotMissed(Refused):
    """Field: `symbol`."""

    code = "not_missed"
    phrase = "{symbol} was taken already."


class AlreadyTaken(Refused):
    """More than its first entry happened. Field: `symbol`."""

    code = "already_taken"
    phrase = "{symbol} was traded on since, so it was not missed. /undo takes back what is wrong."


def take(facts: TradeFacts, *, fill_id: UUID, price: Decimal, quantity: Decimal, at: datetime) -> TradeFacts:
    """It was taken after all: an open trade from `at` on.

    Raises:
        NotMissed: it is a trade already.
    """
    if not facts.missed:
        raise NotMissed(symbol=facts.symbol)
    fill = FillFacts(id=fill_id, kind=FillKind.ENTRY, price=price, quantity=quantity, at=at)
    return replace(facts, missed=False, fills=(fill,), planned_entry=None, planned_size=None, seen_at=None)


def miss(facts: TradeFacts) -> TradeFacts:
    """It was not taken after all (the order was not filled): its entry was only a plan.

    Raises:
        AlreadyTaken: something was added or left since.
    """
    if facts.missed:
        return facts
    if facts.told is not None or len(facts.fills) != 1:
        raise AlreadyTaken(symbol=facts.symbol)
    entry = facts.fills[0]
    return replace(
        facts,
        missed=True,
        fills=(),
        planned_entry=entry.price,
        planned_size=entry.quantity,
        seen_at=entry.at,
        best=None,
        worst=None,
    )
