"""What happens to events and buttons: put aside, deferred, tried again, given up, used up."""

from datetime import datetime
from uuid import UUID

import msgspec

from core.conversations.conversation import Conversation
from core.conversations.prompts import Prompt, put_prompts
from core.identifiers import new_id
from core.storage.unit_of_work import UnitOfWork

_USE = """
insert into used_tokens (user_id, token, used_at) values ($1, $2, $3) on conflict do nothing
"""

_ASIDE = """
select id, payload -> 'prompt_args' ->> 'conversation' from inbox
where user_id = $1 and status = 'deferred' and event_id like 'aside:%' order by seq desc limit 20
"""

_DONE = """
update inbox set status = 'done', done_at = $3, payload = null where user_id = $1 and id = $2
"""

_DEFER = """
update inbox set status = 'deferred', not_before = $3 where user_id = $1 and id = $2
"""

_TRY_AGAIN = """
update inbox set attempts = attempts + 1, not_before = $3 where user_id = $1 and id = $2
"""

_GIVE_UP = """
update inbox set status = 'dead', attempts = attempts + 1, done_at = $3 where user_id = $1 and id = $2
"""

_TAKE_ALBUM = """
with rest as materialized (
    select id, payload from inbox
    where user_id = $1 and id <> $2 and status in ('pending', 'deferred') and payload ->> 'album' = $3
    order by seq
), ended as (
    update inbox set status = 'done', done_at = $4, payload = null
    from rest where inbox.user_id = $1 and inbox.id = rest.id
)
select payload from rest
"""

_FORGET = (
    "delete from inbox where status in ('done', 'dead') and done_at < $1",
    "delete from used_tokens where used_at < $1",
    "delete from conversations where expires_at < $1",
)


async def use_token(uow: UnitOfWork, token: str) -> bool:
    """Use up a button that works once; False if it was used before."""
    return await uow.execute(_USE, uow.user_id, token, uow.now) == 1


async def put_aside(
    uow: UnitOfWork, conversation: Conversation, prompt: str, *, until: datetime | None
) -> None:
    """Let an interrupted dialog come back when the one that interrupted it has ended, or at `until`."""
    aside = Prompt(
        user_id=uow.user_id,
        event=f"aside:{new_id()}",
        name=prompt,
        args={"conversation": msgspec.json.encode(conversation).decode()},
        waits=True,
        not_before=until,
    )
    await put_prompts(uow, [aside])


async def take_back(uow: UnitOfWork, revision: int) -> Conversation | None:
    """The dialog that was put aside and drew its buttons at `revision`; it comes back no other way then."""
    for event, packed in await uow.fetch(_ASIDE, uow.user_id):
        aside = msgspec.json.decode(packed, type=Conversation)
        if aside.since <= revision <= aside.revision and aside.is_open(uow.now):
            await uow.execute(_DONE, uow.user_id, event, uow.now)
            return aside
    return None


async def defer(uow: UnitOfWork, event: UUID, *, until: datetime) -> None:
    """Let the event wait for the end of the open dialog, at most `until`."""
    await uow.execute(_DEFER, uow.user_id, event, until)


async def try_again(uow: UnitOfWork, event: UUID, *, at: datetime) -> None:
    """Note a failed attempt; the next one is not before `at`."""
    await uow.execute(_TRY_AGAIN, uow.user_id, event, at)


async def take_album(uow: UnitOfWork, event: UUID, album: str) -> list[str]:
    """End the other events of an album that wait beside `event`; what they held, as JSON, in their order."""
    return [row[0] for row in await uow.fetch(_TAKE_ALBUM, uow.user_id, event, album, uow.now)]


async def give_up(uow: UnitOfWork, event: UUID) -> None:
    """Note the last failed attempt; the event's words are kept for whoever looks into it (72 h)."""
    await uow.execute(_GIVE_UP, uow.user_id, event, uow.now)


async def forget_events(uow: UnitOfWork, *, before: datetime) -> None:
    """Delete what was over `before` (a job; 72 h behind the clock): events, used buttons, dialogs that
    expired. Until then a repeat of the platform is known as one.
    """
    for statement in _FORGET:
        await uow.execute(statement, before)
