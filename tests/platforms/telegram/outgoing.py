"""Builders of messages on their way out, for Telegram's tests."""

import struct
import zlib
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bots.messenger import Importance, Mode, Outgoing
from core.messaging.addresses import Address, Platform
from core.messaging.screen import Action, Choices, Picture, Screen, Text, Title, spans
from tests.platforms.telegram.bot_api import Chat

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BOT = "123456789"


def address(chat: Chat | int, *, thread: str | None = None) -> Address:
    number = chat if isinstance(chat, int) else chat.id
    return Address(platform=Platform.TELEGRAM, bot=BOT, chat=str(number), thread=thread)


def button(label: str = "Close", token: str = "close.1", **more: Any) -> Action:
    return Action(label=label, token=token, **more)


def card(*lines: str, title: str = "EURUSD ▲", buttons: tuple[Action, ...] = ()) -> Screen:
    choices = (Choices(rows=(buttons,)),) if buttons else ()
    return Screen(blocks=(Title(spans(title)), *(Text(spans(line)) for line in lines), *choices))


def chart_card(*lines: str, asset: str = "chart:1", buttons: tuple[Action, ...] = ()) -> Screen:
    picture = Picture(asset=asset, alt="November: +6.2R in 41 trades", width=1080, height=1080)
    choices = (Choices(rows=(buttons,)),) if buttons else ()
    return Screen(blocks=(*(Text(spans(line)) for line in lines), picture, *choices))


def outgoing(to: Chat | Address, screen: Screen | None, **more: Any) -> Outgoing:
    given: dict[str, Any] = {
        "id": uuid4(),
        "address": to if isinstance(to, Address) else address(to),
        "kind": Importance.CARD,
        "mode": Mode.EDIT if "edit_message" in more else Mode.SEND,
        "screen": screen,
        "composed_at": NOON,
    }
    return Outgoing(**(given | more))


def png(width: int = 1080, height: int = 1080, *, seed: int = 0) -> bytes:
    """A real picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\x00" + bytes([seed % 256]) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(row * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
