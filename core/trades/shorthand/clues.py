"""What in a message speaks for an entry, an exit, a result or none of them."""

from core.trades.shorthand.figures import price_of
from core.trades.shorthand.labels import Labelled
from core.trades.shorthand.message import Message
from core.trades.shorthand.roles import Role, Unit
from core.trades.shorthand.sides import OPENING, is_side, read_side
from core.trades.shorthand.tokens import Kind
from core.trades.trade import Side

_TELLERS = frozenset(("i", "we", "they", "he", "she", "it", "that", "this", "there", "bias"))
_LEVELS = frozenset(
    (
        "resistance",
        "support",
        "resistencia",
        "soporte",
        "suporte",
        "widerstand",
        "résistance",
        "поддержка",
        "сопротивление",
    )
)
_PREPOSITIONS = frozenset(
    ("on", "in", "with", "from", "en", "con", "no", "na", "em", "bei", "mit", "auf", "sur", "на", "по")
)
_CLOSING = {Role.TO_CLOSE_LONG: Side.LONG, Role.TO_CLOSE_SHORT: Side.SHORT}
_SOLD = frozenset(("sold", "sell", "vendí", "vendi", "verkauft", "vendu", "продал"))
_FEW_WORDS = 5
_BEST_MARK = 10
_FEW_STRANGE = 2
_MEASURED = (Unit.R, Unit.PIPS, Unit.POINTS, Unit.TICKS, Unit.MONEY, Unit.PERCENT)


def tells_money(message: Message, one: Labelled) -> bool:
    """`made 450 on NQ`, `lost $150 with crude`: between the word and a preposition a number is money."""
    number, tokens = one.number, message.tokens
    if number.unit is not None or one.label is not None:
        return False
    start = number.place - 1 if number.money else number.place
    behind = number.end < len(tokens) and tokens[number.end].text in _PREPOSITIONS
    return behind and any(found.end == start for found in message.found(Role.WON, Role.LOST))


