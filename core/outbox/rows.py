"""Messages as rows of the outbox: many in one statement, and back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from core.identifiers import new_id
from core.outbox.message import Mode, OutboundMessage

COLUMNS = """
    id uuid, inbox_id uuid, platform text, bot text, chat_id text, thread text, kind text, mode text,
    edit_message_id text, reply_handle text, reply_to text, toast text, ordinal smallint, screen jsonb,
    dedupe_key text, subject_kind text, subject_id text, revision int, not_before timestamptz, state text
"""

INSERT = f"""
insert into outbox (
    user_id, id, inbox_id, platform, bot, chat_id, thread, kind, mode, edit_message_id, reply_handle, reply_to,
    toast, ordinal, screen, dedupe_key, subject_kind, subject_id, revision, not_before, state, sent_at
)
select
    {{user}}, m.id, m.inbox_id, m.platform, m.bot, m.chat_id, m.thread, m.kind, m.mode, m.edit_message_id,
    m.reply_handle, m.reply_to, m.toast, m.ordinal, m.screen, m.dedupe_key, m.subject_kind, m.subject_id,
    m.revision, m.not_before, m.state, case when m.state = 'sent' then m.not_before end
from jsonb_to_recordset({{messages}}::jsonb) as m({COLUMNS.strip()})
order by m.ordinal
on conflict do nothing
"""  # noqa: S608 - made of constants
"""`on conflict`: a dedupe key that was used before means that it was said before."""

SUPERSEDE = """
update outbox set screen = null, mode = 'send', edit_message_id = null,
    state = case when reply_handle is null then 'cancelled' else 'ready' end
where user_id = {user} and state = 'ready' and mode = 'edit'
  and (platform, bot, chat_id, edit_message_id) in (
    select m.platform, m.bot, m.chat_id, m.edit_message_id
    from jsonb_to_recordset({messages}::jsonb)
      as m(platform text, bot text, chat_id text, edit_message_id text, mode text, screen jsonb)
    where m.mode = 'edit' and m.screen is not null
  )
"""
"""An edit that still waits is worth nothing once a newer one of the same message exists; what is left of it
acknowledges its press."""


def pack_messages(messages: Sequence[OutboundMessage], now: datetime) -> str:
    """The JSON that INSERT and SUPERSEDE read."""
    return msgspec.json.encode([_pack(message, now) for message in messages]).decode()


def has_edits(messages: Sequence[OutboundMessage]) -> bool:
    return any(message.mode is Mode.EDIT for message in messages)


def _pack(message: OutboundMessage, now: datetime) -> dict[str, Any]:
    subject = message.screen.subject if message.screen else None
    return {
        "id": new_id(),
        "inbox_id": message.inbox_id,
        "platform": message.address.platform,
        "bot": message.address.bot,
        "chat_id": message.address.chat,
        "thread": message.address.thread,
        "kind": message.kind,
        "mode": message.mode,
        "edit_message_id": message.edit_message,
        "reply_handle": message.reply_handle,
        "reply_to": message.reply_to,
        "toast": message.toast,
        "ordinal": message.ordinal,
        "screen": message.screen,
        "dedupe_key": message.dedupe_key,
        "subject_kind": subject.kind if subject else None,
        "subject_id": subject.id if subject else None,
        "revision": subject.revision if subject else 0,
        "not_before": message.not_before or now,
        "state": "sent" if message.mode is Mode.BODY else "ready",
    }
