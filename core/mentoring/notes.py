"""A mentor's words for a trader, and the one thing they are to watch."""

from datetime import date
from uuid import UUID

from core.errors import Invalid, NotFound, Refused
from core.identifiers import UserId, new_id
from core.storage.unit_of_work import UnitOfWork

LONGEST_NOTE = 2000


class NoteTooLong(Invalid):
    """Field: `limit`."""

    code = "note_too_long"
    phrase = "That is longer than {limit} characters."


class NoteDelivered(Refused):
    code = "note_delivered"
    phrase = "It has been read already, so it cannot be taken back."


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
