"""A question of the trader's own: a new one in two to four answers, or one thing of it changed."""

from uuid import UUID

from bots.dialogs.dialog import Answers, Applies, Dialog, Option, Question, Step
from bots.field_screens import show_field, show_fields
from bots.replies.fields import name_kind, name_moment
from bots.turn import Answer, Turn
from core.errors import Invalid
from core.fields.field import (
    AskedAt,
    FieldKind,
    FieldTaken,
    require_choices,
    require_field_name,
)
from core.fields.queries import list_fields, require_field
from core.fields.service import create_field, rename_field, set_asked_at, set_choices
from core.identifiers import FieldId
from core.messaging.screen import Block, Text, Title, spans

NAME, KIND, CHOICES, ASKED = "name", "kind", "choices", "asked"


class KindUnclear(Invalid):
    """Field: `typed`."""

    code = "field_kind"
    phrase = "I read “{typed}”. The answer is words, a number, a choice, or yes or no?"


class MomentUnclear(Invalid):
    """Field: `typed`."""

    code = "field_moment"
    phrase = "I read “{typed}”. I ask after the entry, after the close, or never?"


async def begin_new_field(turn: Turn) -> dict[str, str | None]:
    """The particulars of a new question: the names that are taken."""
    return {"taken": "\n".join(field.name for field in await list_fields(turn.uow))}


def edit_particulars(what: str, field: FieldId) -> dict[str, str | None]:
    """The particulars that ask for one thing of a question only."""
    return {"field": str(field), "what": what}


def read_name(text: str, answers: Answers) -> str:
    name = require_field_name(text)
    taken = (answers.get("taken") or "").split("\n")
    if name.casefold() in (each.casefold() for each in taken):
        raise FieldTaken(name=name)
    return name


def read_kind(text: str, _answers: Answers) -> str:
    typed = text.strip().casefold().removeprefix("a ").replace(" ", "_")
    usual = {"words": FieldKind.TEXT, "yes_or_no": FieldKind.YES_NO, "yes/no": FieldKind.YES_NO}
    kind = usual.get(typed) or (FieldKind(typed) if typed in set(FieldKind) else None)
    if kind is None:
        raise KindUnclear(typed=text.strip()[:40])
    return kind.value


def read_choices(text: str, _answers: Answers) -> str:
    return "\n".join(require_choices(text))


def read_asked(text: str, _answers: Answers) -> str:
    typed = text.strip().casefold()
    found = next((moment for moment in AskedAt if moment.value in typed), None)
    if found is None and "close" in typed:
        found = AskedAt.EXIT
    if found is None:
        raise MomentUnclear(typed=text.strip()[:40])
    return found.value


async def ask_name(turn: Turn, answers: Answers) -> Question:
    head = turn.say("What shall I ask about each trade?")
    if answers.get("field"):
        field = await require_field(turn.uow, _id_of(answers))
        head = turn.say("{name}: what shall it be called?", name=field.name)
    return Question(blocks=(Title(spans(head)),), hint=turn.say("A name, such as Session"))


async def ask_kind(turn: Turn, answers: Answers) -> Question:
    head = turn.say("{name}: what is the answer?", name=answers.get(NAME))
    options = [Option(label=name_kind(kind, turn.say), value=kind.value) for kind in FieldKind]
    return Question(blocks=(Title(spans(head)),), options=(tuple(options[:2]), tuple(options[2:])))


async def ask_choices(turn: Turn, answers: Answers) -> Question:
    head = turn.say("{name}: between which answers?", name=answers.get(NAME))
    blocks: list[Block] = [Title(spans(head))]
    if answers.get("field"):
        field = await require_field(turn.uow, _id_of(answers))
        blocks = [
            Title(spans(turn.say("{name}: between which answers?", name=field.name))),
            Text(spans(turn.say("Now: {choices}", choices=", ".join(field.choices)))),
        ]
    return Question(blocks=tuple(blocks), hint=turn.say("London, New York, Asia"))


async def ask_asked(turn: Turn, answers: Answers) -> Question:
    name = answers.get(NAME)
    if answers.get("field"):
        name = (await require_field(turn.uow, _id_of(answers))).name
    head = turn.say("{name}: when shall I ask?", name=name)
    options = tuple(
        Option(label=name_moment(moment, turn.say), value=moment.value)
        for moment in (AskedAt.ENTRY, AskedAt.EXIT, AskedAt.NEVER)
    )
    return Question(blocks=(Title(spans(head)),), options=(options,))


async def finish_field(turn: Turn, answers: Answers) -> Answer:
    if answers.get("field"):
        return await _change(turn, answers)
    made = await create_field(
        turn.uow,
        name=answers.get(NAME) or "",
        kind=FieldKind(answers.get(KIND) or FieldKind.TEXT),
        choices=tuple((answers.get(CHOICES) or "").splitlines()),
        asked_at=AskedAt(answers.get(ASKED) or AskedAt.EXIT),
    )
    return await show_field(turn, made.id, lead=turn.say("I ask it from the next trade on."))


async def leave_field(turn: Turn, answers: Answers) -> Answer:
    return await show_field(turn, _id_of(answers)) if answers.get("field") else await show_fields(turn)


async def _change(turn: Turn, answers: Answers) -> Answer:
    field, what = _id_of(answers), answers.get("what") or ""
    value = answers.get(what) or ""
    match what:
        case "name":
            await rename_field(turn.uow, field, value)
        case "choices":
            await set_choices(turn.uow, field, tuple(value.splitlines()))
        case _:
            await set_asked_at(turn.uow, field, AskedAt(value))
    return await show_field(turn, field, lead=turn.say("Changed."))


def _id_of(answers: Answers) -> FieldId:
    return FieldId(UUID(answers.get("field") or ""))


def _applies(step: str) -> Applies:
    """A question that is there already is asked for one thing only."""

    def applies(known: Answers) -> bool:
        if known.get("field"):
            return known.get("what") == step
        return step != CHOICES or known.get(KIND) == FieldKind.CHOICE

    return applies


CUSTOM_FIELD = Dialog(
    name="custom_field",
    version=1,
    steps=(
        Step(name=NAME, ask=ask_name, read=read_name, applies=_applies(NAME)),
        Step(name=KIND, ask=ask_kind, read=read_kind, applies=_applies(KIND)),
        Step(name=CHOICES, ask=ask_choices, read=read_choices, applies=_applies(CHOICES)),
        Step(name=ASKED, ask=ask_asked, read=read_asked, applies=_applies(ASKED)),
    ),
    finish=finish_field,
    on_cancel=leave_field,
    comes_back=False,
    offers_cancel=True,
)
