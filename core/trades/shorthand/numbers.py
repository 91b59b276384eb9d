"""Lists the numbers of a message: glued lists cut, thousands apart joined, charts and dates left out."""

from decimal import Decimal

from core.instruments.instrument import Instrument
from core.trades.shorthand.figures import split_list
from core.trades.shorthand.lexicon import is_known
from core.trades.shorthand.measures import measure
from core.trades.shorthand.number import Number
from core.trades.shorthand.roles import Unit
from core.trades.shorthand.tokens import Kind, Token

_FRAME_WORDS = frozenset(("h", "m", "d", "w"))
_MONTHS_TEXT = """
    january february march april june july august september october november december jan feb apr jun jul
    aug sep sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro januar februar
    märz juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre
    décembre
"""
_MONTHS = frozenset(_MONTHS_TEXT.split())
_SHARED = frozenset((Unit.PIPS, Unit.POINTS, Unit.TICKS, Unit.LEVERAGE, Unit.PERCENT, Unit.TIME))
_PARTS = frozenset(("of", "off", "out", "de", "del", "do", "von", "vom", "du", "position", "size"))
_LEAVING = frozenset(("sold", "sell", "selling", "trim", "trimmed", "closed", "close", "took", "off", "out"))
_GROUP = 3
_BEST_MARK = 10
_MARK_DIGITS = 2
_BRACKETS = "()"
_GOES_ON = frozenset("/-%.")


def list_numbers(tokens: list[Token], taken: frozenset[int], instrument: Instrument | None) -> list[Number]:
    """Every number outside `taken`, with sign and unit; glued lists are cut, spaced thousands joined."""
    numbers: list[Number] = []
    depth, free = 0, 0
    for place, token in enumerate(tokens):
        if token.kind is Kind.SIGN:
            if token.text in _BRACKETS:
                depth = 1 if token.text == "(" else 0
        elif token.kind is Kind.LINE:
            depth = 0
        elif token.kind is not Kind.NUMBER or place < free or place in taken:
            continue
        elif not _is_inside_word(tokens, place):
            free = _read_number(numbers, tokens, place, taken, instrument, bracketed=depth > 0)
    _share_units(tokens, numbers)
    return numbers


def _read_number(
    numbers: list[Number],
    tokens: list[Token],
    place: int,
    taken: frozenset[int],
    instrument: Instrument | None,
    *,
    bracketed: bool,
) -> int:
    """Append what is written at `place`; the first token behind it that may hold another number."""
    raw = tokens[place].raw
    if len(raw) <= _MARK_DIGITS and place + 2 < len(tokens) and tokens[place + 1].text == "/":
        if _is_mark(tokens, place):
            numbers.append(Number(place, place + 3, raw, unit=Unit.MARK))
            return place + 3
        if _is_fraction(tokens, place):
            numbers.append(Number(place, place + 3, f"{raw}/{tokens[place + 2].raw}", unit=Unit.FRACTION))
            return place + 3
    parts = split_list(raw)
    if len(parts) > 1:
        numbers.extend(Number(place, place + 1, part) for part in parts if part)
        return place + 1
    number, step = _joined(tokens, place, parts[0], instrument)
    measure(number, tokens, taken, instrument)
    number.bracketed = bracketed
    numbers.append(number)
    return place + step


def _is_fraction(tokens: list[Token], place: int) -> bool:
    """`1/3 of MSFT`, `3/4 out`: one digit over a larger one, and what it is a part of."""
    if place + 3 >= len(tokens) or not tokens[place + 2].glued:
        return False
    top, bottom = tokens[place].raw, tokens[place + 2].raw
    digits = len(top) == len(bottom) == 1 and top.isdigit() and bottom.isdigit()
    parted = tokens[place + 3].text in _PARTS or (place > 0 and tokens[place - 1].text in _LEAVING)
    return digits and "0" < top < bottom and parted


def _is_mark(tokens: list[Token], place: int) -> bool:
    """`8/10`, and nothing more behind it: `8/10/12` are prices or a date."""
    if tokens[place + 2].raw != "10":
        return False
    glued = tokens[place + 1].glued and tokens[place + 2].glued
    more = place + 3 < len(tokens) and tokens[place + 3].glued and tokens[place + 3].text in _GOES_ON
    return glued and not more and tokens[place].raw.isdigit() and 0 < int(tokens[place].raw) <= _BEST_MARK


def _share_units(tokens: list[Token], numbers: list[Number]) -> None:
    """`20-30-50 pips` and `3-5x`: the last one's unit is everyone's."""
    for number, following in zip(reversed(numbers[:-1]), reversed(numbers[1:]), strict=True):
        if number.unit is None and following.unit in _SHARED and following.place == number.end + 1:
            joint = tokens[number.end]
            if joint.text in ("-", "/") and joint.glued and tokens[following.place].glued:
                number.unit = following.unit


def _is_inside_word(tokens: list[Token], place: int) -> bool:
    """`H4` and `M15` name a chart, `@mql5signal` a room: no prices."""
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is not None and before.text in _MONTHS:
        return True
    if after is not None and after.text in _MONTHS and tokens[place].raw.isdigit():
        return True
    if before is None or before.kind is not Kind.WORD or not tokens[place].glued:
        return False
    if before.text in _FRAME_WORDS and (not before.glued or tokens[place - 2].kind is Kind.SIGN):
        return True
    goes_on = after is not None and after.glued and after.kind is Kind.WORD and not is_known(after.text)
    return (goes_on or tokens[place].raw.isdigit()) and not is_known(before.text)


def _joined(tokens: list[Token], place: int, raw: str, instrument: Instrument | None) -> tuple[Number, int]:
    """`39 250` is 39250 and `1 7786` is 1.7786 where the market believes only that."""
    number = Number(place, place + 1, raw)
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None or following.kind is not Kind.NUMBER or not raw.isdigit():
        return number, 1
    if instrument is None or instrument.band is None or following.start != tokens[place].end + 1:
        return number, 1
    band, tail = instrument.band, following.raw
    if len(raw) > _GROUP or len(tail) > _GROUP * 4 or (tail.isdigit() and band.holds(Decimal(tail))):
        return number, 1
    choices = (
        [raw + tail] if len(tail.partition(".")[0]) == _GROUP and tail.replace(".", "", 1).isdigit() else []
    )
    if tail.isdigit() and _GROUP <= len(tail) <= instrument.price_digits:
        choices.append(f"{raw}.{tail}")
    for choice in choices:
        if band.holds(Decimal(choice)):
            number.raw, number.end = choice, place + 2
            return number, 2
    return number, 1
