"""Accounts, rates, legs and break-even on a real database: one act each, days marked, all of it undone."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from core.clock import FixedClock
from core.errors import NotFound
from core.identifiers import UserId, new_id
from core.money import Money
from core.people.accounts import (
    AccountInUse,
    NameTaken,
    UsualAccount,
    create_account,
    find_account,
    list_accounts,
    make_default,
    rename_account,
    retire_account,
    revive_account,
)
from core.people.preferences import set_currency, set_cutoff
from core.storage.unit_of_work import UnitOfWork, begin, begin_service
from core.summaries.chart_values import load_equity_curve
from core.summaries.queries import count_day
from core.summaries.recount import list_marks, recount
from core.trades.acts import take_back
from core.trades.breakeven import preview_tolerance, set_tolerance
from core.trades.conversion import set_rate
from core.trades.facts import TradeFacts
from core.trades.legs import SameTrade, join_legs, leave_legs, list_joinable, sum_legs
from core.trades.missed import miss, take
from core.trades.moving import move_trade
from core.trades.queries import list_open, list_trades, load_desk, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade, log_trade
from core.trades.trade import Outcome, Tolerance, ToleranceUnit, TradeStatus
from tests.builders.kept import entry, facts, leaving
from tests.conftest import MakeUser

WON = facts(entry(), leaving("1.0871"))


async def logged(uow: UnitOfWork, told: TradeFacts) -> Trade:
    at = uow.now - timedelta(hours=1)
    fills = tuple(
        replace(fill, id=new_id(), at=at if fill.kind == "entry" else uow.now) for fill in told.fills
    )
    return await log_trade(uow, await load_desk(uow), replace(told, fills=fills), source="console")


async def recount_all(user: UserId, clock: FixedClock) -> list[tuple[str, Decimal]]:
    """The stored days after counting what was marked: currency and net."""
    async with begin_service(now=clock.now()) as uow:
        await recount(uow, await list_marks(uow, user_id=user))
        rows = await uow.fetch(
            """select currency, net_result from calendar_stats where user_id = $1 and net_result is not null
                order by currency""",
            user,
        )
    return [(row[0], row[1]) for row in rows]


async def test_an_account_is_opened_renamed_made_the_usual_one_and_retired(
    a_user: MakeUser, clock: FixedClock
) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        first = (await load_desk(uow)).account
        ftmo = await create_account(uow, "FTMO 100k")
        assert [first.name, "FTMO 100k"] == [kept.account.name for kept in await list_accounts(uow)]
        assert ftmo == await find_account(uow, "ftmo") == await find_account(uow, "ftmo100k")
        assert await find_account(uow, "apex") is None
        with pytest.raises(NameTaken):
            await create_account(uow, "ftmo-100K")
        await rename_account(uow, ftmo, "Apex")
        await make_default(uow, ftmo)
        assert ftmo == (await load_desk(uow)).account.id
        with pytest.raises(UsualAccount):
            await retire_account(uow, ftmo)
        await retire_account(uow, first.id)
        assert await find_account(uow, first.name) is None
        await revive_account(uow, first.id)
        assert first.id == await find_account(uow, first.name)


async def test_an_account_in_use_is_not_retired(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        await logged(uow, facts())
        first = (await load_desk(uow)).account
        await make_default(uow, await create_account(uow, "Other"))
        with pytest.raises(AccountInUse, match="Close it first"):
            await retire_account(uow, first.id)


async def test_somebody_elses_account_is_none(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        foreign = await create_account(uow, "Mine")
    async with begin(await a_user(), now=clock.now()) as uow:
        with pytest.raises(NotFound):
            await make_default(uow, foreign)


async def test_a_trade_moves_with_its_days_and_comes_back(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        trade = await logged(uow, WON)
        desk = await load_desk(uow)
        late = await create_account(uow, "Late")
        await set_cutoff(uow, late, (clock.now() - timedelta(hours=1)).time())
    assert [("USD", Decimal(105))] == await recount_all(user, clock)
    async with begin(user, now=clock.now()) as uow:
        target, moved = await move_trade(uow, desk, trade, late)
        days = await uow.fetch_value("select closed_day from trades")
        assert target.account.day_of(clock.now()) == days != desk.account.day_of(clock.now())
        assert (late, "Late") == (moved.account, moved.account_name)
        assert 2 == await uow.fetch_value("select count(*) from stats_dirty")
    async with begin(user, now=clock.now()) as uow:
        back = (await take_back(uow, trade.id)).trade
        assert desk.account.id == back.account
        assert desk.account.day_of(clock.now()) == await uow.fetch_value("select closed_day from trades")


async def test_another_cut_off_moves_no_history_not_even_when_a_note_is_added(
    a_user: MakeUser, clock: FixedClock
) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        trade = await logged(uow, WON)
        before = await uow.fetch_value("select closed_day from trades")
        await set_cutoff(uow, trade.account, time(0, 1))
        await set_cutoff(uow, trade.account, (clock.now() - timedelta(hours=1)).time())
        desk, trade = await require_trade(uow, trade.id)
        await change_trade(uow, desk, trade, replace(trade.facts, notes="late"), ActKind.NOTE)
        assert before == await uow.fetch_value("select closed_day from trades")
        assert before == await uow.fetch_value("select max(local_day) from fills")


async def test_a_rate_told_later_moves_the_days_money_into_the_accounts_currency(
    a_user: MakeUser, clock: FixedClock
) -> None:
    user = await a_user()
    pounds = facts(entry("0.8500"), leaving("0.8520"), symbol="EURGBP", stop="0.8490", targets=())
    async with begin(user, now=clock.now()) as uow:
        trade = await logged(uow, replace(pounds, currency="GBP"))
    assert [("GBP", Decimal(100))] == await recount_all(user, clock)
    async with begin(user, now=clock.now()) as uow:
        desk = await load_desk(uow)
        told = await change_trade(
            uow, desk, trade, lambda known: set_rate(known, Decimal("1.27")), ActKind.CONVERT
        )
        assert (Decimal(127), "USD") == (told.position.net, told.currency)
        assert ("USD", Decimal(127)) == tuple(
            await uow.fetch_one("select currency, result_value from trades") or ()
        )
        assert told == (await require_trade(uow, trade.id))[1]
    assert [("USD", Decimal(127))] == await recount_all(user, clock)
    async with begin(user, now=clock.now()) as uow:
        await take_back(uow, trade.id)
    assert [("GBP", Decimal(100))] == await recount_all(user, clock)


async def test_a_market_whose_price_is_the_rate_is_booked_in_the_accounts_money_at_once(
    a_user: MakeUser, clock: FixedClock
) -> None:
    yen = facts(entry("150", "1"), leaving("151", "1"), symbol="USDJPY", stop="149", targets=())
    async with begin(await a_user(), now=clock.now()) as uow:
        trade = await logged(uow, replace(yen, currency="JPY"))
        assert "USD" == trade.currency
        assert "price" == await uow.fetch_value("select max(conversion_source) from fills")
        figures = await count_day(uow, (await load_desk(uow)).account, clock.now())
        assert ["USD"] == [money.currency for money in figures.booked]
        assert trade == (await require_trade(uow, trade.id))[1]


async def test_an_account_in_another_currency_needs_its_own_rates(
    a_user: MakeUser, clock: FixedClock
) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        trade = await logged(uow, WON)
        euros = await create_account(uow, "Euro")
        await set_currency(uow, euros, "EUR")
        _, moved = await move_trade(uow, await load_desk(uow), trade, euros)
        assert "EUR" == moved.currency
        assert Decimal("96.59") == (moved.position.net or Decimal(0)).quantize(Decimal("0.01"))
        assert Decimal("0.7") == moved.position.result_r


async def test_a_missed_trade_counts_nowhere_and_can_be_taken(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        told = replace(miss(facts(setup="breakout")), seen_at=clock.now())
        trade = await log_trade(uow, await load_desk(uow), told, source="console")
        desk, read = await require_trade(uow, trade.id)
        assert trade == read
        assert TradeStatus.MISSED is read.position.status
        assert [] == await list_open(uow)
        assert [trade.id] == [each.id for each in (await list_trades(uow)).trades]
        figures = await count_day(uow, desk.account, clock.now())
        assert (True, 0, 1) == (figures.is_empty, figures.open_now, figures.missed)
        taken = await change_trade(
            uow,
            desk,
            trade,
            lambda known: take(
                known, fill_id=entry().id, price=Decimal("1.0851"), quantity=Decimal("0.3"), at=clock.now()
            ),
            ActKind.TAKE,
        )
        assert taken.is_open
        assert taken == (await require_trade(uow, trade.id))[1]
        back = await take_back(uow, trade.id)
        assert back.trade.is_missed
        assert trade.facts == back.trade.facts


async def test_legs_are_summed_live_and_parted_by_one_undo(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        first, second = await logged(uow, WON), await logged(uow, facts())
        desk = await load_desk(uow)
        assert [first.id] == [each.id for each in await list_joinable(uow, second)]
        joined = await join_legs(uow, desk, second, first.id)
        legs = await sum_legs(uow, joined)
        assert legs is not None
        assert (2, 1, Decimal("0.7"), (Money(Decimal(105), "USD"),)) == (
            legs.count,
            legs.open_now,
            legs.result_r,
            legs.booked,
        )
        third = await join_legs(uow, desk, await logged(uow, WON), second.id)
        assert joined.facts.group == third.facts.group
        assert 3 == ((await sum_legs(uow, third)) or legs).count
        assert await sum_legs(uow, await leave_legs(uow, desk, third)) is None
        with pytest.raises(SameTrade):
            await join_legs(uow, desk, third, third.id)


async def test_undo_of_legs_takes_the_pair_apart(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        first, second = await logged(uow, WON), await logged(uow, facts())
        clock.advance(timedelta(minutes=1))
    async with begin(first.owner, now=clock.now()) as uow:
        desk = await load_desk(uow)
        await join_legs(uow, desk, second, first.id)
        await take_back(uow)
        for trade in (first, second):
            assert (await require_trade(uow, trade.id))[1].facts.group is None
        assert "log" == (await take_back(uow)).kind.value


@pytest.mark.parametrize(
    ("tolerance", "outcomes"),
    [
        (Tolerance(unit=ToleranceUnit.MONEY, amount=Decimal(20)), ["breakeven", "win", "loss"]),
        (Tolerance(unit=ToleranceUnit.TICKS, amount=Decimal(210)), ["breakeven", "breakeven", "loss"]),
        (Tolerance(unit=ToleranceUnit.R, amount=Decimal(1)), ["breakeven", "breakeven", "breakeven"]),
    ],
)
async def test_a_tolerance_rewrites_the_whole_history_and_setting_it_back_undoes_that(
    a_user: MakeUser, clock: FixedClock, tolerance: Tolerance, outcomes: list[str]
) -> None:
    user = await a_user()
    stored = "select array_agg(result_type order by result_value) from trades"
    async with begin(user, now=clock.now()) as uow:
        for price in ("1.0852", "1.0871", "1.0820"):
            await logged(uow, facts(entry(), leaving(price)))
        account = (await load_desk(uow)).account.id
        assert ["loss", "win", "win"] == await uow.fetch_value(stored)
    await recount_all(user, clock)
    async with begin(user, now=clock.now()) as uow:
        foreseen = await preview_tolerance(uow, account, tolerance)
        assert ["loss", "win", "win"] == await uow.fetch_value(stored)
        done = await set_tolerance(uow, account, tolerance)
        assert foreseen == done
        assert sorted(outcomes) == sorted(await uow.fetch_value(stored))
        assert done.total == sum(each == "breakeven" for each in outcomes)
        assert await uow.fetch_value("select count(*) from stats_dirty")
        read = [trade.position.outcome for trade in (await list_trades(uow)).trades]
        assert sorted(outcomes) == sorted(each.value for each in read if each is not None)
        await set_tolerance(uow, account, Tolerance())
        assert ["loss", "win", "win"] == await uow.fetch_value(stored)
        assert Outcome.WIN in [trade.position.outcome for trade in (await list_trades(uow)).trades]


async def test_a_picture_of_several_accounts_names_those_that_were_traded(
    a_user: MakeUser, clock: FixedClock
) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        desk, today = await load_desk(uow), clock.now().date()
        trade = await logged(uow, WON)
        other = await create_account(uow, "Other")
        assert desk.account.name == (await load_equity_curve(uow, today=today)).account
        await move_trade(uow, desk, trade, other)
        curve = await load_equity_curve(uow, today=today)
        assert f"{desk.account.name} + Other" == curve.account
        assert Decimal("0.7") == curve.total
