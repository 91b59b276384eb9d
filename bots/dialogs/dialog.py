"""A conversation as data: named steps, what each asks, how its answer is read, what is done at the end."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bots.turn import Answer, Turn
from core.messaging.screen import Block, Weight

Answers = Mapping[str, str | None]
"""Step name -> the answer in canonical text, None where it was skipped. Other names are the
particulars that the dialog was started with (`trade`, `focus`); they are never asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """A ready answer. `value` is read exactly as if it had been typed; at most 30 bytes.

    `types`: a tap asks the person to type (Other…, Type it); `skips`: a tap skips the step (Later).
    `form`: where there are forms the tap opens that one (core.messaging.forms), else it acts as usual.
    """

    label: str
    value: str = ""
    weight: Weight = Weight.NORMAL
    types: bool = False
    skips: bool = False
    form: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a step shows. `hint` says what may be typed (empty: tapping is enough, typing still works).

    An option whose value is the present answer is shown as chosen.
    """

    blocks: tuple[Block, ...]
    options: tuple[tuple[Option, ...], ...] = ()
    hint: str = ""


Ask = Callable[[Turn, Answers], Awaitable[Question]]
Read = Callable[[str, Answers], str]
"""Typed or tapped text -> the answer in canonical text. Raises Invalid, saying what was understood."""
Fill = Callable[[str, Answers], Mapping[str, str]]
Applies = Callable[[Answers], bool]
Finish = Callable[[Turn, Answers], Awaitable[Answer]]
IsOver = Callable[[Turn, Answers], Awaitable[bool]]
IsAnother = Callable[[Answers, Answers], bool]


def always(_: Answers) -> bool:
    """A step that is never left out."""
    return True


def fill_nothing(_text: str, _answers: Answers) -> Mapping[str, str]:
    """A dialog whose texts each answer one step."""
    return {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """`name` is lower case, at most 12 ASCII characters, and stays the same for ever (state is stored
    under it). `applies`: the step is left out while it says no. `is_whole`: its answer is not whole yet
    (a checklist being ticked), so it is asked on.
    """

    name: str
    ask: Ask
    read: Read
    skippable: bool = False
    applies: Applies = always
    is_whole: Applies = always


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialog:
    """Raise `version` when a step's meaning changes: open conversations then start over, kindly, with
    the answers that still read.

    `fill` may find several answers in one text, in any order; it goes before the step's own reading.
    `takes_trades`: a whole trade typed here belongs to this dialog (else it is logged by itself and
    the question waits). `finish` is called once with every answer, in the transaction that ends the
    dialog; `on_cancel` instead of the usual words. `comes_back` False: interrupted before its first
    answer it is forgotten. `offers_cancel`: its questions bear a Cancel button, which is called Stop where
    what was given is kept (`keeps_given`). `back`: the answer that means one question back, where each question is
    a conversation of its own.
    `is_over`: what it asks about is settled by now (its trade was closed by other words), so it is not asked.
    `is_another`: begun again with these answers it is about something else, so the open one waits.
    """

    name: str
    version: int
    steps: tuple[Step, ...]
    finish: Finish
    fill: Fill = fill_nothing
    takes_trades: bool = False
    comes_back: bool = True
    lasts: timedelta = timedelta(hours=20)
    on_cancel: Finish | None = None
    offers_cancel: bool = False
    keeps_given: bool = False
    back: str | None = None
    is_over: IsOver | None = None
    is_another: IsAnother | None = None

    def find_step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)


def register(*dialogs: Dialog) -> Mapping[str, Dialog]:
    """Gather dialogs under their names.

    Raises:
        ValueError: two have one name, or a step's name is taken twice or cannot travel.
    """
    found: dict[str, Dialog] = {}
    for dialog in dialogs:
        if dialog.name in found:
            raise ValueError(f"two dialogs are called {dialog.name!r}")
        names = [step.name for step in dialog.steps]
        if not names or len(set(names)) != len(names):
            raise ValueError(f"{dialog.name!r} needs steps of different names")
        for name in names:
            if not name.isascii() or not name.isidentifier() or len(name) > 12:
                raise ValueError(f"step {name!r} of {dialog.name!r} needs a name of 1 to 12 letters")
        found[dialog.name] = dialog
    return found
