"""What a row of fills comes to: the position, its result, its R and its outcome."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from core.trades.trade import Outcome, Side, TradeStatus


class RiskSource(StrEnum):
    """Where the money at risk comes from, the most trusted first."""

    DECLARED = "declared"
    STOP = "stop"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Realised:
    """One exit. Money is in the account's currency, or in the market's while a rate is unknown; None while
    the point value is unknown, or while costs in one currency meet a result in another.

    `part_r` measures the result against the risk of the part that left ("+0.70R on that half");
    `share_r` against the risk of the whole trade: the shares of all exits add up to the trade's R.
    """

    at: datetime
    price: Decimal
    quantity: Decimal
    points: Decimal
    """Move per unit of size in the trade's favour, against the average entry."""
    gross: Decimal | None
    costs: Decimal
    net: Decimal | None
    part_r: Decimal | None
    share_r: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A trade from its first entry on. Undefined is None; `in_account_currency` says what money is in.

    `average_entry` is over everything ever entered, `open_average` the average cost of what is still
    open (they differ only when size was added after a part had left). `net` and `result_r` are what
    is booked so far; `outcome` exists once the trade is closed.
    """

    side: Side | None
    status: TradeStatus
    opened_at: datetime | None
    closed_at: datetime | None
    entered_quantity: Decimal
    open_quantity: Decimal
    average_entry: Decimal | None
    open_average: Decimal | None
    average_exit: Decimal | None
    initial_risk: Decimal | None
    risk_source: RiskSource | None
    realised: tuple[Realised, ...]
    gross: Decimal | None
    costs: Decimal
    net: Decimal | None
    result_r: Decimal | None
    outcome: Outcome | None
    in_account_currency: bool = True
    """False: the market is quoted in another currency and no rate is known, so its money is in that one."""

    @property
    def holding_time(self) -> timedelta | None:
        """From the first entry to the last exit; None while open or when unknown."""
        if self.opened_at is None or self.closed_at is None:
            return None
        return self.closed_at - self.opened_at
