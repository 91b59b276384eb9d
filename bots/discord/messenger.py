"""Says things on Discord: in answer to an interaction where it happened, otherwise in the channel."""

from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID, uuid4

import structlog

from bots.discord.acknowledgements import Acknowledgements
from bots.discord.failures import EXPIRED_HANDLE, REST_ERRORS, UNKNOWN_MESSAGE, failure_of
from bots.discord.nonce import make_nonce
from bots.discord.renderer import Message, render, render_one
from bots.discord.reply_handle import LIFETIME, ReplyHandle, find_handle
from bots.discord.rest import Rest
from bots.messenger import (
    AddressGone,
    Delivered,
    Mode,
    NotEditable,
    NotHere,
    Outgoing,
    RetryLater,
    Undeliverable,
)
from core.clock import Clock
from core.messaging.addresses import Address, Platform
from core.messaging.screen import Picture, Screen, Span, Text, Tone

log = structlog.get_logger(__name__)

_RACE = timedelta(seconds=5)
_RACE_PAUSE = 0.5
_SHUT_FOR = timedelta(seconds=30)
"""What was claimed together with the refused message is not asked for; the outbox stops the rest. No longer,
since the person may be heard again by another process."""

_MOST_SHUT = 1000
_NONCE_HOLDS = timedelta(minutes=2)
_SAFETY = timedelta(seconds=30)


