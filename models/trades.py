"""A trade, its legs, what was thought about it, its fills, and the acts that undo takes back."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields
from tortoise.models import Model

from models.fields import PricesField, money_field, multiple_field, price_field
from models.rows import NOW, CreatedRow, TenantRow


class Trade(TenantRow):
    """Results are NULL until they are known; `closed_day` is the account's trading day of the last exit.

    `is_active` false: in the trash. `revision` grows with every change, cards bear it.
    """

    account_id = fields.UUIDField()
    asset = fields.TextField()
    symbol = fields.TextField()
    trade_type = fields.TextField()  # long | short
    entry_price = price_field(null=True)
    exit_price = price_field(null=True)
    position_size = price_field(null=True)
    quantity_unit = fields.TextField(null=True)
    result_value = money_field(null=True)
    result_type = fields.TextField(null=True)  # win | loss | breakeven
    result_r = multiple_field(null=True)
    risk_reward_ratio = multiple_field(null=True)
    strategy_id = fields.UUIDField(null=True)
    trade_date = fields.DatetimeField()
    opened_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)
    closed_day = fields.DateField(null=True)
    status = fields.TextField(default="open")  # open | closed | missed
    initial_stop = price_field(null=True)
    stop_loss = price_field(null=True)
    take_profits = PricesField()
    initial_risk = money_field(null=True)
    declared_risk = money_field(null=True)
    currency = fields.TextField()
    point_value = price_field(null=True)
    fees = money_field(default=0)
    commission = money_field(default=0)
    swap = money_field(default=0)
    revision = fields.IntField(default=1)
    raw_text = fields.TextField(null=True)
    is_active = fields.BooleanField(default=True)
    source = fields.TextField(default="manual")
    metadata = fields.JSONField(default=dict)
    group_id = fields.UUIDField(null=True)
    best_price = price_field(null=True)
    worst_price = price_field(null=True)

    class Meta:
        table = "trades"


class TradeGroup(TenantRow):
    """Trades that are legs of one idea."""

    name = fields.TextField(null=True)

    class Meta:
        table = "trade_groups"


class TradeDetail(Model):
    """The trader's own view of one trade; the table's primary key is (user_id, trade_id)."""

    trade_id = fields.UUIDField(primary_key=True, default=None)
    user_id = fields.UUIDField()
    emotional_state = fields.TextField(null=True)
    entry_process_quality = fields.SmallIntField(null=True)
    exit_process_quality = fields.SmallIntField(null=True)
    risk_management_respected = fields.BooleanField(null=True)
    notes = fields.TextField(null=True)
    market_conditions = fields.TextField(null=True)
    confidence_level = fields.SmallIntField(null=True)
    psychological_factors = fields.JSONField(default=dict)
    follow_up_actions = fields.JSONField(default=list)
    rule_checks = fields.JSONField(default=dict)  # by rule: kept or not
    custom_answers = fields.JSONField(default=dict)  # by custom field
    created_at = fields.DatetimeField(db_default=NOW)
    updated_at = fields.DatetimeField(db_default=NOW)

    class Meta:
        table = "trade_details"


class Fill(TenantRow):
    """Costs are positive when paid. An exit without price or quantity is a result that was only told."""

    trade_id = fields.UUIDField()
    kind = fields.TextField()  # entry | exit
    price = price_field(null=True)
    quantity = price_field(null=True)
    fee = money_field(default=0)
    commission = money_field(default=0)
    swap = money_field(default=0)
    filled_at = fields.DatetimeField()
    local_day = fields.DateField()
    realized_value = money_field(null=True)
    realized_r = multiple_field(null=True)
    conversion_rate = price_field(null=True)  # of the market's currency into the account's
    conversion_source = fields.TextField(null=True)  # price | told | earlier

    class Meta:
        table = "fills"


class TradeAct(CreatedRow):
    trade_id = fields.UUIDField()
    seq = fields.IntField()
    kind = fields.TextField()
    before = fields.JSONField(null=True)
    after = fields.JSONField(null=True)
    at = fields.DatetimeField()
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        table = "trade_acts"
