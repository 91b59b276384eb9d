"""Mentors: who sees whose journal, where their digest goes, what they told a trader."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields
from tortoise.models import Model

from models.fields import LocalTimeField, new_id
from models.rows import NOW, TenantRow


def full_access() -> dict[str, bool]:
    return {"view_trades": True, "view_analytics": True, "view_consistency": True}


class MentorRelationship(Model):
    """Readable by both sides; only the trader grants. The table's primary key is (trader_id, id)."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    mentor_id = fields.UUIDField()
    trader_id = fields.UUIDField()
    requested_by = fields.UUIDField()
    status = fields.TextField(default="pending")  # pending | approved | rejected | terminated
    notes = fields.TextField(null=True)
    access_level = fields.JSONField(default=full_access)
    created_at = fields.DatetimeField(db_default=NOW)
    updated_at = fields.DatetimeField(db_default=NOW)

    class Meta:
        table = "mentor_relationships"


class MentorChannel(TenantRow):
    """Where a mentor's digest appears; `user_id` is the mentor, `digest_weekday` ISO 1 to 7."""

    platform = fields.TextField()
    bot = fields.TextField()
    chat_id = fields.TextField()
    thread = fields.TextField(null=True)
    title = fields.TextField(default="")
    state = fields.TextField(default="active")  # active | gone
    digest_weekday = fields.SmallIntField(default=5)
    digest_local_time = LocalTimeField()
    timezone = fields.TextField()
    next_due_at = fields.DatetimeField(null=True)

    class Meta:
        table = "mentor_channels"


class MentorNote(TenantRow):
    """`user_id` is the trader it is for."""

    mentor_id = fields.UUIDField()
    kind = fields.TextField()  # note | focus
    body = fields.TextField()
    trade_id = fields.UUIDField(null=True)
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    delivered_at = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "mentor_notes"