class DiscordMessenger:
    """One per bot.

    In a server nothing is said to everybody on a person's account: answers to interactions are ephemeral
    there, and one whose interaction has expired goes to the private chat rather than into the open.
    """

    platform = Platform.DISCORD

    def __init__(self, rest: Rest, bot: str, clock: Clock, acknowledgements: Acknowledgements) -> None:
        self.bot = bot
        self._rest = rest
        self._clock = clock
        self._acknowledgements = acknowledgements
        self._shut: dict[str, datetime] = {}
        self._direct: dict[str, bool] = {}

    def repeats_safely(self, message: Outgoing) -> bool:
        """Edits do, new messages for the minutes in which their nonce is remembered; follow-ups do not."""
        if message.mode is Mode.EDIT or message.screen is None:
            return True
        handle = self._find_usable(message)
        if handle:
            return message.ordinal == 0 and handle.message is None
        return self._clock.now() - message.composed_at < _NONCE_HOLDS

    def reopen(self, chat: str) -> None:
        """Somebody was heard there: what was refused before may be allowed now."""
        self._shut.pop(chat, None)

    async def deliver(self, message: Outgoing) -> Delivered:
        handle = self._find_usable(message)
        try:
            if handle:
                await self._acknowledgements.settled(handle.write())
                return await self._answer(message, handle)
            return await self._say(message)
        except REST_ERRORS as error:
            failure = failure_of(error)
            if isinstance(failure, AddressGone):
                self._shut_out(message.address.chat)
            raise failure from None

    async def say_now(self, address: Address, screen: Screen, number: UUID | None = None) -> None:
        """Beside the outbox, for what belongs to nobody's journal: that it is away, that the bot has come.
        The same `number` is said once within minutes.
        """
        try:
            await self._rest.send(address.chat, render_one(screen, {}), make_nonce(number or uuid4()))
        except REST_ERRORS as error:
            log.warning("discord.not_told", reason=failure_of(error).reason)

    def _find_usable(self, message: Outgoing) -> ReplyHandle | None:
        handle = find_handle(message.reply_handle)
        if handle is None or self._clock.now() - handle.opened_at > LIFETIME - _SAFETY:
            return None
        return handle

    async def _answer(self, message: Outgoing, handle: ReplyHandle) -> Delivered:
        try:
            return await self._answer_there(message, handle)
        except REST_ERRORS as error:
            code = getattr(error, "code", None)
            if code not in EXPIRED_HANDLE:
                raise
            if self._clock.now() - handle.opened_at < _RACE:
                # another process answers before the gateway's has acknowledged
                raise RetryLater(_RACE_PAUSE, f"{code}: not acknowledged yet") from None
            return await self._say(message)

    async def _answer_there(self, message: Outgoing, handle: ReplyHandle) -> Delivered:
        if message.screen is None:
            return await self._acknowledge(message, handle)
        if message.mode is Mode.EDIT:
            return await self._edit_there(message, handle, message.screen)
        pages = render(_with_toast(message, message.screen), message.pictures)
        number = None
        for place, page in enumerate(pages):
            if place == 0 and message.ordinal == 0 and handle.message is None:
                number = await self._take_place(handle, page)
            else:
                number = await self._rest.follow_up(handle, page, private=not handle.direct)
        return Delivered(message_id=number)

    async def _take_place(self, handle: ReplyHandle, page: Message) -> str:
        """Fill the "thinking" message; if the person dismissed it, follow up."""
        try:
            return await self._rest.edit_original(handle, page)
        except REST_ERRORS as error:
            if getattr(error, "code", None) != UNKNOWN_MESSAGE:
                raise
            return await self._rest.follow_up(handle, page, private=not handle.direct)

    async def _edit_there(self, message: Outgoing, handle: ReplyHandle, screen: Screen) -> Delivered:
        page = render_one(_with_toast(message, screen), message.pictures)
        if handle.message and message.edit_message in {None, handle.message}:
            return Delivered(message_id=await self._rest.edit_original(handle, page))
        delivered = await self._edit(message, page)
        if handle.message is None and message.ordinal == 0:
            await self._rest.delete_original(handle)  # nothing takes the place of "thinking"
        return delivered

    async def _acknowledge(self, message: Outgoing, handle: ReplyHandle) -> Delivered:
        """The press was acknowledged when it was stored; what is left is to say the toast, to them only."""
        if message.toast:
            page = render_one(_words(message.toast), {})
            if handle.message is None and message.ordinal == 0:
                await self._take_place(handle, page)
            else:
                await self._rest.follow_up(handle, page, private=True)
        elif handle.message is None and message.ordinal == 0:
            await self._rest.delete_original(handle)
        return Delivered(message_id=None)

    async def _say(self, message: Outgoing) -> Delivered:
        if message.screen is None:
            return Delivered(message_id=None)
        chat = message.address.chat
        shut_at = self._shut.get(chat)
        if shut_at is not None and self._clock.now() - shut_at < _SHUT_FOR:
            raise AddressGone("refused a moment ago")
        await self._require_discretion(message, message.screen)
        match message.mode:
            case Mode.SEND:
                return await self._send(message, message.screen)
            case Mode.EDIT:
                return await self._edit(message, render_one(message.screen, message.pictures))
            case Mode.BODY:
                raise Undeliverable("Discord has no answers in a body")
            case _:
                assert_never(message.mode)

    async def _send(self, message: Outgoing, screen: Screen) -> Delivered:
        number = None
        for place, page in enumerate(render(screen, message.pictures)):
            reply_to = message.reply_to if place == 0 else None
            number = await self._rest.send(
                message.address.chat, page, make_nonce(message.id, place), reply_to
            )
        return Delivered(message_id=number)

    async def _edit(self, message: Outgoing, page: Message) -> Delivered:
        if message.edit_message is None:
            raise NotEditable("no message is named")
        number = await self._rest.edit(message.address.chat, message.edit_message, page)
        return Delivered(message_id=number)

    async def _require_discretion(self, message: Outgoing, screen: Screen) -> None:
        """Raise NotHere if the words are for one person and the channel is not theirs alone."""
        handle = find_handle(message.reply_handle)
        if handle is not None and not handle.direct:
            raise NotHere("the interaction has expired and its channel is not private")
        if screen.private and not await self._is_direct(message.address.chat):
            raise NotHere("private words do not go into a channel")

    async def _is_direct(self, chat: str) -> bool:
        if chat not in self._direct:
            if len(self._direct) >= _MOST_SHUT:
                self._direct.clear()
            self._direct[chat] = await self._rest.is_direct(chat)
        return self._direct[chat]

    def _shut_out(self, chat: str) -> None:
        if len(self._shut) >= _MOST_SHUT:
            self._shut.clear()
        self._shut[chat] = self._clock.now()


def _words(text: str) -> Screen:
    return Screen(blocks=(Text((Span(text),)),))


def _with_toast(message: Outgoing, screen: Screen) -> Screen:
    """Discord has no toasts: a few words stand under the text until the next edit."""
    if not message.toast:
        return screen
    toast = Text((Span(message.toast, Tone.MUTED),))
    blocks = list(screen.blocks)
    place = next((i for i, block in enumerate(blocks) if isinstance(block, Picture)), len(blocks))
    return Screen(
        blocks=(*blocks[:place], toast, *blocks[place:]), subject=screen.subject, private=screen.private
    )
