"""Plain text with marks beside it: what Telegram calls entities. No markup language, so nothing typed can format.

Offsets and lengths count UTF-16 units, as the Bot API does.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_MARKS = 100
"""The platform ignores further ones without a word."""

_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_MANY_BREAKS = re.compile(r"\n{3,}")


class Mark(StrEnum):
    """The few marks used, by Telegram's names."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    PRE = "pre"


@dataclass(frozen=True, slots=True)
class Marked:
    """`mark` from UTF-16 unit `start` over `length` units."""

    mark: Mark
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Wording:
    text: str
    marks: tuple[Marked, ...] = ()


def units(text: str) -> int:
    """Length in UTF-16 units: characters beyond the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Without control characters, without what reverses the direction of reading; breaks and emoji stay."""
    if text.isprintable():
        return text
    return _UNSHOWN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def cells(text: str) -> int:
    """Columns taken in a monospaced face: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200d\ufe0e\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Writer:
    """Puts a text together piece by piece, noting marks as it goes."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._marks: list[Marked] = []
        self._units = 0

    def write(self, text: str, mark: Mark | None = None) -> None:
        """Append a piece; outer blanks stay unmarked, except in a block, where they align the first line."""
        text = clean(text)
        if "\n\n\n" in text:
            text = _MANY_BREAKS.sub("\n\n", text)
        if not text:
            return
        core = text if mark is Mark.PRE else text.strip()
        if mark is not None and core:
            lead = 0 if mark is Mark.PRE else units(text[: len(text) - len(text.lstrip())])
            self._marks.append(Marked(mark, self._units + lead, units(core)))
        self._pieces.append(text)
        self._units += units(text)

    def wording(self) -> Wording:
        """The text without outer blanks, marks moved along."""
        whole = "".join(self._pieces)
        lead = units(whole[: len(whole) - len(whole.lstrip())])
        text = whole.strip()
        return Wording(text, _cut(tuple(self._marks), lead, lead + units(text)))


def split(wording: Wording, longest: int = LONGEST_TEXT) -> tuple[Wording, ...]:
    """Pieces of at most `longest` units and 100 marks, cut at line ends where there are any.

    An empty wording gives no piece.
    """
    pieces: list[Wording] = []
    rest = wording
    while rest.text:
        end = _cut_place(rest.text, longest)
        size = units(rest.text[:end])
        piece = rest.text[:end].rstrip()
        if piece:
            pieces.append(Wording(piece, _cut(rest.marks, 0, units(piece))[:MOST_MARKS]))
        following = rest.text[end:]
        skipped = following.lstrip("\n ")
        start = size + units(following[: len(following) - len(skipped)])
        rest = Wording(skipped, _cut(rest.marks, start, start + units(skipped)))
    return tuple(pieces)


def _cut_place(text: str, longest: int) -> int:
    """Index (in characters) where a piece of at most `longest` units ends."""
    if len(text) <= longest and units(text) <= longest:
        return len(text)
    taken = end = 0
    for character in text:
        taken += 2 if character > "\uffff" else 1
        if taken > longest:
            break
        end += 1
    for separator in ("\n\n", "\n", " "):
        place = text.rfind(separator, end // 2, end)
        if place > 0:
            return place
    return end


def _cut(marks: tuple[Marked, ...], start: int, end: int) -> tuple[Marked, ...]:
    """The marks as seen from inside the window; those outside of it are gone."""
    kept: list[Marked] = []
    for mark in marks:
        first, last = max(mark.start, start), min(mark.start + mark.length, end)
        if first < last:
            kept.append(Marked(mark.mark, first - start, last - first))
    return tuple(kept)
