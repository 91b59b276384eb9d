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
"""How the problem begins that is noted at a message which is sent again although it may have arrived."""

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
            return _again(keep_doubt(queued, failure.reason or "asked to wait"), now, failure.seconds)
        case NotSent():
            if now - queued.composed_at > _WORTH[queued.kind]:
                return Fate(state=State.DEAD, problem=failure.reason or "never sent")
            return _again(keep_doubt(queued, failure.reason or "not sent"), now, _back_off(queued.attempts))
        case FateUnknown():
            return judge_unknown(queued, message, messenger, now, pause=_back_off(queued.attempts))
        case AddressGone():
            return Fate(state=State.DEAD, problem=failure.reason or "address gone")
        case _:
            return Fate(state=State.DEAD, problem=failure.reason or "undeliverable")


def judge_unknown(
    queued: Queued, message: Outgoing, messenger: Messenger, now: datetime, *, pause: float = _FIRST_BACK_OFF
) -> Fate:
    """It may have arrived: repeat what cannot be seen twice, a card or an answer once more, the rest never.

    `pause`: seconds before an edit is tried again; short after a death of ours, for which no platform can.
    """
    if message.screen is None:
        return Fate(state=State.UNCERTAIN, problem=UNKNOWN)
    if message.mode is Mode.EDIT:
        return _again(UNKNOWN, now, pause)
    if messenger.repeats_safely(message) and now - queued.composed_at < _NONCE_LIFE:
        return _again(UNKNOWN, now, _FIRST_BACK_OFF)
    if queued.kind in (Importance.ANSWER, Importance.CARD) and not _was_repeated(queued):
        return _again(UNKNOWN, now, _FIRST_BACK_OFF)
    return Fate(state=State.UNCERTAIN, problem=UNKNOWN)


def _was_repeated(queued: Queued) -> bool:
    return (queued.problem or "").startswith(UNKNOWN)


def keep_doubt(queued: Queued, problem: str) -> str:
    """What is sent again although it may have arrived stays known as such, whatever else happens to it."""
    return f"{UNKNOWN}, then {problem}" if _was_repeated(queued) else problem


def _again(problem: str, now: datetime, seconds: float) -> Fate:
    return Fate(state=State.READY, problem=problem, retry_at=now + timedelta(seconds=seconds))


def _back_off(attempts: int) -> float:
    return min(_FIRST_BACK_OFF * 2 ** min(max(attempts - 1, 0), 16), _LONGEST_BACK_OFF)
