"""Walks a message once and hangs every number under the label it belongs to."""

from dataclasses import dataclass, field

from core.trades.shorthand.lexicon import Found
from core.trades.shorthand.measures import Number
from core.trades.shorthand.roles import Role, Unit
from core.trades.shorthand.tokens import Kind, Token

_LABELS = frozenset(
    (Role.ENTRY, Role.STOP, Role.TARGET, Role.ADD, Role.SIZE, Role.LEVERAGE, Role.RISK, Role.IGNORED, Role.COSTS)
)
_PASSED = frozenset((Role.AT, Role.MARKET, Role.ENTRY, Role.TO, Role.FROM))
_RESULTS = frozenset((Unit.R, Unit.PIPS, Unit.POINTS, Unit.TICKS, Unit.MONEY))
_PRICED = frozenset((Role.ENTRY, Role.STOP, Role.TARGET, Role.AT, Role.EXIT))
_SIDES = frozenset((Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT))
_DIVIDERS = frozenset(":@=.-–*>[]({✓»#!$€")
_WEAK_WORDS = frozenset(
    """t en ep pt pts tk si price precio preço prix preis цена enter near about around between entre zwischen между a à na по um por zu
    bei de ab da от с desde from von range zone zona area rango area área en avg average high low part day no nr number name ma time change
    level resistance support spread margin capital portfolio equity name volume step layer score date number session fill filled stop stops
    st stock position version phase cross""".split()
)
"""Labels only where a number, a sign or a range follows; otherwise ordinary words."""
_JOINS = {"-": "-", "_": "-", "/": "/", ",": ",", "&": ",", ";": ",", ">": ">", ":": "-"}
_NO_RIVALS = frozenset(
    "price zone area range level zona precio preço prix preis цена at around near about en em um between entre".split()
)
"""Entry words that say no more than where, behind `stop` or `target`."""
_MOST_ORDINALS = 12
_ORDERS = frozenset((Role.LONG, Role.SHORT))
_JUMP = 3


@dataclass(slots=True)
class Labelled:
    """A number under `label` (None: none). `join` is how it hangs on the number before it in the same
    group: `-`, `/`, `,`, `to`, ` `, or None where it begins one.
    """

    number: Number
    label: Role | None
    group: int
    join: str | None
    line: int
    late: bool
    """No label claims it and it comes after labelled numbers, on a line of its own."""
    firm: bool = False
    """Its label is written as one: `Entry:`, `Entry 1.08`, not the word in a sentence."""


@dataclass(slots=True)
class Walk:
    """What the walk has seen: labelled numbers, and the labels that got none."""

    numbers: list[Labelled] = field(default_factory=list["Labelled"])
    empty: list[Found] = field(default_factory=list["Found"])
    ordinals: set[int] = field(default_factory=set[int])


