"""A trade as the journal keeps it: what was said, what it comes to, what it is worth."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.errors import Invalid
from core.identifiers import AccountId, TradeId, UserId
from core.instruments.instrument import Instrument
from core.trades.conversion import is_foreign
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.ledger import position
from core.trades.plan import Plan, plan_trade
from core.trades.position import Position
from core.trades.result import missed_position, result_position
from core.trades.risk import RiskTerms
from core.trades.trade import EXACT, Side, Tolerance, TradeStatus

_MOST_MONEY = Decimal(10) ** 12
_MOST_R = Decimal(10) ** 8
_MOST_PRICE = Decimal(10) ** 20
_LEAST = Decimal("1e-18")
"""What the columns hold: numeric(20,8), numeric(12,4), numeric(38,18)."""


class Implausible(Invalid):
    """The numbers are larger, or smaller, than the journal can hold. Field: `symbol`."""

    code = "implausible"
    phrase = "{symbol}: price and size make more, or less, than any account holds. Please look at both again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """`revision` counts its changes. `instrument` is None while the market's point value is unknown."""

    id: TradeId
    owner: UserId
    account: AccountId
    revision: int
    facts: TradeFacts
    instrument: Instrument | None
    position: Position
    account_currency: str | None = None
    account_name: str | None = None
    """Only where the person has several accounts."""

    @property
    def symbol(self) -> str:
        return self.facts.symbol

    @property
    def side(self) -> Side:
        return self.facts.side

    @property
    def currency(self) -> str:
        """What the results are in: the account's, or the market's while a rate is unknown."""
        if self.account_currency is None or not self.position.in_account_currency:
            return self.facts.currency
        return self.account_currency

    @property
    def is_open(self) -> bool:
        return self.facts.in_journal and self.position.status is TradeStatus.OPEN

    @property
    def is_missed(self) -> bool:
        return self.facts.missed

    @property
    def opened_at(self) -> datetime | None:
        return self.position.opened_at

    @property
    def plan(self) -> Plan | None:
        """What the first entries meant to risk and to win; None for a trade told by its result.

        Its risk is in the market's currency.
        """
        entry = self.position.average_entry or self.facts.planned_entry
        if entry is None:
            return None
        return plan_trade(
            side=self.facts.side,
            entry=entry,
            stop=self.facts.initial_stop,
            targets=self.facts.targets,
            quantity=self.position.entered_quantity or self.facts.planned_size,
            instrument=self.instrument,
        )


def worth(trade: Trade, amount: Decimal) -> Decimal:
    """Money of the market in the currency of the results, at the rate that 1R is measured by."""
    if trade.currency == trade.facts.currency:
        return amount
    rate = next((fill.rate for fill in trade.facts.fills if fill.rate), Decimal(1))
    return amount * rate


def make_trade(facts: TradeFacts, desk: Desk, *, trade_id: TradeId, owner: UserId, revision: int) -> Trade:
    """The trade of these facts at this desk.

    Raises:
        OverExit, NoEntry, NoSize: the facts contradict themselves.
    """
    instrument = desk.find_market(facts.symbol)
    account = desk.account
    return Trade(
        id=trade_id,
        owner=owner,
        account=account.id,
        revision=revision,
        facts=facts,
        instrument=instrument,
        position=position_of(facts, instrument, desk.tolerance, account.currency),
        account_currency=account.currency,
        account_name=account.name if account.is_one_of_several else None,
    )


def position_of(
    facts: TradeFacts,
    instrument: Instrument | None,
    tolerance: Tolerance = EXACT,
    currency: str | None = None,
) -> Position:
    """What the facts come to; `currency` is the account's (None: the market's own).

    Raises:
        OverExit, NoEntry, NoSize: the facts contradict themselves.
    """
    risk = RiskTerms(
        initial_stop=facts.initial_stop,
        declared=facts.declared_risk,
        account_default=facts.default_risk,
    )
    foreign = currency is not None and is_foreign(facts, currency)
    if facts.missed:
        return missed_position(facts.side, facts.seen_at)
    if facts.told is not None:
        return result_position(
            side=facts.side,
            money=facts.told.money,
            result_r=facts.told.result_r,
            risk=risk,
            tolerance=tolerance,
            opened_at=facts.told.at,
            closed_at=facts.told.at,
            foreign=foreign,
            rate=facts.told.rate,
        )
    return position(
        side=facts.side,
        fills=[fill.as_fill() for fill in facts.fills],
        instrument=instrument,
        risk=risk,
        tolerance=tolerance,
        foreign=foreign,
    )


def planned_reward(trade: Trade) -> Decimal | None:
    """The planned R of the first target that has one."""
    plan = trade.plan
    rewards = () if plan is None else plan.rewards
    return next((reward for reward in rewards if reward is not None), None)


def require_storable(trade: Trade) -> Trade:
    """The trade itself.

    Raises:
        Implausible: a figure is larger than its column.
    """
    position, facts = trade.position, trade.facts
    money = [position.net, position.gross, position.costs, position.initial_risk, facts.declared_risk]
    multiples = [position.result_r, planned_reward(trade)]
    for exit_ in position.realised:
        money.append(exit_.net)
        multiples.append(exit_.share_r)
    prices = [position.entered_quantity, facts.stop, facts.initial_stop, facts.best, facts.worst]
    prices += [facts.planned_entry, facts.planned_size, *facts.targets]
    prices += [price for fill in facts.fills for price in (fill.price, fill.quantity)]
    checks = ((money, _MOST_MONEY), (multiples, _MOST_R), (prices, _MOST_PRICE))
    too_large = any(value is not None and abs(value) >= most for values, most in checks for value in values)
    too_small = any(number < _LEAST for fill in facts.fills for number in (fill.price, fill.quantity))
    if too_large or too_small:
        raise Implausible(symbol=facts.symbol)
    return trade
