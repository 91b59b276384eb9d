"""What the platform's errors mean for a message on its way out."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bots.messenger import (
    AddressGone,
    AddressMoved,
    DeliveryFailure,
    FateUnknown,
    NotEditable,
    NotSent,
    RetryLater,
    Undeliverable,
)
from bots.telegram.request import NeverSent

UNCHANGED = "message is not modified"

_GONE = (
    "chat not found",
    "group chat was deactivated",
    "group chat was deleted",
    "user is deactivated",
    "peer_id_invalid",
    "chat_write_forbidden",
    "not enough rights to send",
    "have no rights to send",
    "need administrator rights in the channel",
    "message thread not found",
    "topic_closed",
    "topic_deleted",
)
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message",
    "there is no caption in the message",
    "there is no media in the message",
    "message_edit_time_expired",
)
_LOST_FILE = ("wrong file identifier", "wrong remote file", "file reference", "media_empty")
_ENTITIES = ("can't parse entities", "entity_bounds_invalid", "entities_too_long")


def means_unchanged(error: TelegramError) -> bool:
    return isinstance(error, BadRequest) and UNCHANGED in error.message.lower()


def means_bad_entities(error: TelegramError) -> bool:
    return isinstance(error, BadRequest) and _says(error, _ENTITIES)


def means_lost_file(error: TelegramError) -> bool:
    """A file that was sent before is no longer known under its id: upload it again."""
    return isinstance(error, BadRequest) and _says(error, _LOST_FILE)


def seconds_of(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def failure_of(error: TelegramError) -> DeliveryFailure:
    """One of the messenger's kinds. Errors after the request may have left are of unknown fate."""
    match error:
        case RetryAfter():
            return RetryLater(seconds_of(error), "flood control")
        case ChatMigrated():
            return AddressMoved(str(error.new_chat_id), "became a supergroup")
        case Forbidden():
            return AddressGone(error.message)
        case BadRequest():
            return _of_bad_request(error)
        case NeverSent():
            return NotSent(error.message)
        case InvalidToken() | Conflict():
            return NotSent("the platform refuses the token")
        case NetworkError():
            return FateUnknown(error.message)
        case _:
            return FateUnknown(error.message)


def _of_bad_request(error: BadRequest) -> DeliveryFailure:
    if _says(error, _NOT_EDITABLE):
        return NotEditable(error.message)
    if _says(error, _GONE):
        return AddressGone(error.message)
    return Undeliverable(error.message)


def _says(error: TelegramError, texts: tuple[str, ...]) -> bool:
    said = error.message.lower()
    return any(text in said for text in texts)
