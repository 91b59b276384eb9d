"""Where roles and numbers stand in a message, and what follows a place."""

from core.trades.shorthand.number import Number
from core.trades.shorthand.roles import Found, Role
from core.trades.shorthand.tokens import Kind, Token

_PASSED = frozenset((Role.AT, Role.MARKET, Role.ENTRY, Role.TO, Role.FROM, Role.ABOVE, Role.MANAGE))
_PROMISES = frozenset(":@=")
_DIVIDERS = frozenset(".-*>[]({✓!#$€")
_FORESIGHT = 64
_LINE_STARTS = frozenset(("\n", "@", "[", "$", ":", "-"))


class Layout:
    """The tokens of a message with the roles and numbers that begin at each."""

    __slots__ = ("numbers_at", "role_at", "tokens")

    def __init__(self, tokens: list[Token], roles: list[Found], numbers: list[Number]) -> None:
        self.tokens = tokens
        self.role_at = {found.first: found for found in roles}
        self.numbers_at: dict[int, list[Number]] = {}
        for number in numbers:
            self.numbers_at.setdefault(number.place, []).append(number)

    def value_follows(self, place: int) -> bool:
        """Whether a number comes next, over signs, `at`, `to` and line ends; a colon promises one."""
        tokens = self.tokens
        limit = min(len(tokens), place + _FORESIGHT)
        while place < limit:
            if place in self.numbers_at:
                return True
            token, found = tokens[place], self.role_at.get(place)
            if token.text in _PROMISES:
                return True
            if found is not None and found.role in _PASSED:
                place = found.end
            elif token.text in _DIVIDERS or (token.kind is Kind.LINE and self._line_begins(place + 1)):
                place += 1
            else:
                return False
        return False

    def _line_begins(self, place: int) -> bool:
        """Whether a line starts with a number, blank lines aside."""
        limit = min(len(self.tokens), place + _FORESIGHT)
        while place < limit and self.tokens[place].text in _LINE_STARTS:
            place += 1
        return place in self.numbers_at
