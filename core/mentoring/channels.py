"""Where a mentor's digest appears: a channel or group that the mentor named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID
from zoneinfo import ZoneInfo

from core.identifiers import new_id
from core.messaging.addresses import Address, Platform
from core.periods import next_station
from core.storage.doors import call_door
from core.storage.unit_of_work import UnitOfWork

FRIDAY = 5
EVENING = time(17)


async def keep_channel(uow: UnitOfWork, address: Address, title: str, zone: ZoneInfo) -> bool:
    """Send this mentor's digests here, Fridays at 17:00 of their zone; False: they came here already."""
    due = next_station(EVENING, zone, (FRIDAY,), uow.now)
    return bool(
        await uow.fetch_value(
            """
            insert into mentor_channels as c (user_id, id, platform, bot, chat_id, thread, title,
                digest_weekday, digest_local_time, timezone, next_due_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict on constraint one_channel_per_chat do update set state = 'active',
                next_due_at = excluded.next_due_at where c.state = 'gone'
            returning true
            """,
            uow.user_id,
            new_id(),
            address.platform.value,
            address.bot,
            address.chat,
            address.thread,
            title[:200],
            FRIDAY,
            EVENING,
            zone.key,
            due,
        )
    )


async def keeps_channel(uow: UnitOfWork, address: Address) -> bool:
    """Whether the tenant is a mentor whose digests appear there."""
    return bool(
        await uow.fetch_value(
            """select exists (select from mentor_channels
            where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4 and state = 'active')""",
            uow.user_id,
            address.platform.value,
            address.bot,
            address.chat,
        )
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelOwner:
    """The mentor whose digests appear in a channel, as the channel's platform knows them."""

    chat: str
    platform_user: str
    name: str


async def list_owners(platform: Platform, bot: str, chats: Sequence[str]) -> list[ChannelOwner]:
    """Whom it concerns when these channels are gone; most channels concern nobody.

    Raises:
        Unavailable: the database does not answer.
    """
    rows = await call_door("select * from channel_owners($1, $2, $3)", platform.value, bot, list(chats))
    return [
        ChannelOwner(chat=row["chat_id"], platform_user=row["platform_user_id"], name=row["name"])
        for row in rows
    ]


async def find_channel(uow: UnitOfWork, channel: UUID) -> Address | None:
    """Where this channel of the mentor is; None once it is gone."""
    row = await uow.fetch_one(
        """select platform, bot, chat_id, thread from mentor_channels
        where user_id = $1 and id = $2 and state = 'active'""",
        uow.user_id,
        channel,
    )
    if row is None:
        return None
    return Address(
        platform=Platform(row["platform"]), bot=row["bot"], chat=row["chat_id"], thread=row["thread"]
    )


async def leave_channel(uow: UnitOfWork, address: Address) -> bool:
    """No more digests there (the bot was removed, or the mentor said so)."""
    return bool(
        await uow.execute(
            """update mentor_channels set state = 'gone', next_due_at = null
            where user_id = $1 and platform = $2 and bot = $3 and chat_id = $4 and state = 'active'""",
            uow.user_id,
            address.platform.value,
            address.bot,
            address.chat,
        )
    )
