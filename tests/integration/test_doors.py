"""The doors give the least they can, and each works once, whoever pushes at the same time."""

import asyncio
import hashlib
from datetime import datetime, timedelta
from typing import Any

import asyncpg

from core.identifiers import UserId
from core.storage.database import Database
from core.storage.unit_of_work import begin, begin_doors, begin_service
from tests.conftest import MakeUser

ACCEPT = (
    "select * from accept_event('telegram', 'bot', $1, 'text', $2, $3, 'ana_trades', 'pt-BR', $4, '{}', $5)"
)


async def _accept(
    now: datetime, *, event: str = "1", person: str = "42", name: str = "Ana", chat: str | None = "42"
) -> Any:
    async with begin_doors(now=now) as doors:
        row = await doors.fetch_one(ACCEPT, event, person, name, chat, now)
    assert row is not None
    return row


async def _service(now: datetime, sql: str, *arguments: object) -> list[tuple[object, ...]]:
    async with begin_service(now=now) as uow:
        return [tuple(row) for row in await uow.fetch(sql, *arguments)]


async def test_a_stranger_becomes_a_person_with_an_account_and_a_silent_schedule(
    database: Database, now: datetime
) -> None:
    row = await _accept(now)
    assert (True, False) == (row["is_new"], row["is_duplicate"])
    assert [("Ana", "pt-BR", "trader", None)] == await _service(
        now, "select name, locale, role, onboarded_at from users"
    )
    assert [("Main", "USD", True)] == await _service(
        now, "select name, currency, is_default from trading_accounts"
    )
    assert [("checkin", False, None)] == await _service(
        now, "select kind, is_active, next_due_at from checkin_schedules"
    )
    assert [("42", "bot", "active")] == await _service(now, "select chat_id, bot, state from chat_accounts")


async def test_the_same_event_again_has_no_second_effect(database: Database, now: datetime) -> None:
    first, again = await _accept(now), await _accept(now)
    assert (first["user_id"], first["inbox_id"]) == (again["user_id"], again["inbox_id"])
    assert (False, True) == (again["is_new"], again["is_duplicate"])
    assert [(1,)] == await _service(now, "select count(*) from inbox")


async def test_first_events_at_the_same_moment_make_one_person(database: Database, now: datetime) -> None:
    rows = await asyncio.gather(*(_accept(now, event=str(number)) for number in range(12)))
    assert 1 == len({row["user_id"] for row in rows})
    assert 1 == sum(row["is_new"] for row in rows)
    assert [(1, 1, 1)] == await _service(
        now,
        "select (select count(*) from users), (select count(*) from trading_accounts), (select count(*) from chat_accounts)",
    )
    assert [(12,)] == await _service(now, "select count(*) from inbox")


async def test_a_group_does_not_replace_the_private_chat(database: Database, now: datetime) -> None:
    await _accept(now, event="1", chat="42")
    await _accept(now, event="2", chat=None)
    assert [("42",)] == await _service(now, "select chat_id from chat_accounts")
    await _accept(now, event="3", chat="43")
    assert [("43",)] == await _service(now, "select chat_id from chat_accounts")


async def test_somebody_who_blocked_us_and_writes_again_is_back(database: Database, now: datetime) -> None:
    await _accept(now)
    await _service(now, "update chat_accounts set state = 'blocked' returning 1")
    await _accept(now, event="2")
    assert [("active",)] == await _service(now, "select state from chat_accounts")


async def test_a_person_without_a_name_is_called_by_what_is_known(database: Database, now: datetime) -> None:
    await _accept(now, name="")
    assert [("ana_trades",)] == await _service(now, "select name from users")


async def test_lanes_with_due_work_are_named_the_longest_waiting_first(
    database: Database, now: datetime
) -> None:
    ana = (await _accept(now, event="1", person="1"))["user_id"]
    ben = (await _accept(now, event="2", person="2"))["user_id"]
    await _accept(now, event="3", person="1")
    lanes = "select user_id from idle_lanes($1, $2)"

    async def ask(limit: int, at: datetime) -> list[UserId]:
        async with begin_doors(now=at) as doors:
            return [row["user_id"] for row in await doors.fetch(lanes, limit, at)]

    assert [ana, ben] == await ask(10, now)
    assert [ana] == await ask(1, now)
    await _service(
        now,
        "update inbox set status = 'deferred', not_before = $1 where user_id = $2 returning 1",
        now + timedelta(minutes=1),
        ana,
    )
    assert [ben] == await ask(10, now)
    assert [ben, ana] == sorted(await ask(10, now + timedelta(minutes=2)), key=lambda user: user == ana)
    await _service(now, "update inbox set status = 'done' returning 1")
    assert [] == await ask(10, now + timedelta(minutes=2))


