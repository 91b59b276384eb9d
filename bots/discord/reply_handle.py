"""What is needed to answer an interaction where it happened, as one opaque text that the outbox keeps."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LIFETIME = timedelta(minutes=15)
"""Source: Discord, Receiving and responding to interactions (how long a token is good for)."""

_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyHandle:
    """`message` is the one whose button was pressed, which "the original" then means; None: a "thinking"
    message stands there, whose place the first answer takes. `direct`: in the private chat with the bot.
    """

    interaction: int
    token: str
    message: str | None
    direct: bool

    @property
    def opened_at(self) -> datetime:
        """When the person acted: every Discord id carries its moment (milliseconds above bit 22)."""
        return _EPOCH + timedelta(milliseconds=self.interaction >> 22)

    def write(self) -> str:
        return f"{'d' if self.direct else 'g'}.{self.interaction}.{self.message or ''}.{self.token}"


def find_handle(text: str | None) -> ReplyHandle | None:
    """Read a handle back; None if there is none, or it is not Discord's."""
    parts = (text or "").split(".", 3)
    if len(parts) != 4 or parts[0] not in {"d", "g"} or not parts[1].isdecimal():
        return None
    place, interaction, message, token = parts
    return ReplyHandle(
        interaction=int(interaction), token=token, message=message or None, direct=place == "d"
    )
