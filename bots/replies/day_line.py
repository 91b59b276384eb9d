"""One line of figures: `Today: 3 trades, 2 W 1 L, +1.9R`."""

from bots.replies.figures import show_r
from core.messaging.phrases import Say
from core.messaging.screen import Span, Spans, spans
from core.money import Money, format_money
from core.summaries.figures import PeriodFigures


def day_line(figures: PeriodFigures, say: Say, *, shows_money: bool = True) -> Spans:
    head = say("Today: {count}, {outcomes}", count=count_trades(figures, say), outcomes=outcomes(figures))
    return spans(head, *_tail(figures, shows_money=shows_money))


def count_trades(figures: PeriodFigures, say: Say) -> str:
    if figures.closed == 1:
        return say("1 trade")
    return say("{count} trades", count=figures.closed)


def outcomes(figures: PeriodFigures, *, always: bool = False) -> str:
    """`2 W 1 L`; break-even only where there was one, unless `always`."""
    words = f"{figures.wins} W {figures.losses} L"
    return f"{words} {figures.breakeven} BE" if figures.breakeven or always else words


def _tail(figures: PeriodFigures, *, shows_money: bool) -> tuple[str | Span, ...]:
    if figures.result_r is not None:
        return (", ", show_r(figures.result_r, 1))
    if figures.booked and shows_money:
        return (", ", ", ".join(show_booked(figures.booked)))
    return ()


def show_booked(booked: tuple[Money, ...]) -> tuple[str, ...]:
    """Each currency by itself; nothing is converted."""
    return tuple(format_money(money) for money in booked)
