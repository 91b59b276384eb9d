"""Fills the demo's journal through the same services that the conversations use; says nothing to anybody."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bots.console.people import BOT, Member
from cli.demo_desk.cast import CHECKIN_AT, DIGEST_AT, DIGEST_WEEKDAY, NORA, TRADERS, ZONE
from cli.demo_desk.history import PastCheckin, PastDay, PastTrade, past_days
from core.checkins.checkin import CheckIn, PlanAdherence
from core.checkins.service import keep_checkin
from core.identifiers import UserId, new_id
from core.mentoring.access import Shared
from core.mentoring.channels import keep_channel
from core.mentoring.notes import make_focus, write_note
from core.mentoring.service import ask_to_mentor, let_in
from core.people.person import Role
from core.people.preferences import finish_onboarding, set_checkin, set_digest_time, set_zone
from core.storage.doors import call_door
from core.storage.unit_of_work import begin, begin_service
from core.summaries.recount import BATCH, list_marks, recount
from core.trades.desk import Desk
from core.trades.facts import FillFacts, TradeFacts
from core.trades.fill import ZERO, FillKind
from core.trades.queries import load_desk
from core.trades.service import log_trade

MENTOR = Member(slug=NORA.slug, name=NORA.name, role=Role.MENTOR)
MEMBERS = (*(Member(slug=trader.slug, name=trader.name) for trader in TRADERS), MENTOR)

_HALF_A_YEAR = timedelta(days=184)
_FOCUS_FOR = timedelta(days=21)

_MEET = """
select user_id from accept_event('console', $1, $2, 'membership', $3, $4, null, 'en', $5, null, $6)
"""
_HEARD = "update inbox set status = 'done', done_at = $2 where user_id = $1 and status = 'pending'"
_IS_SEEDED = "select exists (select from mentor_channels)"


async def is_seeded(now: datetime) -> bool:
    """The channel is the last thing that seeding makes: half a seeding does not count."""
    async with begin_service(now=now) as uow:
        return bool(await uow.fetch_value(_IS_SEEDED))


async def seed(now: datetime) -> None:
    """Write half a year up to yesterday for everybody, and the mentor's ties to them."""
    today = now.astimezone(ZoneInfo(ZONE)).date()
    first, last = today - _HALF_A_YEAR, today - timedelta(days=1)
    mentor = await _meet(MENTOR, now - _HALF_A_YEAR)
    for trader, member in zip(TRADERS, MEMBERS, strict=False):
        user = await _meet(member, now - _HALF_A_YEAR)
        await _tie(mentor, user, now)
        for day in past_days(trader, first=first, last=last):
            await live(user, day, has_focus=day.day >= today - _FOCUS_FOR)
        async with begin(user, now=now) as uow:
            await set_checkin(uow, at=CHECKIN_AT)
    await count_all(now)
    async with begin(mentor, now=now) as uow:
        await keep_channel(uow, MENTOR.address, "Nora's channel", ZoneInfo(ZONE))
        await set_digest_time(uow, weekday=DIGEST_WEEKDAY, at=DIGEST_AT)


async def _meet(member: Member, now: datetime) -> UserId:
    """As the platform would: by a first event, which asks for no answer."""
    rows = await call_door(_MEET, BOT, f"met:{member.slug}", member.slug, member.name, member.chat, now)
    user = UserId(UUID(str(rows[0]["user_id"])))
    async with begin(user, now=now) as uow:
        await uow.execute(_HEARD, user, now)
        await set_zone(uow, ZoneInfo(ZONE))
        if member.role is Role.TRADER:
            await finish_onboarding(uow)
    return user


async def _tie(mentor: UserId, trader: UserId, now: datetime) -> None:
    met = now - _HALF_A_YEAR
    async with begin(mentor, now=met) as uow:
        await ask_to_mentor(uow, trader)
    async with begin(trader, now=met) as uow:
        await let_in(uow, mentor, frozenset(Shared))
    since = now - _FOCUS_FOR
    day = since.astimezone(ZoneInfo(ZONE)).date()
    async with begin(mentor, now=since) as uow:
        await make_focus(uow, await write_note(uow, trader, NORA.focus, day), day)
    async with begin(trader, now=since) as uow:
        await uow.execute("update mentor_notes set delivered_at = $2 where user_id = $1", trader, since)


async def live(user: UserId, day: PastDay, *, has_focus: bool) -> None:
    """One day in one transaction, dated by its evening."""
    moments = [moment for trade in day.trades for _, _, moment in trade.exits]
    if day.checkin is not None:
        moments.append(day.checkin.at)
    if not moments:
        return
    async with begin(user, now=max(moments)) as uow:
        if day.trades:
            desk = await load_desk(uow)
            for trade in day.trades:
                await log_trade(uow, desk, _facts(trade, desk), source="console")
        if day.checkin is not None:
            await keep_checkin(uow, _checkin(day.checkin, has_focus=has_focus))


def _facts(trade: PastTrade, desk: Desk) -> TradeFacts:
    market = desk.find_market(trade.symbol)
    assert market is not None
    entry = FillFacts(
        id=new_id(), kind=FillKind.ENTRY, price=trade.entry, quantity=trade.size, at=trade.opened_at
    )
    exits = [
        FillFacts(
            id=new_id(),
            kind=FillKind.EXIT,
            price=price,
            quantity=trade.size * share,
            at=moment,
            commission=trade.commission
            if share == trade.exits[-1][0] and moment == trade.exits[-1][2]
            else ZERO,
        )
        for share, price, moment in trade.exits
    ]
    return TradeFacts(
        symbol=market.symbol,
        side=trade.side,
        currency=market.quote_currency,
        fills=(entry, *exits),
        quantity_unit=trade.unit,
        initial_stop=trade.stop,
        stop=trade.stop,
        targets=(trade.target,),
        setup=trade.setup,
        feeling=trade.feeling,
        entry_quality=trade.entry_quality,
        exit_quality=trade.exit_quality,
        rules_kept=trade.rules_kept,
    )


def _checkin(past: PastCheckin, *, has_focus: bool) -> CheckIn:
    risk, execution, emotion = past.scores
    return CheckIn(
        day=past.day,
        risk=risk,
        execution=execution,
        emotion=emotion,
        plan=PlanAdherence(past.adherence),
        focus_kept=past.focus_kept if has_focus else None,
    )


async def count_all(now: datetime) -> None:
    """Count every marked day now, so that whoever looks next sees true sums."""
    while True:
        async with begin_service(now=now) as uow:
            marks = await list_marks(uow)
            await recount(uow, marks)
        if len(marks) < BATCH:
            return
