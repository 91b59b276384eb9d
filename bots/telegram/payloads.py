"""What is handed to the Bot API: a text or a photo, with its buttons."""

from dataclasses import dataclass

from bots.telegram.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """`style` is one of Telegram's button styles or None for the app's own look."""

    label: str
    data: str
    style: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TextPayload:
    """`asks`: the placeholder of a forced reply (groups only); None where none is wanted."""

    wording: Wording
    keyboard: Keyboard = ()
    asks: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoPayload:
    asset: str
    caption: Wording
    keyboard: Keyboard = ()


Payload = TextPayload | PhotoPayload
