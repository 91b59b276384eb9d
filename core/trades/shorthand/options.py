"""Finds an option contract (`AAPL 190C 07/21`, `12/18 350C FB`, `SPWR 20c 11/13`)."""

import re
from dataclasses import dataclass

from core.trades.shorthand.tokens import Kind, Token

_STRIKE = r"(?P<strike>[0-9]+(?:\.[0-9]+)?)\s?(?P<right>[cCpP]|[cCpP][eE]|[cC][aA][lL][lL][sS]?|[pP][uU][tT][sS]?)(?![^\W_])"
_EXPIRY = (
    r"(?P<{0}>[0-9]{{1,2}}/[0-9]{{1,2}}(?:/[0-9]{{2,4}})?|(?i:[0-9]{{1,2}}\s?dte|weekl(?:y|ies)|monthly))"
    r"(?![0-9/.,]|[^\W_])"
)
_CONTRACT = re.compile(
    rf"(?<![\w.,/])(?:{_EXPIRY.format('before')}\s+)?\$?{_STRIKE}(?(before)|(?:\s+(?:exp\.?\s+)?{_EXPIRY.format('after')})?)"
)
_NAMED = re.compile(
    r"(?<![^\W_])(?P<right>[cC][aA][lL][lL]|[pP][uU][tT])\s+\$?(?P<strike>[0-9]{2,6})(?![\w.,/%])(?=.*?[0-9])",
    re.DOTALL,
)
"""`TESLA CALL 440 (EK: 16.25)`: the strike behind the word, and a price behind both."""
_HINT = re.compile(r"[0-9]\s?[cCpP]")
"""What every contract holds: most texts are told from it at once."""
_TICKER = re.compile(r"(?<![^\s$])[A-Z]{1,12}\s\Z")
_LONGEST_TICKER = 15
_SHORT_RIGHT = 2
_RIGHTS = {"c": "call", "p": "put"}


@dataclass(frozen=True, slots=True)
class OptionContract:
    """`text` reads `190 call 07/21`; `tokens` are those the contract is written with."""

    text: str
    tokens: frozenset[int]
    start: int
    end: int


def find_option(text: str, tokens: list[Token]) -> OptionContract | None:
    """The first option contract of a message that has an expiry or an options desk's word beside it."""
    if not _HINT.search(text):
        return _find_named(text, tokens)
    for match in _CONTRACT.finditer(text):
        expiry = match["before"] or match["after"]
        right = match["right"]
        if (
            expiry is None
            and len(right) <= _SHORT_RIGHT
            and not (_speaks_options(tokens) or _follows_ticker(text, match))
        ):
            continue
        words = [match["strike"], _RIGHTS[right[0].lower()], *([expiry] if expiry else [])]
        return _contract(" ".join(words), match, tokens)
    return _find_named(text, tokens)


def _find_named(text: str, tokens: list[Token]) -> OptionContract | None:
    match = _NAMED.search(text)
    if match is None:
        return None
    return _contract(f"{match['strike']} {match['right'].lower()}", match, tokens)


def _contract(words: str, match: re.Match[str], tokens: list[Token]) -> OptionContract:
    start, end = match.span()
    covered = frozenset(
        place
        for place, token in enumerate(tokens)
        if token.start < end and token.end > start and token.kind is not Kind.LINE
    )
    return OptionContract(words, covered, start, end)


def _follows_ticker(text: str, match: re.Match[str]) -> bool:
    """`AAPL 200C`, `NIFTY 23600 CE`: capitals on both sides of the strike."""
    return match["right"].isupper() and _TICKER.search(text[: match.start()][-_LONGEST_TICKER:]) is not None


def _speaks_options(tokens: list[Token]) -> bool:
    return any(token.text in ("bto", "stc", "sto", "btc") for token in tokens[:40])


def tell_buy_to_close(tokens: list[Token], option: OptionContract | None) -> None:
    """The BTC of `BTC 2 SPX 5800P` and `BTC 100 $AAPL` closes; its token then reads as the word for that."""
    first = next((place for place, token in enumerate(tokens) if token.kind is Kind.WORD), None)
    if first is None or tokens[first].raw != "BTC":
        return
    following = first + 1
    while following < len(tokens) and tokens[following].kind is Kind.NUMBER:
        following += 1
    if following + 1 >= len(tokens):
        return
    marked = tokens[following].text == "$" and tokens[following + 1].kind is Kind.WORD
    ticker = option is not None and following not in option.tokens and tokens[following].kind is Kind.WORD
    if marked or ticker:
        tokens[first].text = "buytoclose"
