"""What is needed to answer an interaction where it happened, as one opaque text that the outbox keeps."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LIFETIME = timedelta(minutes=15)
"""Source: Discord, Receiving and responding to interactions (how long a token is good for)."""

_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyHandle:
    """`waits`: a "thinking" message stands there, whose place the first answer takes; otherwise the
    original is the message whose button was pressed. `direct`: in the private chat with the bot.
    """

    interaction: int
    token: str
    waits: bool
    direct: bool

    @property
    def opened_at(self) -> datetime:
        """When the person acted: every Discord id carries its moment (milliseconds above bit 22)."""
        return _EPOCH + timedelta(milliseconds=self.interaction >> 22)

    def write(self) -> str:
        return f"{'w' if self.waits else 'p'}{'d' if self.direct else 'g'}.{self.interaction}.{self.token}"


def find_handle(text: str | None) -> ReplyHandle | None:
    """Read a handle back; None if there is none, or it is not Discord's."""
    signs, _, rest = (text or "").partition(".")
    interaction, dot, token = rest.partition(".")
    if not dot or len(signs) != 2 or not interaction.isdecimal():
        return None
    return ReplyHandle(
        interaction=int(interaction), token=token, waits=signs[0] == "w", direct=signs[1] == "d"
    )
