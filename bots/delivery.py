"""Delivery: says what the outbox holds for one bot, in order per chat, at the platform's pace."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

import structlog

from bots.failures import compose_trouble, make_ref
from bots.fates import Fate, judge_failure, judge_unknown, keep_doubt
from bots.messenger import (
    AddressGone,
    AddressMoved,
    DeliveryFailure,
    FateUnknown,
    Importance,
    Messenger,
    Mode,
    NotEditable,
    NotHere,
    Outgoing,
    RetryLater,
    Undeliverable,
)
from bots.pacing import Pacing
from core.clock import Clock
from core.errors import Unavailable
from core.identifiers import UserId
from core.messaging.phrases import phrases
from core.messaging.screen import Picture
from core.outbox.message import OutboundMessage
from core.outbox.queue import Queued, State, claim_messages, reclaim_messages, settle_message
from core.outbox.service import enqueue
from core.people.queries import require_person
from core.people.reach import find_address, note_gone, note_moved
from core.storage.unit_of_work import begin

T = TypeVar("T")
LoadPicture = Callable[[UserId, str], Awaitable[bytes | None]]
"""The bytes of a Picture's asset; None if they are gone (the alt text is then said instead)."""

_AT_ONCE = 16
_IDLE_SECONDS = 1.0
_TOGETHER = 0.005
"""Seconds between two claims at least."""
_LONGEST_CALL = 25.0
_STUCK_AFTER = timedelta(seconds=40)
"""Longer than any call: whoever claimed it has died."""
_RECOVER_SECONDS = 10.0
_LONGEST_WAIT = 1.5
"""Seconds that a message may wait for its pace in memory; beyond that its row waits."""
_log = structlog.get_logger()


