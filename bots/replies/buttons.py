"""Buttons: a label, what a press means, and how rows of them are laid."""

from collections.abc import Sequence
from uuid import UUID

from core.conversations.tokens import Press, Sign
from core.messaging.screen import Action, Choices, Icon, Weight


def button(
    sign: Sign,
    label: str,
    verb: str,
    *,
    target: UUID | None = None,
    argument: str = "",
    revision: int = 0,
    weight: Weight = Weight.NORMAL,
    chosen: bool = False,
    form: str | None = None,
    icon: Icon | None = None,
) -> Action:
    press = Press(verb=verb, target=target, argument=argument, revision=revision)
    return Action(label=label, token=sign(press), weight=weight, chosen=chosen, form=form, icon=icon)


def choices(*rows: Sequence[Action], question: str = "") -> Choices:
    return Choices(rows=tuple(tuple(row) for row in rows if row), question=question)