class _Walker:
    """The walk's moving state; one message, one walker."""

    def __init__(
        self, tokens: list[Token], roles: list[Found], numbers: list[Number], names: frozenset[int]
    ) -> None:
        self.tokens = tokens
        self.names = names
        self.role_at = {found.first: found for found in roles}
        self.numbers_at: dict[int, list[Number]] = {}
        for number in numbers:
            self.numbers_at.setdefault(number.place, []).append(number)
        self.walk = Walk()
        self.label: Role | None = None
        self.opened: Found | None = None
        self.taken = 0
        self.group = 0
        self.line = 0
        self.heading = False
        self.strange = False
        self.firm = False
        self.bare_line = True
        self.labelled_before = False
        self.last: Number | None = None

    def run(self) -> Walk:
        place, count = 0, len(self.tokens)
        while place < count:
            found = self.role_at.get(place)
            numbers = self.numbers_at.get(place)
            if found is not None:
                self._meet_role(found)
                place = found.end
            elif numbers is not None:
                for number in numbers:
                    self._meet_number(number)
                place = max(place + 1, numbers[0].end)
            else:
                if place not in self.names:
                    self._meet_token(place)
                place += 1
        self._close()
        return self.walk

    def _open(self, label: Role | None, found: Found | None = None) -> None:
        self._close()
        self.label, self.opened = label, found
        self.taken, self.strange, self.heading = 0, False, False
        self.firm = found is not None and self._is_firm(found.end)
        self.group += 1

    def _is_firm(self, place: int) -> bool:
        if place >= len(self.tokens):
            return False
        return self.tokens[place].text in (":", "=", "\n", "@", "-") or place in self.numbers_at

    def _close(self) -> None:
        if self.opened is not None and not self.taken:
            self.walk.empty.append(self.opened)
        self.opened = None

    def _meet_role(self, found: Found) -> None:
        role = found.role
        if role in _LABELS:
            if not self._is_weak(found) or self._value_follows(found.end):
                self._label(found)
        elif role is Role.ABOVE:
            if not (self.label in (Role.STOP, Role.TARGET) and not self.taken):
                self._open(Role.ENTRY, found)
        elif role in (Role.AT, Role.FROM):
            self._meet_at(found)
        elif role is Role.EXIT:
            if not (self.label in _PRICED and not self.taken):
                self._open(Role.EXIT, found)
        elif role in _SIDES:
            if self.label in (None, Role.IGNORED) or self.taken:
                self._open(None)
        elif role is Role.OPEN and self.label is Role.TARGET:
            self.taken = max(self.taken, 1)
            self.strange = True
        elif role in (Role.HIT, Role.STOPPED, Role.GIVEN) and self.tokens[found.first].kind is Kind.WORD:
            if self.label is Role.TARGET and role is Role.HIT and self._is_after_hit(found):
                return
            self._open(Role.AT if role is Role.GIVEN else None, found if role is Role.GIVEN else None)

    def _is_weak(self, found: Found) -> bool:
        return found.end - found.first == 1 and self.tokens[found.first].text in _WEAK_WORDS

    def _is_after_hit(self, found: Found) -> bool:
        return self.taken == 0 and found.end < len(self.tokens) and self.tokens[found.end].text in ("at", "@")

    def _label(self, found: Found) -> None:
        if self.label is Role.IGNORED and not self.taken and found.role is Role.ENTRY and self._is_weak(found):
            return
        if found.role is Role.ENTRY and self.label in (Role.STOP, Role.TARGET) and not self.taken:
            word = self.tokens[found.first].text
            if word in _NO_RIVALS:
                return
        if found.role is Role.TARGET and self.label is Role.STOP and not self.taken and found.end - found.first == 1:
            self._open(Role.TARGET, found)
            return
        self._open(found.role, found)

    def _meet_at(self, found: Found) -> None:
        sign = self.tokens[found.first].kind is Kind.SIGN
        if self.label is not None and not self.taken and self.label is not Role.IGNORED:
            return
        if sign or self._value_follows(found.end):
            self._open(Role.AT, found)

    def _value_follows(self, place: int) -> bool:
        tokens = self.tokens
        while place < len(tokens) and tokens[place].kind in (Kind.SIGN, Kind.LINE) and (
            tokens[place].text in _DIVIDERS or tokens[place].kind is Kind.LINE
        ):
            if tokens[place].text in ":@=":
                return True
            if tokens[place].kind is Kind.LINE and not self._line_begins(place + 1):
                return False
            place += 1
        if place < len(tokens) and place in self.role_at and self.role_at[place].role in _PASSED:
            return self._value_follows(self.role_at[place].end)
        return place in self.numbers_at

    def _line_begins(self, place: int) -> bool:
        """Whether a line starts with a number, blank lines aside."""
        while place < len(self.tokens) and self.tokens[place].text in ("\n", "@", "[", "$", ":", "-"):
            place += 1
        return place in self.numbers_at

    def _meet_token(self, place: int) -> None:
        token = self.tokens[place]
        if token.kind is Kind.LINE:
            self._end_line()
        elif token.kind is Kind.WORD:
            if self.heading and self.bare_line and self.label is Role.STOP:
                self._open(None)
            self.bare_line = False
            if self._names_a_label(place):
                if not (self.label is Role.TARGET and (self.heading or self.taken)):
                    self._open(Role.IGNORED)
            elif self.taken:
                self.strange = True

    def _names_a_label(self, place: int) -> bool:
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if following is None or following.text not in (":", "="):
            return False
        return self.label is None or self.taken > 0 or self.heading

    def _end_line(self) -> None:
        self.line += 1
        self.bare_line = True
        if self.label is None:
            return
        if not self.taken:
            self.heading = True
            if self.label in (Role.IGNORED, Role.SIZE, Role.RISK):
                self._open(None)
            return
        self.strange = False
        if self.label is Role.TARGET or (self.label is Role.ENTRY and self.heading):
            return
        self.labelled_before = self.labelled_before or self.label in _PRICED
        self._open(None)

    def _meet_number(self, number: Number) -> None:
        if number.unit is Unit.TIME:
            return
        if self._is_ordinal(number):
            self.walk.ordinals.add(number.place)
            return
        join = self._join(number)
        label = self._label_for(number)
        late = label is None and self.labelled_before
        if join is None and label is not None and self.taken:
            join = " "
        self.walk.numbers.append(Labelled(number, label, self.group, join, self.line, late, self.firm))
        if label is not None:
            self.taken += 1
        self.last = number

    def _label_for(self, number: Number) -> Role | None:
        label = self.label
        if label is None or label is Role.IGNORED:
            return label
        if not self.taken:
            return label
        if number.unit in (Unit.LOTS, Unit.CONTRACTS, Unit.SHARES, Unit.COINS, Unit.LEVERAGE, Unit.PERCENT):
            return label
        if label in (Role.AT, Role.EXIT) and (number.sign or number.unit in _RESULTS):
            return None
        if self.strange or label in (Role.STOP, Role.SIZE, Role.LEVERAGE, Role.RISK, Role.COSTS, Role.ADD):
            return Role.IGNORED
        if self.heading and not self.bare_line and self.line and label is Role.ENTRY:
            return Role.IGNORED
        return label

    def _join(self, number: Number) -> str | None:
        """How this number hangs on the last one; None over words and lines."""
        last = self.last
        if last is None:
            return None
        if last.place == number.place:
            return ","
        join = " "
        for place in range(last.end, number.place):
            token = self.tokens[place]
            if token.kind is Kind.SIGN:
                join = _JOINS.get(token.text, join) if join == " " else join
            elif token.kind is Kind.WORD and place in self.role_at and self.role_at[place].role is Role.TO:
                join = "to"
            elif place not in self.walk.ordinals:
                return None
        return join

    def _is_ordinal(self, number: Number) -> bool:
        whole = number.whole
        if whole is None or whole > 99 or number.sign or number.unit is not None:  # noqa: PLR2004 - two digits
            return False
        tokens, place = self.tokens, number.place
        after = tokens[number.end] if number.end < len(tokens) else None
        starts_line = place == 0 or tokens[place - 1].kind is Kind.LINE
        if after is not None and after.glued and after.text in ("st", "nd", "rd", "th", "º", "ª", "°", "er"):
            return True
        if starts_line and after is not None and self._numbers_the_line(number, after):
            return True
        if self._counts_the_side(number, after):
            return True
        if self.label not in (Role.TARGET, Role.ENTRY, Role.STOP, Role.ADD) or not 0 < whole <= _MOST_ORDINALS:
            return False
        return self._counts_the_label(number, after)

    def _counts_the_side(self, number: Number, after: Token | None) -> bool:
        """`Buy1 @ 0.98020`: the first of several entries."""
        found = self.role_at.get(number.place - 1)
        counted = found is not None and found.role in _ORDERS and self.tokens[number.place].glued
        return counted and after is not None and after.text in ("@", "at", ":")

    def _numbers_the_line(self, number: Number, after: Token) -> bool:
        """`1) 0.43`, `5. Gbpjpy buy`, `1 Entrada 2470`."""
        following = self.role_at.get(number.end)
        if following is not None and following.role in (Role.TARGET, Role.ENTRY):
            return self._value_follows(following.end)
        if after.kind is not Kind.SIGN or not after.glued:
            return False
        if after.text == ")":
            return True
        beyond = number.end + 1
        if after.text not in ".:-" or beyond >= len(self.tokens):
            return False
        return self.tokens[beyond].kind is Kind.WORD or (self.heading and beyond in self.numbers_at)

    def _counts_the_label(self, number: Number, after: Token | None) -> bool:
        """The 1 of `TP1 1.28`, `TP 1, 1,28200`, `Target 1 - 250`, `TP1 hit`; not the 5 of `tp 5`."""
        glued_to_word = self.tokens[number.place].glued and self.tokens[number.place - 1].kind is Kind.WORD
        if after is not None and after.text == ")":
            return True
        place, join = number.end, " "
        while place < len(self.tokens) and self.tokens[place].kind in (Kind.SIGN, Kind.LINE):
            if self.tokens[place].text in _JOINS:
                join = _JOINS[self.tokens[place].text]
            place += 1
        following = self.role_at.get(place)
        if following is not None and following.role in (Role.AT, Role.ABOVE, Role.ENTRY, Role.NUMBERED):
            place = following.end if self._value_follows(following.end) else place
        rivals = self.numbers_at.get(place)
        if rivals is None:
            opened = following is not None and following.role in (Role.HIT, Role.OPEN, Role.TARGET, Role.MANAGE)
            return glued_to_word or opened
        return glued_to_word or join == " " or _jumps(number, rivals[0])


def _jumps(number: Number, rival: Number) -> bool:
    """Whether a list cannot go from `number` to `rival`: other decimals or another scale."""
    if any(mark in rival.raw for mark in ".,"):
        return True
    whole, other = number.whole, int(rival.raw) if rival.raw.isdigit() else 0
    return whole is not None and other > whole * _JUMP


def walk_labels(tokens: list[Token], roles: list[Found], numbers: list[Number], names: frozenset[int]) -> Walk:
    """Every number of the message under its label; each token is visited once, those of `names` skipped."""
    return _Walker(tokens, roles, numbers, names).run()
