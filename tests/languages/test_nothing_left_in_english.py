"""No word reaches a person past the catalogues: a walk in a language that marks what came from them."""

import re
from collections.abc import Iterator
from zoneinfo import available_timezones

import pytest

from bots.journal import build_repertoire
from core.messaging.languages import LANGUAGES
from core.messaging.tongue import find_tongue
from tests.builders.desk import TestDesk
from tests.languages import tour
from tests.languages.pseudo import everything_marked, unsaid
from tests.languages.texts import list_texts

_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"\b[A-Z0-9]{4,5}-[A-Z0-9]{4,6}\b")
_SYMBOLS = "eurusd xauusd usdjpy nq foobar gbpusd gold es usd eur gbp chf btcusd"
_CALLED = "utc main"
"""`Main` is how the first account is called."""


@pytest.fixture
def _pseudo() -> Iterator[None]:
    with everything_marked():
        yield


@pytest.mark.usefixtures("_pseudo")
async def test_every_word_said_comes_from_the_catalogue(desk: TestDesk) -> None:
    walked = tour.Tour(desk, "es", commands=_arguments())
    await walked.walk()
    typed = " ".join(
        (*tour.WELCOME, *tour.LIVES, *tour.TRADES, *tour.COMMANDS, tour.PERSON, "qqq")
    ).casefold()
    tongue = find_tongue("es")
    own = " ".join(
        (*LANGUAGES.values(), *tongue.months, *tongue.short_months, *tongue.weekdays, *tongue.short_weekdays)
    ).casefold()
    cities = " ".join((*tongue.cities.values(), *available_timezones())).casefold().replace("_", " ")
    allowed = frozenset(_WORD.findall(f"{_SYMBOLS} {_CALLED} {typed} {own} {cities}"))
    commands = frozenset(build_repertoire().commands)
    left = {
        text
        for screen in walked.screens
        for text in (*list_texts(screen), *walked.toasts)
        for word in _WORD.findall(_CODE.sub(" ", unsaid(text)).casefold())
        if word not in allowed and word not in commands
    }
    assert sorted(left) == [], "\n".join(sorted(left))


def _arguments() -> tuple[str, ...]:
    return tuple(name for name, command in build_repertoire().commands.items() if command.listed)
