"""Tells what a number counts: a price, pips, R, lots, money, per cent."""

from decimal import Decimal

from core.instruments.instrument import AssetClass, Instrument, PriceBand
from core.trades.shorthand.number import Number
from core.trades.shorthand.roles import Unit
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.units import SIZES, find_unit, is_pip_point, number_follows

_SIGNS = {"+": 1, "-": -1}
_MONEY_SIGNS = frozenset("$€£¥")
_RESULTS = frozenset((Unit.PIPS, Unit.POINTS, Unit.TICKS, Unit.R, Unit.MONEY))
_THOUSAND = Decimal(1000)
_LEVERAGE_WORDS = frozenset(("leverage", "lev"))
_MOST_LEVERAGE = 200
_DEALT = frozenset(("bot", "bought", "sold", "buy", "sell"))
_BEFORE_UNITS = frozenset("+.")
_BY_MARKET = frozenset(("leverage", "lev", "c", "p"))
_OUTCOMES_TEXT = """
    gewinn verlust profit loss ganancia pérdida lucro perda gain perte bénéfice прибыль прибыли убыток убытка
"""
_OUTCOMES = frozenset(_OUTCOMES_TEXT.split())
_ACCOUNTS = frozenset(
    ("account", "accounts", "acct", "acc", "challenge", "eval", "evaluation", "cuenta", "konto")
)
_ACCOUNT_REACH = 2
_KILO = ("k", "к")


def measure(
    number: Number, tokens: list[Token], taken: frozenset[int], instrument: Instrument | None
) -> None:
    """Set sign, unit, factor and end of a number by what stands around it."""
    if tokens[number.place].glued:
        _read_prefix(number, tokens)
    elif number.place and tokens[number.place - 1].text == "x":
        number.unit = Unit.LEVERAGE if _is_counted(instrument) else None
    if number.unit is Unit.LEVERAGE and _is_counted(instrument):
        number.unit = Unit.CONTRACTS
    at = number.end
    if at < len(tokens) and at in taken and _counts_coins(number, tokens[at], instrument):
        number.unit = Unit.COINS
    if at >= len(tokens) or at in taken:
        return
    if tokens[at].glued and tokens[at].text in _KILO:
        number.factor = _THOUSAND
        number.end = at = at + 1
    if at < len(tokens):
        _read_unit(number, tokens, at, instrument)
    if number.unit is None and number.factor != 1 and _is_of_account(tokens, number.end):
        number.unit = Unit.RATIO


def _is_of_account(tokens: list[Token], at: int) -> bool:
    """`5k account`, `a 100k funded challenge`: what an account holds is no price."""
    words = [token.text for token in tokens[at : at + _ACCOUNT_REACH]]
    return not _ACCOUNTS.isdisjoint(words)


def _read_unit(number: Number, tokens: list[Token], at: int, instrument: Instrument | None) -> None:
    token = tokens[at]
    if (
        token.text in _BEFORE_UNITS
        and at + 1 < len(tokens)
        and (token.text == "+" or is_pip_point(tokens, at))
    ):
        token, at = tokens[at + 1], at + 1
    unit = find_unit(token, tokens, at)
    if unit in SIZES and _is_size_of_the_next(number, tokens, at, instrument):
        return
    if unit is None and token.text in _BY_MARKET:
        unit = _unit_by_market(number, token, tokens, at, instrument)
    if unit is None or unit is Unit.THOUSANDS:
        return
    _take_unit(number, unit, token, at, tokens)


def _unit_by_market(
    number: Number, token: Token, tokens: list[Token], at: int, instrument: Instrument | None
) -> Unit | None:
    if _is_leverage(number, token, tokens, at):
        return Unit.LEVERAGE
    if token.text == "p" and token.glued and instrument is not None and instrument.pip_size is not None:
        return Unit.PIPS
    return Unit.CONTRACTS if token.text == "c" and token.glued and _is_counted(instrument) else None


def _is_counted(instrument: Instrument | None) -> bool:
    """In futures `2c`, `x2` and `x 2` are contracts."""
    return instrument is not None and instrument.asset_class is AssetClass.FUTURE


