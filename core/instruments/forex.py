"""Currency pairs, gold, silver and their kin as brokers quote them."""

from decimal import Decimal
from itertools import combinations

from core.instruments.instrument import AssetClass, Instrument, PriceBand, SizeUnit

# Rough dollars per unit: only the width of a believable band hangs on them, never money.
# Order is market convention: of two currencies the earlier one is the base.
_DOLLARS: dict[str, tuple[str, str]] = {
    "EUR": ("Euro", "1.15"),
    "GBP": ("Pound", "1.35"),
    "AUD": ("Australian dollar", "0.72"),
    "NZD": ("New Zealand dollar", "0.65"),
    "USD": ("US dollar", "1"),
    "CAD": ("Canadian dollar", "0.75"),
    "CHF": ("Swiss franc", "1.12"),
    "SGD": ("Singapore dollar", "0.75"),
    "NOK": ("Norwegian krone", "0.11"),
    "SEK": ("Swedish krona", "0.11"),
    "DKK": ("Danish krone", "0.15"),
    "PLN": ("Zloty", "0.26"),
    "TRY": ("Turkish lira", "0.06"),
    "ZAR": ("Rand", "0.06"),
    "MXN": ("Mexican peso", "0.054"),
    "CNH": ("Yuan offshore", "0.145"),
    "CZK": ("Czech koruna", "0.044"),
    "HKD": ("Hong Kong dollar", "0.128"),
    "HUF": ("Forint", "0.0029"),
    "JPY": ("Yen", "0.0078"),
}
_MAJORS = ("EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF", "JPY")
_STEADY_BAND, _LOOSE_BAND = Decimal("1.9"), Decimal(4)
_LOT = Decimal(100_000)
_COARSE_QUOTES = ("JPY", "HUF")


def list_pairs() -> list[Instrument]:
    """Every pair of two majors, and every other currency against dollar and euro."""
    pairs = [
        (base, quote)
        for base, quote in combinations(_DOLLARS, 2)
        if {base, quote} <= set(_MAJORS) or base in ("EUR", "GBP", "USD") or quote == "JPY"
    ]
    return [_pair(base, quote) for base, quote in pairs]


def _pair(base: str, quote: str) -> Instrument:
    digits = 3 if quote in _COARSE_QUOTES else 5
    rate = Decimal(_DOLLARS[base][1]) / Decimal(_DOLLARS[quote][1])
    width = _STEADY_BAND if {base, quote} <= set(_MAJORS) else _LOOSE_BAND
    return Instrument(
        symbol=f"{base}{quote}",
        name=f"{_DOLLARS[base][0]} / {_DOLLARS[quote][0]}",
        asset_class=AssetClass.FOREX,
        quote_currency=quote,
        tick_size=Decimal(1).scaleb(-digits),
        pip_size=Decimal(10).scaleb(-digits),
        point_value=_LOT,
        contract_size=_LOT,
        price_digits=digits,
        shown_digits=digits - 1,
        size_unit=SizeUnit.LOTS,
        band=PriceBand(low=rate / width, high=rate * width),
    )


def list_metals() -> list[Instrument]:
    """Spot metals: troy ounces per lot, a pip of ten ticks as most chat rooms count it."""
    return [
        _metal("XAUUSD", "Gold", "USD", 100, 2, (900, 12_000)),
        _metal("XAUEUR", "Gold in euro", "EUR", 100, 2, (800, 10_000)),
        _metal("XAGUSD", "Silver", "USD", 5_000, 3, (8, 300)),
        _metal("XPTUSD", "Platinum", "USD", 100, 2, (500, 5_000)),
        _metal("XPDUSD", "Palladium", "USD", 100, 2, (300, 5_000)),
    ]


def _metal(symbol: str, name: str, quote: str, ounces: int, digits: int, band: tuple[int, int]) -> Instrument:
    return Instrument(
        symbol=symbol,
        name=name,
        asset_class=AssetClass.METAL,
        quote_currency=quote,
        tick_size=Decimal(1).scaleb(-digits),
        pip_size=Decimal(10).scaleb(-digits),
        point_value=Decimal(ounces),
        contract_size=Decimal(ounces),
        price_digits=digits,
        shown_digits=2 if digits > 2 else 0,
        size_unit=SizeUnit.LOTS,
        band=PriceBand(low=Decimal(band[0]), high=Decimal(band[1])),
    )
