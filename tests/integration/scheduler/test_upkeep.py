"""What is over is cleared away after its time, and nothing else is."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.conversations.prompts import Prompt, put_prompts
from core.identifiers import UserId
from core.messaging.addresses import Address, Platform
from core.outbox.message import OutboundMessage
from core.outbox.service import enqueue
from core.pictures.directory import Directory
from core.pictures.drawn import keep_drawn
from core.pictures.shelf import Shelf
from core.storage.unit_of_work import begin, begin_service
from scheduler.handlers.upkeep import sweep
from tests.conftest import MakeUser

THREE_DAYS = timedelta(hours=72)
A_MINUTE = timedelta(minutes=1)
CHAT = Address(platform=Platform.CONSOLE, bot="test", chat="home")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(Directory(tmp_path))


async def heard_and_said(user: UserId, clock: FixedClock) -> None:
    """One event that is over and one that waits; one message that was said and one that waits."""
    async with begin(user, now=clock.now()) as uow:
        await uow.execute("update chat_accounts set chat_id = 'home', bot = 'test'")
        prompts = [Prompt(user_id=user, event=event, name="checkin", args={}) for event in ("over", "waits")]
        await put_prompts(uow, prompts)
        await uow.execute(
            "update inbox set status = 'done', done_at = $1, payload = null where event_id = 'over'", uow.now
        )
        for name in ("over", "waits"):
            await enqueue(uow, OutboundMessage(address=CHAT, screen=None, dedupe_key=name))
    async with begin_service(now=clock.now()) as uow:
        await uow.execute(
            "update outbox set state = 'sent', created_at = $1 where dedupe_key = 'over'", uow.now
        )


async def left(user: UserId, clock: FixedClock) -> tuple[set[str], set[str]]:
    async with begin(user, now=clock.now()) as uow:
        events = await uow.fetch("select event_id from inbox")
        messages = await uow.fetch("select dedupe_key from outbox")
    return {row[0] for row in events}, {row[0] for row in messages}


async def test_what_is_over_is_known_for_three_days(
    a_user: MakeUser, clock: FixedClock, shelf: Shelf
) -> None:
    user = await a_user()
    await heard_and_said(user, clock)

    await sweep({}, clock.now() + THREE_DAYS - A_MINUTE, shelf)
    assert ({"over", "waits"}, {"over", "waits"}) == await left(user, clock)

    await sweep({}, clock.now() + THREE_DAYS + A_MINUTE, shelf)
    assert ({"waits"}, {"waits"}) == await left(user, clock)


async def test_drawn_pictures_stay_for_thirty_days(a_user: MakeUser, clock: FixedClock, shelf: Shelf) -> None:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        await keep_drawn(uow, "equity", "values", png=b"png", width=1, height=1, alt="")

    for days, pictures in ((29, 1), (31, 0)):
        await sweep({}, clock.now() + timedelta(days=days), shelf)
        async with begin(user, now=clock.now()) as uow:
            assert pictures == await uow.fetch_value("select count(*) from pictures")
