"""Where a call to the Bot API goes."""

from dataclasses import dataclass

from core.messaging.addresses import Address


@dataclass(frozen=True, slots=True)
class Place:
    """As the Bot API counts."""

    chat: int
    thread: int | None

    @classmethod
    def of(cls, address: Address) -> "Place":
        return cls(int(address.chat), int(address.thread) if address.thread else None)

    @property
    def is_direct(self) -> bool:
        """Private chats bear the person's positive number, groups and channels negative ones."""
        return self.chat > 0
