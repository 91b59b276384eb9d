"""People talking to the bots in tests: events as the platforms give them, a messenger that remembers."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from bots.inbound import Inbound, Kind, Sender
from bots.messenger import Delivered, DeliveryFailure, Mode, Outgoing
from core.messaging.addresses import Address, Platform
from core.messaging.screen import Choices, InputHint, Screen, Text, Title, plain

_numbers = count(1)


def an_address(*, platform: Platform = Platform.CONSOLE, bot: str = "test", chat: str = "ana") -> Address:
    return Address(platform=platform, bot=bot, chat=chat)


def an_event(
    text: str = "",
    *,
    person: str = "ana",
    command: str | None = None,
    token: str | None = None,
    event: str | None = None,
    kind: Kind | None = None,
    message: str | None = None,
    reply_to: str | None = None,
    direct: bool = True,
    platform: Platform = Platform.CONSOLE,
    reply_handle: str | None = None,
    locale: str | None = "en",
) -> Inbound:
    """What `person` did; the kind follows from what is given."""
    number = next(_numbers)
    found = Kind.COMMAND if command else Kind.ACTION if token else Kind.TEXT
    return Inbound(
        event=event or f"event-{number}",
        kind=kind or found,
        address=an_address(platform=platform, chat=person),
        sender=Sender(platform_user=person, name=person.title(), locale=locale),
        received_at=datetime(2026, 11, 18, 15, 0, tzinfo=UTC),
        direct=direct,
        message=message or f"in-{number}",
        reply_to=reply_to,
        text=text,
        command=command,
        token=token,
        reply_handle=reply_handle,
    )


class RecordingMessenger:
    """Numbers what it is given, unless `fail` says otherwise for a message."""

    def __init__(self, *, platform: Platform = Platform.CONSOLE, bot: str = "test") -> None:
        self.platform = platform
        self.bot = bot
        self.attempts: list[Outgoing] = []
        self.shown: dict[str, Outgoing] = {}
        self.fail: Callable[[Outgoing], DeliveryFailure | None] = lambda _: None
        self.honours_nonces = False
        self._numbers = count(1)

    async def deliver(self, message: Outgoing) -> Delivered:
        self.attempts.append(message)
        failure = self.fail(message)
        if failure:
            raise failure
        if message.screen is None:
            return Delivered(message_id=None)
        is_edit = message.mode is Mode.EDIT and message.edit_message is not None
        number = message.edit_message if is_edit else f"out-{next(self._numbers)}"
        self.shown[str(number)] = message
        return Delivered(message_id=number)

    def repeats_safely(self, message: Outgoing) -> bool:
        return self.honours_nonces

    @property
    def words(self) -> list[str]:
        """The text of every message in the chat, oldest first, as it reads now."""
        return [words_of(message.screen) for message in self.shown.values() if message.screen]


def words_of(screen: Screen) -> str:
    """The text of a screen, one line per block; buttons in brackets."""
    lines: list[str] = []
    for block in screen.blocks:
        match block:
            case Title(line=line) | Text(line=line):
                lines.append(plain(line))
            case Choices(rows=rows):
                lines.extend(" ".join(f"[{action.label}]" for action in row) for row in rows)
            case InputHint():
                pass
            case _:
                lines.append(type(block).__name__)
    return "\n".join(lines)


def token_of(screen: Screen, label: str) -> str:
    """What pressing the button of that label sends."""
    return next(action.token for action in screen.actions if action.label == label)
