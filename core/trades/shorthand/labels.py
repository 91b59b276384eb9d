"""Walks a message once and hangs every number under the label it belongs to."""

from core.trades.shorthand.companions import NO_RIVALS, WEAK_WORDS
from core.trades.shorthand.layout import Layout
from core.trades.shorthand.number import Number
from core.trades.shorthand.ordinals import is_ordinal
from core.trades.shorthand.punctuation import JOINS
from core.trades.shorthand.roles import BESIDE, Found, Role, Unit
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.trailing import find_trailing
from core.trades.shorthand.walk import Labelled, Walk

_LABELS = frozenset(
    (
        Role.ENTRY,
        Role.STOP,
        Role.TARGET,
        Role.ADD,
        Role.SIZE,
        Role.LEVERAGE,
        Role.RISK,
        Role.IGNORED,
        Role.COSTS,
        *BESIDE,
    )
)
_EXPLAINING = frozenset((Role.IGNORED, Role.LOW, Role.HIGH))
"""Behind a stop that has no number yet, `below the low 2631` says only where it lies."""
_SINGLE = frozenset((Role.STOP, Role.SIZE, Role.LEVERAGE, Role.RISK, Role.COSTS, Role.ADD, *BESIDE))
"""Labels of one number; what follows on the line is no price."""
_SHORT_LIVED = frozenset((Role.IGNORED, Role.SIZE, Role.RISK, *BESIDE))
"""Labels whose number stands on their own line."""
_RESULTS = frozenset((Unit.R, Unit.PIPS, Unit.POINTS, Unit.TICKS, Unit.MONEY))
_PRICED = frozenset((Role.ENTRY, Role.STOP, Role.TARGET, Role.AT, Role.EXIT))
_FIRST_GROUPS = 3
_GUARDS = frozenset((Role.STOP, Role.TARGET))
_ENDINGS = frozenset((Role.HIT, Role.STOPPED))
_OUTCOMES = frozenset((Role.WON, Role.LOST))
_SIDES = frozenset((Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT))


