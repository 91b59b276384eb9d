"""A mentor's words for a student: kept for the next check-in, with a way to take them back."""

from uuid import UUID

from bots.dialogs.conductor import place
from bots.replies.buttons import button
from bots.replies.mentoring import compose_note_receipt
from bots.turn import Answer, Turn
from core.errors import NotFound
from core.mentoring.access import Relationship
from core.mentoring.notes import write_note
from core.mentoring.queries import find_student
from core.messaging.screen import Icon, Weight


async def send_note(turn: Turn, trader: str, body: str) -> Answer:
    """Words under a student's card reach the student with the next check-in."""
    student = await require_student(turn, UUID(trader))
    today = turn.now.astimezone(turn.person.zone).date()
    note = await write_note(turn.uow, student.trader, body, today)
    focus = button(turn.sign, turn.say("Make it the focus"), "mfocus", target=note)
    undo = button(turn.sign, turn.say("Undo"), "mundo", target=note, weight=Weight.QUIET, icon=Icon.UNDO)
    receipt = compose_note_receipt(student.other_name, body, focus, undo, student=trader, say=turn.say)
    return place(turn, receipt)


async def require_student(turn: Turn, trader: UUID | None) -> Relationship:
    """A student of this mentor.

    Raises:
        NotFound: they are none, or have ended it.
    """
    found = await find_student(turn.uow, trader) if trader else None
    if found is None:
        raise NotFound
    return found
