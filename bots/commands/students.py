"""/students, a student's card, what is written to them; /digest."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from bots.commands.registry import Argument, Command
from bots.deep_links import BY_LINK
from bots.dialogs.conductor import compose_words, place, start
from bots.dialogs.student_note import STUDENT_NOTE
from bots.replies.figures import DONE_SIGN, OPEN_SIGN, named, show_r
from bots.replies.mentoring import (
    compose_focus_receipt,
    compose_student_card,
    compose_student_trades,
    compose_students,
)
from bots.student_words import require_student, send_note
from bots.turn import Answer, Placement, Turn, Utterance, answer
from bots.verbs import Verb
from core.conversations.tokens import Press
from core.digests.due import request_digest
from core.digests.queries import load_mentor_week
from core.errors import NotFound
from core.mentoring.access import Relationship, Shared
from core.mentoring.channels import keep_channel, leave_channel
from core.mentoring.notes import make_focus, take_note_back
from core.mentoring.queries import list_students, load_student_week
from core.mentoring.service import become_mentor
from core.messaging.screen import Item, Screen, Subject, spans
from core.people.person import Role
from core.people.reach import find_address, note_gone, note_moved
from core.trades.queries import list_latest_of
from core.trades.record import Trade


async def show_students(turn: Turn) -> Answer:
    students = await list_students(turn.uow)
    return answer(compose_students(students, say=turn.say, sign=turn.sign))


async def press_student(turn: Turn, press: Press) -> Answer:
    """A student's card; below the list it was opened from, in private where others would read along."""
    screen = await _card(turn, await require_student(turn, press.target))
    home = None if turn.inbound.direct else await find_address(turn.uow)
    toast = turn.say("The card is in our private chat.") if home not in (None, turn.inbound.address) else None
    return Answer(utterances=(Utterance(screen=screen, to=home),), toast=toast)


async def show_student_card(turn: Turn, subject: Subject) -> Answer:
    return answer(await _card(turn, await require_student(turn, UUID(subject.id))))


async def press_student_trades(turn: Turn, press: Press) -> Answer:
    student = await require_student(turn, press.target)
    if Shared.TRADES not in student.shared:
        return answer(compose_words(turn.say("{name} does not share trades.", name=student.other_name)))
    trades = await list_latest_of(turn.uow, student.trader)
    lines = [_line(trade) for trade in trades]
    return answer(compose_student_trades(student, trades, lines, say=turn.say))


async def hear_student_reply(turn: Turn, subject: Subject) -> Answer:
    """Words under a student's card reach the student with the next check-in."""
    return await send_note(turn, subject.id, turn.inbound.text.strip())


async def press_write(turn: Turn, press: Press) -> Answer:
    student = await require_student(turn, press.target)
    asked = await start(turn, STUDENT_NOTE, {"student": str(student.trader), "name": student.other_name})
    return Answer(utterances=tuple(replace(each, placement=Placement.NEW) for each in asked.utterances))


async def press_focus(turn: Turn, press: Press) -> Answer:
    if press.target is None:
        raise NotFound
    today = turn.now.astimezone(turn.person.zone).date()
    trader, body = await make_focus(turn.uow, press.target, today)
    student = await require_student(turn, trader)
    return place(turn, compose_focus_receipt(student.other_name, body, student=str(trader), say=turn.say))


async def press_note_undo(turn: Turn, press: Press) -> Answer:
    if press.target is None:
        raise NotFound
    await take_note_back(turn.uow, press.target)
    return place(turn, compose_words(turn.say("Taken back: the note was not shown to anybody.")))


async def show_digest(turn: Turn) -> Answer:
    """The week so far, now; `/digest here` brings it to this chat every Friday."""
    if turn.inbound.text.strip().casefold() == "here":
        if turn.inbound.fields.get("can_post") in ("no", "guest"):
            return answer(compose_words(_let_me_post(turn)))
        return await bring_digest_here(turn, if_new=BY_LINK in turn.inbound.fields)
    students = [each for each in await list_students(turn.uow) if each.is_live]
    if not students:
        return answer(compose_words(turn.say("A digest needs a student who lets you read along: /mentor")))
    today = turn.now.astimezone(turn.person.zone).date()
    await request_digest(turn.uow, turn.uow.user_id, channel=None, until=_last_day_to_read(today))
    count = turn.say("{count} student", "{count} students", count=len(students))
    return answer(
        compose_words(turn.say("Reading the week of {count}. It follows in a moment.", count=count))
    )