class _Walker:
    """The walk's moving state; one message, one walker."""

    def __init__(
        self, tokens: list[Token], roles: list[Found], numbers: list[Number], names: frozenset[int]
    ) -> None:
        self.tokens = tokens
        self.names = names
        self.layout = Layout(tokens, roles, numbers)
        self.walk = Walk()
        self.label: Role | None = None
        self.taken = 0
        self.group = 0
        self.line = 0
        self.heading = False
        self.strange = False
        self.firm = False
        self.bare_line = True
        self.labelled_before = False
        self.last: Number | None = None
        self.last_fraction: Number | None = None
        self.behind = find_trailing(tokens, roles, numbers)
        self.spent = {found.first for found in self.behind.values()}

    def run(self) -> Walk:
        place, count = 0, len(self.tokens)
        while place < count:
            found = self.layout.role_at.get(place)
            numbers = self.layout.numbers_at.get(place)
            if found is not None:
                if place not in self.spent:
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
        return self.walk

    def _open(self, label: Role | None, found: Found | None = None) -> None:
        self.label = label
        self.taken, self.strange, self.heading = 0, False, False
        self.firm = found is not None and self._is_firm(found)
        self.group += 1

    def _is_firm(self, found: Found) -> bool:
        place = found.end
        if place >= len(self.tokens) or self.tokens[found.first].text in NO_RIVALS:
            return False
        return self.tokens[place].text in (":", "=", "\n", "@", "-") or place in self.layout.numbers_at

    def _meet_role(self, found: Found) -> None:
        role = found.role
        open_label = self.label is not None and not self.taken
        if role in _LABELS:
            if not self._is_weak(found) or self.layout.value_follows(found.end):
                self._label(found)
        elif role is Role.ABOVE:
            if not (open_label and self.label in _GUARDS):
                self.walk.orders_beyond = self.walk.orders_beyond or self.group <= _FIRST_GROUPS
                self._open(Role.ENTRY, found)
        elif role is Role.AT or role is Role.FROM:
            self._meet_at(found)
        elif role is Role.EXIT:
            if not (open_label and self.label in _PRICED):
                self._open(Role.EXIT, found)
        elif role in _SIDES:
            if not open_label or self.label is Role.IGNORED or (self.label is Role.ADD and self.last is None):
                self._open(None)
        else:
            self._meet_ending(found)

    def _meet_ending(self, found: Found) -> None:
        """`tp4 open` takes no price; behind `hit`, `given` and `Profit:` the numbers are others."""
        if found.role is Role.OPEN and self.label is Role.TARGET:
            self.taken = max(self.taken, 1)
            self.strange = True
        elif found.role is Role.GIVEN:
            self._open(Role.AT, found)
        elif self._ends_label(found):
            self._open(None)

    def _ends_label(self, found: Found) -> bool:
        if found.role in _OUTCOMES:
            return found.end < len(self.tokens) and self.tokens[found.end].text == ":"
        return found.role in _ENDINGS and (not self._is_hit_at(found) or self._ticks(found))

    def _is_weak(self, found: Found) -> bool:
        return found.end - found.first == 1 and self.tokens[found.first].text in WEAK_WORDS

    def _is_hit_at(self, found: Found) -> bool:
        """A tick mark, or `target hit at 1.09`: the label still waits for its number."""
        if self.tokens[found.first].kind is not Kind.WORD:
            return True
        waits = self.label is Role.TARGET and found.role is Role.HIT and not self.taken
        return waits and found.end < len(self.tokens) and self.tokens[found.end].text in ("at", "@")

    def _ticks(self, found: Found) -> bool:
        """The tick of `target 2 ✅` ends the label where nothing else stands on the line."""
        last = found.end >= len(self.tokens) or self.tokens[found.end].kind is Kind.LINE
        return last and found.first - 1 in self.walk.ordinals

    def _label(self, found: Found) -> None:
        if found.role is Role.SIZE and self._is_measured(found):
            return
        if found.role in _EXPLAINING and self.label is Role.STOP and not self.taken and self._is_weak(found):
            return
        if found.role is Role.ENTRY and not self.taken:
            if self.label is Role.IGNORED and self._is_weak(found):
                return
            if self.label in _GUARDS and self.tokens[found.first].text in NO_RIVALS:
                return
        if found.role is Role.ENTRY and self.label is Role.ENTRY and self._is_bracketed(found):
            return
        self._open(found.role, found)

    def _is_measured(self, found: Found) -> bool:
        """The `size` of `1/8 size .88` says what the fraction before it was of."""
        last = self.last_fraction
        return last is not None and last.end == found.first

    def _is_bracketed(self, found: Found) -> bool:
        """`232.5 (CMP) & 226 (limit)`"""
        before = self.tokens[found.first - 1].text if found.first else ""
        return before == "(" and found.end < len(self.tokens) and self.tokens[found.end].text == ")"

    def _meet_at(self, found: Found) -> None:
        sign = self.tokens[found.first].kind is Kind.SIGN
        if self.label is not None and not self.taken and self.label is not Role.IGNORED:
            return
        if sign or self.layout.value_follows(found.end):
            self._open(Role.AT, found)

    def _meet_token(self, place: int) -> None:
        token = self.tokens[place]
        if token.kind is Kind.LINE:
            self._end_line()
        elif token.kind is Kind.WORD:
            if self.heading and self.bare_line and self.label is Role.STOP:
                self._open(None)
            self.bare_line = False
            if self._names_a_label(place):
                if not (self.label is Role.TARGET and self.heading):
                    self._open(Role.IGNORED)
            elif self.taken:
                self.strange = True

    def _names_a_label(self, place: int) -> bool:
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if following is None or following.text not in (":", "="):
            return False
        beyond = self.tokens[place + 2] if place + 2 < len(self.tokens) else None
        if beyond is not None and beyond.kind is Kind.WORD and beyond.glued:
            return False
        return self.label is None or self.taken > 0 or self.heading

    def _end_line(self) -> None:
        self.line += 1
        self.bare_line = True
        if self.label is None:
            return
        if not self.taken:
            self.heading = True
            if self.label in _SHORT_LIVED:
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
        if self.behind and number.place in self.behind:
            self._open(self.behind[number.place].role)
            self.walk.numbers.append(
                Labelled(number, self.label, self.group, None, self.line, late=False, firm=True)
            )
            self._open(None)
            self.last = number
            return
        if number.unit is Unit.FRACTION:
            self.last_fraction = number
            self.walk.numbers.append(Labelled(number, None, self.group, None, self.line, late=False))
            return
        if number.raw.isdigit() and is_ordinal(self.layout, number, self.label, heading=self.heading):
            self.walk.ordinals.add(number.place)
            return
        join = self._join(number)
        label = self._label_for(number)
        late = label is None and self.labelled_before
        if join is None and label is not None and self.taken:
            join = " "
        self.walk.numbers.append(Labelled(number, label, self.group, join, self.line, late, self.firm))
        if label is not None and not (number.bracketed and number.unit in _RESULTS):
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
        if self.strange or label in _SINGLE:
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
                join = JOINS.get(token.text, join) if join == " " else join
            elif (
                token.kind is Kind.WORD
                and place in self.layout.role_at
                and self.layout.role_at[place].role is Role.TO
            ):
                join = "to"
            elif place not in self.walk.ordinals:
                return None
        return join


def walk_labels(
    tokens: list[Token], roles: list[Found], numbers: list[Number], names: frozenset[int]
) -> Walk:
    """Every number of the message under its label; each token is visited once, those of `names` skipped."""
    return _Walker(tokens, roles, numbers, names).run()
