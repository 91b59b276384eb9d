"""Trades on a real database: what is written is what is read, whatever happened to it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import Conflict
from core.identifiers import UserId, new_id
from core.storage.unit_of_work import UnitOfWork, begin, begin_service
from core.summaries.queries import count_day
from core.trades.acts import NothingToUndo, take_back
from core.trades.changes import add_note, exit_part, move_stop
from core.trades.facts import TradeFacts
from core.trades.queries import find_trade, list_open, list_trades, load_desk, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, TradeNotFound, change_trade, log_trade
from core.trades.trade import TradeStatus
from tests.builders.kept import entry, facts
from tests.conftest import MakeUser


async def logged(uow: UnitOfWork, told: TradeFacts | None = None) -> Trade:
    return await log_trade(uow, await load_desk(uow), told or facts(), source="console", raw_text="as typed")


async def left(uow: UnitOfWork, trade: Trade, price: str, portion: str = "1") -> Trade:
    after = exit_part(
        trade.facts, fill_id=new_id(), price=Decimal(price), at=uow.now, portion=Decimal(portion)
    )
    return await change_trade(uow, await load_desk(uow), trade, after, ActKind.EXIT)


async def test_what_is_logged_is_what_is_read(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        trade = await logged(uow, facts(setup="breakout", feeling="calm"))
    async with begin(user, now=clock.now()) as uow:
        _, read = await require_trade(uow, trade.id)
    assert trade.facts == read.facts
    assert trade.position == read.position


async def test_results_are_derived_and_null_while_open(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        trade = await logged(uow)
        half = await left(uow, trade, "1.0871", "0.5")
        open_row = await uow.fetch_one("select status, result_value, result_r, closed_day from trades")
        await left(uow, half, "1.0905")
        closed_row = await uow.fetch_one(
            "select status, result_value, result_type, result_r, closed_day, revision from trades"
        )
    assert ("open", None, None, None) == tuple(open_row or ())
    assert closed_row is not None
    assert ("closed", Decimal(190), "win", Decimal("1.2667"), 3) == (
        closed_row["status"],
        closed_row["result_value"],
        closed_row["result_type"],
        closed_row["result_r"],
        closed_row["revision"],
    )


async def test_each_part_is_booked_on_its_own_trading_day(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        half = await left(uow, await logged(uow), "1.0871", "0.5")
    clock.advance(timedelta(days=1))
    async with begin(user, now=clock.now()) as uow:
        await left(uow, half, "1.0905")
        desk = await load_desk(uow)
        yesterday = await count_day(uow, desk.account, clock.now() - timedelta(days=1))
        today = await count_day(uow, desk.account, clock.now())
    assert (0, 1, Decimal("0.3500")) == (yesterday.closed, yesterday.parts, yesterday.result_r)
    assert (1, 0, Decimal("0.9167")) == (today.closed, today.parts, today.result_r)


async def test_a_setup_is_made_once_whatever_its_case(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        await logged(uow, facts(setup="breakout"))
        await logged(uow, facts(setup="Breakout"))
        assert 1 == await uow.fetch_value("select count(*) from strategies")


async def test_a_change_on_an_old_reading_is_a_conflict(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        trade = await logged(uow)
        await left(uow, trade, "1.0871", "0.5")
    with pytest.raises(Conflict):
        async with begin(user, now=clock.now()) as uow:
            await left(uow, trade, "1.0905")


async def test_a_change_of_nothing_writes_nothing(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        trade = await logged(uow)
        same = await change_trade(uow, await load_desk(uow), trade, lambda told: told, ActKind.EDIT)
        assert 1 == same.revision
        assert 1 == await uow.fetch_value("select count(*) from trade_acts")


async def test_somebody_elses_trade_does_not_exist(a_user: MakeUser, clock: FixedClock) -> None:
    ana, ben = await a_user("Ana"), await a_user("Ben")
    async with begin(ana, now=clock.now()) as uow:
        trade = await logged(uow)
    async with begin(ben, now=clock.now()) as uow:
        assert await find_trade(uow, trade.id) is None
        assert [] == await list_open(uow)
        assert 0 == (await list_trades(uow)).total
        with pytest.raises(NothingToUndo):
            await take_back(uow, trade.id)
        with pytest.raises(TradeNotFound):
            await require_trade(uow, trade.id)


async def test_every_write_marks_its_day_and_is_audited(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        await logged(uow)
        assert clock.now().date() == await uow.fetch_value("select local_day from stats_dirty")
    async with begin_service(now=clock.now()) as uow:
        written = await uow.fetch("select distinct resource_type from audit_logs where user_id = $1", user)
    assert {"trades", "fills"} <= {row["resource_type"] for row in written}


async def test_a_trade_taken_back_counts_nowhere(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        trade = await left(uow, await logged(uow), "1.0905")
        desk = await load_desk(uow)
        for _ in range(2):
            await take_back(uow, trade.id)
        figures = await count_day(uow, desk.account, clock.now())
        assert figures.is_empty
        assert 0 == (await list_trades(uow)).total


MOVES = st.sampled_from(["half", "note", "stop", "rest"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, max_size=5))
async def test_undo_gives_back_exactly_what_was(
    a_user: MakeUser, clock: FixedClock, moves: list[str]
) -> None:
    user: UserId = await a_user()
    async with begin(user, now=clock.now()) as uow:
        trade = await logged(uow, facts(entry(quantity="0.64")))
        states = [trade.facts]
        for move in moves:
            trade = await _move(uow, trade, move)
            if trade.facts != states[-1]:
                states.append(trade.facts)
        while len(states) > 1:
            states.pop()
            taken = await take_back(uow, trade.id)
            _, read = await require_trade(uow, trade.id)
            assert states[-1] == read.facts == taken.trade.facts
        assert (await take_back(uow, trade.id)).whole_trade


async def _move(uow: UnitOfWork, trade: Trade, move: str) -> Trade:
    desk = await load_desk(uow)
    is_open = trade.position.status is TradeStatus.OPEN
    match move:
        case "half" | "rest" if is_open:
            return await left(uow, trade, "1.0871", "0.5" if move == "half" else "1")
        case "note":
            return await change_trade(uow, desk, trade, add_note(trade.facts, "seen"), ActKind.NOTE)
        case _:
            after = move_stop(trade.facts, (trade.facts.stop or Decimal(1)) + Decimal("0.0005"))
            return await change_trade(uow, desk, trade, after, ActKind.STOP)
