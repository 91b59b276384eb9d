"""Where a conversation stands, what was heard, what is to be said, which message is about what."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields
from tortoise.models import Model

from models.rows import NOW, CreatedRow


class Conversation(Model):
    """A person's open dialog; at most one. `dialog` is empty between dialogs, so that `revision` only grows;
    `since` is the revision at which the open one began.
    """

    user_id = fields.UUIDField(primary_key=True, default=None)
    dialog = fields.TextField()
    version = fields.IntField()
    step = fields.TextField()
    answers = fields.JSONField(default=dict)
    revision = fields.IntField(default=0)
    since = fields.IntField(default=0)
    address = fields.JSONField(null=True)
    message_id = fields.TextField(null=True)
    started_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    created_at = fields.DatetimeField(db_default=NOW)
    updated_at = fields.DatetimeField(db_default=NOW)

    class Meta:
        table = "conversations"


class InboxEvent(CreatedRow):
    """An event as it came; `payload` is emptied when it is done. The column `seq` orders a person's events."""

    platform = fields.TextField()
    bot = fields.TextField()
    event_id = fields.TextField()
    kind = fields.TextField()
    payload = fields.JSONField(null=True)
    status = fields.TextField(default="pending")  # pending | deferred | done | dead
    attempts = fields.SmallIntField(default=0)
    not_before = fields.DatetimeField(null=True)
    received_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "inbox"


class OutboxMessage(CreatedRow):
    """Something to be said; `screen` is emptied when it is sent. The column `seq` orders a chat's messages."""

    inbox_id = fields.UUIDField(null=True)
    platform = fields.TextField()
    bot = fields.TextField()
    chat_id = fields.TextField()
    thread = fields.TextField(null=True)
    kind = fields.TextField()  # answer | card | prompt | digest | notice
    mode = fields.TextField(default="send")  # send | edit | body
    edit_message_id = fields.TextField(null=True)
    reply_handle = fields.TextField(null=True)
    reply_to = fields.TextField(null=True)
    toast = fields.TextField(null=True)
    ordinal = fields.SmallIntField(default=0)
    screen = fields.JSONField(null=True)
    dedupe_key = fields.TextField(null=True)
    subject_kind = fields.TextField(null=True)
    subject_id = fields.TextField(null=True)
    revision = fields.IntField(default=0)
    not_before = fields.DatetimeField()
    state = fields.TextField(default="ready")  # ready | sending | sent | uncertain | dead | cancelled
    attempts = fields.SmallIntField(default=0)
    claimed_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    message_id = fields.TextField(null=True)
    error = fields.TextField(null=True)

    class Meta:
        table = "outbox"


class Card(CreatedRow):
    """Which message is about what; never expires."""

    platform = fields.TextField()
    bot = fields.TextField()
    chat_id = fields.TextField()
    message_id = fields.TextField()
    direction = fields.TextField()  # out | in
    subject_kind = fields.TextField()
    subject_id = fields.TextField()
    revision = fields.IntField(default=0)

    class Meta:
        table = "cards"


class UsedToken(Model):
    """A button that works once and was pressed; the table's primary key is (user_id, token)."""

    token = fields.CharField(255, primary_key=True, default=None)
    user_id = fields.UUIDField()
    used_at = fields.DatetimeField()

    class Meta:
        table = "used_tokens"
