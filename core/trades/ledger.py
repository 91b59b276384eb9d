"""Fills in, position out: average cost, realised results, R against the initial risk."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.errors import Invalid, Refused
from core.instruments.instrument import Instrument
from core.trades.fill import Fill, FillKind
from core.trades.outcome import outcome_of
from core.trades.position import Position, Realised
from core.trades.risk import NO_RISK, InitialRisk, RiskTerms, initial_risk
from core.trades.rounding import Tally, to_decimal
from core.trades.trade import EXACT, Side, Tolerance, ToleranceUnit, TradeStatus


class OverExit(Refused):
    """More is to leave than is open. Fields: `asked`, `remaining`."""

    code = "over_exit"
    phrase = "Only {remaining} is open, so {asked} cannot be closed."


class NoEntry(Refused):
    """The first fill of a trade is not an entry."""

    code = "no_entry"
    phrase = "A trade begins with an entry."


class NoSize(Invalid):
    """A fill of nothing, or of less. Field: `quantity`."""

    code = "no_size"
    phrase = "A size is above zero, not {quantity}."


def position(
    *,
    side: Side,
    fills: Sequence[Fill],
    instrument: Instrument | None,
    risk: RiskTerms = NO_RISK,
    tolerance: Tolerance = EXACT,
    foreign: bool = False,
) -> Position:
    """The position that `fills`, in the order they happened, make.

    Average cost: an exit never changes the average, each exit bears its share of the entry costs paid
    so far. While the instrument (so its point value) is unknown there is no money, and R comes from
    prices alone if nothing was paid in costs. Money is kept to 8 decimals and parts add up exactly.

    `foreign`: the market is not quoted in the account's currency. Once every exit has its rate the money
    is the account's, each exit at its own rate; before that it stays the market's. R is measured in the
    market's currency and does not depend on rates, costs apart, which are always the account's.

    Raises:
        NoEntry: no fills, or the first is an exit.
        NoSize: a fill whose quantity is not above zero.
        OverExit: an exit is larger than what is open.
    """
    if not fills or fills[0].kind is not FillKind.ENTRY:
        raise NoEntry
    at_risk = initial_risk(side, fills, instrument, risk)
    book = _Book(side, instrument, risk, at_risk, _Exchange.of(fills, foreign=foreign))
    for fill in fills:
        if fill.quantity <= 0:
            raise NoSize(quantity=fill.quantity)
        if fill.kind is FillKind.ENTRY:
            book.enter(fill)
        else:
            book.leave(fill)
    return book.close(fills, tolerance)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exchange:
    """`converts`: every exit (before the first: every entry) says what the market's currency was worth."""

    foreign: bool
    converts: bool
    at_entry: Fraction

    @staticmethod
    def of(fills: Sequence[Fill], *, foreign: bool) -> "_Exchange":
        exits = [fill for fill in fills if fill.kind is FillKind.EXIT]
        converts = foreign and all(fill.rate for fill in exits or fills)
        known = next((fill.rate for fill in fills if fill.rate), None)
        return _Exchange(
            foreign=foreign, converts=converts, at_entry=Fraction(known or 1) if converts else Fraction(1)
        )

    def to_account(self, fill: Fill) -> Fraction:
        return Fraction(fill.rate) if self.converts and fill.rate else Fraction(1)

    def to_market(self, costs: Fraction, fill: Fill) -> Fraction | None:
        """Costs of the account in the market's currency; None while nobody knows the rate."""
        if not self.foreign or not costs:
            return costs
        return costs / Fraction(fill.rate) if fill.rate else None

    @property
    def in_account_currency(self) -> bool:
        return not self.foreign or self.converts


