"""Invitations: a code that works once within seven days, kept as its hash only."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import choice

import msgspec

from core.errors import Refused
from core.identifiers import UNMISTAKABLE, UserId, new_id
from core.mentoring.access import Invitation
from core.messaging.addresses import Address
from core.storage.unit_of_work import UnitOfWork

CODE_LASTS = timedelta(days=7)
_CODE_LENGTH = 10
_INVITE = "mentor_invite"


class CodeUnusable(Refused):
    """Unknown, used, or older than seven days: which of them is nobody's business."""

    code = "code_unusable"
    phrase = "That code does not work: it was used, has expired, or has a slip in it. Ask for a new one."


class OwnCode(Refused):
    code = "own_code"
    phrase = "That is your own invitation. Send it to the other person."


class _Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What a code carries."""

    as_mentor: bool
    platform: str
    bot: str
    chat: str


async def invite(uow: UnitOfWork, *, as_mentor: bool, home: Address) -> str:
    """A code that works once within seven days; `home` is where its maker is told of it."""
    code = "".join(choice(UNMISTAKABLE) for _ in range(_CODE_LENGTH))
    offer = _Offer(as_mentor=as_mentor, platform=home.platform.value, bot=home.bot, chat=home.chat)
    await uow.execute(
        """insert into link_codes (user_id, id, code_hash, purpose, payload, expires_at)
        values ($1, $2, $3, $4, $5::text::jsonb, $6)""",
        uow.user_id,
        new_id(),
        _hash(code),
        _INVITE,
        msgspec.json.encode(offer).decode(),
        uow.now + CODE_LASTS,
    )
    return code


async def redeem(uow: UnitOfWork, code: str) -> Invitation:
    """Use a code up.

    Raises:
        CodeUnusable: it is not one that works now.
        OwnCode: its maker typed it.
    """
    row = await uow.fetch_one(
        "select user_id, name, purpose, payload::text as payload from redeem_link_code($1, $2)",
        _hash(code),
        uow.now,
    )
    if row is None or row["purpose"] != _INVITE:
        raise CodeUnusable
    if row["user_id"] == uow.user_id:
        raise OwnCode
    offer = msgspec.json.decode(row["payload"], type=_Offer)
    return Invitation(
        inviter=UserId(row["user_id"]),
        inviter_name=row["name"],
        as_mentor=offer.as_mentor,
        platform=offer.platform,
        bot=offer.bot,
        chat=offer.chat,
    )


async def forget_codes(uow: UnitOfWork, *, before: datetime) -> None:
    """Delete codes that expired before `before` (a job)."""
    await uow.execute("delete from link_codes where expires_at < $1", before)


def _hash(code: str) -> bytes:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(plain.encode()).digest()
