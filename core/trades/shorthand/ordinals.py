"""Tells the 1 of `TP1 1.28` from a price."""

from core.trades.shorthand.layout import Layout
from core.trades.shorthand.number import Number
from core.trades.shorthand.punctuation import JOINS
from core.trades.shorthand.roles import Role
from core.trades.shorthand.tokens import Kind, Token

_LARGEST = 99
_MOST_ORDINALS = 12
_JUMP = 3
_ORDERS = frozenset((Role.LONG, Role.SHORT))
_ENDINGS = frozenset(("st", "nd", "rd", "th", "º", "ª", "°", "er"))


def is_ordinal(layout: Layout, number: Number, label: Role | None, *, heading: bool) -> bool:
    """Whether the number counts lines, targets or entries instead of naming a price."""
    whole = number.whole
    if whole is None or whole > _LARGEST or number.sign or number.unit is not None:
        return False
    tokens, place = layout.tokens, number.place
    after = tokens[number.end] if number.end < len(tokens) else None
    starts_line = place == 0 or tokens[place - 1].kind is Kind.LINE
    if after is not None and after.glued and after.text in _ENDINGS:
        return True
    if starts_line and after is not None and _numbers_the_line(layout, number, after, heading=heading):
        return True
    if _counts_the_side(layout, number, after):
        return True
    if label not in (Role.TARGET, Role.ENTRY, Role.STOP, Role.ADD) or not 0 < whole <= _MOST_ORDINALS:
        return False
    return _counts_the_label(layout, number, after)


def _counts_the_side(layout: Layout, number: Number, after: Token | None) -> bool:
    """`Buy1 @ 0.98020`: the first of several entries."""
    found = layout.role_at.get(number.place - 1)
    counted = found is not None and found.role in _ORDERS and layout.tokens[number.place].glued
    return counted and after is not None and after.text in ("@", "at", ":")


def _numbers_the_line(layout: Layout, number: Number, after: Token, *, heading: bool) -> bool:
    """`1) 0.43`, `5. Gbpjpy buy`, `1 Entrada 2470`."""
    following = layout.role_at.get(number.end)
    if following is not None and following.role in (Role.TARGET, Role.ENTRY):
        return layout.value_follows(following.end)
    if after.kind is not Kind.SIGN or not after.glued:
        return False
    if after.text == ")":
        return True
    beyond = number.end + 1
    if after.text not in ".:-" or beyond >= len(layout.tokens):
        return False
    return layout.tokens[beyond].kind is Kind.WORD or (heading and beyond in layout.numbers_at)


def _counts_the_label(layout: Layout, number: Number, after: Token | None) -> bool:
    """The 1 of `TP1 1.28`, `TP 1, 1,28200`, `Target 1 - 250`, `TP1 hit`; not the 5 of `tp 5`."""
    glued_to_word = layout.tokens[number.place].glued and layout.tokens[number.place - 1].kind is Kind.WORD
    if after is not None and after.text in (")", "✓"):
        return True
    place, join = number.end, " "
    while place < len(layout.tokens) and layout.tokens[place].kind in (Kind.SIGN, Kind.LINE):
        if layout.tokens[place].text in JOINS:
            join = JOINS[layout.tokens[place].text]
        place += 1
    following = layout.role_at.get(place)
    if following is not None and following.role in (Role.AT, Role.ABOVE, Role.ENTRY, Role.NUMBERED):
        place = following.end if layout.value_follows(following.end) else place
    rivals = layout.numbers_at.get(place)
    if rivals is None:
        opened = following is not None and following.role in (
            Role.HIT,
            Role.OPEN,
            Role.TARGET,
            Role.MANAGE,
            Role.REST,
            Role.NONE,
        )
        if glued_to_word or opened or (after is not None and after.text == ":"):
            return True
        return _is_hit(layout, number)
    return glued_to_word or join == " " or _jumps(number, rivals[0])


def _is_hit(layout: Layout, number: Number) -> bool:
    """`hit target 2 for 150 points`"""
    first = number.place - 1
    while first > 0 and first not in layout.role_at and layout.tokens[first].kind is Kind.WORD:
        first -= 1
    before = layout.role_at.get(first - 1)
    return before is not None and before.role is Role.HIT and before.end == first


def _jumps(number: Number, rival: Number) -> bool:
    """Whether a list cannot go from `number` to `rival`: other decimals or another scale."""
    if any(mark in rival.raw for mark in ".,"):
        return True
    whole, other = number.whole, int(rival.raw) if rival.raw.isdigit() else 0
    return whole is not None and other > whole * _JUMP
