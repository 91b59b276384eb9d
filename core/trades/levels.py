"""What a reading says about prices beside numbers: distances from the entry, and landmarks of the plan."""

import re
from decimal import Decimal
from enum import StrEnum

from core.money import tidy
from core.trades.shorthand.reading import Reading, Slot

_FAR = Decimal(5)


class Landmark(StrEnum):
    """A price of the plan that a trader names by what happened there."""

    STOP = "stop"
    TARGET = "target"
    ENTRY = "entry"


_LANDMARKS = (
    (
        Landmark.STOP,
        re.compile(
            r"\b(?:stopped(?: me)? out|(?:sl|stop)(?: loss)? (?:was )?hit|hit (?:my |the )?(?:sl|stop))\b"
        ),
    ),
    (
        Landmark.TARGET,
        re.compile(r"\b(?:(?:tp|target) ?1? (?:was )?(?:hit|reached)|hit (?:my |the )?(?:tp|target))\b"),
    ),
    (
        Landmark.ENTRY,
        re.compile(
            r"\b(?:out|exit|exited|closed?|scratched)(?: at| @| for)? (?:be|b/e|break ?-?even)\b|\bscratched\b"
        ),
    ),
)


def find_landmark(text: str) -> Landmark | None:
    """`stopped out`, `tp hit`, `out at be`; None if no such thing is said."""
    words = " ".join(text.casefold().split())[:200]
    return next((landmark for landmark, pattern in _LANDMARKS if pattern.search(words)), None)


def stop_of(reading: Reading) -> Decimal | None:
    """The stop as a price, also where it was told as a way from the entry (`sl 30 pips`)."""
    if reading.stop_loss is not None:
        return reading.stop_loss
    return next(iter(_distant(reading, Slot.STOP_LOSS)), None)


def targets_of(reading: Reading) -> tuple[Decimal, ...]:
    """The targets as prices (`tp 2R`, `tp 60 pips`), in the order they were written."""
    return (*reading.take_profits, *_distant(reading, Slot.TAKE_PROFITS))


def untold_levels(reading: Reading) -> list[str]:
    """Distances that no price can be given to yet, as words."""
    names = {Slot.STOP_LOSS: "stop", Slot.TAKE_PROFITS: "target"}
    return [
        f"{names.get(way.slot, way.slot.value)} {way.amount:f} {way.unit}"
        for way in reading.distances
        if way.price is None
    ]


def _distant(reading: Reading, slot: Slot) -> tuple[Decimal, ...]:
    return tuple(
        tidy(way.price)
        for way in reading.distances
        if way.slot is slot and way.price is not None and way.price > 0
    )


def find_slipped(price: Decimal, near: Decimal) -> Decimal | None:
    """The price that a slipped decimal point probably meant; None if the typed one is believable beside `near`."""
    if price <= 0 or near / _FAR < price < near * _FAR:
        return None
    shift = near.adjusted() - price.adjusted()
    candidates = [price.scaleb(each) for each in (shift - 1, shift, shift + 1)]
    return min(candidates, key=lambda each: abs(each - near))
