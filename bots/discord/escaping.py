"""Words for Discord: nothing that a person typed becomes markup, a mention or a link preview."""

import re
import unicodedata

_MARKUP = re.compile(r"[\\*_~|`<\[\]]|@(?=everyone|here)|(?<=\w):(?=//)")
_LINE_START = re.compile(r"^(?=(?:#{1,3}|[-+]|-#)\s|>)", re.MULTILINE)
_UNSEEN_KEPT = {"\n", "\u200d"}


def clean(text: str) -> str:
    """The text without control and direction characters (a line break and the emoji joiner stay)."""
    text = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(
        sign
        for sign in text
        if sign in _UNSEEN_KEPT or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"}
    )


def escape(text: str) -> str:
    """Plain text that is shown as it is: every Discord client takes a backslash before punctuation away.

    With one before its colon an address is no link and brings no preview.
    """
    escaped = _MARKUP.sub(lambda found: "\\" + found.group(), clean(text))
    return _LINE_START.sub(r"\\", escaped)


def escape_code(text: str) -> str:
    """Plain text for a code block, which it cannot end."""
    return clean(text).replace("`", "ˋ")


def measure(text: str) -> int:
    """The length as Discord's limits count it, at the worst: in UTF-16 units."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF)


def shorten(text: str, limit: int) -> str:
    """The text itself, or its beginning and an ellipsis, within `limit` UTF-16 units."""
    if measure(text) <= limit:
        return text
    room = limit - 1
    for end, sign in enumerate(text):
        room -= 2 if ord(sign) > 0xFFFF else 1
        if room < 0:
            return text[:end].rstrip("\\ ") + "…"
    return text
