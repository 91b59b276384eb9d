"""Leads a person through a dialog: asks, hears, goes back, ends; keeps the state on the turn's floor."""

from collections.abc import Mapping

import msgspec

from bots.dialogs.dialog import Answers, Dialog, Option
from bots.dialogs.engine import (
    Asking,
    Finished,
    Move,
    Outcome,
    Picked,
    Said,
    Skipped,
    State,
    WentBack,
    accepts,
    advance,
    begin,
    resume,
)
from bots.dialogs.question import compose_question
from bots.dialogs.spoken_words import Word, means
from bots.inbound import Kind
from bots.turn import Answer, Placement, Turn, Utterance
from core.conversations.conversation import Conversation
from core.messaging.addresses import MessageRef
from core.messaging.screen import Screen, Text, spans

_LONGEST_LABEL = 60
RESUME = "resume"
"""The prompt by which an interrupted dialog returns."""


async def start(turn: Turn, dialog: Dialog, answers: Answers | None = None) -> Answer:
    """Open `dialog` with what is already known; another open one is put aside and comes back afterwards.

    With nothing left to ask it finishes at once and the open one stays. `answers` may hold particulars beside steps.
    """
    outcome = begin(dialog, answers or {})
    if isinstance(outcome, Finished):
        return await dialog.finish(turn, outcome.answers)
    present = turn.floor.conversation
    is_another = dialog.is_another is not None and dialog.is_another(present.answers, answers or {})
    if present.is_open(turn.now) and (present.dialog != dialog.name or is_another):
        turn.floor.put_aside.append(present)
    was_tapped_twice = present.dialog == dialog.name and present.answers == dict(answers or {})
    if not (present.is_open(turn.now) and was_tapped_twice):  # else the buttons of the first tap stay good
        _leave_floor(turn)
    return await _follow(turn, dialog, outcome)


async def proceed(turn: Turn, dialog: Dialog, move: Move) -> Answer:
    """Do one move of the open dialog and say what comes next."""
    state, restarted = _take_state(turn, dialog)
    if state is None:
        return await _follow(turn, dialog, Finished(answers=turn.floor.conversation.answers))
    if restarted:
        return await _ask(turn, dialog, Asking(state=state), note=_restart_note(turn))
    if isinstance(move, Said):
        option = await find_option(turn, dialog, state, move.text)
        if option is not None and option.types:
            return await _ask(turn, dialog, Asking(state=state), typing=True)
        if option is not None:
            move = Skipped() if option.skips else Picked(step=state.step, value=option.value)
    if isinstance(move, WentBack) and dialog.back is not None:
        move = Picked(step=state.step, value=dialog.back)
    return await _follow(turn, dialog, advance(dialog, state, move))


async def ask_again(turn: Turn, dialog: Dialog, *, note: str = "", typing: bool = False) -> Answer:
    """Show the open question once more, with a word before it. `typing`: without its ready answers."""
    state, restarted = _take_state(turn, dialog)
    if state is None:
        return await _follow(turn, dialog, Finished(answers=turn.floor.conversation.answers))
    note = note or (_restart_note(turn) if restarted else "")
    return await _ask(turn, dialog, Asking(state=state), note=note, typing=typing)


async def cancel(turn: Turn, dialog: Dialog) -> Answer:
    """End the open dialog without its effect."""
    answers = turn.floor.conversation.answers
    _leave_floor(turn)
    if dialog.on_cancel:
        return await dialog.on_cancel(turn, answers)
    return place(turn, compose_words(turn.say("Left it there. Nothing was saved.")))


async def end_if_over(turn: Turn, dialog: Dialog) -> bool:
    """Give up the floor if what the open dialog asks about is settled by now; whether it did."""
    if dialog.is_over is None or not await dialog.is_over(turn, turn.floor.conversation.answers):
        return False
    _leave_floor(turn)
    return True


async def take_up(turn: Turn, dialogs: Mapping[str, Dialog], particulars: Mapping[str, str]) -> Answer:
    """Go on with a dialog that was put aside; says nothing if it has expired or is known no more."""
    aside = msgspec.json.decode(particulars["conversation"], type=Conversation)
    dialog = dialogs.get(aside.dialog or "")
    if dialog is None or not aside.is_open(turn.now) or not _deserves_return(dialog, aside):
        return Answer()
    if dialog.is_over and await dialog.is_over(turn, aside.answers):
        return Answer()
    bring_back(turn, aside)
    return await ask_again(turn, dialog, note=turn.say("Back to where we were."))


