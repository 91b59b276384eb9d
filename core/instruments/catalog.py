"""Finds the market a trader means, whatever dress its name wears."""

from collections.abc import Sequence

from core.instruments.instrument import Instrument


def find_instrument(text: str, extra: Sequence[Instrument] = ()) -> Instrument | None:
    """The market named by `text` alone (`EUR/USD`, `#BTC/USDT`, `GOLD`, `cable`, `ESZ5`, `EURUSD.m`).

    `extra` are the trader's own markets and go first. None: not known, so its point value is asked once.
    """
    raise NotImplementedError
