"""What in a message speaks for an entry, a change of an open trade, or a question."""

from core.trades.shorthand.feelings import FEELINGS
from core.trades.shorthand.figures import price_of
from core.trades.shorthand.message import Message
from core.trades.shorthand.roles import BESIDE, Role, Unit
from core.trades.shorthand.sides import OPENING, is_side, read_side
from core.trades.shorthand.tokens import Kind
from core.trades.shorthand.walk import Labelled

_TELLERS = frozenset(("i", "we", "they", "he", "she", "it", "that", "this", "there", "bias"))
_PLANS_TEXT = """
    plan planning would i'd we'd might maybe thinking think if tomorrow want wanna hoping tempted pensando
    quizás talvez acho vielleicht überlege peut-être думаю хочу возможно
"""
_PLANS = frozenset(_PLANS_TEXT.split())
_WAITS = frozenset(
    ("wait", "waiting", "idea", "ideas", "if", "esperando", "espero", "warte", "attends", "жду")
)
_ENDINGS = frozenset(
    (Role.EXIT, Role.HIT, Role.STOPPED, Role.TO_CLOSE_LONG, Role.TO_CLOSE_SHORT, Role.WON, Role.LOST)
)
_DESK_ORDERS = (Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT)
FEW_WORDS = 5
_CLOSE = 5
FEW_STRANGE = 2
_BEST_MARK = 10


