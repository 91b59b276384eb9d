"""People on the local Telegram who go about their day whatever happens to the journal."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.faults.journal import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, Chat, User
from tests.platforms.telegram.bot_api.people import Message, text_of

FIRST_SCORE = "Risk management?"
_SCORES = (("8", "Execution?"), ("7", "Emotional"), ("9", "Followed the plan?"))


@dataclass(kw_only=True)
class Person:
    """`given_up`: how many messages to them the journal gave up, having died twice in the midst of each."""

    user: User
    given_up: int = 0

    async def hears(self, words: str, *, below: Message) -> Message | None:
        """What the bot says after `below`; None where it was given up."""
        before, lowest = self.given_up, below["message_id"]

        def find() -> Message | bool:
            heard = (each for each in self.user.messages if each["message_id"] > lowest)
            return next((each for each in heard if words in text_of(each)), None) or self.given_up > before

        found = await self.user.world.until(find, PATIENCE, what=words)
        return None if found is True else found

    async def asks(self, command: str, words: str) -> Message:
        """Ask until it is answered."""
        while True:
            heard = await self.hears(words, below=self.user.sends(command))
            if heard is not None:
                return heard


@dataclass(kw_only=True)
class Trader(Person):
    """Opens trades at prices that never come again, and closes each by a reply to its card."""

    opened: list[Decimal] = field(default_factory=list[Decimal])

    async def trade_until(self, done: Callable[[], bool]) -> None:
        while not done():
            await self.trade_once()

    async def trade_once(self) -> None:
        price = Decimal("1.0850") + Decimal(len(self.opened)) / 10_000
        sent = self.user.sends(f"long EURUSD {price} sl {price - Decimal('0.0030')} 0.5 lots")
        self.opened.append(price)
        card = await self.hears(f"@ {price}", below=sent)
        leaving = f"exit {price + Decimal('0.0020')}"
        sent = self.user.replies_to(card, leaving) if card else self.user.sends(leaving)
        await self.hears("closed", below=sent)


@dataclass(kw_only=True)
class Reviewer(Person):
    """Answers by taps: the first minute's questions, and the day's check-in; asks for it where the prompt
    itself never came.
    """

    has_asked: bool = False

    async def settle_in(self) -> None:
        asked = await self.asks("/start", "Where are you?")
        for question in ("Account currency?", "Risk per trade", "Ready."):
            self.user.presses("Later", asked)
            asked = await self.user.sees(question, seconds=PATIENCE)

    async def check_in(self) -> None:
        prompt = await self._find_prompt()
        for label, question in _SCORES:
            self.user.presses(label, prompt)
            prompt = await self.user.sees(question, seconds=PATIENCE)
        self.user.presses("Yes", prompt)
        await self.user.sees("Checked in: 8.00", seconds=PATIENCE)

    async def _find_prompt(self) -> Message:
        prompt = await self.hears(FIRST_SCORE, below=self.user.last)
        if prompt is None:
            self.has_asked = True
            prompt = await self.asks("/checkin", FIRST_SCORE)
        return prompt


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
