"""/today, /week, /month: the figures at once; every one carries its n."""

from decimal import Decimal

from bots.replies.day_line import count_trades, outcomes
from bots.replies.figures import show_money, show_r
from core.messaging.phrases import Say
from core.messaging.screen import Block, Fact, Facts, Screen, Span, Spans, Text, Title, spans
from core.money import format_percent, format_r
from core.summaries.figures import PeriodFigures

_FEW = 10
"""Below so many decided trades a rate says little; it is shown with a word of caution."""


def compose_summary(
    name: str, figures: PeriodFigures, *, say: Say, before: PeriodFigures | None = None
) -> Screen:
    """`November: +6.2R in 41 trades`, wins, losses, break-even, money per currency, what is open."""
    blocks: list[Block] = [Title(headline(name, figures, say))]
    if figures.is_empty:
        open_now = say("{count} still open: /open", count=figures.open_now)
        words = open_now if figures.open_now else say("No trade was closed yet.")
        blocks.append(Text(spans(words)))
        return Screen(blocks=tuple(blocks))
    blocks.append(Facts(tuple(_rows(figures, before, say))))
    return Screen(blocks=tuple(blocks))


def headline(name: str, figures: PeriodFigures, say: Say) -> Spans:
    """R where there is one, else money, else the bare count."""
    among = _among(figures, say)
    if figures.result_r is not None:
        return spans(f"{name}: ", show_r(figures.result_r, 1), " ", among)
    if figures.booked:
        first = figures.booked[0]
        return spans(f"{name}: ", show_money(first.amount, first.currency), " ", among)
    if not figures.closed:
        return spans(say("{name}: no trades", name=name))
    return spans(f"{name}: {count_trades(figures, say)}")


def _among(figures: PeriodFigures, say: Say) -> str:
    """`in 41 trades`; `in parts of open trades` where nothing was closed whole."""
    if not figures.closed and figures.parts:
        return say("in parts of open trades")
    return say("in {count} trade", "in {count} trades", count=figures.closed)


def _rows(figures: PeriodFigures, before: PeriodFigures | None, say: Say) -> list[Fact]:
    rows = [Fact(say("closed"), spans(str(figures.closed)), spans(outcomes(figures, say, always=True)))]
    rate = figures.win_rate
    if rate is not None:
        note = say("{wins} of {count} decided", wins=figures.wins, count=figures.decided)
        if figures.decided < _FEW:
            note = say("{note}, few yet", note=note)
        rows.append(Fact(say("win rate"), spans(format_percent(rate)), spans(note)))
    if figures.result_r is not None and figures.with_r:
        mean = figures.result_r / figures.with_r
        rows.append(Fact(say("per trade"), spans(show_r(mean)), spans(f"n {figures.with_r}")))
        if figures.best_r is not None and figures.worst_r is not None and figures.with_r > 1:
            note = spans(say("worst {r}", r=format_r(figures.worst_r)))
            rows.append(Fact(say("best"), spans(show_r(figures.best_r)), note))
    left_out = figures.closed - figures.with_r
    if left_out and figures.with_r:
        rows.append(Fact(say("without R"), spans(str(left_out)), spans(say("no stop was known"))))
    rows += [Fact(say("booked"), spans(show_money(money.amount, money.currency))) for money in figures.booked]
    if figures.parts:
        rows.append(Fact(say("parts"), spans(str(figures.parts)), spans(say("of trades that went on"))))
    if figures.missed:
        rows.append(Fact(say("not taken"), spans(str(figures.missed)), spans(say("seen, and left"))))
    if figures.open_now:
        rows.append(Fact(say("open now"), spans(str(figures.open_now)), spans("/open")))
    if before is not None and before.result_r is not None:
        rows.append(_compare(before, say))
    return rows


def _compare(before: PeriodFigures, say: Say) -> Fact:
    value: Span = show_r(before.result_r or Decimal(0), 1)
    return Fact(say("before"), spans(value), spans(_among(before, say)))
