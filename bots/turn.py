"""One event being answered: who, when, in which transaction; and what is said back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bots.inbound import Inbound
from core.conversations.conversation import Conversation
from core.conversations.tokens import Sign
from core.messaging.addresses import Address, MessageRef
from core.messaging.phrases import Say
from core.messaging.screen import Screen, Subject
from core.people.person import Person
from core.storage.unit_of_work import UnitOfWork


class Placement(StrEnum):
    """NEW: a message below. IN_PLACE: the message whose button was pressed is edited (NEW if it cannot be)."""

    NEW = "new"
    IN_PLACE = "in_place"


@dataclass(frozen=True, kw_only=True, slots=True)
class Utterance:
    """Something to say. `to` is another chat than the asker's (None: the asker's). `final`: it has no
    buttons and will never be edited, so it may ride in a webhook's answer. `dedupe_key`: said once ever.
    """

    screen: Screen
    placement: Placement = Placement.NEW
    to: Address | None = None
    final: bool = False
    dedupe_key: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a handler returns. `toast`: a few words shown over the pressed button (at most 200 characters).

    `reaction`: an emoji put to the person's message, where the platform has that, instead of words. `spent`:
    messages of ours whose buttons have done their work and go.
    """

    utterances: tuple[Utterance, ...] = ()
    toast: str | None = None
    reaction: str | None = None
    spent: tuple[MessageRef, ...] = ()


class Floor:
    """Which dialog has the floor during this event; the lane stores it when it has changed.

    `put_aside` are dialogs that another one interrupted; they come back when that one ends. `heard` tells
    what the person's own messages turned out to be about: editing them edits that.
    """

    __slots__ = ("conversation", "heard", "put_aside", "stored")

    def __init__(self, conversation: Conversation) -> None:
        self.stored = conversation
        self.conversation = conversation
        self.put_aside: list[Conversation] = []
        self.heard: dict[MessageRef, Subject] = {}

    @property
    def has_changed(self) -> bool:
        return self.conversation is not self.stored


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """Handlers get this and nothing else. `now` is the clock's, in UTC. `sign` makes button data that only
    this person may press. `floor` is for bots.dialogs.conductor; others call that.
    """

    uow: UnitOfWork
    inbound: Inbound
    person: Person
    now: datetime
    say: Say
    sign: Sign
    floor: Floor


def answer(*screens: Screen, toast: str | None = None) -> Answer:
    """Say these screens as new messages in the asker's chat."""
    return Answer(utterances=tuple(Utterance(screen=screen) for screen in screens), toast=toast)


def in_place(screen: Screen, *, toast: str | None = None) -> Answer:
    """Show the screen where the pressed button was."""
    return Answer(utterances=(Utterance(screen=screen, placement=Placement.IN_PLACE),), toast=toast)
