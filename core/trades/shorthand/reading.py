"""What the reader understood of one message, and what the bot would have to ask."""

from decimal import Decimal
from enum import StrEnum

import msgspec

from core.instruments.instrument import Instrument
from core.trades.trade import OrderKind, Side


class ReadingKind(StrEnum):
    """What the text is. Only ENTRY, EXIT and RESULT are trades.

    CHANGE moves something of an open trade (`sl be`, `tp 1.0920`, `entry 1.0852`, `#retest`); NOTE is
    `note …`; NONE is chatter, a question, a wish or a command.
    """

    ENTRY = "entry"
    EXIT = "exit"
    RESULT = "result"
    CHANGE = "change"
    NOTE = "note"
    NONE = "none"


class Slot(StrEnum):
    """A place that a value can fill; also the names used in `questions`."""

    SIDE = "side"
    SYMBOL = "symbol"
    ENTRY = "entry"
    ENTRY_HIGH = "entry_high"
    STOP_LOSS = "stop_loss"
    TAKE_PROFITS = "take_profits"
    EXIT = "exit"
    QUANTITY = "quantity"
    LEVERAGE = "leverage"
    RESULT = "result"
    RISK = "risk"
    PORTION = "portion"
    TAGS = "tags"
    EMOTIONS = "emotions"
    OPENED_AT = "opened_at"
    ORDER = "order"
    WORST = "worst"
    BEST = "best"
    RATE = "rate"
    ACCOUNT = "account"
    CONFIDENCE = "confidence"
    RULES = "rules"
    NOTE = "note"


class Why(StrEnum):
    """Why the bot must ask."""

    MISSING = "missing"
    UNKNOWN_SYMBOL = "unknown_symbol"
    """The symbol is not in the catalogue: its point value is asked once."""
    POINT_MISSING = "point_missing"
    """`178100` on a pair quoted 178.100; `proposed` holds what the slot was filled with."""
    OFF_SCALE = "off_scale"
    """Ten times off (0.0700 for 0.7000)."""
    UNREADABLE = "unreadable"
    """`long EURUSD abc`: something stands where a number is wanted."""
    WRONG_SIDE = "wrong_side"
    """A long's stop above its entry and the like."""
    ZERO = "zero"
    AMBIGUOUS = "ambiguous"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """`typed` is what stood in the text, `proposed` what was meant, one value per value of the slot."""

    slot: Slot
    why: Why
    typed: str = ""
    proposed: tuple[Decimal, ...] = ()


class WarningKind(StrEnum):
    STOP_WRONG_SIDE = "stop_wrong_side"
    STOP_AT_ENTRY = "stop_at_entry"
    TARGET_WRONG_SIDE = "target_wrong_side"
    PRICE_OFF_SCALE = "price_off_scale"
    SIZE_ZERO = "size_zero"
    TEXT_CUT = "text_cut"


class ReadingWarning(msgspec.Struct, frozen=True, kw_only=True):
    """Something worth saying although the trade can be kept as written."""

    kind: WarningKind
    slot: Slot
    value: Decimal | None = None
    against: Decimal | None = None
    """The number it disagrees with (the entry, mostly)."""


class NoTrade(StrEnum):
    """Why a text is no trade."""

    EMPTY = "empty"
    COMMAND = "command"
    QUESTION = "question"
    CHATTER = "chatter"
    WATCHLIST = "watchlist"
    MISSED = "missed"
    """Seen and not taken: `missed`, `skipped`, `no fill`; the slots of the entry are filled."""
    RUNNING = "running"
    """A position that goes on: secured profits, 'up 50 pips'."""
    MANAGEMENT = "management"


class Span(msgspec.Struct, frozen=True):
    """Where a value stood in the original text: [start, end)."""

    slot: Slot
    start: int
    end: int


