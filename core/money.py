"""Amounts with a currency, and how the journal writes numbers: in the dress of the spoken language."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from core.errors import Refused
from core.messaging.tongue import NO_BREAK, spoken

MINUS = "\N{MINUS SIGN}"

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "BRL": "R$", "RUB": "₽"}
_DIGITS = {"JPY": 0, "KRW": 0, "HUF": 0, "CLP": 0, "BTC": 8, "ETH": 8}
_EXACT = Context(prec=60)
"""A column holds 38 digits; the default context would round to 28."""


class CurrencyMismatch(Refused):
    """Two currencies in one sum. Fields: `left`, `right`."""

    code = "currency_mismatch"
    phrase = "{left} and {right} cannot be added without a rate."


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of one currency (an ISO code or a coin); rounded only where it is shown."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        require_decimal(self.amount)

    def __add__(self, other: "Money") -> "Money":
        self._require_same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._require_same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        return Money(self.amount * require_decimal(factor), self.currency)

    def _require_same_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(left=self.currency, right=other.currency)


def require_decimal(value: object) -> Decimal:
    """`value` as Decimal; ints pass, floats never.

    Raises:
        TypeError: anything else, a float or a bool above all.
        ValueError: NaN and infinities.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, Decimal):
        raise TypeError(f"money and prices are Decimal, not {type(value).__name__}")
    if not value.is_finite():
        raise ValueError("money and prices are finite")
    return value


def round_half_up(value: Decimal, digits: int) -> Decimal:
    """Round as people do: 0.125 becomes 0.13, −0.125 becomes −0.13; never gives a negative zero."""
    step = Decimal(1).scaleb(-digits)
    rounded = require_decimal(value).quantize(step, rounding=ROUND_HALF_UP, context=_EXACT)
    return rounded if rounded else abs(rounded)


def tidy(value: Decimal) -> Decimal:
    """Without the zeros that a database column appends (`1.085`), and never in exponent form (100, not 1E+2)."""
    stripped = value.normalize(_EXACT)
    exponent = stripped.as_tuple().exponent
    is_short = isinstance(exponent, int) and exponent > 0
    return stripped.quantize(Decimal(1), context=_EXACT) if is_short else stripped


def format_number(value: Decimal, digits: int, *, signed: bool = False) -> str:
    """`1,234.50`, `−150.00`; with `signed` a gain bears its plus and zero stays bare."""
    rounded = round_half_up(value, digits)
    return f"{_sign(rounded, signed=signed)}{spoken().dress(f'{abs(rounded):,.{digits}f}')}"


def format_short(value: Decimal, most: int = 2) -> str:
    """At most so many decimals and no trailing zeros: `30`, `12.5`, `1,234`."""
    rounded = round_half_up(value, most)
    return format_number(rounded, _decimals(tidy(rounded)))


def format_money(money: Money, *, signed: bool = True, cents: bool = True) -> str:
    """`+$190.00`, `−$150.00`, `+120.00 CHF`; without `cents` whole amounts lose theirs (`$150`)."""
    digits = currency_digits(money.currency)
    if not cents and round_half_up(money.amount, digits) == round_half_up(money.amount, 0):
        digits = 0
    rounded = round_half_up(money.amount, digits)
    tongue = spoken()
    number = tongue.dress(f"{abs(rounded):,.{digits}f}")
    symbol = _SYMBOLS.get(money.currency)
    shown = tongue.with_symbol(symbol, number) if symbol else f"{number} {money.currency}"
    return f"{_sign(rounded, signed=signed)}{shown}"


def format_r(value: Decimal, digits: int = 2, *, signed: bool = True) -> str:
    """`+1.27R`; one trade and an average take 2 digits, sums of R take 1."""
    return f"{format_number(value, digits, signed=signed)}R"


def format_percent(share: Decimal, digits: int = 0) -> str:
    """A share of one as `46 %`; number and sign stay on one line."""
    return f"{format_number(share * 100, digits)}{NO_BREAK}%"


def format_price(price: Decimal, at_least: int = 0, quoted: int = 8) -> str:
    """A price without grouping and with `at_least` so many decimals.

    Typed zeros stay (`1.0850`) up to the `quoted` decimals of the market; the zeros that a database
    column appends do not. What needs more than `at_least` is written to `quoted` (`2410.50`).
    """
    typed, needed = _decimals(price), _decimals(tidy(price))
    if typed > quoted or typed < at_least:
        typed = at_least if needed <= at_least else max(needed, quoted)
    return spoken().dress(f"{price:.{typed}f}").replace("-", MINUS)


def format_size(size: Decimal, digits: int = 0) -> str:
    """A size without trailing zeros, but with at least `digits` decimals (`0.50` lots, `3` contracts)."""
    return spoken().dress(f"{size:,.{max(_decimals(tidy(size)), digits)}f}").replace("-", MINUS)


def currency_digits(currency: str) -> int:
    """Decimals of the smallest shown unit: 2, but 0 for yen and 8 for coins."""
    return _DIGITS.get(currency, 2)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _sign(rounded: Decimal, *, signed: bool) -> str:
    if rounded < 0:
        return MINUS
    return "+" if signed and rounded else ""
