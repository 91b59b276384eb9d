"""One line of figures: `Today: 3 trades, 2 W 1 L, +1.9R`."""

from bots.replies.figures import show_r
from core.messaging.phrases import Say
from core.messaging.screen import Span, Spans, spans
from core.money import Money, format_money
from core.summaries.figures import PeriodFigures


def day_line(figures: PeriodFigures, say: Say, *, shows_money: bool = True) -> Spans:
    head = say(
        "Today: {count}, {outcomes}", count=count_trades(figures, say), outcomes=outcomes(figures, say)
    )
    return spans(head, *_tail(figures, shows_money=shows_money))


def count_trades(figures: PeriodFigures, say: Say) -> str:
    return say("{count} trade", "{count} trades", count=figures.closed)


def outcomes(figures: PeriodFigures, say: Say, *, always: bool = False) -> str:
    """`2 W 1 L`; break-even only where there was one, unless `always`."""
    wins, losses, even = figures.wins, figures.losses, figures.breakeven
    if even or always:
        return say("{wins} W {losses} L {even} BE", wins=wins, losses=losses, even=even)
    return say("{wins} W {losses} L", wins=wins, losses=losses)


def _tail(figures: PeriodFigures, *, shows_money: bool) -> tuple[str | Span, ...]:
    if figures.result_r is not None:
        return (", ", show_r(figures.result_r, 1))
    if figures.booked and shows_money:
        return (", ", ", ".join(show_booked(figures.booked)))
    return ()


def show_booked(booked: tuple[Money, ...]) -> tuple[str, ...]:
    """Each currency by itself; nothing is converted."""
    return tuple(format_money(money) for money in booked)
