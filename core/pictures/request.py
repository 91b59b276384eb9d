"""Asks for a picture to be drawn and sent after this transaction; the figures were said already."""

from datetime import date
from enum import StrEnum

from core.jobs.queue import JobKind, enqueue
from core.messaging.addresses import Address
from core.storage.unit_of_work import UnitOfWork


class PictureKind(StrEnum):
    EQUITY = "equity"
    CALENDAR = "calendar"


async def request_picture(
    uow: UnitOfWork,
    kind: PictureKind,
    *,
    to: Address,
    since: date,
    until: date,
    theme: str,
    shows_money: bool = True,
) -> None:
    """Have `kind` drawn of the days `since` to `until` and sent to the chat `to`.

    Without `shows_money` (others can read the chat) it is drawn in R, whatever is known.
    """
    await enqueue(
        uow,
        JobKind.PICTURE,
        user=str(uow.user_id),
        picture=kind.value,
        platform=to.platform.value,
        bot=to.bot,
        chat=to.chat,
        thread=to.thread or "",
        since=since.isoformat(),
        until=until.isoformat(),
        theme=theme,
        in_r="" if shows_money else "yes",
    )
