"""Which message is about what: a reply or an edit finds its trade by this, for ever."""

from typing import cast

from core.messaging.addresses import Address
from core.messaging.screen import Subject, SubjectKind
from core.storage.unit_of_work import UnitOfWork

_FIND = """
select subject_kind, subject_id, revision from cards
where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4 and message_id = $5
"""


async def find_subject(uow: UnitOfWork, address: Address, message: str) -> Subject | None:
    """What this message of the person's chat is about: a card of ours, or the words that made a trade."""
    row = await uow.fetch_one(_FIND, uow.user_id, address.platform.value, address.bot, address.chat, message)
    if row is None:
        return None
    return Subject(kind=cast("SubjectKind", row[0]), id=row[1], revision=row[2])
