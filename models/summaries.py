"""Counted days, months and metrics, and the marks that say what must be counted again."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields
from tortoise.models import Model

from models.fields import (
    ExactField,
    GeneratedField,
    GeneratedTextField,
    IntervalField,
    money_field,
    multiple_field,
)
from models.rows import TenantRow

WIN_RATE = (
    "case when winning_trades + losing_trades > 0"
    " then round(winning_trades::numeric * 100 / (winning_trades + losing_trades), 2) end"
)
PROFIT_FACTOR = (
    "case when total_loss > 0 and total_profit / total_loss < 1000000000000"
    " then round(total_profit / total_loss, 8) end"
)
DAY_STATUS = (
    "case when net_result is null then null"
    " when net_result > 0 then 'positive' when net_result < 0 then 'negative' else 'neutral' end"
)


class MonthlySummary(TenantRow):
    """One person's month in one currency (NULL: only results without money).

    `total_loss` is positive; `win_rate` is a percentage of decided trades; undefined is NULL.
    """

    year = fields.SmallIntField()
    month = fields.SmallIntField()
    currency = fields.TextField(null=True)
    total_trades = fields.IntField(default=0)
    winning_trades = fields.IntField(default=0)
    losing_trades = fields.IntField(default=0)
    breakeven_trades = fields.IntField(default=0)
    win_rate = GeneratedField(5, 2, WIN_RATE)
    total_profit = money_field(default=0)
    total_loss = money_field(default=0)
    net_result = GeneratedField(20, 8, "total_profit - total_loss")
    profit_factor = GeneratedField(20, 8, PROFIT_FACTOR)
    result_r = multiple_field(null=True)
    r_trades = fields.IntField(default=0)
    avg_win = money_field(null=True)
    avg_loss = money_field(null=True)
    largest_win = money_field(null=True)
    largest_loss = money_field(null=True)
    avg_holding_time = IntervalField(null=True)
    best_day = fields.DateField(null=True)
    worst_day = fields.DateField(null=True)
    consistency_score = ExactField(5, 2, null=True)
    risk_management_avg_score = ExactField(5, 2, null=True)
    strategy_execution_avg_score = ExactField(5, 2, null=True)
    emotional_discipline_avg_score = ExactField(5, 2, null=True)
    is_calculated = fields.BooleanField(default=False)

    class Meta:
        table = "monthly_summaries"


class CalendarStat(TenantRow):
    """One person's trading day in one currency; `day_status` is NULL where nothing was booked."""

    date = fields.DateField()
    currency = fields.TextField(null=True)
    trades_count = fields.IntField(default=0)
    winning_trades = fields.IntField(default=0)
    losing_trades = fields.IntField(default=0)
    breakeven_trades = fields.IntField(default=0)
    net_result = money_field(null=True)
    day_status = GeneratedTextField(20, DAY_STATUS)
    result_r = multiple_field(null=True)
    r_trades = fields.IntField(default=0)
    total_profit = money_field(default=0)
    total_loss = money_field(default=0)
    win_rate = GeneratedField(5, 2, WIN_RATE)
    avg_result = money_field(null=True)
    best_trade = money_field(null=True)
    worst_trade = money_field(null=True)
    consistency_score = ExactField(5, 2, null=True)
    risk_management_avg_score = ExactField(5, 2, null=True)
    strategy_execution_avg_score = ExactField(5, 2, null=True)
    emotional_discipline_avg_score = ExactField(5, 2, null=True)

    class Meta:
        table = "calendar_stats"


class PerformanceMetric(TenantRow):
    """One figure of one period and its `sample_size` (n); `metric_value` NULL: not defined."""

    metric_type = fields.TextField()
    period_type = fields.TextField()  # daily | weekly | monthly | quarterly | yearly
    period_start = fields.DateField()
    period_value = fields.JSONField(default=dict)
    metric_name = fields.TextField()
    metric_value = ExactField(20, 8, null=True)
    sample_size = fields.IntField(default=0)
    currency = fields.TextField(null=True)
    calculation_method = fields.TextField(null=True)
    metadata = fields.JSONField(default=dict)
    calculated_at = fields.DatetimeField()

    class Meta:
        table = "performance_metrics"


class DirtyDay(Model):
    """A day to count again; a recount deletes the mark only where `version` is still the one it read.

    The table's primary key is (user_id, local_day): always filter by both.
    """

    local_day = fields.DateField(primary_key=True, default=None)
    user_id = fields.UUIDField()
    version = fields.BigIntField()
    marked_at = fields.DatetimeField()

    class Meta:
        table = "stats_dirty"
