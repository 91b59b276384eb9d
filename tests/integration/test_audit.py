"""The audit: who changed what, no words, no way to rewrite it."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from core.identifiers import UserId
from core.storage.database import Database
from core.storage.unit_of_work import Actor, Channel, begin, begin_service
from models import Checkin, Strategy, User
from tests.conftest import MakeUser


async def _logged(user: UserId, now: datetime, resource: str) -> list[tuple[str, UUID | None, Any, Any]]:
    async with begin(user, now=now) as uow:
        rows = await uow.fetch(
            "select action, resource_id, old_values, new_values from audit_logs where resource_type = $1"
            " order by timestamp, id",
            resource,
        )
    return [(row[0], row[1], _json(row[2]), _json(row[3])) for row in rows]


def _json(value: str | None) -> Any:
    return None if value is None else json.loads(value, parse_float=Decimal)


@pytest.fixture
async def ana(a_user: MakeUser) -> UserId:
    return await a_user("Ana")


async def test_insert_names_the_row_update_the_difference_delete_the_whole(
    ana: UserId, now: datetime
) -> None:
    async with begin(ana, now=now):
        setup = await Strategy.create(user_id=ana, name="breakout")
    async with begin(ana, now=now):
        await Strategy.all().update(name="reversal")
    async with begin(ana, now=now):
        await Strategy.all().delete()
    inserted, updated, deleted = await _logged(ana, now, "strategies")
    assert ("insert", setup.id, None, {"ids": [str(setup.id)]}) == inserted
    assert ("update", setup.id, {"name": "breakout"}, {"name": "reversal"}) == updated
    assert ("delete", setup.id) == deleted[:2]
    assert "reversal" == deleted[2]["name"]


async def test_words_appear_as_the_fact_of_a_change(ana: UserId, now: datetime) -> None:
    async with begin(ana, now=now):
        await Checkin.create(user_id=ana, date=now.date(), daily_notes="I was afraid")
    async with begin(ana, now=now):
        await Checkin.all().update(daily_notes="I was calm", risk_management_score=8)
    async with begin(ana, now=now):
        await Checkin.all().delete()
    _, updated, deleted = await _logged(ana, now, "consistency_tracker")
    assert {"daily_notes": "(words)", "risk_management_score": 8} == updated[3]
    assert {"daily_notes": "(words)", "risk_management_score": None} == updated[2]
    assert "(words)" == deleted[2]["daily_notes"]
    async with begin_service(now=now) as uow:
        assert 0 == await uow.fetch_value(
            "select count(*) from audit_logs where old_values::text || new_values::text like '%I was%'"
        )


async def test_bookkeeping_is_not_worth_a_line(ana: UserId, now: datetime) -> None:
    before = await _logged(ana, now, "users")
    async with begin(ana, now=now):
        await User.all().update(last_login_at=now)
        await User.all().update(name="Ana")
    assert before == await _logged(ana, now, "users")


async def test_many_rows_at_once_are_one_line(ana: UserId, now: datetime) -> None:
    async with begin(ana, now=now) as uow:
        await uow.execute(
            "insert into strategies (user_id, name) select $1, unnest(array['a', 'b', 'c', 'd', 'e'])", ana
        )
    ((action, resource, _, values),) = await _logged(ana, now, "strategies")
    assert ("insert", None, 5) == (action, resource, len(values["ids"]))


async def test_the_actor_is_told_apart_from_the_owner_of_the_row(
    ana: UserId, a_user: MakeUser, now: datetime
) -> None:
    ben = await a_user("Ben", role="mentor")
    async with begin_service(now=now) as uow:
        await uow.execute(
            "insert into mentor_relationships (trader_id, mentor_id, requested_by, status) values ($1, $2, $1, 'approved')",
            ana,
            ben,
        )
    async with begin(ben, now=now, actor=Actor(user_id=ben, channel=Channel.DISCORD)) as uow:
        await uow.execute(
            "insert into mentor_notes (user_id, mentor_id, kind, body, starts_on) values ($1, $2, 'note', 'x', $3)",
            ana,
            ben,
            now.date(),
        )
    async with begin(ana, now=now) as uow:
        row = await uow.fetch_one(
            "select actor_id, channel from audit_logs where resource_type = 'mentor_notes'"
        )
    assert row is not None
    assert (ben, "discord") == tuple(row)


@pytest.mark.parametrize("role", ["app", "service", "owner"])
async def test_no_role_rewrites_the_audit(ana: UserId, database: Database, role: str) -> None:
    connection = await asyncpg.connect(getattr(database.urls, role))
    try:
        await connection.execute("select set_config('app.user_id', $1, false)", str(ana))
        for statement in (
            "update audit_logs set action = 'x'",
            "delete from audit_logs",
            "truncate audit_logs",
        ):
            if role == "owner" and statement.startswith("truncate"):
                continue  # whoever owns a table may also drop it
            try:
                assert (await connection.execute(statement)).endswith(" 0")
            except asyncpg.InsufficientPrivilegeError:
                continue
    finally:
        await connection.close()
    async with begin_service(now=datetime.now(UTC)) as uow:
        assert 0 < await uow.fetch_value("select count(*) from audit_logs where action = 'insert'")


async def test_an_erased_person_is_no_longer_recognised(
    ana: UserId, database: Database, now: datetime
) -> None:
    owner_url = database.urls.owner
    assert owner_url is not None
    owner = await asyncpg.connect(owner_url)
    changed = await owner.fetchval("select pseudonymise_audit($1)", ana)
    await owner.close()
    assert changed > 0
    async with begin_service(now=now) as uow:
        assert 0 == await uow.fetch_value(
            "select count(*) from audit_logs where $1 in (user_id, actor_id, resource_id)", ana
        )
        assert 0 == await uow.fetch_value("select count(*) from audit_logs where new_values is not null")
        assert changed == await uow.fetch_value("select count(*) from audit_logs")


async def test_partitions_are_made_ahead_and_only_once(database: Database, now: datetime) -> None:
    later = datetime(2031, 12, 15, tzinfo=UTC)
    async with begin_service(now=now) as uow:
        assert 4 == await uow.fetch_value("select make_audit_partitions($1, 3)", later)
        assert 0 == await uow.fetch_value("select make_audit_partitions($1, 3)", later)
        names = await uow.fetch(
            "select inhrelid::regclass::text from pg_inherits where inhparent = 'audit_logs'::regclass"
            " and inhrelid::regclass::text >= 'audit_logs_2031' order by 1"
        )
    assert ["audit_logs_2031_12", "audit_logs_2032_01", "audit_logs_2032_02", "audit_logs_2032_03"] == [
        row[0] for row in names if row[0] != "audit_logs_default"
    ]


async def test_partitions_cannot_be_read_past_the_wall(ana: UserId, database: Database) -> None:
    app = await asyncpg.connect(database.urls.app)
    try:
        for row in await app.fetch(
            "select inhrelid::regclass::text from pg_inherits where inhparent = 'audit_logs'::regclass"
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.fetchval(f"select count(*) from {row[0]}")
    finally:
        await app.close()