class Openings:
    """What speaks for something that begins; each clue is worked out when asked for."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.words = [token.kind for token in message.tokens].count(Kind.WORD)
        self.prices = [one for one in message.walk.numbers if one.number.is_price and not one.number.sign]
        self.side = read_side(message)

    def priced(self, *labels: Role) -> bool:
        return any(one.label in labels for one in self.prices)

    @property
    def protects(self) -> bool:
        return bool(self.message.under(Role.STOP) or self.message.under(Role.TARGET))

    @property
    def is_order(self) -> bool:
        """A side with a stop or target and nothing that closes: an entry, whatever else is said."""
        if self._orders_first:
            return True
        if not self.protects or (self.side is None and not self._frames_entry):
            return False
        if self.message.has(Role.GIVEN) or self.message.has(Role.TO_CLOSE_LONG, Role.TO_CLOSE_SHORT):
            return False
        if self.message.has(Role.HIT, Role.STOPPED, Role.MANAGE) and not self._says_entry:
            return False
        first = self.message.roles[0]
        if first.role is Role.MANAGE and first.end - first.first > 1 and not self.priced(Role.ENTRY):
            return False
        return not (self.wishes_only or self._hopes or self._waits or self._leads_with_exit)

    @property
    def wishes_only(self) -> bool:
        """A wish before the side: a plan, or one without entry or stop (`one can also buy, target 195`)."""
        wishes, sides = self.message.found(Role.WISH), self.message.found(*OPENING)
        if not wishes or not sides or wishes[0].first > sides[0].first:
            return False
        planned = self.message.tokens[wishes[0].first].text in _PLANS
        return planned or not self.priced(Role.STOP, Role.ENTRY, Role.AT)

    @property
    def _hopes(self) -> bool:
        """`not a signal to sell`, `I will only buy when`: a wish right before the sides, or before the first
        of a message without a stop.
        """
        sides = self.message.found(*OPENING)
        if not sides or self.message.has(*_DESK_ORDERS) or not self._is_hoped_for(sides[0].first):
            return False
        return not self.priced(Role.STOP) or all(self._is_hoped_for(one.first) for one in sides)

    def _is_hoped_for(self, place: int) -> bool:
        start = place
        while start > max(0, place - _CLOSE) and self.message.tokens[start - 1].kind is Kind.WORD:
            start -= 1
        return any(start <= one.first < place for one in self.message.found(Role.WISH))

    @property
    def _orders_first(self) -> bool:
        """A first line with side, market and a price it believes, above a longer text about it."""
        if "\n" not in self.message.plain.text:
            return False
        tokens, symbol = self.message.tokens, self.message.symbol
        sides = [one for one in self.message.found(Role.LONG, Role.SHORT) if is_side(self.message, one.first)]
        if not sides or symbol is None or symbol.instrument is None or symbol.instrument.band is None:
            return False
        lines = [place for place, token in enumerate(tokens) if token.kind is Kind.LINE]
        end = next((place for place in lines if place > sides[0].first), None)
        if end is None or symbol.first > end or self.message.roles[0].role not in (Role.LONG, Role.SHORT):
            return False
        told = any(
            found.first < end and found.role in (Role.HIT, Role.EXIT, Role.STOPPED)
            for found in self.message.roles
        )
        return not told and any(one.number.place < end and self._believes(one) for one in self.prices)

    def _believes(self, one: Labelled) -> bool:
        instrument = self.message.symbol.instrument if self.message.symbol else None
        price = price_of(one.number.raw, one.number.factor, instrument, self.message.style)
        return price is not None and not price.off_scale and not price.shifted

    @property
    def _frames_entry(self) -> bool:
        """A market with entry and stop: an order whose side the numbers tell."""
        complete = self.priced(Role.STOP) and self.priced(Role.ENTRY, Role.AT)
        return complete and self.message.symbol is not None

    @property
    def _says_entry(self) -> bool:
        """A price that is neither stop nor target, or a target no tick mark stands behind."""
        if any(one.label in (Role.ENTRY, Role.AT, None) for one in self.prices):
            return True
        words = [
            one for one in self.message.found(Role.HIT, Role.STOPPED, Role.MANAGE) if self._is_word(one.first)
        ]
        return not words

    def _is_word(self, place: int) -> bool:
        return self.message.tokens[place].kind is Kind.WORD

    @property
    def _leads_with_exit(self) -> bool:
        exits = self.message.found(Role.EXIT)
        sides = self.message.found(Role.LONG, Role.SHORT)
        return bool(exits) and bool(sides) and exits[0].first < sides[0].first

    @property
    def asks(self) -> bool:
        roles, tokens = self.message.roles, self.message.tokens
        if roles and roles[0].role is Role.ASK and self.words > 1 and self._begins_question(roles[0].first):
            return True
        return tokens[-1].text == "?" and not self.protects

    def _begins_question(self, place: int) -> bool:
        """`is anyone …`, `¿cómo …`; in `we are up 35 pips` somebody tells something."""
        if place > 1:
            return False
        named = self.message.symbol is not None and self.message.symbol.first == 0
        return place == 0 or not (named or self.message.tokens[0].text in _TELLERS)

    @property
    def changes(self) -> bool:
        """`sl be`, `sl 1.0840`, `tp 1.0920`, `entry 1.0852`, `#retest`: nothing but a label and its value."""
        if self._says_more or self.side is not None or self.message.has(Role.WISH):
            return False
        if self.message.option is not None:
            return False
        if self.message.has(Role.RULES_KEPT, Role.RULES_BROKEN, Role.ACCOUNT) and not self.prices:
            return True
        if self._marks_only:
            return True
        if self._tags_only:
            return True
        if self.message.has(Role.BREAKEVEN) and self.message.has(Role.STOP):
            return True
        if any(one.label in (Role.ENTRY, Role.EXIT) and self.is_mark(one) for one in self.prices):
            return False
        labelled = self.priced(Role.STOP, Role.TARGET, Role.SIZE) or self.message.under(Role.COSTS)
        return (
            bool(labelled or self._names_entry)
            and self.message.roles[0].first <= FEW_STRANGE
            and self.words <= FEW_WORDS + FEW_STRANGE
        )

    @property
    def _names_entry(self) -> bool:
        """`entry 1.0852`; `SPY around 0.50` says where a market is."""
        alone = self.message.symbol is None
        return any(one.label is Role.ENTRY and (alone or one.firm) for one in self.prices)

    @property
    def _marks_only(self) -> bool:
        """`worst 1.0832 best 1.0921`, `conf 7`, `entry 8/10`; highs and lows are news where a market leads."""
        numbers = self.message.walk.numbers
        if any(one.number.unit is Unit.MARK for one in numbers):
            return True
        first = self.message.roles[0] if self.message.roles else None
        if first is None or first.role not in BESIDE or not any(one.label in BESIDE for one in numbers):
            return False
        return first.first == 0 or (first.role not in (Role.LOW, Role.HIGH) and first.first <= FEW_STRANGE)

    @property
    def _tags_only(self) -> bool:
        """`#trend`, `#trend calm`; a feeling alone is none: it may answer anything."""
        message = self.message
        felt = len(message.strange)
        return bool(message.tags) and not message.walk.numbers and self.words == len(message.tags) + felt

    @property
    def _says_more(self) -> bool:
        """Words beyond a feeling and the name of an account."""
        tokens = self.message.tokens
        named = {found.end for found in self.message.found(Role.ACCOUNT, Role.AT)}
        return any(
            tokens[place].text not in FEELINGS and place not in named for place in self.message.strange
        )

    @property
    def adds(self) -> bool:
        added = self.message.found(Role.ADDED)
        few = len(self.message.strange) <= FEW_STRANGE
        return bool(added) and added[0].first <= FEW_STRANGE and bool(self.prices) and few

    @property
    def misses(self) -> bool:
        """`missed long EURUSD 1.0850 sl 1.0820`: a market with a side or a price, and nothing that ended."""
        missed = self.message.found(Role.MISSED)
        if not missed or self.message.symbol is None or (self.side is None and not self.prices):
            return False
        return not any(one.role in _ENDINGS and one.first < missed[0].first for one in self.message.roles)

    @property
    def wishes(self) -> bool:
        """A wish spoken before the order; one behind a priced order is only talk."""
        found = self.message.found(Role.WISH)
        if not found:
            return not self.protects and self._points_both_ways
        if self.protects:
            return self._hopes or self.wishes_only or self._waits
        sides = self.message.found(*OPENING)
        return not sides or found[0].first < sides[0].first or not self.priced(Role.AT, Role.ENTRY)

    @property
    def _points_both_ways(self) -> bool:
        """`long above 6060, short below 6030`: a map of the day."""
        beyond = {found.first for found in self.message.found(Role.ABOVE)}
        sides = {OPENING[found.role] for found in self.message.found(*OPENING) if found.end in beyond}
        return len(sides) > 1

    @property
    def _waits(self) -> bool:
        """`short idea: rejection at 1.0560, target 1.0500. Waiting for confirmation`: no stop, and a plan."""
        tokens = self.message.tokens
        planned = any(tokens[one.first].text in _WAITS for one in self.message.found(Role.WISH))
        return planned and not self.message.under(Role.STOP)

    @property
    def _is_sized(self) -> bool:
        """`$AAPL 100 @ 187.5`: a size right before the price."""
        ats = {found.first for found in self.message.found(Role.AT)}
        return any(one.number.end in ats for one in self.prices) and self.priced(Role.AT)

    @property
    def begins(self) -> bool:
        """A side with a price, an option or a market; a market with size and price."""
        message = self.message
        few = len(message.strange) <= FEW_STRANGE and self.words <= FEW_WORDS + FEW_STRANGE
        if self.side is None:
            ordered = self._is_sized or (message.option is not None and bool(self.prices))
            talk = message.has(Role.HIT, Role.RUNNING, Role.WON)
            return message.symbol is not None and ordered and few and not talk
        if self.prices and message.symbol is not None:
            return len(message.strange) <= max(self.words // 2, FEW_STRANGE) or self.priced(
                Role.ENTRY, Role.AT
            )
        if self.prices:
            priced = any(len(one.number.raw) > FEW_STRANGE or one.label is not None for one in self.prices)
            return few and priced
        return message.symbol is not None and few and (len(message.strange) <= 1 or self.words <= FEW_WORDS)

    def is_mark(self, one: Labelled) -> bool:
        """`exit 6`, `entry 8` without a market may be marks out of ten."""
        whole = one.number.whole
        return self.message.symbol is None and whole is not None and whole <= _BEST_MARK
