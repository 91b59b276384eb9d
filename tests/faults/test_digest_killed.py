"""A mentor's digest, killed at every stage of its way: said once in each channel, or not at all."""

import asyncio
from collections.abc import Sequence

import asyncpg

from tests.faults.books import age_claims, list_said
from tests.faults.crowd import let_read_along, open_channels
from tests.faults.journal import PATIENCE, Home, Journal
from tests.platforms.telegram.bot_api import BotApiServer, Chat
from tests.platforms.telegram.bot_api.server import Fault

_MAKE_DUE = "update mentor_channels set next_due_at = now() - interval '1 second' where chat_id = $1"
_IS_PICKED = "select exists (select from jobs.pgqueuer where entrypoint = 'digest' and status = 'picked')"


async def test_a_digest_is_said_once_wherever_it_is_killed(home: Home, api: BotApiServer) -> None:
    journal = await home.start()
    nora, ana = api.user("Nora"), api.user("Ana")
    await let_read_along(nora, ana)
    channels = await open_channels(nora, api, 3)
    async with home.questions() as books:
        await books.execute(_MAKE_DUE, str(channels[0].id))
        await _until_true(books, _IS_PICKED)
        journal = await _killed_and_started(home, journal, books)
        await channels[0].sees("Week", seconds=PATIENCE)

        for channel, fault in (
            (channels[1], Fault(holds_request=True)),
            (channels[2], Fault(holds_answer=True)),
        ):
            api.fail_next("sendPhoto", fault)
            await books.execute(_MAKE_DUE, str(channel.id))
            await asyncio.wait_for(fault.reached.wait(), PATIENCE)
            journal = await _killed_and_started(home, journal, books)
        await _until_true(
            books, "select count(*) = 2 from outbox where kind = 'digest' and state = 'uncertain'"
        )
        assert 3 == await books.fetchval("select count(*) from outbox where kind = 'digest'")
    nora.sends("/help")
    await nora.sees("/log", seconds=PATIENCE)
    assert [1, 0, 1] == [len(_digests(api, channel)) for channel in channels]
    assert 0 == await journal.stop(within=20)


async def _killed_and_started(home: Home, journal: Journal, books: asyncpg.Connection) -> Journal:
    await journal.kill()
    await age_claims(books)
    return await home.start()


def _digests(api: BotApiServer, channel: Chat) -> Sequence[str]:
    return [text for text in list_said(api, channel) if "Week" in text]


async def _until_true(books: asyncpg.Connection, question: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await books.fetchval(question):  # noqa: ASYNC110 - nobody signals
            await asyncio.sleep(0.01)
