"""Codes and keys; only their hashes are stored."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields
from tortoise.models import Model

from models.fields import words_field
from models.rows import NOW, TenantRow


class LinkCode(TenantRow):
    """`user_id` made it; `code_hash` is SHA-256 of the code."""

    code_hash = fields.BinaryField()
    purpose = fields.TextField()  # link | mentor_invite
    payload = fields.JSONField(default=dict)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)
    used_by = fields.UUIDField(null=True)

    class Meta:
        table = "link_codes"


class ApiKey(TenantRow):
    """`prefix` may be shown; `key_hash` is SHA-256 of the whole key."""

    name = fields.TextField()
    prefix = fields.TextField()
    key_hash = fields.BinaryField()
    scopes = words_field()
    expires_at = fields.DatetimeField(null=True)
    last_used_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "api_keys"


class IdempotencyKey(Model):
    """The table's primary key is (user_id, key): always filter by both."""

    key = fields.CharField(255, primary_key=True, default=None)
    user_id = fields.UUIDField()
    request_hash = fields.BinaryField()
    status = fields.SmallIntField(null=True)
    response = fields.JSONField(null=True)
    created_at = fields.DatetimeField(db_default=NOW)

    class Meta:
        table = "idempotency_keys"
