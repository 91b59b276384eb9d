"""What every trade of one account needs beside itself: the account and the trader's own markets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.instruments.catalog import find_instrument
from core.instruments.instrument import Instrument
from core.money import round_half_up
from core.people.account import TradingAccount
from core.trades.conversion import is_foreign, rate_by_price
from core.trades.facts import TradeFacts
from core.trades.rounding import MONEY_DIGITS
from core.trades.trade import EXACT, Tolerance, ToleranceUnit


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    account: TradingAccount
    instruments: Sequence[Instrument] = ()

    @property
    def tolerance(self) -> Tolerance:
        """How far from zero this account still calls break-even."""
        amount, unit = self.account.breakeven_tolerance, self.account.breakeven_unit
        if amount is None:
            return EXACT
        return Tolerance(unit=ToleranceUnit(unit or ToleranceUnit.MONEY), amount=amount)

    def find_market(self, symbol: str) -> Instrument | None:
        """The trader's own market of that symbol, else the catalogue's."""
        own = next((market for market in self.instruments if market.symbol == symbol), None)
        return own or find_instrument(symbol, self.instruments)

    def default_risk(self, facts: TradeFacts) -> Decimal | None:
        """What one trade risks by default, in the market's currency; None where no price says what that is."""
        return self.to_market(self.account.default_risk(self.account.currency), facts)

    def to_market(self, money: Decimal | None, facts: TradeFacts) -> Decimal | None:
        """Money of the account in the market's currency, by the price of the first entry."""
        if money is None or not is_foreign(facts, self.account.currency):
            return money
        entry = facts.entries[0].price if facts.entries else facts.planned_entry
        market = self.find_market(facts.symbol)
        rate = None if entry is None else rate_by_price(market, self.account.currency, entry)
        return None if rate is None else round_half_up(money / rate, MONEY_DIGITS)
