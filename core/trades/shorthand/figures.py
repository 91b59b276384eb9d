"""Reads what a written number may mean: decimal points, decimal commas, thousands, lists."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from core.instruments.instrument import Instrument

_LONGEST_FIGURE = 30
PLAIN = Decimal(1)
"""The factor of a number without `k`."""
_GROUP = 3
_SEVERAL = 2
_THOUSANDS_COMMA = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
_THOUSANDS_DOT = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?\Z")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?\Z")
_TWO_DECIMALS = re.compile(r"[0-9]*\.[0-9]+(?:,[0-9]*\.[0-9]+)+\Z")
_WHOLE_LIST = re.compile(r"([0-9]{2,})(?:,[0-9]{2,})+\Z")
_COUNTED = re.compile(r"[1-9]\.([0-9]+\.(?:[0-9]{4,5}|[0-9]{1,2}))\Z")
_FARTHEST_SHIFT = 6


@dataclass(frozen=True, slots=True)
class Style:
    """What the rest of the message tells about its way to write decimals."""

    decimal_comma: bool = False
    decimal_dot: bool = False


_STYLES = {
    (comma, dot): Style(decimal_comma=comma, decimal_dot=dot)
    for comma in (False, True)
    for dot in (False, True)
}


def split_list(raw: str) -> list[str]:
    """`132.650,133.000` and `5000,5020,5030` are several numbers, `1.1.966` (target 1) is the last; else one."""
    if ("," not in raw and raw.count(".") < _SEVERAL) or len(raw) > _LONGEST_FIGURE * 4:
        return [raw]
    counted = _COUNTED.match(raw)
    if counted is not None:
        return [counted[1]]
    if "," not in raw:
        return [raw]
    parts = raw.split(",")
    if _TWO_DECIMALS.match(raw):
        return parts
    lengths = {len(part) for part in parts}
    if _WHOLE_LIST.match(raw) and len(lengths) == 1 and lengths != {3} and lengths != {2}:
        return parts
    return [raw]


def style_of(figures: list[str]) -> Style:
    """Clear cases only: `1,0850` writes a decimal comma, `1.0850` a decimal point."""
    comma = dot = False
    for figure in figures:
        comma = comma or ("," in figure and _is_clear(figure, ",", "."))
        dot = dot or ("." in figure and _is_clear(figure, ".", ","))
    return _STYLES[comma, dot]


def _is_clear(figure: str, point: str, other: str) -> bool:
    whole, found, rest = figure.rpartition(point)
    if not found or point in whole:
        return False
    return other in whole or len(rest) != 3 or whole in ("", "0") or len(whole) > 3


def meanings(raw: str, style: Style) -> list[Decimal]:
    """What `raw` can mean, the likeliest first; empty for what is no number at all."""
    if _is_plain(raw):
        return [Decimal(raw)]
    figure = raw.replace("'", "")
    if len(figure) > _LONGEST_FIGURE or not figure.strip(".,"):
        return []
    texts: list[str] = []
    if "," in figure and (_THOUSANDS_COMMA.match(figure) or _INDIAN.match(figure)):
        texts.append(figure.replace(",", ""))
    if _THOUSANDS_DOT.match(figure):
        texts.append(figure.replace(".", "").replace(",", "."))
    if figure.count(",") + figure.count(".") <= 1:
        decimal = figure.replace(",", ".")
        prefers_decimal = "." in figure or style.decimal_comma or figure.startswith(("0", ","))
        texts.insert(0 if prefers_decimal and not _against(figure, style) else len(texts), decimal)
    if figure.startswith(".") and figure[1:].isdigit():
        texts.append(figure[1:])
    return [Decimal(text) for text in dict.fromkeys(texts)]


def _against(figure: str, style: Style) -> bool:
    """A dot is no decimal point where the message writes decimal commas only."""
    return "." in figure and style.decimal_comma and not style.decimal_dot and not figure.startswith("0")


class Price(NamedTuple):
    """A number read as a price of a market. `shifted`: the point was missing and has been put in."""

    value: Decimal
    shifted: bool = False
    off_scale: bool = False


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """62.5k is 62500, not 62500.0."""
    if factor == 1:
        return value
    product = value * factor
    whole = product.to_integral_value()
    return whole if whole == product else product


def _is_plain(raw: str) -> bool:
    """Digits with a point that cannot part thousands."""
    whole, point, rest = raw.partition(".")
    plain = whole.isdigit() and (not point or (rest.isdigit() and (len(rest) != _GROUP or whole == "0")))
    return plain and len(raw) <= _LONGEST_FIGURE


def price_of(raw: str, factor: Decimal, instrument: Instrument | None, style: Style) -> Price | None:
    """The meaning that the market believes; the likeliest one where nothing is known of the market."""
    band = None if instrument is None else instrument.band
    if factor is PLAIN and band is not None and _is_plain(raw):
        value = Decimal(raw)
        if band.low <= value <= band.high:
            return Price(value)
    choices = [_times(choice, factor) for choice in meanings(raw, style)]
    if not choices:
        return None
    if band is None or instrument is None:
        return Price(choices[0])
    for choice in choices:
        if band.holds(choice):
            return Price(choice)
    if raw.isdigit():
        for shift in range(1, _FARTHEST_SHIFT):
            moved = choices[0].scaleb(-shift)
            if band.holds(moved):
                return Price(moved, shifted=True)
    return Price(choices[0], off_scale=True)
