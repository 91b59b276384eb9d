"""Words for a student, where a reply to the card cannot be typed."""

from bots.dialogs.dialog import Answers, Dialog, Question, Step
from bots.student_words import send_note
from bots.turn import Answer, Turn
from core.mentoring.notes import require_note_length
from core.messaging.screen import Title, spans

WORDS = "words"


def read_words(text: str, _answers: Answers) -> str:
    return require_note_length(text.strip())


async def ask_words(turn: Turn, answers: Answers) -> Question:
    head = turn.say("What shall {name} read with the next check-in?", name=answers.get("name"))
    return Question(blocks=(Title(spans(head)),), hint=turn.say("A sentence or two"))


async def finish_note(turn: Turn, answers: Answers) -> Answer:
    return await send_note(turn, answers["student"] or "", answers[WORDS] or "")


STUDENT_NOTE = Dialog(
    name="student_note",
    version=1,
    steps=(Step(name=WORDS, ask=ask_words, read=read_words),),
    finish=finish_note,
    offers_cancel=True,
)
