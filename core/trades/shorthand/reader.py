"""The door: a text in, a Reading out, whatever the text is."""

from collections.abc import Sequence

from core.instruments.instrument import Instrument
from core.trades.shorthand.reading import NoTrade, Reading, ReadingKind

LONGEST_TEXT = 4096


def read_trade(text: str, *, instruments: Sequence[Instrument] = ()) -> Reading:
    """Read one trade, or say why there is none. Never raises; reads the first 4,096 characters.

    `instruments` are the trader's own markets; they go before the catalogue's.
    """
    return Reading(kind=ReadingKind.NONE, reason=NoTrade.EMPTY)
