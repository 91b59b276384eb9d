"""Commands: the words after a slash, the same on every platform."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from bots.turn import Answer, Turn

CommandHandler = Callable[[Turn], Awaitable[Answer]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Argument:
    """What may be typed after a command; a slash command's option where a platform has those."""

    name: str
    description: str
    required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """`description` stands in the platforms' menus and in /help. Arguments arrive in `turn.inbound.text`.

    `listed` False keeps it out of menus and help.
    """

    name: str
    description: str
    handler: CommandHandler
    arguments: tuple[Argument, ...] = ()
    listed: bool = True


def register(*groups: Iterable[Command]) -> Mapping[str, Command]:
    """Gather commands under their names, in the order in which menus show them.

    Raises:
        ValueError: two commands have one name.
    """
    found: dict[str, Command] = {}
    for command in (command for group in groups for command in group):
        if command.name in found:
            raise ValueError(f"two commands are called {command.name!r}")
        found[command.name] = command
    return found
