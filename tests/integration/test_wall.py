"""Nothing of one person is readable or writable by another: every table, every command."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

import asyncpg
import pytest

from core.identifiers import UserId
from core.storage.catalogue import expected_catalogue
from core.storage.database import Database
from tests.builders.tables import fill_every_table
from tests.conftest import MakeUser

TABLES = tuple(
    line.split()[1]
    for line in expected_catalogue()
    if line.startswith("table ") and "row-level security" in line
)
OWNER = {"users": "id", "mentor_relationships": "trader_id"}


class Wall:
    """Two people with a row each in every table, and the app role's connection on which one of them stands."""

    def __init__(
        self, app: asyncpg.Connection, service: asyncpg.Connection, ana: UserId, ben: UserId
    ) -> None:
        self.app, self.service, self.ana, self.ben = app, service, ana, ben

    async def stand(self, tenant: UUID | str | None) -> None:
        await self.app.execute(
            "select set_config('app.user_id', $1, false)", "" if tenant is None else str(tenant)
        )

    async def try_it(self, sql: str, *arguments: object) -> str:
        """`refused`, or the number of rows that were touched."""
        transaction = self.app.transaction()
        await transaction.start()
        try:
            return (await self.app.execute(sql, *arguments)).split()[-1]
        except asyncpg.InsufficientPrivilegeError:
            return "refused"
        except asyncpg.InvalidTextRepresentationError:
            return "refused"
        finally:
            await transaction.rollback()

    async def copy_of(self, table: str, person: UUID) -> tuple[str, str]:
        """An insert of what is already there, columns that the database makes itself left out."""
        columns = await self.service.fetchval(
            "select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid = $1::text::regclass"
            " and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''",
            table,
        )
        row = await self.service.fetchval(
            f"select to_jsonb(t)::text from {table} t where {OWNER.get(table, 'user_id')} = $1 limit 1",
            person,
        )
        assert row is not None, f"no row in {table}"
        insert = (
            f"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1)"
        )
        return insert, row


@pytest.fixture
async def wall(database: Database, a_user: MakeUser) -> AsyncIterator[Wall]:
    ana, ben = await a_user("Ana"), await a_user("Ben")
    app = await asyncpg.connect(database.urls.app)
    service = await asyncpg.connect(database.urls.service)
    await fill_every_table(service, ana, ben)
    await fill_every_table(service, ben, ana)
    yield Wall(app, service, ana, ben)
    await app.close()
    await service.close()


@pytest.mark.parametrize("tenant", [None, "", "00000000-0000-0000-0000-000000000000"])
async def test_without_a_tenant_every_table_is_empty_and_closed(wall: Wall, tenant: str | None) -> None:
    await wall.stand(tenant)
    found: dict[str, list[str]] = {}
    for table in TABLES:
        owner = OWNER.get(table, "user_id")
        insert, row = await wall.copy_of(table, wall.ana)
        found[table] = [
            str(await wall.app.fetchval(f"select count(*) from {table}")),
            await wall.try_it(insert, row),
            await wall.try_it(f"update {table} set {owner} = {owner}"),
            await wall.try_it(f"delete from {table}"),
        ]
    open_tables = {
        table: answers
        for table, answers in found.items()
        if answers[:2] != ["0", "refused"] or not set(answers[2:]) <= {"0", "refused"}
    }
    assert {} == open_tables
    assert len(found) >= 28


async def test_a_malformed_tenant_is_an_error_and_never_a_person(wall: Wall) -> None:
    await wall.stand("ana'; select 1 --")
    answers = {table: await wall.try_it(f"select * from {table}") for table in TABLES}
    assert dict.fromkeys(TABLES, "refused") == answers


async def test_another_person_reads_nothing_of_mine(wall: Wall) -> None:
    await wall.stand(wall.ben)
    leaks: dict[str, int] = {}
    for table in TABLES:
        owner = OWNER.get(table, "user_id")
        foreign = f"select count(*) from {table} where {owner} = $1"
        if table in {"mentor_relationships", "mentor_notes"}:
            foreign += " and mentor_id <> tenant()"
        if seen := await wall.app.fetchval(foreign, wall.ana):
            leaks[table] = seen
        if table != "mentor_notes":
            assert await wall.app.fetchval(f"select count(*) from {table}"), (
                f"Ben sees nothing of his own in {table}"
            )
    assert {} == leaks


async def test_another_person_writes_nothing_of_mine(wall: Wall) -> None:
    await wall.stand(wall.ben)
    breaches: dict[str, list[str]] = {}
    for table in TABLES:
        owner = OWNER.get(table, "user_id")
        mine = f"where {owner} = $1" + (
            " and mentor_id <> tenant()" if table.startswith("mentor_") and table != "mentor_channels" else ""
        )
        insert, row = await wall.copy_of(table, wall.ana)
        answers = [
            await wall.try_it(insert, row),
            await wall.try_it(f"update {table} set {owner} = {owner} {mine}", wall.ana),
            await wall.try_it(f"delete from {table} {mine}", wall.ana),
        ]
        if answers[0] != "refused" or not set(answers[1:]) <= {"0", "refused"}:
            breaches[table] = answers
    assert {} == breaches


async def test_nobody_gives_a_row_away(wall: Wall) -> None:
    await wall.stand(wall.ben)
    given: dict[str, str] = {}
    for table in TABLES:
        owner = OWNER.get(table, "user_id")
        answer = await wall.try_it(f"update {table} set {owner} = $1 where {owner} = $2", wall.ana, wall.ben)
        if answer not in {"refused", "0"}:
            given[table] = answer
    assert {} == given


async def test_a_child_of_somebody_elses_trade_is_refused(wall: Wall, now: datetime) -> None:
    trade = await wall.service.fetchval("select id from trades where user_id = $1", wall.ana)
    await wall.stand(wall.ben)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await wall.app.execute(
            "insert into fills (user_id, trade_id, kind, price, quantity, filled_at, local_day)"
            " values ($1, $2, 'entry', 1, 1, $3, $4)",
            wall.ben,
            trade,
            now,
            now.date(),
        )


async def test_nobody_gives_themselves_a_plan_or_the_admin_role(wall: Wall) -> None:
    plan = await wall.service.fetchval(
        "insert into subscription_plans (name, price, billing_cycle) values ('Pro', 10, 'monthly') returning id"
    )
    await wall.stand(wall.ben)
    assert "1" == await wall.try_it("update users set role = 'mentor'")
    assert "refused" == await wall.try_it("update users set role = 'admin'")
    assert "refused" == await wall.try_it("update users set subscription_plan_id = $1", plan)
