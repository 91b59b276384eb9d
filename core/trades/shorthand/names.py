"""Guesses the market's name where the catalogue knows none: by mark, label or place in the sentence."""

from core.instruments.catalog import find_instrument
from core.instruments.crypto import QUOTES
from core.trades.shorthand.lexicon import is_known
from core.trades.shorthand.options import OptionContract
from core.trades.shorthand.roles import Found, Role
from core.trades.shorthand.symbols import SymbolFound, misspelt
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.words import UNIT_WORDS

_SIDES = frozenset(
    (Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT, Role.TO_CLOSE_LONG, Role.TO_CLOSE_SHORT)
)
_BETWEEN = frozenset((Role.LIMIT, Role.STOP_ORDER, Role.MARKET, Role.STOP, Role.HALF, Role.REST))
_BEHIND = frozenset(
    (Role.AT, Role.ABOVE, Role.ENTRY, Role.STOP, Role.TARGET, Role.MARKET, Role.FROM, Role.LIMIT)
)
_ENDINGS = frozenset((Role.HIT, Role.STOPPED, Role.GIVEN, Role.EXIT))
_LEFT = frozenset((Role.EXIT, Role.STOPPED))
_RESULT_WORDS = frozenset((Role.WON, Role.LOST))
_CRYPTO_WORDS = frozenset(
    (
        "usdt",
        "leverage",
        "lev",
        "binance",
        "bybit",
        "okx",
        "spot",
        "futures",
        "coin",
        "satoshi",
        "sats",
        "isolated",
    )
)
_CRYPTO_MARKS = {"#": _CRYPTO_WORDS | {"$"}, "$": _CRYPTO_WORDS | {"x", "х"}}
"""What must be said beside a `#` or a `$` so that a name is a coin's."""
_COIN_LABELS = frozenset(("coin", "coins", "moneda", "монета"))
_FILLERS_TEXT = """
    some of the in on my call more de del do da en el la again contracts shares lots mini micro contratos contrato lotes
    nse bse nyse mcx nfo fx acciones acción ações ação aktien aktie actions action акций von des d'
"""
_FILLERS = frozenset(_FILLERS_TEXT.split())
_PIECES = frozenset(("last", "piece", "pieces", "position", "everything", "runner", "runners"))
_JUNK_TEXT = """
    free signal signals vip premium intraday update delivery btst positional futures fut option options
    trade trades trading new alert risky scalp scalping swing binance bybit kucoin okx bitget forex crypto
    center setup daytrade day spot pro team group channel call calls put puts analysis chart i we they you
    he she it this that these those here there just very good great nice more a an eq nse bse mcx nfo ce pe
    wave for and with from to or as by not only also both one then after before any every huge quick strong
    first second third last our your their its his her him them who what when where why how if so but than
    too now here there rocking going did do does update momentum breakout market markets price zone level
    levels high low open close stock scrip name friends watchout watch look looks guys all everyone today
    tomorrow re me us ya lo la el los las un una que es si no ich wir ist je nous moi я мы он это
"""
_JUNK = frozenset(_JUNK_TEXT.split())
_CONTRACT_WORDS = frozenset(("fut", "future", "futures", "spot", "cash", "perp", "index"))
_SHORTEST, _LONGEST = 1, 15
_REACH = 5
_FARTHEST = 40
_PAIR = 6
_CODE = 3


def guess_symbol(
    tokens: list[Token], roles: list[Found], taken: frozenset[int], option: OptionContract | None
) -> SymbolFound | None:
    """The likeliest unknown name, None when no word stands where a name would."""
    search = _Search(tokens, roles, taken)
    guesses = (
        (lambda: search.beside_option(option)) if option else None,
        search.marked,
        search.labelled,
        search.beside_side,
        search.misspelt_pair,
        search.before_ending,
    )
    for guess in guesses:
        place = guess() if guess else None
        if place is not None:
            return _named(tokens, place)
    return None


