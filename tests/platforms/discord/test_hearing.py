"""What people do on Discord reaches the journal, stored before it is acknowledged."""

import asyncio

import pytest

from bots.discord.door import DiscordDoor
from bots.inbound import Kind
from bots.intake import JournalAway
from tests.patience import PATIENCE
from tests.platforms.discord.conftest import Inbox, make_door
from tests.platforms.discord.server import DiscordServer
from tests.platforms.discord.server.answers import DEFERRED_UPDATE, MESSAGE, THINKING
from tests.platforms.discord.server.people import is_private, read_text


async def test_a_slash_command_arrives_with_its_words_and_shows_thinking(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana", locale="pt-BR")
    interaction = await ana.slash("log", trade="long EURUSD 1.0850")
    heard = await inbox.next()
    assert (Kind.COMMAND, "log", "long EURUSD 1.0850") == (heard.kind, heard.command, heard.text)
    assert (ana.user.id, "Ana", "pt-BR") == (
        heard.sender.platform_user,
        heard.sender.name,
        heard.sender.locale,
    )
    assert heard.direct
    assert ana.channel.id == heard.address.chat
    assert interaction.acknowledged == THINKING


async def test_a_slash_command_in_a_server_is_acknowledged_for_its_author_only(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana").at(server.channel("trading"))
    interaction = await ana.slash("today")
    assert not (await inbox.next()).direct
    assert interaction.original is not None
    assert is_private(interaction.original)


async def test_commands_are_sent_once_and_unlisted_ones_never(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    assert ["Log as trade", "log", "today"] == sorted(command["name"] for command in server.world.commands)
    for command in server.world.commands:
        assert ([0, 1], [0, 1, 2]) == (sorted(command["integration_types"]), sorted(command["contexts"]))
    await door.stop()
    again = make_door(server, inbox)
    await again.start()
    await server.world.changed(lambda: server.gateway.identified == 2)
    await again.stop()
    assert len(server.asked("PUT", "/commands$")) == 1


async def test_changed_commands_are_sent_again(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    await door.stop()
    server.world.commands[0]["description"] = "as it was in an older version"
    again = make_door(server, inbox)
    await again.start()
    await server.world.changed(lambda: server.gateway.identified == 2)
    await again.stop()
    assert len(server.asked("PUT", "/commands$")) == 2
    assert "older version" not in str(server.world.commands)


async def test_nothing_privileged_is_asked_for(door: DiscordDoor, server: DiscordServer) -> None:
    assert server.gateway.is_connected
    session = next(iter(server.gateway.sessions.values()))
    assert session.intents == (1 << 0) | (1 << 9) | (1 << 12)


async def test_a_private_message_is_text(door: DiscordDoor, server: DiscordServer, inbox: Inbox) -> None:
    ana = server.person("Ana")
    first = await ana.dms("long NQ 18000")
    await ana.dms("sl be", reply_to=first)
    heard = await inbox.next(2)
    assert ("long NQ 18000", None) == (inbox.received[0].text, inbox.received[0].reply_to)
    assert (Kind.TEXT, "sl be", first["id"]) == (heard.kind, heard.text, heard.reply_to)


async def test_a_typed_command_is_a_command(door: DiscordDoor, server: DiscordServer, inbox: Inbox) -> None:
    await server.person("Ana").dms("/log short GER40 18000")
    heard = await inbox.next()
    assert (Kind.COMMAND, "log", "short GER40 18000") == (heard.kind, heard.command, heard.text)


async def test_a_picture_comes_along_and_can_be_fetched(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    await server.person("Ana").dms("my chart", photo=b"a png")
    upload = (await inbox.next()).uploads[0]
    assert ("image/png", 5) == (upload.content_type, upload.size)
    assert await door.fetch_upload(upload.ref) == b"a png"


async def test_an_edited_message_says_which_one_it_was(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    message = await ana.dms("long EURUSD 1.0850")
    await ana.edits(message, "long EURUSD 1.0851")
    heard = await inbox.next(2)
    assert (Kind.EDIT, "long EURUSD 1.0851", message["id"]) == (heard.kind, heard.text, heard.message)
    assert heard.event != inbox.received[0].event


async def test_a_forwarded_message_is_somebody_elses_words(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    elsewhere = {"type": 1, "channel_id": "1", "message_id": "2"}
    snapshot = {
        "type": 0,
        "content": "long EURUSD 1.0850",
        "embeds": [],
        "attachments": [],
        "timestamp": server.world.stamp(),
        "edited_timestamp": None,
        "flags": 0,
        "mentions": [],
        "mention_roles": [],
    }
    await ana.dms("", message_reference=elsewhere, message_snapshots=[{"message": snapshot}])
    heard = await inbox.next()
    assert ("long EURUSD 1.0850", "", None) == (heard.text, heard.forwarded, heard.reply_to)


async def test_what_is_neither_words_nor_a_picture_is_named(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    video = {"id": "5", "filename": "a.mp4", "size": 1, "url": "http://x/a", "proxy_url": "http://x/a"}
    await ana.dms("", flags=1 << 13)
    await ana.dms("", sticker_items=[{"id": "4", "name": "wave", "format_type": 1}])
    await ana.dms("", attachments=[video | {"content_type": "video/mp4"}])
    await ana.dms("", attachments=[video | {"content_type": "application/pdf"}])
    await inbox.next(4)
    assert ["voice", "sticker", "video", "document"] == [heard.thing for heard in inbox.received]


async def test_in_a_server_only_a_mention_is_heard(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana").at(server.channel("trading"))
    await ana.dms("long EURUSD 1.0850")
    await ana.dms(f"<@{server.world.bot.id}> long EURUSD 1.0852")
    heard = await inbox.next()
    assert (False, "long EURUSD 1.0852") == (heard.direct, heard.text)


async def test_the_same_event_bears_the_same_name_again(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    """After a resume Discord may say again what it said; the inbox knows it by its id."""
    ana = server.person("Ana")
    message = await ana.dms("long EURUSD 1.0850")
    await server.gateway.dispatch_message("MESSAGE_CREATE", message, 1)
    await inbox.next(2)
    assert inbox.received[0].event == inbox.received[1].event


async def test_a_broken_connection_is_resumed_and_nothing_is_missed(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    await server.gateway.drop()
    await server.person("Ana").dms("long EURUSD 1.0850")
    assert (await inbox.next()).text == "long EURUSD 1.0850"
    assert (1, 1) == (server.gateway.identified, server.gateway.resumed)


async def test_slow_storing_is_acknowledged_in_time(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    inbox.open.clear()
    interaction = await server.person("Ana").slash("today")
    assert (THINKING, []) == (interaction.acknowledged, inbox.received)
    inbox.open.set()
    assert (await inbox.next()).command == "today"


async def test_with_the_database_away_a_command_says_that_nothing_was_saved(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    inbox.fails = JournalAway(None)
    ana = server.person("Ana").at(server.channel("trading"))
    interaction = await ana.slash("log", trade="long EURUSD 1.0850")
    message = await ana.sees("Nothing was saved")
    assert interaction.acknowledged == MESSAGE
    assert is_private(message)


async def test_with_the_database_away_a_message_is_answered_too(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    inbox.fails = JournalAway(None)
    ana = server.person("Ana")
    await ana.dms("long EURUSD 1.0850")
    await ana.sees("Nothing was saved")


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (JournalAway(None), "The journal is away for a moment. Nothing was saved"),
        (RuntimeError("a bug"), "Something went wrong on my side (ref "),
    ],
)
async def test_storing_that_fails_late_turns_thinking_into_words(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox, trouble: Exception, words: str
) -> None:
    inbox.open.clear()
    inbox.fails = trouble
    ana = server.person("Ana")
    await ana.slash("today")
    inbox.open.set()
    assert words in read_text(await ana.sees(words))


async def test_a_refused_token_is_named_and_not_tried_again_at_once(
    server: DiscordServer, inbox: Inbox
) -> None:
    door = make_door(server, inbox, token="wrong")
    await door.start()
    await troubled(door, "refuses the token")
    await door.stop()
    assert len(server.requests) == 1


async def test_no_login_is_tried_when_discord_would_reset_the_token(
    server: DiscordServer, inbox: Inbox
) -> None:
    server.routes.sessions_left = 0
    door = make_door(server, inbox)
    await door.start()
    await troubled(door, "no more log-ins")
    await door.stop()
    assert server.gateway.identified == 0


async def test_two_shards_listen_where_discord_asks_for_two(server: DiscordServer, inbox: Inbox) -> None:
    server.routes.shards = 2
    door = make_door(server, inbox)
    await door.start()
    await server.world.changed(lambda: server.gateway.identified == 2)
    await server.person("Ana").dms("long EURUSD 1.0850")
    assert (await inbox.next()).text == "long EURUSD 1.0850"
    await door.stop()


async def test_a_press_is_stored_and_its_message_kept(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    row = {
        "type": 1,
        "components": [{"type": 2, "style": 2, "label": "Close", "custom_id": "close..1.x.mac"}],
    }
    message = server.world.add_message(
        ana.channel, server.world.bot, {"content": "a card", "components": [row]}, {}
    )
    interaction = await ana.presses("Close")
    heard = await inbox.next()
    assert (Kind.ACTION, "close..1.x.mac", message["id"]) == (heard.kind, heard.token, heard.message)
    assert interaction.acknowledged == DEFERRED_UPDATE


async def troubled(door: DiscordDoor, words: str) -> None:
    """Return when the door names that trouble."""
    async with asyncio.timeout(PATIENCE):
        while words not in (door.trouble or ""):  # noqa: ASYNC110 - nobody signals
            await asyncio.sleep(0.01)
