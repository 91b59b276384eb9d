"""Between two batches of /journal: three more? And the line that offers it."""

from uuid import UUID

from bots.replies.buttons import button, choices
from core.conversations.tokens import Sign
from core.messaging.phrases import Say
from core.messaging.screen import Block, Screen, Text, Title, Weight, spans

ENOUGH = "enough"


def compose_batch_end(last: UUID, more: int, *, say: Say, sign: Sign) -> Screen:
    """`more` trades of the next batch still lack a word; 0: none does."""
    if not more:
        return Screen(blocks=(Title(spans(say("Done. Your journal is complete."))),))
    head = say("Done. {count} more?", "Done. {count} more?", count=more)
    go_on = button(sign, say("Yes"), "jmore", target=last, weight=Weight.PRIMARY)
    enough = button(sign, say("Enough"), "jenough", weight=Weight.QUIET)
    return Screen(blocks=(Title(spans(head)), choices((go_on, enough))))


def offer_interview(count: int, *, say: Say, sign: Sign) -> tuple[Block, ...]:
    """One line, one button; nothing where nothing is missing."""
    if not count:
        return ()
    line = say("{count} trade lacks a word.", "{count} trades lack a word.", count=count)
    start = button(sign, say("Fill in"), "jbegin")
    return (Text(spans(line)), choices((start,)))
