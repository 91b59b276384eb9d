"""Failures in kind words: what a rule refused, what went wrong on our side, and when the journal is away."""

from datetime import datetime, timedelta
from uuid import UUID

from core.errors import DomainError
from core.identifiers import UNMISTAKABLE
from core.messaging.addresses import Address, Platform
from core.messaging.phrases import Say
from core.messaging.screen import Screen, Text, spans


def make_ref(event: UUID) -> str:
    """The eight characters by which a failure of this event is found in the logs (`7KQ2-94M`)."""
    number = event.int & (1 << 62) - 1
    signs: list[str] = []
    for _ in range(7):
        number, place = divmod(number, len(UNMISTAKABLE))
        signs.append(UNMISTAKABLE[place])
    return "".join(signs[:4]) + "-" + "".join(signs[4:])


def compose_refusal(say: Say, error: DomainError) -> Screen:
    """Say which rule refused, in its own words."""
    return Screen(blocks=(Text(spans(say(error.phrase, **error.fields))),))


def compose_trouble(say: Say, ref: str, *, is_kept: bool = False) -> Screen:
    """Apologise for a failure of ours. `is_kept`: what was done is filed, only the answer is missing."""
    if is_kept:
        source = (
            "Something went wrong on my side (ref {ref}). What you did is filed; only my answer is missing."
        )
    else:
        source = "Something went wrong on my side (ref {ref}). Nothing was changed: please try again."
    return Screen(blocks=(Text(spans(say(source, ref=ref))),))


def compose_away(say: Say, platform: Platform) -> Screen:
    """Say that the database is away; only Telegram keeps what was typed until it is back."""
    match platform:
        case Platform.TELEGRAM:
            words = say("The journal is away for a moment. Your message waits and is filed when it is back.")
        case Platform.DISCORD | Platform.CONSOLE:
            words = say(
                "The journal is away for a moment. Nothing was saved: please send it again in a minute."
            )
    return Screen(blocks=(Text(spans(words)),))


class Outage:
    """Remembers who was told, so that each chat hears it once per outage. Telegram waits, so once is
    enough; where nothing is kept (Discord, the console) every lost message is answered.
    """

    def __init__(self, *, over_after: timedelta = timedelta(minutes=10)) -> None:
        self._told: dict[Address, datetime] = {}
        self._over_after = over_after

    def must_tell(self, address: Address, now: datetime) -> bool:
        """Whether this chat should hear of it now; from then on it counts as told."""
        if address.platform is not Platform.TELEGRAM:
            return True
        told = self._told.get(address)
        self._told[address] = now
        return told is None or now - told > self._over_after

    def end(self) -> None:
        """The journal is back."""
        self._told.clear()
