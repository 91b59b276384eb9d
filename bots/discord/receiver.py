"""Hears what people do: stored first, acknowledged well inside Discord's three seconds."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from uuid import UUID, uuid4

import discord
import structlog

from bots.discord.acknowledgements import Acknowledgements
from bots.discord.adapter import Self, read_edit, read_message
from bots.discord.custom_id import Pressed
from bots.discord.departures import find_departures
from bots.discord.escaping import shorten
from bots.discord.failures import REST_ERRORS, failure_of
from bots.discord.interactions import Asking, find_wanted_form, read_asking, read_interaction
from bots.discord.messenger import DiscordMessenger
from bots.discord.modals import build_modal
from bots.discord.renderer import render_one
from bots.discord.reply_handle import ReplyHandle, find_handle
from bots.discord.rest import EPHEMERAL, Answering, Rest
from bots.discord.slash_commands import CHOICE
from bots.failures import compose_away, compose_trouble, make_ref
from bots.form_filling import prepare_form
from bots.glancing import Glances
from bots.inbound import Inbound
from bots.intake import Intake, JournalAway
from bots.replies.welcome import compose_arrival
from core.clock import Clock
from core.errors import Unavailable
from core.messaging.addresses import Address, Platform
from core.messaging.forms import Form
from core.messaging.phrases import phrases
from core.messaging.screen import Screen

PATIENCE = 1.5
"""Seconds that storing may take before the interaction is acknowledged without it."""

STORING = 12.0
"""Seconds after which storing counts as failed."""

log = structlog.get_logger(__name__)


class Receiver:
    """For one bot. `me` is known once the bot has logged in."""

    def __init__(
        self,
        *,
        intake: Intake,
        clock: Clock,
        messenger: DiscordMessenger,
        acknowledgements: Acknowledgements,
        forms: Mapping[str, Form],
        glances: Glances,
        patience: float = PATIENCE,
    ) -> None:
        self._intake = intake
        self._clock = clock
        self._messenger = messenger
        self._acknowledgements = acknowledgements
        self._forms = forms
        self._glances = glances
        self._patience = patience
        self._at_work: set[asyncio.Task[None]] = set()

    async def hear_interaction(self, interaction: discord.Interaction, me: Self, rest: Rest) -> None:
        asking = read_asking(interaction)
        if asking is not None:
            await self._guarded(self._propose(interaction, asking, me, rest))
            return
        pressed = find_wanted_form(interaction)
        if pressed is not None:
            await self._guarded(self._open_form(interaction, pressed, me, rest))
            return
        inbound = read_interaction(interaction, me, self._clock.now())
        handle = find_handle(inbound.reply_handle) if inbound else None
        if inbound is not None and handle is not None:
            await self._guarded(self._store_and_acknowledge(inbound, handle, rest))

    async def hear_message(self, message: discord.Message, me: Self) -> None:
        inbound = read_message(message, me, self._clock.now())
        if inbound is not None:
            await self._guarded(self._store_message(inbound))

    async def hear_edit(self, message: discord.Message, me: Self) -> None:
        inbound = read_edit(message, me, self._clock.now())
        if inbound is not None:
            await self._guarded(self._store_message(inbound))

    async def hear_departure(self, channels: Sequence[int], me: Self) -> None:
        """These channels are not to be reached any more."""
        await self._guarded(self._store_departure(channels, me))

    async def greet(self, guild: discord.Guild, me: Self) -> None:
        """The first word in a server that has let the bot in, where servers want such words."""
        if guild.system_channel is not None:
            address = Address(platform=Platform.DISCORD, bot=me.bot, chat=str(guild.system_channel.id))
            screen = compose_arrival(say=phrases(guild.preferred_locale.value))
            await self._guarded(self._messenger.say_now(address, screen, UUID(int=guild.id)))

    async def drain(self, seconds: float) -> None:
        """Wait until what was heard is stored and acknowledged."""
        if self._at_work:
            await asyncio.wait(set(self._at_work), timeout=seconds)

    async def _guarded(self, work: Awaitable[None]) -> None:
        """The edge: one bad event must not stop everybody's journal, and `drain` must know of it."""
        task = asyncio.ensure_future(work)
        self._at_work.add(task)
        try:
            await task
        except REST_ERRORS as error:
            log.warning("discord.answer_failed", reason=failure_of(error).reason)
        except Exception:
            log.exception("discord.event_failed")
        finally:
            self._at_work.discard(task)

    async def _open_form(
        self, interaction: discord.Interaction, pressed: Pressed, me: Self, rest: Rest
    ) -> None:
        """A form must be the first answer. What it must have stands in the button; what the journal knows
        beside that is looked up in time or left out.
        """
        form = self._forms.get(pressed.form or "")
        press = read_interaction(interaction, me, self._clock.now())
        handle = find_handle(press.reply_handle) if press else None
        if press is None or handle is None:
            return
        if form is None:  # a form of a later version: the press itself leads to the same question
            await self._store_and_acknowledge(press, handle, rest)
            return
        prepared = await prepare_form(
            self._glances,
            form,
            Platform.DISCORD,
            str(interaction.user.id),
            locale=interaction.locale.value,
        )
        await rest.answer(handle, Answering.MODAL, build_modal(prepared, pressed).to_dict())

    async def _propose(self, interaction: discord.Interaction, asking: Asking, me: Self, rest: Rest) -> None:
        """Nothing is stored: somebody is still typing. An answer that comes too late is not missed."""
        command = me.commands.get(asking.command)
        argument = next(
            (each for each in (command.arguments if command else ()) if each.name == asking.argument), None
        )
        proposals = ()
        if argument is not None and argument.source is not None:
            proposals = await self._glances.propose(
                Platform.DISCORD,
                str(interaction.user.id),
                argument.source,
                asking.typed,
                locale=interaction.locale.value,
            )
        fitting = [each for each in proposals if len(each.value) <= CHOICE]
        choices = [{"name": shorten(each.label, CHOICE), "value": each.value} for each in fitting]
        handle = ReplyHandle(
            interaction=interaction.id,
            token=interaction.token,
            message=None,
            direct=interaction.guild_id is None,
        )
        await rest.answer(handle, Answering.PROPOSALS, {"choices": choices})

    async def _store_and_acknowledge(self, inbound: Inbound, handle: ReplyHandle, rest: Rest) -> None:
        with self._acknowledgements.expect(handle.write()):
            storing = asyncio.create_task(self._store(inbound))
            await asyncio.wait({storing}, timeout=self._patience)
            trouble = storing.result() if storing.done() else None
            if trouble is not None:
                await self._refuse(trouble, handle, rest)
                return
            await _acknowledge(handle, rest)
        trouble = await storing
        if trouble is not None:
            await self._refuse_late(trouble, handle, rest)

    async def _store_departure(self, channels: Sequence[int], me: Self) -> None:
        try:
            for inbound in await find_departures(me.bot, channels, self._clock.now()):
                await self._intake.receive(inbound)
        except Unavailable as away:
            log.warning("discord.departure_not_stored", reason=str(away))

    async def _store(self, inbound: Inbound) -> Screen | None:
        """Put the event into the inbox; what to tell the person if that failed."""
        self._messenger.reopen(inbound.address.chat)
        try:
            async with asyncio.timeout(STORING):
                await self._intake.receive(inbound)
        except JournalAway as away:
            return away.screen or _compose_away(inbound)
        except TimeoutError:
            return _compose_away(inbound)
        except Exception:
            ref = make_ref(uuid4())
            log.exception("discord.event_not_stored", number=inbound.event, ref=ref)
            return compose_trouble(phrases(inbound.sender.locale or "en"), ref)
        return None

    async def _store_message(self, inbound: Inbound) -> None:
        """Discord does not tell twice: what could not be stored is lost, and that is said."""
        trouble = await self._store(inbound)
        if trouble is not None:
            await self._messenger.say_now(inbound.address, trouble)

    async def _refuse(self, trouble: Screen, handle: ReplyHandle, rest: Rest) -> None:
        body = render_one(trouble, {}).body
        data = {key: body[key] for key in ("content", "embeds", "allowed_mentions")}
        await rest.answer(handle, Answering.MESSAGE, data | {"flags": EPHEMERAL})

    async def _refuse_late(self, trouble: Screen, handle: ReplyHandle, rest: Rest) -> None:
        page = render_one(trouble, {})
        if handle.message is None:
            await rest.edit_original(handle, page)
        else:
            await rest.follow_up(handle, page, private=True)


async def _acknowledge(handle: ReplyHandle, rest: Rest) -> None:
    """A press keeps its message; a command shows "thinking", to nobody else where others read along."""
    if handle.message is not None:
        await rest.answer(handle, Answering.DEFERRED_UPDATE)
    else:
        await rest.answer(handle, Answering.THINKING, {} if handle.direct else {"flags": EPHEMERAL})


def _compose_away(inbound: Inbound) -> Screen:
    return compose_away(phrases(inbound.sender.locale or "en"), Platform.DISCORD)
