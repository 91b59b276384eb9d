"""A break-even tolerance as people type it: `5`, `$5`, `3 ticks`, `0.1R`, `none`."""

import re
from decimal import Decimal

from core.errors import Invalid
from core.trades.trade import EXACT, Tolerance, ToleranceUnit
from core.trades.typed import parse_number

_MOST = Decimal(10) ** 9
_NONE = ("none", "exact", "off", "0", "no", "zero")
_UNIT = re.compile(r"(?P<amount>[\d.,' ]+?)\s*(?P<unit>ticks?|r|[a-z]{3,4}|[$€£¥])?", re.IGNORECASE)


class ToleranceUnclear(Invalid):
    """Field: `typed`."""

    code = "tolerance_unclear"
    phrase = (
        "I read “{typed}”, but need money, ticks or R, such as 5, 3 ticks or 0.1R. None: only zero is even."
    )


def parse_tolerance(text: str) -> Tolerance:
    """
    Raises:
        ToleranceUnclear: it is none of these, or less than zero.
    """
    typed = text.strip().casefold().lstrip("±+$€£¥ ")
    if typed in _NONE:
        return EXACT
    match = _UNIT.fullmatch(typed)
    amount = parse_number(match["amount"]) if match else None
    if match is None or amount is None or not 0 <= amount < _MOST:
        raise ToleranceUnclear(typed=text.strip()[:40])
    unit = match["unit"] or ""
    if unit.startswith("tick"):
        return Tolerance(unit=ToleranceUnit.TICKS, amount=amount)
    return Tolerance(unit=ToleranceUnit.R if unit == "r" else ToleranceUnit.MONEY, amount=amount)


def write_tolerance(tolerance: Tolerance) -> str:
    """As `parse_tolerance` reads it."""
    match tolerance.unit:
        case ToleranceUnit.TICKS:
            return f"{tolerance.amount:f} ticks"
        case ToleranceUnit.R:
            return f"{tolerance.amount:f}r"
        case ToleranceUnit.MONEY:
            return f"{tolerance.amount:f}" if tolerance.amount else "none"
