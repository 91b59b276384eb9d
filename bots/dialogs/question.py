"""Composes the screen of a dialog's question: words, ready answers, and the ways back and past it."""

from bots.dialogs.dialog import Dialog, Option, Question, Step
from bots.dialogs.engine import State
from bots.turn import Turn
from core.conversations.tokens import Press
from core.messaging.forms import ANSWER_FORM
from core.messaging.screen import (
    Action,
    Block,
    Choices,
    Icon,
    InputHint,
    Screen,
    Subject,
    Text,
    Weight,
    spans,
)

PICK = "d"
SKIP = "ds"
BACK = "db"
TYPE = "dt"
CANCEL = "dx"
"""The verbs of a dialog's buttons; their revision is the conversation's."""


async def compose_question(
    turn: Turn, dialog: Dialog, state: State, *, note: str = "", typing: bool = False
) -> Screen:
    """Ask the step that `state` stands at. `note` goes before it; `typing` leaves the ready answers out."""
    step = next(step for step in dialog.steps if step.name == state.step)
    question = await step.ask(turn, state.answers)
    blocks: list[Block] = [Text(spans(note))] if note else []
    blocks.extend(question.blocks)
    rows = [] if typing else [_draw_row(turn, step, state, row) for row in question.options]
    rows.append(_ways_out(turn, dialog, step, state, question, typing=typing))
    blocks.append(Choices(rows=tuple(row for row in rows if row)))
    if typing or question.hint:
        blocks.append(InputHint(question.hint or turn.say("Type your answer")))
    revision = turn.floor.conversation.revision
    return Screen(
        blocks=tuple(block for block in blocks if not (isinstance(block, Choices) and not block.rows)),
        subject=Subject(kind="dialog", id=dialog.name, revision=revision),
    )


def _draw_row(turn: Turn, step: Step, state: State, row: tuple[Option, ...]) -> tuple[Action, ...]:
    return tuple(_draw_option(turn, step, state, option) for option in row)


def _draw_option(turn: Turn, step: Step, state: State, option: Option) -> Action:
    if option.types:
        verb, argument = TYPE, step.name
    elif option.skips:
        verb, argument = SKIP, step.name
    else:
        verb, argument = PICK, f"{step.name}:{option.value}"
    return Action(
        label=option.label,
        token=_sign(turn, verb, argument),
        weight=option.weight,
        chosen=verb == PICK and state.answers.get(step.name) == option.value,
        form=ANSWER_FORM.name if option.types and not option.form else option.form,
    )


def _ways_out(
    turn: Turn, dialog: Dialog, step: Step, state: State, question: Question, *, typing: bool
) -> tuple[Action, ...]:
    found: list[Action] = []
    has_typing = any(option.types for row in question.options for option in row)
    if question.hint and not (turn.inbound.direct or has_typing or typing):
        token = _sign(turn, TYPE, step.name)
        found.append(Action(label=turn.say("Type it"), token=token, form=ANSWER_FORM.name))
    if typing or _has_before(dialog, state):
        argument = step.name if typing else ""
        found.append(
            Action(
                label=turn.say("Back"), token=_sign(turn, BACK, argument), weight=Weight.QUIET, icon=Icon.BACK
            )
        )
    has_own = any(option.skips for row in question.options for option in row)
    if step.skippable and (typing or not has_own):
        found.append(Action(label=turn.say("Skip"), token=_sign(turn, SKIP, step.name), weight=Weight.QUIET))
    if dialog.offers_cancel:
        label = turn.say("Stop", context="verb") if dialog.keeps_given else turn.say("Cancel")
        found.append(Action(label=label, token=_sign(turn, CANCEL, ""), weight=Weight.QUIET))
    return tuple(found)


def _has_before(dialog: Dialog, state: State) -> bool:
    for step in dialog.steps:
        if step.name == state.step:
            return False
        if step.applies(state.answers):
            return True
    return False


def _sign(turn: Turn, verb: str, argument: str) -> str:
    return turn.sign(Press(verb=verb, argument=argument, revision=turn.floor.conversation.revision))
