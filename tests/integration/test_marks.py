"""Every write that changes a figure marks its days, in its own transaction."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from core.identifiers import UserId
from core.storage.unit_of_work import begin, begin_service
from models import Checkin, Fill, Trade, TradingAccount
from tests.conftest import MakeUser

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)


async def _marks(user: UserId, now: datetime) -> dict[date, int]:
    async with begin(user, now=now) as uow:
        return {
            row["local_day"]: row["version"]
            for row in await uow.fetch("select local_day, version from stats_dirty")
        }


async def _clear(user: UserId, now: datetime) -> None:
    async with begin(user, now=now) as uow:
        await uow.execute("delete from stats_dirty")


async def _a_trade(user: UserId, now: datetime, *days: date) -> UUID:
    async with begin(user, now=now):
        account = await TradingAccount.get()
        trade = await Trade.create(
            user_id=user, account_id=account.id, asset="EURUSD", symbol="EURUSD", trade_type="long",
            trade_date=now, opened_at=now, currency="USD",
        )  # fmt: skip
        for day in days:
            await Fill.create(
                user_id=user, trade_id=trade.id, kind="entry", price=Decimal("1.085"), quantity=Decimal("0.5"),
                filled_at=now, local_day=day,
            )  # fmt: skip
    return trade.id


@pytest.fixture
async def ana(a_user: MakeUser) -> UserId:
    return await a_user("Ana")


async def test_a_fill_marks_its_day(ana: UserId, now: datetime) -> None:
    await _a_trade(ana, now, MONDAY, TUESDAY)
    assert {MONDAY, TUESDAY} == (await _marks(ana, now)).keys()


async def test_a_mark_grows_with_every_write_and_never_bears_an_old_number(
    ana: UserId, now: datetime
) -> None:
    await _a_trade(ana, now, MONDAY)
    before = (await _marks(ana, now))[MONDAY]
    async with begin(ana, now=now):
        await Fill.all().update(price=Decimal("1.09"))
    grown = (await _marks(ana, now))[MONDAY]
    await _clear(ana, now)
    async with begin(ana, now=now):
        await Fill.all().update(price=Decimal("1.10"))
    assert before < grown < (await _marks(ana, now))[MONDAY]


async def test_moving_a_fill_marks_both_days(ana: UserId, now: datetime) -> None:
    await _a_trade(ana, now, MONDAY)
    await _clear(ana, now)
    async with begin(ana, now=now):
        await Fill.all().update(local_day=WEDNESDAY)
    assert {MONDAY, WEDNESDAY} == (await _marks(ana, now)).keys()


async def test_deleting_a_fill_marks_its_day(ana: UserId, now: datetime) -> None:
    await _a_trade(ana, now, MONDAY, TUESDAY)
    await _clear(ana, now)
    async with begin(ana, now=now):
        await Fill.filter(local_day=TUESDAY).delete()
    assert {TUESDAY} == (await _marks(ana, now)).keys()


async def test_deleting_a_trade_marks_the_days_of_its_fills(ana: UserId, now: datetime) -> None:
    await _a_trade(ana, now, MONDAY, TUESDAY)
    await _clear(ana, now)
    async with begin(ana, now=now):
        await Trade.all().delete()
    assert {MONDAY, TUESDAY} == (await _marks(ana, now)).keys()


async def test_the_trash_and_the_way_back_mark_every_day_of_the_trade(ana: UserId, now: datetime) -> None:
    await _a_trade(ana, now, MONDAY, WEDNESDAY)
    for is_active in (False, True):
        await _clear(ana, now)
        async with begin(ana, now=now):
            await Trade.all().update(is_active=is_active)
        assert {MONDAY, WEDNESDAY} == (await _marks(ana, now)).keys()


async def test_a_new_result_marks_the_old_and_the_new_closing_day(ana: UserId, now: datetime) -> None:
    await _a_trade(ana, now)
    async with begin(ana, now=now):
        await Trade.all().update(
            status="closed", closed_at=now + timedelta(hours=1), closed_day=MONDAY, result_value=Decimal(5)
        )
    await _clear(ana, now)
    async with begin(ana, now=now):
        await Trade.all().update(closed_day=TUESDAY)
    assert {MONDAY, TUESDAY} == (await _marks(ana, now)).keys()


async def test_words_about_a_trade_mark_nothing(ana: UserId, now: datetime) -> None:
    await _a_trade(ana, now, MONDAY)
    await _clear(ana, now)
    async with begin(ana, now=now):
        await Trade.all().update(raw_text="long EURUSD", revision=2)
    assert {} == await _marks(ana, now)


async def test_a_checkin_marks_its_day(ana: UserId, now: datetime) -> None:
    async with begin(ana, now=now):
        await Checkin.create(user_id=ana, date=MONDAY, risk_management_score=7)
    assert {MONDAY} == (await _marks(ana, now)).keys()
    await _clear(ana, now)
    async with begin(ana, now=now):
        await Checkin.all().update(date=TUESDAY)
    assert {MONDAY, TUESDAY} == (await _marks(ana, now)).keys()


async def test_what_was_rolled_back_left_no_mark(ana: UserId, now: datetime) -> None:
    with pytest.raises(LookupError):
        async with begin(ana, now=now):
            await Checkin.create(user_id=ana, date=MONDAY)
            raise LookupError
    assert {} == await _marks(ana, now)


async def test_a_person_can_be_erased_with_everything(ana: UserId, now: datetime) -> None:
    await _a_trade(ana, now, MONDAY)
    async with begin_service(now=now) as uow:
        assert 1 == await uow.execute("delete from users where id = $1", ana)
        assert 0 == await uow.fetch_value("select count(*) from stats_dirty")
        assert 0 < await uow.fetch_value("select count(*) from audit_logs where user_id = $1", ana)
