"""What a person and the journal are in the middle of."""

from datetime import datetime

from msgspec import Struct

from core.messaging.addresses import Address


class Conversation(Struct, frozen=True, kw_only=True):
    """The open dialog of one person, or none (`dialog` None).

    `revision` only grows, over all dialogs of the person; `since` is the revision at which this dialog
    opened, so a button of an earlier dialog can be told from an earlier button of this one. `message`
    is the person's own message that began it, if it was one.
    """

    dialog: str | None = None
    version: int = 0
    step: str = ""
    answers: dict[str, str | None] = {}
    revision: int = 0
    since: int = 0
    address: Address | None = None
    message: str | None = None
    started_at: datetime | None = None
    expires_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.dialog is not None and (self.expires_at is None or now < self.expires_at)
