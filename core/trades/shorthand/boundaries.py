"""Finds where a second trade begins in one message."""

from core.trades.shorthand.roles import Found, Role
from core.trades.shorthand.symbols import SymbolFound
from core.trades.shorthand.tokens import Kind, Token

_SIDES = frozenset((Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT))
_REACH = 4


def find_boundary(tokens: list[Token], roles: list[Found], symbols: list[SymbolFound]) -> int | None:
    """The first token of the line on which another order begins; None for one trade.

    Another order is a side behind a complete first one (its stop or target), on a line of its own, with a
    price behind it or another market beside it.
    """
    sides = [found for found in roles if found.role in _SIDES]
    if len(sides) < 2:
        return None
    stop = next((found.first for found in roles if found.role is Role.STOP), None)
    target = next((found.first for found in roles if found.role is Role.TARGET), None)
    guards = [place for place in (stop, target) if place is not None]
    if not guards:
        return None
    starts = _line_starts(tokens)
    for side in sides[1:]:
        start = starts[side.first]
        before = sum(place < start for place in guards)
        complete = before > 1 or (before == 1 and side.role is not sides[0].role)
        if complete and sides[0].first < start and _is_order(tokens, side, symbols):
            return _heading(tokens, starts, start, symbols, sides[0].first)
    return None


def _line_starts(tokens: list[Token]) -> list[int]:
    """For every token the first one of its line."""
    starts: list[int] = []
    for place in range(len(tokens)):
        fresh = place == 0 or tokens[place - 1].kind is Kind.LINE
        starts.append(place if fresh else starts[-1])
    return starts


def _is_order(tokens: list[Token], side: Found, symbols: list[SymbolFound]) -> bool:
    """A market or a number close behind the side, or a market right before it, on the same line."""
    for symbol in symbols:
        if side.end <= symbol.first <= side.end + _REACH or symbol.end == side.first:
            return symbol.symbol != symbols[0].symbol or _number_follows(tokens, max(side.end, symbol.end))
    return _number_follows(tokens, side.end)


def _number_follows(tokens: list[Token], place: int) -> bool:
    for token in tokens[place : place + _REACH]:
        if token.kind is Kind.LINE:
            return False
        if token.kind is Kind.NUMBER and len(token.raw) > 1:
            return True
    return False


def _heading(
    tokens: list[Token], starts: list[int], start: int, symbols: list[SymbolFound], first_side: int
) -> int:
    """The line before belongs to the new order when it is nothing but its market."""
    for symbol in symbols:
        above = starts[symbol.first]
        if (
            above > first_side
            and symbol.end < start
            and all(tokens[place].kind in (Kind.LINE, Kind.SIGN) for place in range(symbol.end, start))
        ):
            return above
    return start
