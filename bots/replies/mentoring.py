"""What mentors and traders see of each other: never money, and only what is shared."""

from datetime import date

from bots.replies.buttons import button, choices
from bots.replies.figures import DONE_SIGN, show_r
from core.conversations.tokens import Sign
from core.mentoring.access import Relationship, Shared
from core.mentoring.codes import CODE_LASTS
from core.mentoring.queries import StudentWeekFigures
from core.messaging.phrases import Say
from core.messaging.screen import (
    Action,
    Block,
    Fact,
    Facts,
    Item,
    Items,
    Link,
    Opens,
    Screen,
    Spans,
    Subject,
    Text,
    Title,
    Weight,
    spans,
)
from core.money import format_number
from core.periods import week_number
from core.trades.record import Trade


def compose_mentoring(
    mentors: list[Relationship], students: list[Relationship], *, say: Say, sign: Sign
) -> Screen:
    """/mentor: who reads along with you, whose journal you read, and how to begin either."""
    live = next((mentor for mentor in mentors if mentor.is_live), None)
    blocks: list[Block] = []
    if live is not None:
        blocks += _live_mentor(live, say, sign)
    else:
        blocks.append(Title(spans(say("No mentor reads along."))))
        blocks += [_asking(mentor, say, sign) for mentor in mentors]
    if students:
        names = ", ".join(student.other_name for student in students[:5])
        blocks.append(Text(spans(say("You read along with {names}: /students", names=names))))
    begin = [button(sign, say("Invite a student"), "minvite", argument="mentor")]
    if live is None:
        begin.insert(0, button(sign, say("Invite my mentor"), "minvite", argument="trader"))
    return Screen(blocks=(*blocks, choices(begin)), private=True)


def compose_invitation(code: str, *, as_mentor: bool, say: Say) -> Screen:
    shown = f"{code[:5]}-{code[5:]}"
    who = say("your student") if as_mentor else say("your mentor")
    return Screen(
        blocks=(
            Title(spans(f"/start {shown}")),
            Link(label=say("Take the invitation"), payload=code, spelled=True),
            Text(
                spans(
                    say(
                        "Send this line to {who}. Typed here in the journal's chat it joins you two. "
                        "It works once, for {days} days.",
                        who=who,
                        days=CODE_LASTS.days,
                    )
                )
            ),
        ),
        private=True,
    )


def compose_request(
    name: str, shared: frozenset[Shared], *, mentor: Relationship, say: Say, sign: Sign
) -> Screen:
    """A mentor asks to read along; what is shared is tapped on or off before anything is."""
    toggles = share_buttons(mentor, shared, say, sign)
    decide = [
        button(sign, say("Let {name} in", name=name), "maccept", target=mentor.id, weight=Weight.PRIMARY),
        button(sign, say("No"), "mend", target=mentor.id, argument="yes", weight=Weight.QUIET),
    ]
    return Screen(
        blocks=(
            Title(spans(say("{name} would like to read your journal.", name=name))),
            Text(
                spans(
                    say("Tap what you share. Money is never shown in a group, and you can end it any time.")
                )
            ),
            choices(toggles, decide),
        ),
        private=True,
    )


def share_buttons(mentor: Relationship, shared: frozenset[Shared], say: Say, sign: Sign) -> list[Action]:
    labels = {
        Shared.TRADES: say("Trades"),
        Shared.ANALYTICS: say("Figures"),
        Shared.CONSISTENCY: say("Check-ins"),
    }
    return [
        button(
            sign,
            label,
            "mshare",
            target=mentor.id,
            argument=f"{kind.value}{'0' if kind in shared else '1'}",
            chosen=kind in shared,
        )
        for kind, label in labels.items()
    ]


def compose_end_question(other: Relationship, *, say: Say, sign: Sign) -> Screen:
    return Screen(
        blocks=(
            Title(spans(say("End it with {name}?", name=other.other_name))),
            Text(spans(say("Nothing is readable from that moment; what was written stays with you."))),
            choices(
                (
                    button(
                        sign,
                        say("Yes, end it"),
                        "mend",
                        target=other.id,
                        argument="yes",
                        weight=Weight.DANGER,
                    ),
                    button(sign, say("Keep it"), "mend", target=other.id, argument="no", weight=Weight.QUIET),
                )
            ),
        ),
        private=True,
    )


def compose_students(students: list[Relationship], *, say: Say, sign: Sign) -> Screen:
    if not students:
        return Screen(
            blocks=(
                Title(spans(say("No students yet."))),
                Text(spans(say("An invitation takes one line."))),
                choices((button(sign, say("Invite a student"), "minvite", argument="mentor"),)),
            ),
            private=True,
        )
    items = tuple(
        Item(
            name=student.other_name,
            line=spans(_shared_line(student, say)),
            action=button(sign, say("Open"), "student", target=student.trader) if student.is_live else None,
        )
        for student in students
    )
    head = say("{count} student", "{count} students", count=len(students))
    return Screen(
        blocks=(Title(spans(head)), Items(heading="", items=items), *_digest_links(say)), private=True
    )


