"""Finds the market a message is about, whatever dress its name wears."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from core.instruments.aliases import ALIASES, ORDINARY_WORDS
from core.instruments.catalog import find_instrument, find_named
from core.instruments.crypto import LESSER_COINS
from core.instruments.currencies import CURRENCIES
from core.instruments.instrument import AssetClass, Instrument
from core.trades.shorthand.figures import Style, price_of
from core.trades.shorthand.lexicon import KNOWN_WORDS, is_known
from core.trades.shorthand.tokens import Kind, Token

_CODE = 3
_PLAIN_CODES = frozenset(("BTC", "XBT", "ETH", "XRP", "BNB", "LTC", "XAU", "XAG", "DAX", "DXY", "WTI", "ORO"))
"""Three letters that are no word of any language even in small ones."""
_ALSO_WORDS = frozenset(("ALL", "TOP", "TRY", "CUP", "PEN", "LAK", "MOP", "GEL"))
_CODES = (CURRENCIES | LESSER_COINS | {"XAU", "XAG", "ADA", "DOT", "LTC", "BCH", "UNI", "TRX"}) - _ALSO_WORDS
"""What two words of make a pair (`eur usd`); currencies that are also words of a sentence are left out."""
_PAIR = 6
_LONGEST_NAME = 16
_PRICE_DIGITS = 4
_REMEMBERED = 4096
_MOST_PIECES = 5
_JOINTS = frozenset("/-_:.\\")
_MARKS = frozenset("#$")


class SymbolFound(msgspec.Struct, frozen=True):
    """Tokens [first, end) wear the name; without an instrument it is none of the catalogue's."""

    symbol: str
    instrument: Instrument | None
    first: int
    end: int
    exact: bool = False
    """Written as the catalogue writes it, not by a nickname."""


def list_symbols(
    tokens: list[Token], extra: Sequence[Instrument], taken: frozenset[int]
) -> list[SymbolFound]:
    """Every known market, in order of the text."""
    found: list[SymbolFound] = []
    place, count = 0, len(tokens)
    while place < count:
        kind = tokens[place].kind
        named = kind is Kind.WORD or (kind is Kind.NUMBER and _goes_on(tokens, place))
        hit = _known_at(tokens, place, extra) if named and place not in taken else None
        if hit is not None:
            found.append(hit)
            place = hit.end
        else:
            place += 1
    return found


def _goes_on(tokens: list[Token], place: int) -> bool:
    """A number that a word is glued to: `6E`, `1000PEPE`."""
    beyond = place + 1
    return beyond < len(tokens) and tokens[beyond].glued and tokens[beyond].kind is Kind.WORD


def _known_at(tokens: list[Token], place: int, extra: Sequence[Instrument]) -> SymbolFound | None:
    """The longest known name that begins at `place`."""
    token = tokens[place]
    if token.text in KNOWN_WORDS and not _name_goes_on(tokens, place):
        return _spelt_like_a_word(tokens, place) if token.raw.isupper() else None
    best: SymbolFound | None = None
    for end, name in _names_from(tokens, place):
        instrument = _lookup(name, extra)
        if instrument is not None and _is_meant(tokens, place, end, name):
            exact = name.replace(".", "") == instrument.symbol
            best = SymbolFound(instrument.symbol, instrument, place, end, exact=exact)
    return best


def _spelt_like_a_word(tokens: list[Token], place: int) -> SymbolFound | None:
    """`WIN 127.850`: capitals that elsewhere tell a result, right before a price of that market."""
    token = tokens[place]
    if place + 1 >= len(tokens) or tokens[place + 1].kind is not Kind.NUMBER:
        return None
    instrument = find_named(token.raw)
    if instrument is None or instrument.band is None or len(tokens[place + 1].raw) < _PRICE_DIGITS:
        return None
    price = price_of(tokens[place + 1].raw, Decimal(1), instrument, Style())
    if price is None or price.shifted or price.off_scale:
        return None
    return SymbolFound(instrument.symbol, instrument, place, place + 1, exact=True)


