"""Corrects one thing of a trade: which one is tapped, the right value is typed."""

from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.spoken_words import Word, means
from bots.far_prices import require_near
from bots.replies.figures import named, show_average, show_price, show_quantity
from bots.trade_acts import change_and_show, is_taken_back, show_again
from bots.turn import Answer, Turn
from core.errors import Invalid
from core.identifiers import TradeId
from core.messaging.phrases import phrase
from core.messaging.screen import Title, spans
from core.trades.changes import add_note, correct_entry, correct_exit, correct_size, correct_stop
from core.trades.facts import TradeFacts
from core.trades.queries import require_trade
from core.trades.record import Trade
from core.trades.service import ActKind
from core.trades.trade import Side
from core.trades.typed import Unreadable, parse_price, parse_size

WHAT, VALUE = "what", "value"
LONGEST_NAME, LONGEST_NOTE = 60, 4000
_PRICES = ("entry", "exit")
_NAMES = {
    "entry": phrase("entry"),
    "exit": phrase("exit"),
    "stop": phrase("stop"),
    "targets": phrase("targets"),
    "size": phrase("size"),
    "side": phrase("side"),
    "setup": phrase("setup"),
    "feeling": phrase("feeling"),
    "note": phrase("note"),
}


class NameTooLong(Invalid):
    """Field: `limit`."""

    code = "too_long"
    phrase = "That is longer than {limit} characters."


def edit_answers(trade: Trade) -> dict[str, str | None]:
    return {"trade": str(trade.id)}


def read_what(text: str, _answers: Answers) -> str:
    typed = text.strip().casefold()
    if typed in _NAMES:
        return typed
    raise Unreadable(typed=text.strip()[:40], wanted="one of entry, exit, stop, targets, size, setup")


def read_value(text: str, answers: Answers) -> str:
    """The new value in canonical text; `none` clears a stop, the targets, a setup, a feeling."""
    what, typed = answers.get(WHAT) or "", " ".join(text.split())
    if what in ("stop", "targets", "setup", "feeling") and means(typed, Word.NONE, Word.NO):
        return ""
    if what in _PRICES or what == "stop":
        return str(parse_price(text))
    if what == "targets":
        return " ".join(str(parse_price(each)) for each in typed.replace(",", " ").split())
    if what == "size":
        return str(parse_size(text)[0])
    if what == "side":
        return Side(typed.casefold()).value if typed.casefold() in set(Side) else _refuse_side(typed)
    limit = LONGEST_NOTE if what == "note" else LONGEST_NAME
    if len(text) > limit:
        raise NameTooLong(limit=limit)
    return text.strip() if what == "note" else typed.lstrip("#")


def _refuse_side(typed: str) -> str:
    raise Unreadable(typed=typed[:40], wanted="long or short")


async def ask_what(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    head = turn.say("{name}: what shall I correct?", name=named(trade.symbol, trade.side))
    numbers = [Option(label=turn.say("Entry"), value="entry"), Option(label=turn.say("Size"), value="size")]
    if trade.facts.exits:
        numbers.insert(1, Option(label=turn.say("Exit"), value="exit"))
    plan = [
        Option(label=turn.say("Stop"), value="stop"),
        Option(label=turn.say("Target"), value="targets"),
        Option(label=turn.say("Side"), value="side"),
    ]
    words = [
        Option(label=turn.say("Setup"), value="setup"),
        Option(label=turn.say("Feeling"), value="feeling"),
        Option(label=turn.say("Note"), value="note"),
    ]
    if trade.facts.told is not None:
        return Question(blocks=(Title(spans(head)),), options=(tuple(words),))
    return Question(blocks=(Title(spans(head)),), options=(tuple(numbers), tuple(plan), tuple(words)))


async def ask_value(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    what = answers.get(WHAT) or ""
    now = _present(trade, what)
    name = named(trade.symbol, trade.side)
    head = turn.say("{name}, {what}: what is right?", name=name, what=_NAMES[what])
    if now:
        head = turn.say("{name}, {what} {now}: what is right?", name=name, what=_NAMES[what], now=now)
    options: tuple[tuple[Option, ...], ...] = ()
    if what == "side":
        options = (
            (
                Option(label=f"▲ {turn.say('Long')}", value=Side.LONG.value),
                Option(label=f"▼ {turn.say('Short')}", value=Side.SHORT.value),
            ),
        )
    return Question(blocks=(Title(spans(head)),), options=options, hint=turn.say("The right value"))


async def finish_edit(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    if answers.get(WHAT) in (*_PRICES, "stop", "targets"):
        require_near(trade, *(Decimal(each) for each in (answers.get(VALUE) or "").split()))
    return await change_and_show(
        turn,
        desk,
        trade,
        lambda facts: corrected(facts, answers.get(WHAT) or "", answers.get(VALUE) or ""),
        ActKind.EDIT,
        lead=turn.say("Corrected."),
    )


def corrected(facts: TradeFacts, what: str, value: str) -> TradeFacts:
    """The facts with one of them set right."""
    match what:
        case "entry":
            return correct_entry(facts, Decimal(value))
        case "exit":
            return correct_exit(facts, Decimal(value))
        case "size":
            return correct_size(facts, Decimal(value))
        case "stop":
            return correct_stop(facts, Decimal(value) if value else None)
        case "targets":
            return replace(facts, targets=tuple(Decimal(each) for each in value.split()))
        case "side":
            return replace(facts, side=Side(value))
        case "setup":
            return replace(facts, setup=value or None)
        case "feeling":
            return replace(facts, feeling=value or None)
        case _:
            return add_note(facts, value)


def _present(trade: Trade, what: str) -> str:
    facts, position = trade.facts, trade.position
    match what:
        case "entry" if position.average_entry is not None:
            return show_average(trade, position.average_entry)
        case "exit" if facts.exits:
            return show_price(trade, facts.exits[-1].price)
        case "size" if facts.entries:
            return show_quantity(facts.entries[0].quantity, facts.quantity_unit)
        case "stop" if facts.stop is not None:
            return show_price(trade, facts.stop)
        case "targets":
            return ", ".join(show_price(trade, target) for target in facts.targets)
        case "setup":
            return facts.setup or ""
        case "feeling":
            return facts.feeling or ""
        case _:
            return ""


TRADE_EDIT = Dialog(
    name="trade_edit",
    version=1,
    steps=(
        Step(name=WHAT, ask=ask_what, read=read_what),
        Step(name=VALUE, ask=ask_value, read=read_value),
    ),
    finish=finish_edit,
    on_cancel=show_again,
    is_over=is_taken_back,
    offers_cancel=True,
)
