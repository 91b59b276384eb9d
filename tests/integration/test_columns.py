"""What the tables themselves refuse, keep exact and derive."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from decimal import Decimal

import asyncpg
import pytest

from core.identifiers import UserId
from core.storage.database import Database
from core.storage.unit_of_work import begin
from models import CalendarStat, Checkin, Fill, MonthlySummary, Trade, TradingAccount
from tests.builders.tables import fill_every_table
from tests.conftest import MakeUser

REFUSED = {
    "users": ["role = 'owner'", "timezone = 'Mars/Olympus'", "timezone = '+02'", "locale = ''"],
    "trading_accounts": [
        "currency = 'usd'",
        "timezone = 'nowhere'",
        "breakeven_tolerance = 1",
        "breakeven_unit = 'pips', breakeven_tolerance = 1",
        "default_risk_amount = 0",
        "default_risk_percent = 101",
        "default_risk_amount = 1, default_risk_percent = 1",
    ],
    "chat_accounts": ["platform = 'fax'", "state = 'gone'"],
    "checkin_schedules": ["weekdays = '{0}'", "weekdays = '{1,2,3,4,5,6,7,1}'", "timezone = 'X'"],
    "instruments": ["tick_size = 0", "point_value = -1", "price_digits = 19", "quote_currency = '$'"],
    "strategies": ["name = ''"],
    "strategy_rules": ["body = ''"],
    "custom_fields": [
        "name = ''",
        "kind = 'colour'",
        "kind = 'choice'",
        "choices = '{a,b}'",
        "asked_at = 'noon'",
    ],
    "trade_groups": ["name = ''"],
    "trades": [
        "trade_type = 'sideways'",
        "position_size = 0",
        "result_type = 'draw'",
        "status = 'pending'",
        "status = 'closed'",
        "closed_at = now(), closed_day = current_date",
        "status = 'closed', closed_at = opened_at - interval '1 second', closed_day = current_date",
        "source = 'fax'",
        "currency = ''",
        "initial_risk = 0",
        "revision = 0",
        "risk_reward_ratio = -1",
        "best_price = 0",
        "worst_price = 0",
    ],
    "trade_details": [
        "entry_process_quality = 0",
        "exit_process_quality = 11",
        "confidence_level = 11",
        "rule_checks = '[]'",
    ],
    "fills": [
        "kind = 'both'",
        "quantity = 0",
        "price = null",
        "price = null, quantity = null",
        "realized_value = 1",
        "conversion_rate = 0, conversion_source = 'told'",
        "conversion_rate = 1.1",
        "conversion_rate = 1.1, conversion_source = 'guess'",
    ],
    "attachments": ["sha256 = 'x'", "size = 0", "content_type = '../etc'"],
    "consistency_tracker": [
        "risk_management_score = 0",
        "strategy_execution_score = 11",
        "emotional_discipline_score = -1",
        "plan_adherence = 'maybe'",
        "plan_adherence = 'partly', followed_plan = true",
    ],
    "mentor_relationships": ["status = 'friends'", "access_level = '[]'"],
    "mentor_channels": ["digest_weekday = 0", "digest_weekday = 8", "state = 'blocked'"],
    "mentor_notes": ["kind = 'order'", "body = ''", "ends_on = starts_on - 1"],
    "monthly_summaries": ["month = 13", "winning_trades = -1", "total_loss = -1", "currency = 'x'"],
    "calendar_stats": ["trades_count = -1", "total_profit = -1"],
    "performance_metrics": ["period_type = 'hourly'", "metric_name = ''", "sample_size = -1"],
    "inbox": ["status = 'lost'", "platform = 'fax'", "attempts = -1"],
    "outbox": ["state = 'lost'", "kind = 'joke'", "mode = 'edit'", "mode = 'shout'"],
    "cards": ["direction = 'up'"],
    "link_codes": ["purpose = 'gift'", "code_hash = 'short'"],
    "api_keys": ["key_hash = 'short'", "name = ''"],
}


@pytest.fixture
async def ana(database: Database, a_user: MakeUser) -> UserId:
    ana, ben = await a_user("Ana"), await a_user("Ben")
    service = await asyncpg.connect(database.urls.service)
    await fill_every_table(service, ana, ben)
    await service.close()
    return ana


@pytest.fixture
async def service(database: Database, ana: UserId) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database.urls.service)
    yield connection
    await connection.close()


async def test_every_forbidden_value_is_refused(service: asyncpg.Connection) -> None:
    accepted: list[str] = []
    for table, changes in REFUSED.items():
        assert await service.fetchval(f"select count(*) from {table}"), table
        for change in changes:
            transaction = service.transaction()
            await transaction.start()
            try:
                await service.execute(f"update {table} set {change}")
                accepted.append(f"{table}: {change}")
            except asyncpg.CheckViolationError:
                pass
            finally:
                await transaction.rollback()
    assert [] == accepted


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("consistency_tracker", "(user_id, date) values ($1, current_date)"),
        ("strategies", "(user_id, name) values ($1, 'BREAKOUT')"),
        ("calendar_stats", "(user_id, date) values ($1, current_date)"),
        ("monthly_summaries", "(user_id, year, month) values ($1, 2026, 11)"),
        ("trading_accounts", "(user_id, name, is_default) values ($1, 'Second', true)"),
        ("checkin_schedules", "(user_id, local_time, timezone) values ($1, '19:00', 'UTC')"),
        ("used_tokens", "(user_id, token, used_at) values ($1, 't', now())"),
        (
            "chat_accounts",
            "(user_id, platform, platform_user_id) select $1, platform, platform_user_id from chat_accounts limit 1",
        ),
    ],
)
async def test_what_there_is_one_of_stays_one(
    service: asyncpg.Connection, ana: UserId, table: str, values: str
) -> None:
    with pytest.raises(asyncpg.UniqueViolationError):
        await service.execute(f"insert into {table} {values}", ana)


async def test_eighteen_decimals_come_back_as_they_went(ana: UserId, now: datetime) -> None:
    prices = [
        Decimal("0.000000000000000001"),
        Decimal("12345678901234567890.123456789012345678"),
        Decimal("1.0850"),
    ]
    async with begin(ana, now=now):
        trade = await Trade.get()
        await Trade.all().update(take_profits=prices, entry_price=prices[1], position_size=Decimal("100"))
        await trade.refresh_from_db()
    assert prices == trade.take_profits
    assert (prices[1], "100") == (trade.entry_price, str(trade.position_size))


async def test_floats_are_no_money(ana: UserId, now: datetime) -> None:
    with pytest.raises(TypeError, match="exact"):
        async with begin(ana, now=now):
            await Fill.all().update(fee=0.1)


async def test_the_overall_score_is_a_third_and_unknown_until_all_three_are_known(
    ana: UserId, now: datetime
) -> None:
    async with begin(ana, now=now):
        await Checkin.all().update(risk_management_score=7, strategy_execution_score=8)
        assert None is (await Checkin.get()).overall_score
        await Checkin.all().update(emotional_discipline_score=8)
        assert Decimal("7.67") == (await Checkin.get()).overall_score


@pytest.mark.parametrize(
    ("wins", "losses", "profit", "loss", "expected"),
    [
        (0, 0, "0", "0", (None, Decimal(0), None)),
        (2, 1, "300", "100", (Decimal("66.67"), Decimal(200), Decimal(3))),
        (2, 0, "300", "0", (Decimal(100), Decimal(300), None)),
        (0, 2, "0", "300", (Decimal(0), Decimal(-300), Decimal(0))),
        (1, 1, "100000000000", "0.00000001", (Decimal(50), Decimal("99999999999.99999999"), None)),
    ],
)
async def test_a_months_figures_are_derived_and_unknown_stays_unknown(
    ana: UserId,
    now: datetime,
    wins: int,
    losses: int,
    profit: str,
    loss: str,
    expected: tuple[Decimal | None, ...],
) -> None:
    async with begin(ana, now=now):
        await MonthlySummary.all().update(
            winning_trades=wins,
            losing_trades=losses,
            breakeven_trades=4,
            total_profit=Decimal(profit),
            total_loss=Decimal(loss),
        )
        month = await MonthlySummary.get()
    assert expected == (month.win_rate, month.net_result, month.profit_factor)


@pytest.mark.parametrize(
    ("trades", "net", "expected"),
    [
        (0, None, None),
        (0, 0, "neutral"),
        (3, 5, "positive"),
        (3, -5, "negative"),
        (3, 0, "neutral"),
        (3, None, None),
    ],
)
async def test_a_day_is_called_by_its_result(
    ana: UserId, now: datetime, trades: int, net: int | None, expected: str | None
) -> None:
    async with begin(ana, now=now):
        await CalendarStat.all().update(trades_count=trades, net_result=None if net is None else Decimal(net))
        assert expected == (await CalendarStat.get()).day_status


async def test_updated_at_moves_by_itself(ana: UserId, now: datetime) -> None:
    async with begin(ana, now=now):
        before = (await TradingAccount.get()).updated_at
    async with begin(ana, now=now):
        await TradingAccount.all().update(name="Prop", updated_at=now - timedelta(days=400))
        assert before < (await TradingAccount.get()).updated_at
