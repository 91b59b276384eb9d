"""API keys: made once, shown once, known afterwards by their hash only."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from core.errors import NotFound
from core.identifiers import UserId, new_id
from core.storage.unit_of_work import UnitOfWork

_MARK = "ams_"
_SHOWN = 12
_LONGEST = 200


class Scope(StrEnum):
    READ_TRADES = "trades:read"
    WRITE_TRADES = "trades:write"


ALL_SCOPES = tuple(Scope)

_INSERT = """
insert into api_keys (user_id, id, name, prefix, key_hash, scopes) values ($1, $2, $3, $4, $5, $6)
"""
_FIND = "select id, user_id, scopes from find_api_key($1, $2)"


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyHolder:
    """Whom a key speaks for and what it may do."""

    key: UUID
    user: UserId
    scopes: frozenset[str]


async def create_key(uow: UnitOfWork, name: str, scopes: Sequence[Scope] = ALL_SCOPES) -> str:
    """Make a key for the person of this unit of work; the text returned is never to be had again."""
    text = _MARK + secrets.token_urlsafe(32)
    await uow.execute(
        _INSERT, uow.user_id, new_id(), name, text[:_SHOWN], _hash(text), [scope.value for scope in scopes]
    )
    return text


async def find_holder(uow: UnitOfWork, text: str) -> KeyHolder | None:
    """Whom the key speaks for; None if it is unknown, expired or revoked. A door: needs no tenant."""
    if not text.startswith(_MARK) or len(text) > _LONGEST:
        return None
    row = await uow.fetch_one(_FIND, _hash(text), uow.now)
    if row is None:
        return None
    return KeyHolder(key=row["id"], user=UserId(row["user_id"]), scopes=frozenset(row["scopes"]))


def _hash(text: str) -> bytes:
    # The key holds 256 random bits: a plain hash cannot be searched, a slow one would only cost.
    return sha256(text.encode()).digest()


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownKey:
    """What may be shown of a key."""

    prefix: str
    name: str
    scopes: tuple[str, ...]
    is_revoked: bool


async def list_keys(uow: UnitOfWork) -> list[ShownKey]:
    """This person's keys, the newest first, at most 100."""
    rows = await uow.fetch(
        """select prefix, name, scopes, revoked_at is not null as is_revoked from api_keys
            where user_id = $1 order by id desc limit 100""",
        uow.user_id,
    )
    return [
        ShownKey(
            prefix=row["prefix"], name=row["name"], scopes=tuple(row["scopes"]), is_revoked=row["is_revoked"]
        )
        for row in rows
    ]


async def revoke_key(uow: UnitOfWork, prefix: str) -> None:
    """Make this person's key of that prefix useless from now on.

    Raises:
        NotFound: there is no live one.
    """
    revoked = await uow.execute(
        "update api_keys set revoked_at = $3 where user_id = $1 and prefix = $2 and revoked_at is null",
        uow.user_id,
        prefix,
        uow.now,
    )
    if not revoked:
        raise NotFound
