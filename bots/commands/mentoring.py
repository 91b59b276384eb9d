"""/mentor: invite, let in, choose what is shared, end it."""

from bots.commands.registry import Argument, Command
from bots.dialogs.conductor import compose_words, place
from bots.replies.mentoring import (
    compose_end_question,
    compose_invitation,
    compose_mentoring,
    compose_request,
)
from bots.turn import Answer, Turn, Utterance, answer
from bots.verbs import Verb
from core.conversations.tokens import Press
from core.errors import NotFound
from core.mentoring.access import Invitation, Relationship, Shared
from core.mentoring.codes import invite, redeem
from core.mentoring.news import News, tell_other
from core.mentoring.queries import find_locale, find_relationship, list_mentors, list_students
from core.mentoring.service import ask_to_mentor, become_mentor, end, let_in, note_request, share
from core.messaging.addresses import Address, Platform
from core.messaging.phrases import phrases
from core.messaging.screen import Screen


async def show_mentoring(turn: Turn) -> Answer:
    """/mentor, or /mentor CODE."""
    code = turn.inbound.text.strip()
    return await accept_code(turn, code) if code else place(turn, await _compose(turn))


async def accept_code(turn: Turn, code: str) -> Answer:
    """Join the two: a mentor's code asks the trader at once, a trader's code tells the trader to decide."""
    invitation = await redeem(turn.uow, code)
    if invitation.as_mentor:
        asked = await _ask_trader(turn, invitation)
        say = phrases(await find_locale(turn.uow, invitation.inviter))
        told = say(
            "{name} took your invitation and decides what you may read. /students", name=turn.person.name
        )
        return Answer(
            utterances=(*asked.utterances, Utterance(screen=compose_words(told), to=_home(invitation)))
        )
    await ask_to_mentor(turn.uow, invitation.inviter)
    say = phrases(await find_locale(turn.uow, invitation.inviter))
    told = say("{name} took your invitation. /mentor says what is shared.", name=turn.person.name)
    said = turn.say(
        "Done. {name} decides what you may read and hears of it now.", name=invitation.inviter_name
    )
    return Answer(
        utterances=(
            Utterance(screen=compose_words(said)),
            Utterance(screen=compose_words(told), to=_home(invitation)),
        )
    )


async def press_invite(turn: Turn, press: Press) -> Answer:
    as_mentor = press.argument == "mentor"
    if as_mentor:
        await become_mentor(turn.uow)
    code = await invite(turn.uow, as_mentor=as_mentor, home=turn.inbound.address)
    return place(turn, compose_invitation(code, as_mentor=as_mentor, say=turn.say))


async def press_answer(turn: Turn, press: Press) -> Answer:
    """A mentor asked; show what would be shared."""
    return place(turn, _compose_request(turn, await _require(turn, press)))


async def press_share(turn: Turn, press: Press) -> Answer:
    relationship = await _require(turn, press)
    kind = Shared(press.argument[:-1])
    shared = relationship.shared | {kind} if press.argument[-1] == "1" else relationship.shared - {kind}
    await share(turn.uow, relationship.id, shared)
    if relationship.is_live:
        return place(turn, await _compose(turn))
    return place(turn, _compose_request(turn, await _require(turn, press)))


async def press_accept(turn: Turn, press: Press) -> Answer:
    relationship = await _require(turn, press)
    await let_in(turn.uow, relationship.mentor, relationship.shared)
    await tell_other(turn.uow, relationship, News.LET_IN)
    return place(turn, await _compose(turn))


async def press_end(turn: Turn, press: Press) -> Answer:
    relationship = await _require(turn, press)
    match press.argument:
        case "ask":
            return place(turn, compose_end_question(relationship, say=turn.say, sign=turn.sign))
        case "yes":
            await end(turn.uow, relationship.id)
            await tell_other(turn.uow, relationship, News.ENDED if relationship.is_live else News.DECLINED)
            name = relationship.other_name
            return place(turn, compose_words(turn.say("Ended with {name}. /mentor begins anew.", name=name)))
        case _:
            return place(turn, await _compose(turn))


async def _ask_trader(turn: Turn, invitation: Invitation) -> Answer:
    """The person with the code is the trader: nothing is shared before they say so."""
    await note_request(turn.uow, invitation.inviter)
    mentors = await list_mentors(turn.uow)
    asking = next((each for each in mentors if each.mentor == invitation.inviter), None)
    if asking is None:
        raise NotFound
    if asking.is_live:
        return answer(await _compose(turn))
    return answer(_compose_request(turn, asking))


def _compose_request(turn: Turn, asking: Relationship) -> Screen:
    return compose_request(asking.other_name, asking.shared, mentor=asking, say=turn.say, sign=turn.sign)


async def _compose(turn: Turn) -> Screen:
    mentors, students = await list_mentors(turn.uow), await list_students(turn.uow)
    return compose_mentoring(mentors, students, say=turn.say, sign=turn.sign)


async def _require(turn: Turn, press: Press) -> Relationship:
    found = await find_relationship(turn.uow, press.target) if press.target else None
    if found is None:
        raise NotFound
    return found


def _home(invitation: Invitation) -> Address:
    return Address(platform=Platform(invitation.platform), bot=invitation.bot, chat=invitation.chat)


MENTOR_COMMANDS = (
    Command(
        name="mentor",
        description="Who reads along, and what they see",
        handler=show_mentoring,
        arguments=(Argument(name="code", description="An invitation you were given"),),
    ),
)
MENTOR_VERBS = (
    Verb(name="minvite", handler=press_invite, subject="none"),
    Verb(name="mask", handler=press_answer, subject="none"),
    Verb(name="mshare", handler=press_share, subject="none"),
    Verb(name="maccept", handler=press_accept, subject="none"),
    Verb(name="mend", handler=press_end, subject="none"),
)
