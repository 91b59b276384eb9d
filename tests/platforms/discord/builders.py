"""Screens and messages on their way out, with what a test says about them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bots.inbound import Inbound
from bots.messenger import Importance, Mode, Outgoing
from core.messaging.addresses import Address, Platform
from core.messaging.screen import Action, Choices, Screen, Text, Title, spans
from tests.platforms.discord.server import DiscordServer

BOT = "123456789012345678"
OUTBOX_ID = UUID("0197c9a2-3f4e-7abc-9def-0123456789ab")


def make_screen(
    title: str = "● EURUSD ▲ 0.50 lots", *labels: str, private: bool = False, **forms: str
) -> Screen:
    """A title and buttons; `forms` names a form by the label of the button that opens it."""
    row = tuple(Action(label=label, token=f"v.{label}.1..mac", form=forms.get(label)) for label in labels)
    return Screen(blocks=(Title(spans(title)), Choices(rows=(row,))), private=private)


def make_words(text: str) -> Screen:
    return Screen(blocks=(Text(spans(text)),))


def make_outgoing(
    server: DiscordServer,
    screen: Screen | None,
    *,
    to: str = "",
    pictures: Mapping[str, bytes] | None = None,
    **changes: Any,
) -> Outgoing:
    """A new message to a channel."""

    return replace(
        Outgoing(
            id=OUTBOX_ID,
            address=Address(platform=Platform.DISCORD, bot=BOT, chat=to),
            kind=Importance.ANSWER,
            mode=Mode.SEND,
            screen=screen,
            composed_at=datetime.fromtimestamp(server.clock.now(), UTC),
            pictures=pictures or {},
        ),
        **changes,
    )


def make_answer(server: DiscordServer, inbound: Inbound, screen: Screen | None, **changes: Any) -> Outgoing:
    """An answer to what was heard."""
    return make_outgoing(
        server, screen, to=inbound.address.chat, **{"reply_handle": inbound.reply_handle} | changes
    )
