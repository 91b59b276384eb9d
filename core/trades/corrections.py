"""What was typed wrongly is set right: each function takes the facts before and gives those after."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from core.errors import Invalid, Refused
from core.instruments.instrument import Instrument
from core.trades.changes import NotAPrice, NothingToCorrect
from core.trades.facts import FillFacts, TradeFacts
from core.trades.fill import ZERO, FillKind

COSTS = ("commission", "fees", "swap")


class OutOfOrder(Invalid):
    """Nothing leaves a trade before it was entered."""

    code = "out_of_order"
    phrase = "A trade is entered first and left afterwards. Nothing was changed."


class TooManyPictures(Refused):
    """Fields: `symbol`, `limit`."""

    code = "too_many_pictures"
    phrase = "{symbol} has {limit} pictures already, more do not fit. Edit takes one away."


def correct_fill(
    facts: TradeFacts, fill: UUID, *, price: Decimal | None = None, quantity: Decimal | None = None
) -> TradeFacts:
    """One execution was at another price, or of another size. (More out than in is refused by the ledger.)"""
    if price is not None and price <= 0:
        raise NotAPrice(price=price)

    def correct(each: FillFacts) -> FillFacts:
        return replace(
            each,
            price=each.price if price is None else price,
            quantity=each.quantity if quantity is None else quantity,
        )

    return _correct(facts, fill, correct)


def correct_moment(facts: TradeFacts, fill: UUID, at: datetime) -> TradeFacts:
    """One execution was at another time.

    Raises:
        OutOfOrder: the trade would be left before it is entered.
    """
    moved = _correct(facts, fill, lambda each: replace(each, at=at, day=None))
    ordered = sorted(moved.fills, key=lambda each: each.at)
    if ordered[0].kind is FillKind.EXIT or _goes_below(ordered):
        raise OutOfOrder
    return replace(moved, fills=tuple(ordered))


def total_cost(facts: TradeFacts, cost: str) -> Decimal:
    """What all fills cost together, of one of COSTS; positive when paid."""
    return sum((getattr(each, cost) for each in facts.fills), ZERO)


def correct_cost(facts: TradeFacts, cost: str, total: Decimal) -> TradeFacts:
    """All fills together cost `total`; the last one takes the difference.

    Raises:
        NothingToCorrect: there are no fills.
    """
    if not facts.fills:
        raise NothingToCorrect(symbol=facts.symbol)
    last = facts.fills[-1]
    more = total - total_cost(facts, cost)
    return _correct(facts, last.id, lambda each: replace(each, **{cost: getattr(last, cost) + more}))


def correct_target(facts: TradeFacts, at: int, target: Decimal | None) -> TradeFacts:
    """The target number `at` (from 0) lies elsewhere, or is none; one past the last is a new one."""
    targets = list(facts.targets)
    targets[at : at + 1] = [] if target is None else [target]
    return replace(facts, targets=tuple(targets))


def correct_market(facts: TradeFacts, symbol: str, market: Instrument | None) -> TradeFacts:
    """It was another market; what is known of that one comes along."""
    if market is None:
        return replace(facts, symbol=symbol)
    return replace(
        facts,
        symbol=market.symbol,
        currency=market.quote_currency,
        quantity_unit=market.size_unit.value if facts.quantity_unit else None,
    )


def take_off(facts: TradeFacts, picture: UUID) -> TradeFacts:
    """The trade without one of its pictures."""
    return replace(facts, pictures=tuple(each for each in facts.pictures if each != picture))


def _correct(facts: TradeFacts, fill: UUID, correct: Callable[[FillFacts], FillFacts]) -> TradeFacts:
    if all(each.id != fill for each in facts.fills):
        raise NothingToCorrect(symbol=facts.symbol)
    fills = (correct(each) if each.id == fill else each for each in facts.fills)
    return replace(facts, fills=tuple(fills))


def _goes_below(fills: list[FillFacts]) -> bool:
    held = ZERO
    for each in fills:
        held += each.quantity if each.kind is FillKind.ENTRY else -each.quantity
        if held < 0:
            return True
    return False
