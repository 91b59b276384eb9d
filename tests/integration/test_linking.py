"""Joining journals when several do it at once, and what the wall still refuses."""

import asyncio
from datetime import datetime
from uuid import UUID

import asyncpg
import pytest

from core.conversations.inbox import Event, accept_event
from core.errors import DomainError, NotAllowed, Unavailable
from core.identifiers import UserId
from core.messaging.addresses import Address, Platform
from core.people.chats import list_chats
from core.people.lane import lane_key
from core.people.link import Keep, Weight, find_offer, join_journals, list_choices, make_link_code, part_chat
from core.storage.database import Database
from core.storage.unit_of_work import begin, begin_service

NOTHING = Weight(trades=0, checkins=0, is_tied=False)
SOME = Weight(trades=3, checkins=0, is_tied=False)
TIED = Weight(trades=3, checkins=1, is_tied=True)


def an_event(number: str, platform: Platform, person: str = "ana") -> Event:
    return Event(
        address=Address(platform=platform, bot="bot", chat=person),
        event=number,
        kind="text",
        payload=f'{{"sender": {{"platform_user": "{person}"}}}}',
        platform_user=person,
        name=person,
    )


async def hear(now: datetime, number: str, platform: Platform) -> tuple[UserId, UUID]:
    user, event, _ = await accept_event(an_event(number, platform), now=now)
    return user, event


async def two_chats(now: datetime) -> tuple[UserId, UserId]:
    return (await hear(now, "1", Platform.TELEGRAM))[0], (await hear(now, "2", Platform.DISCORD))[0]


async def a_code(now: datetime, maker: UserId, platform: Platform = Platform.TELEGRAM) -> str:
    async with begin(maker, now=now) as uow:
        return await make_link_code(uow, Address(platform=platform, bot="bot", chat="ana"))


async def redeem(now: datetime, person: UserId, code: str, keep: Keep = Keep.THEIRS) -> bool:
    """As the lane does it; whether it worked."""
    try:
        async with begin(person, now=now, try_lock=lane_key(person)) as uow:
            offer = await find_offer(uow, code)
            if offer is None:
                return False
            await join_journals(uow, offer, code, keep)
    except DomainError:
        return False
    return True


async def owners(now: datetime) -> list[UserId]:
    async with begin_service(now=now) as uow:
        return [row[0] for row in await uow.fetch("select user_id from chat_accounts order by platform")]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (NOTHING, NOTHING, (Keep.THEIRS,)),
        (NOTHING, TIED, (Keep.THEIRS,)),
        (SOME, NOTHING, (Keep.MINE,)),
        (SOME, SOME, (Keep.THEIRS, Keep.MINE)),
        (TIED, SOME, (Keep.MINE,)),
        (SOME, TIED, (Keep.THEIRS,)),
        (TIED, TIED, ()),
    ],
)
def test_a_journal_that_others_hang_on_is_never_set_aside(
    mine: Weight, theirs: Weight, expected: tuple[Keep, ...]
) -> None:
    assert expected == list_choices(mine, theirs)


async def test_one_code_used_by_many_at_once_works_for_one(database: Database, now: datetime) -> None:
    ana, _ = await two_chats(now)
    others = [
        (await accept_event(an_event(f"n{n}", Platform.CONSOLE, f"p{n}"), now=now))[0] for n in range(5)
    ]
    code = await a_code(now, ana)
    assert 1 == sum(await asyncio.gather(*(redeem(now, each, code) for each in others)))
    async with begin_service(now=now) as uow:
        chats = await uow.fetch_value("select count(*) from chat_accounts where user_id = $1", ana)
    assert 2 == chats


async def test_two_who_use_each_others_codes_at_once_end_in_one_journal(
    database: Database, now: datetime
) -> None:
    ana, also_ana = await two_chats(now)
    first, second = await a_code(now, ana), await a_code(now, also_ana, Platform.DISCORD)
    worked = await asyncio.gather(redeem(now, also_ana, first), redeem(now, ana, second))
    assert 1 == sum(worked)
    assert 1 == len(set(await owners(now)))


async def test_what_is_written_meanwhile_is_filed_in_the_common_journal(
    database: Database, now: datetime
) -> None:
    ana, also_ana = await two_chats(now)
    code = await a_code(now, ana)
    async with begin(also_ana, now=now) as uow:
        offer = await find_offer(uow, code)
        assert offer is not None
        await join_journals(uow, offer, code, Keep.THEIRS)
        writing = asyncio.create_task(hear(now, "3", Platform.DISCORD))
        await asyncio.wait({writing}, timeout=0.2)
        assert not writing.done(), "an event of a chat that is on its way waits for it to arrive"
    assert ana == (await writing)[0]


