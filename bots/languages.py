"""The language a person is spoken to in: their setting, at first that of their platform."""

from dataclasses import replace

from bots.turn import Turn
from core.messaging.languages import ENGLISH, find_language
from core.messaging.phrases import phrases
from core.messaging.tongue import speak
from core.people.preferences import set_language


async def change_language(turn: Turn, language: str) -> Turn:
    """Speak it from now on; a region that the person or the platform names stays (`es-MX`)."""
    known = (turn.person.locale, turn.inbound.sender.locale or "")
    locale = next((tag for tag in known if find_language(tag) == language and tag[:2] == language), language)
    await set_language(turn.uow, locale)
    return _speaking(turn, locale)


async def adopt_language(turn: Turn) -> Turn:
    """At the first welcome: what the platform says now, where nothing was known before."""
    locale = turn.inbound.sender.locale
    if not locale or find_language(turn.person.locale) != ENGLISH or find_language(locale) == ENGLISH:
        return turn
    await set_language(turn.uow, locale)
    return _speaking(turn, locale)


def _speaking(turn: Turn, locale: str) -> Turn:
    speak(locale)
    return replace(turn, person=replace(turn.person, locale=locale), say=phrases(locale))
