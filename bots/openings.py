"""Words short of a trade: a market or a side alone begins one, a signed price is no result; what else was read."""

from decimal import Decimal

from msgspec.structs import replace

from core.instruments.catalog import find_instrument
from core.instruments.instrument import Instrument
from core.trades.shorthand import Reading, ReadingKind, read_trade
from core.trades.shorthand.reading import Question, Slot, Why
from core.trades.trade import Side

_SIDES = {"long": Side.LONG, "buy": Side.LONG, "short": Side.SHORT, "sell": Side.SHORT}
_MOST_NAMED = 4
_LONGEST_NAMED = 20


def read_opening(text: str) -> Reading | None:
    """`EURUSD` or `long` by itself: a trade of which everything else is asked."""
    word = text.strip().rstrip(".!")
    side, market = _SIDES.get(word.casefold()), _find_named(word)
    if side is None and market is None:
        return None
    return Reading(
        kind=ReadingKind.ENTRY, side=side, symbol=market.symbol if market else None, instrument=market
    )


def read_named(text: str) -> Reading | None:
    """`GBPUSD note …`, `gbpusd #trend`: words about the trade of a market, which stands first."""
    first, _, rest = text.strip().partition(" ")
    market = _find_named(first)
    if market is None or not rest:
        return None
    reading = read_trade(rest)
    if reading.kind not in (ReadingKind.NOTE, ReadingKind.CHANGE):
        return None
    return replace(reading, symbol=market.symbol, instrument=market)


def doubt_signed(reading: Reading) -> Reading:
    """`EURUSD -1.0850`: a price of that market with a sign is asked about, it is not taken for money lost."""
    market, money = reading.instrument, reading.result_money
    if reading.kind is not ReadingKind.RESULT or market is None or money is None:
        return reading
    if market.band is None or reading.result_currency is not None or not _is_price(market, money):
        return reading
    asked = Question(slot=Slot.ENTRY, why=Why.UNREADABLE, typed=f"{money:+f}")
    return replace(reading, kind=ReadingKind.ENTRY, result_money=None, questions=(asked, *reading.questions))


def settle(reading: Reading) -> Reading:
    """The reading as the bots take it: signed prices doubted, missed trades filed, costs no results."""
    return find_costs(take_missed(doubt_signed(reading)))


def take_missed(reading: Reading) -> Reading:
    """`missed long EURUSD 1.0850 sl 1.0820`: filed like a trade, as one that was not taken."""
    is_whole = reading.side is not None and reading.symbol is not None and reading.entry is not None
    return replace(reading, kind=ReadingKind.ENTRY) if reading.missed and is_whole else reading


def find_costs(reading: Reading) -> Reading:
    """`swap -1.2` by itself: what a trade cost, not what it came to."""
    told = (reading.result_money, reading.result_r, reading.result_pips, reading.result_percent, reading.exit)
    is_bare = all(each is None for each in told) and reading.symbol is None
    has_costs = reading.commission is not None or reading.swap is not None
    return (
        replace(reading, kind=ReadingKind.CHANGE)
        if reading.kind is ReadingKind.RESULT and is_bare and has_costs
        else reading
    )


def name_understood(text: str) -> str:
    """Markets, and the numbers beside them, of words that are no trade: `EURUSD 1.0850`; empty without a market."""
    found: list[str] = []
    names_market = False
    for word in text.split():
        bare = word.strip(".,;:!?()")
        market = _find_named(bare)
        if market is not None:
            found.append(market.symbol)
            names_market = True
        elif any(sign.isdigit() for sign in bare):
            found.append(bare[:_LONGEST_NAMED])
    return " ".join(dict.fromkeys(found[:_MOST_NAMED])) if names_market else ""


def _find_named(word: str) -> Instrument | None:
    """A market by its own symbol, or by any of its names in capitals; `gold` in a sentence is a word."""
    if not word.isascii() or not any(sign.isalpha() for sign in word):
        return None
    market = find_instrument(word)
    if market is None:
        return None
    return market if word.isupper() or word.upper() == market.symbol else None


def _is_price(market: Instrument, money: Decimal) -> bool:
    return market.band is not None and money < 0 and market.band.holds(-money)
