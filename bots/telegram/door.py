"""Telegram's door: opens the bot, receives by polling or webhook, says things, closes in good order."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import aiohttp
import structlog
from aiohttp import web
from telegram.error import InvalidToken, TelegramError

from bots.commands.registry import Command
from bots.intake import Intake
from bots.telegram.activity import Activity, AnnouncingIntake
from bots.telegram.adapter import Identity
from bots.telegram.bodies import compose_body
from bots.telegram.bot import PUBLIC_API, JournalBot
from bots.telegram.menu import introduce
from bots.telegram.messenger import TelegramMessenger
from bots.telegram.polling import Lead, Poller, explain
from bots.telegram.updates import KINDS
from bots.telegram.uploads import fetch_upload
from bots.telegram.webhook import Webhook, webhook_secret
from core.clock import Clock
from core.identifiers import UserId
from core.messaging.addresses import Address
from core.messaging.screen import Screen

CONNECTIONS = 100
WEBHOOK_CONNECTIONS = 40
LONGEST_PAUSE = 60.0
DRAIN_SECONDS = 10.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class TelegramSettings:
    """`public_url`: where the platform reaches us, for the webhook; None means polling."""

    token: str
    api_url: str = PUBLIC_API
    public_url: str | None = None

    @property
    def bot_id(self) -> str:
        """The part of the token that is not secret."""
        return self.token.split(":", 1)[0]


class TelegramDoor:
    """One bot. `messenger` may be handed to delivery at once; it works from `start` on."""

    def __init__(
        self,
        settings: TelegramSettings,
        *,
        intake: Intake,
        clock: Clock,
        lead: Lead,
        commands: Mapping[str, Command],
        is_busy: Callable[[UserId], bool] = lambda _: False,
        first_pause: float = 1.0,
    ) -> None:
        """`is_busy`: somebody's lane is at work here, so that an answer may be on its way."""
        self._settings = settings
        self._commands = commands
        self._first_pause = first_pause
        self._session: aiohttp.ClientSession | None = None
        self._bot = JournalBot(settings.token, api_url=settings.api_url, find_session=self._require_session)
        self._me: Identity | None = None
        self._task: asyncio.Task[None] | None = None
        self._introducing: asyncio.Task[None] | None = None
        self._activity = Activity(self._bot)
        self._trouble: str | None = "not started"
        self.messenger = TelegramMessenger(self._bot, settings.bot_id, activity=self._activity)
        announcing = AnnouncingIntake(intake, self._activity, is_busy)
        self._poller = Poller(
            bot=self._bot,
            me=self._require_me,
            intake=announcing,
            clock=clock,
            lead=lead,
            tell=self.messenger.say_now,
            first_pause=first_pause,
        )
        self._webhook = Webhook(
            token=settings.token,
            me=lambda: self._me,
            intake=announcing,
            clock=clock,
            tell=self.messenger.say_now,
            compose_body=self._compose_body,
        )

    @property
    def trouble(self) -> str | None:
        """Why nothing arrives at present, in words for an operator; None while all is well."""
        return self._trouble or (self._poller.trouble if self._settings.public_url is None else None)

    def routes(self) -> tuple[web.RouteDef, ...]:
        """What the HTTP server mounts; nothing when polling."""
        return (self._webhook.route(),) if self._settings.public_url is not None else ()

    async def start(self) -> None:
        """Open the door; an absent platform is waited for in the background."""
        local = self._settings.api_url.startswith(("http://127.", "http://localhost"))
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=CONNECTIONS), auto_decompress=True, trust_env=not local
        )
        self._task = asyncio.create_task(self._run(), name="telegram door")
        self._task.add_done_callback(self._note_end)

    async def stop(self) -> None:
        """Take nothing new, store what was fetched; afterwards nothing can be said any more."""
        self._webhook.close()
        self._poller.stop()
        if self._task is not None:
            if not self._poller.is_leading:
                self._task.cancel()
            _, late = await asyncio.wait({self._task}, timeout=DRAIN_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._end_signs()
        if self._session is not None:
            await self._session.close()

    async def fetch_upload(self, ref: str) -> bytes:
        """The bytes of a picture that somebody sent; see `uploads.fetch_upload`."""
        return await fetch_upload(self._bot, ref)

    async def _end_signs(self) -> None:
        self._activity.stop()
        if self._introducing is not None:
            self._introducing.cancel()
            await asyncio.gather(self._introducing, return_exceptions=True)

    async def _run(self) -> None:
        await self._learn_name()
        self._introducing = asyncio.create_task(self._introduce(), name="telegram introduction")
        if self._settings.public_url is None:
            await self._insist(self._bot.delete_webhook)
            await self._poller.run()
        else:
            url = f"{self._settings.public_url.rstrip('/')}{self._webhook.path}"
            await self._insist(lambda: self._set_webhook(url))

    def _note_end(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._trouble = "the door failed to open for a reason that the log names"
            log.error("telegram.door_failed", exc_info=error)

    async def _learn_name(self) -> None:
        """Without it commands in groups cannot be told apart, and no link leads here."""
        await self._insist(self._bot.initialize)
        known = frozenset(self._commands)
        self._me = Identity(id=str(self._bot.id), username=self._bot.username, commands=known)
        self.messenger.username = self._bot.username

    async def _introduce(self) -> None:
        """Beside the work: nobody waits for a menu."""
        try:
            await introduce(self._bot, self._commands)
        except Exception as error:  # noqa: BLE001 - the named edge: whatever an odd server answers, a menu stops nothing
            log.warning("telegram.menu_not_set", reason=explain(error), kind=type(error).__name__)

    async def _set_webhook(self, url: str) -> bool:
        return await self._bot.set_webhook(
            url,
            secret_token=webhook_secret(self._settings.token),
            allowed_updates=KINDS,
            max_connections=WEBHOOK_CONNECTIONS,
        )

    async def _insist(self, attempt: Callable[[], Awaitable[object]]) -> None:
        """Again and again, ever more slowly: the platform or its network may come back."""
        pause = self._first_pause
        while True:
            try:
                await attempt()
            except TelegramError as error:
                self._trouble = explain(error)
                pause = LONGEST_PAUSE if isinstance(error, InvalidToken) else pause
                log.warning("telegram.waits", reason=self._trouble, seconds=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._trouble = None
                return

    async def _compose_body(self, address: Address, screen: Screen) -> bytes:
        return await compose_body(address, screen, self.messenger.send_now)

    def _require_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the door is not open")
        return self._session

    def _require_me(self) -> Identity:
        if self._me is None:
            raise RuntimeError("the bot does not know its name yet")
        return self._me
