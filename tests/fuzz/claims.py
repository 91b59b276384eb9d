"""What holds for the reading of every text there is."""

import json

from core.trades.shorthand import Reading, read_trades
from core.trades.shorthand.text import LONGEST_TEXT
from core.trades.shorthand.wire import wire_reading


def require_sound(text: str) -> None:
    """AssertionError where a reading breaks a promise; whatever else is raised is a fault of the reader."""
    readings = read_trades(text)
    assert readings, "every text is answered"
    for reading in readings:
        _require_bounds(reading)
        json.dumps(wire_reading(reading), allow_nan=False)
    for span in readings[0].spans:
        assert 0 <= span.start < span.end <= min(len(text), LONGEST_TEXT), "a span lies in the text"


def _require_bounds(reading: Reading) -> None:
    assert (reading.reason is not None) == (reading.kind == "none"), "no trade has a reason, a trade none"
    assert reading.portion is None or 0 < reading.portion <= 1, "a portion is a share"
    prices = (reading.entry, reading.entry_high, reading.stop_loss, reading.exit, *reading.take_profits)
    for number in (*prices, reading.quantity, reading.leverage):
        assert number is None or (number.is_finite() and number >= 0), "a number is finite, not negative"
    if reading.entry_high is not None:
        assert reading.entry is not None, "the top of a range has a bottom"
        assert reading.entry < reading.entry_high, "the top of a range is above its bottom"
