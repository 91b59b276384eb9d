"""Makes a mentor's digest and sends it to the channel it is due in, or to the mentor who asked."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from core.conversations.tokens import Keyring, Press
from core.digests.queries import Student, load_mentor_week
from core.identifiers import UserId
from core.messaging.addresses import Address, Platform
from core.messaging.phrases import phrases
from core.messaging.screen import Action
from core.outbox.message import Importance, OutboundMessage
from core.outbox.service import enqueue
from core.storage.unit_of_work import Actor, begin
from reports.charts.chart import ChartKind
from reports.digests.mentor_digest import compose_mentor_digest
from scheduler.handlers.picture import Draw, draw_once, picture_block

OPEN_STUDENT = "student"
"""The verb of the button beside a student (bots.verbs)."""

_CHANNEL = """
select platform, bot, chat_id, thread, timezone from mentor_channels
where user_id = $1 and id = $2 and state = 'active'
"""
_OWN_CHAT = """
select a.platform, a.bot, a.chat_id, null as thread, u.timezone
from chat_accounts a join users u on u.id = a.user_id
where a.user_id = $1 and a.state = 'active' and a.chat_id is not null and a.bot is not null
order by a.last_seen_at desc nulls last limit 1
"""
_LOCALE = "select locale, preferences->>'theme' as theme from users where id = $1"


async def send_digest(ids: Mapping[str, str], now: datetime, draw: Draw, keyring: Keyring) -> None:
    """Say the digest of the week up to `ids["until"]`, once per channel and day; a channel that is gone
    meanwhile gets nothing.
    """
    mentor = UserId(UUID(ids["mentor"]))
    channel = UUID(ids["channel"]) if ids["channel"] else None
    until = date.fromisoformat(ids["until"])
    async with begin(mentor, now=now, actor=Actor()) as uow:
        target = await (
            uow.fetch_one(_CHANNEL, mentor, channel) if channel else uow.fetch_one(_OWN_CHAT, mentor)
        )
        if target is None:
            return
        taste = await uow.fetch_one(_LOCALE, mentor)
        week = await load_mentor_week(uow, until=until, zone=target["timezone"])
    locale, theme = (taste["locale"], taste["theme"]) if taste else ("en", None)
    picture = None
    if week.overview.students:
        drawn = await draw_once(mentor, ChartKind.MENTOR, week.overview, theme or "dark", now=now, draw=draw)
        picture = picture_block(drawn)
    say = phrases(locale)
    screen = compose_mentor_digest(
        week, picture=picture, open_student=_opener(keyring, mentor, say("Open")), say=say
    )
    address = Address(
        platform=Platform(target["platform"]),
        bot=target["bot"],
        chat=target["chat_id"],
        thread=target["thread"],
    )
    name = f"digest:{channel}:{until}" if channel else f"digest:{ids['job']}"
    async with begin(mentor, now=now, actor=Actor()) as uow:
        await enqueue(
            uow, OutboundMessage(address=address, screen=screen, kind=Importance.DIGEST, dedupe_key=name)
        )


def _opener(keyring: Keyring, mentor: UserId, label: str) -> Callable[[Student], Action]:
    """Makes the button beside a student, good for this mentor only."""

    def open_student(student: Student) -> Action:
        token = keyring.sign(Press(verb=OPEN_STUDENT, target=student.id), mentor)
        return Action(label=label, token=token)

    return open_student
