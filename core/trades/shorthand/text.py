"""Brings any text to plain characters and remembers where each one came from."""

import re
import unicodedata

import msgspec

LONGEST_TEXT = 4096

_LONG_SIGNS = "🟢📈⬆🔼▲△⏫↗🐂💚🔺"
_SHORT_SIGNS = "🔴📉⬇🔽▼▽⏬↘🐻🔻"
_HIT_SIGNS = "✅☑✔💰🤑"
_STOP_SIGNS = "🛑⛔🚫❌✖"
_TARGET_SIGNS = "🎯"
_DASHES = "‐‑‒–—―−﹘﹣-➖~～∼"
_BLANKS = "→➡⇒➜➔►▶·•|⏐︱\t\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LONG_MARK, _SHORT_MARK, _HIT_MARK, _STOP_MARK, _TARGET_MARK = "▲", "▼", "✓", "✗", "◎"
_SIGNS = {
    **dict.fromkeys(_LONG_SIGNS, _LONG_MARK),
    **dict.fromkeys(_SHORT_SIGNS, _SHORT_MARK),
    **dict.fromkeys(_HIT_SIGNS, _HIT_MARK),
    **dict.fromkeys(_STOP_SIGNS, _STOP_MARK),
    **dict.fromkeys(_TARGET_SIGNS, _TARGET_MARK),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_BLANKS, " "),
    "\u2028": "\n",
    "\u2029": "\n",
    "\u20e3": ")",
    "’": "'",
    "‘": "'",
    "′": "'",
    "×": "x",
}
_CIRCLED = {chr(first + step): str(step + 1) for first in (0x2776, 0x2780, 0x278A) for step in range(10)}
_EMOJI_NAME = re.compile(
    r"(?<![\w#]):[a-z][a-z0-9+]{0,20}(?:[_-][a-z0-9]{1,20}){0,6}:|(?<![\w#@/.])[a-z]{2,20}(?:_[a-z]{2,20}){1,6}(?!\w)"
)
_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S{1,500}", re.IGNORECASE)
_NAMED_SIGNS = (
    ("arrow_up", "▲"),
    ("upwards", "▲"),
    ("green_circle", "▲"),
    ("arrow_down", "▼"),
    ("downwards", "▼"),
    ("check", "✓"),
)
_DROPPED = ("Cf", "Mn", "Me", "Cs", "Co", "Cn")
_KNOWN: dict[str, str] = {**_SIGNS, **_CIRCLED}


class PlainText(msgspec.Struct, frozen=True):
    """`text` reads like ASCII where it can; `origins` maps each of its characters to the original, None
    when they stand at the same places.
    """

    text: str
    origins: tuple[int, ...] | None
    cut: bool

    def original(self, position: int) -> int:
        """The original's place of a character, or of the end."""
        if self.origins is None:
            return position
        if position < len(self.origins):
            return self.origins[position]
        return self.origins[-1] + 1 if self.origins else 0


def plain_text(text: str) -> PlainText:
    """The first 4,096 characters: compatible forms folded, dashes alike, emoji as signs or blanks,
    the stars of bold type blank.
    """
    cut = len(text) > LONGEST_TEXT
    text = text[:LONGEST_TEXT]
    if "/" in text:
        text = _LINK.sub(_blank_link, text)
    if ":" in text or "_" in text:
        text = _EMOJI_NAME.sub(_blank, text)
    if "**" in text:
        text = text.replace("**", "  ")
    if text.isascii():
        return PlainText(text.translate(_ASCII_BLANKS), None, cut)
    parts: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        plain = character if character.isascii() else _plain(character)
        parts.append(plain)
        origins.extend([place] * len(plain))
    return PlainText("".join(parts).translate(_ASCII_BLANKS), tuple(origins), cut)


_ASCII_BLANKS = dict.fromkeys((*range(10), *range(11, 32), 127), " ") | {ord("~"): "-", ord("|"): " "}


def _blank_link(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _blank(match: re.Match[str]) -> str:
    """Spaces of the same length, with the arrow that an emoji's name speaks of."""
    name = match.group()
    sign = next((sign for word, sign in _NAMED_SIGNS if word in name), " ")
    return sign + " " * (len(name) - 1)


def _plain(character: str) -> str:
    plain = _KNOWN.get(character)
    if plain is not None:
        return plain
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] == "L":
        folded = unicodedata.normalize("NFKC", character)
        return folded if folded.isalnum() else character
    if category in _DROPPED:
        return ""
    if category[0] in "SPZN":
        folded = unicodedata.normalize("NFKC", character)
        return folded if folded.isascii() or category in ("Sc", "Pi", "Pf") else " "
    return " "
