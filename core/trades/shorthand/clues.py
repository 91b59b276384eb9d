"""What in a message speaks for an exit, a result, or a position that only runs."""

from core.trades.shorthand.message import Message
from core.trades.shorthand.openings import FEW_STRANGE, FEW_WORDS, Openings
from core.trades.shorthand.roles import BESIDE, Role, Unit
from core.trades.shorthand.sides import SOLD
from core.trades.shorthand.tokens import Kind
from core.trades.shorthand.walk import Labelled
from core.trades.trade import Side

_LEVELS_TEXT = """
    resistance support resistencia soporte suporte widerstand résistance поддержка сопротивление
"""
_LEVELS = frozenset(_LEVELS_TEXT.split())
_MOVES = frozenset(("up", "down"))
_CHEERS = frozenset(
    ("congrats", "congratulations", "felicidades", "enhorabuena", "parabéns", "glückwunsch", "félicitations")
)
_ADVICE_TEXT = """
    close closing trim take book cierra cierren cerrad cerrar cierre feche fechem fechar schließen schließt fermez
    fermer закрываем закрыть закрывайте
"""
_ADVICE = frozenset(_ADVICE_TEXT.split())
"""Ways to say how others should leave."""
_TOLD = (Role.AT, Role.EXIT)
_PREPOSITIONS = frozenset(
    ("on", "in", "with", "from", "en", "con", "no", "na", "em", "bei", "mit", "auf", "sur", "на", "по")
)
_CLOSING = {Role.TO_CLOSE_LONG: Side.LONG, Role.TO_CLOSE_SHORT: Side.SHORT}
_ASIDE = frozenset((Role.RISK, Role.IGNORED, Role.COSTS, *BESIDE))
_MEASURED = (Unit.R, Unit.PIPS, Unit.POINTS, Unit.TICKS, Unit.MONEY, Unit.PERCENT)


def tells_money(message: Message, one: Labelled) -> bool:
    """`made 450 on NQ`, `lost $150 with crude`: between the word and a preposition a number is money."""
    number, tokens = one.number, message.tokens
    if number.unit is not None or one.label is not None:
        return False
    start = number.place - 1 if number.money else number.place
    behind = number.end < len(tokens) and tokens[number.end].text in _PREPOSITIONS
    return behind and any(found.end == start for found in message.found(Role.WON, Role.LOST))


