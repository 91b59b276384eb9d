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
_WORDS = {"buy": Side.LONG, "sell": Side.SHORT}
_FOREIGN = frozenset(("al", "sat", "bot"))


def read_side(message: Message) -> Side | None:
    """An order's word, else the one inside `buy zone`, else an arrow, else an opinion.

    Arrows and opinions count only beside a stop or target.
    """
    for found in message.found(*OPENING):
        if is_side(message, found.first):
            return OPENING[found.role]
    for found in message.found(Role.ENTRY):
        word = message.tokens[found.first].text
        if word in _WORDS:
            return _WORDS[word]
    if not (message.under(Role.STOP) or message.under(Role.TARGET)):
        return None
    signs = (_SIGNS[token.text] for token in message.tokens if token.text in _SIGNS)
    leanings = (_LEANING[found.role] for found in message.found(*_LEANING))
    return next(signs, None) or next(leanings, None)


def is_side(message: Message, place: int) -> bool:
    """Short words (`al`, `sat`, `bot`) are sides only beside the market, or its size, and with a number."""
    if message.tokens[place].text not in _FOREIGN:
        return True
    symbol = message.symbol
    if symbol is None or not message.walk.numbers:
        return False
    counted = place == symbol.first - 2 and message.tokens[place + 1].kind is Kind.NUMBER
    return counted or place in (symbol.first - 1, symbol.end)
