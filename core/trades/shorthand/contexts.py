"""Gives words the role that only their neighbours tell: `stop` behind `buy`, `lot` before its number."""

from collections.abc import Callable

from core.trades.shorthand.roles import Found, Role, Unit
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.words import UNIT_WORDS

_ORDERS = frozenset((Role.LONG, Role.SHORT))
_AIMS = frozenset(("looking for", "aiming", "aiming for", "aiming at", "buscando", "eyeing"))
_MARKS = frozenset("✗◎✓")
_PROFITS = frozenset(("profit", "profits"))
_PROMISES = frozenset("@:=")
_DIVIDERS = frozenset(",;|/-&")
_POINTS = frozenset(("pt", "pts"))
_GUARDS = frozenset(("stop", "sl", "target", "tp"))
_PAIR = 2
_LINE_LETTERS = {"e": Role.ENTRY, "s": Role.STOP, "t": Role.TARGET}
_LEADERS = ("L", "S")
_LETTERS = {"l": Role.LONG, "s": Role.SHORT}
_FILLS = frozenset(("fill", "filled", "entered", "enter", "opened", "executed"))
_EQUALS = frozenset((":", "="))
_SIZED = (Unit.LOTS, Unit.CONTRACTS, Unit.SHARES)
_SIZE_WORDS = frozenset(word for word, unit in UNIT_WORDS.items() if unit in _SIZED and len(word) > 1)


def place_roles(tokens: list[Token], found: list[Found], taken: frozenset[int]) -> list[Found]:
    """`found` with what the neighbours change and add, in order."""
    found = [_only_if(tokens, one) for one in _reread(tokens, found)]
    roles = {one.role for one in found}
    words = {token.text for token in tokens}
    if Role.ENTRY not in roles and "in" in words:
        found = _add(found, _in_labels(tokens))
    marks = {} if words.isdisjoint(_MARKS) else _missing_marks(roles)
    if marks:
        found = _add(found, _marks(tokens, marks))
    if not words.isdisjoint(_SIZE_WORDS):
        found = _add(found, _size_labels(tokens, taken))
    if Role.ENTRY in roles:
        found = [
            Found(Role.NEUTRAL, one.first, one.end) if _only_says_filled(tokens, one, found, taken) else one
            for one in found
        ]
    if roles.isdisjoint(_ORDERS):
        found = _add(found, _letters(tokens, taken))
    elif Role.STOP not in roles:
        found = _add(found, _line_letters(tokens, taken))
    if not words.isdisjoint(_POINTS):
        found = [one for one in found if not _counts_points(tokens, one)]
    return _tell_moves(found)


def _only_if(tokens: list[Token], one: Found) -> Found:
    """`si` with a number is a slip for `sl`; elsewhere it says in two languages: if."""
    slips = one.role is Role.STOP and one.end == one.first + 1 and tokens[one.first].text == "si"
    if slips and not _is_number(tokens, _value_place(tokens, one.end)):
        return Found(Role.WISH, one.first, one.end)
    return one


def _in_labels(tokens: list[Token]) -> list[Found]:
    """`In: 1.1042`, beside an `Out: 1.1100` or alone."""
    return [
        Found(Role.ENTRY, place, place + 1)
        for place, token in enumerate(tokens[:-_PAIR])
        if token.text == "in" and tokens[place + 1].text in _EQUALS and _is_number(tokens, place + _PAIR)
    ]


def _counts_points(tokens: list[Token], one: Found) -> bool:
    """The `pt` of `4 pt stop` is no target."""
    if one.role is not Role.TARGET or tokens[one.first].text not in _POINTS or one.first == 0:
        return False
    guard = one.end < len(tokens) and tokens[one.end].text in _GUARDS
    return guard and tokens[one.first - 1].kind is Kind.NUMBER


def _tell_moves(found: list[Found]) -> list[Found]:
    """`SL to 2640 now on gold`, `GOLD TP auf 4250`: a stop or target that leads is moved."""
    if len(found) < _PAIR or found[0].role not in (Role.STOP, Role.TARGET) or found[1].role is not Role.TO:
        return found
    if found[1].first != found[0].end:
        return found
    return [found[0], Found(Role.MANAGE, found[1].first, found[1].end), *found[2:]]


def _add(found: list[Found], more: list[Found]) -> list[Found]:
    if not more:
        return found
    places = {one.first for one in more}
    kept = [one for one in found if one.first not in places]
    return sorted([*kept, *more], key=lambda one: one.first)


