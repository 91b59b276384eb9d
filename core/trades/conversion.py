"""What a market's currency is worth in the account's: by the price itself, as told, or not known."""

from decimal import Decimal

from msgspec.structs import replace

from core.errors import Invalid
from core.instruments.catalog import find_instrument
from core.instruments.currencies import is_same_money
from core.instruments.instrument import AssetClass, Instrument
from core.trades.facts import FillFacts, RateSource, TradeFacts
from core.trades.fill import FillKind

_RATE = Decimal("1e-18")
_MOST = Decimal(10) ** 9


class NoSuchRate(Invalid):
    """Field: `rate`."""

    code = "no_such_rate"
    phrase = "A rate is above zero and below a billion, not {rate}."


def is_foreign(facts: TradeFacts, currency: str) -> bool:
    """Whether the trade's results need a rate before they are money of the account."""
    return not is_same_money(facts.currency, currency)


def rate_by_price(market: Instrument | None, currency: str, price: Decimal) -> Decimal | None:
    """One unit of the quote currency in `currency`, where the price says it: USDJPY in a dollar account."""
    if market is None or market.asset_class not in (AssetClass.FOREX, AssetClass.CRYPTO) or price <= 0:
        return None
    if market.symbol != f"{currency}{market.quote_currency}":
        return None
    return (1 / price).quantize(_RATE) or None


def settle_rates(facts: TradeFacts, market: Instrument | None, currency: str) -> TradeFacts:
    """The facts with every rate that follows from a price, and none that the account does not need."""
    if not is_foreign(facts, currency):
        return drop_rates(facts)
    fills = tuple(_settle(fill, market, currency) for fill in facts.fills)
    return facts if fills == facts.fills else replace(facts, fills=fills)


def _settle(fill: FillFacts, market: Instrument | None, currency: str) -> FillFacts:
    if fill.rate_source not in (None, RateSource.PRICE):
        return fill
    rate = rate_by_price(market, currency, fill.price)
    return replace(fill, rate=rate, rate_source=None if rate is None else RateSource.PRICE)


def drop_rates(facts: TradeFacts) -> TradeFacts:
    """Without any rate: they were of another account's currency."""
    if facts.told is not None and facts.told.rate is not None:
        facts = replace(facts, told=replace(facts.told, rate=None, rate_source=None))
    if all(fill.rate is None for fill in facts.fills):
        return facts
    bare = tuple(replace(fill, rate=None, rate_source=None) for fill in facts.fills)
    return replace(facts, fills=bare)


def set_rate(facts: TradeFacts, rate: Decimal, source: RateSource = RateSource.TOLD) -> TradeFacts:
    """What one unit of the market's currency was worth: for every exit without a rate, else for the latest fill.

    Raises:
        NoSuchRate: it is zero, less, or beyond belief.
    """
    if not 0 < rate < _MOST or not rate.quantize(_RATE):
        raise NoSuchRate(rate=rate)
    rate = rate.quantize(_RATE).normalize()
    if facts.told is not None:
        return replace(facts, told=replace(facts.told, rate=rate, rate_source=source))
    waiting = {fill.id for fill in facts.exits if fill.rate is None}
    chosen = waiting or {fill.id for fill in facts.fills[-1:]}
    fills = tuple(
        replace(fill, rate=rate, rate_source=source) if fill.id in chosen else fill for fill in facts.fills
    )
    return replace(facts, fills=fills)


def needs_rate(facts: TradeFacts, currency: str) -> bool:
    """Something is booked whose worth in the account's currency nobody has said."""
    if not is_foreign(facts, currency):
        return False
    if facts.told is not None:
        return facts.told.money is not None and facts.told.rate is None
    return any(fill.kind is FillKind.EXIT and fill.rate is None for fill in facts.fills)


def last_rate(facts: TradeFacts) -> tuple[Decimal, RateSource] | None:
    """The rate of the latest fill that has one."""
    if facts.told is not None and facts.told.rate is not None and facts.told.rate_source is not None:
        return facts.told.rate, facts.told.rate_source
    found = [(fill.rate, fill.rate_source) for fill in facts.fills if fill.rate and fill.rate_source]
    return next(((rate, source) for rate, source in reversed(found)), None)


def meant_rate(typed: Decimal, market_currency: str, currency: str) -> Decimal:
    """What was typed, turned over where only that is believable: 149.5 for yen in a dollar account."""
    written = find_instrument(f"{currency}{market_currency}")
    if written is None or written.band is None or written.quote_currency != market_currency or typed <= 0:
        return typed
    upright = written.band.holds(1 / typed)
    return typed if upright or not written.band.holds(typed) else (1 / typed).quantize(_RATE)
