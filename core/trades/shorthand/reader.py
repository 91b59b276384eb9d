"""The door: a text in, a Reading out, whatever the text is."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.instruments.instrument import Instrument
from core.trades.shorthand.asides import read_asides
from core.trades.shorthand.check import list_questions, list_warnings
from core.trades.shorthand.distances import read_distances
from core.trades.shorthand.extras import read_extras
from core.trades.shorthand.judge import Verdict, judge
from core.trades.shorthand.message import Message, take_apart
from core.trades.shorthand.outcomes import read_outcomes
from core.trades.shorthand.reading import NoTrade, Reading, ReadingKind, Slot, Span
from core.trades.shorthand.roles import Role
from core.trades.shorthand.slots import Slots, fill_slots, framed_side
from core.trades.shorthand.text import LONGEST_TEXT
from core.trades.shorthand.tokens import Kind

MOST_TRADES = 20
_MOST_FELT = 4
"""So many words at most may be a feeling and nothing else."""
_MOVING = (ReadingKind.CHANGE, ReadingKind.EXIT)
_PLANNING = (ReadingKind.ENTRY, ReadingKind.CHANGE)


def read_trade(text: str, *, instruments: Sequence[Instrument] = ()) -> Reading:
    """Read one trade, or say why there is none. Never raises; reads the first 4,096 characters.

    `instruments` are the trader's own markets; they go before the catalogue's.
    """
    return _read(take_apart(text, instruments))


def _read(message: Message) -> Reading:
    verdict = judge(message)
    if verdict.reason is NoTrade.MISSED:
        slots = fill_slots(message, ReadingKind.ENTRY, verdict.side)
        return _compose(message, verdict, slots, fill_as=ReadingKind.ENTRY)
    if verdict.kind is ReadingKind.NONE:
        return _no_trade(message, verdict)
    slots = fill_slots(message, verdict.kind, verdict.side)
    if verdict.kind is ReadingKind.ENTRY and verdict.side is None:
        verdict = replace(verdict, side=framed_side(slots))
    return _compose(message, verdict, slots, fill_as=verdict.kind)


def read_trades(text: str, *, instruments: Sequence[Instrument] = ()) -> list[Reading]:
    """Every trade of a message that holds several, in order; at most 20. One Reading for all other texts."""
    readings: list[Reading] = []
    rest = text[:LONGEST_TEXT]
    while rest and len(readings) < MOST_TRADES:
        message = take_apart(rest, instruments)
        readings.append(_read(message))
        if message.boundary is None:
            break
        rest = rest[message.boundary :]
    return readings or [Reading(kind=ReadingKind.NONE, reason=NoTrade.EMPTY)]


def _no_trade(message: Message, verdict: Verdict) -> Reading:
    """A running position or advice on one still says which market it is about."""
    spoken_of = verdict.reason in (NoTrade.RUNNING, NoTrade.MANAGEMENT)
    symbol = message.symbol if spoken_of else None
    few = sum(token.kind is Kind.WORD for token in message.tokens) <= _MOST_FELT
    extras = read_extras(message, ReadingKind.NONE) if few else None
    return Reading(
        kind=ReadingKind.NONE,
        tags=extras.tags if extras else (),
        emotions=extras.emotions if extras else (),
        symbol=symbol.symbol if symbol else None,
        instrument=symbol.instrument if symbol else None,
        stop_to_entry=verdict.reason is NoTrade.MANAGEMENT and message.has(Role.BREAKEVEN),
        reason=verdict.reason,
    )


def _compose(message: Message, verdict: Verdict, slots: Slots, *, fill_as: ReadingKind) -> Reading:
    """`fill_as` is the kind whose slots are filled: a missed trade has those of an entry."""
    kind, side, symbol = verdict.kind, verdict.side, message.symbol
    asides = read_asides(message, side)
    outcomes = read_outcomes(message, kind)
    extras = read_extras(message, fill_as)
    return Reading(
        kind=kind,
        side=side,
        symbol=symbol.symbol if symbol else None,
        instrument=symbol.instrument if symbol else None,
        option=message.option.text if message.option else None,
        entry=slots.entry.amount if slots.entry else None,
        entry_high=slots.entry_high.amount if slots.entry_high else None,
        stop_loss=slots.stop.amount if slots.stop else None,
        take_profits=tuple(target.amount for target in slots.targets),
        distances=read_distances(message, slots, side, planning=fill_as in _PLANNING),
        exit=slots.exit.amount if slots.exit else None,
        quantity=slots.sizes.quantity,
        quantity_unit=slots.sizes.unit,
        portion=outcomes.portion,
        leverage=slots.sizes.leverage,
        result_r=outcomes.result_r,
        result_money=outcomes.money,
        result_currency=outcomes.currency,
        result_pips=outcomes.pips,
        result_percent=outcomes.percent,
        commission=outcomes.commission,
        swap=outcomes.swap,
        risk=outcomes.risk,
        stop_to_entry=kind in _MOVING and slots.stop is None and _goes_to_entry(message),
        adds=verdict.adds,
        missed=verdict.reason is NoTrade.MISSED,
        worst=asides.worst,
        best=asides.best,
        low=asides.low,
        high=asides.high,
        rate=asides.rate,
        account_words=asides.account_words,
        confidence=asides.confidence,
        entry_mark=asides.entry_mark,
        exit_mark=asides.exit_mark,
        rules_kept=asides.rules_kept,
        order=extras.order,
        tags=extras.tags,
        emotions=extras.emotions,
        opened_hint=extras.opened_hint,
        note=extras.note,
        questions=tuple(list_questions(message, slots, kind, side, adds=verdict.adds)),
        warnings=tuple(list_warnings(message, slots, kind, side)),
        spans=tuple(slots.spans + _symbol_span(message)),
        reason=verdict.reason,
    )


def _goes_to_entry(message: Message) -> bool:
    """`sl be`, and `SL al punto de entrada` where the entry bears no number."""
    if not message.has(Role.STOP):
        return message.has(Role.BREAKEVEN) and message.has(Role.MANAGE)
    return message.has(Role.BREAKEVEN) or (
        message.has(Role.STOP) and message.has(Role.ENTRY) and not message.under(Role.ENTRY)
    )


def _symbol_span(message: Message) -> list[Span]:
    if message.symbol is None or message.symbol.end < 0:
        return []
    plain, tokens = message.plain, message.tokens
    start, end = tokens[message.symbol.first].start, tokens[message.symbol.end - 1].end
    return [Span(Slot.SYMBOL, plain.original(start), plain.original(end - 1) + 1)]
