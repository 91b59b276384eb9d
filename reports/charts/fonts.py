"""The journal's own typeface (Inter, SIL OFL, see fonts/OFL.txt) and the width of words set in it."""

import re
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

_FOLDER = Path(__file__).with_name("fonts")
_FALLBACK = "DejaVu Sans"
_DPI = 72
"""At 72 dots per inch a point is a pixel."""


class Face(StrEnum):
    """A cut of Inter; the value is the name of its file."""

    DISPLAY = "InterDisplay-SemiBold"
    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"
    BOLD = "Inter-Bold"


@lru_cache(maxsize=256)
def font_properties(face: Face, size: float) -> FontProperties:
    """The face at `size` pixels; letters that it lacks come from matplotlib's own DejaVu Sans."""
    return FontProperties(family=[_family(face), _FALLBACK], size=size)


@lru_cache(maxsize=4096)
def measure_width(text: str, face: Face, size: float, *, tabular: bool = False) -> float:
    """How many pixels the words take in a row, without hinting."""
    font = _open(face)
    font.set_size(size, _DPI)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING, features=("tnum",) if tabular else None)
    return font.get_width_height()[0] / 64


def keep_drawable(text: str) -> str:
    """`text` on one line without the characters that no font here has (emoji, mostly)."""
    known = _drawable_characters()
    return " ".join("".join(c for c in text if c.isspace() or ord(c) in known).split())


def fit_text(text: str, face: Face, size: float, width: float, *, smallest: float) -> tuple[str, float]:
    """Make `text` fit `width`: smaller down to `smallest`, then cut with an ellipsis."""
    needed = measure_width(text, face, size)
    if needed <= width:
        return text, size
    size = max(smallest, int(size * width / needed))
    while measure_width(text, face, size) > width and size > smallest:
        size -= 1
    shown = text
    while measure_width(shown, face, size) > width and len(text) > 1:
        text = text[:-1].rstrip()
        shown = f"{text}…"
    return shown, size


def wrap_text(text: str, face: Face, size: float, width: float, *, lines: int) -> list[str]:
    """Break at spaces into at most `lines` lines; what is too long ends in an ellipsis.

    Two lines come out of about equal width, and a number stays with its per cent sign.
    """
    words = re.split(r" (?!%)", text.strip())
    wrapped: list[str] = []
    while words and len(wrapped) < lines - 1:
        taken = 1
        while taken < len(words) and (measure_width(" ".join(words[: taken + 1]), face, size) <= width):
            taken += 1
        wrapped.append(" ".join(words[:taken]))
        words = words[taken:]
    if words:
        wrapped.append(" ".join(words))
    if len(wrapped) == 2 and measure_width(wrapped[1], face, size) <= width:
        wrapped = _balance(" ".join(wrapped), face, size)
    return [fit_text(line, face, size, width, smallest=size)[0] for line in wrapped]


def _balance(text: str, face: Face, size: float) -> list[str]:
    words = re.split(r" (?!%)", text)
    breaks = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words)))
    return list(min(breaks, key=lambda pair: max(measure_width(p, face, size) for p in pair)))


@cache
def _family(face: Face) -> str:
    path = _FOLDER / f"{face}.otf"
    font_manager.fontManager.addfont(path)
    return _open(face).family_name


@cache
def _open(face: Face) -> FT2Font:
    fallback = font_manager.findfont(_FALLBACK)
    return font_manager.get_font([str(_FOLDER / f"{face}.otf"), str(fallback)])


@cache
def _drawable_characters() -> frozenset[int]:
    paths = (_FOLDER / f"{Face.REGULAR}.otf", font_manager.findfont(_FALLBACK))
    return frozenset(code for path in paths for code in FT2Font(path).get_charmap())
