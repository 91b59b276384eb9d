"""Discord's door: logs in, listens to the gateway while it leads, says things, closes in good order."""

import asyncio
import base64
import binascii
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import discord
import structlog

from bots.commands.registry import Command
from bots.discord.acknowledgements import Acknowledgements
from bots.discord.client import JournalClient, ShardedJournalClient
from bots.discord.endpoints import PUBLIC_API, PUBLIC_GATEWAY, use_api, use_gateway
from bots.discord.failures import REST_ERRORS, failure_of
from bots.discord.messenger import DiscordMessenger
from bots.discord.receiver import Receiver
from bots.discord.rest import Rest, limit_patience
from bots.discord.scrubbing import guard_logs
from bots.discord.uploads import fetch_upload
from bots.intake import Intake
from core.clock import Clock
from core.messaging.forms import FORMS, Form

LONGEST_PAUSE = 60.0
DRAIN_SECONDS = 10.0
LOGIN_SECONDS = 30.0

log = structlog.get_logger(__name__)


class Leading(Protocol):
    """`lost` is set when another process may take over."""

    @property
    def lost(self) -> asyncio.Event: ...


Lead = Callable[[], AbstractAsyncContextManager[Leading]]


@dataclass(frozen=True, kw_only=True, slots=True)
class DiscordSettings:
    """`gateway_url` None: the one that the API names (the public one for the public API)."""

    token: str
    api_url: str = PUBLIC_API
    gateway_url: str | None = None

    @property
    def bot_id(self) -> str:
        """The part of the token that is not secret: the bot's own id, or a name for an odd token."""
        head = self.token.split(".", 1)[0]
        try:
            number = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError):
            number = ""
        return number if number.isdecimal() else sha256(self.token.encode()).hexdigest()[:16]


class DiscordDoor:
    """One bot. `messenger` may be handed to delivery at once; it works from the login on.

    What is said goes through a client of its own that never connects to the gateway: any process may
    speak, one listens.
    """

    def __init__(
        self,
        settings: DiscordSettings,
        *,
        intake: Intake,
        clock: Clock,
        lead: Lead,
        commands: Mapping[str, Command],
        forms: Mapping[str, Form] = FORMS,
        first_pause: float = 1.0,
    ) -> None:
        self._settings = settings
        self._lead = lead
        self._commands = commands
        self._first_pause = self._pause = first_pause
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._speaker = discord.Client(intents=discord.Intents(guilds=True), max_messages=None)
        limit_patience(self._speaker)
        acknowledgements = Acknowledgements()
        self.messenger = DiscordMessenger(Rest(self._speaker), settings.bot_id, clock, acknowledgements)
        self._receiver = Receiver(
            intake=intake,
            clock=clock,
            messenger=self.messenger,
            acknowledgements=acknowledgements,
            forms=forms,
        )
        self.trouble: str | None = "not started"
        """Why nothing arrives at present, in words for an operator; None while all is well."""

    async def start(self) -> None:
        """Open the door; an absent platform is waited for in the background."""
        guard_logs(self._settings.token)
        use_api(self._settings.api_url)
        self._task = asyncio.create_task(self._run(), name="discord door")

    async def stop(self) -> None:
        """Take nothing new, store what was heard; afterwards nothing can be said any more."""
        self._stopping.set()
        if self._task is not None:
            _, late = await asyncio.wait({self._task}, timeout=DRAIN_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._speaker.close()

    async def fetch_upload(self, ref: str) -> bytes:
        """The bytes of a picture that somebody sent; see `uploads.fetch_upload`."""
        return await fetch_upload(self._speaker, ref)

    async def _run(self) -> None:
        """Log in, then listen until stopped, one leadership after the other, ever more patiently."""
        while not self._stopping.is_set():
            try:
                if self._speaker.application_id is None:
                    await self._log_in(self._speaker)
                self.trouble = None  # another process may be the one that listens
                async with self._lead() as leading:
                    await self._listen(leading)
            except Exception as error:  # noqa: BLE001 - the named edge: the door stays, whatever happens behind it
                await self._wait_after(error)

    async def _wait_after(self, error: Exception) -> None:
        """Too many log-ins a day and Discord resets the token: the pause grows until the gateway is ready."""
        self.trouble = _explain(error)
        seconds = LONGEST_PAUSE if isinstance(error, discord.LoginFailure) else self._pause
        self._pause = min(seconds * 2, LONGEST_PAUSE)
        log.warning("discord.waits", reason=self.trouble, seconds=seconds)
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    async def _listen(self, leading: Leading) -> None:
        """Be connected until stopped, or until another process leads."""
        client = await self._make_client()
        try:
            await self._log_in(client)
            self.trouble = "connecting to the gateway"
            listening = asyncio.create_task(client.connect())
            ends = [asyncio.create_task(event.wait()) for event in (self._stopping, leading.lost)]
            try:
                await asyncio.wait({listening, *ends}, return_when=asyncio.FIRST_COMPLETED)
                await self._receiver.drain(DRAIN_SECONDS)
                await client.close()
                await listening
            finally:
                for task in (listening, *ends):
                    task.cancel()
                await asyncio.gather(listening, *ends, return_exceptions=True)
        finally:
            await client.close()

    async def _make_client(self) -> discord.Client:
        """A client with as many connections as Discord asks for.

        Raises:
            ConnectionRefusedError: no more log-ins are allowed today; one more would reset the token.
        """
        shards, gateway, starts = 1, None, 1
        try:
            answer = await self._speaker.http.get_bot_gateway()
            shards, gateway, starts = answer[0], answer[1], int(answer[2].get("remaining", 1))
        except (discord.GatewayNotFound, KeyError, TypeError) as error:
            log.warning("discord.gateway_not_named", reason=type(error).__name__)
        if starts < 1:
            raise ConnectionRefusedError("Discord allows no more log-ins today")
        kind = ShardedJournalClient if shards > 1 else JournalClient
        client = kind(
            bot=self._settings.bot_id,
            receiver=self._receiver,
            commands=self._commands.values(),
            report=self._report,
        )
        use_gateway(client, self._settings.gateway_url or gateway or PUBLIC_GATEWAY)
        return client

    def _report(self, trouble: str | None) -> None:
        self.trouble = trouble
        if trouble is None:
            self._pause = self._first_pause

    async def _log_in(self, client: discord.Client) -> None:
        async with asyncio.timeout(LOGIN_SECONDS):
            await client.login(self._settings.token)


def _explain(error: Exception) -> str:
    match error:
        case discord.LoginFailure():
            return "Discord refuses the token: is AMS_DISCORD_TOKEN right?"
        case discord.PrivilegedIntentsRequired():
            return "Discord refuses the intents"
        case discord.ConnectionClosed(code=4004):
            return "Discord refuses the token at the gateway"
        case ConnectionRefusedError():
            return str(error)
        case discord.GatewayNotFound() | discord.ConnectionClosed():
            return f"the gateway is closed ({type(error).__name__})"
        case _ if isinstance(error, REST_ERRORS):
            return failure_of(error).reason
        case _:
            return f"the door cannot be opened ({type(error).__name__})"