def _digest_links(say: Say) -> tuple[Link, ...]:
    """Where a platform has them: one tap brings the bot, and with it the digest, to a mentor's group or channel."""
    return (
        Link(label=say("Digest in a group"), opens=Opens.GROUP),
        Link(label=say("Digest in a channel"), opens=Opens.CHANNEL),
    )


def compose_student_card(
    student: Relationship,
    week: StudentWeekFigures,
    monday: date,
    *,
    reason: str | None = None,
    say: Say,
    sign: Sign,
) -> Screen:
    """`Ben, week 47: −2.1R in 16 trades`; a reply to it reaches the student."""
    name = student.other_name
    rows = [Fact(say("look at"), spans(reason))] if reason else []
    if week.focus:
        kept = (
            say("{kept} of {asked}", kept=week.focus_kept, asked=week.focus_answers)
            if week.focus_answers
            else say("not asked yet")
        )
        rows.append(Fact(say("focus"), spans(kept), spans(f"“{week.focus}”")))
    if week.score is not None:
        score = format_number(week.score, 1)
        if week.score_before is not None:
            score = f"{format_number(week.score_before, 1)} → {score}"
        count = say("{count} check-in", "{count} check-ins", count=week.checkins or 0)
        rows.append(Fact(say("discipline"), spans(score), spans(count)))
    if week.note:
        rows.append(Fact(say("last note"), spans(week.note)))
    blocks: list[Block] = [Title(_week_line(name, week, monday, say))]
    if rows:
        blocks.append(Facts(tuple(rows)))
    blocks.append(Text(spans(say("Reply to this card to write to {name}.", name=name))))
    actions = [button(sign, say("End"), "mend", target=student.id, argument="ask", weight=Weight.QUIET)]
    write = button(sign, say("Write"), "swrite", target=student.trader, weight=Weight.PRIMARY)
    actions.insert(0, write)
    if Shared.TRADES in student.shared:
        actions.insert(1, button(sign, say("Trades"), "strades", target=student.trader))
    return Screen(
        blocks=(*blocks, choices(actions)),
        subject=Subject(kind="student", id=str(student.trader)),
        private=True,
    )


def _week_line(name: str, week: StudentWeekFigures, monday: date, say: Say) -> Spans:
    """`Ben, week 47: −2.1R in 16 trades`, as much of it as is shared."""
    head = say("{name}, week {number}", name=name, number=week_number(monday))
    if week.trades is None:
        return spans(head)
    count = say("{count} trade", "{count} trades", count=week.trades)
    if week.result_r is None:
        return spans(f"{head}: {count}")
    return spans(
        f"{head}: ",
        show_r(week.result_r, 1),
        " ",
        say("in {count} trade", "in {count} trades", count=week.trades),
    )


def compose_student_trades(
    student: Relationship, trades: list[Trade], lines: list[Item], *, say: Say
) -> Screen:
    head = say("{name}: the latest {count} trades", name=student.other_name, count=len(trades))
    blocks: list[Block] = [
        Title(spans(head if trades else say("{name}: no trades yet", name=student.other_name)))
    ]
    if lines:
        blocks.append(Items(heading="", items=tuple(lines)))
    return Screen(blocks=tuple(blocks), subject=Subject(kind="student", id=str(student.trader)), private=True)


def compose_note_receipt(
    name: str, body: str, note: Action, undo: Action, *, student: str, say: Say
) -> Screen:
    """`✓ For Ben, with his next check-in`."""
    head = say("{sign} For {name}, with the next check-in", sign=DONE_SIGN, name=name)
    return Screen(
        blocks=(Title(spans(head)), Text(spans(body)), choices((note, undo))),
        subject=Subject(kind="student", id=student),
        private=True,
    )


def compose_focus_receipt(name: str, body: str, *, student: str, say: Say) -> Screen:
    head = say("{sign} {name}'s focus from now on", sign=DONE_SIGN, name=name)
    asked = say("“{body}”: every check-in asks whether it was kept.", body=body)
    return Screen(
        blocks=(Title(spans(head)), Text(spans(asked))),
        subject=Subject(kind="student", id=student),
        private=True,
    )


def _live_mentor(mentor: Relationship, say: Say, sign: Sign) -> list[Block]:
    end = button(sign, say("End"), "mend", target=mentor.id, argument="ask", weight=Weight.QUIET)
    return [
        Title(spans(say("{name} reads along.", name=mentor.other_name))),
        Text(spans(_shared_line(mentor, say))),
        choices(share_buttons(mentor, mentor.shared, say, sign), (end,)),
    ]


def _asking(mentor: Relationship, say: Say, sign: Sign) -> Block:
    asks = button(sign, say("Answer {name}", name=mentor.other_name), "mask", target=mentor.id)
    return choices((asks,))


def _shared_line(other: Relationship, say: Say) -> str:
    if not other.is_live:
        return say("not answered yet")
    labels = {
        Shared.TRADES: say("trades"),
        Shared.ANALYTICS: say("figures"),
        Shared.CONSISTENCY: say("check-ins"),
    }
    shared = [label for kind, label in labels.items() if kind in other.shared]
    return say("shared: {what}", what=", ".join(shared)) if shared else say("nothing is shared")
