"""Turns an answer into rows of the outbox, or into the screen that rides in a webhook's answer."""

from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from bots.inbound import Inbound, Kind
from bots.turn import Answer, Placement, Utterance
from core.messaging.addresses import MessageRef, Platform
from core.messaging.screen import Link, Picture, Screen
from core.outbox.message import Importance, Mode, OutboundMessage


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """`riding` is the screen of the message with mode BODY, if there is one."""

    messages: tuple[OutboundMessage, ...]
    riding: Screen | None = None


def compose_messages(inbound: Inbound, event: UUID, answer: Answer, *, may_ride: bool = False) -> Said:
    """Address every utterance. A press is always acknowledged, with words or without.

    Only a single final screen without buttons, pictures and conditions may ride: it brings no message id.
    """
    if may_ride and _can_ride(inbound, answer):
        screen = answer.utterances[0].screen
        message = OutboundMessage(address=inbound.address, screen=screen, mode=Mode.BODY, inbox_id=event)
        return Said(messages=(message,), riding=screen)
    messages = [
        _address(inbound, event, utterance, ordinal, answer.toast if ordinal == 0 else None)
        for ordinal, utterance in enumerate(answer.utterances)
    ]
    if inbound.reply_handle and not any(message.reply_handle for message in messages):
        messages.append(_acknowledge(inbound, event, answer.toast, len(messages)))
    gestures = [_react(inbound.own_message, answer.reaction), *map(_strip, answer.spent)]
    for ordinal, gesture in enumerate(filter(None, gestures), start=len(messages)):
        messages.append(replace(gesture, inbox_id=event, ordinal=ordinal))
    return Said(messages=tuple(messages))


def acknowledge_early(inbound: Inbound, event: UUID) -> OutboundMessage | None:
    """Ends the waiting sign on a button whose effect takes another attempt. None: nothing waits, or the
    platform's own adapter has ended it already (Discord).
    """
    if not inbound.reply_handle or inbound.address.platform is Platform.DISCORD:
        return None
    return _acknowledge(inbound, event, None, 0)


def _address(
    inbound: Inbound, event: UUID, utterance: Utterance, ordinal: int, toast: str | None
) -> OutboundMessage:
    is_here = utterance.to is None or utterance.to == inbound.address
    edits = is_here and ordinal == 0 and _edits(inbound, utterance)
    return OutboundMessage(
        address=utterance.to or inbound.address,
        screen=_unlock(utterance.screen) if inbound.direct and is_here else utterance.screen,
        kind=_weigh(inbound, utterance, is_here=is_here),
        mode=Mode.EDIT if edits else Mode.SEND,
        edit_message=inbound.message if edits else None,
        reply_handle=inbound.reply_handle if is_here else None,
        reply_to=_find_quoted(inbound, utterance, is_here=is_here),
        toast=toast if is_here else None,
        ordinal=ordinal,
        inbox_id=event,
        dedupe_key=utterance.dedupe_key,
    )


def _unlock(screen: Screen) -> Screen:
    """In a private chat nobody else reads along anyway, so nothing needs to say so."""
    return replace(screen, private=False) if screen.private else screen


def _acknowledge(inbound: Inbound, event: UUID, toast: str | None, ordinal: int) -> OutboundMessage:
    return OutboundMessage(
        address=inbound.address,
        screen=None,
        reply_handle=inbound.reply_handle,
        toast=toast,
        ordinal=ordinal,
        inbox_id=event,
    )


def _edits(inbound: Inbound, utterance: Utterance) -> bool:
    carries_screen = inbound.kind in (Kind.ACTION, Kind.FORM, Kind.REACTION)
    return carries_screen and inbound.message is not None and utterance.placement is Placement.IN_PLACE


def _find_quoted(inbound: Inbound, utterance: Utterance, *, is_here: bool) -> str | None:
    """In a group an answer names the message it is for."""
    asked_in = inbound.asked_in
    if asked_in is not None:
        return asked_in.message if utterance.to == asked_in.address else None
    deserves = not inbound.direct and inbound.kind in (Kind.TEXT, Kind.COMMAND)
    return inbound.message if is_here and deserves else None


def _react(message: MessageRef | None, emoji: str | None) -> OutboundMessage | None:
    if message is None or emoji is None:
        return None
    return OutboundMessage(address=message.address, screen=None, reply_to=message.message, toast=emoji)


def _strip(message: MessageRef) -> OutboundMessage:
    return OutboundMessage(address=message.address, screen=None, mode=Mode.EDIT, edit_message=message.message)


def _weigh(inbound: Inbound, utterance: Utterance, *, is_here: bool) -> Importance:
    if not is_here:
        return Importance.NOTICE
    if inbound.kind is Kind.PROMPT:
        return Importance.PROMPT
    subject = utterance.screen.subject
    return Importance.CARD if subject and subject.kind == "trade" else Importance.ANSWER


def _can_ride(inbound: Inbound, answer: Answer) -> bool:
    if len(answer.utterances) != 1 or answer.toast or answer.reaction or answer.spent or inbound.reply_handle:
        return False
    only = answer.utterances[0]
    is_plain = not only.screen.actions and not any(
        isinstance(block, Picture | Link) for block in only.screen.blocks
    )
    return (
        is_plain
        and only.final
        and only.to is None
        and only.dedupe_key is None
        and only.screen.subject is None
    )
