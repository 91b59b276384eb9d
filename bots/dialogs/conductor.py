"""Leads a person through a dialog: asks, hears, goes back, ends; keeps the state in the turn's floor."""

from bots.dialogs.dialog import Answers, Dialog
from bots.turn import Answer, Turn


async def start(turn: Turn, dialog: Dialog, answers: Answers | None = None) -> Answer:
    """Open `dialog` with what is already known; an open one is put aside and comes back afterwards.

    With nothing left to ask it finishes at once. `answers` may hold particulars beside steps.
    """
    raise NotImplementedError
