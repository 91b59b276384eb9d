"""What can happen to a trade: each function takes the facts before and gives those after."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from core.errors import Invalid, Refused
from core.trades.facts import FillFacts, TradeFacts
from core.trades.fill import FillKind

LONGEST_NAME, MOST_TAGS, LONGEST_NOTE = 60, 10, 4000
_TICKET = Decimal("0.0001")


class NoteTooLong(Invalid):
    """Field: `limit`."""

    code = "note_too_long"
    phrase = "That note is longer than {limit} characters, so I left it. What is the heart of it?"


class AlreadyClosed(Refused):
    """Nothing of the trade is open any more. Field: `symbol`."""

    code = "already_closed"
    phrase = "{symbol} is closed already, so nothing of it can be closed."


class NothingToCorrect(Refused):
    """A trade told by its result has no entry, stop or size. Field: `symbol`."""

    code = "nothing_to_correct"
    phrase = "{symbol} was told by its result only: there is no price to change."


class StopAtNoRisk(Invalid):
    """Fields: `stop`, `entry`."""

    code = "stop_at_no_risk"
    phrase = (
        "A long's stop lies below its entry, a short's above: {stop} against {entry} is neither. "
        "A stop that was moved is typed by itself: sl {stop}"
    )


class NotAPrice(Invalid):
    """A price is above zero. Field: `price`."""

    code = "not_a_price"
    phrase = "A price is above zero, not {price}."


def open_quantity(facts: TradeFacts) -> Decimal:
    """What is still open, from the fills alone."""
    entered = sum((fill.quantity for fill in facts.entries), Decimal(0))
    return entered - sum((fill.quantity for fill in facts.exits), Decimal(0))


def exit_part(
    facts: TradeFacts,
    *,
    fill_id: UUID,
    price: Decimal,
    at: datetime,
    quantity: Decimal | None = None,
    portion: Decimal | None = None,
) -> TradeFacts:
    """Leave `quantity`, or that share of what is open, or all of it.

    Raises:
        AlreadyClosed: nothing is open. (More than is open is refused by the ledger.)
        NotAPrice: the price is zero or less.
    """
    remaining = open_quantity(facts)
    if remaining <= 0:
        raise AlreadyClosed(symbol=facts.symbol)
    if price <= 0:
        raise NotAPrice(price=price)
    leaving = quantity if quantity is not None else _share(remaining, portion or Decimal(1))
    fill = FillFacts(
        id=fill_id,
        kind=FillKind.EXIT,
        price=price,
        quantity=leaving,
        at=max(at, facts.fills[-1].at),
    )
    return replace(facts, fills=(*facts.fills, fill))


def enter_more(
    facts: TradeFacts, *, fill_id: UUID, price: Decimal, quantity: Decimal, at: datetime
) -> TradeFacts:
    """Add size to an open trade.

    Raises:
        AlreadyClosed: the trade is over; a new one begins instead.
    """
    if open_quantity(facts) <= 0:
        raise AlreadyClosed(symbol=facts.symbol)
    fill = FillFacts(
        id=fill_id,
        kind=FillKind.ENTRY,
        price=price,
        quantity=quantity,
        at=max(at, facts.fills[-1].at),
    )
    return replace(facts, fills=(*facts.fills, fill))


def move_stop(facts: TradeFacts, stop: Decimal | None) -> TradeFacts:
    """Where the stop lies from now on; the first one that puts something at risk also fixes R."""
    if stop is not None and stop <= 0:
        raise NotAPrice(price=stop)
    first = facts.initial_stop
    if first is None and stop is not None and _is_at_risk(facts, stop):
        first = stop
    return replace(facts, stop=stop, initial_stop=first)


def correct_stop(facts: TradeFacts, stop: Decimal | None) -> TradeFacts:
    """The stop was written wrongly: R is measured from this one instead.

    Raises:
        StopAtNoRisk: it lies on the wrong side of the entry, or on it.
    """
    if stop is not None and facts.entries and not _is_at_risk(facts, stop):
        raise StopAtNoRisk(stop=stop, entry=facts.entries[0].price)
    moved = facts.stop if facts.stop != facts.initial_stop else stop
    return replace(facts, stop=moved, initial_stop=stop)


def correct_entry(facts: TradeFacts, price: Decimal) -> TradeFacts:
    """The first entry was at `price`."""
    return _correct_first(facts, price=price)


def correct_size(facts: TradeFacts, quantity: Decimal) -> TradeFacts:
    """The first entry was of `quantity`; a trade that was over stays over, its last exit leaves the difference.

    Raises:
        NothingToCorrect: there is no entry. (Exits of more than was entered are refused by the ledger.)
    """
    corrected = _correct_first(facts, quantity=quantity)
    left = open_quantity(corrected)
    if open_quantity(facts) != 0 or not facts.exits:
        return corrected
    last = facts.exits[-1]
    if last.quantity + left <= 0:
        return corrected
    fills = tuple(replace(f, quantity=f.quantity + left) if f.id == last.id else f for f in corrected.fills)
    return replace(corrected, fills=fills)


def correct_exit(facts: TradeFacts, price: Decimal) -> TradeFacts:
    """The last exit was at `price`."""
    if not facts.exits:
        raise NothingToCorrect(symbol=facts.symbol)
    if price <= 0:
        raise NotAPrice(price=price)
    last = facts.exits[-1].id
    fills = (replace(fill, price=price) if fill.id == last else fill for fill in facts.fills)
    return replace(facts, fills=tuple(fills))


def set_costs(
    facts: TradeFacts,
    *,
    commission: Decimal | None = None,
    fees: Decimal | None = None,
    swap: Decimal | None = None,
) -> TradeFacts:
    """What the latest fill cost, positive when paid, negative when received; None leaves it as it is."""
    if not facts.fills:
        raise NothingToCorrect(symbol=facts.symbol)
    last = facts.fills[-1]
    paid = replace(
        last,
        commission=last.commission if commission is None else commission,
        fees=last.fees if fees is None else fees,
        swap=last.swap if swap is None else swap,
    )
    return replace(facts, fills=(*facts.fills[:-1], paid))


def fit_words(facts: TradeFacts) -> TradeFacts:
    """Setup, tags and feeling cut to what a name may be long."""
    return replace(
        facts,
        setup=facts.setup[:LONGEST_NAME].strip() or None if facts.setup else None,
        tags=tuple(tag[:LONGEST_NAME] for tag in facts.tags[:MOST_TAGS]),
        feeling=facts.feeling[:LONGEST_NAME].strip() or None if facts.feeling else None,
    )


def require_note(words: str) -> str:
    """The words themselves.

    Raises:
        NoteTooLong: above 4,000 characters.
    """
    if len(words) > LONGEST_NOTE:
        raise NoteTooLong(limit=LONGEST_NOTE)
    return words


def add_note(facts: TradeFacts, words: str) -> TradeFacts:
    """Keep `words` below what was noted before."""
    notes = words if not facts.notes else f"{facts.notes}\n{words}"
    return replace(facts, notes=notes)


def _is_at_risk(facts: TradeFacts, stop: Decimal) -> bool:
    return all((fill.price - stop) * facts.side.sign > 0 for fill in facts.entries)


def remark(
    facts: TradeFacts, *, tags: tuple[str, ...] = (), feeling: str | None = None, note: str | None = None
) -> TradeFacts:
    """What was said beside an exit: a setup that is known stays, a feeling that is said counts."""
    if tags:
        setup = facts.setup or tags[0]
        others = (*facts.tags, *(tag for tag in tags if tag not in (setup, *facts.tags)))
        facts = replace(facts, setup=setup, tags=others)
    if feeling:
        facts = replace(facts, feeling=feeling)
    return add_note(facts, require_note(note)) if note else facts


def _share(remaining: Decimal, portion: Decimal) -> Decimal:
    """A third of 0.50 lots is 0.1667: shares are cut to what a ticket could show."""
    exact = remaining * portion
    cut = exact.quantize(_TICKET)
    return min(cut, remaining) if cut and portion < 1 else exact


def _correct_first(
    facts: TradeFacts, *, price: Decimal | None = None, quantity: Decimal | None = None
) -> TradeFacts:
    if not facts.fills:
        raise NothingToCorrect(symbol=facts.symbol)
    if price is not None and price <= 0:
        raise NotAPrice(price=price)
    first = facts.fills[0]
    corrected = replace(
        first,
        price=first.price if price is None else price,
        quantity=first.quantity if quantity is None else quantity,
    )
    return replace(facts, fills=(corrected, *facts.fills[1:]))
