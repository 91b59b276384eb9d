"""The journal speaks in the web chat: its cards go into the store and onto the open pages."""

from collections.abc import Mapping

from msgspec.structs import replace

from bots.console.entry import Entry, Side
from bots.console.listeners import Listeners, News
from bots.console.payload import render_entry
from bots.console.people import BOT
from bots.console.store import ConsoleStore
from bots.console.uploads import NotAPicture, PictureShelf
from bots.messenger import Delivered, Mode, NotEditable, Outgoing
from core.clock import Clock
from core.messaging.addresses import Platform
from core.messaging.screen import Choices, InputHint, Picture, Screen


class ConsoleMessenger:
    """Delivery to the web chat; the outbox row's id keeps a repeat from being seen twice."""

    platform = Platform.CONSOLE
    bot = BOT

    def __init__(
        self, *, store: ConsoleStore, shelf: PictureShelf, listeners: Listeners, clock: Clock
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._listeners = listeners
        self._clock = clock

    async def deliver(self, message: Outgoing) -> Delivered:
        entry = await (self._put(message, message.screen) if message.screen else self._strip(message))
        if entry:
            self._listeners.tell(News(name="entry", body=render_entry(entry), change=entry.change))
        if message.reply_handle:
            self._listeners.tell(
                News(
                    name="answered",
                    body={
                        "chat": message.address.chat,
                        "event": message.reply_handle,
                        "toast": message.toast,
                    },
                )
            )
        return Delivered(message_id=entry.id if entry else None)

    def repeats_safely(self, message: Outgoing) -> bool:
        del message
        return True

    async def _put(self, message: Outgoing, screen: Screen) -> Entry:
        pictures = await self._keep_pictures(screen, message.pictures)
        if message.mode is Mode.EDIT and message.edit_message is not None:
            entry = await self._store.edit_screen(
                message.address.chat, message.edit_message, screen, pictures
            )
            if entry is None:
                raise NotEditable(message.edit_message)
            return entry
        return await self._store.append(
            Entry(
                number=0,
                change=0,
                chat=message.address.chat,
                id="",
                side=Side.JOURNAL,
                at=self._clock.now(),
                screen=screen,
                pictures=pictures,
                reply_to=message.reply_to,
            ),
            outgoing=str(message.id),
        )

    async def _strip(self, message: Outgoing) -> Entry | None:
        """Take the buttons off a question that was answered in words."""
        if message.mode is not Mode.EDIT or message.edit_message is None:
            return None
        chat, asked = message.address.chat, message.edit_message
        entry = await self._store.find(chat, asked)
        if entry is None or entry.screen is None:
            return None
        kept = tuple(block for block in entry.screen.blocks if not isinstance(block, Choices | InputHint))
        return await self._store.edit_screen(chat, asked, replace(entry.screen, blocks=kept), entry.pictures)

    async def _keep_pictures(self, screen: Screen, pictures: Mapping[str, bytes]) -> dict[str, str]:
        """Put the screen's pictures on the shelf; what is missing or broken stays an empty frame."""
        files: dict[str, str] = {}
        for block in screen.blocks:
            if isinstance(block, Picture) and block.asset in pictures:
                try:
                    files[block.asset] = (await self._shelf.keep(pictures[block.asset])).ref
                except NotAPicture:
                    continue
        return files
