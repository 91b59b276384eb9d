"""A request that is sent again gets its first answer again, and does nothing."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from core.errors import Conflict
from core.storage.unit_of_work import UnitOfWork

_CLAIM = """
insert into idempotency_keys (user_id, key, request_hash) values ($1, $2, $3) on conflict do nothing
"""
_FIND = """
select request_hash, status, response::text as response from idempotency_keys where user_id = $1 and key = $2
"""
_KEEP = "update idempotency_keys set status = $3, response = $4::text::jsonb where user_id = $1 and key = $2"


class KeyReused(Conflict):
    """The same Idempotency-Key came with another request."""

    code = "idempotency_key_reused"
    phrase = "That Idempotency-Key was used with another request."


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredAnswer:
    status: int
    body: bytes


async def claim_key(uow: UnitOfWork, key: str, request: bytes) -> StoredAnswer | None:
    """Take `key` for this request in this transaction; the stored answer if it was answered before.

    Two requests at once take turns: the second waits for the first one's transaction.

    Raises:
        KeyReused: the key belongs to another request.
    """
    digest = sha256(request).digest()
    if await uow.execute(_CLAIM, uow.user_id, key, digest):
        return None
    row = await uow.fetch_one(_FIND, uow.user_id, key)
    if row is None or row["request_hash"] != digest or row["status"] is None:
        raise KeyReused
    return StoredAnswer(status=row["status"], body=row["response"].encode())


async def keep_answer(uow: UnitOfWork, key: str, answer: StoredAnswer) -> None:
    """Store the answer beside its effect, in the same transaction."""
    await uow.execute(_KEEP, uow.user_id, key, answer.status, answer.body.decode())


async def forget_answers(uow: UnitOfWork, *, before: datetime) -> None:
    """Delete answers older than `before` (a job)."""
    await uow.execute("delete from idempotency_keys where created_at < $1", before)