class Clues:
    """What in a message speaks for which kind; each is worked out when asked for."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.words = sum(1 for token in message.tokens if token.kind is Kind.WORD)
        self.prices = [one for one in message.walk.numbers if one.number.is_price and not one.number.sign]
        self.side = read_side(message)

    def _priced(self, *labels: Role) -> bool:
        return any(one.label in labels for one in self.prices)

    @property
    def protects(self) -> bool:
        return any(one.label in (Role.STOP, Role.TARGET) for one in self.message.walk.numbers)

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
        if self.wishes_only:
            return False
        return not self._leads_with_exit

    @property
    def wishes_only(self) -> bool:
        """`one can also take X, buy for first target 195`: a wish before the side, without entry or stop."""
        wishes, sides = self.message.found(Role.WISH), self.message.found(*OPENING)
        early = bool(wishes) and bool(sides) and wishes[0].first < sides[0].first
        return early and not self._priced(Role.STOP, Role.ENTRY, Role.AT)

    @property
    def _orders_first(self) -> bool:
        """A first line with side, market and a price it believes, above a longer text about it."""
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
        """A market with entry, stop and target: an order whose side the numbers tell."""
        complete = self._priced(Role.STOP) and self._priced(Role.TARGET) and self._priced(Role.ENTRY, Role.AT)
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
        return tokens[-1].text == "?" and not (self.side is not None and self._priced(Role.AT, Role.ENTRY))

    def _begins_question(self, place: int) -> bool:
        """`is anyone …`, `¿cómo …`; in `we are up 35 pips` somebody tells something."""
        if place > 1:
            return False
        named = self.message.symbol is not None and self.message.symbol.first == 0
        return place == 0 or not (named or self.message.tokens[0].text in _TELLERS)

    @property
    def closes(self) -> bool:
        return self.message.has(Role.TO_CLOSE_LONG, Role.TO_CLOSE_SHORT)

    @property
    def closed_side(self) -> Side | None:
        return next((_CLOSING[one.role] for one in self.message.roles if one.role in _CLOSING), None)

    @property
    def left_side(self) -> Side | None:
        """`sold my calls` closes a long, whatever `sold` means elsewhere."""
        tokens = self.message.tokens
        sold = any(tokens[found.first].text in _SOLD for found in self.message.found(Role.EXIT, Role.SHORT))
        return Side.LONG if sold else self.side

    @property
    def was_hit(self) -> bool:
        """A target or stop that was reached."""
        stopped = self.message.found(Role.STOPPED)
        if stopped:
            if self._is_wished(stopped[0].first):
                return False
            named = self.message.symbol is not None or bool(self.message.walk.numbers)
            return named or len(self.message.strange) <= 1
        if not self.message.has(Role.HIT):
            return False
        if self.message.has(Role.GIVEN):
            return True
        hits = [
            one for one in self.message.found(Role.HIT) if self.message.tokens[one.first].kind is Kind.WORD
        ]
        named = self.message.has(Role.TARGET, Role.STOP)
        ticked = (
            not hits and self.message.has(Role.TARGET) and (self.words <= _FEW_WORDS or self._ticks_target)
        )
        return named and (bool(hits) or ticked) and not self.message.has(Role.WISH)

    def _is_wished(self, place: int) -> bool:
        """`almost hit my stop`, `didn't get stopped out`"""
        return any(place - _FEW_STRANGE <= one.end <= place for one in self.message.found(Role.WISH))

    @property
    def _ticks_target(self) -> bool:
        """`Take-Profit target 2 ✅`: the tick stands right behind the target's own number."""
        counted = self.message.walk.ordinals
        return any(one.first - 1 in counted for one in self.message.found(Role.HIT))

    @property
    def manages(self) -> bool:
        """Advice on an open position: `move SL to BE`, `secure half and set BE`."""
        if not self.message.has(Role.MANAGE, Role.RUNNING):
            return False
        stop = self.message.has(Role.STOP, Role.BREAKEVEN) and self.message.has(Role.MANAGE)
        return stop and not self.message.has(Role.EXIT)

    @property
    def moves_stop(self) -> bool:
        """The same as a trader's own act: nothing but the stop, where to, and perhaps the market."""
        plain = not self.message.strange and self.words <= _FEW_WORDS + _FEW_STRANGE
        placed = self._priced(Role.STOP) or self.message.has(Role.BREAKEVEN, Role.ENTRY)
        return self.manages and plain and placed and not self.message.has(Role.RUNNING, Role.HALF, Role.WISH)

    @property
    def runs(self) -> bool:
        if not self.message.has(Role.RUNNING):
            return False
        measured = any(one.number.unit in _MEASURED for one in self.message.walk.numbers)
        if not measured and any(token.text in _LEVELS for token in self.message.tokens):
            return False
        return (measured or self.message.symbol is not None) and not self.message.has(Role.EXIT, Role.STOPPED)

    @property
    def leaves_part(self) -> bool:
        """`sold 50% of AAPL`, `sold half NVDA`: a share of a long that is held."""
        for found in self.message.found(Role.SHORT):
            if self.message.tokens[found.first].text not in _SOLD:
                continue
            for one in self.message.walk.numbers:
                if one.number.place == found.end and one.number.unit is Unit.PERCENT:
                    return True
            if any(part.first == found.end for part in self.message.found(Role.HALF, Role.REST)):
                return True
        return False

    @property
    def exits(self) -> bool:
        found = self.message.found(Role.EXIT, Role.HALF, Role.REST)
        if not found or self.message.has(Role.WISH):
            return False
        if not self.message.has(Role.EXIT) and not self._leads_with_part(found[0].first):
            return False
        measured = any(one.number.unit in _MEASURED for one in self.message.walk.numbers)
        told = measured or any(not self._is_mark(one) for one in self.prices)
        if self.prices and not told:
            return False
        if self._closes_marked:
            return True
        spare = 1 if found[0].first == 0 and self.message.tokens[0].text not in _SOLD else 0
        short = len(self.message.strange) <= spare and self.words <= _FEW_WORDS
        return (told and len(self.message.strange) <= self.words // 2) or short

    def _leads_with_part(self, place: int) -> bool:
        """`half 1.0890`, `took half off NQ at 20480`"""
        return place <= 1 and (self.words <= _FEW_WORDS or self._priced(Role.AT))

    @property
    def _closes_marked(self) -> bool:
        """`#XRP/USDT Closed due to …`: an exit right behind a market that is marked as one."""
        symbol, tokens = self.message.symbol, self.message.tokens
        marked = symbol is not None and symbol.first > 0 and tokens[symbol.first - 1].text == "#"
        return marked and any(symbol and one.first == symbol.end for one in self.message.found(Role.EXIT))

    def _is_mark(self, one: Labelled) -> bool:
        """`exit 6`, `entry 8` without a market may be marks out of ten."""
        whole = one.number.whole
        return self.message.symbol is None and whole is not None and whole <= _BEST_MARK

    @property
    def tells_result(self) -> bool:
        """`+2R`, `-1R on nasdaq`, `+45 pips`, `+120`, `BE`."""
        if self.message.has(Role.WISH, Role.ASK) and self.words > _FEW_WORDS:
            return False
        pips = any(one.number.unit is Unit.PIPS and one.number.sign for one in self.message.walk.numbers)
        if self.message.has(Role.PERIOD) and self.message.symbol is None and not pips:
            return False
        if self._says_breakeven:
            return True
        for one in self.message.walk.numbers:
            number = one.number
            if one.label in (Role.RISK, Role.IGNORED):
                continue
            if one.label in (Role.STOP, Role.TARGET) and (not number.sign or self.prices):
                continue
            if self.message.symbol is not None and tells_money(self.message, one):
                return True
            if (
                number.unit in _MEASURED
                and number.unit is not Unit.PERCENT
                and (number.sign or self._is_won(one.number.place))
            ):
                return True
            if number.sign and number.unit is None and self.words <= _FEW_STRANGE:
                return True
        return False

    def _is_won(self, place: int) -> bool:
        """`took 2R`, `2R winner`: the word stands before the number, or right behind it."""
        told = self.message.found(Role.WON, Role.LOST)
        return bool(told) and told[0].first <= place + _FEW_STRANGE

    @property
    def _says_breakeven(self) -> bool:
        for found in self.message.found(Role.BREAKEVEN):
            alone = self.words <= _FEW_STRANGE + 1 or found.first == 0
            raw = self.message.tokens[found.first].raw
            if alone and (raw != "be" or self.words <= _FEW_STRANGE):
                return not self.message.has(Role.STOP)
        return False

    @property
    def changes(self) -> bool:
        """`sl be`, `sl 1.0840`, `tp 1.0920`, `entry 1.0852`, `#retest`: nothing but a label and its value."""
        if self.message.strange or self.side is not None or self.message.has(Role.WISH):
            return False
        if self.message.tags and not self.message.walk.numbers and self.words == len(self.message.tags):
            return True
        if self.message.has(Role.BREAKEVEN) and self.message.has(Role.STOP):
            return True
        if any(one.label in (Role.ENTRY, Role.EXIT) and self._is_mark(one) for one in self.prices):
            return False
        labelled = self._priced(Role.STOP, Role.TARGET, Role.ENTRY, Role.SIZE, Role.COSTS)
        return (
            labelled
            and self.message.roles[0].first <= _FEW_STRANGE
            and self.words <= _FEW_WORDS + _FEW_STRANGE
        )

    @property
    def adds(self) -> bool:
        added = self.message.found(Role.ADDED)
        few = len(self.message.strange) <= _FEW_STRANGE
        return bool(added) and added[0].first <= _FEW_STRANGE and bool(self.prices) and few

    @property
    def wishes(self) -> bool:
        """A wish spoken before the order; one behind a priced order is only talk."""
        found = self.message.found(Role.WISH)
        if not found or self.protects:
            return False
        sides = self.message.found(*OPENING)
        return not sides or found[0].first < sides[0].first or not self._priced(Role.AT, Role.ENTRY)

    @property
    def begins(self) -> bool:
        """A side with a price, an option or a market; a market with size and price."""
        message = self.message
        few = len(message.strange) <= _FEW_STRANGE and self.words <= _FEW_WORDS + _FEW_STRANGE
        if self.side is None:
            sized = any(one.label is Role.AT for one in self.prices) and len(self.prices) > 1
            return (
                message.symbol is not None
                and sized
                and few
                and not message.has(Role.HIT, Role.RUNNING, Role.WON)
            )
        if self.prices and message.symbol is not None:
            return len(message.strange) <= max(self.words // 2, _FEW_STRANGE) or self._priced(
                Role.ENTRY, Role.AT
            )
        if self.prices:
            priced = any(len(one.number.raw) > _FEW_STRANGE or one.label is not None for one in self.prices)
            return few and priced
        return message.symbol is not None and few
