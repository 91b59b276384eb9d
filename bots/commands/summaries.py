"""/today, /week, /month: figures at once, the picture follows by itself."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec

from bots.commands.period_words import read_day, read_month, read_week
from bots.commands.registry import Argument, Command
from bots.offers import with_offer
from bots.replies.summary_card import compose_summary
from bots.turn import Answer, Turn, answer
from core.messaging.dates import as_title, name_month, show_day
from core.messaging.screen import Screen
from core.people.account import TradingAccount
from core.pictures.request import PictureKind, request_picture
from core.summaries.figures import PeriodFigures
from core.summaries.queries import count_period
from core.trades.queries import load_desk

_CURVE_DAYS = 89


async def show_today(turn: Turn) -> Answer:
    account = await _account(turn)
    today = account.day_of(turn.now)
    day = read_day(turn.inbound.text, today)
    figures = await _count(turn, account, day, day)
    name = turn.say("Today") if day == today else show_day(day, year=True, weekday=True)
    screen = compose_summary(name, figures, say=turn.say)
    screen = await with_offer(turn, screen, day) if day == today else screen
    return await _with_picture(turn, screen, PictureKind.EQUITY, day - timedelta(days=_CURVE_DAYS), day)


async def show_week(turn: Turn) -> Answer:
    account = await _account(turn)
    day = read_week(turn.inbound.text, account.day_of(turn.now))
    monday = day - timedelta(days=day.weekday())
    figures = await _count(turn, account, monday, monday + timedelta(days=6))
    before = await _count(turn, account, monday - timedelta(days=7), monday - timedelta(days=1))
    name = turn.say("Week {number}", number=day.isocalendar().week)
    screen = compose_summary(name, figures, say=turn.say, before=before)
    return await _with_picture(turn, screen, PictureKind.EQUITY, monday, monday + timedelta(days=6))


async def show_month(turn: Turn) -> Answer:
    account = await _account(turn)
    today = account.day_of(turn.now)
    day = read_month(turn.inbound.text, today)
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    earlier = (first - timedelta(days=1)).replace(day=1)
    figures = await _count(turn, account, first, last)
    before = await _count(turn, account, earlier, first - timedelta(days=1))
    name = as_title(name_month(first, year=first.year != today.year))
    screen = compose_summary(name, figures, say=turn.say, before=before)
    return await _with_picture(turn, screen, PictureKind.CALENDAR, first, last)


async def _account(turn: Turn) -> TradingAccount:
    return (await load_desk(turn.uow, turn.person.account)).account


async def _count(turn: Turn, account: TradingAccount, first: date, last: date) -> PeriodFigures:
    """The figures; where others can read them, without money."""
    figures = await count_period(turn.uow, account, first, last)
    return figures if turn.inbound.direct else replace(figures, booked=())


async def _with_picture(turn: Turn, screen: Screen, kind: PictureKind, since: date, until: date) -> Answer:
    """The screen now, the picture as soon as it is drawn."""
    await request_picture(
        turn.uow,
        kind,
        to=turn.inbound.address,
        since=since,
        until=until,
        theme=str(turn.person.preferences.get("theme", "dark")),
        shows_money=turn.inbound.direct,
    )
    return answer(msgspec.structs.replace(screen, draws=True))


SUMMARY_COMMANDS = (
    Command(
        name="today",
        description="What today came to",
        handler=show_today,
        arguments=(Argument(name="day", description="Another day, such as 2026-10-28"),),
    ),
    Command(
        name="week",
        description="What this week came to",
        handler=show_week,
        arguments=(Argument(name="week", description="“last”, or a day of the week that is meant"),),
    ),
    Command(
        name="month",
        description="What this month came to, with its calendar",
        handler=show_month,
        arguments=(Argument(name="month", description="“last”, October or 2026-10"),),
    ),
)
