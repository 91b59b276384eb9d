"""Texts that no one would write: messages of the corpus cut, spliced, repeated and strewn with signs."""

from collections.abc import Iterator
from random import Random

from tests.unit.shorthand.corpus import list_facts, list_told

_STREWN = (
    ".,:;/-_#$@%+=()[]{}<>|&*'\"`~^\\!?\n\t\r\x00\u200b\u202e\ufe0f\u20e3\u0301\u2028€£¥₽∞½²①１٣๑×–—"
    "✅❌🛑🎯🟢📉👨‍👩‍👧🇪🇺xXrRkKlLsSBbтхкβßİıŉﬁ"
)
_NUMBERS = (
    "0",
    "00",
    "1e9",
    ".5",
    "1,2,3",
    "1.2.3",
    "9" * 40,
    "178100",
    "1'000",
    "-1",
    "+-3",
    "0x0",
    "1/3",
    "٣٫٥",
)


def list_messages() -> list[str]:
    """Every message of the corpus."""
    return [text for _, text, _ in (*list_facts(), *list_told())]


def mutated(chance: Random, messages: list[str]) -> Iterator[str]:
    """Endless texts, the same ones for the same seed."""
    while True:
        text = chance.choice(messages)
        for _ in range(chance.randint(1, 6)):
            text = _MUTATIONS[chance.randrange(len(_MUTATIONS))](chance, text, messages)
        yield text


def _cut(chance: Random, text: str, messages: list[str]) -> str:
    first, last = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    return text[:first] + text[last:]


def _strew(chance: Random, text: str, messages: list[str]) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + chance.choice(_STREWN) * chance.randint(1, 3) + text[place:]


def _number(chance: Random, text: str, messages: list[str]) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + chance.choice(_NUMBERS) + text[place:]


def _splice(chance: Random, text: str, messages: list[str]) -> str:
    other = chance.choice(messages)
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


def _shuffle(chance: Random, text: str, messages: list[str]) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return chance.choice((" ", "", "\n")).join(words)


def _repeat(chance: Random, text: str, messages: list[str]) -> str:
    return text * chance.randint(2, 4) if len(text) < 1000 else text


def _digits(chance: Random, text: str, messages: list[str]) -> str:
    return "".join(
        chance.choice("0123456789.,") if each.isdigit() and chance.random() < 0.3 else each for each in text
    )


_MUTATIONS = (_cut, _strew, _strew, _number, _splice, _shuffle, _repeat, _digits)
