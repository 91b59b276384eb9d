"""People on the local Telegram who go about their day whatever happens to the journal."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, Chat, User
from tests.platforms.telegram.bot_api.people import Message, text_of

FIRST_SCORE = "Risk management?"
_SCORES = (("8", "Execution?"), ("7", "Emotional"), ("9", "Followed the plan?"))


FOR_LIFE = 600.0
"""Seconds: people wait as long as the journal is killed; `books.finish` is patient with what comes then."""
PROMPTED = "prompt"
"""Stands for the event by which a due check-in enters the lane: nobody sent it."""


@dataclass(kw_only=True)
class Person:
    """`given_up`: the events whose answer the journal gave up saying, having died twice in the midst of it.
    `asked`: by the words that were waited for, the events that bring them.
    """

    user: User
    given_up: set[str] = field(default_factory=set[str])
    asked: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    async def hears(self, words: str, *, below: Message, event: str = "") -> Message | None:
        """What the bot says after `below` to `event` (else to what was typed last); None where it was given up."""
        lowest, event = below["message_id"], event or str(self.user.last_update)

        def find() -> Message | bool:
            heard = (each for each in self.user.messages if each["message_id"] > lowest)
            return next((each for each in heard if words in text_of(each)), None) or event in self.given_up

        found = await self.user.world.until(
            find, FOR_LIFE, what=f"{words!r} to {self.user.person['first_name']}"
        )
        return None if found is True else found

    async def asks(self, command: str, words: str) -> Message:
        """Ask until the answer is not given up."""
        while True:
            sent = self.user.sends(command)
            self.asked.setdefault(words, []).append(str(self.user.last_update))
            heard = await self.hears(words, below=sent)
            if heard is not None:
                return heard


@dataclass(kw_only=True)
class Trader(Person):
    """Opens trades at prices that never come again, and closes each by a reply to its card.

    `opened` has the event of each price.
    """

    opened: dict[Decimal, str] = field(default_factory=dict[Decimal, str])

    async def trade_until(self, done: Callable[[], bool]) -> None:
        while not done():
            await self.trade_once()

    async def trade_once(self) -> None:
        price = Decimal("1.0850") + Decimal(len(self.opened)) / 10_000
        sent = self.user.sends(f"long EURUSD {price} sl {price - Decimal('0.0030')} 0.5 lots")
        self.opened[price] = str(self.user.last_update)
        card = await self.hears(f"@ {price}", below=sent)
        leaving = f"exit {price + Decimal('0.0020')}"
        sent = self.user.replies_to(card, leaving) if card else self.user.sends(leaving)
        await self.hears("closed", below=sent)


@dataclass(kw_only=True)
class Reviewer(Person):
    """Answers by taps: the first minute's questions, and the day's check-in; asks for it where the prompt
    itself never came.
    """

    async def settle_in(self) -> None:
        asked = await self.asks("/start", "Where are you?")
        for question in ("Account currency?", "Risk per trade", "Ready."):
            self.user.presses("Later", asked)
            asked = await self.user.sees(question, seconds=FOR_LIFE)

    async def check_in(self, *, below: Message) -> None:
        """`below`: what was said last before the check-in came due."""
        prompt = await self.hears(FIRST_SCORE, below=below, event=PROMPTED)
        prompt = prompt or await self.asks("/checkin", FIRST_SCORE)
        for label, question in _SCORES:
            self.user.presses(label, prompt)
            prompt = await self.user.sees(question, seconds=FOR_LIFE)
        self.user.presses("Yes", prompt)
        await self.user.sees("Checked in: 8.00", seconds=FOR_LIFE)


async def let_read_along(nora: User, ana: User) -> None:
    """Nora invites, Ana lets her in with everything shared."""
    nora.sends("/mentor")
    asked = await nora.sees("No mentor reads along.", seconds=PATIENCE)
    nora.presses("Invite a student", asked)
    invitation = await nora.sees("Send this line to your student.", seconds=PATIENCE)
    ana.sends(text_of(invitation).splitlines()[0])
    asked = await ana.sees("Nora would like to read your journal.", seconds=PATIENCE)
    ana.presses("Let Nora in", asked)
    await ana.sees("Nora reads along.", seconds=PATIENCE)


async def open_channels(nora: User, api: BotApiServer, number: int) -> Sequence[Chat]:
    channels = [api.group(f"Desk {each}", kind="channel") for each in range(number)]
    for channel in channels:
        nora.adds_bot_to(channel)
    await asyncio.gather(
        *(channel.sees("Nora's digest appears here", seconds=PATIENCE) for channel in channels)
    )
    return channels
