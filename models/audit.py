"""What was changed, by whom, through which door; written by the database only."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields
from tortoise.models import Model

from models.fields import InetField
from models.rows import NOW


class AuditLog(Model):
    """Append-only, monthly partitions, no foreign key: it outlives the person.

    `new_values` of an insert holds the ids only; free text appears as the fact of a change.
    """

    id = fields.UUIDField(primary_key=True)
    user_id = fields.UUIDField(null=True)
    actor_id = fields.UUIDField(null=True)
    channel = fields.TextField(null=True)
    request_id = fields.TextField(null=True)
    action = fields.TextField()
    resource_type = fields.TextField()
    resource_id = fields.UUIDField(null=True)
    old_values = fields.JSONField(null=True)
    new_values = fields.JSONField(null=True)
    ip_address = InetField(null=True)
    user_agent = fields.TextField(null=True)
    timestamp = fields.DatetimeField(db_default=NOW)

    class Meta:
        table = "audit_logs"


class DemoClock(Model):
    """One row: how far the demo's clock stands before the machine's."""

    id = fields.SmallIntField(primary_key=True, generated=False, default=1)
    offset_seconds = fields.BigIntField(default=0)

    class Meta:
        table = "demo_clock"
