"""One message taken apart: its tokens, roles, numbers and markets, ready to be judged."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from core.instruments.aliases import ALIASES
from core.instruments.catalog import find_named
from core.instruments.instrument import Instrument
from core.instruments.stocks import option_on
from core.trades.shorthand.boundaries import find_boundary
from core.trades.shorthand.figures import Style, style_of
from core.trades.shorthand.labels import walk_labels
from core.trades.shorthand.lexicon import KNOWN_WORDS, is_known, list_roles
from core.trades.shorthand.names import guess_symbol
from core.trades.shorthand.numbers import list_numbers
from core.trades.shorthand.options import OptionContract, find_option, tell_buy_to_close
from core.trades.shorthand.roles import Found, Role
from core.trades.shorthand.symbols import SymbolFound, list_symbols
from core.trades.shorthand.text import PlainText, plain_text
from core.trades.shorthand.tokens import Kind, Token, list_tokens
from core.trades.shorthand.walk import Labelled, Walk

_REACH = 4
_ALL = frozenset(("everyone", "here", "channel", "all"))
_SIDES = frozenset((Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT))
_OUTCOMES = frozenset((Role.BREAKEVEN, Role.STOPPED))


class Message(msgspec.Struct):
    plain: PlainText
    tokens: list[Token]
    roles: list[Found]
    by_role: dict[Role, list[Found]]
    by_label: dict[Role | None, list[Labelled]]
    symbol: SymbolFound | None
    option: OptionContract | None
    walk: Walk
    style: Style
    tags: list[int]
    """Places of the words behind a `#`."""
    strange: list[int]
    """Places of words that mean nothing to the reader."""
    boundary: int | None = None
    """Where in the original text another trade begins."""

    def has(self, *wanted: Role) -> bool:
        return not self.by_role.keys().isdisjoint(wanted)

    def found(self, *wanted: Role) -> list[Found]:
        """Phrases in those roles, in order of the text."""
        if len(wanted) == 1:
            return self.by_role.get(wanted[0], [])
        if self.by_role.keys().isdisjoint(wanted):
            return []
        return [found for found in self.roles if found.role in wanted]

    def under(self, *labels: Role | None) -> list[Labelled]:
        if len(labels) == 1:
            return self.by_label.get(labels[0], [])
        return [one for one in self.walk.numbers if one.label in labels]


def take_apart(
    text: str, extra: Sequence[Instrument], fallback: SymbolFound | None = None, *, nested: bool = False
) -> Message:
    """Everything that is read without judging what the message means.

    Of several trades only the first is read; `fallback` is the market that the rest of the text names.
    """
    plain = plain_text(text)
    tokens = list_tokens(plain.text)
    option = find_option(plain.text, tokens)
    if "BTC" in plain.text:
        tell_buy_to_close(tokens, option)
    covered = option.tokens if option else frozenset[int]()
    if "@" in plain.text:
        covered |= _list_addressed(tokens)
    symbols = list_symbols(tokens, extra, covered)
    named = frozenset(place for one in symbols for place in range(one.first, one.end)) | covered
    tags, counts = _list_marked(tokens, named) if "#" in plain.text else ([], [])
    taken = named.union(tags, counts)
    roles = list_roles(tokens, taken)
    noted = _find_note(tokens, roles)
    if noted is not None:
        taken = taken.union(range(noted + 1, len(tokens)))
        roles = [found for found in roles if found.first <= noted]
        symbols = [one for one in symbols if one.first < noted] or symbols
    boundary = None if nested else find_boundary(tokens, roles, symbols)
    if boundary:
        named_at = replace(symbols[0], first=-1, end=-1) if symbols else None
        first = take_apart(text[: plain.original(tokens[boundary].start)], extra, named_at, nested=True)
        first.boundary = plain.original(tokens[boundary].start)
        return first
    if option is not None and not any(_is_beside(option, one) for one in symbols):
        symbols = []
    symbol = _choose(symbols, tokens, roles) if symbols else guess_symbol(tokens, roles, taken, option)
    symbol = symbol or _ordinary_name(tokens, roles) or fallback
    if symbol is not None:
        places = frozenset(range(symbol.first, symbol.end))
        if not places <= named:
            taken |= places
            roles = list_roles(tokens, taken)
            tags = [place for place in tags if place not in places]
        if option is not None:
            symbol = SymbolFound(symbol.symbol, option_on(symbol.symbol), symbol.first, symbol.end)
    numbers = list_numbers(tokens, taken, symbol.instrument if symbol else None)
    walk = walk_labels(tokens, roles, numbers, taken)
    return Message(
        plain=plain,
        tokens=tokens,
        roles=roles,
        by_role=_by_role(roles),
        symbol=symbol,
        option=option,
        walk=walk,
        by_label=_by_label(walk),
        style=style_of([number.raw for number in numbers]),
        tags=tags,
        strange=_list_strange(tokens, roles, taken),
    )


def _find_note(tokens: list[Token], roles: list[Found]) -> int | None:
    """Where own words begin behind a trade: `closed 1.0905 note got only half the move`."""
    note = next((found.first for found in roles if found.role is Role.NOTE), None)
    if note is None or not any(token.kind is Kind.NUMBER for token in tokens[:note]):
        return None
    return note


def _is_beside(option: OptionContract, symbol: SymbolFound) -> bool:
    """On the contract's line, more or less: its ticker stands close by."""
    first, last = min(option.tokens, default=0), max(option.tokens, default=0)
    return first - _REACH <= symbol.end and symbol.first <= last + _REACH


