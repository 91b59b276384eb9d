"""What `ams doctor` asks of PostgreSQL: reachable, right version, right roles, newest schema, a wall that holds."""

from datetime import datetime, timedelta

import asyncpg

from cli.findings import Finding, bad, good
from core.clock import SystemClock
from core.jobs.queue import SCHEMA
from core.messaging.addresses import Platform
from core.storage.catalogue import list_differences, list_role_problems
from core.storage.database import DatabaseUrls
from core.storage.steps import list_missing

_TIMEOUT_SECONDS = 10
_OLDEST_VERSION = 18
_SHOWN = 10
_WORST_CLOCK = timedelta(seconds=5)

_WHO = """
select current_user as name, r.rolsuper, r.rolbypassrls,
    pg_has_role(current_user, 'ams_app', 'member') as is_app,
    pg_has_role(current_user, 'ams_service', 'member') as is_service,
    pg_has_role(current_user, 'ams_owner', 'member') as is_owner
from pg_roles r where r.rolname = current_user
"""


async def examine_database(urls: DatabaseUrls) -> list[Finding]:
    """Each role's connection, then schema, roles and wall through the app's own connection."""
    findings: list[Finding] = []
    for name, url in (
        ("app", urls.app),
        ("service", urls.service),
        ("owner", urls.owner),
        ("direct", urls.direct),
    ):
        if url is not None:
            findings += await _examine_role(name, url)
    if all(finding.holds for finding in findings):
        connection = await asyncpg.connect(urls.app, timeout=_TIMEOUT_SECONDS)
        try:
            findings += await _examine_schema(connection)
        finally:
            await connection.close(timeout=_TIMEOUT_SECONDS)
    return findings


async def list_channels(urls: DatabaseUrls, platform: Platform) -> tuple[str, ...]:
    """Where mentors' digests go, the first fifty."""
    connection = await asyncpg.connect(urls.service, timeout=_TIMEOUT_SECONDS)
    try:
        rows = await connection.fetch(
            "select distinct chat_id from mentor_channels where platform = $1 and state = 'active' limit 50",
            platform.value,
        )
    finally:
        await connection.close(timeout=_TIMEOUT_SECONDS)
    return tuple(row["chat_id"] for row in rows)


async def _examine_role(name: str, url: str) -> list[Finding]:
    setting = {"app": "AMS_DATABASE_URL"}.get(name, f"AMS_{name.upper()}_DATABASE_URL")
    try:
        connection = await asyncpg.connect(url, timeout=_TIMEOUT_SECONDS)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        return [bad(f"database ({name}): no connection, {error}", f"is PostgreSQL up, and {setting} right?")]
    try:
        if connection.get_server_version().major < _OLDEST_VERSION:
            return [
                bad(
                    f"database ({name}): PostgreSQL {connection.get_server_version().major}",
                    f"the journal needs {_OLDEST_VERSION} or newer",
                )
            ]
        if not await connection.fetchval(
            "select count(*) = 4 from pg_roles where rolname ~ '^ams_(app|service|owner|doors)$'"
        ):
            return [bad("database: the roles are missing", "run docs/postgres-roles.sh as superuser")]
        who = await connection.fetchrow(_WHO)
        assert who is not None
        return [_judge_role(name, setting, who)]
    finally:
        await connection.close(timeout=_TIMEOUT_SECONDS)


def _judge_role(name: str, setting: str, who: asyncpg.Record) -> Finding:
    person = who["name"]
    if who["rolsuper"]:
        return bad(
            f"database ({name}): {person} is a superuser, the wall does not hold for it",
            f"give {setting} the role ams_{name}",
        )
    match name:
        case "app" if who["rolbypassrls"] or not who["is_app"]:
            return bad(
                f"database (app): {person} is not ams_app or bypasses row-level security",
                f"give {setting} the role ams_app",
            )
        case "service" | "direct" if not (who["is_service"] and who["rolbypassrls"]):
            return bad(
                f"database ({name}): {person} is not ams_service with bypassrls",
                f"give {setting} the role ams_service",
            )
        case "owner" if not who["is_owner"]:
            return bad(f"database (owner): {person} is not ams_owner", f"give {setting} the role ams_owner")
        case _:
            return good(f"database ({name}): connected as {person}")


async def _examine_schema(connection: asyncpg.Connection) -> list[Finding]:
    missing = await list_missing(connection)
    if missing:
        return [bad(f"schema: {len(missing)} steps are not applied", "run ams migrate")]
    findings: list[Finding] = [good("schema: the newest")]
    problems = [*await list_role_problems(connection), *await list_differences(connection)]
    cure = "restore it by hand or from a backup; ams migrate --check lists all"
    findings += [bad(f"schema: {problem}", cure) for problem in problems[:_SHOWN]]
    if not problems:
        findings.append(good("roles and policies: as reviewed"))
    if await connection.fetchval("select to_regnamespace($1) is null", SCHEMA):
        findings.append(bad("jobs: the queue has no tables", "run ams migrate"))
    findings.append(await _examine_wall(connection))
    findings.append(await _examine_clock(connection))
    findings.append(await _examine_partitions(connection))
    return findings


async def _examine_wall(connection: asyncpg.Connection) -> Finding:
    seen = await connection.fetchval("select (select count(*) from users) + (select count(*) from trades)")
    if seen:
        return bad(
            f"wall: {seen} rows are seen without a tenant",
            "stop the journal; ams migrate --check says what is missing",
        )
    return good("wall: nothing is seen without a tenant")


async def _examine_clock(connection: asyncpg.Connection) -> Finding:
    there: datetime | None = await connection.fetchval("select clock_timestamp()")
    assert there is not None
    away = abs(there - SystemClock().now())
    if away > _WORST_CLOCK:
        return bad(
            f"clock: {away.total_seconds():.0f} s away from the database's",
            "let NTP set both machines' clocks",
        )
    return good("clock: as the database's")


async def _examine_partitions(connection: asyncpg.Connection) -> Finding:
    if await connection.fetchval(
        "select to_regclass('audit_logs_' || to_char(now() at time zone 'UTC' + interval '1 month', 'YYYY_MM')) is null"
    ):
        return bad(
            "audit: next month has no partition", "is `ams serve` running with the role clock? it makes them"
        )
    return good("audit: partitions are there for next month")