async def test_what_waited_goes_along_and_what_came_due_does_not(database: Database, now: datetime) -> None:
    ana, also_ana = await two_chats(now)
    _, waiting = await hear(now, "3", Platform.DISCORD)
    async with begin_service(now=now) as uow:
        await uow.execute(
            """insert into inbox (user_id, platform, bot, event_id, kind, payload, received_at)
            values ($1, 'discord', 'bot', 'due', 'prompt', '{}', $2)""",
            also_ana,
            now,
        )
    assert await redeem(now, also_ana, await a_code(now, ana))
    async with begin_service(now=now) as uow:
        rows = await uow.fetch("select event_id, user_id, status from inbox where event_id in ('3', 'due')")
    assert {("3", ana, "pending"), ("due", also_ana, "done")} == {tuple(row) for row in rows}
    assert waiting is not None


async def test_a_journal_in_the_middle_of_an_answer_is_not_set_aside(
    database: Database, now: datetime
) -> None:
    ana, also_ana = await two_chats(now)
    await _log_something(now, also_ana)
    code = await a_code(now, ana)
    async with begin(ana, now=now, try_lock=lane_key(ana)):
        with pytest.raises(Unavailable):
            async with begin(also_ana, now=now) as uow:
                offer = await find_offer(uow, code)
                assert offer is not None
                await join_journals(uow, offer, code, Keep.MINE)
    assert await redeem(now, also_ana, code, Keep.MINE), "tried again a moment later it works"
    assert [also_ana, also_ana] == await owners(now)


async def _log_something(now: datetime, person: UserId) -> None:
    async with begin(person, now=now) as uow:
        await uow.execute(
            """insert into consistency_tracker (user_id, date, risk_management_score, strategy_execution_score,
                emotional_discipline_score) values ($1, $2, 8, 8, 8)""",
            person,
            now.date(),
        )


async def test_both_journals_remember_who_joined_whom(database: Database, now: datetime) -> None:
    ana, also_ana = await two_chats(now)
    assert await redeem(now, also_ana, await a_code(now, ana))
    async with begin_service(now=now) as uow:
        rows = await uow.fetch(
            "select user_id, resource_id, action from audit_logs where resource_type = 'journals'"
        )
    assert {(ana, also_ana, "join"), (also_ana, ana, "join")} == {tuple(row) for row in rows}


async def test_a_chat_goes_home_to_the_journal_it_came_from(database: Database, now: datetime) -> None:
    ana, also_ana = await two_chats(now)
    assert await redeem(now, also_ana, await a_code(now, ana))
    async with begin(ana, now=now) as uow:
        chats = await list_chats(uow)
        moved = next(chat for chat in chats if chat.goes_home)
        await part_chat(uow, moved.id)
    assert [also_ana, ana] == await owners(now)


async def test_nobody_names_the_journal_that_a_chat_goes_home_to(database: Database, now: datetime) -> None:
    ana, also_ana = await two_chats(now)
    with pytest.raises(NotAllowed):
        async with begin(also_ana, now=now) as uow:
            await uow.execute("update chat_accounts set home_user_id = $1", ana)
    with pytest.raises(NotAllowed):
        async with begin(also_ana, now=now) as uow:
            await uow.execute(
                """insert into chat_accounts (user_id, platform, platform_user_id, home_user_id)
                values ($1, 'console', 'x', $2)""",
                also_ana,
                ana,
            )


async def test_a_chat_is_handed_to_nobody_but_by_the_door(database: Database, now: datetime) -> None:
    ana, also_ana = await two_chats(now)
    with pytest.raises(NotAllowed):
        async with begin(also_ana, now=now) as uow:
            await uow.execute("update chat_accounts set user_id = $1", ana)


async def test_the_doors_inner_parts_are_closed_to_the_app(database: Database) -> None:
    connection = await asyncpg.connect(database.urls.app)
    try:
        for call in (
            "found_person('x', 'en')",
            "move_chats(uuidv7(), uuidv7(), null, uuidv7(), now())",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"select {call}")
    finally:
        await connection.close()


async def test_without_a_person_no_code_is_looked_at(database: Database, now: datetime) -> None:
    connection = await asyncpg.connect(database.urls.app)
    try:
        assert [] == await connection.fetch("select * from peek_link_code($1, now())", b"x" * 32)
        assert not await connection.fetchval("select join_journals($1, true, uuidv7(), now())", b"x" * 32)
        assert not await connection.fetchval("select part_chat(uuidv7(), uuidv7(), now())")
    finally:
        await connection.close()
