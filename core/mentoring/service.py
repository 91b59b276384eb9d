"""Asking, letting in, sharing, ending: what mentor and trader do with each other's journal."""

import msgspec

from core.errors import NotFound, Refused
from core.identifiers import RelationshipId, UserId, new_id
from core.mentoring.access import Shared, Status
from core.storage.unit_of_work import UnitOfWork


class AlreadyMentored(Refused):
    """Field: `name`."""

    code = "already_mentored"
    phrase = "{name} reads along already. One mentor at a time: /mentor ends it."


async def ask_to_mentor(uow: UnitOfWork, trader: UserId) -> None:
    """The mentor asks; only the trader lets them in. Asking twice is asking once."""
    await uow.execute(
        """insert into mentor_relationships (id, mentor_id, trader_id, requested_by, status)
        values ($1, $2, $3, $2, 'pending') on conflict do nothing""",
        new_id(),
        uow.user_id,
        trader,
    )
    await become_mentor(uow)


async def note_request(uow: UnitOfWork, mentor: UserId) -> None:
    """The trader holds a mentor's code: an open question between the two, unless they are joined already."""
    await uow.execute(
        """insert into mentor_relationships (id, mentor_id, trader_id, requested_by, status)
        select $3, $2, $1, $2, 'pending' where not exists (select from mentor_relationships
            where trader_id = $1 and mentor_id = $2 and status in ('pending', 'approved'))
        on conflict do nothing""",
        uow.user_id,
        mentor,
        new_id(),
    )


async def let_in(uow: UnitOfWork, mentor: UserId, shared: frozenset[Shared]) -> None:
    """The trader lets `mentor` read what is named.

    Raises:
        AlreadyMentored: somebody else reads along.
    """
    live = await uow.fetch_one(
        """select r.mentor_id, k.name from mentor_relationships r
            left join known_people() k on k.user_id = r.mentor_id
        where r.trader_id = $1 and r.status = 'approved'""",
        uow.user_id,
    )
    if live is not None:
        raise AlreadyMentored(name=live["name"] or "Your mentor")
    await uow.execute(
        """with asked as (
            update mentor_relationships set status = 'approved', access_level = $4::text::jsonb
            where trader_id = $1 and mentor_id = $2 and status = 'pending' returning id
        )
        insert into mentor_relationships (id, mentor_id, trader_id, requested_by, status, access_level)
        select $3, $2, $1, $1, 'approved', $4::text::jsonb where not exists (select from asked)""",
        uow.user_id,
        mentor,
        new_id(),
        _access(shared),
    )


async def share(uow: UnitOfWork, relationship: RelationshipId, shared: frozenset[Shared]) -> None:
    """The trader says what the mentor may read from now on."""
    changed = await uow.execute(
        """update mentor_relationships set access_level = $3::text::jsonb
            where trader_id = $1 and id = $2 and status in ('pending', 'approved')""",
        uow.user_id,
        relationship,
        _access(shared),
    )
    if not changed:
        raise NotFound


async def end(uow: UnitOfWork, relationship: RelationshipId) -> None:
    """Either side ends it; nothing is readable from this moment."""
    changed = await uow.execute(
        """update mentor_relationships set status = case when status = 'pending' then $3 else $4 end
            where id = $2 and $1 in (mentor_id, trader_id) and status in ('pending', 'approved')""",
        uow.user_id,
        relationship,
        Status.REJECTED.value,
        Status.TERMINATED.value,
    )
    if not changed:
        raise NotFound


async def become_mentor(uow: UnitOfWork) -> None:
    """A trader may be a mentor too; an admin stays one."""
    await uow.execute("update users set role = 'mentor' where id = $1 and role = 'trader'", uow.user_id)


def _access(shared: frozenset[Shared]) -> str:
    return msgspec.json.encode({f"view_{kind.value}": kind in shared for kind in Shared}).decode()