def _last_day_to_read(today: date) -> date:
    """On a Monday the week that ended is what a mentor wants to read; else this week so far."""
    return today - timedelta(days=1) if today.isoweekday() == 1 else today


async def bring_digest_here(turn: Turn, *, if_new: bool = False) -> Answer:
    """`if_new`: silent where the digest appears already."""
    await become_mentor(turn.uow)
    name = turn.person.name
    title = turn.inbound.fields.get("title", "")
    is_new = await keep_channel(turn.uow, turn.inbound.address, title, turn.person.zone)
    if if_new and not is_new:
        return Answer()
    said = turn.say("{name}'s digest appears here, Fridays at 17:00. /settings moves it.", name=name)
    return answer(compose_words(said))


async def hear_membership(turn: Turn) -> Answer:
    """A mentor adds the bot to a channel: the digest appears there; removed, it does not any more. In a private
    chat: whoever blocks the bot is left in peace at once.
    """
    if turn.inbound.direct:
        if turn.inbound.text == "kicked":
            await note_gone(turn.uow, turn.inbound.address)
        return Answer()
    if turn.inbound.text == "gone":
        await note_gone(turn.uow, turn.inbound.address)
        return Answer()
    if turn.inbound.text in ("left", "kicked", "removed", "banned"):
        await leave_channel(turn.uow, turn.inbound.address)
        return Answer()
    if turn.inbound.text == "migrated":
        await note_moved(turn.uow, turn.inbound.address, turn.inbound.fields["new_chat"])
        return Answer()
    if turn.person.role is Role.TRADER or turn.inbound.text not in ("member", "administrator", "added"):
        return Answer()
    if turn.inbound.fields.get("can_post") in ("no", "guest"):
        return await _ask_to_be_let_post(turn)
    return await bring_digest_here(turn, if_new=True)


async def _ask_to_be_let_post(turn: Turn) -> Answer:
    said = compose_words(_let_me_post(turn))
    home = await find_address(turn.uow)
    return Answer(utterances=(Utterance(screen=said, to=home),)) if home else Answer()


def _let_me_post(turn: Turn) -> str:
    title = turn.inbound.fields.get("title") or turn.inbound.address.chat
    if turn.inbound.fields.get("can_post") == "guest":
        return turn.say(
            "In {title} I am only your guest. Somebody who manages the server has to add me first.",
            title=title,
        )
    missing = turn.inbound.fields.get("missing")
    if missing:
        return turn.say(
            "I am in {title} but may not post there. I still need: {missing}. Let me, and the digest comes.",
            title=title,
            missing=missing,
        )
    return turn.say("I am in {title} but may not post there. Let me post, and the digest comes.", title=title)


async def _card(turn: Turn, student: Relationship) -> Screen:
    today = turn.now.astimezone(turn.person.zone).date()
    monday = today - timedelta(days=today.weekday())
    week = await load_student_week(turn.uow, student, monday, monday + timedelta(days=6))
    reason = await _find_reason(turn, student)
    return compose_student_card(student, week, monday, reason=reason, say=turn.say, sign=turn.sign)


async def _find_reason(turn: Turn, student: Relationship) -> str | None:
    """Why the digest says that this student needs the mentor."""
    today = turn.now.astimezone(turn.person.zone).date()
    week = await load_mentor_week(turn.uow, until=today, zone=turn.person.zone.key)
    rows = zip(week.students, week.overview.students, strict=True)
    return next((row.reason for each, row in rows if each.id == student.trader), None)


def _line(trade: Trade) -> Item:
    name = f"{OPEN_SIGN if trade.is_open else DONE_SIGN} {named(trade.symbol, trade.side)}"
    result = trade.position.result_r
    setup = trade.facts.setup or ""
    if result is None or trade.is_open:
        return Item(name=name, line=spans(setup))
    return Item(name=name, line=spans(show_r(result), f" · {setup}" if setup else ""))


STUDENT_COMMANDS = (
    Command(name="students", description="Your students, for mentors", handler=show_students),
    Command(
        name="digest",
        description="The week of your students, now",
        handler=show_digest,
        arguments=(Argument(name="here", description="“here” brings it to this chat every Friday"),),
    ),
)
STUDENT_VERBS = (
    Verb(name="student", handler=press_student, subject="student"),
    Verb(name="swrite", handler=press_write, subject="student"),
    Verb(name="strades", handler=press_student_trades, subject="student"),
    Verb(name="mfocus", handler=press_focus, subject="none"),
    Verb(name="mundo", handler=press_note_undo, subject="none"),
)
