"""Makes a mentor's digest and sends it to the channel it is due in, or to the mentor who asked."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from core.conversations.tokens import Keyring, Press
from core.digests.queries import Student, load_mentor_week
from core.identifiers import UserId
from core.mentoring.channels import find_channel
from core.messaging.phrases import say
from core.messaging.screen import Action
from core.messaging.tongue import speak
from core.outbox.message import Importance, OutboundMessage
from core.outbox.service import enqueue
from core.people.queries import require_person
from core.people.reach import find_address
from core.storage.unit_of_work import Actor, begin
from reports.charts.chart import ChartKind
from reports.digests.mentor_digest import compose_mentor_digest
from scheduler.handlers.picture import Draw, draw_once, picture_block

OPEN_STUDENT = "student"
"""The verb of the button beside a student (bots.verbs)."""


async def send_digest(ids: Mapping[str, str], now: datetime, draw: Draw, keyring: Keyring) -> None:
    """Say the digest of the week up to `ids["until"]`, once per channel and day; a channel that is gone
    meanwhile gets nothing.
    """
    mentor = UserId(UUID(ids["mentor"]))
    channel = UUID(ids["channel"]) if ids["channel"] else None
    until = date.fromisoformat(ids["until"])
    async with begin(mentor, now=now, actor=Actor()) as uow:
        person = await require_person(uow)
        speak(person.locale)
        address = await (find_channel(uow, channel) if channel else find_address(uow))
        if address is None:
            return
        week = await load_mentor_week(uow, until=until, zone=person.zone.key)
    theme = str(person.preferences.get("theme", "dark"))
    picture = None
    if week.overview.students:
        drawn = await draw_once(mentor, ChartKind.MENTOR, week.overview, theme, now=now, draw=draw)
        picture = picture_block(drawn)
    screen = compose_mentor_digest(
        week, picture=picture, open_student=_opener(keyring, mentor, say("Open")), say=say
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
