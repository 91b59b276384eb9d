"""Ask me later: a question about a trade comes back by itself, once, together with others that are due."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from core.conversations.prompts import Prompt, put_prompts, take_prompts
from core.identifiers import TradeId, new_id
from core.periods import resolve_local
from core.storage.unit_of_work import UnitOfWork

PROMPT = "reflect"
MORNING = time(9)
_USUAL_EVENING = time(18, 30)
_TOGETHER = timedelta(minutes=20)
"""What comes due so soon after is asked in one go."""


async def ask_later(uow: UnitOfWork, trade: TradeId, at: datetime) -> None:
    """Let the trade's open questions come back at `at`; an earlier wish for the same trade is forgotten."""
    await forget_trade(uow, trade)
    due = Prompt(
        user_id=uow.user_id,
        event=f"{PROMPT}:{trade}:{new_id()}",
        name=PROMPT,
        args={"trade": str(trade)},
        not_before=at,
    )
    await put_prompts(uow, [due])


async def forget_trade(uow: UnitOfWork, trade: TradeId) -> None:
    """Nothing about this trade comes back by itself any more."""
    await take_prompts(uow, f"{PROMPT}:{trade}:")


async def take_due(uow: UnitOfWork) -> Sequence[TradeId]:
    """The trades that wait for a word now or in a few minutes; none of them comes back by itself any more."""
    taken = await take_prompts(uow, f"{PROMPT}:", until=uow.now + _TOGETHER)
    return [TradeId(UUID(each)) for each in dict.fromkeys(event.split(":")[1] for event in taken)]


async def is_due(uow: UnitOfWork) -> bool:
    """Something comes back by itself now or in a few minutes."""
    return await uow.fetch_value(
        """select exists (select from inbox where user_id = $1 and kind = 'prompt'
            and status in ('pending', 'deferred') and starts_with(event_id, $2) and not_before <= $3)""",
        uow.user_id,
        f"{PROMPT}:",
        uow.now + _TOGETHER,
    )


async def find_evening(uow: UnitOfWork, zone: ZoneInfo) -> datetime | None:
    """Today's check-in time, or 18:30; None once it is near or past."""
    at = await uow.fetch_value(
        "select local_time from checkin_schedules where user_id = $1 and kind = 'checkin' and is_active",
        uow.user_id,
    )
    evening = resolve_local(_today(uow.now, zone), at or _USUAL_EVENING, zone)
    return evening if evening - uow.now > timedelta(minutes=30) else None


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    return resolve_local(_today(now, zone) + timedelta(days=1), MORNING, zone)


def _today(now: datetime, zone: ZoneInfo) -> date:
    return now.astimezone(zone).date()
