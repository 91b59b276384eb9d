"""A trade on its way into the journal: what a reading already answers, and the facts of the answers."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from bots.dialogs.dialog import Answers
from bots.dialogs.doubts import doubt
from bots.dialogs.draft_size import sizes_of, stated_risk
from bots.dialogs.draft_steps import (
    DIGITS,
    ENTRY,
    POINT,
    SIDE,
    SIZE,
    STOP,
    STOPSIDE,
    SYMBOL,
)
from bots.turn import Turn
from core.identifiers import AccountId, new_id
from core.instruments.catalog import find_instrument
from core.trades.changes import add_note
from core.trades.desk import Desk
from core.trades.facts import FillFacts, Told, TradeFacts
from core.trades.fill import ZERO, FillKind
from core.trades.levels import stop_of, targets_of, untold_levels
from core.trades.shorthand import Reading, ReadingKind
from core.trades.shorthand.reading import Slot
from core.trades.trade import Side
from core.trades.typed import parse_number

SHORT_AFTER_ALL, LONG_AFTER_ALL = Side.SHORT.value, Side.LONG.value


def draft_answers(reading: Reading, desk: Desk, text: str) -> dict[str, str | None]:
    """What `reading` answers of the trade_entry dialog, and the particulars that need no question.

    A stop that was not typed counts as skipped: one line is never asked for it.
    """
    answers: dict[str, str | None] = {"text": text, **_particulars(reading)}
    if reading.symbol:
        answers[SYMBOL] = reading.symbol
        if desk.find_market(reading.symbol) is not None:
            answers[POINT] = None
    if reading.side:
        answers[SIDE] = reading.side.value
    answers["account"] = str(desk.account.id)
    if reading.kind is ReadingKind.RESULT:
        return {**answers, ENTRY: None, STOP: None, SIZE: None, POINT: None}
    if reading.entry is not None and reading.entry_high is None:
        answers[ENTRY] = str(reading.entry)
    elif reading.entry is not None:
        answers["zone"] = f"{reading.entry} {reading.entry_high}"
    stop = stop_of(reading)
    answers[STOP] = None if stop is None else str(stop)
    if reading.missed:
        answers.update({"missed": "yes", SIZE: None, POINT: None})
    answers.update(sizes_of(reading, desk))
    if reading.quantity is not None and reading.quantity <= 0:
        answers["zero"] = f"{reading.quantity:f}"
    return doubt(reading, desk.find_market(reading.symbol) if reading.symbol else None, answers)


def _particulars(reading: Reading) -> dict[str, str]:
    found = {
        "targets": " ".join(str(target) for target in targets_of(reading)),
        "setup": reading.tags[0] if reading.tags else "",
        "tags": " ".join(reading.tags[1:]),
        "feeling": ", ".join(reading.emotions),
        "note": _note(reading),
        "opened": reading.opened_hint or "",
        "exit": "" if reading.exit is None else str(reading.exit),
        "told_r": "" if reading.result_r is None else str(reading.result_r),
        "told_money": "" if reading.result_money is None else str(reading.result_money),
        "money": reading.result_currency or "",
        "commission": "" if reading.commission is None else str(reading.commission),
        "swap": "" if reading.swap is None else str(reading.swap),
        **_said_of_it(reading),
    }
    if reading.risk is not None:
        found["risk"] = f"{reading.risk.percent}%" if reading.risk.percent else f"{reading.risk.money}"
    return {name: value for name, value in found.items() if value}


def _said_of_it(reading: Reading) -> dict[str, str]:
    """How far it went, what its currency was worth, and how the trader judges it."""
    kept = None if reading.rules_kept is None else "yes" if reading.rules_kept else "no"
    found = {
        "best": reading.best or (reading.low if reading.side is Side.SHORT else reading.high),
        "worst": reading.worst or (reading.high if reading.side is Side.SHORT else reading.low),
        "rate": reading.rate,
        "confidence": reading.confidence,
        "entry_mark": reading.entry_mark,
        "exit_mark": reading.exit_mark,
        "rules": kept,
    }
    extremes = {Slot.BEST: "best", Slot.WORST: "worst"}
    found |= {
        extremes[way.slot]: way.price for way in reading.distances if way.slot in extremes and way.price
    }
    return {name: str(value) for name, value in found.items() if value is not None}


def _note(reading: Reading) -> str:
    leverage = f"{reading.leverage}x" if reading.leverage else None
    lines = [reading.note, reading.option, leverage, *untold_levels(reading)]
    return "\n".join(line for line in lines if line)


def account_of(turn: Turn, answers: Answers) -> AccountId:
    """The account that was named, else the usual one."""
    named = answers.get("account")
    return AccountId(UUID(named)) if named else turn.person.account


def find_wrong_stop(answers: Answers) -> tuple[Decimal, Decimal] | None:
    """Entry and stop where the stop lies on the wrong side, or on the entry; None if it lies where it should."""
    known = _as_meant(answers)
    side, entry, stop = known.get(SIDE), _number(known.get(ENTRY)), _number(known.get(STOP))
    if side is None or entry is None or stop is None:
        return None
    return (entry, stop) if (entry - stop) * Side(side).sign <= 0 else None


def draft_facts(answers: Answers, desk: Desk, *, now: datetime, opened_at: datetime) -> TradeFacts:
    """The trade that the finished answers describe."""
    answers = _settled(answers)
    symbol = answers[SYMBOL] or ""
    market = desk.find_market(symbol)
    stop = _number(answers.get(STOP))
    facts = TradeFacts(
        symbol=market.symbol if market else symbol,
        side=Side(answers[SIDE] or Side.LONG),
        currency=market.quote_currency if market else desk.account.currency,
        quantity_unit=market.size_unit.value if market else answers.get("unit"),
        initial_stop=stop,
        stop=stop,
        targets=tuple(_numbers(answers.get("targets"))),
        setup=answers.get("setup"),
        tags=tuple((answers.get("tags") or "").split()),
        feeling=answers.get("feeling"),
        notes=answers.get("note"),
        **_judged(answers),
    )
    entry, size = _number(answers.get(ENTRY)), _number(answers.get(SIZE))
    if answers.get("missed"):
        plan = msgspec.structs.replace(
            facts, missed=True, planned_entry=entry, planned_size=size, seen_at=opened_at
        )
        return _with_risk(plan, answers, desk)
    if entry is None or size is None:
        return _with_risk(_told(facts, answers, desk, now), answers, desk)
    fill = FillFacts(
        id=new_id(),
        kind=FillKind.ENTRY,
        price=entry,
        quantity=size,
        at=opened_at,
        commission=_number(answers.get("commission")) or ZERO,
        swap=_number(answers.get("swap")) or ZERO,
    )
    return _with_risk(msgspec.structs.replace(facts, fills=(fill,)), answers, desk)


def _with_risk(facts: TradeFacts, answers: Answers, desk: Desk) -> TradeFacts:
    """The risk that was typed, in the market's currency; where no price says what that is it is noted."""
    stated = stated_risk(answers.get("risk"), desk)
    declared = desk.to_market(stated, facts)
    if stated is not None and declared is None:
        facts = add_note(facts, f"risk {stated:f} {desk.account.currency}")
    return msgspec.structs.replace(facts, declared_risk=declared)


