"""Shows that an answer is on its way: `typing…` or a picture being sent, once it takes longer than a second."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bots.inbound import Inbound, Kind
from bots.intake import Intake, Received
from bots.telegram.bot import JournalBot
from bots.telegram.places import Place
from core.identifiers import UserId
from core.messaging.screen import Screen

LASTS = 4.5
"""Seconds; the platform takes the sign away after five, or when a message arrives."""

MOST_TIMES = 6

GoesOn = Callable[[], bool]


class Activity:
    """Never holds anything up: signs are shown beside the work, and one that fails is left out."""

    def __init__(self, bot: JournalBot, *, after: float = 1.0, lasts: float = LASTS) -> None:
        self._bot = bot
        self._after = after
        self._lasts = lasts
        self._shown: dict[tuple[Place, ChatAction], asyncio.Task[None]] = {}

    def expect(
        self, place: Place, action: ChatAction, goes_on: GoesOn, *, times: int = MOST_TIMES
    ) -> asyncio.TimerHandle:
        """After a second show `action` there, for as long as `goes_on` says so, renewed at most so many `times`."""
        loop = asyncio.get_running_loop()
        return loop.call_later(self._after, self._begin, place, action, goes_on, times)

    @contextmanager
    def during(self, place: Place, action: ChatAction) -> Generator[None]:
        """Show `action` there if the block takes longer than a second, until it ends."""
        working = True
        timer = self.expect(place, action, lambda: working)
        try:
            yield
        finally:
            working = False
            timer.cancel()

    def stop(self) -> None:
        for task in self._shown.values():
            task.cancel()

    def _begin(self, place: Place, action: ChatAction, goes_on: GoesOn, times: int) -> None:
        if (place, action) not in self._shown and goes_on():
            task = asyncio.create_task(self._show(place, action, goes_on, times))
            self._shown[place, action] = task
            task.add_done_callback(lambda _: self._shown.pop((place, action), None))

    async def _show(self, place: Place, action: ChatAction, goes_on: GoesOn, times: int) -> None:
        for _ in range(times):
            if not goes_on():
                return
            try:
                await self._bot.send_chat_action(place.chat, action, message_thread_id=place.thread)
            except TelegramError:
                return
            await asyncio.sleep(self._lasts)


class AnnouncingIntake:
    """The intake, with `typing…` in the chat while somebody's lane works on what they sent."""

    def __init__(self, intake: Intake, activity: Activity, is_busy: Callable[[UserId], bool]) -> None:
        self._intake = intake
        self._activity = activity
        self._is_busy = is_busy

    async def receive(self, inbound: Inbound) -> Received:
        received = await self._intake.receive(inbound)
        if received.is_new and _awaits_answer(inbound):
            user = received.user
            self._activity.expect(_place_of(inbound), ChatAction.TYPING, lambda: self._is_busy(user))
        return received

    async def handle_now(self, inbound: Inbound) -> Screen | None:
        if not _awaits_answer(inbound):
            return await self._intake.handle_now(inbound)
        with self._activity.during(_place_of(inbound), ChatAction.TYPING):
            return await self._intake.handle_now(inbound)


def _awaits_answer(inbound: Inbound) -> bool:
    return inbound.kind in (Kind.TEXT, Kind.COMMAND, Kind.ACTION)


def _place_of(inbound: Inbound) -> Place:
    return Place.of(inbound.home or inbound.address)
