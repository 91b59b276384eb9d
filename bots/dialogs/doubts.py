"""Numbers that the reader does not believe: what was probably meant, or the question that remains."""

from decimal import Decimal

import msgspec

from bots.dialogs.draft_steps import ENTRY, STOP
from core.instruments.instrument import Instrument
from core.trades.shorthand import Reading
from core.trades.shorthand.reading import Question, Slot, Why
from core.trades.typed import parse_number

_SLOT_STEPS = {Slot.ENTRY: ENTRY, Slot.STOP_LOSS: STOP, Slot.TAKE_PROFITS: "targets"}
_SHIFTS = (-1, 1, -2, 2, -3, 3, -4, 4, -5, 5)


def doubt(
    reading: Reading, market: Instrument | None, answers: dict[str, str | None]
) -> dict[str, str | None]:
    """The answers with every doubtful number as it was probably meant.

    `typed` keeps what stood there. A price that no shift of its point makes believable answers nothing: it is
    asked, and `far` says why. Targets stay as typed then.
    """
    found = dict(answers)
    typed: dict[str, str] = {}
    far: list[str] = []
    for question in reading.questions:
        step = _SLOT_STEPS.get(question.slot)
        if step is None or question.why not in (Why.POINT_MISSING, Why.OFF_SCALE):
            continue
        meant = question.proposed or _find_meant(question, reading, market)
        if meant:
            typed[step] = question.typed
            found[step] = " ".join(str(each) for each in meant)
        elif step in (ENTRY, STOP):
            far.append(question.typed)
            found.pop(step, None)
    if typed:
        found["typed"] = msgspec.json.encode(typed).decode()
        found["doubt"] = "scale" if _is_slip(reading) else "point"
    if far:
        found["far"] = " ".join(far)
    return found


def _is_slip(reading: Reading) -> bool:
    return any(question.why is Why.OFF_SCALE for question in reading.questions)


def _find_meant(question: Question, reading: Reading, market: Instrument | None) -> tuple[Decimal, ...]:
    """Each number with its point where the market's prices have it; nothing if that makes one unbelievable."""
    near = _find_believed(reading, market)
    meant = [_shift(parse_number(each), near, market) for each in question.typed.split()]
    known = tuple(each for each in meant if each is not None)
    return known if len(known) == len(meant) else ()


def _find_believed(reading: Reading, market: Instrument | None) -> Decimal | None:
    """Another price of the same words that the market does believe."""
    if market is None or market.band is None:
        return None
    prices = (reading.entry, reading.stop_loss, *reading.take_profits)
    return next((price for price in prices if price is not None and market.band.holds(price)), None)


def _shift(typed: Decimal | None, near: Decimal | None, market: Instrument | None) -> Decimal | None:
    band = market.band if market else None
    if typed is None or band is None:
        return None
    if band.holds(typed):
        return typed
    shifted = [typed.scaleb(by) for by in _SHIFTS]
    believed = [price for price in shifted if band.holds(price)]
    if near is None or not believed:
        return next(iter(believed), None)
    return min(believed, key=lambda price: abs(price - near))