def _judged(answers: Answers) -> dict[str, Any]:
    marks = {"confidence": "confidence", "entry_mark": "entry_quality", "exit_mark": "exit_quality"}
    found: dict[str, Any] = {
        column: int(mark) for name, column in marks.items() if (mark := answers.get(name))
    }
    if rules := answers.get("rules"):
        found["rules_kept"] = rules == "yes"
    return found


def _told(facts: TradeFacts, answers: Answers, desk: Desk, now: datetime) -> TradeFacts:
    told = Told(
        id=new_id(),
        at=now,
        money=_number(answers.get("told_money")),
        result_r=_number(answers.get("told_r")),
    )
    currency = answers.get("money") or desk.account.currency
    return msgspec.structs.replace(facts, told=told, currency=currency, quantity_unit=None)


def _as_meant(answers: Answers) -> Answers:
    """The numbers as typed after all, where the guess about their digits was wrong."""
    if answers.get(DIGITS) != "no":
        return answers
    typed = msgspec.json.decode(answers.get("typed") or "{}", type=dict[str, str])
    as_typed = {
        step: " ".join(str(parse_number(each) or "") for each in words.split())
        for step, words in typed.items()
    }
    return {**answers, **as_typed}


def _settled(answers: Answers) -> Answers:
    """The answers once the doubts are applied: numbers as typed after all, another side, another stop."""
    found = dict(_as_meant(answers))
    match answers.get(STOPSIDE):
        case None:
            pass
        case Side.SHORT.value | Side.LONG.value as side:
            found[SIDE] = side
        case "none":
            found[STOP] = None
        case stop:
            found[STOP] = stop
    return found


def is_unknown_market(answers: Answers) -> bool:
    """No catalogue and none of the trader's own markets knows it, so its point value is asked."""
    symbol = answers.get(SYMBOL)
    return bool(symbol) and find_instrument(symbol or "") is None


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _numbers(text: str | None) -> list[Decimal]:
    return [Decimal(each) for each in (text or "").split()]
