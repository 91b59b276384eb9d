"""Commands: the words after a slash, the same on every platform."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bots.turn import Answer, Turn

CommandHandler = Callable[[Turn], Awaitable[Answer]]


class Source(StrEnum):
    """Where the values come from that are proposed while an argument is typed (bots.glancing)."""

    MARKET = "market"
    SETUP = "setup"
    FEELING = "feeling"
    OPEN_TRADE = "open_trade"
    TRADE = "trade"


@dataclass(frozen=True, kw_only=True, slots=True)
class Argument:
    """What may be typed after a command; a slash command's option where a platform has those.

    `lead` goes before its value in the line that is read (`sl `, `#`). `choices` are the only values it
    takes, each shown as its first part. A `picture` is no part of the line.
    """

    name: str
    description: str
    required: bool = False
    lead: str = ""
    source: Source | None = None
    choices: tuple[tuple[str, str], ...] = ()
    picture: bool = False

    def write(self, value: str) -> str:
        """The value as part of the line; a tag is one word."""
        words = " ".join(value.split()) if self.lead else value.strip()
        return f"{self.lead}{words.lstrip('#').replace(' ', '-') if self.lead == '#' else words}"


def write_line(arguments: Iterable[Argument], given: Mapping[str, str]) -> str:
    """What was given by name as one line, in the order of the arguments; names that nobody knows go last."""
    known = [argument for argument in arguments if not argument.picture]
    parts = [each.write(given[each.name]) for each in known if given.get(each.name, "").strip()]
    names = {each.name for each in known}
    parts += [value.strip() for name, value in given.items() if name not in names]
    return " ".join(part for part in parts if part)


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
