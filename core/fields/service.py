"""What people do to their own questions: create, rename, other choices, another moment, reorder, retire."""

from core.fields.field import (
    MOST_FIELDS,
    AskedAt,
    CustomField,
    FieldKind,
    FieldTaken,
    TooManyFields,
    find_named,
)
from core.fields.queries import list_fields, require_field
from core.identifiers import FieldId, new_id
from core.storage.unit_of_work import UnitOfWork

_SET = "update custom_fields set {column} = $3 where user_id = $1 and id = $2"
_ORDER = """
update custom_fields f set position = new.place
from unnest($2::uuid[]) with ordinality as new(id, place) where f.user_id = $1 and f.id = new.id
"""


async def create_field(
    uow: UnitOfWork, *, name: str, kind: FieldKind, choices: tuple[str, ...] = (), asked_at: AskedAt
) -> CustomField:
    """A new question, asked after the others.

    Raises:
        FieldTaken: one in use is called so.
        TooManyFields: 20 are in use.
    """
    await _require_room(uow, name)
    field = CustomField(
        id=FieldId(new_id()), name=name, kind=kind, choices=choices, asked_at=asked_at, since=uow.now
    )
    await uow.execute(
        """insert into custom_fields (user_id, id, name, kind, choices, asked_at, created_at, position)
            values ($1, $2, $3, $4, $5, $6, $7, coalesce((select max(position) from custom_fields where user_id = $1), 0) + 1)""",
        uow.user_id,
        field.id,
        name,
        kind.value,
        list(choices),
        asked_at.value,
        uow.now,
    )
    return field


async def rename_field(uow: UnitOfWork, field: FieldId, name: str) -> None:
    """Answers that were given follow.

    Raises:
        FieldTaken: another one is called so.
    """
    called = find_named(await list_fields(uow), name)
    if called is not None and called.id != field:
        raise FieldTaken(name=called.name)
    await uow.execute(_SET.format(column="name"), uow.user_id, field, name)


async def set_choices(uow: UnitOfWork, field: FieldId, choices: tuple[str, ...]) -> None:
    """What may be answered from now on; answers that were given stay."""
    await uow.execute(_SET.format(column="choices"), uow.user_id, field, list(choices))


async def set_asked_at(uow: UnitOfWork, field: FieldId, asked_at: AskedAt) -> None:
    await uow.execute(_SET.format(column="asked_at"), uow.user_id, field, asked_at.value)


async def move_field(uow: UnitOfWork, field: FieldId, *, up: bool) -> None:
    """Change places with its neighbour; at the end of the list nothing happens."""
    order = [each.id for each in await list_fields(uow)]
    if field not in order:
        return
    at = order.index(field)
    other = at - 1 if up else at + 1
    if 0 <= other < len(order):
        order[at], order[other] = order[other], order[at]
        await uow.execute(_ORDER, uow.user_id, order)


async def set_field_active(uow: UnitOfWork, field: FieldId, *, active: bool) -> None:
    """Retire it (answers stay readable), or bring it back.

    Raises:
        FieldTaken, TooManyFields: there is no room for it any more.
    """
    found = await require_field(uow, field)
    if active and not found.is_active:
        await _require_room(uow, found.name)
    await uow.execute(_SET.format(column="is_active"), uow.user_id, field, active)


async def _require_room(uow: UnitOfWork, name: str) -> None:
    fields = await list_fields(uow)
    called = find_named(fields, name)
    if called is not None:
        raise FieldTaken(name=called.name)
    if len(fields) >= MOST_FIELDS:
        raise TooManyFields(limit=MOST_FIELDS)
