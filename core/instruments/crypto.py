"""Coins against what they are quoted in; any written pair of a coin and a known quote is a market."""

import re
from decimal import Decimal

from core.instruments.instrument import AssetClass, Instrument, PriceBand, SizeUnit

QUOTES = ("USDT", "USDC", "BUSD", "FDUSD", "TUSD", "USD", "EUR", "BTC", "ETH", "BNB")
"""Longest first where one ends in another."""

# coin: name, decimals shown, believable dollars from and to
_COINS: dict[str, tuple[str, int, str, str]] = {
    "BTC": ("Bitcoin", 2, "2000", "2000000"),
    "ETH": ("Ether", 2, "80", "50000"),
    "SOL": ("Solana", 2, "1", "5000"),
    "BNB": ("BNB", 2, "4", "10000"),
    "XRP": ("XRP", 4, "0.1", "50"),
    "ADA": ("Cardano", 4, "0.02", "20"),
    "DOGE": ("Dogecoin", 5, "0.001", "10"),
    "AVAX": ("Avalanche", 2, "2", "1500"),
    "DOT": ("Polkadot", 3, "1", "300"),
    "LINK": ("Chainlink", 3, "1", "500"),
    "LTC": ("Litecoin", 2, "20", "2000"),
    "BCH": ("Bitcoin Cash", 2, "50", "8000"),
    "MATIC": ("Polygon", 4, "0.01", "20"),
    "POL": ("Polygon", 4, "0.01", "20"),
    "ATOM": ("Cosmos", 3, "0.5", "200"),
    "NEAR": ("Near", 3, "0.3", "200"),
    "UNI": ("Uniswap", 3, "1", "300"),
    "AAVE": ("Aave", 2, "20", "3000"),
    "ARB": ("Arbitrum", 4, "0.05", "50"),
    "OP": ("Optimism", 4, "0.1", "50"),
    "APT": ("Aptos", 3, "0.5", "200"),
    "SUI": ("Sui", 4, "0.1", "100"),
    "TRX": ("Tron", 5, "0.005", "5"),
    "TON": ("Toncoin", 3, "0.5", "100"),
    "XLM": ("Stellar", 5, "0.01", "10"),
    "FIL": ("Filecoin", 3, "0.5", "400"),
    "INJ": ("Injective", 3, "1", "500"),
    "HYPE": ("Hyperliquid", 3, "1", "1000"),
    "SHIB": ("Shiba Inu", 8, "0.0000001", "0.001"),
    "PEPE": ("Pepe", 8, "0.00000001", "0.001"),
    "ENA": ("Ethena", 4, "0.01", "30"),
    "LIT": ("Litentry", 4, "0.01", "50"),
}
_LESSER_TEXT = """
    AAVE AERO ALGO ANKR APE API3 AR ARKM AXS BAT BLUR BOME BONK CAKE CELO CFX CHZ COMP CRV CVX DASH DYDX DYM EGLD EIGEN
    ENJ ENS EOS ETC ETHFI FARTCOIN FET FLOKI FLOW FTM GALA GMT GMX GOAT GRT HBAR ICP IMX IOTA JASMY JTO JUP KAITO KAS
    KAVA KSM LDO LRC LUNA LUNC MANA MANTA MASK MINA MKR MOODENG NEIRO NEO ONDO ORDI PENDLE PENGU PNUT POPCAT PYTH QTUM
    RAY RENDER RNDR ROSE RPL RUNE SAND SEI SKL SNX SSV STORJ STRK STX SUSHI TAO THETA TIA TURBO VET VIRTUAL WIF WLD XEC
    XMR XTZ YFI ZEC ZIL ZRO
"""
LESSER_COINS = frozenset(_LESSER_TEXT.split()) - _COINS.keys()
"""Coins of whose prices nothing is known; short names that people type only in capitals."""
_DOLLARS = ("USDT", "USDC", "USD", "BUSD", "FDUSD")
_PAIR = re.compile(rf"([A-Z0-9]{{2,12}}?)({'|'.join(QUOTES)})\Z", re.ASCII)
_WRITTEN_QUOTES = ("USDT", "USDC", "BUSD", "FDUSD", "TUSD", "BTC", "ETH", "BNB")
_FINEST_TICK = Decimal("0.00000001")


def find_coin(word: str) -> str | None:
    """The coin a bare ticker names, None for anything not in the tables."""
    return word if word in _COINS or word in LESSER_COINS else None


def find_pair(symbol: str) -> Instrument | None:
    """A coin with its quote written out (`BTCUSDT`, `1000BONKUSDT`, `ENJBTC`).

    A coin outside the table is a market only where the quote leaves no doubt that it is a coin.
    """
    match = _PAIR.match(symbol) if symbol.endswith(QUOTES) else None
    if match is None:
        return None
    coin, quote = match.groups()
    if coin in _COINS:
        return _known(coin, quote)
    if coin in LESSER_COINS:
        return _unknown(coin, quote)
    return _unknown(coin, quote) if quote in _WRITTEN_QUOTES and not coin.isdigit() else None


def list_main_pairs() -> list[Instrument]:
    """The tables' coins against USDT."""
    lesser = [_unknown(coin, "USDT") for coin in sorted(LESSER_COINS)]
    return [_known(coin, "USDT") for coin in _COINS] + lesser


def _known(coin: str, quote: str) -> Instrument:
    name, digits, low, high = _COINS[coin]
    if quote not in _DOLLARS:
        return _unknown(coin, quote)
    band = PriceBand(low=Decimal(low), high=Decimal(high))
    return _market(coin, quote, name, digits, Decimal(1).scaleb(-digits), band)


def _unknown(coin: str, quote: str) -> Instrument:
    return _market(coin, quote, coin, 8, _FINEST_TICK, None)


def _market(
    coin: str, quote: str, name: str, digits: int, tick: Decimal, band: PriceBand | None
) -> Instrument:
    return Instrument(
        symbol=f"{coin}{quote}",
        name=f"{name} / {quote}",
        asset_class=AssetClass.CRYPTO,
        quote_currency=quote,
        tick_size=tick,
        point_value=Decimal(1),
        contract_size=Decimal(1),
        price_digits=digits,
        size_unit=SizeUnit.COINS,
        band=band,
    )
