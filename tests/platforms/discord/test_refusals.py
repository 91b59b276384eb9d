"""What Discord refuses has a name that delivery understands, and is not asked again and again."""

import socket

import pytest

from bots.discord.door import DiscordDoor
from bots.discord.endpoints import use_api
from bots.messenger import (
    AddressGone,
    DeliveryFailure,
    FateUnknown,
    Mode,
    NotEditable,
    NotSent,
    RetryLater,
    Undeliverable,
)
from tests.platforms.discord.builders import make_answer, make_outgoing, make_words
from tests.platforms.discord.conftest import Inbox, make_door
from tests.platforms.discord.server import DiscordServer
from tests.platforms.discord.server.people import read_text

SEND = r"^/channels/\d+/messages$"


async def deliver_to(door: DiscordDoor, server: DiscordServer, chat: str, **changes: object) -> object:
    return await door.messenger.deliver(make_outgoing(server, make_words("hello"), to=chat, **changes))


async def test_closed_messages_mean_that_the_address_is_gone_until_the_person_is_heard(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    ana.closes_dms()
    for _ in range(3):
        with pytest.raises(AddressGone):
            await deliver_to(door, server, ana.channel.id)
    assert len(server.asked("POST", SEND)) == 1
    ana.user.closed_dms = False
    await ana.dms("hello")
    await inbox.next()
    await deliver_to(door, server, ana.channel.id)


@pytest.mark.parametrize("missing", ["view", "send"])
async def test_a_channel_without_rights_is_asked_once(
    door: DiscordDoor, server: DiscordServer, missing: str
) -> None:
    channel = server.channel("mentors")
    channel.rights.discard(missing)
    for _ in range(2):
        with pytest.raises(AddressGone):
            await deliver_to(door, server, channel.id)
    assert len(server.asked("POST", SEND)) == 1


async def test_a_deleted_channel_is_gone(door: DiscordDoor, server: DiscordServer) -> None:
    with pytest.raises(AddressGone):
        await deliver_to(door, server, "999")


async def test_a_deleted_message_is_not_editable(door: DiscordDoor, server: DiscordServer) -> None:
    ana = server.person("Ana")
    with pytest.raises(NotEditable):
        await deliver_to(door, server, ana.channel.id, mode=Mode.EDIT, edit_message="999")


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, 30046, NotEditable),
        (403, 50005, NotEditable),
        (403, 50278, AddressGone),
        (400, 40003, RetryLater),
        (400, 50035, Undeliverable),
        (401, 0, RetryLater),
        (503, 0, NotSent),
    ],
)
async def test_refusals_have_names(
    door: DiscordDoor, server: DiscordServer, status: int, code: int, expected: type[DeliveryFailure]
) -> None:
    ana = server.person("Ana")
    server.refuse("POST", SEND, status, code)
    with pytest.raises(expected):
        await deliver_to(door, server, ana.channel.id)


async def test_a_short_rate_limit_is_waited_for_by_the_library(
    door: DiscordDoor, server: DiscordServer
) -> None:
    ana = server.person("Ana")
    server.refuse("POST", SEND, 429, retry_after=0.01)
    await deliver_to(door, server, ana.channel.id)
    assert [429, 200] == [one.status for one in server.asked("POST", SEND)]


async def test_a_long_rate_limit_goes_back_to_the_outbox(door: DiscordDoor, server: DiscordServer) -> None:
    ana = server.person("Ana")
    server.refuse("POST", SEND, 429, retry_after=45.0)
    with pytest.raises(RetryLater) as refused:
        await deliver_to(door, server, ana.channel.id)
    assert refused.value.seconds == 45.0


async def test_a_page_of_cloudflare_silences_the_whole_bot(door: DiscordDoor, server: DiscordServer) -> None:
    ana = server.person("Ana")
    server.refuse_with_page("POST", SEND, 429)
    with pytest.raises(RetryLater) as refused:
        await deliver_to(door, server, ana.channel.id)
    assert refused.value.whole_bot
    assert refused.value.seconds >= 600


async def test_a_lost_answer_is_of_unknown_fate_and_repeating_it_shows_nothing_twice(
    door: DiscordDoor, server: DiscordServer
) -> None:
    ana = server.person("Ana")
    server.lose_answer("POST", SEND)
    with pytest.raises(FateUnknown):
        await deliver_to(door, server, ana.channel.id)
    await deliver_to(door, server, ana.channel.id)
    assert len(ana.messages) == 1


async def test_without_a_connection_nothing_was_sent(door: DiscordDoor, server: DiscordServer) -> None:
    ana = server.person("Ana")
    with socket.socket() as unheard:  # bound, but nobody listens
        unheard.bind(("127.0.0.1", 0))
        use_api(f"http://127.0.0.1:{unheard.getsockname()[1]}/api/v10")
        await _require_not_sent(door, server, ana.channel.id)


async def _require_not_sent(door: DiscordDoor, server: DiscordServer, chat: str) -> None:
    with pytest.raises(NotSent):
        await deliver_to(door, server, chat)


async def test_before_the_login_nothing_is_sent(server: DiscordServer, inbox: Inbox) -> None:
    door = make_door(server, inbox)
    with pytest.raises(NotSent):
        await deliver_to(door, server, server.person("Ana").channel.id)


async def test_an_unknown_interaction_is_answered_in_the_chat(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    await ana.slash("today")
    heard = await inbox.next()
    server.refuse("PATCH", "@original$", 404, 10062)
    server.clock.advance(60)
    await door.messenger.deliver(make_answer(server, heard, make_words("hello")))
    assert ["hello"] == [read_text(message) for message in ana.messages]


async def test_an_answer_before_another_process_has_acknowledged_comes_again(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    await server.person("Ana").slash("today")
    heard = await inbox.next()
    server.refuse("PATCH", "@original$", 404, 10015)
    with pytest.raises(RetryLater) as refused:
        await door.messenger.deliver(make_answer(server, heard, make_words("hello")))
    assert refused.value.seconds < 1


async def test_a_dismissed_thinking_message_is_followed_up(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana").at(server.channel("trading"))
    interaction = await ana.slash("today")
    heard = await inbox.next()
    assert interaction.original is not None
    del ana.channel.messages[interaction.original["id"]]
    interaction.original["flags"] = 64
    await door.messenger.deliver(make_answer(server, heard, make_words("hello")))
    assert ["hello"] == [read_text(message) for message in ana.messages]


async def test_a_late_acknowledgement_loses_nothing_that_was_stored(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    """Discord forgot the interaction (10062); the event is in the inbox and its answer finds the chat."""
    ana = server.person("Ana")
    server.refuse("POST", "/callback$", 404, 10062)
    await ana.begins_slash("today")
    heard = await inbox.next()
    server.clock.advance(10)
    await door.messenger.deliver(make_answer(server, heard, make_words("hello")))
    assert ["hello"] == [read_text(message) for message in ana.messages]
