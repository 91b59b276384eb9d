"""What every trade of one account needs beside itself: the account and the trader's own markets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.instruments.catalog import find_instrument
from core.instruments.instrument import Instrument
from core.people.account import TradingAccount
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

    def default_risk(self, currency: str) -> Decimal | None:
        return self.account.default_risk(currency)
