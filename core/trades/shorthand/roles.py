"""What a word or phrase can be in a trade message."""

from enum import IntEnum, auto
from typing import NamedTuple


class Role(IntEnum):
    LONG = auto()
    SHORT = auto()
    BULLISH = auto()
    BEARISH = auto()
    """Opinions: a side only when no order word says one."""
    TO_OPEN_LONG = auto()
    TO_OPEN_SHORT = auto()
    TO_CLOSE_LONG = auto()
    TO_CLOSE_SHORT = auto()
    """BTO, STO, STC, BTC of the options desks."""
    LIMIT = auto()
    STOP_ORDER = auto()
    MARKET = auto()

    ENTRY = auto()
    ABOVE = auto()
    STOP = auto()
    TARGET = auto()
    AT = auto()
    FROM = auto()
    TO = auto()
    ADD = auto()
    """A planned second entry (DCA): a note, never the entry."""
    ADDED = auto()
    """To an open position."""
    SIZE = auto()
    HALF_LOT = auto()
    LEVERAGE = auto()
    RISK = auto()
    COSTS = auto()
    WORST = auto()
    BEST = auto()
    LOW = auto()
    HIGH = auto()
    """How far the price went while the trade was open."""
    RATE = auto()
    CONFIDENCE = auto()
    ACCOUNT = auto()
    RULES_KEPT = auto()
    RULES_BROKEN = auto()
    SYMBOL_LABEL = auto()
    SIDE_LABEL = auto()
    IGNORED = auto()
    """Labels whose numbers are no prices: signal number, time frame, ratio, expiry."""
    NUMBERED = auto()
    """`first`, `1st`: an ordinal before a target."""
    OPEN = auto()
    NONE = auto()
    """`no sl`."""

    EXIT = auto()
    HALF = auto()
    REST = auto()
    HIT = auto()
    STOPPED = auto()
    BREAKEVEN = auto()
    GIVEN = auto()
    """`given at 1963`: the entry of a call, told when it worked out."""
    WON = auto()
    LOST = auto()
    RUNNING = auto()
    MANAGE = auto()
    WISH = auto()
    MISSED = auto()
    """A trade that was seen and not taken."""
    CANCELLED = auto()
    ASK = auto()
    DAY = auto()
    NEUTRAL = auto()
    """Looks like an order and is none (`stay out`, `candle close`)."""
    NOTE = auto()
    PERIOD = auto()
    """A week, a month: what is told of it is no trade."""


BESIDE = frozenset((Role.WORST, Role.BEST, Role.LOW, Role.HIGH, Role.RATE, Role.CONFIDENCE))
"""Labels of numbers that are told beside a trade and are none of its prices."""


class Unit(IntEnum):
    """What a number counts, by the word or sign behind it."""

    LEVERAGE = auto()
    PERCENT = auto()
    PIPS = auto()
    POINTS = auto()
    TICKS = auto()
    R = auto()
    LOTS = auto()
    CONTRACTS = auto()
    SHARES = auto()
    COINS = auto()
    MONEY = auto()
    FRACTION = auto()
    """The part of a position: the 1 of `1/3 of MSFT`."""
    RATIO = auto()
    """The 2 of `2 R:R`."""
    MARK = auto()
    """Out of ten: the 8 of `8/10`."""
    THOUSANDS = auto()
    TIME = auto()


class Found(NamedTuple):
    """A phrase of the lexicon: its role and its tokens, [first, end)."""

    role: Role
    first: int
    end: int
