"""The bot was taken out of a server, or a channel was deleted: the mentors whose digests appeared there hear of it."""

from collections.abc import Sequence
from datetime import datetime

from bots.inbound import Inbound, Kind, Sender
from core.mentoring.channels import list_owners
from core.messaging.addresses import Address, Platform

GONE = "gone"
"""What `Inbound.text` says of a membership that has ended without its person's doing."""


async def find_departures(bot: str, channels: Sequence[int], now: datetime) -> list[Inbound]:
    """One event for each mentor whose channel is among them; as a rule there is none.

    Raises:
        Unavailable: the database does not answer; the next digest will find out by itself.
    """
    owners = await list_owners(Platform.DISCORD, bot, [str(channel) for channel in channels])
    return [
        Inbound(
            event=f"{GONE}:{owner.chat}:{int(now.timestamp())}",
            kind=Kind.MEMBERSHIP,
            address=Address(platform=Platform.DISCORD, bot=bot, chat=owner.chat),
            sender=Sender(platform_user=owner.platform_user, name=owner.name),
            received_at=now,
            direct=False,
            text=GONE,
        )
        for owner in owners
    ]
