"""Says things on Telegram: renders a message, sends or edits it, and names what went wrong."""

from collections.abc import Mapping, Sequence
from typing import assert_never
from uuid import UUID

import structlog
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bots.messenger import Delivered, Mode, NotEditable, NotSent, Outgoing, RetryLater, Undeliverable
from bots.telegram.activity import Activity
from bots.telegram.bot import JournalBot
from bots.telegram.payloads import AlbumPayload, Payload, PhotoPayload, TextPayload
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

    def __init__(self, bot: JournalBot, bot_id: str, *, activity: Activity | None = None) -> None:
        self.bot = bot_id
        self.username = ""
        """The bot's name for links into its chat; known once the door is open."""
        self._api = bot
        self._activity = activity or Activity(bot)
        self._sender = Sender(bot)
        self._half_sent: dict[UUID, list[str]] = {}
        self._awaiting: set[Place] = set()

    def repeats_safely(self, message: Outgoing) -> bool:
        """An edit to the same content changes nothing; Telegram has no such mercy with new messages."""
        return message.mode is Mode.EDIT or message.screen is None

    async def deliver(self, message: Outgoing) -> Delivered:
        if message.reply_handle is not None and (message.ordinal == 0 or message.screen is None):
            await self._acknowledge(message)
        place = _place_of(message.address)
        if message.screen is None:
            await self._gesture(message, place)
            return Delivered(message_id=None)
        payloads = self._payloads_of(message.screen, place, message.pictures)
        match message.mode:
            case Mode.SEND:
                delivered = await self._send(message, place, payloads)
                self._note_pictures(message.screen, place, payloads)
                return delivered
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
            for payload in self._payloads_of(screen, place, {}):
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

    async def _gesture(self, message: Outgoing, place: Place) -> None:
        """What is done without words: old buttons go, a sign is put to a message. Neither is worth a second try."""
        try:
            if message.mode is Mode.EDIT and message.edit_message is not None:
                await self._api.edit_message_reply_markup(place.chat, int(message.edit_message))
            elif message.reply_to is not None and message.reply_handle is None and message.toast:
                await self._api.set_message_reaction(place.chat, int(message.reply_to), message.toast)
        except TelegramError as error:
            log.info("telegram.gesture_refused", reason=error.message)

    def _note_pictures(self, screen: Screen, place: Place, payloads: Sequence[Payload]) -> None:
        """Until the picture that follows has come, the chat shows that one is on its way."""
        if screen.draws:
            if len(self._awaiting) >= MOST_HALF_SENT:
                self._awaiting.clear()
            self._awaiting.add(place)
            self._activity.expect(place, ChatAction.UPLOAD_PHOTO, lambda: place in self._awaiting, times=3)
        elif not all(isinstance(payload, TextPayload) for payload in payloads):
            self._awaiting.discard(place)

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
                with self._activity.during(place, ChatAction.UPLOAD_PHOTO):
                    return await self._sender.send_photo(place, payload, pictures[payload.asset], reply_to)
            case AlbumPayload(assets=assets):
                with self._activity.during(place, ChatAction.UPLOAD_PHOTO):
                    contents = [pictures[asset] for asset in assets]
                    return await self._sender.send_album(place, payload, contents, reply_to)
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
                case AlbumPayload():
                    raise NotEditable("an album cannot be edited")
                case _:
                    assert_never(payloads[0])
        except TelegramError as error:
            if not means_unchanged(error):
                raise failure_of(error) from None
        return Delivered(message_id=message.edit_message)

    def _payloads_of(
        self, screen: Screen, place: Place, pictures: Mapping[str, bytes]
    ) -> tuple[Payload, ...]:
        """A picture whose bytes are missing is told by its words instead."""
        told = tuple(
            Text(spans(block.alt)) if isinstance(block, Picture) and block.asset not in pictures else block
            for block in screen.blocks
        )
        try:
            shown = Screen(blocks=told, subject=screen.subject)
            return render(shown, direct=place.is_direct, username=self.username)
        except ValueError as error:
            raise Undeliverable(str(error)) from None

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
