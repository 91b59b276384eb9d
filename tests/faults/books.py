"""What must be in the books after any number of kills, asked of the database as one who sees every tenant."""

import asyncio
from collections.abc import Mapping, Sequence
from decimal import Decimal

import asyncpg

from tests.faults.crowd import Person
from tests.faults.journal import PATIENCE, Home
from tests.platforms.telegram.bot_api import BotApiServer, Chat

_AGE_OUTBOX = """
update outbox set claimed_at = claimed_at - interval '10 minutes'
where state = 'sending' and claimed_at <= now() - make_interval(secs => $1)
"""
_AGE_JOBS = """
update jobs.pgqueuer set heartbeat = heartbeat - interval '10 minutes'
where status = 'picked' and heartbeat <= now() - make_interval(secs => $1)
"""

_TRADES = """
select t.entry_price, t.status, count(f.*) from trades t
join chat_accounts a on a.user_id = t.user_id left join fills f on f.user_id = t.user_id and f.trade_id = t.id
where a.platform_user_id = $1 group by t.user_id, t.id, t.entry_price, t.status order by t.entry_price
"""

_CHECKINS = """
select overall_score from consistency_tracker c join chat_accounts a on a.user_id = c.user_id
where a.platform_user_id = $1
"""


async def age_claims(books: asyncpg.Connection, *, held_for: float = 0) -> None:
    """As if the dead had been dead for long: what was held for so many seconds is taken over at once."""
    await books.execute(_AGE_OUTBOX, held_for)
    await books.execute(_AGE_JOBS, held_for)


async def take_over(home: Home) -> None:
    """What somebody has held for seconds is a dead one's: it is taken over now, not in a minute."""
    async with home.questions() as books:
        await age_claims(books, held_for=5)


async def finish(home: Home, tasks: Sequence[asyncio.Task[None]]) -> None:
    """Wait for people who finish what they began."""
    async with asyncio.timeout(PATIENCE):
        while not all(task.done() for task in tasks):
            await take_over(home)
            await asyncio.wait(tasks, timeout=1)
    await asyncio.gather(*tasks)


async def list_lost(books: asyncpg.Connection, api: BotApiServer, first: int) -> list[int]:
    """Updates that the platform was told are safe, and that are not stored."""
    confirmed = set(range(first, api.updates.next_id)) - set(api.updates.pending)
    stored = {int(row[0]) for row in await books.fetch("select event_id from inbox where kind <> 'prompt'")}
    return sorted(confirmed - stored)


async def list_trades(books: asyncpg.Connection, person: Person) -> list[tuple[Decimal, str, int]]:
    """Entry, status and number of fills of each, by entry."""
    rows = await books.fetch(_TRADES, str(person.user.id))
    return [(row[0].quantize(Decimal("0.0001")), row[1], row[2]) for row in rows]


async def list_scores(books: asyncpg.Connection, person: Chat) -> list[Decimal]:
    """The overall score of each of the person's check-ins."""
    return [row[0] for row in await books.fetch(_CHECKINS, str(person.id))]


async def count_given_up(books: asyncpg.Connection) -> Mapping[str, int]:
    """By chat: messages that may or may not have arrived and are not said again."""
    rows = await books.fetch(
        "select chat_id, count(*) from outbox where state = 'uncertain' and reply_handle is null group by 1"
    )
    return {row[0]: row[1] for row in rows}


def list_said(api: BotApiServer, chat: Chat) -> Sequence[str]:
    """The words of every message that was sent, not edited, to a chat."""
    calls = [call for call in api.calls_of("sendMessage", "sendPhoto") if call.answer["ok"]]
    return [
        str(call.parameters.get("text") or call.parameters.get("caption"))
        for call in calls
        if str(call.parameters["chat_id"]) == str(chat.id)
    ]
