"""Words about a trade's life that no number stands for: flipped, taken after all, a leg of another, moved."""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.trades.trade import Side

_LONGEST = 200
_LONG = ("long", "buy", "bought")


class LifeKind(StrEnum):
    """REVERSE: out and into the other side. JOIN: a leg of the trade before. TAKE, MISS: it was, or was not, taken."""

    REVERSE = "reverse"
    JOIN = "join"
    PART = "part"
    TAKE = "take"
    MISS = "miss"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeWords:
    """`words` is what stands beside: size and price of a reversal, the name of an account.

    `is_fill`: the size of a reversal is of one execution that closes first (`exit 1.2 and reverse`), not of the
    position that comes of it. `symbol` is the word that stood before, if any.
    """

    kind: LifeKind
    words: str = ""
    symbol: str = ""
    side: Side | None = None
    is_fill: bool = False


_SYMBOL = r"(?:(?P<symbol>[a-z0-9./_-]{2,15})\s+)?"
_FLIP = re.compile(
    rf"{_SYMBOL}(?:flip(?:ped)?|revers(?:e|ed))(?:\s+it)?(?:\s+to)?"
    r"(?:\s+(?P<side>long|short|buy|sell))?(?:\s+(?P<words>.*\d.*))?"
)
_EXIT_AND_FLIP = re.compile(
    rf"{_SYMBOL}(?:exit|out|close[d]?|sold|sell|bought|buy)\s+(?P<words>[^,;]*?\d[^,;]*?),?\s+"
    r"(?:and\s+)?(?:flip(?:ped)?|revers(?:e|ed))(?:\s+(?:to\s+)?(?P<side>long|short))?"
)
_CLOSE_AND_FLIP = re.compile(
    rf"{_SYMBOL}(?:exit|close[d]?)\s+(?:and|&|\+)\s+(?:flip(?:ped)?|revers(?:e|ed))"
    r"(?:\s+(?:to\s+)?(?P<side>long|short))?(?:\s+(?P<words>.*\d.*))?"
)
_PLAIN = (
    (LifeKind.JOIN, re.compile(r"(?:is |a )?leg(?: of(?: (?:it|that|the (?:last|previous) (?:one|trade)))?)?|group with (?:the )?(?:last|previous)(?: one| trade)?")),
    (LifeKind.PART, re.compile(r"ungroup|no leg|not a leg|stands alone")),
    (LifeKind.TAKE, re.compile(r"(?:i )?took it(?: after all)?|taken(?: after all)?")),
    (LifeKind.MISS, re.compile(r"(?:was )?not (?:taken|filled)|(?:i )?missed it|no fill|didn'?t take it")),
)  # fmt: skip
_MOVED = re.compile(r"(?:@|acc(?:oun)?t:?\s+|on\s+|move(?:d)? to\s+)(?P<words>[^\d\W][\w &.-]{1,39})")


def find_life_words(text: str) -> LifeWords | None:
    """`flip short 1.2 @ 1.0890`, `exit 1.2 @ 1.0890 and reverse`, `leg of`, `took it`, `not taken`, `@ftmo`."""
    plain = " ".join(text.casefold().split()).rstrip(".!")
    if not plain or len(plain) > _LONGEST:
        return None
    for pattern, is_fill in ((_CLOSE_AND_FLIP, False), (_EXIT_AND_FLIP, True), (_FLIP, False)):
        match = pattern.fullmatch(plain)
        if match is not None and (match["words"] or match["side"]):
            return _reversal(match, is_fill=is_fill)
    for kind, pattern in _PLAIN:
        if pattern.fullmatch(plain):
            return LifeWords(kind=kind)
    moved = _MOVED.fullmatch(plain)
    return None if moved is None else LifeWords(kind=LifeKind.MOVE, words=moved["words"].strip())


def _reversal(match: re.Match[str], *, is_fill: bool) -> LifeWords:
    side = match["side"]
    return LifeWords(
        kind=LifeKind.REVERSE,
        words=(match["words"] or "").strip(),
        symbol=match["symbol"] or "",
        side=None if side is None else Side.LONG if side in _LONG else Side.SHORT,
        is_fill=is_fill,
    )
