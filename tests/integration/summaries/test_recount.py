"""What is stored of days and months equals a live count, whatever was done to the trades."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.checkins.checkin import CheckIn, PlanAdherence
from core.checkins.service import keep_checkin
from core.clock import FixedClock
from core.identifiers import UserId, new_id
from core.storage.unit_of_work import UnitOfWork, begin, begin_service
from core.summaries.recount import Mark, list_marks, recount, repair
from core.trades.acts import take_back
from core.trades.changes import exit_part
from core.trades.queries import load_desk
from core.trades.service import ActKind, change_trade, log_trade
from tests.builders.kept import entry, facts
from tests.conftest import MakeUser

_DAYS = """
select date, trades_count, winning_trades, losing_trades, net_result, result_r, total_profit, total_loss, day_status
from calendar_stats where user_id = $1 order by date
"""
_BOOKED = """
select f.local_day, f.trade_id, f.realized_value, f.realized_r, t.closed_day, t.result_type
from fills f join trades t on t.user_id = f.user_id and t.id = f.trade_id
where f.user_id = $1 and f.kind = 'exit' and t.is_active
"""


async def trade_on(user: UserId, at: datetime, *, half: str | None, rest: str | None) -> None:
    """Long 0.5 EURUSD at 1.0850, stop 1.0820; half out at `half`, what is left at `rest` the day after."""
    async with begin(user, now=at) as uow:
        desk = await load_desk(uow)
        trade = await log_trade(uow, desk, facts(msgspec.structs.replace(entry(), at=at)), source="console")
        if half is not None:
            after = exit_part(
                trade.facts, fill_id=new_id(), price=Decimal(half), at=at, portion=Decimal("0.5")
            )
            trade = await change_trade(uow, desk, trade, after, ActKind.EXIT)
    if rest is not None:
        later = at + timedelta(days=1)
        async with begin(user, now=later) as uow:
            desk = await load_desk(uow)
            after = exit_part(
                trade.facts, fill_id=new_id(), price=Decimal(rest), at=later, portion=Decimal(1)
            )
            await change_trade(uow, desk, trade, after, ActKind.EXIT)


async def counted(now: datetime) -> None:
    async with begin_service(now=now) as uow:
        await recount(uow, await list_marks(uow))


async def live_count(uow: UnitOfWork, user: UserId) -> dict[date, dict[str, Any]]:
    """An independent recomputation, row by row in Python."""
    nets: dict[tuple[date, Any], Decimal] = defaultdict(Decimal)
    days: dict[date, dict[str, Any]] = {}
    for row in await uow.fetch(_BOOKED, user):
        day = days.setdefault(
            row["local_day"], {"net": Decimal(0), "r": Decimal(0), "won": set(), "lost": set(), "all": set()}
        )
        day["net"] += row["realized_value"]
        day["r"] += row["realized_r"]
        nets[row["local_day"], row["trade_id"]] += row["realized_value"]
        if row["closed_day"] == row["local_day"]:
            day["all"].add(row["trade_id"])
            if row["result_type"] in {"win", "loss"}:
                day["won" if row["result_type"] == "win" else "lost"].add(row["trade_id"])
    for (when, _), net in nets.items():
        side = "profit" if net > 0 else "loss"
        days[when][side] = days[when].get(side, Decimal(0)) + abs(net)
    return days


async def test_a_partial_exit_is_booked_on_its_own_day_and_the_trade_on_the_day_it_closed(
    a_user: MakeUser, clock: FixedClock
) -> None:
    user = await a_user()
    await trade_on(user, clock.now(), half="1.0871", rest="1.0905")
    await counted(clock.now())

    async with begin(user, now=clock.now()) as uow:
        first, second = [tuple(row) for row in await uow.fetch(_DAYS, user)]
    assert (date(2026, 11, 18), 0, 0, 0, Decimal("52.5"), Decimal("0.35")) == first[:6]
    assert (date(2026, 11, 19), 1, 1, 0, Decimal("137.5"), Decimal("0.9167")) == second[:6]
    assert ["positive", "positive"] == [first[8], second[8]]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    exits=st.lists(
        st.tuples(
            st.integers(0, 40),
            st.one_of(st.none(), st.sampled_from(["1.0871", "1.0840", "1.0850"])),
            st.one_of(st.none(), st.sampled_from(["1.0905", "1.0820", "1.0850"])),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
async def test_stored_days_equal_an_independent_count(
    a_user: MakeUser, clock: FixedClock, exits: list[tuple[int, str | None, str | None, bool]]
) -> None:
    user = await a_user()
    for offset, half, rest, is_taken_back in exits:
        at = clock.now() - timedelta(days=60 - offset)
        await trade_on(user, at, half=half, rest=rest)
        await counted(clock.now())
        if is_taken_back:
            async with begin(user, now=at + timedelta(days=2)) as uow:
                await take_back(uow)
    await counted(clock.now())

    async with begin(user, now=clock.now()) as uow:
        stored = {row["date"]: row for row in await uow.fetch(_DAYS, user) if row["net_result"] is not None}
        live = await live_count(uow, user)
    assert live.keys() == stored.keys()
    for day, count in live.items():
        row = stored[day]
        assert (len(count["all"]), len(count["won"]), len(count["lost"])) == (
            row["trades_count"],
            row["winning_trades"],
            row["losing_trades"],
        )
        assert (count["net"], count["r"]) == (row["net_result"], row["result_r"])
        assert (count.get("profit", 0), count.get("loss", 0)) == (row["total_profit"], row["total_loss"])


async def test_months_are_the_sum_of_their_days(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    for offset, price in enumerate(["1.0905", "1.0820", "1.0880", "1.0850"]):
        await trade_on(user, clock.now() - timedelta(days=12 * offset), half=None, rest=price)
    await counted(clock.now())

    async with begin(user, now=clock.now()) as uow:
        months = await uow.fetch(
            """select m.year, m.month, m.total_trades = sum(d.trades_count) as trades, m.net_result = sum(d.net_result) as net,
                m.result_r = sum(d.result_r) as r
            from monthly_summaries m join calendar_stats d on d.user_id = m.user_id
                and extract(year from d.date) = m.year and extract(month from d.date) = m.month
            group by m.user_id, m.id"""
        )
        november = await uow.fetch_one(
            "select win_rate, profit_factor, best_day, worst_day from monthly_summaries where month = 11"
        )
    assert 2 == len(months)
    assert all(row["trades"] and row["net"] and row["r"] for row in months)
    assert november is not None
    assert (Decimal("50.00"), Decimal("1.83333333"), date(2026, 11, 19), date(2026, 11, 7)) == tuple(november)


async def test_a_day_with_only_a_checkin_has_scores_and_no_result(
    a_user: MakeUser, clock: FixedClock
) -> None:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        await keep_checkin(
            uow, CheckIn(day=date(2026, 11, 18), risk=8, execution=7, emotion=8, plan=PlanAdherence.YES)
        )
    await counted(clock.now())

    async with begin(user, now=clock.now()) as uow:
        row = await uow.fetch_one("select net_result, day_status, consistency_score from calendar_stats")
    assert (None, None, Decimal("7.67")) == tuple(row or ())


async def test_a_mark_survives_a_write_that_came_during_the_count(
    a_user: MakeUser, clock: FixedClock
) -> None:
    user = await a_user()
    await trade_on(user, clock.now(), half=None, rest="1.0905")
    async with begin_service(now=clock.now()) as uow:
        seen = await list_marks(uow)
    await trade_on(user, clock.now(), half=None, rest="1.0820")
    async with begin_service(now=clock.now()) as uow:
        await recount(uow, seen)
        left = await list_marks(uow)

    assert [mark.day for mark in seen] == [mark.day for mark in left]


async def test_one_persons_days_can_be_counted_alone(a_user: MakeUser, clock: FixedClock) -> None:
    user, other = await a_user(), await a_user("Ben")
    await trade_on(user, clock.now(), half=None, rest="1.0905")
    await trade_on(other, clock.now(), half=None, rest="1.0905")
    async with begin_service(now=clock.now()) as uow:
        await recount(uow, await list_marks(uow, user_id=user))
        left = await list_marks(uow)

    assert {other} == {mark.user_id for mark in left}


async def test_repair_finds_and_mends_a_drifted_day(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    await trade_on(user, clock.now(), half=None, rest="1.0905")
    await counted(clock.now())
    async with begin_service(now=clock.now()) as uow:
        await uow.execute(
            "update calendar_stats set total_profit = 1, net_result = 1 where user_id = $1", user
        )
        drifts = await repair(uow, since=date(2026, 1, 1))
        again = await repair(uow, since=date(2026, 1, 1))
        net = await uow.fetch_value("select net_result from calendar_stats where user_id = $1", user)

    assert [date(2026, 11, 19)] == [drift.day for drift in drifts]
    assert [] == again
    assert Decimal(275) == net


async def test_counting_nothing_changes_nothing(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    async with begin_service(now=clock.now()) as uow:
        await recount(uow, [])
        await recount(uow, [Mark(user_id=user, day=date(2026, 11, 18), version=1)])
        assert 0 == await uow.fetch_value("select count(*) from calendar_stats")
