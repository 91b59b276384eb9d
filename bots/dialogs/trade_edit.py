"""Corrects one thing of a trade: which one is tapped, the right value is tapped or typed."""

from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.edit_values import (
    ABOUT,
    ACCOUNT,
    DELETE,
    MORE,
    PICTURE,
    VALUE,
    WHAT,
    ask_value,
    base_of,
    correct,
    read_value,
    require_edited,
    what_of,
)
from bots.dialogs.topics import in_rows
from bots.dialogs.trade_legs import begin_legs
from bots.replies.figures import named
from bots.replies.trade_changes import list_thoughts, name_topic, show_answer
from bots.trade_acts import change_and_show, is_taken_back, show_again
from bots.trade_fields import FIELDS, LATER, Field, list_fields, name_field
from bots.turn import Answer, Turn
from core.fields.queries import list_fields as list_own_fields
from core.messaging.phrases import phrase
from core.messaging.screen import Block, Fact, Facts, Title, Weight, spans
from core.trades.missed import miss
from core.trades.record import Trade
from core.trades.service import ActKind
from core.trades.typed import Unreadable

LEGS, MISSED = "legs", "missed"
_NO_NUMBER = (ACCOUNT, PICTURE, DELETE, MORE, LEGS, MISSED)


def edit_answers(trade: Trade, what: str | None = None) -> dict[str, str | None]:
    """The trade, and what is to be corrected if that is known."""
    return {"trade": str(trade.id), **({WHAT: what} if what else {})}


def read_what(text: str, _answers: Answers) -> str:
    """A tapped name, or a field as it is called in the spoken language."""
    typed = text.strip().casefold()
    called = {name_field(field).casefold(): field.name for field in FIELDS}
    found = called.get(typed, typed)
    if base_of(found) in {*(field.name for field in FIELDS), *_NO_NUMBER} or found.startswith(ABOUT):
        return found
    raise Unreadable(typed=text.strip()[:40], wanted=phrase("one of the things above"))


async def ask_what(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_edited(turn, answers)
    fields = [field for field in list_fields(trade) if field.name not in LATER]
    options = [Option(label=name_field(field), value=field.name) for field in fields]
    last = (
        Option(label=turn.say("More…"), value=MORE),
        Option(label=turn.say("Delete"), value=DELETE, weight=Weight.DANGER),
    )
    blocks = _compose_head(turn, trade, _list_values(turn, trade, fields))
    return Question(blocks=blocks, options=(*in_rows(options), last))


async def ask_more(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_edited(turn, answers)
    topics = list_thoughts(trade, await list_own_fields(turn.uow))
    fields = [field for field in list_fields(trade) if field.name in LATER]
    options = [Option(label=name_topic(each), value=f"{ABOUT}{each.code}") for each in topics]
    options += [Option(label=name_field(field), value=field.name) for field in fields]
    if not trade.is_missed:
        options.append(Option(label=turn.say("Legs"), value=LEGS))
    if len(trade.facts.fills) == 1:
        options.append(Option(label=turn.say("Not taken"), value=MISSED))
    if trade.account_name is not None:
        options.append(Option(label=turn.say("Account"), value=ACCOUNT))
    if trade.facts.pictures:
        options.append(Option(label=turn.say("Pictures"), value=PICTURE))
    known = [Fact(name_topic(each), spans(shown)) for each in topics if (shown := show_answer(trade, each))]
    blocks = _compose_head(turn, trade, [*known, *_list_values(turn, trade, fields)])
    return Question(blocks=blocks, options=in_rows(options))


async def finish_edit(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await require_edited(turn, answers)
    if what_of(answers) == LEGS:
        return await begin_legs(turn, trade)
    if what_of(answers) == MISSED:
        return await change_and_show(turn, desk, trade, miss, ActKind.TAKE)
    after = await correct(turn, desk, trade, what_of(answers), answers.get(VALUE) or "")
    kind = ActKind.EDIT if after.in_journal else ActKind.DELETE
    return await change_and_show(turn, desk, trade, lambda _: after, kind)


def _compose_head(turn: Turn, trade: Trade, known: list[Fact]) -> tuple[Block, ...]:
    head = turn.say("{name}: what shall I correct?", name=named(trade.symbol, trade.side))
    return (Title(spans(head)), *((Facts(tuple(known)),) if known else ()))


def _list_values(turn: Turn, trade: Trade, fields: list[Field]) -> list[Fact]:
    shown = ((name_field(field), field.show(trade, turn.person.zone)) for field in fields)
    return [Fact(label, spans(value)) for label, value in shown if value]


TRADE_EDIT = Dialog(
    name="trade_edit",
    version=2,
    steps=(
        Step(name=WHAT, ask=ask_what, read=read_what),
        Step(name=MORE, ask=ask_more, read=read_what, applies=lambda known: known.get(WHAT) == MORE),
        Step(
            name=VALUE,
            ask=ask_value,
            read=read_value,
            applies=lambda known: what_of(known) not in (LEGS, MISSED),
        ),
    ),
    finish=finish_edit,
    on_cancel=show_again,
    is_over=is_taken_back,
    offers_cancel=True,
)
