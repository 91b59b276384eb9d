"""Short answers as people type them: a price, a size, a share of what is open, a score, a risk."""

import re
from dataclasses import dataclass
from decimal import Decimal

from core.errors import Invalid
from core.messaging.phrases import Phrase
from core.messaging.tongue import spoken
from core.trades.typed_words import LEAVING, PORTIONS, UNITS

LARGEST = Decimal(10) ** 15
LARGEST_ACCOUNT = Decimal(10) ** 11
LEAST_RISK = Decimal("0.0001")
MOST_DIGITS = 18


class Unreadable(Invalid):
    """Fields: `typed` what stood there, `wanted` what kind of thing is needed."""

    code = "unreadable"
    phrase = "I read “{typed}”, but need {wanted}."

    def __init__(self, *, typed: str, wanted: str) -> None:
        super().__init__(typed=typed, wanted=Phrase(wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How a trade is left: at which price, and how much of it (neither: all)."""

    price: Decimal | None = None
    quantity: Decimal | None = None
    portion: Decimal | None = None


_GAP = " \u00a0\u202f'’"
_NUMBER = rf"\d{{1,3}}(?:[{_GAP},]\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[{_GAP}.]\d{{3}})+,\d+|\d*[.,]?\d+"
_BARE_NUMBER = re.compile(rf"\s*@?\s*({_NUMBER})\s*(k)?\s*\Z", re.IGNORECASE)
_SIZE = re.compile(rf"\s*({_NUMBER})\s*([^\W\d_]*)\s*\Z", re.IGNORECASE)
_LEAVING = re.compile(rf"\s*(?:{LEAVING.replace(' ', '|')})\b", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")


def parse_number(text: str) -> Decimal | None:
    """`1.0850`, `1,0850`, `64,000`, `64 000.5`, `1.234,50`, `64k`; None if it is not one plain number."""
    match = _BARE_NUMBER.fullmatch(text)
    if match is None:
        return None
    plain = re.sub(rf"[{_GAP}]", "", match[1])
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+,\d+", plain):
        plain = plain.replace(".", "")
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    value = Decimal(plain.replace(",", "."))
    value = value * 1000 if match[2] else value
    decimals = -int(value.as_tuple().exponent)
    return None if value > LARGEST or decimals > MOST_DIGITS else value


def parse_price(text: str) -> Decimal:
    """A price above zero.

    Raises:
        Unreadable: it is none.
    """
    value = parse_number(text)
    if value is None or value <= 0:
        raise Unreadable(typed=_quote(text), wanted="a price such as 1.0850")
    return value


def parse_size(text: str) -> tuple[Decimal, str | None]:
    """A size above zero and its unit, if one was typed (`0.5 lots`, `3`).

    Raises:
        Unreadable: it is none.
    """
    match = _SIZE.fullmatch(text)
    value = parse_number(match[1]) if match else None
    unit = UNITS.get(match[2].lower()) if match else None
    if match is None or value is None or value <= 0 or (match[2] and unit is None):
        raise Unreadable(typed=_quote(text), wanted="a size above zero, such as 0.5 lots or 2 contracts")
    return value, unit


def parse_score(text: str) -> int:
    """1 to 10.

    Raises:
        Unreadable: it is no such number.
    """
    typed = text.strip().removesuffix("/10")
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:4]) <= 10:
        return int(typed)
    raise Unreadable(typed=_quote(text), wanted="a number from 1 to 10")


def parse_risk(text: str) -> tuple[str, Decimal]:
    """`0.5 %` as ("percent", 0.5), `$50` or `50` as ("money", 50).

    Raises:
        Unreadable: it is neither, or not above zero.
    """
    typed = text.strip()
    kind = "percent" if typed.endswith("%") else "money"
    value = parse_number(typed.rstrip("% ")) if kind == "percent" else _parse_amount(typed)
    if value is None or not LEAST_RISK <= value <= (100 if kind == "percent" else LARGEST_ACCOUNT):
        raise Unreadable(typed=_quote(text), wanted="a risk such as 1 % or 50")
    return kind, value


def _parse_amount(text: str) -> Decimal | None:
    """Money: `10.000` is ten thousand where the point separates thousands."""
    plain = re.sub(r"R\$|[$€£¥₹₽]|[a-z]{3}\Z", "", text.strip(), flags=re.IGNORECASE).strip()
    if spoken().dress(",") == "." and re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", plain):
        plain = plain.replace(".", "")
    return parse_number(plain)


def parse_balance(text: str) -> Decimal:
    """What an account holds, above zero.

    Raises:
        Unreadable: it is no amount, or more than any account holds.
    """
    value = _parse_amount(text)
    if value is None or not LEAST_RISK <= value <= LARGEST_ACCOUNT:
        raise Unreadable(typed=_quote(text), wanted="an amount such as 10000")
    return value


def parse_leaving(text: str) -> Leaving:
    """`1.0905`, `1.0905 half`, `half 1.0905`, `0.3 lots 1.0905`, `rest`.

    Raises:
        Unreadable: neither a price nor a part stands there.
    """
    words = _LEAVING.sub("", text, count=1) if _LEAVING.match(text) else text
    words = words.strip(" @\t\n")
    portion, words = _take_portion(words)
    quantity, words = _take_quantity(words)
    words = words.strip(" @,")
    price = parse_price(words) if words else None
    if price is None and portion is None and quantity is None:
        raise Unreadable(typed=_quote(text), wanted="the price you got out at, such as 1.0905")
    return Leaving(price=price, quantity=quantity, portion=portion)


def find_portion(text: str) -> Decimal | None:
    """The share of what is open that the words name (`tp1 hit, half`)."""
    return _take_portion(text)[0]


def parse_added(text: str) -> tuple[Decimal, Decimal] | None:
    """Size and price of `add 0.2 @ 1.0830` and `add 0.2 1.0830`; None if the words are others."""
    match = re.match(rf"(?i)\s*add(?:ed)?\s+({_NUMBER})\s*[a-z]*\s*(?:@|at)?\s*({_NUMBER})\s*\Z", text)
    size, price = (parse_number(match[1]), parse_number(match[2])) if match else (None, None)
    return (size, price) if size and price else None


def _take_portion(words: str) -> tuple[Decimal | None, str]:
    percent = _PERCENT.search(words)
    share = Decimal(percent[1].replace(",", ".")) if percent else None
    if percent and share and share <= 100:
        return share / 100, f"{words[: percent.start()]} {words[percent.end() :]}"
    for name in sorted(PORTIONS, key=len, reverse=True):
        rest, found = re.subn(rf"(?i)(?<!\w){name}(?!\w)", " ", words, count=1)
        if found:
            return PORTIONS[name], rest
    return None, words


def _take_quantity(words: str) -> tuple[Decimal | None, str]:
    units = "|".join(sorted(UNITS, key=len, reverse=True))
    match = re.search(rf"(?i)(\d*[.,]?\d+)\s*({units})(?!\w)", words)
    if match is None:
        return None, words
    return parse_number(match[1]), f"{words[: match.start()]} {words[match.end() :]}"


def _quote(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
