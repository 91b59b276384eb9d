"""Where roles and numbers stand in a message, and what follows a place."""

from core.trades.shorthand.lexicon import Found
from core.trades.shorthand.measures import Number
from core.trades.shorthand.roles import Role
from core.trades.shorthand.tokens import Kind, Token

_PASSED = frozenset((Role.AT, Role.MARKET, Role.ENTRY, Role.TO, Role.FROM))
_DIVIDERS = frozenset(":@=.-*>[]({✓!#$€")
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
        while (
            place < len(tokens)
            and tokens[place].kind in (Kind.SIGN, Kind.LINE)
            and (tokens[place].text in _DIVIDERS or tokens[place].kind is Kind.LINE)
        ):
            if tokens[place].text in ":@=":
                return True
            if tokens[place].kind is Kind.LINE and not self._line_begins(place + 1):
                return False
            place += 1
        if place < len(tokens) and place in self.role_at and self.role_at[place].role in _PASSED:
            return self.value_follows(self.role_at[place].end)
        return place in self.numbers_at

    def _line_begins(self, place: int) -> bool:
        """Whether a line starts with a number, blank lines aside."""
        while place < len(self.tokens) and self.tokens[place].text in _LINE_STARTS:
            place += 1
        return place in self.numbers_at