async def test_an_api_key_is_found_by_its_hash_while_it_lives(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    key = hashlib.sha256(b"ams_secret").digest()
    async with begin(ana, now=now) as uow:
        await uow.execute(
            "insert into api_keys (user_id, name, prefix, key_hash, scopes, expires_at) values ($1, 'mine', 'ams_', $2, '{trades}', $3)",
            ana,
            key,
            now + timedelta(days=1),
        )

    async def find(at: datetime) -> list[tuple[object, ...]]:
        async with begin_doors(now=at) as doors:
            return [
                tuple(row)
                for row in await doors.fetch("select user_id, scopes from find_api_key($1, $2)", key, at)
            ]

    assert [(ana, ["trades"])] == await find(now)
    assert [] == await find(now + timedelta(days=1))
    await _service(now, "update users set is_active = false returning 1")
    assert [] == await find(now)
    await _service(now, "update users set is_active = true returning 1")
    await _service(now, "update api_keys set revoked_at = now() returning 1")
    assert [] == await find(now)


async def test_a_link_code_works_once_and_in_time(a_user: MakeUser, now: datetime) -> None:
    ana, ben = await a_user("Ana"), await a_user("Ben")
    code = hashlib.sha256(b"7KQ2").digest()
    async with begin(ana, now=now) as uow:
        await uow.execute(
            "insert into link_codes (user_id, code_hash, purpose, expires_at) values ($1, $2, 'mentor_invite', $3)",
            ana,
            code,
            now + timedelta(hours=1),
        )
    redeem = "select user_id, name, purpose from redeem_link_code($1, $2)"
    async with begin(ben, now=now) as uow:
        assert [] == await uow.fetch(redeem, code, now + timedelta(hours=1))

    async def try_it() -> int:
        async with begin(ben, now=now) as uow:
            return len(await uow.fetch(redeem, code, now))

    assert 1 == sum(await asyncio.gather(*(try_it() for _ in range(6))))
    assert [(ben,)] == await _service(now, "select used_by from link_codes")


async def test_the_app_role_runs_no_inner_function(database: Database) -> None:
    connection = await asyncpg.connect(database.urls.app)
    try:
        for call in (
            "mark_days(uuidv7(), array[current_date])",
            "pseudonymise_audit(uuidv7())",
            "make_audit_partitions(now(), 3)",
            "write_audit(uuidv7(), 'x', 'y', uuidv7(), '{}', '{}')",
        ):
            try:
                await connection.execute(f"select {call}")
            except asyncpg.InsufficientPrivilegeError:
                continue
            raise AssertionError(call)
    finally:
        await connection.close()


async def test_events_of_two_bots_with_one_number_are_two_events(database: Database, now: datetime) -> None:
    await _accept(now, event="1")
    async with begin_doors(now=now) as doors:
        row = await doors.fetch_one(ACCEPT.replace("'bot'", "'other'"), "1", "42", "Ana", "42", now)
    assert row is not None
    assert (False, False) == (row["is_new"], row["is_duplicate"])


async def test_a_closed_private_chat_stays_closed_until_it_is_written_in(
    database: Database, now: datetime
) -> None:
    await _accept(now)
    await _service(now, "update chat_accounts set state = 'blocked' returning 1")
    await _accept(now, event="2", chat=None)
    assert [("blocked",)] == await _service(now, "select state from chat_accounts")
    await _accept(now, event="3")
    assert [("active",)] == await _service(now, "select state from chat_accounts")


async def test_a_chat_is_known_by_its_platforms_name_for_it(database: Database, now: datetime) -> None:
    person = (await _accept(now))["user_id"]
    async with begin_doors(now=now) as doors:
        assert person == await doors.fetch_value("select find_chat_person('telegram', '42')")
        assert await doors.fetch_value("select find_chat_person('discord', '42')") is None
    await _service(now, "update users set is_active = false returning 1")
    async with begin_doors(now=now) as doors:
        assert await doors.fetch_value("select find_chat_person('telegram', '42')") is None