def forget_if_begun(turn: Turn, message: str | None) -> None:
    """Give up the floor if this message of the person began what is being asked: its edited form begins anew."""
    present = turn.floor.conversation
    if message is not None and present.message == message and present.address == turn.inbound.address:
        _leave_floor(turn)


def bring_back(turn: Turn, aside: Conversation) -> None:
    """Give the floor to a dialog that was put aside; the one that has it is put aside instead."""
    present = turn.floor.conversation
    if present.is_open(turn.now):
        turn.floor.put_aside.append(present)
    revision = present.revision + 1
    turn.floor.conversation = msgspec.structs.replace(aside, revision=revision, since=revision)


def find_open(turn: Turn, dialogs: Mapping[str, Dialog]) -> Dialog | None:
    """The dialog that has the floor; None if there is none, it has expired, or it is known no more."""
    present = turn.floor.conversation
    return dialogs.get(present.dialog or "") if present.is_open(turn.now) else None


def place(turn: Turn, screen: Screen) -> Answer:
    """Answer a tap where it was tapped, and everything else below."""
    tapped = turn.inbound.kind in (Kind.ACTION, Kind.REACTION)
    placement = Placement.IN_PLACE if tapped else Placement.NEW
    return Answer(utterances=(Utterance(screen=screen, placement=placement),))


def compose_words(text: str) -> Screen:
    """One plain line."""
    return Screen(blocks=(Text(spans(text)),))


async def find_option(turn: Turn, dialog: Dialog, state: State, text: str) -> Option | None:
    """The ready answer whose label was typed instead of tapped (`later`, `it was short`)."""
    step = dialog.find_step(state.step)
    if step is None or len(text) > _LONGEST_LABEL or accepts(dialog, state, text):
        return None
    typed = text.strip().casefold().rstrip(".…")
    question = await step.ask(turn, state.answers)
    options = [option for row in question.options for option in row]
    named = next((option for option in options if option.label.casefold().rstrip(".…") == typed), None)
    if named is None and means(text, Word.LATER, Word.NONE):
        return next((option for option in options if option.skips), None)
    return named


async def _follow(turn: Turn, dialog: Dialog, outcome: Outcome) -> Answer:
    match outcome:
        case Asking(refusal=refusal, at_start=at_start):
            note = turn.say(refusal.phrase, **refusal.fields) if refusal else ""
            if at_start:
                note = turn.say("This is the first question.")
            return await _ask(turn, dialog, outcome, note=note)
        case Finished(answers=answers):
            source = turn.floor.conversation.message
            _leave_floor(turn)
            finished = await dialog.finish(turn, answers)
            if source:
                _note_source(turn, source, finished)
            return finished


def _deserves_return(dialog: Dialog, aside: Conversation) -> bool:
    return dialog.comes_back or any(step.name in aside.answers for step in dialog.steps)


def _note_source(turn: Turn, message: str, finished: Answer) -> None:
    """The message that began the dialog is about the trade it became: editing it will edit the trade."""
    subject = finished.utterances[0].screen.subject if finished.utterances else None
    if subject and subject.kind == "trade":
        turn.floor.heard[MessageRef(address=turn.inbound.address, message=message)] = subject


async def _ask(turn: Turn, dialog: Dialog, asking: Asking, *, note: str = "", typing: bool = False) -> Answer:
    _take_floor(turn, dialog, asking.state)
    screen = await compose_question(turn, dialog, asking.state, note=note, typing=typing)
    return place(turn, screen)


def _take_floor(turn: Turn, dialog: Dialog, state: State) -> None:
    present = turn.floor.conversation
    revision = present.revision + 1
    goes_on = present.dialog == dialog.name
    turn.floor.conversation = Conversation(
        dialog=dialog.name,
        version=dialog.version,
        step=state.step,
        answers=dict(state.answers),
        revision=revision,
        since=present.since if goes_on else revision,
        address=turn.inbound.address,
        message=present.message if goes_on else _find_source(turn),
        started_at=present.started_at if goes_on else turn.now,
        expires_at=turn.now + dialog.lasts,
    )


def _find_source(turn: Turn) -> str | None:
    return turn.inbound.message if turn.inbound.kind is Kind.TEXT else None


def _leave_floor(turn: Turn) -> None:
    if turn.floor.conversation.dialog is not None:
        turn.floor.conversation = Conversation(revision=turn.floor.conversation.revision + 1)


def _take_state(turn: Turn, dialog: Dialog) -> tuple[State | None, bool]:
    present = turn.floor.conversation
    state = State(step=present.step, answers=present.answers)
    return resume(dialog, state, version=present.version) or (None, False)


def _restart_note(turn: Turn) -> str:
    return turn.say("I have learned to ask this better, so here it is again.")
