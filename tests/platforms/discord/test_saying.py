"""Answers appear where they were asked for; other messages once only, and with their pictures."""

import asyncio

import pytest

from bots.discord.door import DiscordDoor
from bots.messenger import Mode, NotHere
from core.messaging.screen import Facts, Picture, Screen, Title, spans
from tests.platforms.discord.builders import make_answer, make_outgoing, make_screen, make_words
from tests.platforms.discord.conftest import Inbox
from tests.platforms.discord.server import DiscordServer
from tests.platforms.discord.server.people import is_private, list_buttons, read_text

PICTURE = Picture(asset="chart:1", alt="November: +6.2R in 41 trades", width=1080, height=1350)


async def test_the_answer_to_a_command_takes_the_place_of_thinking(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    interaction = await ana.slash("today")
    heard = await inbox.next()
    delivered = await door.messenger.deliver(make_answer(server, heard, make_screen()))
    assert interaction.original is not None
    assert delivered.message_id == interaction.original["id"]
    assert ["● EURUSD ▲ 0.50 lots"] == [read_text(message) for message in ana.messages]


async def test_what_else_is_said_to_a_command_follows_and_stays_private_in_a_server(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana").at(server.channel("trading"))
    await ana.slash("today")
    heard = await inbox.next()
    await door.messenger.deliver(make_answer(server, heard, make_words("first")))
    await door.messenger.deliver(make_answer(server, heard, make_words("second"), ordinal=1))
    assert ["first", "second"] == [read_text(message) for message in ana.messages]
    assert all(is_private(message) for message in ana.messages)


async def test_an_answer_that_is_ready_early_waits_for_thinking(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    """The lane may be faster than Discord's round trip."""
    answered: list[asyncio.Task[object]] = []
    receive = inbox.receive

    async def receive_and_answer(inbound):
        answer = make_answer(server, inbound, make_words("quick"))
        answered.append(asyncio.create_task(door.messenger.deliver(answer)))
        return await receive(inbound)

    inbox.receive = receive_and_answer
    ana = server.person("Ana")
    await ana.slash("today")
    await ana.sees("quick")
    await asyncio.gather(*answered)
    assert [200] == [one.status for one in server.asked("PATCH", "@original$")]


async def test_a_press_changes_its_message_in_place(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    await door.messenger.deliver(make_outgoing(server, make_screen("Risk?", "1", "2"), to=ana.channel.id))
    await ana.presses("2")
    heard = await inbox.next()
    screen = make_screen("Execution?", "3", "4")
    await door.messenger.deliver(
        make_answer(server, heard, screen, mode=Mode.EDIT, edit_message=heard.message)
    )
    assert ["Execution?"] == [read_text(message) for message in ana.messages]
    assert ["3", "4"] == [button["label"] for button in list_buttons(ana.messages[0])]


async def test_an_ephemeral_card_can_be_changed_by_its_button(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana").at(server.channel("trading"))
    await ana.slash("today")
    await door.messenger.deliver(make_answer(server, await inbox.next(), make_screen("Card", "Close")))
    await ana.presses("Close")
    heard = await inbox.next(2)
    closed = make_answer(server, heard, make_words("Closed"), mode=Mode.EDIT, edit_message=heard.message)
    await door.messenger.deliver(closed)
    assert ["Closed"] == [read_text(message) for message in ana.messages]


async def test_a_toast_stands_under_the_card_or_is_whispered(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana").at(server.channel("trading"))
    await door.messenger.deliver(make_outgoing(server, make_screen("Card", "Close"), to=ana.channel.id))
    await ana.presses("Close")
    heard = await inbox.next()
    edit = {"mode": Mode.EDIT, "edit_message": heard.message}
    await door.messenger.deliver(make_answer(server, heard, make_screen("Card"), toast="outdated", **edit))
    await door.messenger.deliver(make_answer(server, heard, None, toast="somebody else's"))
    assert ["Card\n-# outdated", "somebody else's"] == [read_text(message) for message in ana.messages]
    assert [False, True] == [is_private(message) for message in ana.messages]


async def test_thinking_ends_when_nothing_is_to_be_said(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    interaction = await ana.slash("today")
    await door.messenger.deliver(make_answer(server, await inbox.next(), None))
    assert interaction.original is not None
    assert interaction.original["id"] not in ana.channel.messages


async def test_a_message_sent_twice_under_one_id_is_there_once(
    door: DiscordDoor, server: DiscordServer
) -> None:
    ana = server.person("Ana")
    message = make_outgoing(server, make_words("Week 47"), to=ana.channel.id)
    first = await door.messenger.deliver(message)
    second = await door.messenger.deliver(message)
    assert first == second
    assert len(ana.messages) == 1
    assert door.messenger.repeats_safely(message)


async def test_after_some_minutes_a_repetition_is_no_longer_safe(
    door: DiscordDoor, server: DiscordServer
) -> None:
    message = make_outgoing(server, make_words("Week 47"), to=server.person("Ana").channel.id)
    server.clock.advance(180)
    assert not door.messenger.repeats_safely(message)


async def test_an_answer_after_fifteen_minutes_is_an_ordinary_message(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    await ana.slash("today")
    heard = await inbox.next()
    server.clock.advance(901)
    await door.messenger.deliver(make_answer(server, heard, make_words("late")))
    assert ["late"] == [read_text(message) for message in ana.messages]
    assert len(server.asked("POST", "/channels/.*/messages")) == 1


async def test_a_late_answer_is_never_shown_to_a_whole_server(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana").at(server.channel("trading"))
    await ana.slash("today")
    heard = await inbox.next()
    server.clock.advance(901)
    with pytest.raises(NotHere):
        await door.messenger.deliver(make_answer(server, heard, make_words("late")))
    assert ana.messages == []


async def test_private_words_go_to_private_chats_only(door: DiscordDoor, server: DiscordServer) -> None:
    ana, channel = server.person("Ana"), server.channel("mentors")
    card = make_screen("Ben", private=True)
    await door.messenger.deliver(make_outgoing(server, card, to=ana.channel.id))
    with pytest.raises(NotHere):
        await door.messenger.deliver(make_outgoing(server, card, to=channel.id))
    assert channel.messages == {}


async def test_a_picture_is_uploaded_and_shown_in_the_embed(door: DiscordDoor, server: DiscordServer) -> None:
    ana = server.person("Ana")
    screen = Screen(blocks=(Title(spans("Month")), Facts(()), PICTURE))
    await door.messenger.deliver(
        make_outgoing(server, screen, to=ana.channel.id, pictures={"chart:1": b"png"})
    )
    message = ana.messages[0]
    attachment = message["attachments"][0]
    assert message["embeds"][0]["image"]["url"] == f"attachment://{attachment['filename']}"
    assert (PICTURE.alt, b"png") == (attachment["description"], server.world.files[attachment["id"]])


async def test_an_edit_takes_the_old_picture_away(door: DiscordDoor, server: DiscordServer) -> None:
    ana = server.person("Ana")
    shown = make_outgoing(server, Screen(blocks=(PICTURE,)), to=ana.channel.id, pictures={"chart:1": b"png"})
    delivered = await door.messenger.deliver(shown)
    edit = {"mode": Mode.EDIT, "edit_message": delivered.message_id}
    await door.messenger.deliver(make_outgoing(server, make_words("gone"), to=ana.channel.id, **edit))
    message = ana.messages[0]
    assert ("gone", [], []) == (message["content"], message["embeds"], message["attachments"])


async def test_nothing_that_was_typed_pings_anybody(door: DiscordDoor, server: DiscordServer) -> None:
    ana = server.person("Ana")
    await door.messenger.deliver(make_outgoing(server, make_words("@everyone <@1> **x**"), to=ana.channel.id))
    assert ana.messages[0]["content"] == "\\@everyone \\<@1> \\*\\*x\\*\\*"