class Distance(msgspec.Struct, frozen=True, kw_only=True):
    """A stop, target, worst or best told as a way from the entry; `price` is where that lies, None when it
    cannot be said (no entry in the text: the reader of a reply knows it).

    `unit` is pips, points, ticks, percent or r. `amount` is positive.
    """

    slot: Slot
    unit: str
    amount: Decimal
    price: Decimal | None


class RiskStated(msgspec.Struct, frozen=True, kw_only=True):
    """Risk as typed: `1% risk` or `$200 risk`; exactly one of the two is set."""

    percent: Decimal | None = None
    money: Decimal | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One message as understood. Absent is None or empty; nothing is ever invented.

    `portion` is the share (0 < p <= 1) of what is open that leaves: `half` 0.5, `rest` and `all` 1.
    `stop_to_entry` is `sl be`. `opened_hint` is the words of a time (`yesterday 14:30`) as typed.
    """

    kind: ReadingKind
    side: Side | None = None
    symbol: str | None = None
    instrument: Instrument | None = None
    option: str | None = None
    """The option contract as text (`190 call 07/21`); the symbol is then the underlying."""
    entry: Decimal | None = None
    entry_high: Decimal | None = None
    stop_loss: Decimal | None = None
    take_profits: tuple[Decimal, ...] = ()
    distances: tuple[Distance, ...] = ()
    exit: Decimal | None = None
    quantity: Decimal | None = None
    quantity_unit: str | None = None
    """One of SizeUnit's values, or `usd` for a size given in money."""
    portion: Decimal | None = None
    leverage: Decimal | None = None
    result_r: Decimal | None = None
    result_money: Decimal | None = None
    result_currency: str | None = None
    result_pips: Decimal | None = None
    result_percent: Decimal | None = None
    commission: Decimal | None = None
    swap: Decimal | None = None
    """Costs as typed: positive is paid."""
    risk: RiskStated | None = None
    stop_to_entry: bool = False
    adds: bool = False
    """An entry into a position that is already open (`add 0.2 @ 1.0830`); its side is then that one's."""
    order: OrderKind | None = None
    missed: bool = False
    """The trade was not taken (`missed long EURUSD 1.0850 sl 1.0820`): NONE, with the slots of an entry."""
    worst: Decimal | None = None
    best: Decimal | None = None
    """The farthest prices against and for the trade: `worst 1.0832 best 1.0921`, `mae …`, `mfe …`. Told as
    a way (`heat 12 pips`) they are in `distances`, under Slot.WORST and Slot.BEST.
    """
    low: Decimal | None = None
    high: Decimal | None = None
    """`low 1.0832 high 1.0921` where the text has no side: the trade's own side tells worst from best."""
    rate: Decimal | None = None
    """From the quote currency to the account's: `rate 1.27`."""
    account_words: str | None = None
    """The account as typed, in small letters: `@ftmo`, `acct demo`, `on FTMO` give `ftmo`, `demo`, `ftmo`.

    Offered, not checked: whoever knows the person's accounts decides whether it is one.
    """
    confidence: int | None = None
    entry_mark: int | None = None
    exit_mark: int | None = None
    """Marks of 1 to 10: `conf 7`, `entry 8/10`, `exit 6/10`."""
    rules_kept: bool | None = None
    """`rules kept` True, `broke rules` False."""
    tags: tuple[str, ...] = ()
    emotions: tuple[str, ...] = ()
    """Both are filled for NONE too (`calm` alone is no trade): a reply to a card may take them."""
    opened_hint: str | None = None
    note: str | None = None
    """What a person should know and no other slot holds: `limit order`, `stop on H4 close`, own words."""
    questions: tuple[Question, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    spans: tuple[Span, ...] = ()
    reason: NoTrade | None = None

    @property
    def is_trade(self) -> bool:
        return self.kind in (ReadingKind.ENTRY, ReadingKind.EXIT, ReadingKind.RESULT)

    def asks(self, slot: Slot) -> bool:
        return any(question.slot is slot for question in self.questions)
