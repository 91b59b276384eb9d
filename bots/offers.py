"""Offers to fill in what the day's trades lack, below a check-in and /today: one line, one button."""

from datetime import date

from msgspec.structs import replace

from bots.replies.interview import offer_interview
from bots.turn import Turn
from core.messaging.screen import Screen
from core.reflection.later import is_due
from core.reflection.queries import count_lacking


async def with_offer(turn: Turn, screen: Screen, day: date) -> Screen:
    """The screen, and the offer if trades of `day` (today, else nothing) lack a word and none is asked for anyway."""
    if not turn.inbound.direct or day < turn.now.astimezone(turn.person.zone).date():
        return screen
    count = await count_lacking(turn.uow, since=day)
    if not count or await is_due(turn.uow):
        return screen
    return replace(screen, blocks=(*screen.blocks, *offer_interview(count, say=turn.say, sign=turn.sign)))
