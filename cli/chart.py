"""`ams chart`: one picture into a file."""

import asyncio
import re
from datetime import date, timedelta
from pathlib import Path

import click

from cli.desk import open_desk
from cli.who import require_user
from core.digests.queries import load_mentor_week
from core.errors import Invalid
from core.people.queries import require_person
from core.storage.unit_of_work import Actor, Channel, UnitOfWork, begin, begin_service
from core.summaries.chart_values import load_equity_curve, load_month_calendar
from core.trades.queries import load_desk
from reports.charts.chart import ChartKind, ChartValues
from reports.charts.theme import ThemeName
from reports.charts.worker import DrawingPool

_ACTOR = Actor(channel=Channel.CLI)


class BadPeriod(Invalid):
    """Fields: `period`."""

    code = "bad_period"
    phrase = "{period} is no period: 2026, 2026-11 or 2026-11-20 are."


@click.command("chart")
@click.argument("kind", type=click.Choice([kind.value for kind in ChartKind]))
@click.option("--user", "who", required=True, metavar="WHO")
@click.option("--period", help="A year, a month or a day; everything by default.")
@click.option(
    "--theme", type=click.Choice([theme.value for theme in ThemeName]), default="dark", show_default=True
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
def command(kind: str, who: str, period: str | None, theme: str, out: Path) -> None:
    """Draw KIND for one person as a PNG."""
    asyncio.run(_draw(ChartKind(kind), who, period, ThemeName(theme), out))


async def _draw(kind: ChartKind, who: str, period: str | None, theme: ThemeName, out: Path) -> None:
    span = parse_period(period) if period else None
    async with open_desk() as house:
        now = house.clock.now()
        async with begin_service(now=now) as uow:
            user = await require_user(uow, who)
        async with begin(user, now=now, actor=_ACTOR) as uow:
            values = await _load(uow, kind, span)
    async with DrawingPool() as pool:
        chart = await pool.draw(kind, values, theme)
    await asyncio.to_thread(out.write_bytes, chart.png)
    click.echo(chart.alt)


async def _load(uow: UnitOfWork, kind: ChartKind, span: tuple[date, date] | None) -> ChartValues:
    today = (await load_desk(uow)).account.day_of(uow.now)
    first, last = span or (None, None)
    match kind:
        case ChartKind.EQUITY:
            return await load_equity_curve(uow, today=today, since=first, until=last and min(last, today))
        case ChartKind.CALENDAR:
            return await load_month_calendar(uow, month=last or today, today=today)
        case ChartKind.MENTOR:
            person = await require_person(uow)
            return (await load_mentor_week(uow, until=last or today, zone=person.zone.key)).overview


def parse_period(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day.

    Raises:
        BadPeriod: it is none of them.
    """
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        raise BadPeriod(period=text)
    parts = [int(part) for part in text.split("-")]
    try:
        first = date(*[*parts, 1, 1][:3])
    except ValueError as error:
        raise BadPeriod(period=text) from error
    match len(parts):
        case 1:
            return first, first.replace(month=12, day=31)
        case 2:
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        case _:
            return first, first
