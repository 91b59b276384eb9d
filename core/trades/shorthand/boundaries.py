"""Finds where a second trade begins in one message."""

from core.trades.shorthand.roles import Found, Role, Unit
from core.trades.shorthand.symbols import SymbolFound
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.words import UNIT_WORDS

_SIDES = frozenset((Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT))
_GUARDS = frozenset((Role.STOP, Role.TARGET, Role.ENTRY))
_RESULTS = frozenset((Unit.R, Unit.PIPS, Unit.POINTS, Unit.TICKS))
_PARTINGS = frozenset((",", ";", "and", "&"))
_REACH = 4


def find_boundary(tokens: list[Token], roles: list[Found], symbols: list[SymbolFound]) -> int | None:
    """The first token of another order or result; None for one trade.

    Another order is a side behind a complete first one (its stop or target), on a line of its own, with a
    price behind it or another market beside it.
    """
    if len(symbols) > 1:
        told = _find_next_result(tokens, roles, symbols)
        if told is not None:
            return told
    sides = [found for found in roles if found.role in _SIDES]
    if len(sides) < 2:
        return None
    stop = next((found.first for found in roles if found.role is Role.STOP), None)
    target = next((found.first for found in roles if found.role is Role.TARGET), None)
    guards = [place for place in (stop, target) if place is not None]
    starts = _line_starts(tokens)
    if not guards:
        return _find_next_line(tokens, starts, sides, symbols)
    for side in sides[1:]:
        start = starts[side.first]
        before = sum(place < start for place in guards)
        complete = before > 1 or (before == 1 and side.role is not sides[0].role)
        if complete and sides[0].first < start and _is_order(tokens, side, symbols):
            return _heading(tokens, starts, start, symbols, sides[0].first)
    return None


def _find_next_line(
    tokens: list[Token], starts: list[int], sides: list[Found], symbols: list[SymbolFound]
) -> int | None:
    """`long EURUSD 1.0850` above `short GBPUSD 1.27`: two lines, each with side, market and price."""
    markets = {starts[symbol.first]: symbol for symbol in reversed(symbols)}
    first = markets.get(starts[sides[0].first])
    if first is None or not _number_follows(tokens, max(sides[0].end, first.end)):
        return None
    for side in sides[1:]:
        start = starts[side.first]
        market = markets.get(start)
        if start > sides[0].first and market is not None and market.symbol != first.symbol:
            return start if _number_follows(tokens, max(side.end, market.end)) else None
    return None


def _find_next_result(tokens: list[Token], roles: list[Found], symbols: list[SymbolFound]) -> int | None:
    """`+2R EURUSD, -1R NQ, BE gold`: where the second result begins, if both are whole."""
    if any(found.role in _GUARDS for found in roles):
        return None
    cuts = [place for place, token in enumerate(tokens) if _parts(token)]
    cuts = [place for place in cuts if place < symbols[1].end]
    if not cuts:
        return None
    start, end = cuts[-1] + 1, len(tokens)
    end = next((place for place in range(start, end) if _parts(tokens[place])), end)
    first = sum(symbol.end <= start for symbol in symbols)
    even = {found.first for found in roles if found.role is Role.BREAKEVEN}
    whole = all(_tells_result(tokens, even, *part) for part in ((0, start - 1), (start, end)))
    return start if first == 1 and whole else None


def _parts(token: Token) -> bool:
    return token.kind is Kind.LINE or token.text in _PARTINGS


def _tells_result(tokens: list[Token], even: set[int], start: int, end: int) -> bool:
    """One number with R, pips, points or money, or a break-even."""
    for place in range(start, end):
        unit = UNIT_WORDS.get(tokens[place + 1].text) if place + 1 < end else None
        if place in even or (tokens[place].kind is Kind.NUMBER and unit in _RESULTS):
            return True
    return False


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
