"""A person of the journal: what every conversation needs to know about who is speaking."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.identifiers import AccountId, UserId


class Role(StrEnum):
    TRADER = "trader"
    MENTOR = "mentor"
    ADMIN = "admin"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """`zone` is the person's reporting zone; the default account's own zone rules its trading days.

    `default_risk_percent` is a percentage (0.5 means 0.5 %), `default_risk_amount` money in
    `currency`; at most one is set, both None until the person says so.
    """

    id: UserId
    name: str
    role: Role
    zone: ZoneInfo
    locale: str
    currency: str
    account: AccountId
    default_risk_percent: Decimal | None = None
    default_risk_amount: Decimal | None = None
    is_onboarded: bool = False
    asks_own: bool = False
    """Questions of the person's own are to be asked about each new trade."""
    preferences: dict[str, object] = field(default_factory=dict[str, object])
