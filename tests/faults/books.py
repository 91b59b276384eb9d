"""What must be in the books after any number of kills, asked of the database as one who sees every tenant."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal

import asyncpg

from tests.faults.crowd import PROMPTED, Person
from tests.faults.journal import Home
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, Chat

_AGE_OUTBOX = """
update outbox set claimed_at = claimed_at - interval '10 minutes'
where state = 'sending' and claimed_at <= now() - make_interval(secs => $1)
"""
_AGE_JOBS = """
update jobs.pgqueuer set heartbeat = heartbeat - interval '10 minutes'
where status = 'picked' and heartbeat <= now() - make_interval(secs => $1)
"""

_NOTHING_LEFT = """
select not exists (select from inbox where status in ('pending', 'deferred'))
    and not exists (select from outbox where state in ('ready', 'sending'))
"""
_LEFT = """
select 'event', kind, status, attempts, not_before from inbox where status <> 'done'
union all select 'message', mode, state, attempts, not_before from outbox where state not in ('sent', 'cancelled')
limit 20
"""
_SAID = """
select o.chat_id, i.event_id, i.kind as came, o.kind, o.state,
    coalesce(starts_with(o.error, 'fate unknown'), false) as is_doubtful
from outbox o join inbox i on i.user_id = o.user_id and i.id = o.inbox_id
where o.mode = 'send' and o.platform = 'telegram' order by o.seq
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


async def finish(home: Home, tasks: Sequence[asyncio.Task[None]]) -> None:
    """Wait for people who finish what they began, then until the journal has nothing left to do or say.

    Raises:
        AssertionError: somebody waits for ever; says what the books have open.
    """
    _, waiting = await asyncio.wait(tasks, timeout=3 * PATIENCE, return_when=asyncio.FIRST_EXCEPTION)
    if waiting and not any(task.done() and task.exception() for task in tasks):
        async with home.questions() as books:
            left = [tuple(row) for row in await books.fetch(_LEFT)]
        raise AssertionError(f"{len(waiting)} people wait in vain; open: {left}")
    await asyncio.gather(*tasks)
    async with home.questions() as books:
        await until_true(books, _NOTHING_LEFT, what="the journal to finish its work")


async def until_true(books: asyncpg.Connection, question: str, *arguments: object, what: str = "") -> None:
    """Ask until the answer is true.

    Raises:
        AssertionError: it never was.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            while not await books.fetchval(question, *arguments):  # noqa: ASYNC110 - nobody signals
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"waited in vain for {what or question}") from None


SERVER_AWAY = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What a question raises while the server is killed under it."""


@asynccontextmanager
async def watching(home: Home, people: Sequence[Person]) -> AsyncGenerator[None]:
    """Inside the block people hear what the journal gave up saying, as soon as its own books tell; and what
    somebody has held for seconds is a dead one's: it is taken over now, not in a minute.
    """
    task = asyncio.create_task(_watch(home, people))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(home: Home, people: Sequence[Person]) -> None:
    while True:
        with suppress(*SERVER_AWAY):
            async with home.questions() as books:
                while True:
                    await age_claims(books, held_for=5)
                    for said in await list_said_rows(books):
                        for person in people:
                            if said.is_given_up and said.chat == str(person.user.id):
                                person.given_up.add(said.event)
                    await asyncio.sleep(0.2)
        await asyncio.sleep(0.2)


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidRow:
    """A new message as the outbox remembers it, and the event that it answers."""

    chat: str
    event: str
    kind: str
    state: str
    is_doubtful: bool

    @property
    def is_given_up(self) -> bool:
        return self.state == "uncertain"

    @property
    def least(self) -> int:
        """How often it arrived at least: what was given up may have been lost."""
        return 0 if self.is_given_up else 1

    @property
    def most(self) -> int:
        """How often at most: an answer or a card of unknown fate is said once more, nothing else is."""
        return 2 if self.is_doubtful and self.kind in ("answer", "card") else 1


async def list_said_rows(books: asyncpg.Connection) -> Sequence[SaidRow]:
    """Every message that is no edit, oldest first."""
    rows = await books.fetch(_SAID)
    return [
        SaidRow(
            chat=row["chat_id"],
            event=PROMPTED if row["came"] == "prompt" else row["event_id"],
            kind=row["kind"],
            state=row["state"],
            is_doubtful=row["is_doubtful"],
        )
        for row in rows
    ]


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


def list_said(api: BotApiServer, chat: Chat) -> Sequence[str]:
    """The words of every message that was sent, not edited, to a chat."""
    calls = [call for call in api.calls_of("sendMessage", "sendPhoto") if call.answer["ok"]]
    return [
        str(call.parameters.get("text") or call.parameters.get("caption"))
        for call in calls
        if str(call.parameters["chat_id"]) == str(chat.id)
    ]
