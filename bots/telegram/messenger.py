"""Says things on Telegram: renders a message, sends or edits it, and names what went wrong."""

from collections.abc import Mapping, Sequence
from typing import assert_never
from uuid import UUID

import structlog
from telegram.error import TelegramError

from bots.messenger import Delivered, Mode, NotEditable, NotSent, Outgoing, RetryLater, Undeliverable
from bots.telegram.bot import JournalBot
from bots.telegram.payloads import Payload, PhotoPayload, TextPayload
from bots.telegram.places import Place
from bots.telegram.refusals import failure_of, means_unchanged
from bots.telegram.renderer import render
from bots.telegram.senders import Sender
from core.messaging.addresses import Address, Platform
from core.messaging.screen import Picture, Screen, Text, spans

LONGEST_TOAST = 200
MOST_HALF_SENT = 1000

log = structlog.get_logger(__name__)


class TelegramMessenger:
    """The messenger of one bot."""

    platform = Platform.TELEGRAM

    def __init__(self, bot: JournalBot, bot_id: str) -> None:
        self.bot = bot_id
        self._api = bot
        self._sender = Sender(bot)
        self._half_sent: dict[UUID, list[str]] = {}

    def repeats_safely(self, message: Outgoing) -> bool:
        """An edit to the same content changes nothing; Telegram has no such mercy with new messages."""
        return message.mode is Mode.EDIT or message.screen is None

    async def deliver(self, message: Outgoing) -> Delivered:
        if message.reply_handle is not None and (message.ordinal == 0 or message.screen is None):
            await self._acknowledge(message)
        if message.screen is None:
            return Delivered(message_id=None)
        place = _place_of(message.address)
        payloads = _payloads_of(message.screen, place, message.pictures)
        match message.mode:
            case Mode.SEND:
                return await self._send(message, place, payloads)
            case Mode.EDIT:
                return await self._edit(message, place, payloads)
            case Mode.BODY:
                raise Undeliverable("it rode in a webhook's answer and is never sent")
            case _:
                assert_never(message.mode)

    async def send_now(self, place: Place, payload: TextPayload) -> None:
        """Beside the outbox: the earlier parts of what rides in a webhook's answer."""
        try:
            await self._sender.send_text(place, payload, None)
        except TelegramError as error:
            log.warning("telegram.part_not_sent", reason=str(failure_of(error)))

    async def say_now(self, address: Address, screen: Screen) -> None:
        """Beside the outbox, for the one thing that cannot be in it: that the journal is away."""
        try:
            place = _place_of(address)
            for payload in _payloads_of(screen, place, {}):
                await self._send_one(place, payload, {}, None)
        except (TelegramError, Undeliverable) as error:
            log.warning("telegram.outage_not_told", reason=str(error))

    async def _acknowledge(self, message: Outgoing) -> None:
        """End the waiting sign on the button. A press too old to be answered is no loss beside a screen."""
        toast = (message.toast or "")[:LONGEST_TOAST] or None
        try:
            await self._api.answer_callback_query(message.reply_handle or "", text=toast)
        except TelegramError as error:
            failure = failure_of(error)
            if message.screen is None and isinstance(failure, NotSent | RetryLater):
                raise failure from None

    async def _send(self, message: Outgoing, place: Place, payloads: Sequence[Payload]) -> Delivered:
        """Pieces that arrived at an earlier attempt are not said again."""
        sent = self._half_sent.pop(message.id, [])
        for piece in payloads[len(sent) :]:
            try:
                reply_to = message.reply_to if not sent else None
                sent.append(await self._send_one(place, piece, message.pictures, reply_to))
            except TelegramError as error:
                self._note_half(message.id, sent)
                raise failure_of(error) from None
        return Delivered(message_id=sent[-1])

    async def _send_one(
        self, place: Place, payload: Payload, pictures: Mapping[str, bytes], reply_to: str | None
    ) -> str:
        match payload:
            case TextPayload():
                return await self._sender.send_text(place, payload, reply_to)
            case PhotoPayload():
                sent = await self._sender.send_photo(place, payload, pictures[payload.asset], reply_to)
                return str(sent.message_id)
            case _:
                assert_never(payload)

    async def _edit(self, message: Outgoing, place: Place, payloads: Sequence[Payload]) -> Delivered:
        if message.edit_message is None or len(payloads) != 1:
            raise NotEditable("one message cannot become several")
        number = int(message.edit_message)
        try:
            match payloads[0]:
                case TextPayload() as text:
                    await self._sender.edit_text(place, number, text)
                case PhotoPayload() as photo:
                    await self._sender.edit_photo(place, number, photo, message.pictures[photo.asset])
                case _:
                    assert_never(payloads[0])
        except TelegramError as error:
            if not means_unchanged(error):
                raise failure_of(error) from None
        return Delivered(message_id=message.edit_message)

    def _note_half(self, message: UUID, sent: list[str]) -> None:
        if sent:
            if len(self._half_sent) >= MOST_HALF_SENT:
                self._half_sent.pop(next(iter(self._half_sent)))
            self._half_sent[message] = sent


def _place_of(address: Address) -> Place:
    try:
        return Place.of(address)
    except ValueError:
        raise Undeliverable("the address is not one of Telegram's") from None


def _payloads_of(screen: Screen, place: Place, pictures: Mapping[str, bytes]) -> tuple[Payload, ...]:
    """A picture whose bytes are missing is told by its words instead."""
    told = tuple(
        Text(spans(block.alt)) if isinstance(block, Picture) and block.asset not in pictures else block
        for block in screen.blocks
    )
    try:
        return render(Screen(blocks=told, subject=screen.subject), direct=place.is_direct)
    except ValueError as error:
        raise Undeliverable(str(error)) from None
