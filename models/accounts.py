"""What a trader trades with: accounts, markets, setups with their rules, questions of their own."""

# pyright: reportIncompatibleVariableOverride=false

from datetime import time

from tortoise import fields

from models.fields import LocalTimeField, money_field, price_field, words_field
from models.rows import TenantRow


class TradingAccount(TenantRow):
    """`day_cutoff` (local) ends the trading day; `default_risk_percent` 0.5 means 0.5 %."""

    name = fields.TextField()
    currency = fields.TextField(default="USD")
    timezone = fields.TextField(default="UTC")
    day_cutoff = LocalTimeField(default=time(0))
    breakeven_tolerance = price_field(null=True)
    breakeven_unit = fields.TextField(null=True)  # money | ticks | r
    default_risk_amount = money_field(null=True)
    default_risk_percent = money_field(null=True)
    starting_balance = money_field(null=True)
    is_default = fields.BooleanField(default=False)
    is_active = fields.BooleanField(default=True)

    class Meta:
        table = "trading_accounts"


class Instrument(TenantRow):
    """A market that the trader described; it stands before the catalogue's of the same symbol."""

    symbol = fields.TextField()
    name = fields.TextField(default="")
    asset_class = fields.TextField()
    quote_currency = fields.TextField()
    tick_size = price_field()
    pip_size = price_field(null=True)
    point_value = price_field()
    contract_size = price_field()
    price_digits = fields.SmallIntField()
    size_unit = fields.TextField()

    class Meta:
        table = "instruments"


class Strategy(TenantRow):
    name = fields.TextField()
    description = fields.TextField(null=True)
    is_active = fields.BooleanField(default=True)
    tags = words_field()
    performance_metrics = fields.JSONField(default=dict)

    class Meta:
        table = "strategies"


class StrategyRule(TenantRow):
    """One line of a checklist; without a strategy it is for every trade."""

    strategy_id = fields.UUIDField(null=True)
    body = fields.TextField()
    position = fields.SmallIntField(default=0)
    is_active = fields.BooleanField(default=True)

    class Meta:
        table = "strategy_rules"


class CustomField(TenantRow):
    """What a trader wants to be asked about each trade."""

    name = fields.TextField()
    kind = fields.TextField()  # text | number | choice | yes_no
    choices = words_field()
    asked_at = fields.TextField(default="exit")  # entry | exit | never
    position = fields.SmallIntField(default=0)
    is_active = fields.BooleanField(default=True)

    class Meta:
        table = "custom_fields"
