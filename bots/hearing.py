"""Hears typed trades: a new one is filed, words about an open one reach it, what is unclear is asked."""

from collections.abc import Sequence
from uuid import UUID

from msgspec.structs import replace

from bots.attaching import keep_uploads
from bots.dialogs.conductor import compose_words, start
from bots.dialogs.draft import draft_answers
from bots.dialogs.trade_entry import begin_trade
from bots.dialogs.which_trade import WHICH_TRADE, which_answers
from bots.openings import read_named, read_opening, settle, take_missed
from bots.own_words import hear_own_answers
from bots.trade_words import apply_words, describe_result
from bots.turn import Answer, Turn, Utterance, answer
from core.identifiers import TradeId
from core.instruments.catalog import find_instrument
from core.messaging.screen import Subject
from core.money import format_price
from core.people.accounts import find_account
from core.trades.desk import Desk
from core.trades.life_words import LifeKind, LifeWords, find_life_words
from core.trades.queries import find_latest, list_open, load_desk, require_trade
from core.trades.record import Trade
from core.trades.shorthand import Reading, ReadingKind, read_trade
from core.trades.shorthand.reader import read_trades
from core.trades.shorthand.reading import Slot, Why
from core.trades.typed import Unreadable, parse_leaving


async def read_text(turn: Turn, text: str) -> Reading:
    """Read it with the catalogue alone, and with the trader's own markets where that leaves doubt."""
    about_life = _read_life(text)
    if about_life is not None:
        return about_life
    reading = settle(read_trade(text))
    if reading.kind is ReadingKind.NONE and (named := read_named(text)) is not None:
        return named
    nothing_asked = turn.inbound.direct and not turn.floor.conversation.is_open(turn.now)
    if reading.kind is ReadingKind.NONE and nothing_asked and (opening := read_opening(text)) is not None:
        return opening
    if reading.instrument is not None or not any(sign.isdigit() for sign in text):
        return reading
    desk = await load_desk(turn.uow, turn.person.account)
    if desk.instruments:
        reading = settle(read_trade(text, instruments=desk.instruments))
    if reading.kind is not ReadingKind.NONE:
        return reading
    return _read_part(text) or reading


def _read_life(text: str) -> Reading | None:
    """`flip short 1.2 @ 1.0890`, `not filled`, `@ftmo`: a change of a trade; whether of one is seen later."""
    found = find_life_words(text)
    if found is None:
        return None
    market = find_instrument(found.symbol) if found.symbol else None
    if found.kind is LifeKind.REVERSE:
        known = None if market is None else market.symbol
        return None if found.symbol and known is None else Reading(kind=ReadingKind.CHANGE, symbol=known)
    return Reading(kind=ReadingKind.NOTE, note=text.strip())


def _read_part(text: str) -> Reading | None:
    """`50%` and `0.3 lots` alone: a part that leaves, its price to be asked."""
    try:
        leaving = parse_leaving(text)
    except Unreadable:
        return None
    if leaving.portion is None and leaving.quantity is None:
        return None
    return Reading(
        kind=ReadingKind.EXIT, exit=leaving.price, quantity=leaving.quantity, portion=leaving.portion
    )


async def hear_trade(turn: Turn, reading: Reading, subject: Subject | None) -> Answer | None:
    """File it, do it, or ask. None: the words are about a card that is not a trade's."""
    if subject is not None and subject.kind in ("student", "checkin"):
        return None
    if subject is not None and subject.kind == "trade":
        return await _hear_about(turn, reading, subject)
    about_life = find_life_words(turn.inbound.text)
    if about_life is not None and reading.kind in (ReadingKind.CHANGE, ReadingKind.NOTE):
        return await _hear_life(turn, reading, about_life)
    match reading.kind:
        case ReadingKind.ENTRY if reading.adds:
            return await _hear_unnamed(turn, reading)
        case ReadingKind.ENTRY:
            return await _hear_entries(turn, reading)
        case ReadingKind.RESULT:
            return await _hear_result(turn, reading)
        case ReadingKind.EXIT | ReadingKind.CHANGE | ReadingKind.NOTE:
            return await _hear_unnamed(turn, reading)
        case ReadingKind.NONE:
            return None


async def _hear_life(turn: Turn, reading: Reading, words: LifeWords) -> Answer | None:
    """About what is open. Without it only a reversal is worth a word; short words are talk then."""
    if words.kind is LifeKind.TAKE:
        return None
    if words.kind is LifeKind.MOVE and await find_account(turn.uow, words.words) is None:
        return None
    trades = await list_open(turn.uow, reading.symbol)
    if trades:
        return await _act_on(turn, reading, trades)
    if words.kind is not LifeKind.REVERSE:
        return None
    plain = read_trade(turn.inbound.text)
    if plain.kind is ReadingKind.ENTRY and plain.symbol is not None and plain.symbol == reading.symbol:
        return await begin_entry(turn, plain)
    what = turn.inbound.text.strip()[:60]
    said = turn.say("I read {what}, but no trade is open. Nothing was changed. /trades", what=what)
    return answer(compose_words(said))


