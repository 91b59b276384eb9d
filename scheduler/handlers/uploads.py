"""Fetches, checks and keeps what somebody sent, and tells them where that did not work."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from core.errors import NotFound, Unavailable
from core.identifiers import UserId
from core.jobs.queue import JobKind, enqueue
from core.messaging.phrases import Say, phrases
from core.messaging.screen import Screen, Subject, Text, spans
from core.outbox.message import Importance, OutboundMessage
from core.outbox.service import enqueue as say_later
from core.people.queries import require_person
from core.people.reach import find_address
from core.pictures.cleaning import NotAPicture
from core.pictures.service import Waiting, find_waiting, forget_upload, note_kept
from core.pictures.shelf import Shelf
from core.storage.unit_of_work import Actor, UnitOfWork, begin
from core.trades.queries import find_trade

_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=15)
_GIVEN_UP = timedelta(days=3)
_TOLD_AT = 2
"""A platform that stumbles once is nobody's news: the second try comes five seconds later."""

_log = structlog.get_logger(__name__)


async def keep_picture(ids: Mapping[str, str], now: datetime, shelf: Shelf) -> None:
    """Keep the picture of `ids["attachment"]`; what cannot be had now is tried again for three days."""
    user, attachment = UserId(UUID(ids["user"])), UUID(ids["attachment"])
    async with begin(user, now=now, actor=Actor()) as uow:
        waiting = await find_waiting(uow, attachment)
    if waiting is None:
        return
    try:
        content = await shelf.fetch(waiting.sent.platform, waiting.sent.bot, waiting.sent.ref)
        picture = await shelf.clean(content)
        key = await shelf.keep(user, picture)
    except Unavailable as away:
        _log.warning("picture.waits", attachment=str(attachment), reason=away.code)
        await _try_later(user, waiting, int(ids.get("attempt", "1")), now)
    except (NotFound, NotAPicture) as lost:
        _log.info("picture.refused", attachment=str(attachment), reason=lost.code)
        await _give_up(user, waiting, now, is_none=isinstance(lost, NotAPicture))
    else:
        async with begin(user, now=now, actor=Actor()) as uow:
            await note_kept(uow, attachment, picture, key)


async def _try_later(user: UserId, waiting: Waiting, attempt: int, now: datetime) -> None:
    if now - waiting.since > _GIVEN_UP:
        await _give_up(user, waiting, now, is_none=False)
        return
    async with begin(user, now=now, actor=Actor()) as uow:
        pause = min(_FIRST_PAUSE * 2 ** min(attempt - 1, 10), _LONGEST_PAUSE)
        named = {"user": str(user), "attachment": str(waiting.id), "attempt": str(attempt + 1)}
        await enqueue(uow, JobKind.KEEP, after=pause, **named)
        if attempt == _TOLD_AT:
            say = await _find_words(uow)
            trade = await _name_trade(uow, waiting)
            words = say("I cannot put the picture away just now. I keep trying; everything else is filed.")
            if trade:
                words = say(
                    "{trade}: I cannot put the picture away just now. I keep trying; the trade is filed.",
                    trade=trade,
                )
            await _tell(uow, waiting, words, "late")


async def _give_up(user: UserId, waiting: Waiting, now: datetime, *, is_none: bool) -> None:
    async with begin(user, now=now, actor=Actor()) as uow:
        say = await _find_words(uow)
        trade = await _name_trade(uow, waiting)
        if is_none:
            words = say("That is no picture I can keep: PNG, JPEG, WebP or GIF, up to 20 MB.")
            if trade:
                words = say(
                    "{trade} is filed, but that was no picture I can keep: PNG, JPEG, WebP or GIF, up to 20 MB.",
                    trade=trade,
                )
        else:
            words = say("A picture is not to be had any more. Please send it once again.")
            if trade:
                words = say(
                    "{trade} is filed, but its picture is not to be had any more. Please send it once again, as a reply to this.",
                    trade=trade,
                )
        await _tell(uow, waiting, words, "lost")
        await forget_upload(uow, waiting.id)


async def _find_words(uow: UnitOfWork) -> Say:
    return phrases((await require_person(uow)).locale)


async def _name_trade(uow: UnitOfWork, waiting: Waiting) -> str | None:
    found = await find_trade(uow, waiting.trade) if waiting.trade else None
    return found[1].symbol if found else None


async def _tell(uow: UnitOfWork, waiting: Waiting, words: str, news: str) -> None:
    """Once, in the private chat; a reply to it reaches the trade."""
    home = await find_address(uow)
    if home is None:
        return
    subject = Subject(kind="trade", id=str(waiting.trade)) if waiting.trade else None
    screen = Screen(blocks=(Text(spans(words)),), subject=subject)
    await say_later(
        uow,
        OutboundMessage(
            address=home, screen=screen, kind=Importance.NOTICE, dedupe_key=f"upload:{news}:{waiting.id}"
        ),
    )
