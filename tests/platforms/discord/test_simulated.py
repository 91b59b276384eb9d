"""The same door in a simulated Discord that is not ours (simcord): a second opinion on what the platform takes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import discord
import pytest
import simcord

from bots.discord.acknowledgements import Acknowledgements
from bots.discord.client import JournalClient
from bots.discord.messenger import DiscordMessenger
from bots.discord.receiver import Receiver
from bots.discord.rest import Rest
from bots.inbound import Inbound, Kind
from bots.intake import JournalAway
from bots.messenger import AddressGone, Importance, Mode, Outgoing
from core.messaging.addresses import Address, Platform
from core.messaging.forms import FORMS
from core.messaging.screen import Picture, Screen
from tests.platforms.discord.builders import BOT, OUTBOX_ID, make_screen, make_words
from tests.platforms.discord.conftest import COMMANDS, Blind, Inbox

PNG = b"\x89PNG\r\n\x1a\n"


class SimulatedClock:
    """Shows the simulation's time."""

    def __init__(self) -> None:
        self.env: simcord.Env | None = None

    def now(self) -> datetime:
        return self.env.now() if self.env else datetime(2026, 1, 1, tzinfo=UTC)


class Talk:
    """What was heard, and a voice to answer the last of it."""

    def __init__(self, env: simcord.Env, inbox: Inbox, messenger: DiscordMessenger) -> None:
        self.env = env
        self.inbox = inbox
        self.messenger = messenger

    async def answer(self, screen: Screen) -> None:
        inbound = self.inbox.received[-1]
        mode = Mode.EDIT if inbound.kind is Kind.ACTION else Mode.SEND
        answer = an_answer(inbound, screen, mode)
        await self.messenger.deliver(answer)


def an_answer(inbound: Inbound, screen: Screen, mode: Mode) -> Outgoing:
    return Outgoing(
        id=OUTBOX_ID,
        address=inbound.address,
        kind=Importance.ANSWER,
        mode=mode,
        screen=screen,
        composed_at=inbound.received_at,
        edit_message=inbound.message if mode is Mode.EDIT else None,
        reply_handle=inbound.reply_handle,
    )


@asynccontextmanager
async def talking() -> AsyncIterator[Talk]:
    """Not a fixture: simcord's clock must be left in the context in which it was entered."""
    inbox = Inbox()
    behind = SimpleNamespace(http=None, application_id=None)
    clock, acknowledgements = SimulatedClock(), Acknowledgements()
    messenger = DiscordMessenger(Rest(cast("discord.Client", behind)), BOT, clock, acknowledgements)
    receiver = Receiver(
        intake=inbox,
        clock=clock,
        messenger=messenger,
        acknowledgements=acknowledgements,
        forms=FORMS,
        glances=Blind(clock),
    )
    client = JournalClient(bot=BOT, receiver=receiver, commands=COMMANDS.values(), report=lambda _: None)
    async with simcord.run(client) as env:
        behind.http, behind.application_id, clock.env = client.http, client.application_id, env
        yield Talk(env, inbox, messenger)


async def test_a_command_thinks_and_is_answered() -> None:
    async with talking() as talk:
        guild = talk.env.create_guild()
        channel = guild.create_text_channel("desk")
        ana = guild.add_member(talk.env.create_user("ana"))
        result = await ana.slash(channel, "log", trade="long EURUSD 1.0850")
        assert (True, True) == (result.deferred, result.ephemeral)
        assert ("log", "long EURUSD 1.0850") == (
            talk.inbox.received[-1].command,
            talk.inbox.received[-1].text,
        )
        await talk.answer(make_screen("● EURUSD ▲", "Close"))
        assert result.response is not None
        assert "**● EURUSD ▲**" == result.response.content


async def test_a_button_changes_its_message_and_a_form_is_taken() -> None:
    async with talking() as talk:
        guild = talk.env.create_guild()
        channel = guild.create_text_channel("desk")
        ana = guild.add_member(talk.env.create_user("ana"))
        result = await ana.slash(channel, "today")
        await talk.answer(make_screen("Which market?", "EURUSD", "Type it", **{"Type it": "trade"}))
        assert result.response is not None
        shown = await ana.click(result.response, label="Type it")
        assert shown.modal is not None
        await ana.submit_modal(shown, {"trade": "long EURUSD 1.0850"})
        assert "long EURUSD 1.0850" == talk.inbox.received[-1].fields["trade"]
        await ana.click(result.response, label="EURUSD")
        await talk.answer(make_words("EURUSD it is"))
        assert "EURUSD it is" == result.response.content


async def test_a_score_grid_and_a_picture_are_taken() -> None:
    async with talking() as talk:
        guild = talk.env.create_guild()
        channel = guild.create_text_channel("desk")
        ana = guild.add_member(talk.env.create_user("ana"))
        result = await ana.slash(channel, "today")
        grid = make_screen("Risk?", *[str(score) for score in range(1, 11)])
        picture = Picture(asset="a", alt="Month", width=1080, height=1350)
        answer = an_answer(talk.inbox.received[-1], Screen(blocks=(*grid.blocks, picture)), Mode.SEND)
        await talk.messenger.deliver(replace(answer, pictures={"a": PNG}))
        assert result.response is not None
        assert [5, 5] == [len(row["components"]) for row in result.response.components]
        assert ["picture-0.png"] == [one.filename for one in result.response.attachments]


async def test_a_private_message_and_an_outage() -> None:
    async with talking() as talk:
        guild = talk.env.create_guild()
        ana = guild.add_member(talk.env.create_user("ana"))
        await ana.send_dm("long EURUSD 1.0850")
        assert (True, "long EURUSD 1.0850") == (talk.inbox.received[-1].direct, talk.inbox.received[-1].text)
        talk.inbox.fails = JournalAway(None)
        result = await ana.slash(guild.create_text_channel("desk"), "today")
        assert result.response is not None
        assert (True, True) == (result.ephemeral, "Nothing was saved" in result.response.content)


async def test_a_hidden_channel_is_gone() -> None:
    async with talking() as talk:
        talk.env.create_guild()
        address = Address(platform=Platform.DISCORD, bot=BOT, chat="1")
        with pytest.raises(AddressGone):
            await talk.messenger.deliver(
                Outgoing(
                    id=OUTBOX_ID,
                    address=address,
                    kind=Importance.DIGEST,
                    mode=Mode.SEND,
                    screen=make_words("Week 47"),
                    composed_at=talk.env.now(),
                )
            )
