"""One execution: what was bought or sold, when, at which price, at which cost."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)


class FillKind(StrEnum):
    ENTRY = "entry"
    EXIT = "exit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """An execution. Costs are positive when paid and negative when received (a rebate, a swap earned).

    Costs are in the account's currency; `rate` is what one unit of the market's was worth in it.
    """

    kind: FillKind
    price: Decimal
    quantity: Decimal
    at: datetime
    commission: Decimal = ZERO
    fees: Decimal = ZERO
    swap: Decimal = ZERO
    rate: Decimal | None = None

    @property
    def costs(self) -> Decimal:
        return self.commission + self.fees + self.swap
