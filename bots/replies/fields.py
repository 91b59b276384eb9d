"""A trader's own questions: the list, and one with what can be done with it."""

from collections.abc import Sequence

from bots.replies.buttons import button, choices
from bots.replies.figures import joined
from core.conversations.tokens import Sign
from core.fields.field import MOST_FIELDS, AskedAt, CustomField, FieldKind
from core.messaging.phrases import Say
from core.messaging.screen import Action, Icon, Item, Items, Screen, Text, Title, Weight, spans


def compose_fields(
    fields: Sequence[CustomField], *, retired: int, say: Say, sign: Sign, lead: str = ""
) -> Screen:
    """/fields."""
    row: list[Action] = []
    if len(fields) < MOST_FIELDS:
        row.append(button(sign, say("New"), "fnew", weight=Weight.PRIMARY))
    if retired:
        row.append(button(sign, say("Retired: {count}", count=retired), "fold", weight=Weight.QUIET))
    said = (Text(spans(lead)),) if lead else ()
    if not fields:
        line = say("What do you want to know of each trade? The session, the news, hours of sleep, anything.")
        head = say("No questions of your own yet.")
        return Screen(blocks=(Title(spans(head)), *said, Text(spans(line)), choices(row)))
    head = say("{count} question of your own", "{count} questions of your own", count=len(fields))
    items = tuple(
        Item(
            name=field.name,
            line=spans(describe_field(field, say)),
            action=button(sign, say("Open", context="verb"), "field", target=field.id),
        )
        for field in fields
    )
    return Screen(blocks=(Title(spans(head)), *said, Items(heading="", items=items), choices(row)))


def compose_field(field: CustomField, *, say: Say, sign: Sign, lead: str = "") -> Screen:
    target = field.id
    first = [button(sign, say("Rename"), "fedit", target=target, argument="name")]
    if field.kind is FieldKind.CHOICE:
        first.append(button(sign, say("Answers"), "fedit", target=target, argument="choices"))
    first.append(button(sign, say("When"), "fedit", target=target, argument="asked"))
    second: list[Action] = []
    if field.is_active:
        second.append(button(sign, say("Up"), "fmove", target=target, argument="1"))
        second.append(button(sign, say("Down"), "fmove", target=target, argument="0"))
    label, value = (say("Retire"), "0") if field.is_active else (say("Bring back"), "1")
    second.append(button(sign, label, "fretire", target=target, argument=value))
    back = button(sign, say("All questions"), "fields", weight=Weight.QUIET)
    said = (Text(spans(lead)),) if lead else ()
    about = Text(spans(describe_field(field, say)))
    typed = Text(spans(say("In a reply to a trade's card: {name}: …", name=field.name)))
    return Screen(blocks=(Title(spans(field.name)), *said, about, typed, choices(first, second, (back,))))


def compose_retired_fields(fields: Sequence[CustomField], *, say: Say, sign: Sign) -> Screen:
    items = tuple(
        Item(
            name=field.name,
            line=spans(describe_field(field, say)),
            action=button(sign, say("Bring back"), "fretire", target=field.id, argument="1"),
        )
        for field in fields[:MOST_FIELDS]
    )
    back = button(sign, say("Back"), "fields", weight=Weight.QUIET, icon=Icon.BACK)
    head = say("Retired questions")
    return Screen(blocks=(Title(spans(head)), Items(heading="", items=items), choices((back,))))


def describe_field(field: CustomField, say: Say) -> str:
    """`London, New York · after the close`."""
    kind = ", ".join(field.choices) if field.kind is FieldKind.CHOICE else name_kind(field.kind, say)
    return joined((kind, name_moment(field.asked_at, say)))


def name_kind(kind: FieldKind, say: Say) -> str:
    match kind:
        case FieldKind.TEXT:
            return say("words")
        case FieldKind.NUMBER:
            return say("a number")
        case FieldKind.CHOICE:
            return say("a choice")
        case FieldKind.YES_NO:
            return say("yes or no")


def name_moment(asked_at: AskedAt, say: Say) -> str:
    match asked_at:
        case AskedAt.ENTRY:
            return say("after the entry")
        case AskedAt.EXIT:
            return say("after the close")
        case AskedAt.NEVER:
            return say("never asked")
