"""A feeling in a word or a few: what is one, and which ones are offered."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from bots.replies.figures import FEELINGS as NAMES
from core.errors import Invalid
from core.messaging.languages import LANGUAGES
from core.messaging.phrases import phrases
from core.trades.shorthand import ReadingKind, read_trade
from core.trades.shorthand.feelings import FEELINGS

LONGEST_FEELING = 60
MOST_WORDS = 5
_OFFERED = ("calm", "confident", "anxious", "fomo", "greedy", "tired")
_BETWEEN = re.compile(r"[,;/&+]|\b(?:and|y|e|und|et|и)\b", re.IGNORECASE)


class TooLong(Invalid):
    """Field: `limit`."""

    code = "too_long"
    phrase = "That is longer than {limit} characters. A word or two will do; more goes into a note."


class NoFeeling(Invalid):
    """Field: `typed`."""

    code = "no_feeling"
    phrase = "I read “{typed}”, but need a word for the feeling, such as calm or anxious."


def read_feelings(text: str) -> str:
    """One or several, each once, apart by commas; known words of any language under their one name.

    Raises:
        NoFeeling: there are numbers, or no word at all, or it is something to be done to a trade.
        TooLong: it is a note.
    """
    words = " ".join(text.split())
    has_word = any(sign.isalpha() or unicodedata.category(sign) == "So" for sign in words)
    if not has_word or any(sign.isdigit() for sign in words) or _is_order(words):
        raise NoFeeling(typed=words[:40])
    parts = [part.strip(" .!#") for part in _BETWEEN.split(words)]
    known = list_known()
    if all(part.casefold() in known for part in words.split()):
        parts = words.split()
    found = dict.fromkeys(known.get(part.casefold(), part) for part in parts if part)
    if not found:
        raise NoFeeling(typed=words[:40])
    feelings = ", ".join(found)
    if len(feelings) > LONGEST_FEELING or len(found) > MOST_WORDS:
        raise TooLong(limit=LONGEST_FEELING)
    return feelings


@lru_cache(maxsize=1)
def list_known() -> Mapping[str, str]:
    """Lower-case word to the journal's name of the feeling: what the reader knows, and what stands on buttons in
    any language.
    """
    shown = {
        phrases(code)(name, context="feeling").casefold(): str(name) for code in LANGUAGES for name in NAMES
    }
    return shown | FEELINGS


def list_offered(usual: list[str], count: int) -> list[str]:
    """The trader's own words first, then those that most people use."""
    return list(dict.fromkeys([*usual, *_OFFERED]))[:count]


def _is_order(words: str) -> bool:
    """`sl be` and `#retest` typed at this question are about the trade, not about the trader."""
    return read_trade(words).kind is not ReadingKind.NONE
