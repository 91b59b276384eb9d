"""One market and the numbers that turn its prices into money."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.money import format_price, round_half_up


class AssetClass(StrEnum):
    FOREX = "forex"
    METAL = "metal"
    ENERGY = "energy"
    INDEX = "index"
    FUTURE = "future"
    CRYPTO = "crypto"
    STOCK = "stock"


class SizeUnit(StrEnum):
    LOTS = "lots"
    CONTRACTS = "contracts"
    SHARES = "shares"
    COINS = "coins"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceBand:
    """Prices a careful reader believes without asking; both ends belong to it."""

    low: Decimal
    high: Decimal

    def holds(self, price: Decimal) -> bool:
        return self.low <= price <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A market.

    `point_value` is the money (in `quote_currency`) that a move of 1.0 in price makes on a size of 1
    in `size_unit`; `contract_size` is how much of the underlying one such unit is. A quote has
    `price_digits` decimals and is never shown with fewer than `shown_digits`. No `band`: nothing is
    known of its prices.
    """

    symbol: str
    name: str
    asset_class: AssetClass
    quote_currency: str
    tick_size: Decimal
    pip_size: Decimal | None = None
    point_value: Decimal
    contract_size: Decimal
    price_digits: int
    shown_digits: int = 0
    size_unit: SizeUnit
    band: PriceBand | None = None

    def pips(self, distance: Decimal) -> Decimal | None:
        """A distance in price as pips, None where the market has none."""
        return None if self.pip_size is None else distance / self.pip_size

    def ticks(self, distance: Decimal) -> Decimal:
        return distance / self.tick_size

    def show(self, price: Decimal) -> str:
        """A typed price as it was typed, but never with fewer decimals than traders write (`1.0850`)."""
        return format_price(price, self.shown_digits, self.price_digits)

    def show_average(self, price: Decimal) -> str:
        """A computed price, rounded to what the market quotes."""
        return self.show(round_half_up(price, self.price_digits))

    def value(self, distance: Decimal, size: Decimal) -> Decimal:
        """Money in the quote currency that `distance` makes on `size`."""
        return distance * size * self.point_value
