"""Words for a check-in that is kept already."""

from datetime import date

from bots.dialogs.checkin import show_checkin
from bots.dialogs.dialog import Answers, Dialog, Question, Step
from bots.turn import Answer, Turn
from core.checkins.service import add_words
from core.errors import Invalid
from core.messaging.screen import Title, spans

WORDS = "words"
LONGEST = 2000


class WordsTooLong(Invalid):
    """Field: `limit`."""

    code = "words_too_long"
    phrase = "That is longer than {limit} characters. What is the heart of it?"


def read_words(text: str, _answers: Answers) -> str:
    words = text.strip()
    if len(words) > LONGEST:
        raise WordsTooLong(limit=LONGEST)
    return words


async def ask_words(turn: Turn, _answers: Answers) -> Question:
    head = turn.say("What shall stay of this day?")
    return Question(blocks=(Title(spans(head)),), hint=turn.say("A sentence or two"))


async def finish_words(turn: Turn, answers: Answers) -> Answer:
    return await keep_words(turn, date.fromisoformat(answers["day"] or ""), answers[WORDS] or "")


async def keep_words(turn: Turn, day: date, words: str) -> Answer:
    await add_words(turn.uow, day, words)
    return await show_checkin(turn, day)


CHECKIN_WORDS = Dialog(
    name="checkin_words",
    version=1,
    steps=(Step(name=WORDS, ask=ask_words, read=read_words),),
    finish=finish_words,
)