async def _hear_entries(turn: Turn, reading: Reading) -> Answer:
    """One trade, or several in one message: whole ones are filed, of the others the first is asked about."""
    text = turn.inbound.text
    if "\n" not in text:
        return await begin_entry(turn, reading)
    desk = await load_desk(turn.uow, turn.person.account)
    read = (take_missed(each) for each in read_trades(text, instruments=desk.instruments))
    readings = [each for each in read if each.is_trade]
    if len(readings) < 2:
        return await begin_entry(turn, reading, desk)
    said: list[Answer] = []
    left: list[str] = []
    for each in readings:
        if turn.floor.has_changed:
            left.append(" ".join(part for part in (each.side and each.side.value, each.symbol) if part))
        else:
            said.append(await begin_entry(turn, each, desk))
    utterances = tuple(utterance for each in said for utterance in each.utterances)
    if left:
        words = turn.say("Not filed yet, please send again by itself: {trades}", trades=", ".join(left))
        utterances = (Utterance(screen=compose_words(words)), *utterances)
    return Answer(utterances=utterances)


async def begin_entry(
    turn: Turn,
    reading: Reading,
    desk: Desk | None = None,
    *,
    text: str | None = None,
    note: str | None = None,
    pictures: Sequence[str] = (),
) -> Answer:
    """File a new trade, asking first for what is missing or in doubt; `text` if it was not typed as such.
    `pictures` that were kept before go along.
    """
    account = await find_account(turn.uow, reading.account_words) if reading.account_words else None
    if desk is None or account not in (None, desk.account.id):
        desk = await load_desk(turn.uow, account or turn.person.account)
    answers = draft_answers(reading, desk, turn.inbound.text if text is None else text)
    if reading.account_words and account is None:
        answers["nowhere"] = reading.account_words[:40]
    if note:
        answers["note"] = note
    unread = next((q.typed for q in reading.questions if q.why is Why.UNREADABLE and q.typed), "")
    if unread:
        answers["unread"] = unread[:40]
    shown = [*pictures, *(str(each) for each in await keep_uploads(turn))]
    if shown:
        answers["pictures"] = " ".join(shown)
    return await begin_trade(turn, desk, answers)


async def _hear_about(turn: Turn, reading: Reading, subject: Subject) -> Answer:
    desk, trade = await require_trade(turn.uow, TradeId(UUID(subject.id)))
    answered = await hear_own_answers(turn, desk, trade, turn.inbound.text)
    if answered is not None:
        return answered
    if reading.kind is ReadingKind.ENTRY and not _adds_to(trade, reading):
        return await begin_entry(turn, reading, desk)
    return await apply_words(turn, desk, trade, reading, turn.inbound.text)


def _adds_to(trade: Trade, reading: Reading) -> bool:
    return reading.adds or (
        trade.is_open
        and reading.symbol in (None, trade.symbol)
        and reading.side in (None, trade.side)
        and reading.entry is not None
        and reading.quantity is not None
    )


async def _hear_result(turn: Turn, reading: Reading) -> Answer:
    """A result closes the one open trade of its market; otherwise it is a trade told by its result."""
    symbol = reading.symbol
    trades = await list_open(turn.uow, symbol) if symbol or reading.side is None else []
    fits = [trade for trade in trades if reading.side in (None, trade.side)]
    if not fits:
        return await begin_entry(turn, reading)
    return await _act_on(turn, reading, fits)


async def _hear_unnamed(turn: Turn, reading: Reading) -> Answer:
    trades = await list_open(turn.uow, reading.symbol)
    if trades:
        return await _act_on(turn, reading, trades)
    if reading.kind is not ReadingKind.EXIT and not reading.asks(Slot.SYMBOL):
        latest = await find_latest(turn.uow)
        if latest is not None and reading.symbol in (None, latest[1].symbol) and _fits_closed(reading):
            return await apply_words(turn, *latest, reading, turn.inbound.text)
    if _is_whole_result(reading):
        return await begin_entry(turn, replace(reading, kind=ReadingKind.RESULT))
    return answer(compose_words(_nothing_open(turn, reading)))


def _is_whole_result(reading: Reading) -> bool:
    """`closed GBPUSD long +2R` of a trade that was never filed: what it came to is enough for one."""
    told = reading.result_r is not None or reading.result_money is not None
    return told and reading.symbol is not None and reading.exit is None and reading.portion is None


def _fits_closed(reading: Reading) -> bool:
    """Words, tags and feelings may still be said of a trade that is over."""
    return reading.stop_loss is None and not reading.stop_to_entry and not reading.take_profits


async def _act_on(turn: Turn, reading: Reading, trades: Sequence[Trade]) -> Answer:
    if len(trades) > 1 and reading.account_words:
        account = await find_account(turn.uow, reading.account_words)
        trades = [trade for trade in trades if trade.account == account] or trades
    if len(trades) > 1:
        pictures = await keep_uploads(turn)
        answers = which_answers(list(trades), turn.inbound.text, pictures=pictures)
        return await start(turn, WHICH_TRADE, answers)
    desk, trade = await require_trade(turn.uow, trades[0].id)
    return await apply_words(turn, desk, trade, reading, turn.inbound.text)


def _nothing_open(turn: Turn, reading: Reading) -> str:
    """Name what was read, then why nothing came of it."""
    what = describe_result(reading) if reading.kind is ReadingKind.RESULT else turn.inbound.text.strip()[:60]
    if reading.exit is not None:
        what = turn.say("an exit at {price}", price=format_price(reading.exit))
    if reading.symbol:
        return turn.say(
            "I read {what}, but no trade of {symbol} is open. Nothing was changed. /trades",
            what=what,
            symbol=reading.symbol,
        )
    return turn.say("I read {what}, but no trade is open. Nothing was changed. /trades", what=what)
