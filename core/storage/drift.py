"""Does the database hold what this version of the journal expects? Every answer is a sentence with its cure."""

from collections.abc import Iterable

import asyncpg
from tortoise.models import Model

import models
from core.storage.catalogue import list_differences, list_role_problems
from core.storage.migrate import changed_models
from core.storage.steps import list_missing

_TIMEOUT_SECONDS = 20

_TYPES = {
    "BOOL": "boolean",
    "BYTEA": "bytea",
    "TIMESTAMPTZ": "timestamp with time zone",
    "TIME": "time without time zone",
    "INT": "integer",
}

_COLUMNS = """
select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
"""


async def list_drift(owner_url: str) -> list[str]:
    """Empty when the database, the migrations and the models agree.

    Raises:
        OSError, asyncpg.PostgresError: the database does not answer.
    """
    connection = await asyncpg.connect(owner_url, timeout=_TIMEOUT_SECONDS)
    try:
        missing = await list_missing(connection)
        if missing:
            return [f"the step {step} is not applied; run ams migrate" for step in missing]
        problems = [
            *await list_role_problems(connection),
            *await list_differences(connection),
            *await list_model_differences(connection),
        ]
    finally:
        await connection.close(timeout=_TIMEOUT_SECONDS)
    if await changed_models(owner_url):
        problems.append("the models say something that no migration does; write the migration")
    return problems


async def list_model_differences(connection: asyncpg.Connection) -> list[str]:
    """Columns that a row model has and its table has not, or has otherwise."""
    found = {row["name"]: (row["type"], row["required"]) for row in await connection.fetch(_COLUMNS)}
    problems: list[str] = []
    for name, expected in _model_columns():
        if name not in found:
            problems.append(f"the column {name} is missing")
        elif found[name] != expected:
            problems.append(f"the column {name} is {_words(found[name])}, its model says {_words(expected)}")
    return problems


def _model_columns() -> Iterable[tuple[str, tuple[str, bool]]]:
    for name in models.__all__:
        model: type[Model] = getattr(models, name)
        meta = model._meta  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] (how Tortoise names it)
        for field_name, column in meta.fields_db_projection.items():
            field = meta.fields_map[field_name]
            kind = str(field.get_for_dialect("postgres", "SQL_TYPE"))
            yield f"{meta.db_table}.{column}", (_plain_type(kind), not field.null)


def _plain_type(kind: str) -> str:
    """PostgreSQL's long name of a type; all text is text."""
    if kind.startswith(("VARCHAR", "TEXT")) and not kind.endswith("[]"):
        return "text"
    return _TYPES.get(kind, kind.lower().replace("decimal", "numeric"))


def _words(column: tuple[str, bool]) -> str:
    kind, required = column
    return f"{kind} not null" if required else kind