def _named(tokens: list[Token], place: int) -> SymbolFound:
    raw = tokens[place].raw
    name, end = raw.upper(), place + 1
    while (
        end < len(tokens)
        and tokens[end].glued
        and tokens[end].kind in (Kind.WORD, Kind.NUMBER)
        and len(name) < _LONGEST
    ):
        if tokens[end].kind is Kind.WORD and is_known(tokens[end].text):
            break
        name += tokens[end].raw.upper()
        end += 1
    pair = end + 1 < len(tokens) and tokens[end].text == "/" and tokens[end + 1].kind is Kind.WORD
    quoted = pair and tokens[end + 1].raw.upper() in QUOTES
    if quoted or (pair and len(tokens[end + 1].raw) <= _CODE and not is_known(tokens[end + 1].text)):
        name += tokens[end + 1].raw.upper()
        end += 2
    known = find_instrument(name) or misspelt(name)
    if known is not None:
        return SymbolFound(known.symbol, known, place, end)
    if _is_coin(tokens, place):
        coin = name if name.endswith(QUOTES) else f"{name}USDT"
        return SymbolFound(coin, find_instrument(coin), place, end)
    return SymbolFound(name, None, place, end)


def _is_coin(tokens: list[Token], place: int) -> bool:
    """`#WIF` and `$WIF` beside words of crypto trading, or `Coin: WIF`."""
    if place and tokens[place - 1].text in _CRYPTO_MARKS:
        return any(token.text in _CRYPTO_MARKS[tokens[place - 1].text] for token in tokens)
    label = place - 1
    while label > 0 and tokens[label].kind is Kind.SIGN:
        label -= 1
    return label >= 0 and tokens[label].text in _COIN_LABELS


