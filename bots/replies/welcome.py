"""The end of the first minute, and the word for somebody who comes back."""

from bots.replies.buttons import button, choices
from core.conversations.tokens import Sign
from core.messaging.phrases import Say
from core.messaging.screen import Screen, Text, Title, spans

EXAMPLE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"


def compose_ready(*, say: Say, sign: Sign) -> Screen:
    return Screen(
        blocks=(
            Title(spans(say("Ready. Log your first trade in one line, for example"))),
            Text(spans(EXAMPLE)),
            choices((button(sign, say("Guide me"), "guide"),)),
        )
    )


def compose_welcome_back(name: str, open_trades: int, *, say: Say, sign: Sign) -> Screen:
    match open_trades:
        case 0:
            line = say("No trade is open. Log one in a line, or be guided.")
        case _:
            line = say("{count} trade is open: /open", "{count} trades are open: /open", count=open_trades)
    return Screen(
        blocks=(
            Title(spans(say("Your journal is open, {name}.", name=name))),
            Text(spans(line)),
            choices((button(sign, say("Guide me"), "guide"),)),
        )
    )


def compose_arrival(*, say: Say) -> Screen:
    """The first word in a server: everybody reads it, so it says that nothing else is read by everybody."""
    return Screen(
        blocks=(
            Title(spans(say("I keep trading journals. /start begins yours."))),
            Text(
                spans(
                    say(
                        "What I answer here only you can see. Mentors: /digest here brings the week of your students to a channel."
                    )
                )
            ),
        )
    )
