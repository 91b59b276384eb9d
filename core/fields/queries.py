"""Questions about the trader's own fields: those asked, those retired, one, those of given answers."""

from collections.abc import Collection
from uuid import UUID

import asyncpg

from core.errors import NotFound
from core.fields.field import AskedAt, CustomField, FieldKind
from core.identifiers import FieldId
from core.storage.unit_of_work import UnitOfWork

_FIELD = (
    "select id, name, kind, choices, asked_at, is_active, created_at from custom_fields where user_id = $1"
)
_MOST_LISTED = 200


class FieldNotFound(NotFound):
    phrase = "That question is not among yours any more."


async def list_fields(uow: UnitOfWork, *, active: bool = True) -> list[CustomField]:
    """In their order; or those that are retired."""
    rows = await uow.fetch(
        f"{_FIELD} and is_active = $2 order by position, id limit $3", uow.user_id, active, _MOST_LISTED
    )
    return [_read(row) for row in rows]


async def list_fields_of(uow: UnitOfWork, ids: Collection[UUID]) -> list[CustomField]:
    """Those in use, and of these ids the retired ones too: what a trade's answers are called."""
    rows = await uow.fetch(
        f"{_FIELD} and (is_active or id = any($2::uuid[])) order by is_active desc, position, id limit $3",
        uow.user_id,
        list(ids),
        _MOST_LISTED,
    )
    return [_read(row) for row in rows]


async def require_field(uow: UnitOfWork, field: FieldId) -> CustomField:
    """Raises: FieldNotFound."""
    row = await uow.fetch_one(f"{_FIELD} and id = $2", uow.user_id, field)
    if row is None:
        raise FieldNotFound
    return _read(row)


def _read(row: asyncpg.Record) -> CustomField:
    return CustomField(
        id=FieldId(row["id"]),
        name=row["name"],
        kind=FieldKind(row["kind"]),
        choices=tuple(row["choices"] or ()),
        asked_at=AskedAt(row["asked_at"]),
        is_active=row["is_active"],
        since=row["created_at"],
    )
