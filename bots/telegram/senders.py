"""One payload, one call to the Bot API; repeated once where the platform dislikes a detail we can do without."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import structlog
from telegram import InputMediaPhoto, LinkPreviewOptions, Message, ReplyParameters
from telegram.error import TelegramError

from bots.telegram.bot import JournalBot
from bots.telegram.calls import sending
from bots.telegram.objects import entities_of, keyboard_of
from bots.telegram.payloads import AlbumPayload, PhotoPayload, TextPayload
from bots.telegram.pictures import FILE_NAME, SentPictures
from bots.telegram.places import Place
from bots.telegram.refusals import means_bad_entities, means_lost_file
from bots.telegram.wording import Wording

UPLOAD_SECONDS = 30.0

Sent = TypeVar("Sent")
Said = TypeVar("Said", str, Message | bool)

log = structlog.get_logger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender:
    """Raises the library's TelegramError; the messenger translates it."""

    def __init__(self, bot: JournalBot) -> None:
        self._bot = bot
        self._pictures = SentPictures()

    async def send_text(self, place: Place, payload: TextPayload, reply_to: str | None) -> str:
        """The number of the message."""
        return await _with_marks_or_plain(
            payload.wording,
            lambda wording: self._bot.say(
                sending(place, replace(payload, wording=wording), reply_to=reply_to)
            ),
        )

    async def edit_text(self, place: Place, message: int, payload: TextPayload) -> Message | bool:
        return await _with_marks_or_plain(
            payload.wording,
            lambda wording: self._bot.edit_message_text(
                wording.text,
                chat_id=place.chat,
                message_id=message,
                entities=entities_of(wording),
                reply_markup=keyboard_of(payload.keyboard),
                link_preview_options=_NO_PREVIEW,
            ),
        )

    async def send_photo(
        self, place: Place, payload: PhotoPayload, content: bytes, reply_to: str | None
    ) -> str:
        """The number of the message."""

        async def send() -> Message:
            return await self._bot.send_photo(
                place.chat,
                self._pictures.to_send(content),
                caption=payload.caption.text or None,
                caption_entities=entities_of(payload.caption),
                message_thread_id=place.thread,
                reply_markup=keyboard_of(payload.keyboard),
                reply_parameters=quoting(reply_to),
                read_timeout=UPLOAD_SECONDS,
            )

        sent = await self._with_files((content,), send)
        self._pictures.remember(content, sent)
        return str(sent.message_id)

    async def send_album(
        self, place: Place, payload: AlbumPayload, contents: Sequence[bytes], reply_to: str | None
    ) -> str:
        """The number of the album's last message."""

        async def send() -> tuple[Message, ...]:
            words = [payload.caption, *[Wording("")] * (len(contents) - 1)]
            return await self._bot.send_media_group(
                place.chat,
                [self._media_of(content, under) for content, under in zip(contents, words, strict=True)],
                message_thread_id=place.thread,
                reply_parameters=quoting(reply_to),
                read_timeout=UPLOAD_SECONDS,
            )

        sent = await self._with_files(contents, send)
        for content, message in zip(contents, sent, strict=True):
            self._pictures.remember(content, message)
        return str(sent[-1].message_id)

    async def edit_photo(self, place: Place, message: int, payload: PhotoPayload, content: bytes) -> None:
        async def send() -> Message | bool:
            return await self._bot.edit_message_media(
                self._media_of(content, payload.caption),
                chat_id=place.chat,
                message_id=message,
                reply_markup=keyboard_of(payload.keyboard),
                read_timeout=UPLOAD_SECONDS,
            )

        self._pictures.remember(content, await self._with_files((content,), send))

    def _media_of(self, content: bytes, caption: Wording) -> InputMediaPhoto:
        return InputMediaPhoto(
            self._pictures.find(content) or content,
            filename=FILE_NAME,
            caption=caption.text or None,
            caption_entities=entities_of(caption),
        )

    async def _with_files(self, contents: Sequence[bytes], send: Callable[[], Awaitable[Sent]]) -> Sent:
        """A remembered file may have died at the platform: then the bytes go once more."""
        try:
            return await send()
        except TelegramError as error:
            if not (means_lost_file(error) and any(self._pictures.find(content) for content in contents)):
                raise
            for content in contents:
                self._pictures.forget(content)
            return await send()


async def _with_marks_or_plain(wording: Wording, send: Callable[[Wording], Awaitable[Said]]) -> Said:
    """Marks that the platform cannot read are worth less than the words."""
    try:
        return await send(wording)
    except TelegramError as error:
        if not (wording.marks and means_bad_entities(error)):
            raise
        log.warning("telegram.marks_refused", reason=error.message)
        return await send(Wording(wording.text))


def quoting(message: str | None) -> ReplyParameters | None:
    """The quoted message may be gone by now: then the answer stands alone."""
    if message is None:
        return None
    return ReplyParameters(message_id=int(message), allow_sending_without_reply=True)
