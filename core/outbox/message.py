"""A message as the outbox keeps it, from the decision to say it until it was said."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from core.messaging.addresses import Address
from core.messaging.screen import Screen


class Mode(StrEnum):
    """SEND a new message, EDIT an earlier one; BODY rode in a webhook's answer and is never sent again."""

    SEND = "send"
    EDIT = "edit"
    BODY = "body"


class Importance(StrEnum):
    """Why it is said; decides what happens when nobody knows whether it arrived."""

    ANSWER = "answer"
    CARD = "card"
    PROMPT = "prompt"
    DIGEST = "digest"
    NOTICE = "notice"


class OutboundMessage(Struct, frozen=True, kw_only=True):
    """Something to say. What it is about (and from which revision) is the screen's subject.

    `inbox_id` names the event it answers; `ordinal` counts the messages of one answer from 0.
    `dedupe_key`: said once ever to this person. `screen` None only acknowledges a press; as an EDIT it takes the
    buttons away, and with `reply_to` it puts the emoji `toast` to that message, where a platform can.
    """

    address: Address
    screen: Screen | None
    kind: Importance = Importance.ANSWER
    mode: Mode = Mode.SEND
    edit_message: str | None = None
    reply_handle: str | None = None
    reply_to: str | None = None
    toast: str | None = None
    ordinal: int = 0
    inbox_id: UUID | None = None
    dedupe_key: str | None = None
    not_before: datetime | None = None
