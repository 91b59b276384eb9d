"""Advances a dialog by one step; pure, so that every path can be tested without a database or a chat."""

from dataclasses import dataclass, replace

from bots.dialogs.dialog import Answers, Dialog, Step
from core.errors import DomainError


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """Where a dialog stands. `step` is the one being asked."""

    step: str
    answers: Answers


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """Typed text."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Picked:
    """A tapped option of `step`, which need not be the one being asked."""

    step: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """`step` None: the one being asked."""

    step: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WentBack:
    pass


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """Several answers at once (a form); values are read like typed text, empty ones are left out."""

    values: Answers


Move = Said | Picked | Skipped | WentBack | Filled


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """The dialog goes on. `refusal`: the answer could not be used, and why. `at_start`: there was no
    step to go back to.
    """

    state: State
    refusal: DomainError | None = None
    at_start: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Finished:
    """Every step has its answer."""

    answers: Answers


Outcome = Asking | Finished


def begin(dialog: Dialog, answers: Answers) -> Outcome:
    """Open the dialog at the first step that `answers` does not already answer."""
    return _ask_next(dialog, answers, after=None)


def resume(dialog: Dialog, state: State, *, version: int) -> tuple[State, bool] | None:
    """Take up a stored state. The flag says whether the dialog had to start over.

    An older version, or a step that no longer exists, starts over with the answers that still read.
    None: nothing is left to ask, so there is nothing to take up.
    """
    if version == dialog.version and dialog.find_step(state.step):
        return state, False
    match begin(dialog, _still_readable(dialog, state.answers)):
        case Asking(state=fresh):
            return fresh, True
        case Finished():
            return None


def advance(dialog: Dialog, state: State, move: Move) -> Outcome:
    """Do one thing that a person did. Never raises for what a person can type or tap."""
    match move:
        case Said(text=text):
            return _hear(dialog, state, text)
        case Picked(step=name, value=value):
            return _pick(dialog, state, name, value)
        case Skipped(step=name):
            return _skip(dialog, state, name or state.step)
        case WentBack():
            return _go_back(dialog, state)
        case Filled(values=values):
            return _fill(dialog, state, values)


def accepts(dialog: Dialog, state: State, text: str) -> bool:
    """Whether the step being asked can use `text` as it stands."""
    try:
        _require_step(dialog, state.step).read(text, state.answers)
    except DomainError:
        return False
    return True


def _hear(dialog: Dialog, state: State, text: str) -> Outcome:
    try:
        found = dict(dialog.fill(text, state.answers))
        known = {name: value for name, value in found.items() if dialog.find_step(name)}
        if not known:
            known = {state.step: _require_step(dialog, state.step).read(text, state.answers)}
    except DomainError as refusal:
        return Asking(state=state, refusal=refusal)
    answers = {**state.answers, **known}
    if not _require_step(dialog, state.step).is_whole(answers):
        return Asking(state=replace(state, answers=answers))
    return _ask_next(dialog, answers, after=state.step)


def _pick(dialog: Dialog, state: State, name: str, value: str) -> Outcome:
    step = dialog.find_step(name)
    if step is None or not step.applies(state.answers):
        return Asking(state=state)
    try:
        answer = step.read(value, state.answers)
    except DomainError as refusal:
        return Asking(state=state, refusal=refusal)
    answers = {**state.answers, name: answer}
    if not step.is_whole(answers):
        return Asking(state=State(step=name, answers=answers))
    if name != state.step and state.step not in state.answers and _is_asked(dialog, state.step, answers):
        return Asking(state=replace(state, answers=answers))
    return _ask_next(dialog, answers, after=name)


def _skip(dialog: Dialog, state: State, name: str) -> Outcome:
    step = dialog.find_step(name)
    if step is None or not step.skippable:
        return Asking(state=state)
    return _ask_next(dialog, {**state.answers, name: None}, after=name)


def _go_back(dialog: Dialog, state: State) -> Outcome:
    before = None
    for step in dialog.steps:
        if step.name == state.step:
            break
        if step.applies(state.answers):
            before = step
    if before is None:
        return Asking(state=state, at_start=True)
    return Asking(state=replace(state, step=before.name))


def _fill(dialog: Dialog, state: State, values: Answers) -> Outcome:
    answers = dict(state.answers)
    refusal: DomainError | None = None
    for step in dialog.steps:
        text = values.get(step.name)
        if not text:
            continue
        try:
            answers[step.name] = step.read(text, answers)
        except DomainError as error:
            refusal = refusal or error
    outcome = _ask_next(dialog, answers, after=None)
    return replace(outcome, refusal=refusal) if isinstance(outcome, Asking) else outcome


def _ask_next(dialog: Dialog, answers: Answers, *, after: str | None) -> Outcome:
    """The next unanswered step after this one, else the first unanswered anywhere, else the end."""
    open_steps = [step for step in dialog.steps if step.name not in answers and step.applies(answers)]
    if not open_steps:
        return Finished(answers=answers)
    names = [step.name for step in dialog.steps]
    start = names.index(after) if after in names else -1
    later = (step for step in open_steps if names.index(step.name) > start)
    return Asking(state=State(step=next(later, open_steps[0]).name, answers=answers))


def _still_readable(dialog: Dialog, answers: Answers) -> Answers:
    kept: dict[str, str | None] = {}
    for name, value in answers.items():
        step = dialog.find_step(name)
        if step is None:
            kept[name] = value
        elif value is None:
            if step.skippable:
                kept[name] = None
        elif _reads(step, value, answers):
            kept[name] = value
    return kept


def _reads(step: Step, value: str, answers: Answers) -> bool:
    try:
        step.read(value, answers)
    except DomainError:
        return False
    return True


def _is_asked(dialog: Dialog, name: str, answers: Answers) -> bool:
    step = dialog.find_step(name)
    return step is not None and step.applies(answers)


def _require_step(dialog: Dialog, name: str) -> Step:
    step = dialog.find_step(name)
    if step is None:
        raise LookupError(f"{dialog.name} has no step {name!r}")
    return step
