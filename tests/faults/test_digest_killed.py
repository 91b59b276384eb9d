"""A mentor's digest, killed at every stage of its way: said once in each channel, or not at all."""

import asyncio
from collections.abc import Sequence

from core.storage.embedded import DATABASE
from core.storage.embedded_postgres import SUPERUSER
from tests.faults.books import age_claims, list_said, until_true
from tests.faults.crowd import let_read_along, open_channels
from tests.faults.journal import Home
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, Chat
from tests.platforms.telegram.bot_api.server import Fault
from tests.platforms.telegram.journeys.served import barred

_MAKE_DUE = "update mentor_channels set next_due_at = now() - interval '1 second' where chat_id = $1"
_IS_PICKED = "select exists (select from jobs.pgqueuer where entrypoint = 'digest' and status = 'picked')"


async def test_a_digest_is_said_once_wherever_it_is_killed(home: Home, api: BotApiServer) -> None:
    journal = await home.start()
    nora, ana = api.user("Nora"), api.user("Ana")
    await let_read_along(nora, ana)
    channels = await open_channels(nora, api, 3)
    async with home.questions() as books:
        async with barred(home.postgres.url(SUPERUSER, DATABASE), "outbox"):  # the job cannot end
            await books.execute(_MAKE_DUE, str(channels[0].id))
            await until_true(books, _IS_PICKED)
            await journal.kill()
        await age_claims(books)
        journal = await home.start()
        await channels[0].sees("Week", seconds=PATIENCE)

        faults = Fault(holds_request=True), Fault(holds_answer=True)
        for channel, fault in zip(channels[1:], faults, strict=True):
            api.fail_next("sendPhoto", fault)
            await books.execute(_MAKE_DUE, str(channel.id))
        await asyncio.wait_for(asyncio.gather(*(fault.reached.wait() for fault in faults)), PATIENCE)
        await journal.kill()
        await age_claims(books)
        journal = await home.start()
        await until_true(
            books, "select count(*) = 2 from outbox where kind = 'digest' and state = 'uncertain'"
        )
        assert 3 == await books.fetchval("select count(*) from outbox where kind = 'digest'")
    nora.sends("/help")
    await nora.sees("/log", seconds=PATIENCE)
    assert 1 == len(_digests(api, channels[0]))
    assert [0, 1] == sorted(len(_digests(api, channel)) for channel in channels[1:])
    assert 0 == await journal.stop()


def _digests(api: BotApiServer, channel: Chat) -> Sequence[str]:
    return [text for text in list_said(api, channel) if "Week" in text]
