"""The language a person is spoken to in: their setting, else that of the platform they write from."""

from dataclasses import replace

from bots.turn import Turn
from core.messaging.languages import find_language
from core.messaging.phrases import phrases
from core.messaging.tongue import find_tongue, speak
from core.people.preferences import choose_language, note_language

CHOSEN = "language"
"""The preference of those who have chosen one."""


async def change_language(turn: Turn, language: str) -> Turn:
    """Speak it from now on, whatever the platform says; a region that it or the person names stays (`es-MX`)."""
    known = (turn.person.locale, turn.inbound.sender.locale or "")
    locale = next(
        (tag for tag in known if find_language(tag) == find_language(language) == tag[:2]), language
    )
    await choose_language(turn.uow, turn.person, locale)
    return _speaking(turn, locale)


async def follow_platform(turn: Turn) -> Turn:
    """The turn in the platform's language, where the person has chosen none; prompts will follow too."""
    locale = turn.inbound.sender.locale
    if not locale or turn.person.preferences.get(CHOSEN):
        return turn
    if find_tongue(locale).tag == find_tongue(turn.person.locale).tag:
        return turn
    await note_language(turn.uow, locale)
    return _speaking(turn, locale)


def _speaking(turn: Turn, locale: str) -> Turn:
    speak(locale)
    return replace(turn, person=replace(turn.person, locale=locale), say=phrases(locale))
