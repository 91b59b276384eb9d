"""Cuts plain text into numbers, words and signs, each with its place."""

import re
from enum import IntEnum

import msgspec


class Kind(IntEnum):
    NUMBER = 1
    WORD = 2
    SIGN = 3
    LINE = 4
    """The end of a line."""
    TIME = 5
    DATE = 6


TOKEN_PATTERN = re.compile(
    r"""
    (?P<date>(?<![\w.,/])(?:[0-9]{4}([.\-/])[0-9]{1,2}\2[0-9]{1,2}(?:T[0-9:.]{4,15}(?:Z|[+-][0-9:]{4,5})?)?|(?:[012]?[0-9]|3[01])/(?:[012]?[0-9]|3[01])/(?:[0-9]{4}|[0-9]{2})
        |[0-9]{2}\.[0-9]{2}\.(?:[0-9]{4}|[0-9]{2}))(?![\w/]|[.,][0-9]))
    |(?P<time>(?<![\w.,:])[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?(?![\w:]|[.,][0-9]))
    |(?P<even>(?<![\w.,])0[xX]0(?![\w.,]))
    |(?P<number>[0-9]+(?:[.,'][0-9]+)*|(?<![^\s@:(=$+-])\.[0-9]+|(?<![^\s@:]),[0-9]+)
    |(?P<abbreviation>(?<![^\W_])[sStT]\s?[./]\s?[lLpP](?![^\W\d_]))
    |(?P<elided>(?<![^\W_])[lLdDjJ]'(?=[^\W\d_]{2}))
    |(?P<word>[^\W\d_]+(?:['&][^\W\d_]+)*)
    |(?P<line>\n)
    |(?P<sign>[^\s\w]|_)
    """,
    re.VERBOSE,
)
_HUMPS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+", re.ASCII)
_WORD = Kind.WORD
_GROUPS = {
    "date": Kind.DATE,
    "time": Kind.TIME,
    "number": Kind.NUMBER,
    "abbreviation": Kind.SIGN,
    "even": Kind.WORD,
    "elided": Kind.WORD,
    "word": Kind.WORD,
    "line": Kind.LINE,
    "sign": Kind.SIGN,
}
_NAMES = {index: name for name, index in TOKEN_PATTERN.groupindex.items()}
_KINDS = [_GROUPS[_NAMES.get(index, "sign")] for index in range(TOKEN_PATTERN.groups + 1)]
"""By the number of the group that matched."""
_ABBREVIATION = TOKEN_PATTERN.groupindex["abbreviation"]
_ORDER_LETTERS = "bslx"
_SMALLEST_MIX = 4
_GLUED_ORDER = re.compile(
    r"(buy|sell|long|short)(limit|stop|now|at|entry|zone|leverage)|(x)(entry|entries|targets?|stop|sl|tp)",
    re.IGNORECASE,
)


class Token(msgspec.Struct, gc=False):
    """A piece of text. `text` is lower case, `raw` as typed, `glued` means nothing stands before it."""

    kind: Kind
    raw: str
    text: str
    start: int
    end: int
    glued: bool


def list_tokens(text: str) -> list[Token]:
    """All tokens in order; words that hide another (`LONGLeverage`, `StopLoss`, `selllimit`) are cut there."""
    tokens: list[Token] = []
    last = -1
    for match in TOKEN_PATTERN.finditer(text):
        kind = _KINDS[match.lastindex or 0]
        raw = match.group()
        start = match.start()
        if kind is _WORD:
            if len(raw) >= _SMALLEST_MIX and (not raw.islower() or raw[0] in _ORDER_LETTERS):
                cuts = _cut(raw)
                if cuts:
                    for left, right in cuts:
                        word = raw[left:right]
                        glued = start + left == last
                        tokens.append(Token(_WORD, word, word.lower(), start + left, start + right, glued))
                        last = start + right
                    continue
            tokens.append(Token(_WORD, raw, raw.lower(), start, start + len(raw), start == last))
            last = start + len(raw)
            continue
        end = match.end()
        if match.lastindex == _ABBREVIATION:
            kind, raw = _WORD, f"{raw[0]}{raw[-1]}"
        tokens.append(Token(kind, raw, raw.lower(), start, end, start == last))
        last = end
    return tokens


def _cut(word: str) -> list[tuple[int, int]]:
    """Where each of the words begins and ends that one hides; empty for a single word."""
    if not word.islower() and _is_mixed(word):
        return [hump.span() for hump in _HUMPS.finditer(word)]
    order = _GLUED_ORDER.fullmatch(word) if word[0] in "bBsSlLxX" else None
    if order is None:
        return []
    return [order.span(1), order.span(2)] if order[1] else [order.span(3), order.span(4)]


def _is_mixed(word: str) -> bool:
    return not word.isupper() and word.isascii() and word.isalpha() and not word.istitle()