def _name_goes_on(tokens: list[Token], place: int) -> bool:
    """Whether another piece may hang on a word that alone is no name (`NEAR/USDT`, `mini índice`)."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and (
        following.glued
        or following.text in _JOINTS
        or len(following.raw) == _CODE
        or f"{tokens[place].raw}{following.raw}".upper() in ALIASES
    )


def _names_from(tokens: list[Token], place: int) -> list[tuple[int, str]]:
    """Names that begin at `place`: glued pieces, pieces over a joint, or two currencies apart."""
    first = tokens[place]
    name = first.raw.upper()
    names = [(place + 1, name)]
    at = place + 1
    joined_apart = False
    while at < len(tokens) and at - place < _MOST_PIECES * 2 and len(name) < _LONGEST_NAME:
        token = tokens[at]
        if token.kind is Kind.SIGN and token.text in _JOINTS and not joined_apart:
            if token.text == "." and not token.glued:
                break
            at += 1
            if at >= len(tokens) or tokens[at].kind not in (Kind.WORD, Kind.NUMBER):
                break
            if token.text in ".:" and not tokens[at].glued:
                break
            name += ("." if token.text == "." else "") + tokens[at].raw.upper()
        elif token.kind in (Kind.WORD, Kind.NUMBER) and (token.glued or _belong_together(name, token)):
            joined_apart = not token.glued
            name += token.raw.upper()
        else:
            break
        at += 1
        names.append((at, name))
    return names


def _belong_together(name: str, token: Token) -> bool:
    """Two currencies (`eur usd`), or a name of two words (`Dow Jones`)."""
    if token.kind is not Kind.WORD:
        return False
    if f"{name}{token.raw.upper()}" in ALIASES:
        return True
    return name in _CODES and token.raw.upper() in _CODES


def _lookup(name: str, extra: Sequence[Instrument]) -> Instrument | None:
    return find_instrument(name, extra) if extra else _look_up(name)


@lru_cache(maxsize=_REMEMBERED)
def _look_up(name: str) -> Instrument | None:
    """Plain names are one look into a table; a broker's tail or a month takes the long way."""
    found = find_named(name)
    if found is not None and found.band is None and found.asset_class is AssetClass.CRYPTO:
        return misspelt(name) or found
    if found is not None or len(name) <= _CODE:
        return found
    if "." in name or name[-1].isdigit() or name[-1] == "!":
        return None if name.isdigit() else find_instrument(name)
    return find_instrument(name) if len(name) > _PAIR and find_named(name[:_PAIR]) else None


def _is_meant(tokens: list[Token], place: int, end: int, name: str) -> bool:
    """Names that are also ordinary words count only in capitals, after a mark, or as the whole message."""
    if end - place > 1:
        return not name.isdigit()
    raw = tokens[place].raw
    if place and tokens[place].glued and (tokens[place - 1].text in _MARKS or tokens[place - 1].text == "l'"):
        return True
    if (
        name in ORDINARY_WORDS
        or name in LESSER_COINS
        or (len(name) <= _CODE and name not in _PLAIN_CODES)
        or is_known(tokens[place].text)
    ):
        return raw.isupper() and not is_known(tokens[place].text)
    return True


def misspelt(word: str) -> Instrument | None:
    """A pair with a doubled letter (`Usdchff`) or two letters swapped (`XUAUSD`)."""
    name = word.upper()
    for place in range(1, len(name)):
        if len(name) == _PAIR + 1 and name[place] == name[place - 1]:
            corrected = name[:place] + name[place + 1 :]
        elif len(name) == _PAIR:
            corrected = name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :]
        else:
            continue
        found = find_named(corrected)
        if found is not None and found.asset_class in (AssetClass.FOREX, AssetClass.METAL):
            return found
    return None