def _by_label(walk: Walk) -> dict[Role | None, list[Labelled]]:
    numbers: dict[Role | None, list[Labelled]] = {}
    for one in walk.numbers:
        numbers.setdefault(one.label, []).append(one)
    return numbers


def _by_role(roles: list[Found]) -> dict[Role, list[Found]]:
    found: dict[Role, list[Found]] = {}
    for one in roles:
        found.setdefault(one.role, []).append(one)
    return found


def _list_addressed(tokens: list[Token]) -> frozenset[int]:
    """The signs and names of `@everyone`, `@here`, and of whoever a message begins with."""
    called = [
        place
        for place in range(1, len(tokens))
        if tokens[place - 1].text == "@"
        and tokens[place].kind is Kind.WORD
        and tokens[place].glued
        and (place == 1 or tokens[place].text in _ALL)
    ]
    return frozenset(called).union(place - 1 for place in called)


def _list_marked(tokens: list[Token], named: frozenset[int]) -> tuple[list[int], list[int]]:
    """Behind a `#`: words that are tags, and numbers that count and are never prices (`#234`)."""
    tags: list[int] = []
    counts: list[int] = []
    for place in range(1, len(tokens)):
        mark, token = tokens[place - 1], tokens[place]
        if mark.text != "#" or not token.glued or place in named:
            continue
        if token.kind is Kind.WORD and not token.raw.isupper() and not is_known(token.text):
            tags.append(place)
        elif (
            token.kind is Kind.NUMBER
            and not mark.glued
            and token.raw.isdigit()
            and _stands_free(tokens, place)
        ):
            counts.append(place)
    return tags, counts


def _stands_free(tokens: list[Token], place: int) -> bool:
    """Not the 10 of `#10x`."""
    return place + 1 >= len(tokens) or not tokens[place + 1].glued


def _choose(symbols: list[SymbolFound], tokens: list[Token], roles: list[Found]) -> SymbolFound:
    """The market that is traded: the marked one, the one beside the side, else the first."""
    if len(symbols) == 1:
        return symbols[0]
    for symbol in symbols:
        if symbol.first and tokens[symbol.first - 1].text in ("#", "$") and tokens[symbol.first].glued:
            return symbol
    edges = {found.end for found in roles if found.role in _SIDES} | {
        found.first for found in roles if found.role in _SIDES
    }
    exact = [symbol for symbol in symbols if symbol.exact]
    for symbol in (*exact, *symbols):
        if symbol.first in edges or symbol.end in edges:
            return symbol
    return (exact or symbols)[0]


def _ordinary_name(tokens: list[Token], roles: list[Found]) -> SymbolFound | None:
    """`long nq 21450`, `sold oil 71`, `be on nas`: short names in small letters, only right beside a side, an
    exit or an outcome.
    """
    for found in roles:
        over = found.end < len(tokens) and tokens[found.end].text == "on"
        if found.role in _OUTCOMES and over:
            places = (found.end + 1,)
        elif found.role in _SIDES or found.role is Role.EXIT:
            places = (found.end, found.first - 1)
        else:
            continue
        for place in places:
            if not 0 <= place < len(tokens) or tokens[place].kind is not Kind.WORD:
                continue
            joined = found.role is Role.EXIT and 0 < place < found.first
            if joined and tokens[place - 1].kind is Kind.WORD:
                continue
            if tokens[place].raw.isupper() or not is_known(tokens[place].text):
                name = tokens[place].raw.upper()
                instrument = find_named(ALIASES.get(name, name))
                if instrument is not None:
                    return SymbolFound(instrument.symbol, instrument, place, place + 1)
    return None


def _list_strange(tokens: list[Token], roles: list[Found], taken: frozenset[int]) -> list[int]:
    phrases = [found for found in roles if found.end > found.first + 1]
    covered = taken.union(*(range(found.first, found.end) for found in phrases)) if phrases else taken
    return [
        place
        for place, token in enumerate(tokens)
        if token.kind is Kind.WORD and token.text not in KNOWN_WORDS and place not in covered
    ]
