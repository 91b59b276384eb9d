"""Conversations that open by themselves, put into their people's lanes by one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from core.storage.unit_of_work import UnitOfWork

_PUT = """
insert into inbox (user_id, platform, bot, event_id, kind, payload, status, not_before, received_at)
select due.user_id, a.platform, a.bot, due.event, 'prompt',
    jsonb_build_object(
        'event', due.event, 'kind', 'prompt', 'prompt', due.prompt, 'prompt_args', due.args::jsonb,
        'received_at', $5::timestamptz,
        'address', jsonb_build_object('platform', a.platform, 'bot', a.bot, 'chat', a.chat_id),
        'sender', jsonb_build_object('platform_user', a.platform_user_id, 'name', a.display_name)
    ), case when due.waits then 'deferred' else 'pending' end, due.not_before, $5
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $6::bool[], $7::timestamptz[])
    as due(user_id, event, prompt, args, waits, not_before)
cross join lateral (
    select platform, bot, chat_id, platform_user_id, display_name from chat_accounts
    where user_id = due.user_id and state = 'active' and chat_id is not null and bot is not null
    order by last_seen_at desc nulls last limit 1
) a
on conflict do nothing
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """The same `event` again has no effect. One that `waits` comes when the open dialog has ended, or at
    `not_before`.
    """

    user_id: UUID
    event: str
    name: str
    args: Mapping[str, str]
    waits: bool = False
    not_before: datetime | None = None


async def put_prompts(uow: UnitOfWork, prompts: Sequence[Prompt]) -> int:
    """Put each into its person's lane, in the chat that person used last; how many were new.

    People without a chat that can be written to are passed over.
    """
    if not prompts:
        return 0
    return await uow.execute(
        _PUT,
        [prompt.user_id for prompt in prompts],
        [prompt.event for prompt in prompts],
        [prompt.name for prompt in prompts],
        [msgspec.json.encode(prompt.args).decode() for prompt in prompts],
        uow.now,
        [prompt.waits for prompt in prompts],
        [prompt.not_before for prompt in prompts],
    )


_TAKE = """
update inbox set status = 'done', done_at = $3, payload = null
where user_id = $1 and kind = 'prompt' and status in ('pending', 'deferred') and starts_with(event_id, $2)
  and ($4::timestamptz is null or not_before is null or not_before <= $4)
returning event_id
"""


async def take_prompts(uow: UnitOfWork, beginning: str, *, until: datetime | None = None) -> list[str]:
    """End what waits in the person's lane under events that begin so, all of it or what is due `until` then;
    gives the events in no order.
    """
    rows = await uow.fetch(_TAKE, uow.user_id, beginning, uow.now, until)
    return [row["event_id"] for row in rows]
