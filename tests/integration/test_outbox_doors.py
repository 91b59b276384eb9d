"""Messages are claimed in order, once, and leave no words behind."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from core.identifiers import UserId
from core.storage.unit_of_work import begin, begin_doors, begin_service
from tests.conftest import MakeUser


async def _service(now: datetime, sql: str) -> list[tuple[object, ...]]:
    async with begin_service(now=now) as uow:
        return [tuple(row) for row in await uow.fetch(sql)]


async def _say(now: datetime, user: UserId, chat: str = "c") -> Any:
    async with begin(user, now=now) as uow:
        return await uow.fetch_value(
            "insert into outbox (user_id, platform, bot, kind, screen, chat_id, not_before)"
            " values ($1, 'telegram', 'bot', 'answer', '{}', $2, $3) returning id",
            user,
            chat,
            now,
        )


async def _claim(now: datetime, limit: int = 10) -> list[Any]:
    async with begin_doors(now=now) as doors:
        rows = await doors.fetch("select * from claim_outbox('telegram', 'bot', $1, $2)", limit, now)
    return [row["id"] for row in rows]


async def _settle(
    now: datetime,
    message: Any,
    user: UserId,
    state: str,
    *,
    sent: str | None = None,
    retry: datetime | None = None,
) -> bool:
    async with begin_doors(now=now) as doors:
        return await doors.fetch_value(
            "select settle_outbox($1, $2, $3, $4, null, $5, $6)", message, user, state, sent, retry, now
        )


async def test_a_chat_hears_its_messages_in_order_and_chats_do_not_wait_for_each_other(
    a_user: MakeUser, now: datetime
) -> None:
    ana = await a_user()
    first, second = await _say(now, ana, "a"), await _say(now, ana, "a")
    other = await _say(now, ana, "b")
    assert [first, other] == await _claim(now)
    assert [] == await _claim(now)
    assert await _settle(now, first, ana, "ready", retry=now + timedelta(seconds=30))
    assert [] == await _claim(now)
    assert [first] == await _claim(now + timedelta(seconds=30))
    assert await _settle(now, first, ana, "sent", sent="77")
    assert [second] == await _claim(now)


async def test_what_is_said_later_does_not_hold_up_what_is_said_now(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    async with begin(ana, now=now) as uow:
        await uow.execute(
            "insert into outbox (user_id, platform, bot, chat_id, kind, not_before)"
            " values ($1, 'telegram', 'bot', 'a', 'prompt', $2)",
            ana,
            now + timedelta(hours=1),
        )
    today = await _say(now, ana, "a")
    assert [today] == await _claim(now)


async def test_concurrent_deliveries_claim_each_message_once(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    said = [await _say(now, ana, str(number)) for number in range(20)]
    claimed = await asyncio.gather(*(_claim(now, 5) for _ in range(8)))
    flat = [message for batch in claimed for message in batch]
    assert len(flat) == len(set(flat))
    assert set(said) == set(flat) | set(await _claim(now, 50))


async def test_a_message_that_is_over_keeps_no_words(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    message = await _say(now, ana)
    await _claim(now)
    assert await _settle(now, message, ana, "sent", sent="77")
    assert [("sent", None, "77")] == await _service(now, "select state, screen, message_id from outbox")
    assert not await _settle(now, message, ana, "dead")


async def test_only_a_claimed_message_is_settled_and_only_with_its_owner(
    a_user: MakeUser, now: datetime
) -> None:
    ana, ben = await a_user("Ana"), await a_user("Ben")
    message = await _say(now, ana)
    assert not await _settle(now, message, ana, "sent")
    await _claim(now)
    assert not await _settle(now, message, ben, "sent")


async def test_messages_that_nobody_settled_come_back_with_their_attempts(
    a_user: MakeUser, now: datetime
) -> None:
    ana = await a_user()
    message = await _say(now, ana)
    await _claim(now)
    later = now + timedelta(minutes=5)
    reclaim = "select id, attempts from reclaim_outbox('telegram', 'bot', $1, 10, $2)"
    async with begin_doors(now=later) as doors:
        assert [] == await doors.fetch(reclaim, now - timedelta(minutes=1), later)
        assert [(message, 2)] == [tuple(row) for row in await doors.fetch(reclaim, later, later)]
        assert [] == await doors.fetch(reclaim, later, later)
