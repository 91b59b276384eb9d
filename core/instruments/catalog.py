"""Finds the market a trader means, whatever dress its name wears."""

import re
import unicodedata
from collections.abc import Sequence

from core.instruments.aliases import ALIASES
from core.instruments.crypto import find_coin, find_pair, list_main_pairs
from core.instruments.forex import list_metals, list_pairs
from core.instruments.futures import MONTH_CODES, list_futures
from core.instruments.indices import list_energies, list_indices
from core.instruments.instrument import Instrument
from core.instruments.stocks import list_shares

LONGEST_SYMBOL = 24

_NOISE = re.compile(r"[\s#$/\\|:_\-\u2010-\u2015\[\]()*]+")
_BROKER_TAIL = re.compile(r"(?:\.(?:[A-Z]{1,5}|[A-Z]{0,3}[0-9]{0,3})|[+!]|\.)\Z", re.ASCII)
_CONTRACT_MONTH = re.compile(rf"([A-Z0-9]{{1,4}}?)(?:[{MONTH_CODES}][0-9]{{1,2}}|[0-9]?!)\Z", re.ASCII)
_UNDERSCORE_TAIL = re.compile(r"_[a-z]{1,4}\s*\Z")
_LETTER_TAIL = re.compile(r"([A-Z]{6})(?:M|C|R|X|PRO|ECN|RAW|STP|CASH)\Z", re.ASCII)

_CATALOG: dict[str, Instrument] = {
    market.symbol: market
    for markets in (
        list_shares(),
        list_main_pairs(),
        list_energies(),
        list_indices(),
        list_metals(),
        list_pairs(),
        list_futures(),
    )
    for market in markets
}

_FUTURES = frozenset(market.symbol for market in list_futures())


def list_instruments() -> list[Instrument]:
    """Everything the catalogue knows, by symbol."""
    return [_CATALOG[symbol] for symbol in sorted(_CATALOG)]


def find_instrument(text: str, extra: Sequence[Instrument] = ()) -> Instrument | None:
    """The market named by `text` alone (`EUR/USD`, `#BTC/USDT`, `GOLD`, `cable`, `ESZ5`, `EURUSD.m`).

    `extra` are the trader's own markets and go first. None: not known, so its point value is asked once.
    """
    name = plain_symbol(_UNDERSCORE_TAIL.sub("", text))
    if not name:
        return None
    own = next((market for market in extra if plain_symbol(market.symbol) == name), None)
    return own or find_named(name) or _find_without_tail(name)


def plain_symbol(text: str) -> str:
    """`#BTC/USDT` as BTCUSDT: upper case, no separators or signs; empty when nothing is left."""
    if len(text) > LONGEST_SYMBOL * 2:
        return ""
    bare = _NOISE.sub("", unicodedata.normalize("NFKC", text)).upper()
    return bare if len(bare) <= LONGEST_SYMBOL else ""


def find_named(name: str) -> Instrument | None:
    """The market of an upper-case name without separators, as `plain_symbol` gives it; no broker tails."""
    symbol = ALIASES.get(name, name)
    if symbol in _CATALOG:
        return _CATALOG[symbol]
    coin = find_coin(symbol)
    return _CATALOG[f"{coin}USDT"] if coin else find_pair(symbol)


def _find_without_tail(name: str) -> Instrument | None:
    """Broker suffixes (`EURUSD.m`, `BTCUSDT.P`, `XAUUSD+`, `EURUSDm`) and months (`ESZ5`, `ES1!`)."""
    month = _CONTRACT_MONTH.match(name)
    if month is not None and month[1] in _FUTURES:
        return _CATALOG[month[1]]
    bare = _BROKER_TAIL.sub("", name)
    if bare != name and bare:
        return find_named(bare) or _find_without_tail(bare)
    letters = _LETTER_TAIL.match(name)
    return _CATALOG.get(letters[1]) if letters else None