class _Search:
    """Looks around sides, labels and endings for a word that can be a name."""

    def __init__(self, tokens: list[Token], roles: list[Found], taken: frozenset[int]) -> None:
        self.tokens, self.roles, self.taken = tokens, roles, taken
        self.role_of = {place: found for found in roles for place in range(found.first, found.end)}

    def _can_be_name(self, place: int) -> bool:
        if not 0 <= place < len(self.tokens) or place in self.taken or place in self.role_of:
            return False
        token = self.tokens[place]
        return (
            token.kind is Kind.WORD
            and _SHORTEST <= len(token.raw) <= _LONGEST
            and token.text not in _JUNK
            and not is_known(token.text)
        )

    def marked(self) -> int | None:
        for place in range(1, len(self.tokens)):
            mark = self.tokens[place - 1]
            token = self.tokens[place]
            capital = token.raw.isupper() or (mark.text == "$" and token.raw.isalpha())
            if mark.text in ("#", "$") and token.glued and capital and self._can_be_name(place):
                return place
        return None

    def labelled(self) -> int | None:
        for found in self.roles:
            if found.role is Role.SYMBOL_LABEL:
                place = self._over_signs(found.end)
                if place > found.end and self._can_be_name(place):
                    return place
        return None

    def misspelt_pair(self) -> int | None:
        for place, token in enumerate(self.tokens):
            if _PAIR <= len(token.raw) <= _PAIR + 1 and self._can_be_name(place) and misspelt(token.text):
                return place
        return None

    def beside_option(self, option: OptionContract | None) -> int | None:
        if option is None or not option.tokens:
            return None
        first, last = min(option.tokens) - 1, max(option.tokens)
        while first > 0 and self.tokens[first].kind in (Kind.LINE, Kind.SIGN):
            first -= 1
        for place in (first, last + 1):
            if self._can_be_name(place) or self._is_ticker(place):
                return place
        return None

    def _is_ticker(self, place: int) -> bool:
        """Capitals beside a contract are a ticker even where they spell a word (`COIN`)."""
        if not 0 <= place < len(self.tokens) or place in self.taken:
            return False
        role = self.role_of.get(place)
        return (
            self.tokens[place].kind is Kind.WORD
            and self.tokens[place].raw.isupper()
            and (role is None or role.role not in _SIDES | _BEHIND)
        )

    def beside_side(self) -> int | None:
        for found in self.roles:
            if found.role in _SIDES or found.role in _LEFT or self._names_the_order(found):
                place = self._after(found)
                if place is None and found.role not in _LEFT:
                    place = self._before(found)
                if place is not None:
                    return place
        return None

    def _names_the_order(self, found: Found) -> bool:
        """`given in SCHAND at 122`, `HDFC buy entry 1650`"""
        if found.role is Role.ENTRY:
            return self.tokens[found.first].text in ("buy", "sell")
        return (
            found.role is Role.GIVEN and found.end < len(self.tokens) and self.tokens[found.end].text == "in"
        )

    def _after(self, found: Found) -> int | None:
        place, steps = found.end, 0
        while place < len(self.tokens) and steps < _REACH:
            token, role = self.tokens[place], self.role_of.get(place)
            skipped = (
                token.kind in (Kind.NUMBER, Kind.SIGN, Kind.LINE)
                or token.text in _FILLERS
                or token.text in _PIECES
                or token.text in UNIT_WORDS
            )
            if token.kind is Kind.LINE and found.role in _LEFT:
                break
            if token.text == "@" or not (skipped or (role is not None and role.role in _BETWEEN)):
                break
            place, steps = place + 1, steps + 1
        if self._spells_a_word(place):
            return place
        return place if self._can_be_name(place) and self._stands_as_name(place) else None

    def _spells_a_word(self, place: int) -> bool:
        """`compra WIN 128500`: capitals before a number that elsewhere tell a result."""
        role = self.role_of.get(place)
        if role is None or role.role not in _RESULT_WORDS or not self.tokens[place].raw.isupper():
            return False
        beyond = place + 1
        following = self.role_of.get(beyond)
        if following is not None and following.role is Role.AT:
            beyond = following.end
        return beyond < len(self.tokens) and self.tokens[beyond].kind is Kind.NUMBER

    def _stands_as_name(self, place: int) -> bool:
        """Capitals, or an order's words right behind it."""
        if self.tokens[place].raw.isupper() and len(self.tokens[place].raw) > 1:
            return True
        beyond = self._over_signs(place + 1)
        if beyond >= len(self.tokens):
            return False
        role = self.role_of.get(beyond)
        if self.tokens[beyond].kind is Kind.NUMBER:
            return True
        return role is not None and role.role in _BEHIND

    def _before(self, found: Found) -> int | None:
        place = found.first - 1
        while place >= 0 and (
            self.tokens[place].kind in (Kind.SIGN, Kind.LINE) or self.tokens[place].text in _CONTRACT_WORDS
        ):
            place -= 1
        if place > 0 and self.tokens[place].glued and self.tokens[place - 1].kind is Kind.WORD:
            place -= 1
        if not self._can_be_name(place):
            return None
        starts = place == 0 or self.tokens[place - 1].kind is Kind.LINE
        capital = self.tokens[place].raw.isupper() and len(self.tokens[place].raw) > 1
        return place if capital or (starts and self._side_stands_as_order(found)) else None

    def _side_stands_as_order(self, found: Found) -> bool:
        beyond = self._over_signs(found.end)
        if beyond < len(self.tokens) and self.tokens[beyond].kind is Kind.LINE:
            beyond = self._over_signs(beyond + 1)
        role = self.role_of.get(beyond)
        return beyond < len(self.tokens) and (
            self.tokens[beyond].kind is Kind.NUMBER or (role is not None and role.role in _BEHIND)
        )

    def before_ending(self) -> int | None:
        """`GANECOS .. SL HIT`, `RELIANCE GIVEN AT`: the capitals in front."""
        for found in self.roles:
            if found.role not in _ENDINGS:
                continue
            best: int | None = None
            for place in range(found.first - 1, max(-1, found.first - _FARTHEST), -1):
                token = self.tokens[place]
                if token.kind is Kind.LINE and best is not None:
                    break
                if self._can_be_name(place) and token.raw.isupper() and len(token.raw) > 2:
                    best = place
            if best is not None:
                return best
        return None

    def _over_signs(self, place: int) -> int:
        while (
            place < len(self.tokens)
            and self.tokens[place].kind is Kind.SIGN
            and self.tokens[place].text != "@"
        ):
            place += 1
        return place
