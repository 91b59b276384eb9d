"""Inviting, letting in, sharing, ending; a mentor's words and focus for a trader."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from secrets import choice
from uuid import UUID

import msgspec

from core.errors import Invalid, NotFound, Refused
from core.identifiers import UNMISTAKABLE, RelationshipId, UserId, new_id
from core.mentoring.access import Invitation, Shared, Status
from core.messaging.addresses import Address
from core.storage.unit_of_work import UnitOfWork

CODE_LASTS = timedelta(days=7)
LONGEST_NOTE = 2000
_CODE_LENGTH = 10
_INVITE = "mentor_invite"


class CodeUnusable(Refused):
    """Unknown, used, or older than seven days: which of them is nobody's business."""

    code = "code_unusable"
    phrase = "That code does not work: it was used, has expired, or has a slip in it. Ask for a new one."


class OwnCode(Refused):
    code = "own_code"
    phrase = "That is your own invitation. Send it to the other person."


class AlreadyMentored(Refused):
    """Field: `name`."""

    code = "already_mentored"
    phrase = "{name} reads along already. One mentor at a time: /mentor ends it."


class NoteTooLong(Invalid):
    """Field: `limit`."""

    code = "note_too_long"
    phrase = "That is longer than {limit} characters."


class NoteDelivered(Refused):
    code = "note_delivered"
    phrase = "It has been read already, so it cannot be taken back."


class _Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What a code carries."""

    as_mentor: bool
    platform: str
    bot: str
    chat: str


async def invite(uow: UnitOfWork, *, as_mentor: bool, home: Address) -> str:
    """A code that works once within seven days; `home` is where its maker is told of it."""
    code = "".join(choice(UNMISTAKABLE) for _ in range(_CODE_LENGTH))
    offer = _Offer(as_mentor=as_mentor, platform=home.platform.value, bot=home.bot, chat=home.chat)
    await uow.execute(
        """insert into link_codes (user_id, id, code_hash, purpose, payload, expires_at)
        values ($1, $2, $3, $4, $5::text::jsonb, $6)""",
        uow.user_id,
        new_id(),
        _hash(code),
        _INVITE,
        msgspec.json.encode(offer).decode(),
        uow.now + CODE_LASTS,
    )
    return code


async def redeem(uow: UnitOfWork, code: str) -> Invitation:
    """Use a code up.

    Raises:
        CodeUnusable: it is not one that works now.
        OwnCode: its maker typed it.
    """
    row = await uow.fetch_one(
        "select user_id, name, purpose, payload::text as payload from redeem_link_code($1, $2)",
        _hash(code),
        uow.now,
    )
    if row is None or row["purpose"] != _INVITE:
        raise CodeUnusable
    if row["user_id"] == uow.user_id:
        raise OwnCode
    offer = msgspec.json.decode(row["payload"], type=_Offer)
    return Invitation(
        inviter=UserId(row["user_id"]),
        inviter_name=row["name"],
        as_mentor=offer.as_mentor,
        platform=offer.platform,
        bot=offer.bot,
        chat=offer.chat,
    )


async def forget_codes(uow: UnitOfWork, *, before: datetime) -> None:
    """Delete codes that expired before `before` (a job)."""
    await uow.execute("delete from link_codes where expires_at < $1", before)


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


def require_note_length(body: str) -> str:
    """The words themselves.

    Raises:
        NoteTooLong: above 2,000 characters.
    """
    if len(body) > LONGEST_NOTE:
        raise NoteTooLong(limit=LONGEST_NOTE)
    return body


async def write_note(uow: UnitOfWork, trader: UserId, body: str, day: date) -> UUID:
    """Words for a student, shown with the next check-in.

    Raises:
        NoteTooLong: above 2,000 characters.
        NotAllowed: the trader does not share with this mentor (the database's wall says so).
    """
    require_note_length(body)
    note = new_id()
    await uow.execute(
        """insert into mentor_notes (user_id, id, mentor_id, kind, body, starts_on)
        values ($1, $2, $3, 'note', $4, $5)""",
        trader,
        note,
        uow.user_id,
        body,
        day,
    )
    return note


async def make_focus(uow: UnitOfWork, note: UUID, day: date) -> tuple[UserId, str]:
    """From `day` on the trader is asked about it in every check-in; an earlier focus ends.

    Raises:
        NotFound: no such note of this mentor.
    """
    row = await uow.fetch_one(
        """update mentor_notes set kind = 'focus', starts_on = $3 where mentor_id = $1 and id = $2
        returning user_id, body""",
        uow.user_id,
        note,
        day,
    )
    if row is None:
        raise NotFound
    await uow.execute(
        """update mentor_notes set ends_on = greatest(starts_on, $4::date - 1), done_at = $5
        where mentor_id = $1 and user_id = $2 and kind = 'focus' and id <> $3 and done_at is null""",
        uow.user_id,
        row["user_id"],
        note,
        day,
        uow.now,
    )
    return UserId(row["user_id"]), row["body"]


async def take_note_back(uow: UnitOfWork, note: UUID) -> UserId:
    """A note that was not shown yet is gone as if never written; returns whom it was for.

    Raises:
        NoteDelivered: the trader has seen it (or it is gone already).
    """
    trader = await uow.fetch_value(
        """delete from mentor_notes where mentor_id = $1 and id = $2 and delivered_at is null
        returning user_id""",
        uow.user_id,
        note,
    )
    if trader is None:
        raise NoteDelivered
    return UserId(trader)


def _hash(code: str) -> bytes:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(plain.encode()).digest()


def _access(shared: frozenset[Shared]) -> str:
    return msgspec.json.encode({f"view_{kind.value}": kind in shared for kind in Shared}).decode()