def _is_number(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind is Kind.NUMBER


def _value_place(tokens: list[Token], place: int) -> int:
    """Behind one `:` or `=`."""
    return place + 1 if place < len(tokens) and tokens[place].text in _EQUALS else place


def _only_says_filled(tokens: list[Token], one: Found, found: list[Found], taken: frozenset[int]) -> bool:
    """`filled 1 MGC long 2651`, `Order filled: Sell 2 NQ`: what follows is a size or a side, no price."""
    if one.role is not Role.ENTRY or tokens[one.first].text not in _FILLS:
        return False
    value = _value_place(tokens, one.end)
    sized = _is_number(tokens, value) and value + 1 in taken and tokens[value + 1].kind is Kind.WORD
    return sized or any(other.first == value and other.role in _ORDERS for other in found)


def _missing_marks(roles: set[Role]) -> dict[str, Role]:
    """The signs that speak where no word does; a tick only in an order."""
    marks: dict[str, Role] = {}
    if Role.STOP not in roles:
        marks["✗"] = Role.STOP
    if Role.TARGET not in roles:
        marks["◎"] = Role.TARGET
        if not roles.isdisjoint(_ORDERS):
            marks["✓"] = Role.TARGET
    return marks


def _marks(tokens: list[Token], marks: dict[str, Role]) -> list[Found]:
    """`🛑 1.0820 🎯 1.0910`; a tick beside such aims marks something else."""
    found = [
        Found(marks[token.text], place, place + 1)
        for place, token in enumerate(tokens)
        if token.text in marks and _is_number(tokens, place + 1)
    ]
    aims = any(tokens[one.first].text == "◎" for one in found)
    return [one for one in found if not aims or tokens[one.first].text != "✓"]


def _size_labels(tokens: list[Token], taken: frozenset[int]) -> list[Found]:
    """`Lot : 0.10`, `contracts 2`: a unit in front of its number is a label."""
    labels: list[Found] = []
    for place, token in enumerate(tokens):
        if token.text in _SIZE_WORDS and place not in taken:
            value = _value_place(tokens, place + 1)
            behind = place > 0 and tokens[place - 1].kind is Kind.NUMBER
            if _is_number(tokens, value) and (value > place + 1 or not behind):
                labels.append(Found(Role.SIZE, place, place + 1))
    return labels


def _letters(tokens: list[Token], taken: frozenset[int]) -> list[Found]:
    """`EURUSD L 1.0850`, `usoil s @ 71.40`: a letter between a market and a number."""
    if len(tokens) > 1 and tokens[0].raw in _LEADERS and 1 in taken:
        return [Found(_LETTERS[tokens[0].text], 0, 1)]
    return [
        Found(_LETTERS[token.text], place, place + 1)
        for place, token in enumerate(tokens)
        if token.text in _LETTERS
        and not token.glued
        and place - 1 in taken
        and _is_number(tokens, place + 2 if _is_at(tokens, place + 1) else place + 1)
    ]


def _line_letters(tokens: list[Token], taken: frozenset[int]) -> list[Found]:
    """`E 94200`, `S 93000`, `T1 96000`, each on a line of its own."""
    found = [
        Found(_LINE_LETTERS[token.text], place, place + 1)
        for place, token in enumerate(tokens)
        if token.text in _LINE_LETTERS
        and place > 0
        and tokens[place - 1].kind is Kind.LINE
        and _is_number(tokens, _value_place(tokens, place + 1))
    ]
    labelled = [one for one in found if tokens[one.end].text in _EQUALS]
    return found if len(found) > 1 else labelled


def _is_at(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text in ("@", "at")


def _reread(tokens: list[Token], found: list[Found]) -> list[Found]:
    first = next((one for one in found if one.role in _ORDERS), None)
    if first is None:
        return found
    before = first
    for place, one in enumerate(found):
        rule = _RULES.get(one.role)
        if rule is not None and one.first > first.first:
            role = rule(tokens, one, before, first)
            if role is not None:
                found[place] = Found(role, one.first, one.end)
        before = one
    return found


def _stop_order(tokens: list[Token], one: Found, before: Found, first: Found) -> Role | None:
    """`buy stop 1.2050` orders at a stop price; a plain `stop` elsewhere protects."""
    hyphen = one.first == before.end + 1 and tokens[before.end].text == "-" and tokens[before.end].glued
    beside = before.role in _ORDERS and one.end == one.first + 1 and (before.end == one.first or hyphen)
    return Role.STOP_ORDER if beside and tokens[one.first].text == "stop" else None


def _aim(tokens: list[Token], one: Found, before: Found, first: Found) -> Role | None:
    """`long 2651, looking for 2662`: behind a priced order the price that is hoped for."""
    if not _is_number(tokens, one.end):
        return None
    words = " ".join(token.text for token in tokens[one.first : one.end])
    priced = any(token.kind is Kind.NUMBER for token in tokens[first.end : one.first])
    return Role.TARGET if words in _AIMS and priced else None


def _profit_price(tokens: list[Token], one: Found, before: Found, first: Found) -> Role | None:
    """`Profit @ 1.2710` in an order; a profit in per cent or pips is none."""
    if tokens[one.first].text not in _PROFITS or one.end >= len(tokens):
        return None
    value = one.end + 1 if tokens[one.end].text in _PROMISES else one.end
    if value == one.end or not _is_number(tokens, value):
        return None
    beyond = tokens[value + 1] if value + 1 < len(tokens) else None
    ends = beyond is None or beyond.kind is Kind.LINE or beyond.text in _DIVIDERS
    return (
        Role.TARGET
        if ends and before.role in (Role.STOP, *_ORDERS, Role.ENTRY, Role.AT, Role.TARGET)
        else None
    )


def _way_out(tokens: list[Token], one: Found, before: Found, first: Found) -> Role | None:
    """`Buy: 0.92 … Sell: 1.05 - 1.20`: the other side, written as a label, is where it is to end."""
    if one.role is first.role:
        return None
    labelled = one.end < len(tokens) and tokens[one.end].text == ":" and _is_number(tokens, one.end + 1)
    opened = first.end < len(tokens) and tokens[first.end].text == ":"
    return Role.TARGET if labelled and opened else None


_RULES: dict[Role, Callable[[list[Token], Found, Found, Found], Role | None]] = {
    Role.STOP: _stop_order,
    Role.WISH: _aim,
    Role.LONG: _way_out,
    Role.SHORT: _way_out,
    Role.WON: _profit_price,
}
"""What becomes of a role behind the side, by its neighbours."""
