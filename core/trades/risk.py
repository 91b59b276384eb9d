"""What 1R of a trade is: declared money, else the initial stop, else the account's default."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.instruments.instrument import Instrument
from core.trades.fill import Fill, FillKind
from core.trades.position import RiskSource
from core.trades.trade import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTerms:
    """What was said about risk, in order of trust.

    Declared and default risk are positive money in the instrument's quote currency. Pass the stop of
    the first entry: a stop moved later never changes R.
    """

    initial_stop: Decimal | None = None
    declared: Decimal | None = None
    account_default: Decimal | None = None


NO_RISK = RiskTerms()


@dataclass(frozen=True, slots=True, kw_only=True)
class InitialRisk:
    """`amount` is money, or price times size (`in_points`) while the point value is unknown."""

    amount: Fraction | None
    source: RiskSource | None
    in_points: bool = False

    @property
    def by_stop(self) -> bool:
        return self.source is RiskSource.STOP


def initial_risk(
    side: Side, fills: Sequence[Fill], instrument: Instrument | None, terms: RiskTerms
) -> InitialRisk:
    """1R of the whole trade.

    By the stop it is |average entry - initial stop| x everything entered: size added later risks its
    own way to the same stop. A stop on the wrong side says nothing, so the account's default counts.
    """
    if terms.declared is not None and terms.declared > 0:
        return InitialRisk(amount=Fraction(terms.declared), source=RiskSource.DECLARED)
    by_stop = _risk_by_stop(side, fills, terms.initial_stop)
    if by_stop > 0:
        if instrument is None:
            return InitialRisk(amount=by_stop, source=RiskSource.STOP, in_points=True)
        money = by_stop * Fraction(instrument.point_value)
        return InitialRisk(amount=money, source=RiskSource.STOP)
    if terms.account_default is not None and terms.account_default > 0:
        return InitialRisk(amount=Fraction(terms.account_default), source=RiskSource.ACCOUNT)
    return InitialRisk(amount=None, source=None)


def _risk_by_stop(side: Side, fills: Sequence[Fill], stop: Decimal | None) -> Fraction:
    if stop is None:
        return Fraction(0)
    entries = (fill for fill in fills if fill.kind is FillKind.ENTRY)
    distances = ((Fraction(fill.price) - Fraction(stop)) * Fraction(fill.quantity) for fill in entries)
    return sum(distances, Fraction(0)) * side.sign
