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
from bots.discord.listener import Listener, log_in
from bots.discord.messenger import DiscordMessenger
from bots.discord.receiver import Receiver
from bots.discord.rest import Rest, limit_patience
from bots.discord.scrubbing import guard_logs
from bots.discord.uploads import fetch_upload
from bots.glancing import Glances
from bots.intake import Intake
from core.clock import Clock
from core.messaging.forms import FORMS, Form

LONGEST_PAUSE = 60.0
STOP_SECONDS = 10.0
GIVE_WAY_SECONDS = 15.0
"""Longer than a leader lock takes to fail when the database is away."""

log = structlog.get_logger(__name__)


class NoStartLeft(Exception):
    """Discord counts log-ins by the day."""


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
        glances: Glances | None = None,
        first_pause: float = 1.0,
    ) -> None:
        self._settings = settings
        self._lead = lead
        self._commands = commands
        self._first_pause = self._pause = first_pause
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._listener: Listener | None = None
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
            glances=glances or Glances(clock),
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
            if self._listener is None:  # it waits for Discord, or for its turn to listen
                self._task.cancel()
            _, late = await asyncio.wait({self._task}, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._speaker.close()

    async def fetch_upload(self, ref: str) -> bytes:
        """The bytes of a picture that somebody sent; see `uploads.fetch_upload`."""
        return await fetch_upload(self._speaker, ref)

    async def _run(self) -> None:
        """Listen until stopped, one leadership after the other, ever more patiently."""
        try:
            while not self._stopping.is_set():
                try:
                    await self._take_turn()
                except Exception as error:  # noqa: BLE001 - the named edge: the door stays, whatever happens behind it
                    await self._wait_after(error)
        finally:
            await self._close_listener()

    async def _take_turn(self) -> None:
        """Listen while this process leads.

        One that has lost its lead because the database went away goes on listening: somebody must say that
        nothing is saved. It gives way when another process leads; what both have heard is filed once.
        """
        if self._speaker.application_id is None:
            await log_in(self._speaker, self._settings.token)
            self.trouble = None  # another process may be the one that listens
        giving_way = asyncio.create_task(self._give_way())
        try:
            async with self._lead() as leading:
                giving_way.cancel()
                listener = self._listener or await self._open_listener()
                if listener.is_ready:
                    self._report(None)
                await listener.until(self._stopping, leading.lost)
        finally:
            giving_way.cancel()

    async def _give_way(self) -> None:
        """The database answers and the lock is not to be had: somebody else has it."""
        await asyncio.sleep(GIVE_WAY_SECONDS)
        await self._close_listener()

    async def _open_listener(self) -> Listener:
        self.trouble = "connecting to the gateway"
        listener = Listener(await self._make_client(), self._receiver)
        await listener.open(self._settings.token)
        self._listener = listener
        return listener

    async def _close_listener(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            await listener.close()

    async def _wait_after(self, error: Exception) -> None:
        """Too many log-ins a day and Discord resets the token: the pause grows until the gateway is ready."""
        self.trouble = _explain(error)
        if self._listener is not None and self._listener.is_open:
            seconds = self._first_pause  # only the lock is missing
        else:
            self._listener = None
            seconds = LONGEST_PAUSE if isinstance(error, discord.LoginFailure) else self._pause
            self._pause = min(seconds * 2, LONGEST_PAUSE)
        log.warning("discord.waits", reason=self.trouble, seconds=seconds)
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    async def _make_client(self) -> discord.Client:
        """A client with as many connections as Discord asks for.

        Raises:
            NoStartLeft: no more log-ins are allowed today; one more would reset the token.
        """
        shards, gateway, starts = 1, None, 1
        try:
            answer = await self._speaker.http.get_bot_gateway()
            shards, gateway, starts = answer[0], answer[1], int(answer[2].get("remaining", 1))
        except (discord.GatewayNotFound, KeyError, TypeError) as error:
            log.warning("discord.gateway_not_named", reason=type(error).__name__)
        if starts < 1:
            raise NoStartLeft("Discord allows no more log-ins today")
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


def _explain(error: Exception) -> str:
    match error:
        case discord.LoginFailure():
            return "Discord refuses the token: is AMS_DISCORD_TOKEN right?"
        case discord.PrivilegedIntentsRequired():
            return "Discord refuses the intents"
        case discord.ConnectionClosed(code=4004):
            return "Discord refuses the token at the gateway"
        case NoStartLeft():
            return str(error)
        case discord.GatewayNotFound() | discord.ConnectionClosed():
            return f"the gateway is closed ({type(error).__name__})"
        case _ if isinstance(error, REST_ERRORS):
            return failure_of(error).reason
        case _:
            return f"the door cannot be opened ({type(error).__name__})"
