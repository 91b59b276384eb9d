"""Whatever the tolerance, what is stored is what the ledger says; parts of days add up to their trades."""

from collections import defaultdict
from dataclasses import replace as with_fields
from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.clock import FixedClock
from core.storage.unit_of_work import UnitOfWork, begin, begin_service
from core.summaries.recount import list_marks, recount
from core.trades.breakeven import set_tolerance
from core.trades.conversion import set_rate
from core.trades.facts import TradeFacts
from core.trades.outcome import outcome_of
from core.trades.queries import list_before, load_desk
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade, log_trade
from core.trades.trade import Tolerance, ToleranceUnit
from tests.builders.kept import entry, facts, leaving
from tests.conftest import MakeUser

PATIENT = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MARKETS = {
    "EURUSD": ("USD", "1.0850", ["1.0840", "1.0849", "1.0850", "1.0851", "1.0862"], "1.0830"),
    "EURGBP": ("GBP", "0.8500", ["0.8490", "0.8500", "0.8501", "0.8520"], "0.8480"),
    "USDJPY": ("JPY", "150.00", ["149.90", "150.00", "150.02", "151.00"], None),
}
OUTCOMES = st.sampled_from([(market, price) for market, row in MARKETS.items() for price in row[2]])
TOLERANCES = st.builds(
    Tolerance,
    unit=st.sampled_from(ToleranceUnit),
    amount=st.sampled_from([Decimal(n) for n in ("0", "0.05", "5", "20")]),
)


def closed(market: str, price: str, uow: UnitOfWork, *, cost: str = "0", half: bool = False) -> TradeFacts:
    currency, first, _, stop = MARKETS[market]
    begun = uow.now - timedelta(days=2)
    first_out = replace(leaving(price, "0.25" if half else "0.5"), commission=Decimal(cost), at=begun)
    exits = [first_out]
    if half:
        exits.append(replace(leaving(price, "0.25"), at=uow.now))
    told = facts(
        replace(entry(first), at=begun - timedelta(hours=1)), *exits, symbol=market, stop=stop, targets=()
    )
    return replace(told, currency=currency)


async def _all(uow: UnitOfWork) -> list[Trade]:
    return await list_before(uow, moment=None, trade_id=None, limit=100)


@PATIENT
@given(
    told=st.lists(st.tuples(OUTCOMES, st.sampled_from(["0", "3.5"])), min_size=1, max_size=6),
    first=TOLERANCES,
    then=TOLERANCES,
)
async def test_stored_outcomes_are_the_ledgers_under_any_tolerance(
    a_user: MakeUser,
    clock: FixedClock,
    told: list[tuple[tuple[str, str], str]],
    first: Tolerance,
    then: Tolerance,
) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        account = (await load_desk(uow)).account.id
        for (market, price), cost in told:
            await log_trade(
                uow, await load_desk(uow), closed(market, price, uow, cost=cost), source="console"
            )
        for tolerance in (first, then):
            await set_tolerance(uow, account, tolerance)
            stored = {
                row["id"]: row["result_type"] for row in await uow.fetch("select id, result_type from trades")
            }
            for trade in await _all(uow):
                position, market = trade.position, trade.instrument
                average = (position.average_exit or Decimal(0)) - (position.average_entry or Decimal(0))
                is_other_money = tolerance.unit is ToleranceUnit.MONEY and trade.currency != "USD"
                expected = outcome_of(
                    position.net,
                    average * trade.side.sign,
                    position.result_r,
                    with_fields(tolerance, amount=Decimal(0)) if is_other_money else tolerance,
                    market,
                )
                assert (expected and expected.value) == stored[trade.id]


@PATIENT
@given(
    told=st.lists(st.tuples(OUTCOMES, st.booleans()), min_size=1, max_size=5),
    rates=st.lists(st.sampled_from([None, "1.2", "1.31"]), min_size=5, max_size=5),
)
async def test_the_days_of_each_currency_add_up_to_its_trades_and_follow_every_rate(
    a_user: MakeUser, clock: FixedClock, told: list[tuple[tuple[str, str], bool]], rates: list[str | None]
) -> None:
    user = await a_user()
    for step in (False, True):
        async with begin(user, now=clock.now()) as uow:
            if not step:
                for (market, price), half in told:
                    desk = await load_desk(uow)
                    await log_trade(uow, desk, closed(market, price, uow, half=half), source="console")
            else:
                for trade, rate in zip(await _all(uow), rates, strict=False):
                    if rate is not None and trade.facts.currency == "GBP":
                        worth = Decimal(rate)
                        desk = await load_desk(uow)
                        await change_trade(uow, desk, trade, set_rate(trade.facts, worth), ActKind.CONVERT)
            trades = await _all(uow)
        async with begin_service(now=clock.now()) as uow:
            await recount(uow, await list_marks(uow, user_id=user))
            rows = await uow.fetch(
                "select currency, net_result from calendar_stats where user_id = $1 and net_result is not null",
                user,
            )
        days: dict[str, Decimal] = defaultdict(Decimal)
        for row in rows:
            days[row["currency"]] += row["net_result"]
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for trade in trades:
            sums[trade.currency] += trade.position.net or Decimal(0)
        assert dict(sums) == dict(days)


async def test_two_thousand_trades_are_told_apart_anew_in_one_act(
    a_user: MakeUser, clock: FixedClock
) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        desk = await load_desk(uow)
        await log_trade(uow, desk, closed("EURUSD", "1.0851", uow), source="console")
        await uow.execute(
            """insert into trades select (jsonb_populate_record(t, jsonb_build_object('id', uuidv7()))).*
                from trades t, generate_series(1, 1999)"""
        )
        await uow.execute(
            """insert into fills select (jsonb_populate_record(f, jsonb_build_object('id', uuidv7(), 'trade_id', t.id))).*
                from fills f, trades t where t.id <> f.trade_id"""
        )
        turned = await set_tolerance(uow, desk.account.id, Tolerance(amount=Decimal(10)))
        assert 2000 == turned.total
        left = await uow.fetch_value("select count(*) from trades where result_type <> 'breakeven'")
        assert 0 == left
