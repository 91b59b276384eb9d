"""A trade of which only the result was told (`+120`, `+2R`)."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from core.trades.outcome import outcome_of
from core.trades.position import Position, RiskSource
from core.trades.risk import NO_RISK, RiskTerms
from core.trades.rounding import MONEY_DIGITS, to_decimal
from core.trades.trade import EXACT, Side, Tolerance, ToleranceUnit, TradeStatus


def result_position(
    *,
    money: Decimal | None,
    result_r: Decimal | None,
    side: Side | None = None,
    risk: RiskTerms = NO_RISK,
    tolerance: Tolerance = EXACT,
    opened_at: datetime | None = None,
    closed_at: datetime | None = None,
    foreign: bool = False,
    rate: Decimal | None = None,
) -> Position:
    """A closed trade without prices: money and R complete each other where a risk is known, and
    everything that would need prices stays None. The quantities are zero. `foreign` and `rate` as in the ledger.
    """
    at_risk, source = _known_risk(risk)
    if money is None and result_r is not None and at_risk is not None:
        money = to_decimal(Fraction(result_r) * Fraction(at_risk), MONEY_DIGITS)
    elif result_r is None and money is not None and at_risk is not None:
        result_r = to_decimal(Fraction(money) / Fraction(at_risk), MONEY_DIGITS)
    if foreign and rate:
        money, at_risk = _exchange(money, rate), _exchange(at_risk, rate)
    elif foreign and tolerance.unit is ToleranceUnit.MONEY:
        tolerance = EXACT
    return Position(
        side=side,
        status=TradeStatus.CLOSED,
        opened_at=opened_at,
        closed_at=closed_at,
        entered_quantity=Decimal(0),
        open_quantity=Decimal(0),
        average_entry=None,
        open_average=None,
        average_exit=None,
        initial_risk=at_risk,
        risk_source=source,
        realised=(),
        gross=money,
        costs=Decimal(0),
        net=money,
        result_r=result_r,
        outcome=outcome_of(money, None, result_r, tolerance, None),
        in_account_currency=not foreign or rate is not None,
    )


def missed_position(side: Side, seen_at: datetime | None) -> Position:
    """A trade that was not taken: nothing entered, nothing realised, no outcome."""
    return Position(
        side=side,
        status=TradeStatus.MISSED,
        opened_at=seen_at,
        closed_at=None,
        entered_quantity=Decimal(0),
        open_quantity=Decimal(0),
        average_entry=None,
        open_average=None,
        average_exit=None,
        initial_risk=None,
        risk_source=None,
        realised=(),
        gross=None,
        costs=Decimal(0),
        net=None,
        result_r=None,
        outcome=None,
    )


def _exchange(amount: Decimal | None, rate: Decimal) -> Decimal | None:
    return None if amount is None else to_decimal(Fraction(amount) * Fraction(rate), MONEY_DIGITS)


def _known_risk(risk: RiskTerms) -> tuple[Decimal | None, RiskSource | None]:
    if risk.declared is not None and risk.declared > 0:
        return risk.declared, RiskSource.DECLARED
    if risk.account_default is not None and risk.account_default > 0:
        return risk.account_default, RiskSource.ACCOUNT
    return None, None
