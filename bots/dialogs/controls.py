"""What works at every question of every dialog: the buttons and the words cancel, back, skip."""

from collections.abc import Awaitable, Callable, Mapping

from bots.commands.registry import Command, CommandHandler
from bots.dialogs.conductor import ask_again, bring_back, cancel, compose_words, find_open, place, proceed
from bots.dialogs.dialog import Dialog
from bots.dialogs.engine import Move, Picked, Skipped, WentBack
from bots.dialogs.question import BACK, CANCEL, PICK, SKIP, TYPE
from bots.dialogs.spoken_words import Word, find_word
from bots.turn import Answer, Turn
from bots.verbs import Verb, VerbHandler
from core.conversations.service import take_back
from core.conversations.tokens import Press

_WHILE_ASKING = (Word.CANCEL, Word.BACK, Word.SKIP)
_ALWAYS = (Word.UNDO, Word.HELP)


_DialogPress = Callable[[Turn, Dialog, Press], Awaitable[Answer]]


def find_typed(text: str, *, asking: bool, direct: bool) -> str | None:
    """The command that is typed without its slash, in any of our languages; cancel, back and skip as long
    as a question is open, undo and help where nobody else is spoken to.
    """
    if asking and (word := find_word(text, *_WHILE_ASKING)):
        return word.value
    word = find_word(text, *_ALWAYS) if direct else None
    return word.value if word else None


def dialog_commands(dialogs: Mapping[str, Dialog]) -> tuple[Command, ...]:
    """/cancel, /back and /skip."""
    return (
        Command(name="cancel", description="Leave the open question", handler=_obey(dialogs, None)),
        Command(
            name="back", description="One question back", handler=_obey(dialogs, WentBack()), listed=False
        ),
        Command(
            name="skip", description="Skip the open question", handler=_obey(dialogs, Skipped()), listed=False
        ),
    )


def dialog_verbs(dialogs: Mapping[str, Dialog]) -> tuple[Verb, ...]:
    """The buttons under a question."""
    return (
        Verb(name=PICK, handler=_pressing(dialogs, _pick), subject="dialog"),
        Verb(name=SKIP, handler=_pressing(dialogs, _skip), subject="dialog"),
        Verb(name=BACK, handler=_pressing(dialogs, _go_back), subject="dialog"),
        Verb(name=TYPE, handler=_pressing(dialogs, _type), subject="dialog"),
        Verb(name=CANCEL, handler=_pressing(dialogs, _cancel), subject="dialog"),
    )


def _obey(dialogs: Mapping[str, Dialog], move: Move | None) -> CommandHandler:
    async def obey(turn: Turn) -> Answer:
        dialog = find_open(turn, dialogs)
        if dialog is None:
            return place(turn, compose_words(turn.say("No question is open. /help")))
        return await proceed(turn, dialog, move) if move else await cancel(turn, dialog)

    return obey


def _pressing(dialogs: Mapping[str, Dialog], handler: _DialogPress) -> VerbHandler:
    async def press_button(turn: Turn, press: Press) -> Answer:
        if find_open(turn, dialogs) is None or press.revision < turn.floor.conversation.since:
            aside = await take_back(turn.uow, press.revision)
            if aside is None:
                # no edit: after a double tap this message already shows what came of the first one
                return Answer(toast=turn.say("That question is closed."))
            bring_back(turn, aside)
        dialog = find_open(turn, dialogs)
        return await handler(turn, dialog, press) if dialog else Answer()

    return press_button


async def _pick(turn: Turn, dialog: Dialog, press: Press) -> Answer:
    step, _, value = press.argument.partition(":")
    return await proceed(turn, dialog, Picked(step=step, value=value))


async def _skip(turn: Turn, dialog: Dialog, press: Press) -> Answer:
    return await proceed(turn, dialog, Skipped(step=press.argument or None))


async def _cancel(turn: Turn, dialog: Dialog, _press: Press) -> Answer:
    return await cancel(turn, dialog)


async def _go_back(turn: Turn, dialog: Dialog, press: Press) -> Answer:
    present = turn.floor.conversation
    leaves_typing = press.argument == present.step
    if leaves_typing or press.revision != present.revision:  # two taps are one step back
        return await ask_again(turn, dialog)
    return await proceed(turn, dialog, WentBack())


async def _type(turn: Turn, dialog: Dialog, press: Press) -> Answer:
    still_asked = press.argument == turn.floor.conversation.step
    return await ask_again(turn, dialog, typing=still_asked)
