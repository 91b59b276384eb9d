"""The database's own catalogue: the wall is complete, the roles are what they must be, nothing drifts."""

import asyncpg
import pytest

from core.storage.catalogue import expected_catalogue, list_differences, list_role_problems, read_catalogue
from core.storage.database import DatabaseUrls
from core.storage.drift import list_drift, list_model_differences

UNWALLED = {"aerich", "subscription_plans", "demo_clock"}
"""Tables of nobody in particular; everything else belongs to somebody."""

DOORS = {
    "accept_event",
    "idle_lanes",
    "claim_outbox",
    "reclaim_outbox",
    "settle_outbox",
    "find_api_key",
    "redeem_link_code",
    "peek_link_code",
    "join_journals",
    "part_chat",
    "find_chat_person",
    "channel_owners",
    "known_people",
    "visible_users",
}
"""The whole list of ways across tenants for the app role. A new one is a decision record first."""


@pytest.fixture
async def owner(database_urls: DatabaseUrls) -> asyncpg.Connection:
    assert database_urls.owner is not None
    return await asyncpg.connect(database_urls.owner)


async def test_every_table_of_somebody_has_a_forced_wall_for_all_four_commands(
    owner: asyncpg.Connection,
) -> None:
    rows = await owner.fetch("""
        select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
            array(select distinct p.cmd from pg_policies p
                where p.schemaname = 'public' and p.tablename = c.relname order by p.cmd) as commands
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    """)
    walled = {
        row["relname"]: (row["forced"], row["commands"]) for row in rows if row["relname"] not in UNWALLED
    }
    assert len(walled) >= 28
    everything = (True, ["DELETE", "INSERT", "SELECT", "UPDATE"])
    assert {} == {table: wall for table, wall in walled.items() if wall != everything}


async def test_every_table_with_a_user_id_is_walled(owner: asyncpg.Connection) -> None:
    tables = await owner.fetch("""
        select table_name from information_schema.columns where table_schema = 'public'
        and column_name in ('user_id', 'trader_id', 'mentor_id')""")
    assert set() == UNWALLED & {row["table_name"] for row in tables}


async def test_tenant_tables_are_keyed_by_their_tenant_first(owner: asyncpg.Connection) -> None:
    rows = await owner.fetch("""
        select c.relname, a.attname from pg_index i
        join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indisprimary and c.relnamespace = 'public'::regnamespace and not c.relispartition""")
    first = {row["relname"]: row["attname"] for row in rows}
    others = {"users": "id", "audit_logs": "timestamp", "mentor_relationships": "trader_id"}
    expected = dict.fromkeys(first.keys() - UNWALLED, "user_id") | others
    assert expected == {table: column for table, column in first.items() if table not in UNWALLED}


async def test_foreign_keys_between_tenant_tables_carry_the_tenant(owner: asyncpg.Connection) -> None:
    rows = await owner.fetch("""
        select k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
            (select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) as first
        from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace
        and k.confrelid not in ('users'::regclass, 'subscription_plans'::regclass)""")
    assert rows
    assert [] == [tuple(row) for row in rows if row["first"] != "user_id"]


async def test_roles_may_what_they_must_and_no_more(owner: asyncpg.Connection) -> None:
    assert [] == await list_role_problems(owner)


async def test_nothing_is_seen_through_views(owner: asyncpg.Connection) -> None:
    assert (
        []
        == await owner.fetch("""
        select relname from pg_class where relnamespace = 'public'::regnamespace
        and (relkind = 'm' or (relkind = 'v' and not coalesce('security_invoker=true' = any(reloptions), false)))""")
    )


async def test_the_app_role_truncates_nothing_and_owns_nothing(owner: asyncpg.Connection) -> None:
    assert [] == await owner.fetch("""
        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and (has_table_privilege('ams_app', oid, 'TRUNCATE, TRIGGER, REFERENCES')
             or has_table_privilege('ams_service', oid, 'TRUNCATE, TRIGGER, REFERENCES')
             or relowner in ('ams_app'::regrole, 'ams_service'::regrole))""")


async def test_the_doors_are_exactly_these(owner: asyncpg.Connection) -> None:
    rows = await owner.fetch("""
        select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
        and prorettype <> 'trigger'::regtype and has_function_privilege('ams_app', oid, 'EXECUTE')""")
    assert sorted(DOORS) == sorted(row["proname"] for row in rows)


async def test_every_definer_function_pins_its_search_path(owner: asyncpg.Connection) -> None:
    assert [] == await owner.fetch("""
        select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
        and not coalesce('search_path=pg_catalog, public, pg_temp' = any(proconfig), false)""")


async def test_nobody_runs_a_function_that_was_not_granted(owner: asyncpg.Connection) -> None:
    assert [] == await owner.fetch("""
        select proname from pg_proc where pronamespace = 'public'::regnamespace
        and has_function_privilege('public', oid, 'EXECUTE')""")


async def test_the_catalogue_is_the_one_that_was_reviewed(owner: asyncpg.Connection) -> None:
    assert expected_catalogue() == await read_catalogue(owner)


async def test_models_and_tables_say_the_same(owner: asyncpg.Connection) -> None:
    assert [] == await list_model_differences(owner)


async def test_a_fresh_database_does_not_drift(database_urls: DatabaseUrls) -> None:
    assert database_urls.owner is not None
    assert [] == await list_drift(database_urls.owner)


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ("drop policy own_delete on trade_acts", "missing: policy trade_acts.own_delete"),
        (
            "alter table outbox no force row level security",
            "missing: table outbox with row-level security, forced",
        ),
        ("alter table trades drop constraint closed_is_dated", "missing: constraint trades.closed_is_dated"),
        ("drop trigger mark_update on fills", "missing: trigger fills.mark_update"),
        ("create index by_hand on trades (asset)", "made by no migration: index CREATE INDEX by_hand"),
        (
            "grant delete on users to ams_app",
            "made by no migration: grant DELETE,SELECT,UPDATE on users to ams_app",
        ),
        ("create view leak as select * from trades", "made by no migration: view leak"),
    ],
)
async def test_damage_by_hand_is_named(owner: asyncpg.Connection, damage: str, complaint: str) -> None:
    await owner.execute(damage)
    assert any(line.startswith(complaint) for line in await list_differences(owner))
