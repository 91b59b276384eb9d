"""Tells one side of a mentorship what the other side did."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never
from uuid import UUID

from core.identifiers import UserId
from core.mentoring.news import News
from core.messaging.phrases import Say, phrases
from core.messaging.screen import Screen, Text, spans
from core.outbox.message import Importance, OutboundMessage
from core.outbox.service import enqueue
from core.people.queries import require_person
from core.people.reach import find_address
from core.storage.unit_of_work import Actor, begin, begin_service


async def send_news(ids: Mapping[str, str], now: datetime) -> None:
    """Say it in the chat that the person used last; who has no chat that works is not told."""
    person, other = UserId(UUID(ids["to"])), UserId(UUID(ids["about"]))
    async with begin_service(now=now) as uow:
        name = await uow.fetch_value("select name from users where id = $1", other)
    if name is None:
        return
    async with begin(person, now=now, actor=Actor()) as uow:
        address = await find_address(uow)
        if address is None:
            return
        say = phrases((await require_person(uow)).locale)
        screen = Screen(blocks=(Text(spans(_words(News(ids["news"]), name, say))),), private=True)
        await enqueue(
            uow,
            OutboundMessage(
                address=address, screen=screen, kind=Importance.NOTICE, dedupe_key=f"news:{ids['job']}"
            ),
        )


def _words(news: News, name: str, say: Say) -> str:
    match news:
        case News.LET_IN:
            return say("{name} let you in. /students shows the journal.", name=name)
        case News.DECLINED:
            return say("{name} said no this time: nothing is shared.", name=name)
        case News.ENDED:
            return say(
                "{name} ended it: from now on neither of you is part of the other's journal.", name=name
            )
        case _:
            assert_never(news)
