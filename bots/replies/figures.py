"""How figures of a trade look in a line: sizes, sides, R and money with their tone, durations."""

from datetime import timedelta
from decimal import Decimal

from core.instruments.instrument import SizeUnit
from core.messaging.phrases import Say, phrase
from core.messaging.screen import Span, Spans, Tone
from core.money import Money, format_money, format_price, format_r, format_size, round_half_up, tidy
from core.trades.record import Trade
from core.trades.trade import Side

OPEN_SIGN = "●"
DONE_SIGN = "✓"
_SIDE_SIGNS = {Side.LONG: "▲", Side.SHORT: "▼"}
_LOT_DIGITS = 2
_AVERAGE_DIGITS = 8
FEELINGS = (
    *(phrase("calm", context="feeling"), phrase("confident", context="feeling")),
    *(phrase("focused", context="feeling"), phrase("anxious", context="feeling")),
    *(phrase("fearful", context="feeling"), phrase("fomo", context="feeling")),
    *(phrase("greedy", context="feeling"), phrase("revenge", context="feeling")),
    *(phrase("frustrated", context="feeling"), phrase("impulsive", context="feeling")),
    *(phrase("bored", context="feeling"), phrase("tired", context="feeling")),
    *(phrase("excited", context="feeling"), phrase("doubtful", context="feeling")),
)
"""The journal's names of feelings (core.trades.shorthand.feelings)."""
_FRACTION = 2
"""The number by whose form a fraction is counted (`0.5 contracts`)."""


def side_sign(side: Side) -> str:
    """▲ or ▼."""
    return _SIDE_SIGNS[side]


def named(symbol: str, side: Side) -> str:
    """`EURUSD ▲`."""
    return f"{symbol} {side_sign(side)}"


def show_price(trade: Trade, price: Decimal) -> str:
    """A price as it was typed."""
    return trade.instrument.show(price) if trade.instrument else format_price(price)


def show_average(trade: Trade, price: Decimal) -> str:
    """A computed price, rounded to what the market quotes, without zeros that nobody typed."""
    digits = trade.instrument.price_digits if trade.instrument else _AVERAGE_DIGITS
    rounded = round_half_up(price, digits)
    return show_price(trade, tidy(rounded))


def show_quantity(quantity: Decimal, unit: str | None) -> str:
    """The bare number: `0.50` of lots, `3` of contracts."""
    return format_size(quantity, _LOT_DIGITS if unit == SizeUnit.LOTS else 0)


def show_size(say: Say, quantity: Decimal, unit: str | None) -> str:
    """`0.50 lots`, `1 contract`; the bare number where no unit is known."""
    number = show_quantity(quantity, unit)
    count = int(quantity) if quantity == quantity.to_integral_value() else _FRACTION
    match unit:
        case SizeUnit.LOTS:
            return say("{number} lots", number=number)
        case SizeUnit.CONTRACTS:
            return say("{number} contract", "{number} contracts", count=count, number=number)
        case SizeUnit.SHARES:
            return say("{number} share", "{number} shares", count=count, number=number)
        case SizeUnit.COINS:
            return say("{number} coin", "{number} coins", count=count, number=number)
        case _:
            return number


def show_rate(rate: Decimal) -> str:
    """Five digits that count: `1.27`, `0.0066667`."""
    digits = max(4 - rate.adjusted(), 0)
    return format_price(tidy(round(rate, digits)))


def tone_of(value: Decimal | None) -> Tone:
    if value is None or not value:
        return Tone.PLAIN
    return Tone.GAIN if value > 0 else Tone.LOSS


def show_r(value: Decimal, digits: int = 2) -> Span:
    """`+1.27R` in its tone."""
    return Span(format_r(value, digits), tone_of(value))


def show_money(amount: Decimal, currency: str) -> Span:
    """`+$190.00` in its tone."""
    return Span(format_money(Money(amount, currency)), tone_of(amount))


def show_result(result_r: Decimal | None, money: Decimal | None, currency: str) -> Spans:
    """`+1.27R (+$190.00)`, whichever of the two is known; nothing if neither is."""
    if result_r is None and money is None:
        return ()
    if result_r is None:
        return (show_money(money or Decimal(0), currency),)
    if money is None:
        return (show_r(result_r),)
    words = f"{format_r(result_r)} ({format_money(Money(money, currency))})"
    return (Span(words, tone_of(result_r)),)


def show_feeling(say: Say, feeling: str) -> str:
    """`calm, tired` in the reader's words; what the person found words for stays."""
    return ", ".join(say(each, context="feeling") for each in feeling.split(", "))


def show_duration(say: Say, length: timedelta) -> str:
    """`2 h 14 min`, `11 min`, `3 d 4 h`; the two largest units that count."""
    minutes = max(int(length.total_seconds()) // 60, 0)
    if minutes < 1:
        return say("less than a minute")
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = (
        (days, say("{count} d", count=days)),
        (hours, say("{count} h", count=hours)),
        (minutes, say("{count} min", count=minutes)),
    )
    return " ".join([words for count, words in parts if count][:2])


def joined(parts: tuple[str | None, ...], mark: str = " · ") -> str:
    return mark.join(part for part in parts if part)
