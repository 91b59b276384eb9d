"""A mentor reads exactly what was granted, and writes nothing but notes."""

from collections.abc import AsyncIterator
from itertools import product

import asyncpg
import pytest

from core.storage.database import Database
from tests.builders.tables import fill_every_table
from tests.conftest import MakeUser
from tests.integration.test_wall import TABLES, Wall

GRANTED = {
    "view_trades": {
        "trades",
        "trade_details",
        "fills",
        "attachments",
        "strategies",
        "strategy_rules",
        "custom_fields",
        "trade_groups",
        "instruments",
        "trading_accounts",
    },
    "view_analytics": {"monthly_summaries", "calendar_stats", "performance_metrics"},
    "view_consistency": {"consistency_tracker"},
}
ALWAYS = {"mentor_relationships", "mentor_notes"}
"""Of both: the relationship itself, and the notes that the mentor wrote."""


@pytest.fixture
async def pair(database: Database, a_user: MakeUser) -> AsyncIterator[Wall]:
    """Ana is the trader, Ben her mentor; Ben stands at the wall."""
    ana, ben, cleo = await a_user("Ana"), await a_user("Ben", role="mentor"), await a_user("Cleo")
    app = await asyncpg.connect(database.urls.app)
    service = await asyncpg.connect(database.urls.service)
    await fill_every_table(service, ana, cleo)
    await service.execute("delete from mentor_notes")
    await service.execute("delete from mentor_relationships")
    await service.execute(
        "insert into mentor_relationships (trader_id, mentor_id, requested_by) values ($1, $2, $1)", ana, ben
    )
    await service.execute(
        "insert into mentor_notes (user_id, mentor_id, kind, body, starts_on) values ($1, $2, 'note', 'x', now())",
        ana,
        ben,
    )
    wall = Wall(app, service, ana, ben)
    await wall.stand(ben)
    yield wall
    await app.close()
    await service.close()


async def _visible(wall: Wall) -> set[str]:
    seen: set[str] = set()
    for table in TABLES:
        owner = {"users": "id", "mentor_relationships": "trader_id"}.get(table, "user_id")
        if await wall.app.fetchval(f"select count(*) from {table} where {owner} = $1", wall.ana):
            seen.add(table)
    return seen


@pytest.mark.parametrize("grants", list(product([True, False], repeat=3)))
async def test_a_mentor_sees_exactly_the_granted_sections(pair: Wall, grants: tuple[bool, ...]) -> None:
    access = dict(zip(GRANTED, grants, strict=True))
    await pair.service.execute(
        "update mentor_relationships set status = 'approved', access_level ="
        " jsonb_build_object('view_trades', $1::bool, 'view_analytics', $2::bool, 'view_consistency', $3::bool)",
        *grants,
    )
    expected = set().union(*(tables for name, tables in GRANTED.items() if access[name]))
    assert expected | ALWAYS == await _visible(pair)


@pytest.mark.parametrize("status", ["pending", "rejected", "terminated"])
async def test_only_an_approved_mentor_sees_anything(pair: Wall, status: str) -> None:
    await pair.service.execute("update mentor_relationships set status = $1", status)
    assert ALWAYS == await _visible(pair)


async def test_missing_or_odd_grants_mean_no(pair: Wall) -> None:
    await pair.service.execute(
        """update mentor_relationships set status = 'approved', access_level = '{"view_trades": "true"}'"""
    )
    assert ALWAYS == await _visible(pair)


async def test_a_mentor_changes_nothing_of_the_trader(pair: Wall) -> None:
    await pair.service.execute("update mentor_relationships set status = 'approved'")
    touched: dict[str, list[str]] = {}
    for table in sorted(set().union(*GRANTED.values())):
        insert, row = await pair.copy_of(table, pair.ana)
        answers = [
            await pair.try_it(insert, row),
            await pair.try_it(f"update {table} set user_id = user_id where user_id = $1", pair.ana),
            await pair.try_it(f"delete from {table} where user_id = $1", pair.ana),
        ]
        if answers != ["refused", "0", "0"]:
            touched[table] = answers
    assert {} == touched


_NOTE = (
    "insert into mentor_notes (user_id, mentor_id, kind, body, starts_on)"
    " values ($1, $2, 'focus', 'no entry before 09:45', current_date)"
)


async def test_an_approved_mentor_leaves_notes_and_nobody_else_does(pair: Wall) -> None:
    assert "refused" == await pair.try_it(_NOTE, pair.ana, pair.ben)
    await pair.service.execute("update mentor_relationships set status = 'approved'")
    assert "1" == await pair.try_it(_NOTE, pair.ana, pair.ben)
    assert "refused" == await pair.try_it(_NOTE, pair.ben, pair.ben)
    await pair.stand(pair.ana)
    assert "refused" == await pair.try_it(_NOTE, pair.ana, pair.ben)


async def test_only_the_trader_lets_in_and_says_what_is_shared(pair: Wall) -> None:
    approve = "update mentor_relationships set status = 'approved'"
    await pair.service.execute("update mentor_relationships set access_level = '{}'")
    share = """update mentor_relationships set access_level = '{"view_trades": true}'"""
    assert "refused" == await pair.try_it(share)
    # Ana asked him, so he may accept; had he asked, only she could
    assert "1" == await pair.try_it(approve)
    await pair.service.execute("delete from mentor_relationships")
    ask = "insert into mentor_relationships (trader_id, mentor_id, requested_by, status) values ($1, $2, $3, $4)"
    assert "refused" == await pair.try_it(ask, pair.ana, pair.ben, pair.ben, "approved")
    assert "refused" == await pair.try_it(ask, pair.ana, pair.ben, pair.ana, "pending")
    assert "1" == await pair.try_it(ask, pair.ana, pair.ben, pair.ben, "pending")
    await pair.service.execute(ask, pair.ana, pair.ben, pair.ben, "pending")
    assert "refused" == await pair.try_it(approve)
    await pair.stand(pair.ana)
    assert "1" == await pair.try_it(approve)
    assert "1" == await pair.try_it(share)


async def test_a_trader_has_one_live_mentor_and_may_have_had_many(pair: Wall, a_user: MakeUser) -> None:
    dora = await a_user("Dora", role="mentor")
    await pair.service.execute("update mentor_relationships set status = 'approved'")
    insert = "insert into mentor_relationships (trader_id, mentor_id, requested_by, status) values ($1, $2, $1, $3)"
    await pair.service.execute(insert, pair.ana, dora, "terminated")
    with pytest.raises(asyncpg.UniqueViolationError):
        await pair.service.execute(insert, pair.ana, dora, "approved")


async def test_both_sides_know_each_others_names_and_nothing_more(pair: Wall) -> None:
    people = "select user_id, name, timezone, locale from known_people()"
    assert [(pair.ana, "Ana", "UTC", "en")] == [tuple(row) for row in await pair.app.fetch(people)]
    await pair.stand(pair.ana)
    assert [(pair.ben, "Ben", "UTC", "en")] == [tuple(row) for row in await pair.app.fetch(people)]
    await pair.service.execute("update mentor_relationships set status = 'terminated'")
    assert [] == await pair.app.fetch(people)
    await pair.stand(None)
    assert [] == await pair.app.fetch(people)
