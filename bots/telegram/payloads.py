"""What is handed to the Bot API: a text, a photo or an album, with its buttons."""

from dataclasses import dataclass

from bots.telegram.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """`style` is one of Telegram's button styles or None for the app's own look. `url`: a tap opens that."""

    label: str
    data: str = ""
    url: str | None = None
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


@dataclass(frozen=True, kw_only=True, slots=True)
class AlbumPayload:
    """Two to ten photos; the caption stands under the first and so under all. An album bears no buttons."""

    assets: tuple[str, ...]
    caption: Wording


Payload = TextPayload | PhotoPayload | AlbumPayload
