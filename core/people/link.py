"""One person in several chats: a code from one chat, typed in another, makes both show one journal.

No trade ever moves. The chats of one journal join the other; the journal they leave stays as it is, without
a chat, until a chat goes back to it. See docs/decisions/0011-link.md.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import choice
from typing import assert_never
from uuid import UUID

import msgspec

from core.errors import Refused, Unavailable
from core.identifiers import UNMISTAKABLE, UserId, new_id
from core.messaging.addresses import Address
from core.people.lane import lane_key
from core.people.queries import Row
from core.storage.unit_of_work import UnitOfWork

CODE_LASTS = timedelta(minutes=10)
CODE_LENGTH = 8
"""Thirty signs each: of a hundred codes alive at once a guess hits one in six billion times."""

MOST_MISSES = 5
"""Codes that did not work within ten minutes; whoever types more waits."""

_MISS = "link-miss:"


class LinkCodeUnusable(Refused):
    """Unknown, used, too old, or of somebody who may not be here: which of them is nobody's business."""

    code = "link_code_unusable"
    phrase = "That code does not work: it was used, is older than 10 minutes, or has a slip in it. /link in the other chat gives a new one."


class TooManyCodes(Refused):
    code = "too_many_link_codes"
    phrase = "Too many codes that did not work. Please try again in 10 minutes."


class OwnLinkCode(Refused):
    code = "own_link_code"
    phrase = "That code is for your other chat: type it there, not here."


class JournalsTied(Refused):
    """Neither journal can be set aside: people read along in both."""

    code = "journals_tied"
    phrase = "Both journals have mentors or students, so neither can be set aside. End it in one of them first: /mentor"


class LastChat(Refused):
    code = "last_chat"
    phrase = "This is the journal's only chat, so there is nothing to unlink."


class Keep(StrEnum):
    """Which of two journals goes on: the one of whoever types the code, or of whoever made it."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, kw_only=True, slots=True)
class Weight:
    """What lies in a journal. `is_tied`: a mentor, a student or a digest's channel hangs on it."""

    trades: int
    checkins: int
    is_tied: bool

    @property
    def is_fresh(self) -> bool:
        return not (self.trades or self.checkins or self.is_tied)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """What a code that works leads to; `home` is the chat in which it was made."""

    maker: UserId
    name: str
    home: Address
    theirs: Weight
    mine: Weight


def list_choices(mine: Weight, theirs: Weight) -> tuple[Keep, ...]:
    """The journals that may go on; a single one needs no question, none cannot be joined.

    One with nothing in it is set aside without a word, one that others hang on never.
    """
    if mine.is_fresh:
        return (Keep.THEIRS,)
    if theirs.is_fresh:
        return (Keep.MINE,)
    return tuple(keep for keep, left in ((Keep.THEIRS, mine), (Keep.MINE, theirs)) if not left.is_tied)


async def make_link_code(uow: UnitOfWork, home: Address) -> str:
    """A code that works once within ten minutes; earlier ones work no more."""
    code = "".join(choice(UNMISTAKABLE) for _ in range(CODE_LENGTH))
    await uow.execute(
        "update link_codes set used_at = $2 where user_id = $1 and purpose = 'link' and used_at is null",
        uow.user_id,
        uow.now,
    )
    await uow.execute(
        """insert into link_codes (user_id, id, code_hash, purpose, payload, expires_at)
        values ($1, $2, $3, 'link', $4::text::jsonb, $5)""",
        uow.user_id,
        new_id(),
        _hash(code),
        msgspec.json.encode(home).decode(),
        uow.now + CODE_LASTS,
    )
    return code


async def find_offer(uow: UnitOfWork, code: str) -> Offer | None:
    """Look at a code without using it up; None if it does not work, which is counted.

    Commit in either case, or nothing is counted.

    Raises:
        TooManyCodes: so many did not work lately that not even a right one does.
        OwnLinkCode: its maker typed it.
    """
    if await _count_misses(uow) >= MOST_MISSES:
        raise TooManyCodes
    row = await uow.fetch_one(
        """select user_id, name, payload::text as payload, trades, checkins, is_tied
        from peek_link_code($1, $2)""",
        _hash(code),
        uow.now,
    )
    if row is None:
        await _note_miss(uow)
        return None
    if row["user_id"] == uow.user_id:
        raise OwnLinkCode
    (mine,) = await uow.fetch("select trades, checkins, is_tied from weigh_journal($1)", uow.user_id)
    return Offer(
        maker=UserId(row["user_id"]),
        name=row["name"],
        home=msgspec.json.decode(row["payload"], type=Address),
        theirs=_weigh(row),
        mine=_weigh(mine),
    )


async def join_journals(uow: UnitOfWork, offer: Offer, code: str, keep: Keep) -> None:
    """Use the code up: from now on all chats of both show the journal that is kept.

    Raises:
        LinkCodeUnusable: it works no more.
        JournalsTied: the journal to be set aside may not be.
        Unavailable: the other person's chat is being answered at this moment; try again.
    """
    if keep not in list_choices(offer.mine, offer.theirs):
        raise JournalsTied
    match keep:
        case Keep.MINE:
            await _hold_lane(uow, offer.maker)
        case Keep.THEIRS:
            pass
        case _:
            assert_never(keep)
    joined = await uow.fetch_value(
        "select join_journals($1, $2, $3, $4)", _hash(code), keep is Keep.MINE, _heard(uow), uow.now
    )
    if not joined:
        raise LinkCodeUnusable


async def part_chat(uow: UnitOfWork, chat: UUID) -> None:
    """Let one of the tenant's chats go back to the journal it came from, or begin one of its own.

    Raises:
        LastChat: no other chat would be left, or this one is not there any more.
    """
    if not await uow.fetch_value("select part_chat($1, $2, $3)", chat, _heard(uow), uow.now):
        raise LastChat


async def _hold_lane(uow: UnitOfWork, person: UserId) -> None:
    if not await uow.fetch_value("select pg_try_advisory_xact_lock($1)", lane_key(person)):
        raise Unavailable


async def _count_misses(uow: UnitOfWork) -> int:
    return await uow.fetch_value(
        "select count(*) from used_tokens where user_id = $1 and starts_with(token, $2) and used_at > $3",
        uow.user_id,
        _MISS,
        uow.now - CODE_LASTS,
    )


async def _note_miss(uow: UnitOfWork) -> None:
    await uow.execute(
        "insert into used_tokens (user_id, token, used_at) values ($1, $2, $3)",
        uow.user_id,
        f"{_MISS}{new_id()}",
        uow.now,
    )


def _weigh(row: Row) -> Weight:
    return Weight(trades=row["trades"], checkins=row["checkins"], is_tied=row["is_tied"])


def _heard(uow: UnitOfWork) -> UUID:
    """The event that asks for it stays where it is; outside of one (a test) there is none to name."""
    return UUID(uow.actor.request_id) if uow.actor.request_id else new_id()


def _hash(code: str) -> bytes:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(b"link:" + plain.encode()).digest()