class Delivery:
    """One per messenger and process; several processes may deliver for the same bot."""

    def __init__(
        self,
        messenger: Messenger,
        *,
        clock: Clock,
        pacing: Pacing,
        load_picture: LoadPicture,
        is_alone: bool = False,
    ) -> None:
        """`is_alone`: no other process delivers for this bot, so at the start what is claimed is stuck."""
        self._messenger = messenger
        self._clock = clock
        self._pacing = pacing
        self._load_picture = load_picture
        self._is_alone = is_alone
        self._work = asyncio.Event()
        self._under_way: set[UUID] = set()
        self._draining = False

    def wake(self) -> None:
        """The outbox has something new."""
        self._work.set()

    def drain(self) -> None:
        """Claim no more; `run` returns when what is on its way has arrived."""
        self._draining = True
        self._work.set()

    async def run(self) -> None:
        """Deliver until cancelled or drained."""
        stuck_after = timedelta() if self._is_alone else _STUCK_AFTER
        async with asyncio.TaskGroup() as tasks:
            recovered_at = float("-inf")
            while not self._draining:
                self._work.clear()
                now = asyncio.get_running_loop().time()
                if now - recovered_at >= _RECOVER_SECONDS:
                    await self._recover(stuck_after)
                    recovered_at, stuck_after = now, _STUCK_AFTER
                for queued in await self._claim():
                    self._under_way.add(queued.id)
                    tasks.create_task(self._deliver(queued))
                await self._rest(now)

    async def _rest(self, claimed_at: float) -> None:
        """Until there is something new; in a crowd a few come together, and one claim takes them all."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_IDLE_SECONDS):
                await self._work.wait()
        early = claimed_at + _TOGETHER - asyncio.get_running_loop().time()
        if early > 0 and not self._draining:
            await asyncio.sleep(early)

    async def _claim(self) -> list[Queued]:
        free = _AT_ONCE - len(self._under_way)
        if free <= 0:
            return []
        messenger = self._messenger
        try:
            return await claim_messages(messenger.platform, messenger.bot, limit=free, now=self._clock.now())
        except Unavailable:
            _log.warning("delivery.database_away", platform=messenger.platform.value)
            return []

    async def _recover(self, stuck_after: timedelta) -> None:
        """Decide about messages whose sender died between claiming and settling."""
        now = self._clock.now()
        messenger = self._messenger
        try:
            stuck = await reclaim_messages(
                messenger.platform, messenger.bot, before=now - stuck_after, limit=500, now=now
            )
            for queued in stuck:
                if queued.id in self._under_way:  # the demo's clock was moved past it
                    continue
                fate = judge_unknown(queued, _as_outgoing(queued), messenger, now)
                _log.warning("delivery.recovered", message=str(queued.id), state=fate.state.value)
                await self._settle(queued, fate)
        except Unavailable:
            return

    async def _deliver(self, queued: Queued) -> None:
        try:
            await self._attempt(queued)
        except Unavailable:
            _log.warning("delivery.unsettled", message=str(queued.id))
        except Exception:  # noqa: BLE001 - the named edge: one message's trouble stops no other
            _log.exception("delivery.failed", message=str(queued.id), ref=make_ref(queued.id))
            await self._bury(queued)
        finally:
            self._under_way.discard(queued.id)
            self._work.set()

    async def _attempt(self, queued: Queued) -> None:
        is_reply = queued.reply_handle is not None
        wait = await self._pacing.reserve(queued.address, is_reply=is_reply)
        while 0 < wait <= _LONGEST_WAIT:
            await asyncio.sleep(wait)
            wait = await self._pacing.reserve(queued.address, is_reply=is_reply)
        if wait > 0:
            await self._settle(queued, self._later(wait, queued.problem))
            return
        pictures = await self._insist(lambda: self._load_pictures(queued))
        message = replace(_as_outgoing(queued), pictures=pictures)
        try:
            sent_as = await self._send(message)
        except DeliveryFailure as failure:
            await self._face(queued, message, failure)
            return
        await self._insist(
            lambda: settle_message(queued, State.SENT, now=self._clock.now(), message_id=sent_as)
        )

    async def _insist(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Only this process knows how far the message came: a database that is away is waited for, or what was
        sent would be said twice, and what was not sent would count as perhaps said.
        """
        while True:
            try:
                return await attempt()
            except Unavailable:
                if self._draining:
                    raise
                await asyncio.sleep(_IDLE_SECONDS)

    async def _send(self, message: Outgoing) -> str | None:
        try:
            async with asyncio.timeout(_LONGEST_CALL):
                delivered = await self._messenger.deliver(message)
        except TimeoutError as late:
            raise FateUnknown("no answer in time") from late
        except NotEditable:
            if message.mode is not Mode.EDIT:
                raise
            return await self._send(replace(message, mode=Mode.SEND, edit_message=None))
        return delivered.message_id or message.edit_message

    async def _face(self, queued: Queued, message: Outgoing, failure: DeliveryFailure) -> None:
        now = self._clock.now()
        match failure:
            case AddressMoved(new_chat=new_chat):
                async with begin(queued.user_id, now=now) as uow:
                    await note_moved(uow, queued.address, new_chat)
                fate = self._later(0.0, keep_doubt(queued, failure.reason or "moved"))
            case AddressGone():
                fate = judge_failure(queued, message, failure, self._messenger, now)
                async with begin(queued.user_id, now=now) as uow:
                    await note_gone(uow, queued.address)
            case NotHere():
                fate = judge_failure(queued, message, failure, self._messenger, now)
                await self._take_home(queued)
            case _:
                if isinstance(failure, RetryLater) and failure.whole_bot:
                    self._pacing.pause(queued.address, failure.seconds)
                fate = judge_failure(queued, message, failure, self._messenger, now)
        _log.info("delivery.deferred", message=str(queued.id), state=fate.state.value, problem=fate.problem)
        if isinstance(failure, Undeliverable):
            await self._bury(queued, fate.problem)
        else:
            await self._settle(queued, fate)

    async def _take_home(self, queued: Queued) -> None:
        """Say it in the private chat that the person used last, if there is one."""
        async with begin(queued.user_id, now=self._clock.now()) as uow:
            home = await find_address(uow)
            if home is not None and queued.screen is not None:
                key = f"home:{queued.id}"
                again = OutboundMessage(address=home, screen=queued.screen, kind=queued.kind, dedupe_key=key)
                await enqueue(uow, again)

    async def _bury(self, queued: Queued, problem: str | None = None) -> None:
        """A message of ours that no platform takes: the person hears that, with a reference."""
        ref = make_ref(queued.id)
        _log.error("delivery.undeliverable", message=str(queued.id), ref=ref, problem=problem)
        try:
            if queued.kind in (Importance.ANSWER, Importance.CARD) and queued.screen is not None:
                async with begin(queued.user_id, now=self._clock.now()) as uow:
                    say = phrases((await require_person(uow)).locale)
                    sorry = OutboundMessage(
                        address=queued.address,
                        screen=compose_trouble(say, ref, is_kept=True),
                        kind=Importance.NOTICE,
                        dedupe_key=f"sorry:{queued.id}",
                    )
                    await enqueue(uow, sorry)
            await self._settle(queued, Fate(state=State.DEAD, problem=problem or "failed here"))
        except Unavailable:
            _log.warning("delivery.unsettled", message=str(queued.id))

    async def _settle(self, queued: Queued, fate: Fate) -> None:
        await self._insist(
            lambda: settle_message(
                queued, fate.state, now=self._clock.now(), problem=fate.problem, retry_at=fate.retry_at
            )
        )

    def _later(self, seconds: float, problem: str | None) -> Fate:
        return Fate(
            state=State.READY, problem=problem, retry_at=self._clock.now() + timedelta(seconds=seconds)
        )

    async def _load_pictures(self, queued: Queued) -> dict[str, bytes]:
        blocks = queued.screen.blocks if queued.screen else ()
        found: dict[str, bytes] = {}
        for block in blocks:
            if isinstance(block, Picture):
                png = await self._load_picture(queued.user_id, block.asset)
                if png is not None:
                    found[block.asset] = png
        return found


def _as_outgoing(queued: Queued) -> Outgoing:
    return Outgoing(
        id=queued.id,
        address=queued.address,
        kind=queued.kind,
        mode=queued.mode,
        screen=queued.screen,
        composed_at=queued.composed_at,
        edit_message=queued.edit_message,
        reply_handle=queued.reply_handle,
        reply_to=queued.reply_to,
        toast=queued.toast,
        ordinal=queued.ordinal,
    )
