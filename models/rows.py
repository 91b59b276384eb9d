"""What every row of a person has: an id that sorts by time, whose it is, when it was written."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model

from models.fields import new_id

NOW = SqlDefault("now()")


class CreatedRow(Model):
    """A row of one person that is written once. The table's primary key is (user_id, id)."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user_id = fields.UUIDField()
    created_at = fields.DatetimeField(db_default=NOW)

    class Meta:
        abstract = True


class TenantRow(CreatedRow):
    """A row of one person that changes; `updated_at` is kept by the database."""

    updated_at = fields.DatetimeField(db_default=NOW)

    class Meta:
        abstract = True
