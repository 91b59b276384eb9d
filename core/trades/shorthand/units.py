"""Tells what a number counts by the word or sign behind it."""

from core.trades.shorthand.roles import Unit
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.words import UNIT_WORDS

SIZES = frozenset((Unit.LOTS, Unit.CONTRACTS, Unit.SHARES))
_PLUS_MINUS = frozenset("+-")
_GLUED_ONLY = frozenset(("l", "k", "к", "m", "h", "d", "x", "х", "c", "p"))
_ENDING_ONLY = frozenset(("con", "cons"))
"""Contracts where nothing follows; the Spanish word for `with` elsewhere."""
_APART_TOO = frozenset(("x",))


def find_unit(token: Token, tokens: list[Token], at: int) -> Unit | None:
    """The unit that `token`, at the place `at`, is of the number before it; None where it is none."""
    if token.kind is Kind.LINE:
        return None
    word = token.text
    unit = UNIT_WORDS.get(word) or (Unit.PIPS if word.startswith("pip") else None)
    if unit is None or (word == "rr" and number_follows(tokens, at)):
        return None
    if unit is Unit.LOTS and at + 1 < len(tokens) and tokens[at + 1].text == "size":
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and _belongs_to_the_next(token, following, tokens, at):
        return None
    if token.glued or token.kind is Kind.SIGN:
        return Unit.RATIO if unit is Unit.R and _is_ratio(tokens, at) else unit
    if word in _APART_TOO:
        return unit
    if unit is Unit.R and _is_ratio(tokens, at):
        return None if number_follows(tokens, at + 2) else Unit.RATIO
    if word in _GLUED_ONLY or (unit is Unit.POINTS and word in ("pt", "pts") and number_follows(tokens, at)):
        return None
    return unit


def _belongs_to_the_next(token: Token, following: Token, tokens: list[Token], at: int) -> bool:
    """The `x` of `98.2 x10`, the `lot` of `2665 lot: 0.05`; `con` is the Spanish `with` unless it ends."""
    if token.text in _ENDING_ONLY:
        return following.kind in (Kind.WORD, Kind.NUMBER) or following.text in _PLUS_MINUS
    if token.text in _APART_TOO:
        return not token.glued and following.kind is Kind.NUMBER
    labelled = following.text in (":", "=") and number_follows(tokens, at)
    return labelled and UNIT_WORDS.get(token.text) in SIZES


def _is_ratio(tokens: list[Token], at: int) -> bool:
    """`R:R` and `R-R` name a ratio."""
    return at + 2 < len(tokens) and tokens[at + 1].text in ("-", ":", "/") and tokens[at + 2].text == "r"


def number_follows(tokens: list[Token], at: int) -> bool:
    """Whether a number stands behind the place, over `:`, `@` and `=`."""
    following = at + 1
    while following < len(tokens) and tokens[following].text in (":", "@", "="):
        following += 1
    return following < len(tokens) and tokens[following].kind is Kind.NUMBER


def is_pip_point(tokens: list[Token], at: int) -> bool:
    """`20.pips`"""
    return tokens[at].text == "." and tokens[at].glued and tokens[at + 1].text.startswith("pip")