class Clues(Openings):
    """All clues of a message: those of what begins, and of what ends."""

    @property
    def closes(self) -> bool:
        return self.message.has(Role.TO_CLOSE_LONG, Role.TO_CLOSE_SHORT)

    @property
    def closed_side(self) -> Side | None:
        return next((_CLOSING[one.role] for one in self.message.roles if one.role in _CLOSING), None)

    @property
    def left_side(self) -> Side | None:
        """`sold my calls` closes a long, whatever `sold` means elsewhere."""
        found = self.message.found(Role.EXIT, Role.SHORT)
        told = found and found[0].role is Role.EXIT and len(found) > 1
        words = found[:1] if told else found
        sold = any(self.message.tokens[one.first].text in SOLD for one in words)
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
            return self._loses_at_stop
        if self.message.has(Role.GIVEN):
            return True
        hits = [
            one for one in self.message.found(Role.HIT) if self.message.tokens[one.first].kind is Kind.WORD
        ]
        named = self.message.has(Role.TARGET, Role.STOP)
        ticked = (
            not hits and self.message.has(Role.TARGET) and (self.words <= FEW_WORDS or self._ticks_target)
        )
        return named and (bool(hits) or ticked) and not self.message.has(Role.WISH)

    @property
    def _loses_at_stop(self) -> bool:
        """`#DOT/USDT Stoploss ⛔ Loss: 22.1%`: a stop and a measured loss, and no price."""
        told = self.message.has(Role.STOP) and self.message.has(Role.LOST) and not self.prices
        measured = any(one.number.unit in _MEASURED for one in self.message.walk.numbers)
        return told and measured and not self.message.has(Role.WISH)

    def _is_wished(self, place: int) -> bool:
        """`almost hit my stop`, `didn't get stopped out`"""
        return any(place - FEW_STRANGE <= one.end <= place for one in self.message.found(Role.WISH))

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
        stop = self.message.has(Role.STOP, Role.BREAKEVEN, Role.TARGET) and self.message.has(Role.MANAGE)
        return stop and not self._has_left

    @property
    def _has_left(self) -> bool:
        """An exit; not the advice of `close half and set BE`, where neither price nor result is told."""
        exits = self.message.found(Role.EXIT)
        if not exits:
            return False
        advised = all(self.message.tokens[one.first].text in _ADVICE for one in exits)
        return not advised or any(
            one.number.place > exits[0].first for one in self.prices if one.label in _TOLD
        )

    @property
    def moves_stop(self) -> bool:
        """The same as a trader's own act: nothing but the stop, where to, and perhaps the market."""
        plain = not self.message.strange and self.words <= FEW_WORDS + FEW_STRANGE
        placed = self.priced(Role.STOP, Role.TARGET) or self.message.has(Role.BREAKEVEN, Role.ENTRY)
        return self.manages and plain and placed and not self.message.has(Role.RUNNING, Role.HALF, Role.WISH)

    @property
    def runs(self) -> bool:
        """A position that goes on, an entry just filled; `gold up` alone is talk."""
        if self._ticks_entry:
            return True
        running = [self.message.tokens[found.first].text for found in self.message.found(Role.RUNNING)]
        if not running or self._is_hoped(self.message.found(Role.RUNNING)[0].first):
            return False
        if all(self._names_a_level(found.end) for found in self.message.found(Role.RUNNING)):
            return False
        measured = any(one.number.unit in _MEASURED for one in self.message.walk.numbers)
        talk = not self.prices and all(word in _MOVES for word in running)
        if not measured and (talk or any(token.text in _LEVELS for token in self.message.tokens)):
            return False
        return (measured or self.message.symbol is not None) and not (
            self._has_left or self.message.has(Role.STOPPED)
        )

    def _names_a_level(self, place: int) -> bool:
        """The `hold` of `needs to hold 92k`."""
        tokens = self.message.tokens
        held = tokens[place - 1].text in ("hold", "holds", "holding")
        return held and any(one.number.place == place for one in self.prices)

    def _is_hoped(self, place: int) -> bool:
        """`ich glaube der Dax läuft`"""
        return any(one.first < place for one in self.message.found(Role.WISH))

    @property
    def _ticks_entry(self) -> bool:
        """`Entry target 1 ✅`"""
        counted = {found.end for found in self.message.found(Role.ENTRY)} & self.message.walk.ordinals
        return bool(counted) and any(one.first - 1 in counted for one in self.message.found(Role.HIT))

    @property
    def leaves_part(self) -> bool:
        """`sold 50% of AAPL`, `sold half NVDA`, `took 50% off gold at 2660`: a share of what is held."""
        if self.priced(Role.AT) and self.message.symbol is not None and self._takes_off:
            return True
        for found in self.message.found(Role.SHORT):
            if self.message.tokens[found.first].text not in SOLD:
                continue
            for one in self.message.walk.numbers:
                if one.number.place == found.end and self._is_of_what_is_held(one):
                    return True
            if any(part.first == found.end for part in self.message.found(Role.HALF, Role.REST)):
                return self.message.symbol is not None or bool(self.prices) or self.words <= FEW_STRANGE + 1
        return False

    def _is_of_what_is_held(self, one: Labelled) -> bool:
        words = [token.text for token in self.message.tokens[one.number.end : one.number.end + 2]]
        return one.number.unit in (Unit.PERCENT, Unit.FRACTION) or words == ["of", "my"]

    @property
    def _takes_off(self) -> bool:
        tokens = self.message.tokens
        return any(
            one.number.unit in (Unit.PERCENT, Unit.FRACTION)
            and one.number.end < len(tokens)
            and tokens[one.number.end].text in ("off", "out")
            for one in self.message.walk.numbers
        )

    @property
    def exits(self) -> bool:
        found = self.message.found(Role.EXIT, Role.HALF, Role.REST)
        if not found or self.message.has(Role.WISH) or self._tells_the_market:
            return False
        if self.message.has(Role.PERIOD) and self.message.symbol is None:
            return False
        if not self.message.has(Role.EXIT) and not self._leads_with_part(found[0].first):
            return False
        measured = any(
            one.number.unit in _MEASURED and one.label is not Role.RISK for one in self.message.walk.numbers
        )
        told = measured or any(not self.is_mark(one) for one in self.prices)
        marked = any(one.number.unit is Unit.MARK for one in self.message.walk.numbers)
        if (self.prices or marked) and not told:
            return False
        if self._closes_marked:
            return True
        spare = 1 if found[0].first == 0 and self.message.tokens[0].text not in SOLD else 0
        short = len(self.message.strange) <= spare and self.words <= FEW_WORDS
        return (
            (told and len(self.message.strange) <= self.words // 2) or short or (told and self._closes_first)
        )

    @property
    def _closes_first(self) -> bool:
        """`I close GOLD: 442€ profit`, and cheers on the lines below."""
        message = self.message
        lines = [place for place, token in enumerate(message.tokens) if token.kind is Kind.LINE]
        if not lines or message.symbol is None or message.symbol.first > lines[0]:
            return False
        words = [token.kind for token in message.tokens[: lines[0]]].count(Kind.WORD)
        strange = sum(place < lines[0] for place in message.strange)
        exits = message.found(Role.EXIT)
        return bool(exits) and exits[0].first < lines[0] and strange <= words // 2

    @property
    def _tells_the_market(self) -> bool:
        """`NIFTY closed at 23532, down 26 points`, `Dow flat, Nasdaq +1.2%`: news."""
        message, tokens = self.message, self.message.tokens
        exits = message.found(Role.EXIT)
        if any(tokens[one.first].text == "flat" for one in exits):
            return any(one.number.unit is Unit.PERCENT for one in message.walk.numbers)
        unknown = message.symbol is not None and message.symbol.instrument is None
        moved = any(tokens[one.first].text in _MOVES for one in message.found(Role.RUNNING))
        return unknown and moved and any(message.symbol and one.first == message.symbol.end for one in exits)

    def _leads_with_part(self, place: int) -> bool:
        """`half 1.0890`, `took half off NQ at 20480`"""
        return place <= 1 and (self.words <= FEW_WORDS or self.priced(Role.AT))

    @property
    def _closes_marked(self) -> bool:
        """`#XRP/USDT Closed due to …`: an exit right behind a market that is marked as one."""
        symbol, tokens = self.message.symbol, self.message.tokens
        marked = symbol is not None and symbol.first > 0 and tokens[symbol.first - 1].text == "#"
        return marked and any(symbol and one.first == symbol.end for one in self.message.found(Role.EXIT))

    @property
    def tells_result(self) -> bool:
        """`+2R`, `-1R on nasdaq`, `+45 pips`, `+120`, `BE`."""
        if self.message.has(Role.WISH, Role.ASK) and self.words > FEW_WORDS:
            return False
        pips = any(one.number.unit is Unit.PIPS and one.number.sign for one in self.message.walk.numbers)
        if self.message.symbol is None and self._speaks_to_all and not pips:
            return False
        if self._says_breakeven:
            return True
        for one in self.message.walk.numbers:
            number = one.number
            if one.label in _ASIDE and not (
                one.label is Role.IGNORED and number.sign and number.unit is Unit.R
            ):
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
            if number.sign and number.unit is None and self.words <= FEW_STRANGE:
                return True
        return False

    @property
    def _speaks_to_all(self) -> bool:
        """The sum of a week, congratulations."""
        return self.message.has(Role.PERIOD) or any(token.text in _CHEERS for token in self.message.tokens)

    def _is_won(self, place: int) -> bool:
        """`took 2R`, `2R winner`: the word stands before the number, or right behind it."""
        told = self.message.found(Role.WON, Role.LOST)
        return bool(told) and told[0].first <= place + FEW_STRANGE

    @property
    def _says_breakeven(self) -> bool:
        for found in self.message.found(Role.BREAKEVEN):
            named = found.first == 0 and self.message.symbol is not None
            alone = self.words <= FEW_STRANGE + 1 or named
            raw = self.message.tokens[found.first].raw
            if any(token.text == "set" for token in self.message.tokens[found.end : found.end + 1]):
                return False
            if alone and (raw != "be" or self.words <= FEW_STRANGE):
                return not self.message.has(Role.STOP)
        return False
