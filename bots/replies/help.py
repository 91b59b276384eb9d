"""/help: what may be typed, and every command that works."""

from collections.abc import Iterable

from bots.commands.registry import Command
from core.messaging.phrases import Say
from core.messaging.screen import Block, Fact, Facts, Screen, Text, Title, spans


def compose_help(commands: Iterable[Command], *, say: Say) -> Screen:
    typed = (
        ("long EURUSD 1.0850 sl 1.0820 0.5 lots", say("files a trade; add tp, #setup, a feeling")),
        ("exit 1.0905", say("closes it; add half, 50%, 0.3 lots")),
        ("rest 1.0905", say("closes what is left")),
        ("sl be", say("stop to break-even; sl 1.0830 moves it")),
        ("note …", say("keeps words with the trade")),
    )
    rows = tuple(Fact(words, spans(meaning)) for words, meaning in typed)
    listed = tuple(
        Fact(f"/{command.name}", spans(say(command.description))) for command in commands if command.listed
    )
    blocks: tuple[Block, ...] = (
        Title(spans(say("You type, I file. A trade takes one line."))),
        Facts(rows),
        Text(spans(say("Reply to a card and the words go to that trade; edit a message and it follows."))),
        Facts(listed),
    )
    return Screen(blocks=blocks)
