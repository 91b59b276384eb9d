"""Which message is about what: a reply or an edit finds its trade by this, for ever."""

from typing import cast

from core.messaging.addresses import Address, MessageRef, Platform
from core.messaging.screen import Subject, SubjectKind
from core.storage.unit_of_work import UnitOfWork

_FIND = """
select subject_kind, subject_id, revision from cards
where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4 and message_id = $5
"""


_FIND_QUESTION = """
select platform, bot, chat_id, message_id from cards
where user_id = $1 and subject_kind = 'dialog' and subject_id = $2 and revision = $3 and direction = 'out'
order by id desc limit 1
"""


async def find_question(uow: UnitOfWork, dialog: str, revision: int) -> MessageRef | None:
    """The message in which a dialog's question was asked, as far as it has arrived."""
    row = await uow.fetch_one(_FIND_QUESTION, uow.user_id, dialog, revision)
    if row is None:
        return None
    address = Address(platform=Platform(row[0]), bot=row[1], chat=row[2])
    return MessageRef(address=address, message=row[3])


async def find_subject(uow: UnitOfWork, address: Address, message: str) -> Subject | None:
    """What this message of the person's chat is about: a card of ours, or the words that made a trade."""
    row = await uow.fetch_one(_FIND, uow.user_id, address.platform.value, address.bot, address.chat, message)
    if row is None:
        return None
    return Subject(kind=cast("SubjectKind", row[0]), id=row[1], revision=row[2])
