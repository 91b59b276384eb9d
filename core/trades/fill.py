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
    """An execution. Costs are positive when paid and negative when received (a rebate, a swap earned)."""

    kind: FillKind
    price: Decimal
    quantity: Decimal
    at: datetime
    commission: Decimal = ZERO
    fees: Decimal = ZERO
    swap: Decimal = ZERO

    @property
    def costs(self) -> Decimal:
        return self.commission + self.fees + self.swap
