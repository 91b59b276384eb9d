"""A reply that rides in the webhook's answer; it brings no message id, so it is final and has no buttons."""

from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any

import msgspec

from bots.telegram.payloads import TextPayload
from bots.telegram.renderer import render
from bots.telegram.senders import Place
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
    return _write(_call_of(place, texts[-1]))


@lru_cache(maxsize=32)
def _render_texts(screen: Screen, *, direct: bool) -> tuple[TextPayload, ...]:
    """Remembered: what most often rides is the same for everybody (/help)."""
    told = tuple(Text(spans(block.alt)) if isinstance(block, Picture) else block for block in screen.blocks)
    pieces = render(Screen(blocks=told), direct=direct)
    return tuple(piece for piece in pieces if isinstance(piece, TextPayload))


def _call_of(place: Place, payload: TextPayload) -> dict[str, Any]:
    call: dict[str, Any] = {
        "method": "sendMessage",
        "chat_id": place.chat,
        "text": payload.wording.text,
        "link_preview_options": {"is_disabled": True},
    }
    if payload.wording.marks:
        call["entities"] = [
            {"type": mark.mark.value, "offset": mark.start, "length": mark.length}
            for mark in payload.wording.marks
        ]
    if place.thread is not None:
        call["message_thread_id"] = place.thread
    return call
