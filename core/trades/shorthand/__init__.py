"""Reads a trade out of what a trader types, in one line or many."""

from core.trades.shorthand.reader import read_trade, read_trades
from core.trades.shorthand.reading import Reading, ReadingKind

__all__ = ["Reading", "ReadingKind", "read_trade", "read_trades"]
