"""An emoji put to one of the journal's messages answers it: rules kept on a trade, its feeling, a yes or no."""

from collections.abc import Mapping
from uuid import UUID

from msgspec.structs import replace

from bots.dialogs.conductor import find_open, proceed
from bots.dialogs.dialog import Dialog
from bots.dialogs.engine import Picked
from bots.repertoire import Hear
from bots.replies.figures import show_feeling
from bots.trade_acts import change_and_show
from bots.turn import Answer, Turn
from core.conversations.cards import find_subject
from core.identifiers import TradeId
from core.messaging.screen import Subject
from core.trades.facts import TradeFacts
from core.trades.queries import require_trade
from core.trades.service import ActKind

YES, NO = frozenset("👍👌💯"), frozenset("👎💔")
FEELINGS = {
    "🕊": "calm",
    "😇": "calm",
    "😎": "confident",
    "😨": "anxious",
    "😱": "anxious",
    "😈": "greedy",
    "🤯": "fomo",
    "🥱": "tired",
    "😴": "tired",
}
"""Of the emojis that Telegram allows as reactions, those that say how a trade felt."""

_LEFT_AWAY = "\ufe0f"
"""A variant selector that some clients add to an emoji."""


def hear_reactions(dialogs: Mapping[str, Dialog]) -> Hear:
    """The handler of a reaction; what it does can be taken back on the card, and done twice it changes nothing."""

    async def hear_reaction(turn: Turn) -> Answer:
        message = turn.inbound.message
        emoji = turn.inbound.text.replace(_LEFT_AWAY, "")
        subject = await find_subject(turn.uow, turn.inbound.address, message) if message else None
        match subject:
            case Subject(kind="trade"):
                return await _rate(turn, subject, emoji)
            case Subject(kind="dialog", revision=revision):
                return await _answer_question(turn, find_open(turn, dialogs), revision, emoji)
            case _:
                return Answer()

    return hear_reaction


async def _rate(turn: Turn, subject: Subject, emoji: str) -> Answer:
    desk, trade = await require_trade(turn.uow, TradeId(UUID(subject.id)))
    after, lead = _rated(turn, trade.facts, emoji)
    if after == trade.facts or not trade.facts.in_journal:
        return Answer()
    return await change_and_show(turn, desk, trade, lambda _: after, ActKind.RATE, lead=lead)


def _rated(turn: Turn, facts: TradeFacts, emoji: str) -> tuple[TradeFacts, str]:
    if emoji in YES:
        return replace(facts, rules_kept=True), turn.say("Rules kept.")
    if emoji in NO:
        return replace(facts, rules_kept=False), turn.say("Rules broken.")
    feeling = FEELINGS.get(emoji)
    if feeling is None:
        return facts, ""
    return replace(facts, feeling=feeling), turn.say(
        "Feeling: {feeling}.", feeling=show_feeling(turn.say, feeling)
    )


async def _answer_question(turn: Turn, dialog: Dialog | None, revision: int, emoji: str) -> Answer:
    """Only the question that is open now (an old one has its answer), and only with one of its ready answers."""
    present = turn.floor.conversation
    step = dialog.find_step(present.step) if dialog else None
    if dialog is None or step is None or revision != present.revision:
        return Answer()
    value = "yes" if emoji in YES else "no" if emoji in NO else FEELINGS.get(emoji)
    question = await step.ask(turn, present.answers)
    ready = {option.value for row in question.options for option in row}
    if value is None or value not in ready:
        return Answer()
    return await proceed(turn, dialog, Picked(step=step.name, value=value))
