"""What becomes of a message after an attempt: the policy, without any sending."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bots.messenger import (
    AddressGone,
    DeliveryFailure,
    FateUnknown,
    Importance,
    Messenger,
    Mode,
    NotSent,
    Outgoing,
    RetryLater,
)
from core.outbox.queue import Queued, State

UNKNOWN = "fate unknown"
"""The problem noted at a message that is sent again although it may have arrived."""

_WORTH = {
    Importance.ANSWER: timedelta(hours=2),
    Importance.CARD: timedelta(hours=24),
    Importance.PROMPT: timedelta(hours=6),
    Importance.DIGEST: timedelta(hours=48),
    Importance.NOTICE: timedelta(hours=48),
}
"""For how long a message that surely did not arrive is worth trying."""

_NONCE_LIFE = timedelta(minutes=2)
"""Source: Discord developer documentation, "Create Message": a nonce is unique "in the past few minutes"."""

_FIRST_BACK_OFF, _LONGEST_BACK_OFF = 1.0, 300.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """`retry_at` is set exactly when `state` is READY."""

    state: State
    problem: str | None = None
    retry_at: datetime | None = None


def judge_failure(
    queued: Queued, message: Outgoing, failure: DeliveryFailure, messenger: Messenger, now: datetime
) -> Fate:
    """What to do after `failure`; chats that moved and messages that cannot be edited are not for here."""
    match failure:
        case RetryLater():
            return _again(failure.reason or "asked to wait", now, failure.seconds)
        case NotSent():
            if now - queued.composed_at > _WORTH[queued.kind]:
                return Fate(state=State.DEAD, problem=failure.reason or "never sent")
            return _again(failure.reason or "not sent", now, _back_off(queued.attempts))
        case FateUnknown():
            return judge_unknown(queued, message, messenger, now)
        case AddressGone():
            return Fate(state=State.DEAD, problem=failure.reason or "address gone")
        case _:
            return Fate(state=State.DEAD, problem=failure.reason or "undeliverable")


def judge_unknown(queued: Queued, message: Outgoing, messenger: Messenger, now: datetime) -> Fate:
    """It may have arrived: repeat what cannot be seen twice, a card or an answer once more, the rest never."""
    if message.screen is None:
        return Fate(state=State.UNCERTAIN, problem=UNKNOWN)
    if message.mode is Mode.EDIT:
        return _again(UNKNOWN, now, _back_off(queued.attempts))
    if messenger.repeats_safely(message) and now - queued.composed_at < _NONCE_LIFE:
        return _again(UNKNOWN, now, _FIRST_BACK_OFF)
    was_repeated = queued.problem == UNKNOWN
    if queued.kind in (Importance.ANSWER, Importance.CARD) and not was_repeated:
        return _again(UNKNOWN, now, _FIRST_BACK_OFF)
    return Fate(state=State.UNCERTAIN, problem=UNKNOWN)


def _again(problem: str, now: datetime, seconds: float) -> Fate:
    return Fate(state=State.READY, problem=problem, retry_at=now + timedelta(seconds=seconds))


def _back_off(attempts: int) -> float:
    return min(_FIRST_BACK_OFF * 2 ** min(max(attempts - 1, 0), 16), _LONGEST_BACK_OFF)
