"""`kill -9` of `ams serve` between Discord and the journal: what was acknowledged is there once."""

import asyncio
from typing import Literal

import pytest

from core.storage.database import DatabaseUrls
from tests.patience import PATIENCE
from tests.platforms.discord.server import DiscordServer, Person
from tests.platforms.telegram.journeys.served import ask, served

LINE = "long EURUSD 1.0850 sl 1.0820 0.5 lots"
_TRADES = "select count(*) from trades where is_active"
_LATER = "update outbox set claimed_at = claimed_at - interval '10 minutes' where state = 'sending'"


async def connected(server: DiscordServer, times: int = 1) -> None:
    gateway = server.gateway
    await server.world.changed(
        lambda: gateway.identified >= times and gateway.is_connected and server.world.commands,
        seconds=PATIENCE,
    )


@pytest.mark.parametrize("what", ["request", "answer"])
async def test_killed_while_a_card_is_sent_it_is_seen_once(
    environment: dict[str, str],
    database_urls: DatabaseUrls,
    server: DiscordServer,
    ana: Person,
    what: Literal["request", "answer"],
) -> None:
    """Discord takes the second sending, under the same nonce, for the first."""
    reached = server.hold("POST", r"^/channels/\d+/messages$", what)
    async with served(environment) as journal:
        await connected(server)
        await ana.dms(LINE)
        await asyncio.wait_for(reached.wait(), PATIENCE)
        journal.kill()
        await journal.wait()
    await ask(database_urls.service, _LATER)
    async with served(environment):
        await connected(server, times=2)
        await ana.sees("● EURUSD", seconds=PATIENCE)
        await ana.slash("open")
        await ana.sees("1 trade is open", seconds=PATIENCE)
    assert 1 == await ask(database_urls.service, _TRADES)
    assert 2 == len(ana.messages)


async def test_killed_while_a_command_is_answered_the_answer_takes_its_place_later(
    environment: dict[str, str], database_urls: DatabaseUrls, server: DiscordServer, ana: Person
) -> None:
    reached = server.hold("PATCH", "@original$", "request")
    async with served(environment) as journal:
        await connected(server)
        await ana.slash("log", trade=LINE)
        await asyncio.wait_for(reached.wait(), PATIENCE)
        journal.kill()
        await journal.wait()
    await ask(database_urls.service, _LATER)
    async with served(environment):
        await ana.sees("● EURUSD", seconds=PATIENCE)
    assert 1 == await ask(database_urls.service, _TRADES)
    assert 1 == len(ana.messages)


async def test_another_process_takes_over_and_they_never_listen_together(
    environment: dict[str, str], server: DiscordServer, ana: Person
) -> None:
    async with served(environment) as first:
        await connected(server)
        async with served(environment):
            await server.world.changed(lambda: len(server.asked("GET", "/users/@me")) >= 3, seconds=PATIENCE)
            assert 1 == server.gateway.identified
            first.kill()
            await connected(server, times=2)
            await ana.slash("open")
            await ana.sees("Nothing is open", seconds=PATIENCE)
    assert 1 == len(ana.messages)
