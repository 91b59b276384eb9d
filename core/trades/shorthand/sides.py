"""Reads which side a message is on."""

from core.trades.shorthand.message import Message
from core.trades.shorthand.roles import Role
from core.trades.shorthand.tokens import Kind
from core.trades.trade import Side

OPENING: dict[Role, Side] = {
    Role.LONG: Side.LONG,
    Role.TO_OPEN_LONG: Side.LONG,
    Role.SHORT: Side.SHORT,
    Role.TO_OPEN_SHORT: Side.SHORT,
}
_LEANING = {Role.BULLISH: Side.LONG, Role.BEARISH: Side.SHORT}
_SIGNS = {"▲": Side.LONG, "▼": Side.SHORT}
SIDE_WORDS = {"buy": Side.LONG, "sell": Side.SHORT}
SOLD = frozenset(("sold", "sell", "vendí", "vendi", "verkauft", "vendu", "продал"))
"""Words that may also tell the end of a long."""
_WEAK = frozenset(
    ("al", "sat", "bot", "grabbed", "scooped", "nibbled", "picked", "loaded", "snagged", "opened")
)
_PASSED = frozenset((Kind.NUMBER, Kind.SIGN))
_FILLERS = frozenset(("some", "a", "few", "more", "of", "the", "up", "on", "my", "small", "little", "bit"))


def read_side(message: Message) -> Side | None:
    """An order's word, else the one inside `buy zone`, else an arrow, else an opinion.

    Arrows and opinions count only beside a stop or target.
    """
    for found in message.found(*OPENING):
        if is_side(message, found.first):
            return OPENING[found.role]
    for found in message.found(Role.ENTRY):
        word = message.tokens[found.first].text
        if word in SIDE_WORDS:
            return SIDE_WORDS[word]
    if not (message.under(Role.STOP) or message.under(Role.TARGET)):
        return None
    signs = (_SIGNS[token.text] for token in message.tokens if token.text in _SIGNS)
    leanings = (_LEANING[found.role] for found in message.found(*_LEANING))
    return next(signs, None) or next(leanings, None)


def is_side(message: Message, place: int) -> bool:
    """Words of other meanings (`al`, `bot`, `grabbed`) are sides only beside the market, or its size, and with
    a number.
    """
    tokens, symbol = message.tokens, message.symbol
    if tokens[place].text not in _WEAK:
        return True
    if symbol is None or not message.walk.numbers:
        return False
    before = symbol.first - 1
    while before > place and (tokens[before].kind in _PASSED or tokens[before].text in _FILLERS):
        before -= 1
    return place in (before, symbol.end)
