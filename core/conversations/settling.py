"""Ends an event: done, the floor, and everything to be said, in one statement."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from core.conversations.conversation import Conversation
from core.messaging.addresses import MessageRef
from core.messaging.screen import Subject
from core.outbox.message import OutboundMessage
from core.outbox.rows import INSERT, SUPERSEDE, has_edits, pack_messages
from core.storage.unit_of_work import UnitOfWork

_DONE = """
done as (
    update inbox set status = 'done', done_at = $3, payload = null where user_id = $1 and id = $2
)"""

_SAID = f"""
said as ({INSERT.format(user="$1", messages="$4").strip()})"""

_SUPERSEDED = f"""
superseded as ({SUPERSEDE.format(user="$1", messages="$4").strip()})"""

_FLOOR = """
floor as (
    insert into conversations (
        user_id, dialog, version, step, answers, revision, since, address, message_id, started_at, expires_at
    )
    select $1, c.dialog, c.version, c.step, c.answers, c.revision, c.since, c.address, c.message, c.started_at,
        c.expires_at
    from jsonb_to_record($5::jsonb) as c(
        dialog text, version int, step text, answers jsonb, revision int, since int, address jsonb, message text,
        started_at timestamptz, expires_at timestamptz
    )
    on conflict (user_id) do update set
        dialog = excluded.dialog, version = excluded.version, step = excluded.step, answers = excluded.answers,
        revision = excluded.revision, since = excluded.since, address = excluded.address,
        message_id = excluded.message_id, started_at = excluded.started_at, expires_at = excluded.expires_at
)"""

_RETURNED = """
returned as (
    update inbox set status = 'pending', not_before = null
    where user_id = $1 and status = 'deferred' and id <> $2
      and (event_id not like 'aside:%' or seq = (
          select max(seq) from inbox where user_id = $1 and status = 'deferred' and event_id like 'aside:%'))
    returning 1
)"""
"""What was put aside comes back last first; each end of a dialog brings one of them."""

_NOTED = """
noted as (
    insert into cards (
        user_id, platform, bot, chat_id, message_id, direction, subject_kind, subject_id, revision
    )
    select $1, n.platform, n.bot, n.chat, n.message, 'in', n.kind, n.subject, n.revision
    from jsonb_to_recordset({cards}::jsonb) as n(
        platform text, bot text, chat text, message text, kind text, subject text, revision int
    )
    on conflict (user_id, platform, bot, chat_id, message_id) do update set
        subject_kind = excluded.subject_kind, subject_id = excluded.subject_id, revision = excluded.revision
)"""

_MORE = """
select exists (
    select 1 from inbox
    where user_id = $1 and id <> $2 and status = 'pending' and (not_before is null or not_before <= $3)
)"""


async def settle(
    uow: UnitOfWork,
    event: UUID,
    *,
    messages: Sequence[OutboundMessage],
    floor: Conversation | None,
    heard: Mapping[MessageRef, Subject],
) -> bool:
    """Mark the event done, store what is to be said and, if given, the changed floor. `heard` tells what
    the person's own messages are about.

    When no dialog has the floor any more, what was deferred becomes pending. Returns whether more waits
    for this person, as far as this transaction can see.
    """
    parts = [_DONE]
    arguments: list[object] = [uow.user_id, event, uow.now]
    more = _MORE
    arguments.append(pack_messages(messages, uow.now))
    parts.append(_SAID)
    if has_edits(messages):
        parts.append(_SUPERSEDED)
    if floor is not None:
        arguments.append(_pack_floor(floor, uow))
        parts.append(_FLOOR)
        if floor.dialog is None:
            parts.append(_RETURNED)
            more += " or exists (select 1 from returned)"
    if heard:
        arguments.append(_pack_cards(heard))
        parts.append(_NOTED.format(cards=f"${len(arguments)}"))
    return bool(await uow.fetch_value(f"with {','.join(parts)}\n{more}", *arguments))


def _pack_floor(floor: Conversation, uow: UnitOfWork) -> str:
    stored = msgspec.to_builtins(floor)
    stored["dialog"] = floor.dialog or ""
    stored["started_at"] = floor.started_at or uow.now
    stored["expires_at"] = floor.expires_at or uow.now
    return msgspec.json.encode(stored).decode()


def _pack_cards(heard: Mapping[MessageRef, Subject]) -> str:
    cards = [
        {
            "platform": ref.address.platform,
            "bot": ref.address.bot,
            "chat": ref.address.chat,
            "message": ref.message,
            "kind": subject.kind,
            "subject": subject.id,
            "revision": subject.revision,
        }
        for ref, subject in heard.items()
    ]
    return msgspec.json.encode(cards).decode()
