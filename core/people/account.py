"""A trading account: its currency, its trading day, what it calls break-even, what it risks by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from core.identifiers import AccountId, UserId
from core.periods import local_day


@dataclass(frozen=True, kw_only=True, slots=True)
class TradingAccount:
    """`zone` and `cutoff` rule the account's trading days, wherever its owner travels.

    At most one of the two default risks is set; the percentage is of `starting_balance`.
    """

    id: AccountId
    owner: UserId
    name: str
    currency: str
    zone: ZoneInfo
    cutoff: time
    breakeven_tolerance: Decimal | None = None
    breakeven_unit: str | None = None
    default_risk_amount: Decimal | None = None
    default_risk_percent: Decimal | None = None
    starting_balance: Decimal | None = None
    is_one_of_several: bool = False

    def day_of(self, moment: datetime) -> date:
        """The trading day that `moment` belongs to."""
        return local_day(moment, self.zone, self.cutoff)

    def default_risk(self, currency: str) -> Decimal | None:
        """What one trade risks by default; None when unsaid, or when `currency` is another one."""
        if currency != self.currency:
            return None
        if self.default_risk_amount is not None:
            return self.default_risk_amount
        if self.default_risk_percent is None or self.starting_balance is None:
            return None
        return self.default_risk_percent * self.starting_balance / 100


ACCOUNT_COLUMNS = """a.id as account_id, a.user_id as owner, a.name as account_name, a.currency as account_currency,
    a.timezone as account_zone, a.day_cutoff, a.breakeven_tolerance, a.breakeven_unit,
    a.default_risk_amount, a.default_risk_percent, a.starting_balance,
    (select count(*) > 1 from trading_accounts o where o.user_id = a.user_id) as is_one_of_several"""
"""For a query with `trading_accounts a`."""


def read_account(row: Mapping[str, Any]) -> TradingAccount:
    """A row of ACCOUNT_COLUMNS."""
    cutoff = row["day_cutoff"]
    return TradingAccount(
        id=AccountId(row["account_id"]),
        owner=UserId(row["owner"]),
        name=row["account_name"],
        currency=row["account_currency"],
        zone=ZoneInfo(row["account_zone"]),
        cutoff=cutoff if isinstance(cutoff, time) else time.fromisoformat(str(cutoff)),
        breakeven_tolerance=row["breakeven_tolerance"],
        breakeven_unit=row["breakeven_unit"],
        default_risk_amount=row["default_risk_amount"],
        default_risk_percent=row["default_risk_percent"],
        starting_balance=row["starting_balance"],
        is_one_of_several=row["is_one_of_several"],
    )
