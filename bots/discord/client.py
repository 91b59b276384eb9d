"""The connection to the gateway: hears interactions, private messages and mentions, keeps nothing."""

from collections.abc import Callable, Iterable

import aiohttp
import discord
import structlog

from bots.commands.registry import Command
from bots.discord.adapter import Self
from bots.discord.receiver import Receiver
from bots.discord.rest import Rest, limit_patience
from bots.discord.slash_commands import render_commands, sync_commands

log = structlog.get_logger(__name__)

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
"""The journal does not speak aloud: no warnings that it cannot."""

_INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""None of them privileged. Messages in servers arrive without words unless they name the bot."""


class _Listening(discord.Client):
    """What both clients do with what they hear."""

    def __init__(
        self,
        *,
        bot: str,
        receiver: Receiver,
        commands: Iterable[Command],
        report: Callable[[str | None], None],
    ) -> None:
        super().__init__(
            intents=_INTENTS,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.0,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        limit_patience(self)
        self._bot = bot
        self._receiver = receiver
        self._report = report
        self._rest = Rest(self)
        self._commands = {command.name: command for command in commands}

    @property
    def me(self) -> Self:
        return Self(bot=self._bot, user=self.user.id if self.user else 0, commands=self._commands)

    async def setup_hook(self) -> None:
        """Once per login, before the gateway; a refusal must not keep the bot from listening."""
        try:
            if await sync_commands(self, render_commands(self._commands.values())):
                log.info("discord.commands_sent")
        except (discord.DiscordException, aiohttp.ClientError, TimeoutError) as error:
            log.warning("discord.commands_not_sent", reason=str(error))

    async def on_ready(self) -> None:
        self._report(None)

    async def on_resumed(self) -> None:
        self._report(None)

    async def on_disconnect(self) -> None:
        """discord.py connects again by itself."""
        self._report("the connection to the gateway is lost")

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        await self._receiver.hear_interaction(interaction, self.me, self._rest)

    async def on_message(self, message: discord.Message) -> None:
        await self._receiver.hear_message(message, self.me)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        await self._receiver.hear_edit(event.message, self.me)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._receiver.greet(guild, self.me)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        there = [*guild.channels, *guild.threads]
        await self._receiver.hear_departure([channel.id for channel in there], self.me)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._receiver.hear_departure([channel.id], self.me)

    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        await self._receiver.hear_departure([event.thread_id], self.me)


class JournalClient(_Listening):
    """One connection: enough up to 2,500 servers."""


class ShardedJournalClient(_Listening, discord.AutoShardedClient):
    """As many connections as Discord asks for."""
