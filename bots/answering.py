"""Answers one event: claimed, handled and settled in one transaction; a refusal or failure gets a second."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import msgspec
import structlog

from bots.albums import find_settling, gather_album
from bots.dialogs.conductor import RESUME
from bots.discretion import answer_discreetly
from bots.failures import compose_trouble, make_ref
from bots.inbound import Inbound, Kind
from bots.languages import follow_platform
from bots.router import Router
from bots.saying import Said, acknowledge_early, compose_messages
from bots.turn import Answer, Floor, Turn, Utterance
from core.clock import Clock
from core.conversations import service
from core.conversations.inbox import Event
from core.conversations.settling import settle
from core.errors import DomainError, Unavailable
from core.identifiers import UserId
from core.messaging.phrases import phrases
from core.messaging.screen import Screen
from core.messaging.tongue import speak
from core.outbox.service import enqueue_all
from core.people.lane import Claimed, Standing, claim_event, claim_fresh, lane_key
from core.storage.unit_of_work import UnitOfWork, begin

BACK_OFF = (1.0, 5.0, 30.0)
"""Seconds before each further attempt at a failing event; after the last one it is given up."""

_LONGEST_TURN = 30.0
_DECODE = msgspec.json.Decoder(Inbound)
_log = structlog.get_logger()

Respond = Callable[[Turn], Awaitable[Answer]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """How it went. `event` None: nothing was claimed, see `standing`. `more`: another event waits. `speaks`:
    the outbox has something new.
    """

    event: UUID | None = None
    standing: Standing | None = None
    more: bool = False
    speaks: bool = False
    riding: Screen | None = None


class Answering:
    """Takes the next event of a person through the router."""

    def __init__(self, router: Router, clock: Clock) -> None:
        self._router = router
        self._clock = clock

    async def answer_next(self, user_id: UserId, *, riding: UUID | None = None) -> Answered:
        """Answer the oldest event that is due. `riding`: that event's answer may ride in a webhook's.

        Raises:
            Unavailable: the database does not answer.
        """
        seen: list[Claimed] = []
        try:
            async with asyncio.timeout(_LONGEST_TURN):
                return await self._answer(user_id, seen, self._router.answer, riding=riding)
        except DomainError as refusal:
            if not seen:
                raise
            if isinstance(refusal, Unavailable):
                return await self._recover(user_id, seen[0], refusal)
            return await self._refuse(user_id, seen[0], refusal, riding=riding)
        except Exception as failure:  # the named edge: whatever a handler does, the lane goes on
            if not seen:
                raise
            return await self._recover(user_id, seen[0], failure)

    async def answer_fresh(self, user_id: UserId, inbound: Inbound, event: Event) -> Answered | None:
        """Store a new event and answer it in one transaction.

        None: nothing was stored and nothing happened; the ordinary way will find out why.
        """
        try:
            async with asyncio.timeout(_LONGEST_TURN), self._begin(user_id) as uow:
                claimed = await claim_fresh(uow, event)
                if claimed is None:
                    return None
                turn = self._make_turn(uow, claimed, inbound)
                return await self._respond(turn, claimed.event, self._router.answer, may_ride=True)
        except Exception:  # noqa: BLE001 - the named edge: everything is rolled back and done again the ordinary way
            return None

    async def _answer(
        self,
        user_id: UserId,
        seen: list[Claimed],
        respond: Respond,
        *,
        only: UUID | None = None,
        riding: UUID | None = None,
    ) -> Answered:
        async with self._begin(user_id) as uow:
            claimed = await claim_event(uow, only)
            if isinstance(claimed, Standing):
                return Answered(standing=claimed)
            seen.append(claimed)
            turn = self._make_turn(uow, claimed, _DECODE.decode(claimed.payload))
            wait = find_settling(turn.inbound, turn.now) or self._router.waits_until(turn)
            if wait:
                await service.defer(uow, claimed.event, until=wait)
                return Answered(event=claimed.event, more=True)
            if turn.inbound.album:
                turn = replace(turn, inbound=await gather_album(uow, claimed.event, turn.inbound))
            return await self._respond(turn, claimed.event, respond, may_ride=riding == claimed.event)

    async def _respond(self, turn: Turn, event: UUID, respond: Respond, *, may_ride: bool) -> Answered:
        turn, answered = await answer_discreetly(await follow_platform(turn), respond)
        said = compose_messages(turn.inbound, event, answered, may_ride=may_ride)
        more = await self._settle(turn, event, said)
        speaks = bool(said.messages) and said.riding is None
        return Answered(event=event, more=more, speaks=speaks, riding=said.riding)

    async def _settle(self, turn: Turn, event: UUID, said: Said) -> bool:
        floor = turn.floor
        for conversation in floor.put_aside:
            until = floor.conversation.expires_at
            await service.put_aside(turn.uow, conversation, RESUME, until=until)
        changed = floor.conversation if floor.has_changed else None
        return await settle(turn.uow, event, messages=said.messages, floor=changed, heard=floor.heard)

    async def _refuse(
        self, user_id: UserId, claimed: Claimed, refusal: DomainError, *, riding: UUID | None
    ) -> Answered:
        _log.info("event.refused", event_id=str(claimed.event), code=refusal.code)

        async def explain(turn: Turn) -> Answer:
            return await self._router.refuse(turn, refusal)

        try:
            return await self._answer(user_id, [], explain, only=claimed.event, riding=riding)
        except Unavailable:
            raise
        except Exception as again:  # noqa: BLE001 - the same edge: even the explanation may fail
            return await self._recover(user_id, claimed, again)

    async def _recover(self, user_id: UserId, claimed: Claimed, failure: Exception) -> Answered:
        ref = make_ref(claimed.event)
        _log.error(
            "event.failed",
            ref=ref,
            event_id=str(claimed.event),
            attempt=claimed.attempts + 1,
            exc_info=failure,
        )
        async with self._begin(user_id) as uow:
            again = await claim_event(uow, claimed.event)
            if isinstance(again, Standing):
                return Answered(standing=again)
            if again.attempts < len(BACK_OFF) and not isinstance(failure, msgspec.MsgspecError):
                at = uow.now + timedelta(seconds=BACK_OFF[again.attempts])
                await service.try_again(uow, claimed.event, at=at)
                speaks = again.attempts == 0 and await self._acknowledge(uow, again)
                return Answered(event=claimed.event, more=True, speaks=speaks)
            await service.give_up(uow, claimed.event)
            if not isinstance(failure, msgspec.MsgspecError):
                await self._apologise(uow, again, ref)
        return Answered(event=claimed.event, more=True, speaks=True)

    async def _acknowledge(self, uow: UnitOfWork, claimed: Claimed) -> bool:
        """A pressed button does not wait for the attempts to come; whether there is anything to say."""
        early = acknowledge_early(_DECODE.decode(claimed.payload), claimed.event)
        await enqueue_all(uow, [early] if early else [], user_id=claimed.person.id)
        return early is not None

    async def _apologise(self, uow: UnitOfWork, claimed: Claimed, ref: str) -> None:
        turn = self._make_turn(uow, claimed, _DECODE.decode(claimed.payload))
        if turn.inbound.kind in (Kind.PROMPT, Kind.MEMBERSHIP):
            return
        sorry = Answer(utterances=(Utterance(screen=compose_trouble(turn.say, ref)),))
        said = compose_messages(turn.inbound, claimed.event, sorry)
        await enqueue_all(uow, said.messages, user_id=turn.person.id)

    def _begin(self, user_id: UserId) -> AbstractAsyncContextManager[UnitOfWork]:
        return begin(user_id, now=self._clock.now(), try_lock=lane_key(user_id))

    def _make_turn(self, uow: UnitOfWork, claimed: Claimed, inbound: Inbound) -> Turn:
        speak(claimed.person.locale)
        return Turn(
            uow=uow,
            inbound=inbound,
            person=claimed.person,
            now=uow.now,
            say=phrases(claimed.person.locale),
            sign=self._router.keyring.signer(claimed.person.id),
            floor=Floor(claimed.conversation),
        )
