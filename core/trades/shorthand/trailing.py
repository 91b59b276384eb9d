"""Finds labels that are written behind their numbers: `0.8320 SL`, `2650 entry, 2645 stop`."""

from core.trades.shorthand.number import Number
from core.trades.shorthand.roles import Found, Role
from core.trades.shorthand.tokens import Kind, Token

_GUARDS = frozenset((Role.STOP, Role.TARGET))
_LABELS = frozenset((Role.STOP, Role.TARGET, Role.ENTRY))
_POINTERS = frozenset("->=.)")
_ENDS = frozenset(",;)|.+&")


def find_trailing(tokens: list[Token], roles: list[Found], numbers: list[Number]) -> dict[int, Found]:
    """By the place of each number the label behind it; empty unless every stop and target stands so.

    A price that no label follows must come first, or the entry be labelled likewise: `buy 2650 target open`
    tells no target.
    """
    guards = [found for found in roles if found.role in _GUARDS]
    if not guards or not numbers or guards[0].first < numbers[0].place:
        return {}
    if guards[0].end < len(tokens) and tokens[guards[0].end].kind is Kind.NUMBER:
        return {}
    behind = guards[-1].end
    while behind < len(tokens) and tokens[behind].text in _POINTERS:
        behind += 1
    if behind > guards[-1].end and any(number.place == behind and number.unit is None for number in numbers):
        return {}
    ends = {number.end: number for number in numbers if number.unit is None}
    labelled: dict[int, Found] = {}
    for found in roles:
        if found.role not in _LABELS:
            continue
        number = ends.get(_over_pointers(tokens, found.first))
        if number is not None and _ends_part(tokens, found.end):
            labelled[number.place] = found
        elif found.role in _GUARDS:
            return {}
    framed = numbers[0].place not in labelled or labelled[numbers[0].place].role is Role.ENTRY
    return labelled if framed else {}


def _over_pointers(tokens: list[Token], place: int) -> int:
    """Back over `->` and the like."""
    while place > 0 and tokens[place - 1].text in _POINTERS:
        place -= 1
    return place


def _ends_part(tokens: list[Token], place: int) -> bool:
    """Whether a line or a part of it ends here."""
    if place >= len(tokens):
        return True
    token = tokens[place]
    return token.kind is Kind.LINE or token.text in _ENDS or token.text in ("and", "y", "e", "und", "et", "и")
