"""The right value of one field of a trade: how it is asked for, read, and put into the facts."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from bots.dialogs.dialog import Answers, Option, Question
from bots.dialogs.spoken_words import Word, means
from bots.dialogs.topics import in_rows, read_topic, settle_answer, word_topic
from bots.far_prices import require_near
from bots.field_changes import Scene
from bots.field_words import read_fill
from bots.replies.figures import named
from bots.replies.trade_changes import list_thoughts, name_topic, show_answer
from bots.trade_fields import FIELDS, find_field, name_field
from bots.turn import Turn
from core.errors import Invalid
from core.fields.queries import list_fields as list_own_fields
from core.identifiers import AccountId, TradeId
from core.messaging.screen import Block, Text, Title, Weight, spans
from core.people.accounts import list_accounts
from core.reflection.topics import Aspect, Topic, find_topic, give_answer
from core.trades.changes import require_note
from core.trades.corrections import take_off
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.moving import move_facts
from core.trades.queries import load_desk, require_trade
from core.trades.record import Trade

WHAT, MORE, VALUE = "what", "more", "value"
ACCOUNT, PICTURE, DELETE = "account", "picture", "delete"
ABOUT = "t-"
"""Before the code of a question about the trade (core.reflection.topics)."""
_CODES = {aspect.value[:2]: aspect for aspect in Aspect}


class NotHere(Invalid):
    """What was named is no field of this trade (any more)."""

    code = "no_such_field"
    phrase = "This trade has nothing of that name to correct."


def what_of(answers: Answers) -> str:
    """The field that is being corrected; "" while it is not known."""
    what = answers.get(WHAT) or ""
    return (answers.get(MORE) or "") if what == MORE else what


def base_of(name: str) -> str:
    """`target` of `target2`."""
    return name.rstrip("0123456789") if not name.startswith(ABOUT) else name


async def require_edited(turn: Turn, answers: Answers) -> tuple[Desk, Trade]:
    """The trade that is being corrected. Raises: TradeNotFound."""
    return await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))


def read_value(text: str, answers: Answers) -> str:
    """The new value in canonical text; "" takes it away where that can be."""
    what = what_of(answers)
    if what.startswith(ABOUT):
        return _read_thought(what.removeprefix(ABOUT), text)
    field = next((each for each in FIELDS if each.name == base_of(what)), None)
    if field is None:
        return text.strip()[:60]
    if field.clears and means(text, Word.NONE, Word.NO):
        return ""
    is_one_of_several = field.name in ("entry", "exit") and what != field.name
    return read_fill(text) if is_one_of_several else field.read(text)


async def ask_value(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_edited(turn, answers)
    what = what_of(answers)
    if what.startswith(ABOUT):
        return await _ask_thought(turn, trade, what.removeprefix(ABOUT))
    if what == ACCOUNT:
        return await _ask_account(turn, trade)
    if what == PICTURE:
        return _ask_picture(turn, trade)
    return _ask_delete(turn, trade) if what == DELETE else _ask_number(turn, trade, what)


async def correct(turn: Turn, desk: Desk, trade: Trade, what: str, value: str) -> TradeFacts:
    """The facts with `what` set right.

    Raises:
        Invalid: the value cannot be that of this trade.
    """
    if what.startswith(ABOUT):
        return await _think_again(turn, trade, what.removeprefix(ABOUT), value)
    if what == ACCOUNT:
        known = [each.account.id for each in await list_accounts(turn.uow)]
        target = await load_desk(turn.uow, AccountId(_find_short(known, value)))
        return move_facts(trade.facts, desk, target)
    if what == PICTURE:
        return take_off(trade.facts, _find_short(trade.facts.pictures, value))
    if what == DELETE:
        return replace(trade.facts, in_journal=value != "yes")
    field = find_field(trade, what)
    if field is None:
        raise NotHere
    if field.far and value:
        prices = value.split() if base_of(what) == "target" else value.split()[:1]
        require_near(trade, *(Decimal(each) for each in prices))
    return field.change(Scene(trade=trade, desk=desk, now=turn.now), value)


def _ask_number(turn: Turn, trade: Trade, what: str) -> Question:
    field = find_field(trade, what)
    if field is None:
        raise NotHere
    now, name = field.show(trade, turn.person.zone), named(trade.symbol, trade.side)
    head = turn.say("{name}, {what}: what is right?", name=name, what=name_field(field))
    if now:
        head = turn.say("{name}, {what} {now}: what is right?", name=name, what=name_field(field), now=now)
    options = [Option(label=turn.say(label), value=value) for label, value in field.choices]
    if field.clears and now:
        options.append(Option(label=turn.say("None"), value="none", weight=Weight.QUIET))
    return Question(blocks=(Title(spans(head)),), options=in_rows(options), hint=turn.say("The right value"))


async def _find_topic(turn: Turn, trade: Trade, code: str) -> Topic:
    topic = find_topic(list_thoughts(trade, await list_own_fields(turn.uow)), code)
    if topic is None:
        raise NotHere
    return topic


def _read_thought(code: str, text: str) -> str:
    """Own questions are read when they are known again; the others at once."""
    aspect = _CODES.get(code)
    return text.strip()[:4000] if aspect is None else read_topic(Topic(aspect=aspect), text)


async def _ask_thought(turn: Turn, trade: Trade, code: str) -> Question:
    topic = await _find_topic(turn, trade, code)
    wording = await word_topic(turn, trade, topic)
    now = show_answer(trade, topic)
    head = f"{named(trade.symbol, trade.side)}, {name_topic(topic)}"
    blocks: list[Block] = [Title(spans(f"{head}: {now}" if now else head)), Text(spans(wording.words))]
    return Question(blocks=tuple(blocks), options=wording.rows, hint=wording.hint)


async def _think_again(turn: Turn, trade: Trade, code: str, value: str) -> TradeFacts:
    topic = await _find_topic(turn, trade, code)
    if topic.aspect is Aspect.NOTE:
        return replace(trade.facts, notes=require_note(value))
    answer = await settle_answer(turn, topic, read_topic(topic, value))
    return trade.facts if answer is None else give_answer(trade.facts, topic, answer)


async def _ask_account(turn: Turn, trade: Trade) -> Question:
    kept = [each.account for each in await list_accounts(turn.uow) if each.is_active]
    options = [Option(label=account.name, value=_short(account.id)) for account in kept]
    head = turn.say("{name}: which account?", name=named(trade.symbol, trade.side))
    return Question(blocks=(Title(spans(head)),), options=in_rows(options))


def _ask_picture(turn: Turn, trade: Trade) -> Question:
    head = turn.say("{name}: which picture shall go?", name=named(trade.symbol, trade.side))
    options = [
        Option(label=str(at), value=_short(each)) for at, each in enumerate(trade.facts.pictures, start=1)
    ]
    words = turn.say("In the order in which /trade shows them.")
    return Question(blocks=(Title(spans(head)), Text(spans(words))), options=in_rows(options))


def _short(name: UUID) -> str:
    """Enough of it to know it among a person's own, short enough for a button."""
    return name.hex[-12:]


def _find_short(names: Iterable[UUID], value: str) -> UUID:
    found = next((each for each in names if _short(each) == value), None)
    if found is None:
        raise NotHere
    return found


def _ask_delete(turn: Turn, trade: Trade) -> Question:
    head = turn.say("{name}: into the trash?", name=named(trade.symbol, trade.side))
    words = turn.say("It counts nowhere then. /trash gives it back.")
    options = (Option(label=turn.say("Delete"), value="yes", weight=Weight.DANGER),)
    return Question(blocks=(Title(spans(head)), Text(spans(words))), options=(options,))
