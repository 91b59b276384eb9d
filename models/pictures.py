"""Pictures: what people sent, and what the journal drew."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields

from models.rows import CreatedRow


class Attachment(CreatedRow):
    """An upload; its bytes lie under `storage_key`, its `sha256` is of the bytes."""

    trade_id = fields.UUIDField(null=True)
    content_type = fields.TextField()
    sha256 = fields.BinaryField()
    size = fields.IntField()
    width = fields.IntField(null=True)
    height = fields.IntField(null=True)
    storage_key = fields.TextField()

    class Meta:
        table = "attachments"


class DrawnPicture(CreatedRow):
    """A drawn chart; the same `fingerprint` of its values is never drawn twice."""

    kind = fields.TextField()
    fingerprint = fields.TextField()
    png = fields.BinaryField()
    width = fields.IntField()
    height = fields.IntField()
    alt = fields.TextField(default="")
    made_at = fields.DatetimeField()

    class Meta:
        table = "pictures"
