"""Who keeps a journal, where they chat, on which plan they are."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields
from tortoise.models import Model

from models.fields import ExactField, new_id
from models.rows import NOW, TenantRow


class SubscriptionPlan(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.TextField()
    price = ExactField(10, 2)
    billing_cycle = fields.TextField()  # monthly | yearly
    features = fields.JSONField(default=dict)
    is_active = fields.BooleanField(default=True)
    created_at = fields.DatetimeField(db_default=NOW)
    updated_at = fields.DatetimeField(db_default=NOW)

    class Meta:
        table = "subscription_plans"


class User(Model):
    """A person; the tenant of everything that is theirs."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.TextField()
    email = fields.TextField(null=True)
    password_hash = fields.TextField(null=True)
    role = fields.TextField(default="trader")  # trader | mentor | admin
    subscription_plan_id = fields.UUIDField(null=True)
    timezone = fields.TextField(default="UTC")
    locale = fields.TextField(default="en")
    preferences = fields.JSONField(default=dict)
    onboarded_at = fields.DatetimeField(null=True)
    is_active = fields.BooleanField(default=True)
    last_login_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField(db_default=NOW)
    updated_at = fields.DatetimeField(db_default=NOW)

    class Meta:
        table = "users"


class ChatAccount(TenantRow):
    """One person on one platform; `chat_id` is the private chat with `bot`, once there is one. `home_user_id`:
    the journal it was linked away from, to which it can go back.
    """

    platform = fields.TextField()
    platform_user_id = fields.TextField()
    bot = fields.TextField(null=True)
    chat_id = fields.TextField(null=True)
    username = fields.TextField(null=True)
    display_name = fields.TextField(default="")
    locale = fields.TextField(null=True)
    state = fields.TextField(default="active")  # active | blocked
    last_seen_at = fields.DatetimeField(null=True)
    home_user_id = fields.UUIDField(null=True)

    class Meta:
        table = "chat_accounts"
