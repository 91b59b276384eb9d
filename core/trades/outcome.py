"""Win, loss or break-even: derived from the result and a tolerance, never stored as truth."""

from decimal import Decimal

from core.instruments.instrument import Instrument
from core.trades.trade import Outcome, Tolerance, ToleranceUnit


def outcome_of(
    net: Decimal | None,
    points: Decimal | None,
    result_r: Decimal | None,
    tolerance: Tolerance,
    instrument: Instrument | None,
) -> Outcome | None:
    """The outcome of a closed trade; None when nothing of its result is known.

    The result is its net, else its R, else its move in price. A tolerance in a unit that is unknown
    here (R without a risk, ticks of an unknown market) counts as zero.
    """
    known = (figure for figure in (net, result_r, points) if figure is not None)
    result = next(known, None)
    if result is None:
        return None
    measured = _measured(net, points, result_r, tolerance, instrument)
    if not result or (measured is not None and abs(measured) <= tolerance.amount):
        return Outcome.BREAKEVEN
    return Outcome.WIN if result > 0 else Outcome.LOSS


def _measured(
    net: Decimal | None,
    points: Decimal | None,
    result_r: Decimal | None,
    tolerance: Tolerance,
    instrument: Instrument | None,
) -> Decimal | None:
    match tolerance.unit:
        case ToleranceUnit.MONEY:
            return net
        case ToleranceUnit.R:
            return result_r
        case ToleranceUnit.TICKS:
            return None if points is None or instrument is None else instrument.ticks(points)
