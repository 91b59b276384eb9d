"""What was said about a trade; everything else of it is derived from this."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from core.trades.fill import ZERO, Fill, FillKind
from core.trades.trade import Side


class RateSource(StrEnum):
    """Who says what a currency was worth: the price of the fill itself, the trader, an earlier fill's rate."""

    PRICE = "price"
    TOLD = "told"
    EARLIER = "earlier"


class FillFacts(Struct, frozen=True, kw_only=True):
    """One execution with the id it is kept under."""

    id: UUID
    kind: FillKind
    price: Decimal
    quantity: Decimal
    at: datetime
    commission: Decimal = ZERO
    fees: Decimal = ZERO
    swap: Decimal = ZERO
    rate: Decimal | None = None
    """What one unit of the market's currency was worth in the account's; None where both are the same."""
    rate_source: RateSource | None = None
    day: date | None = None
    """The account's trading day it was booked on, for good; None: not booked yet, or `at` was corrected."""

    def as_fill(self) -> Fill:
        return Fill(
            kind=self.kind,
            price=self.price,
            quantity=self.quantity,
            at=self.at,
            commission=self.commission,
            fees=self.fees,
            swap=self.swap,
            rate=self.rate,
        )


class Told(Struct, frozen=True, kw_only=True):
    """A result without prices (`+120`, `+2R`); at least one of the two is set. Kept as a fill of its own."""

    id: UUID
    at: datetime
    money: Decimal | None = None
    result_r: Decimal | None = None
    rate: Decimal | None = None
    rate_source: RateSource | None = None
    day: date | None = None


class TradeFacts(Struct, frozen=True, kw_only=True):
    """A trade as told. What undo takes back is one of these, so it can be written as JSON.

    `stop` is where the stop lies now, `initial_stop` where it lay at first (it fixes R). A trade of
    which only the result is known has no fills but what was `told`. One that was `missed` has neither,
    but `planned_entry`, `planned_size` and the moment it was seen. `currency` is the market's (of a told
    result: its own); `default_risk` is what the account risked by default when the trade was opened, in
    that currency. `account` None: wherever it lies.
    """

    symbol: str
    side: Side
    currency: str
    fills: tuple[FillFacts, ...] = ()
    quantity_unit: str | None = None
    initial_stop: Decimal | None = None
    stop: Decimal | None = None
    targets: tuple[Decimal, ...] = ()
    declared_risk: Decimal | None = None
    default_risk: Decimal | None = None
    told: Told | None = None
    setup: str | None = None
    tags: tuple[str, ...] = ()
    feeling: str | None = None
    notes: str | None = None
    entry_quality: int | None = None
    exit_quality: int | None = None
    rules_kept: bool | None = None
    confidence: int | None = None
    market: str | None = None
    rule_checks: dict[UUID, bool] = {}
    answers: dict[UUID, str] = {}
    passed: tuple[str, ...] = ()
    """What was asked about it and skipped (core.reflection), so that nobody asks again."""
    best: Decimal | None = None
    worst: Decimal | None = None
    group: UUID | None = None
    missed: bool = False
    planned_entry: Decimal | None = None
    planned_size: Decimal | None = None
    seen_at: datetime | None = None
    account: UUID | None = None
    pictures: tuple[UUID, ...] = ()
    in_journal: bool = True
    """False once the whole trade was taken back: it lies in the trash."""

    @property
    def entries(self) -> tuple[FillFacts, ...]:
        return tuple(fill for fill in self.fills if fill.kind is FillKind.ENTRY)

    @property
    def exits(self) -> tuple[FillFacts, ...]:
        return tuple(fill for fill in self.fills if fill.kind is FillKind.EXIT)
