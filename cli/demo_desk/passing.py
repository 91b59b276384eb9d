"""Days that the demo's clock skips are lived by those who were not asked: a week passes for the whole desk."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bots.console.people import BOT
from cli.demo_desk.cast import TRADERS, ZONE
from cli.demo_desk.history import PastDay, past_days
from cli.demo_desk.seeding import count_all, live
from core.identifiers import UserId
from core.storage.unit_of_work import begin_service

_WHO = "select user_id from chat_accounts where platform = 'console' and bot = $1 and platform_user_id = $2"
_BUSY = """
select closed_day as day from trades where user_id = $1 and closed_day between $2 and $3
union select date from consistency_tracker where user_id = $1 and date between $2 and $3
"""


async def live_between(before: datetime, moment: datetime) -> None:
    """Let each trader of the cast live the weekdays from `before` to `moment`.

    Days on which somebody at the keyboard did anything stay theirs. On the day of `moment` only what
    was closed by then has happened, and its check-in is left to be asked for.
    """
    zone = ZoneInfo(ZONE)
    first, last = before.astimezone(zone).date(), moment.astimezone(zone).date()
    for trader in TRADERS:
        user, busy = await _find(trader.slug, first, last, now=moment)
        if user is None:
            continue
        for day in past_days(trader, first=first, last=last):
            if day.day not in busy:
                await live(user, _until(day, last, moment), has_focus=True)
    await count_all(moment)


def _until(day: PastDay, last: date, moment: datetime) -> PastDay:
    if day.day < last:
        return day
    over = tuple(trade for trade in day.trades if trade.exits[-1][2] <= moment)
    return replace(day, trades=over, checkin=None)


async def _find(slug: str, first: date, last: date, *, now: datetime) -> tuple[UserId | None, set[date]]:
    async with begin_service(now=now) as uow:
        user: UUID | None = await uow.fetch_value(_WHO, BOT, slug)
        rows = await uow.fetch(_BUSY, user, first, last) if user else []
    return (None if user is None else UserId(user)), {row["day"] for row in rows}
