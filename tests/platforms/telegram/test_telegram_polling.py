"""No update is confirmed to the platform before it is stored, whatever dies in between."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest

from bots.intake import JournalAway
from bots.telegram.adapter import Identity
from bots.telegram.bot import JournalBot
from bots.telegram.messenger import TelegramMessenger
from bots.telegram.polling import Poller
from core.clock import SystemClock
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, Refusal, User
from tests.platforms.telegram.bot_api.refusal import flood
from tests.platforms.telegram.bot_api.server import Fault
from tests.platforms.telegram.outgoing import card
from tests.platforms.telegram.stubs import Held, NotingIntake


@asynccontextmanager
async def polling(bot: JournalBot, intake: NotingIntake, held: Held | None = None) -> AsyncGenerator[Poller]:
    poller = Poller(
        bot=bot,
        me=lambda: Identity(id=str(bot.id), username=bot.username),
        intake=intake,
        clock=SystemClock(),
        lead=(held or Held()).lead,
        tell=TelegramMessenger(bot, str(bot.id)).say_now,
        first_pause=0.01,
    )
    task = asyncio.create_task(poller.run())
    try:
        yield poller
    finally:
        poller.stop()
        await asyncio.wait_for(task, PATIENCE)


@pytest.fixture
def intake() -> NotingIntake:
    return NotingIntake()


async def test_what_people_say_is_stored_in_their_order(
    bot: JournalBot, intake: NotingIntake, ana: User
) -> None:
    ana.sends("one")
    async with polling(bot, intake):
        await intake.hears("one")
        ana.sends("two")
        ana.sends("three")
        await intake.hears("one", "two", "three")


async def test_stored_updates_are_confirmed_when_polling_ends(
    bot: JournalBot, intake: NotingIntake, ana: User, api: BotApiServer
) -> None:
    ana.sends("one")
    async with polling(bot, intake):
        await intake.hears("one")
    assert api.updates.pending == {}


async def test_nothing_is_confirmed_that_was_not_stored(
    bot: JournalBot, intake: NotingIntake, ana: User, api: BotApiServer
) -> None:
    reached = asyncio.Event()

    async def die(_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    intake.receive = die  # type: ignore[assignment, method-assign]
    ana.sends("precious")
    poller = Poller(
        bot=bot,
        me=lambda: Identity(id="1", username="b"),
        intake=intake,
        clock=SystemClock(),
        lead=Held().lead,
        tell=TelegramMessenger(bot, "1").say_now,
    )
    task = asyncio.create_task(poller.run())
    await reached.wait()
    task.cancel()  # as a killed process ends: between getUpdates and the store
    await asyncio.gather(task, return_exceptions=True)
    assert [update["message"]["text"] for update in api.updates.pending.values()] == ["precious"]
    survivor = NotingIntake()
    async with polling(bot, survivor):
        await survivor.hears("precious")


async def test_an_absent_database_is_waited_for_and_told_once(
    bot: JournalBot, intake: NotingIntake, ana: User
) -> None:
    intake.failures = [
        JournalAway(card(title="The journal is away for a moment.")),
        JournalAway(None),
        JournalAway(None),
    ]
    ana.sends("one")
    ana.sends("two")
    async with polling(bot, intake):
        await intake.hears("one", "two")
    assert [message["text"] for message in ana.messages] == ["The journal is away for a moment."]


async def test_who_waits_behind_others_hears_of_the_outage_too(
    bot: JournalBot, intake: NotingIntake, ana: User, api: BotApiServer
) -> None:
    ben = api.user("Ben")
    away = card(title="The journal is away for a moment.")
    intake.failures = [JournalAway(away), JournalAway(away), JournalAway(None), JournalAway(None)]
    ana.sends("one")
    ben.sends("two")
    async with polling(bot, intake):
        await intake.hears("one", "two")
    assert ["The journal is away for a moment."] * 2 == [ana.last["text"], ben.last["text"]]


async def test_a_database_that_cannot_give_the_lock_is_waited_for(
    bot: JournalBot, intake: NotingIntake, ana: User
) -> None:
    held = Held()
    held.refusals = [ConnectionError("the database system is starting up")] * 2
    ana.sends("one")
    async with polling(bot, intake, held):
        await intake.hears("one")
    assert 1 == held.times


async def test_one_bad_update_does_not_stop_the_others(
    bot: JournalBot, intake: NotingIntake, ana: User
) -> None:
    intake.failures = [ValueError("a bug")] * 5
    ana.sends("bad")
    ana.sends("good")
    async with polling(bot, intake):
        await intake.hears("good")


async def test_odd_updates_are_confirmed_and_passed_over(
    bot: JournalBot, intake: NotingIntake, ana: User, api: BotApiServer
) -> None:
    api.updates.put({"update_id": 700_001, "message": {"message_id": "odd"}})
    api.updates.put({"update_id": 700_002, "brand_new": {}})
    ana.sends("one")
    async with polling(bot, intake):
        await intake.hears("one")
    assert api.updates.pending == {}


@pytest.mark.parametrize(
    "fault",
    [
        Refusal(409, "Conflict: terminated by other getUpdates request"),
        Refusal(502, "Bad Gateway"),
        flood(1),
        Fault(status=502),
        Fault(lose_request=True),
        Fault(lose_answer=True),
    ],
    ids=str,
)
async def test_polling_outlives_the_platforms_moods(
    bot: JournalBot, intake: NotingIntake, ana: User, api: BotApiServer, fault: Fault | Refusal
) -> None:
    api.fail_next("getUpdates", fault)
    ana.sends("one")
    async with polling(bot, intake):
        await intake.hears("one")


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (
            Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot"),
            "another program polls",
        ),
        (
            Refusal(409, "Conflict: can't use getUpdates method while webhook is active"),
            "AMS_TELEGRAM_MODE=webhook",
        ),
        (Refusal(401, "Unauthorized"), "AMS_TELEGRAM_TOKEN"),
    ],
)
async def test_trouble_is_explained_with_its_cure(
    bot: JournalBot, intake: NotingIntake, api: BotApiServer, refusal: Refusal, words: str
) -> None:
    api.fail_next("getUpdates", refusal, times=1000)
    async with polling(bot, intake) as poller:
        await api.world.until(lambda: poller.trouble, what="trouble")
        assert poller.trouble is not None
        assert words in poller.trouble


async def test_a_lost_lock_ends_the_leadership_and_the_next_one_misses_nothing(
    bot: JournalBot, intake: NotingIntake, ana: User, api: BotApiServer
) -> None:
    held = Held()
    async with polling(bot, intake, held):
        ana.sends("one")
        await intake.hears("one")
        held.lost.set()
        ana.sends("two")
        await intake.hears("one", "two")
        await api.world.until(lambda: held.times == 2, what="a second leadership")


async def test_a_bug_of_ours_does_not_end_the_polling(
    bot: JournalBot, intake: NotingIntake, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.telegram.polling.LONGEST_AWAY", 0.01)
    read_updates, calls = JournalBot.read_updates, count()

    async def fail_once(self: JournalBot, **asked: Any) -> Any:
        if next(calls) == 0:
            raise ValueError("a bug")
        return await read_updates(self, **asked)

    monkeypatch.setattr(JournalBot, "read_updates", fail_once)
    ana.sends("one")
    async with polling(bot, intake):
        await intake.hears("one")


async def test_only_what_is_understood_is_asked_for(
    bot: JournalBot, intake: NotingIntake, ana: User, api: BotApiServer
) -> None:
    ana.sends("one")
    async with polling(bot, intake):
        await intake.hears("one")
    asked = api.calls_of("getUpdates")[0].parameters["allowed_updates"]
    assert asked == ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
