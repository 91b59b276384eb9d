"""Long polling that stores every update before the next call confirms it to the platform."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from random import uniform
from typing import Any, Protocol

import msgspec
import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bots.inbound import Inbound
from bots.intake import Intake, JournalAway
from bots.telegram.adapter import Identity, read_update
from bots.telegram.bot import JournalBot
from bots.telegram.nameless import compose_nameless, find_nameless
from bots.telegram.patience import Patience
from bots.telegram.refusals import seconds_of
from bots.telegram.updates import KINDS, Numbered
from core.clock import Clock
from core.messaging.addresses import Address
from core.messaging.screen import Screen

LONG_POLL_SECONDS = 30
"""The platform holds a call up to 50 s; 30 pass through most proxies."""

LONGEST_PAUSE = 60.0
LONGEST_AWAY = 5.0
"""Seconds between two looks for the database: people wait for it."""

MOST_TOLD = 20
"""Chats that hear of an outage at one attempt."""

log = structlog.get_logger(__name__)


class Leading(Protocol):
    """`lost` is set when another process may take over."""

    @property
    def lost(self) -> asyncio.Event: ...


Lead = Callable[[], AbstractAsyncContextManager[Leading]]
Tell = Callable[[Address, Screen], Awaitable[None]]


class Poller:
    """The only receiver of one token: two would be sent away by the platform in turn."""

    def __init__(
        self,
        *,
        bot: JournalBot,
        me: Callable[[], Identity],
        intake: Intake,
        clock: Clock,
        lead: Lead,
        tell: Tell,
        first_pause: float = 1.0,
    ) -> None:
        self._bot = bot
        self._me = me
        self._intake = intake
        self._clock = clock
        self._lead = lead
        self._tell = tell
        self._first_pause = first_pause
        self._stopping = asyncio.Event()
        self._offset: int | None = None
        self._patience = Patience()
        self.is_leading = False
        self.trouble: str | None = None
        """Why nothing arrives at present, in words for an operator."""

    def stop(self) -> None:
        """Take nothing new; what was fetched is still stored."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped, one leadership after the other."""
        has_led = False
        while not self._stopping.is_set():
            try:
                async with self._lead() as leading:
                    self.is_leading = has_led = True
                    await self._poll(leading)
            except OSError as error:  # the database that holds the lock is away
                self.trouble = f"the leader lock cannot be had ({type(error).__name__})"
                if has_led:
                    await self._listen_meanwhile()
                await self._pause(self._first_pause)
            except Exception:  # an edge: nobody would notice a receiver that has died
                self.trouble = "polling failed for a reason that the log names; it is tried again"
                log.exception("telegram.polling_failed")
                await self._pause(LONGEST_AWAY)
            finally:
                self.is_leading = False

    async def _poll(self, leading: Leading) -> None:
        pause = self._first_pause
        self._offset = None
        while not (self._stopping.is_set() or leading.lost.is_set()):
            try:
                # after trouble a short call: what is well again is known at once, not at a long call's end
                seconds = LONG_POLL_SECONDS if self.trouble is None else 0
                await self._store(await self._fetch(seconds, leading.lost))
            except RetryAfter as wait:
                await self._pause(seconds_of(wait))
            except (TelegramError, JournalAway) as error:
                self.trouble = explain(error)
                pause = min(pause, LONGEST_AWAY) if isinstance(error, JournalAway) else pause
                log.warning("telegram.polling_pauses", reason=self.trouble, seconds=round(pause, 1))
                await self._pause(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self.trouble, pause = None, self._first_pause
        await self._confirm()

    async def _listen_meanwhile(self) -> None:
        """Who led last tells people that the journal is away; nothing is confirmed that is not stored."""
        try:
            await self._store(await self._fetch(LONGEST_AWAY))
        except (TelegramError, JournalAway):
            return  # the lock is asked for again, whatever the reason

    async def _fetch(self, seconds: float, *others: asyncio.Event) -> Sequence[Mapping[str, Any]]:
        """The next updates; none as soon as we are to stop or one of the `others` happens."""
        call = asyncio.create_task(
            self._bot.read_updates(offset=self._offset, seconds=int(seconds), kinds=KINDS)
        )
        ends = [asyncio.create_task(event.wait()) for event in (self._stopping, *others)]
        try:
            await asyncio.wait({call, *ends}, return_when=asyncio.FIRST_COMPLETED)
            return call.result() if call.done() else ()
        finally:
            for task in (call, *ends):
                task.cancel()
            await asyncio.gather(call, *ends, return_exceptions=True)

    async def _store(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """In order; the offset follows what is stored, so a crash anywhere repeats rather than loses."""
        for place, update in enumerate(updates):
            try:
                number = msgspec.convert(update, Numbered).update_id
            except msgspec.ValidationError:
                continue
            inbound = read_update(update, self._me(), self._clock.now())
            if inbound is None:
                await self._tell_nameless(update)
            else:
                try:
                    await self._store_one(inbound)
                except JournalAway:
                    await self._tell_others(updates[place + 1 :], inbound)
                    raise
            self._offset = number + 1

    async def _tell_nameless(self, update: Mapping[str, Any]) -> None:
        nameless = find_nameless(update, self._me())
        if nameless is not None:
            await self._tell(nameless.address, compose_nameless(nameless))

    async def _store_one(self, inbound: Inbound) -> None:
        try:
            await self._intake.receive(inbound)
        except JournalAway as away:
            if away.screen is not None:
                await self._tell(inbound.address, away.screen)
            raise
        except Exception as error:  # an edge: one bad update must not stop everybody's journal
            log.exception("telegram.update_not_stored", update=inbound.event)
            if not self._patience.note_failure(inbound.event):
                raise JournalAway(None) from error

    async def _tell_others(self, updates: Sequence[Mapping[str, Any]], stuck: Inbound) -> None:
        """Who waits behind the one that is stuck hears of the outage too. What is stored early comes again
        and has no second effect.
        """
        firsts: dict[Address, Inbound] = {}
        for update in updates:
            inbound = read_update(update, self._me(), self._clock.now())
            if inbound is not None and inbound.address != stuck.address:
                firsts.setdefault(inbound.address, inbound)
        others = list(firsts.values())[:MOST_TOLD]
        await asyncio.gather(*(self._store_one(other) for other in others), return_exceptions=True)

    async def _confirm(self) -> None:
        """Tell the platform what is stored, so that the next receiver is not sent it again."""
        if self._offset is None:
            return
        try:
            await self._bot.read_updates(offset=self._offset, seconds=0, kinds=KINDS)
        except TelegramError:
            return  # they come again and have no second effect

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds * uniform(1.0, 1.3)):  # noqa: S311 - jitter
                await self._stopping.wait()
        except TimeoutError:
            return


def explain(error: Exception) -> str:
    """What is wrong and what to do about it, for an operator."""
    match error:
        case InvalidToken():
            return "the platform refuses AMS_TELEGRAM_TOKEN: ask @BotFather for the present one"
        case Conflict() if "webhook" in error.message:
            return "a webhook is set for this bot: set AMS_TELEGRAM_MODE=webhook or delete the webhook"
        case Conflict():
            return "another program polls with this token: stop it, or give each its own bot"
        case JournalAway():
            return "the database is away: updates wait at the platform"
        case _:
            return str(error)
