"""What is asked in a group about somebody's journal is answered in their private chat; the group gets a pointer.

Only for platforms whose adapter names that chat (`Inbound.home`); others hide an answer where it was asked.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import msgspec

from bots.deep_links import GROUP
from bots.inbound import Inbound, Kind
from bots.turn import Answer, Turn, Utterance
from core.mentoring.channels import keeps_channel
from core.messaging.screen import Link, Screen, Text, spans
from core.people.reach import has_met

OPEN = frozenset({"help", "digest"})
"""Commands whose answers hold nothing that a group may not read."""

SEEN = "👌"

Respond = Callable[[Turn], Awaitable[Answer]]


async def answer_discreetly(turn: Turn, respond: Respond) -> tuple[Turn, Answer]:
    """The answer, and the turn as it is answered: in the private chat, unless it may be read where it was asked.
    In a mentor's own channel only what is private by itself goes home. To somebody whom the journal never met
    it says only how to meet.
    """
    inbound = turn.inbound
    if _may_be_read(inbound):
        return turn, await respond(turn)
    if await keeps_channel(turn.uow, inbound.address):
        return turn, _send_home(turn, await respond(turn))
    if not await has_met(turn.uow, inbound.address.platform, inbound.sender.platform_user):
        return turn, Answer(utterances=(Utterance(screen=_compose_meeting(turn)),))
    moved = replace(turn, inbound=_take_home(inbound))
    return moved, _point_home(moved, await respond(moved))


def _may_be_read(inbound: Inbound) -> bool:
    if inbound.home is None or inbound.kind not in (Kind.TEXT, Kind.COMMAND, Kind.EDIT):
        return True
    return inbound.command in OPEN or (inbound.command == "start" and inbound.text == GROUP)


def _take_home(inbound: Inbound) -> Inbound:
    return msgspec.structs.replace(
        inbound,
        address=inbound.home or inbound.address,
        direct=True,
        message=None,
        reply_to=None,
        asked_in=inbound.own_message,
    )


def _send_home(turn: Turn, answered: Answer) -> Answer:
    home = turn.inbound.home
    if not any(each.screen.private and each.to is None for each in answered.utterances):
        return answered
    moved = [
        replace(each, to=each.to or (home if each.screen.private else None)) for each in answered.utterances
    ]
    return replace(answered, utterances=(*moved, Utterance(screen=_compose_pointer(turn))))


def _point_home(turn: Turn, answered: Answer) -> Answer:
    """Words that became a trade get a quiet sign, everything else a pointer."""
    if not answered.utterances or turn.inbound.asked_in is None:
        return answered
    subject = answered.utterances[0].screen.subject
    if turn.inbound.kind is not Kind.COMMAND and subject is not None and subject.kind == "trade":
        return replace(answered, reaction=SEEN)
    said = Utterance(screen=_compose_pointer(turn), to=turn.inbound.asked_in.address)
    return replace(answered, utterances=(*answered.utterances, said))


def _compose_pointer(turn: Turn) -> Screen:
    words = Text(spans(turn.say("The answer is in our private chat.")))
    return Screen(blocks=(words, Link(label=turn.say("Open it"))))


def _compose_meeting(turn: Turn) -> Screen:
    words = turn.say("I keep journals in private chats. Open ours, press Start, and say it there.")
    link = Link(label=turn.say("Open our chat"), payload=turn.inbound.command or "")
    return Screen(blocks=(Text(spans(words)), link))