def _take_unit(number: Number, unit: Unit, token: Token, at: int, tokens: list[Token]) -> None:
    """A money sign behind the number makes it money only with a sign before: `12$` may be a price."""
    if unit is Unit.MONEY:
        number.money = token.raw.upper()
        told = at + 1 < len(tokens) and tokens[at + 1].text in _OUTCOMES
        if token.text in _MONEY_SIGNS and number.sign == 0 and not told:
            return
    number.unit = unit
    number.end = at + 1
    before = tokens[number.place - 1] if number.place else None
    if (
        unit in _RESULTS
        and before is not None
        and before.text == "-"
        and tokens[number.place].glued
        and not before.glued
    ):
        number.sign = -1


def _is_leverage(number: Number, token: Token, tokens: list[Token], at: int) -> bool:
    """`20 leverage cross`; in `27.5 Leverage: 7x` the word belongs to what follows."""
    if token.text not in _LEVERAGE_WORDS or not number.raw.isdigit():
        return False
    stands_alone = at + 1 >= len(tokens) or tokens[at + 1].kind is not Kind.NUMBER
    return stands_alone and not number_follows(tokens, at) and 0 < (number.whole or 0) <= _MOST_LEVERAGE


def _counts_coins(number: Number, token: Token, instrument: Instrument | None) -> bool:
    """`0.25 btc`: the market's own coin behind a number that is none of its prices."""
    if instrument is None or instrument.asset_class is not AssetClass.CRYPTO or instrument.band is None:
        return False
    coin = instrument.symbol.removesuffix(instrument.quote_currency)
    return token.raw.upper() == coin and not number.sign and not _holds(instrument.band, number.raw)


def _is_size_of_the_next(number: Number, tokens: list[Token], at: int, instrument: Instrument | None) -> bool:
    """`tp 2665 lot 0.05`: the market believes the first as a price and not the second."""
    band = instrument.band if instrument else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if band is None or following is None or following.kind is not Kind.NUMBER:
        return False
    return _holds(band, number.raw) and not _holds(band, following.raw)


def _holds(band: PriceBand, raw: str) -> bool:
    return raw.replace(".", "", 1).isdigit() and band.holds(Decimal(raw))


def _read_prefix(number: Number, tokens: list[Token]) -> None:
    """`+$320`, `-150`, `$-20`, `x10`: what stands right before the digits."""
    at = number.place - 1
    glued = tokens[number.place].glued
    while at >= 0 and glued and tokens[at].kind is Kind.SIGN and tokens[at].text in "+-$€£¥":
        sign = tokens[at].text
        if sign in _MONEY_SIGNS:
            number.money = sign
        elif _stands_alone(tokens, at) and not _is_dealt(tokens, at):
            number.sign = _SIGNS[sign]
        glued = tokens[at].glued
        at -= 1
    if at >= 0 and glued and tokens[at].text in ("x", "х") and _begins_word(tokens, at):
        number.unit = Unit.LEVERAGE
    if number.money and number.sign:
        number.unit = Unit.MONEY


def _is_dealt(tokens: list[Token], at: int) -> bool:
    """The sign of `BOT +2 /ES`, `SOLD -1 NQ`: a broker's way to write how many."""
    return at > 0 and tokens[at - 1].text in _DEALT


def _begins_word(tokens: list[Token], at: int) -> bool:
    return not tokens[at].glued or at == 0 or tokens[at - 1].kind is Kind.LINE or tokens[at - 1].text == "("


def _stands_alone(tokens: list[Token], at: int) -> bool:
    """A sign belongs to the number behind it only where it does not join two numbers."""
    before = tokens[at - 1] if at else None
    if before is None or before.kind is Kind.LINE:
        return True
    if before.text == tokens[at].text:
        return False
    if before.kind is Kind.NUMBER:
        return tokens[at].text == "+" and not tokens[at].glued
    return before.kind is not Kind.WORD or not tokens[at].glued
