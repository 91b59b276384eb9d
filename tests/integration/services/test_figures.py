"""The figures of a period equal what counting the trades by hand gives."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.clock import FixedClock
from core.identifiers import new_id
from core.money import Money
from core.storage.unit_of_work import begin
from core.summaries.queries import count_period
from core.trades.changes import exit_part
from core.trades.queries import load_desk
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade, log_trade
from core.trades.trade import Outcome
from tests.builders.kept import entry, facts
from tests.conftest import MakeUser

PRICES = st.sampled_from(["1.0800", "1.0835", "1.0850", "1.0871", "1.0910"])
EXITS = st.lists(st.tuples(PRICES, st.sampled_from(["0.5", "1"]), st.integers(0, 3)), max_size=3)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans=st.lists(EXITS, max_size=4))
async def test_figures_equal_a_count_by_hand(
    a_user: MakeUser, clock: FixedClock, plans: list[list[tuple[str, str, int]]]
) -> None:
    user, now = await a_user(), clock.now()
    first: date = now.date()
    async with begin(user, now=now) as uow:
        desk = await load_desk(uow)
        trades: list[Trade] = []
        for exits in plans:
            trade = await log_trade(uow, desk, facts(entry()), source="console")
            for price, portion, days in exits:
                if trade.is_open:
                    at = now + timedelta(days=days)
                    share = Decimal(portion)
                    after = exit_part(
                        trade.facts, fill_id=new_id(), price=Decimal(price), at=at, portion=share
                    )
                    trade = await change_trade(uow, desk, trade, after, ActKind.EXIT)
            trades.append(trade)
        figures = await count_period(uow, desk.account, first, first + timedelta(days=1))
    last = first + timedelta(days=1)
    ended = [each for each in trades if each.position.closed_at and each.position.closed_at.date() <= last]
    parts = [part for each in trades for part in each.position.realised if part.at.date() <= last]
    assert len(ended) == figures.closed
    assert [
        sum(1 for each in ended if each.position.outcome is outcome)
        for outcome in (Outcome.WIN, Outcome.LOSS, Outcome.BREAKEVEN)
    ] == [figures.wins, figures.losses, figures.breakeven]
    assert sum(not each.position.closed_at for each in trades) == figures.open_now
    booked = sum((part.net or Decimal(0) for part in parts), Decimal(0))
    assert booked == sum((money.amount for money in figures.booked), Decimal(0))
    result = sum((part.share_r or Decimal(0) for part in parts), Decimal(0))
    assert abs(result - (figures.result_r or Decimal(0))) <= Decimal("0.0001") * max(len(parts), 1)


async def test_currencies_are_never_added_up(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        desk = await load_desk(uow)
        for symbol, currency, price, left in (
            ("EURUSD", "USD", "1.0850", "1.0860"),
            ("EURGBP", "GBP", "0.8500", "0.8510"),
        ):
            told = replace(facts(entry(price), symbol=symbol, stop=None, targets=()), currency=currency)
            trade = await log_trade(uow, desk, told, source="console")
            after = exit_part(trade.facts, fill_id=new_id(), price=Decimal(left), at=uow.now)
            await change_trade(uow, desk, trade, after, ActKind.EXIT)
        figures = await count_period(uow, desk.account, clock.now().date(), clock.now().date())
    assert (Money(Decimal(50), "GBP"), Money(Decimal(50), "USD")) == figures.booked
