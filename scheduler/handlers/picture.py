"""Draws a chart that somebody asked for and sends it after the figures."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from core.identifiers import UserId
from core.messaging.addresses import Address, Platform
from core.messaging.screen import Picture, Screen
from core.messaging.tongue import speak, spoken
from core.outbox.message import Importance, OutboundMessage
from core.outbox.service import enqueue
from core.people.queries import require_person
from core.pictures.drawn import DrawnPicture, find_drawn, keep_drawn
from core.storage.unit_of_work import Actor, UnitOfWork, begin
from core.summaries.chart_values import load_equity_curve, load_month_calendar
from core.trades.queries import load_desk
from reports.charts.chart import Chart, ChartKind, ChartValues

Draw = Callable[[ChartKind, ChartValues, str], Awaitable[Chart]]
"""Kind, values, theme; in a process of its own."""


async def send_picture(ids: Mapping[str, str], now: datetime, draw: Draw) -> None:
    """Draw the picture of `ids["picture"]` and say it in the chat it was asked for in, once per job."""
    user = UserId(UUID(ids["user"]))
    kind = ChartKind(ids["picture"])
    async with begin(user, now=now, actor=Actor()) as uow:
        speak((await require_person(uow)).locale)
        since, until = date.fromisoformat(ids["since"]), date.fromisoformat(ids["until"])
        values = await _load(uow, kind, since, until, in_r=True if ids.get("in_r") else None)
    picture = await draw_once(user, kind, values, ids["theme"], now=now, draw=draw)
    async with begin(user, now=now, actor=Actor()) as uow:
        screen = Screen(blocks=(picture_block(picture),))
        message = OutboundMessage(
            address=_address(ids), screen=screen, kind=Importance.CARD, dedupe_key=f"picture:{ids['job']}"
        )
        await enqueue(uow, message)


async def draw_once(
    user: UserId, kind: ChartKind, values: ChartValues, theme: str, *, now: datetime, draw: Draw
) -> DrawnPicture:
    """The picture of exactly these values in the spoken language: drawn before, or now; drawn outside any
    transaction.
    """
    fingerprint = sha256(f"{theme}:{spoken().tag}:{values!r}".encode()).hexdigest()
    async with begin(user, now=now, actor=Actor()) as uow:
        known = await find_drawn(uow, kind.value, fingerprint)
    if known is not None:
        return known
    chart = await draw(kind, values, theme)
    async with begin(user, now=now, actor=Actor()) as uow:
        return await keep_drawn(
            uow, kind.value, fingerprint, png=chart.png, width=chart.width, height=chart.height, alt=chart.alt
        )


def picture_block(picture: DrawnPicture) -> Picture:
    return Picture(asset=picture.asset, alt=picture.alt, width=picture.width, height=picture.height)


async def _load(
    uow: UnitOfWork, kind: ChartKind, since: date, until: date, *, in_r: bool | None
) -> ChartValues:
    today = (await load_desk(uow)).account.day_of(uow.now)
    match kind:
        case ChartKind.EQUITY:
            return await load_equity_curve(uow, today=today, since=since, until=until, in_r=in_r)
        case ChartKind.CALENDAR:
            return await load_month_calendar(uow, month=since, today=today, in_r=in_r)
        case ChartKind.MENTOR:
            raise ValueError("the mentor's overview comes with a digest")


def _address(ids: Mapping[str, str]) -> Address:
    return Address(
        platform=Platform(ids["platform"]), bot=ids["bot"], chat=ids["chat"], thread=ids["thread"] or None
    )