class _Book:
    """Running sums while the fills are walked, exact as fractions; it never leaves this file."""

    def __init__(
        self,
        side: Side,
        instrument: Instrument | None,
        terms: RiskTerms,
        at_risk: InitialRisk,
        exchange: _Exchange,
    ) -> None:
        self._side = side
        self._value = None if instrument is None else Fraction(instrument.point_value)
        self._instrument = instrument
        self._terms = terms
        self._at_risk = at_risk
        self._exchange = exchange
        self._open = self._entered = Fraction(0)
        self._open_cost = self._entered_cost = Fraction(0)
        self._waiting_costs = Fraction(0)
        self._exited_value = Fraction(0)
        self._gross, self._costs, self._share_r = Tally(), Tally(), Tally()
        self._realised: list[Realised] = []

    def enter(self, fill: Fill) -> None:
        quantity, price = Fraction(fill.quantity), Fraction(fill.price)
        self._open += quantity
        self._entered += quantity
        self._open_cost += quantity * price
        self._entered_cost += quantity * price
        self._waiting_costs += Fraction(fill.costs)

    def leave(self, fill: Fill) -> None:
        quantity = Fraction(fill.quantity)
        if quantity > self._open:
            raise OverExit(asked=fill.quantity, remaining=to_decimal(self._open))
        part = quantity / self._open
        average = self._open_cost / self._open
        points = (Fraction(fill.price) - average) * self._side.sign
        entry_costs = self._waiting_costs * part
        self._realise(fill, average, points, entry_costs + Fraction(fill.costs))
        self._open -= quantity
        self._open_cost -= average * quantity
        self._waiting_costs -= entry_costs
        self._exited_value += quantity * Fraction(fill.price)

    def _realise(self, fill: Fill, average: Fraction, points: Fraction, costs: Fraction) -> None:
        quantity = Fraction(fill.quantity)
        rate = self._exchange.to_account(fill)
        gross = None if self._value is None else self._gross.add(points * quantity * self._value * rate)
        paid = self._costs.add(costs)
        result = self._comparable(points * quantity, self._exchange.to_market(costs, fill))
        adds_up = self._exchange.in_account_currency or not costs
        whole, part = self._at_risk.amount, self._risk_of_part(average, quantity)
        self._realised.append(
            Realised(
                at=fill.at,
                price=fill.price,
                quantity=fill.quantity,
                points=to_decimal(points),
                gross=gross,
                costs=paid,
                net=None if gross is None or not adds_up else gross - paid,
                part_r=None if result is None or not part else to_decimal(result / part),
                share_r=None if result is None or not whole else self._share_r.add(result / whole),
            )
        )

    def _comparable(self, moved: Fraction, costs: Fraction | None) -> Fraction | None:
        """The exit's net in the unit of the risk: money of the market, or price moves without a point value."""
        if costs is None:
            return None
        if self._value is not None:
            return moved * self._value - costs
        return moved if self._at_risk.in_points and not costs else None

    def _risk_of_part(self, average: Fraction, quantity: Fraction) -> Fraction | None:
        """1R of `quantity`: from its own average to the stop, or its share of a risk given in money."""
        stop = self._terms.initial_stop
        if self._at_risk.by_stop and stop is not None:
            distance = (average - Fraction(stop)) * self._side.sign
            return distance * quantity * (self._value or 1) if distance > 0 else None
        whole = self._at_risk.amount
        return None if whole is None else whole * quantity / self._entered

    def close(self, fills: Sequence[Fill], tolerance: Tolerance) -> Position:
        closed = not self._open
        exited = self._entered - self._open
        money = self._value is not None
        adds_up = self._exchange.in_account_currency or not any(fill.costs for fill in fills)
        net = self._gross.total - self._costs.total if money and adds_up else None
        if tolerance.unit is ToleranceUnit.MONEY and not self._exchange.in_account_currency:
            tolerance = EXACT
        result_r = self._share_r.total if self._knows_r() else None
        points = self._net_points() if closed else None
        risk = self._at_risk
        return Position(
            side=self._side,
            status=TradeStatus.CLOSED if closed else TradeStatus.OPEN,
            opened_at=fills[0].at,
            closed_at=self._realised[-1].at if closed else None,
            entered_quantity=to_decimal(self._entered),
            open_quantity=to_decimal(self._open),
            average_entry=to_decimal(self._entered_cost / self._entered),
            open_average=None if closed else to_decimal(self._open_cost / self._open),
            average_exit=to_decimal(self._exited_value / exited) if exited else None,
            initial_risk=self._initial_risk(),
            risk_source=risk.source,
            realised=tuple(self._realised),
            gross=self._gross.total if money else None,
            costs=self._costs.total,
            net=net,
            result_r=result_r,
            outcome=outcome_of(net, points, result_r, tolerance, self._instrument) if closed else None,
            in_account_currency=self._exchange.in_account_currency,
        )

    def _initial_risk(self) -> Decimal | None:
        """1R in the currency of the results, at the first rate that is known."""
        risk = self._at_risk
        if risk.amount is None or risk.in_points:
            return None
        return to_decimal(risk.amount * self._exchange.at_entry)

    def _knows_r(self) -> bool:
        return bool(self._realised) and all(part.share_r is not None for part in self._realised)

    def _net_points(self) -> Decimal:
        """Average move per unit over the whole trade, before costs."""
        moved = (self._exited_value - self._entered_cost) * self._side.sign
        return to_decimal(moved / self._entered)
