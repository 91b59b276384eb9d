"""Which message is about what: a reply or an edit finds its trade by this, for ever."""

from typing import cast

from core.messaging.addresses import Address
from core.messaging.screen import Subject, SubjectKind
from core.storage.unit_of_work import UnitOfWork
from models.fields import new_id

_FIND = """
select subject_kind, subject_id, revision from cards
where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4 and message_id = $5
"""

_NOTE = """
insert into cards (user_id, id, platform, bot, chat_id, message_id, direction, subject_kind, subject_id, revision)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (user_id, platform, bot, chat_id, message_id)
do update set subject_kind = excluded.subject_kind, subject_id = excluded.subject_id, revision = excluded.revision
"""


async def find_subject(uow: UnitOfWork, address: Address, message: str) -> Subject | None:
    """What this message of the person's chat is about: a card of ours, or the words that made a trade."""
    row = await uow.fetch_one(_FIND, uow.user_id, address.platform.value, address.bot, address.chat, message)
    if row is None:
        return None
    return Subject(kind=cast("SubjectKind", row[0]), id=row[1], revision=row[2])


async def note_card(
    uow: UnitOfWork, address: Address, message: str, subject: Subject, *, is_ours: bool
) -> None:
    """Remember what a message is about. `is_ours` False: the person wrote it."""
    await uow.execute(
        _NOTE,
        uow.user_id,
        new_id(),
        address.platform.value,
        address.bot,
        address.chat,
        message,
        "out" if is_ours else "in",
        subject.kind,
        subject.id,
        subject.revision,
    )
