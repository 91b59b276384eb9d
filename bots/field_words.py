"""The values of a trade's fields as people read and type them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bots.replies.figures import joined, show_average, show_price, show_quantity
from core.instruments.catalog import find_instrument, plain_symbol
from core.messaging.dates import show_clock, show_day
from core.messaging.phrases import Phrase, phrase, say
from core.money import format_price, format_r
from core.trades.corrections import total_cost
from core.trades.facts import FillFacts
from core.trades.record import Trade
from core.trades.shorthand import read_trade
from core.trades.trade import Side
from core.trades.typed import Unreadable, parse_number, parse_price, parse_size
from core.trades.when import parse_moment

SWAP = "swap"
_SIDES = {Side.LONG: phrase("long"), Side.SHORT: phrase("short")}
_SHOWN = 40


def label_of(label: Phrase, number: int | None) -> str:
    return say(label) if number is None else f"{say(label)} {number}"


def show_side(trade: Trade, _: ZoneInfo) -> str:
    return say(_SIDES[trade.side])


def show_size_of(trade: Trade, _: ZoneInfo) -> str:
    facts = trade.facts
    size = facts.planned_size if facts.missed else facts.entries[0].quantity
    return "" if size is None else show_quantity(size, facts.quantity_unit)


def show_entry(trade: Trade, _: ZoneInfo) -> str:
    facts = trade.facts
    price = facts.planned_entry if facts.missed else facts.entries[0].price
    return "" if price is None else show_average(trade, price)


def show_stop(trade: Trade, _: ZoneInfo) -> str:
    return "" if trade.facts.stop is None else show_price(trade, trade.facts.stop)


def show_cost(cost: str, trade: Trade, _: ZoneInfo) -> str:
    """What was paid; of a swap what it did to the result, so that one received is above zero."""
    total = total_cost(trade.facts, cost)
    if not total:
        return ""
    return f"{'−' if total > 0 else '+'}{format_price(abs(total))}" if cost == SWAP else format_price(total)


def show_told(trade: Trade, _: ZoneInfo) -> str:
    told = trade.facts.told
    if told is None:
        return ""
    result_r = None if told.result_r is None else format_r(told.result_r)
    return joined((result_r, None if told.money is None else f"{told.money:+f}"), ", ")


def show_target(trade: Trade, at: int) -> str:
    targets = trade.facts.targets
    return show_price(trade, targets[at]) if at < len(targets) else ""


def show_fill(trade: Trade, fills: Sequence[FillFacts], at: int) -> str:
    """`1.0871`, with its size where there are several."""
    if at >= len(fills):
        return ""
    size = show_quantity(fills[at].quantity, trade.facts.quantity_unit) if len(fills) > 1 else None
    return joined((show_average(trade, fills[at].price), size), " × ")


def show_moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{show_day(local.date())} {show_clock(local)}"


def read_side(text: str) -> str:
    """`long`, `sell`, in any language of the shorthand."""
    found = read_trade(f"{text.strip()[:_SHOWN]} EURUSD 1.1").side
    if found is None:
        raise Unreadable(typed=text.strip()[:_SHOWN], wanted=phrase("long or short"))
    return found.value


def read_market(text: str) -> str:
    market = find_instrument(text)
    plain = market.symbol if market else plain_symbol(text)
    if not plain or not any(sign.isalpha() for sign in plain):
        raise Unreadable(typed=text.strip()[:_SHOWN], wanted=phrase("a market such as EURUSD, NQ or XAUUSD"))
    return plain


def read_size(text: str) -> str:
    return str(parse_size(text)[0])


def read_price(text: str) -> str:
    return str(parse_price(text))


def read_prices(text: str) -> str:
    """One price, or several: further ones are added."""
    return " ".join(str(parse_price(each)) for each in text.replace(";", " ").split())


def read_fill(text: str) -> str:
    """`1.0871`, or with its size `1.0871 0.25`."""
    price, *rest = text.replace("×", " ").split() or [""]
    found = str(parse_price(price))
    return f"{found} {parse_size(' '.join(rest))[0]}" if rest else found


def read_paid(text: str) -> str:
    """A commission or a fee: paid, with or without a minus."""
    return str(abs(Decimal(read_amount(text))))


def read_swap(text: str) -> str:
    """`-1.20` was paid, `1.20` was received: kept as what it cost."""
    return str(-Decimal(read_amount(text)))


def read_amount(text: str) -> str:
    """Money with its sign."""
    typed = text.strip().strip("$€£")
    value = parse_number(typed.lstrip("+-−").strip("$€£ "))
    if value is None:
        raise Unreadable(typed=text.strip()[:_SHOWN], wanted=phrase("an amount such as 7.50"))
    return str(-value if typed.startswith(("-", "−")) else value)


def read_told(text: str) -> str:
    """`+2R`, `-120`."""
    typed = text.strip().casefold()
    in_r = typed.endswith("r")
    amount = read_amount(typed.removesuffix("r").strip())
    return f"{amount}r" if in_r else amount


def read_moment(text: str) -> str:
    """Words with a day or a clock time in them; which moment that is, is known beside the present one."""
    if not any(sign.isdigit() for sign in text) and not any(sign.isalpha() for sign in text):
        raise Unreadable(typed=text.strip()[:_SHOWN], wanted=phrase("a time such as yesterday 14:30"))
    return text.strip()[:60]


def find_moment(words: str, present: datetime, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment the words mean; a clock time alone keeps the day.

    Raises:
        Unreadable: they mean none.
    """
    local = present.astimezone(zone)
    found = parse_moment(words, now=now, zone=zone)
    if found == now:
        raise Unreadable(typed=words[:_SHOWN], wanted=phrase("a time such as yesterday 14:30"))
    only_clock = all(sign.isdigit() or sign in ":. " for sign in words) and ":" in words
    if only_clock:
        clock = found.astimezone(zone).timetz()
        found = datetime.combine(local.date(), clock.replace(tzinfo=None), tzinfo=zone).astimezone(UTC)
    return min(found, now)
