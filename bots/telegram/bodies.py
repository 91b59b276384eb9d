"""A reply that rides in the webhook's answer; it brings no message id, so it is final and has no buttons."""

from collections.abc import Awaitable, Callable
from functools import lru_cache

import msgspec

from bots.telegram.calls import sending
from bots.telegram.payloads import TextPayload
from bots.telegram.places import Place
from bots.telegram.renderer import render
from core.messaging.addresses import Address
from core.messaging.screen import Picture, Screen, Text, spans

_write = msgspec.json.Encoder().encode

SendNow = Callable[[Place, TextPayload], Awaitable[None]]


async def compose_body(address: Address, screen: Screen, send_now: SendNow) -> bytes:
    """The answer's JSON. Of a screen too long for one message the earlier parts are sent at once."""
    place = Place.of(address)
    texts = _render_texts(screen, direct=place.is_direct)
    for piece in texts[:-1]:
        await send_now(place, piece)
    return _write({"method": "sendMessage", **sending(place, texts[-1])})


@lru_cache(maxsize=32)
def _render_texts(screen: Screen, *, direct: bool) -> tuple[TextPayload, ...]:
    """Remembered: what most often rides is the same for everybody (/help)."""
    told = tuple(Text(spans(block.alt)) if isinstance(block, Picture) else block for block in screen.blocks)
    pieces = render(Screen(blocks=told), direct=direct)
    return tuple(piece for piece in pieces if isinstance(piece, TextPayload))
