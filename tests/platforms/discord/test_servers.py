"""Servers, channels, threads and closed private chats: what a bot may do there changes, and people are told kindly."""

import asyncio
from datetime import timedelta

from core.checkins.due import PROMPT
from core.conversations.prompts import Prompt, put_prompts
from core.storage.unit_of_work import begin_service
from tests.patience import PATIENCE
from tests.platforms.discord.journal import Journal
from tests.platforms.discord.server import DiscordServer, Person
from tests.platforms.discord.server.people import is_private, read_text
from tests.platforms.discord.whole import ana, journal, server

__all__ = ["ana", "journal", "server"]


async def digest_in(person: Person, server: DiscordServer, name: str = "mentors") -> Person:
    """A mentor's digest that appears in a channel; the mentor has written privately before."""
    await person.dms("/help")
    await person.sees("You type, I file.")
    channel = server.channel(name)
    await server.gateway.tell_channel(channel)
    there = person.at(channel)
    await there.slash("digest", here="here")
    await there.sees("Ana's digest appears here")
    return there


async def until_ready(journal: Journal) -> None:
    """Return when the library takes a new server for a new one: those of the log-in are behind it."""
    async with asyncio.timeout(PATIENCE):
        while journal.door.trouble is not None:  # noqa: ASYNC110 - nobody signals
            await asyncio.sleep(0.01)


async def channel_states(journal: Journal) -> list[str]:
    async with begin_service(now=journal.clock.now()) as uow:
        return [row["state"] for row in await uow.fetch("select state from mentor_channels")]


async def test_a_server_that_lets_the_bot_in_hears_how_to_begin(
    journal: Journal, server: DiscordServer
) -> None:
    await until_ready(journal)
    guild = server.world.add_guild("New desk")
    lobby = server.world.add_channel(guild, "lobby")
    server.world.system_channels[guild] = lobby.id
    await server.gateway.add_to_guild(guild)
    said = await server.person("Ben").at(lobby).sees("I keep trading journals. /start begins yours.")
    assert "only you can see" in read_text(said)


async def test_a_server_that_wants_no_words_hears_none(journal: Journal, server: DiscordServer) -> None:
    await until_ready(journal)
    guild = server.world.add_guild("Quiet desk")
    await server.gateway.add_to_guild(guild)
    await server.person("Ana").slash("open")
    assert [] == server.asked("POST", "^/channels/")


async def test_taken_out_of_a_server_the_mentor_hears_that_the_digest_has_no_place(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    await digest_in(ana, server)
    await server.gateway.remove_from_guild(server.guild)
    await ana.sees("#mentors: I cannot post there any more, so the digest has no place.")
    assert ["gone"] == await channel_states(journal)


async def test_a_deleted_channel_or_thread_is_noticed_at_once(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    there = await digest_in(ana, server)
    await server.gateway.delete_channel(there.channel)
    await ana.sees("I cannot post there any more")
    assert ["gone"] == await channel_states(journal)


async def test_channels_that_concern_nobody_make_no_noise(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    await digest_in(ana, server)
    other = server.channel("other")
    await server.gateway.tell_channel(other)
    await server.gateway.delete_channel(other)
    await ana.slash("open")
    await ana.sees("Nothing is open")
    assert ["active"] == await channel_states(journal)


async def test_a_digest_may_appear_in_a_thread(journal: Journal, ana: Person, server: DiscordServer) -> None:
    forum = server.channel("students")
    thread = server.thread(forum, "week by week")
    for channel in (forum, thread):
        await server.gateway.tell_channel(channel)
    thread.rights -= {"send"}
    await ana.at(thread).slash("digest", here="here")
    await ana.at(thread).sees("Ana's digest appears here")
    async with begin_service(now=journal.clock.now()) as uow:
        rows = await uow.fetch("select chat_id, title from mentor_channels")
    assert [(thread.id, "#students › week by week")] == [tuple(row) for row in rows]


async def test_what_is_missing_for_a_digest_is_named(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    channel = server.channel("mentors")
    channel.rights -= {"embed", "attach"}
    there = ana.at(channel)
    await there.slash("digest", here="here")
    await there.sees("I am in #mentors but may not post there. I still need: Embed Links, Attach Files.")
    assert [] == await channel_states(journal)


async def test_a_guest_brings_no_digest(journal: Journal, ana: Person, server: DiscordServer) -> None:
    there = ana.at(server.foreign_channel("elsewhere"))
    await there.slash("digest", here="here")
    await there.sees("I am only your guest.")
    assert [] == await channel_states(journal)


async def test_a_closed_private_chat_is_told_in_the_server_and_opened_by_a_word(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    await ana.dms("/help")
    await ana.sees("You type, I file.")
    ana.closes_dms()
    await come_due(journal, "first")
    await server.world.changed(lambda: [one for one in server.requests if one.code == 50007])
    there = ana.at(server.channel("trading"))
    await there.slash("open")
    told = await there.sees("My private messages do not reach you")
    assert is_private(told)
    await come_due(journal, "second")
    await there.slash("today")
    await there.sees("Today: no trades")
    assert 1 == len([one for one in server.requests if one.code == 50007]), (
        "nobody knocks at a closed door twice"
    )
    ana.user.closed_dms = False
    await ana.dms("/today")
    await come_due(journal, "third")
    await ana.sees("How was today?")


async def come_due(journal: Journal, event: str) -> None:
    async with begin_service(now=journal.clock.now()) as uow:
        user = await uow.fetch_value("select id from users")
        await put_prompts(uow, [Prompt(user_id=user, event=event, name=PROMPT, args={"day": "2026-11-18"})])
    journal.lanes.wake(user)


async def test_an_answer_whose_interaction_has_expired_goes_to_the_private_chat(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    """The journal was away for longer than Discord waits: nothing of a person's account lands in a channel."""
    await ana.dms("/help")
    await ana.sees("You type, I file.")
    there = ana.at(server.channel("trading"))
    server.refuse("PATCH", "@original", 404, 10015, times=1000)
    server.clock.advance(-timedelta(minutes=16).total_seconds())
    interaction = await there.begins_slash("open")
    server.clock.advance(timedelta(minutes=16).total_seconds())
    await server.world.changed(lambda: server.asked("POST", f"/{interaction.id}/.*callback$"))
    await ana.sees("Nothing is open")
    assert [] == there.messages
