"""Fills in, position out: average cost, realised results, R against the initial risk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.errors import Refused
from core.instruments.instrument import Instrument
from core.trades.fill import Fill
from core.trades.position import Position
from core.trades.trade import EXACT, Side, Tolerance


class OverExit(Refused):
    """More is to leave than is open. Fields: `asked`, `remaining`."""

    code = "over_exit"
    phrase = "Only {remaining} is open, so {asked} cannot be closed."


class NoEntry(Refused):
    """The first fill of a trade is not an entry."""

    code = "no_entry"
    phrase = "A trade begins with an entry."


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTerms:
    """What fixes 1R: declared money, else the initial stop, else the account's default risk in money.

    Declared and default risk are in the instrument's quote currency (or of whatever the result is in).
    """

    initial_stop: Decimal | None = None
    declared: Decimal | None = None
    account_default: Decimal | None = None


NO_RISK = RiskTerms()


def position(
    *,
    side: Side,
    fills: Sequence[Fill],
    instrument: Instrument | None,
    risk: RiskTerms = NO_RISK,
    tolerance: Tolerance = EXACT,
) -> Position:
    """The position that `fills`, in the order they happened, make.

    Raises:
        NoEntry: no fills, or the first is an exit.
        OverExit: an exit is larger than what is open.
    """
    raise NotImplementedError


def result_position(
    *,
    side: Side | None,
    money: Decimal | None,
    result_r: Decimal | None,
    risk: RiskTerms = NO_RISK,
    tolerance: Tolerance = EXACT,
    opened_at: datetime | None = None,
    closed_at: datetime | None = None,
) -> Position:
    """A closed trade of which only the result is known (`+120`, `+2R`); money and R complete each
    other where a risk is known, everything that needs prices stays None."""
    raise NotImplementedError


def split_reversal(open_quantity: Decimal, quantity: Decimal) -> tuple[Decimal, Decimal]:
    """An order against an open position: what of it closes, and what of it opens the other side."""
    closing = min(open_quantity, quantity)
    return closing, quantity - closing
