"""Where a person can be reached, as deliveries find out: chats that are gone and chats that moved."""

from core.messaging.addresses import Address, Platform
from core.messaging.screen import Screen, Text, spans
from core.outbox.message import Importance, OutboundMessage
from core.outbox.service import enqueue
from core.storage.unit_of_work import UnitOfWork

_BLOCK = """
update chat_accounts set state = 'blocked' where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4
"""

_LOSE_CHANNEL = """
update mentor_channels set state = 'gone', next_due_at = null
where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4 and state = 'active' returning title
"""

_UNSAY = """
update outbox set state = 'cancelled', screen = null, toast = null
where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4 and state = 'ready'
"""

_REACHABLE = """
select platform, bot, chat_id from chat_accounts
where user_id = $1 and state = 'active' and chat_id is not null and bot is not null
order by last_seen_at desc nulls last limit 1
"""

_MET = """
select exists (select from chat_accounts
    where user_id = $1 and platform = $2 and platform_user_id = $3 and chat_id is not null and state = 'active')
"""

_CLOSED = """
select exists (
    select from chat_accounts
    where user_id = $1 and platform = $2 and platform_user_id = $3 and state = 'blocked')
"""

_MOVES = (
    "update chat_accounts set chat_id = $5 where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4",
    "update mentor_channels set chat_id = $5 where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4",
    "update outbox set chat_id = $5 where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4",
    "update cards set chat_id = $5 where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4",
)


async def find_address(uow: UnitOfWork) -> Address | None:
    """The private chat that the tenant used last; None if there is none that works."""
    row = await uow.fetch_one(_REACHABLE, uow.user_id)
    return Address(platform=Platform(row[0]), bot=row[1], chat=row[2]) if row else None


async def has_met(uow: UnitOfWork, platform: Platform, platform_user: str) -> bool:
    """Whether the tenant ever wrote to the journal in private there: only then may it write to them."""
    return bool(await uow.fetch_value(_MET, uow.user_id, platform.value, platform_user))


async def is_closed(uow: UnitOfWork, platform: Platform, platform_user: str) -> bool:
    """Whether the person's private chat was found closed, and not written in since."""
    return bool(await uow.fetch_value(_CLOSED, uow.user_id, platform.value, platform_user))


async def note_gone(uow: UnitOfWork, address: Address) -> None:
    """Say nothing more there, and tell the mentor whose channel it was."""
    place = (uow.user_id, address.platform.value, address.bot, address.chat)
    await uow.execute(_BLOCK, *place)
    await uow.execute(_UNSAY, *place)
    lost = await uow.fetch(_LOSE_CHANNEL, *place)
    home = await find_address(uow) if lost else None
    if home is None:
        return
    title = lost[0]["title"] or address.chat
    words = f"{title}: I cannot post there any more, so the digest has no place. /digest sets up another one."
    screen = Screen(blocks=(Text(spans(words)),))
    await enqueue(uow, OutboundMessage(address=home, screen=screen, kind=Importance.NOTICE))


async def note_moved(uow: UnitOfWork, address: Address, new_chat: str) -> None:
    """The chat has another id: everything stored about it follows."""
    for move in _MOVES:
        await uow.execute(move, uow.user_id, address.platform.value, address.bot, address.chat, new_chat)
