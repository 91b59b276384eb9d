"""/open and /trades: one line a trade, with a button to its card."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bots.replies.buttons import button, choices
from bots.replies.figures import (
    DONE_SIGN,
    OPEN_SIGN,
    joined,
    named,
    show_average,
    show_price,
    show_result,
    show_size,
)
from core.conversations.tokens import Sign
from core.messaging.dates import show_day
from core.messaging.phrases import Say
from core.messaging.screen import Action, Block, Item, Items, Screen, Spans, Text, Title, Weight, spans
from core.trades.queries import TradePage
from core.trades.record import Trade

MOST_SHOWN = 10


def compose_open_list(trades: list[Trade], *, zone: ZoneInfo, now: datetime, say: Say, sign: Sign) -> Screen:
    if not trades:
        return Screen(
            blocks=(Title(spans(say("Nothing is open."))), Text(spans(say("/trades shows what was."))))
        )
    head = say("{count} trade is open", "{count} trades are open", count=len(trades))
    items = tuple(
        Item(
            name=f"{OPEN_SIGN} {named(trade.symbol, trade.side)}",
            line=_open_line(trade, zone, now, say),
            action=_open_button(trade, say, sign),
        )
        for trade in trades[:MOST_SHOWN]
    )
    blocks: list[Block] = [Title(spans(head)), Items(heading="", items=items)]
    if len(trades) > MOST_SHOWN:
        blocks.append(Text(spans(say("and {count} more: /trades", count=len(trades) - MOST_SHOWN))))
    return Screen(blocks=tuple(blocks))


def compose_trade_page(
    page: TradePage, *, zone: ZoneInfo, now: datetime, say: Say, sign: Sign, shows_money: bool = True
) -> Screen:
    if not page.trades:
        head = say("No trades yet.")
        line = say("One line files one: long EURUSD 1.0850 sl 1.0820 0.5 lots")
        return Screen(blocks=(Title(spans(head)), Text(spans(line))))
    count = say("{count} trade", "{count} trades", count=page.total)
    head = count
    if page.pages > 1:
        head = say("{count}, page {page} of {pages}", count=count, page=page.number + 1, pages=page.pages)
    items = tuple(
        Item(
            name=f"{OPEN_SIGN if trade.is_open else DONE_SIGN} {named(trade.symbol, trade.side)}",
            line=_open_line(trade, zone, now, say)
            if trade.is_open
            else _closed_line(trade, zone, now, say, shows_money=shows_money),
            action=_open_button(trade, say, sign),
        )
        for trade in page.trades
    )
    blocks: list[Block] = [Title(spans(head)), Items(heading="", items=items)]
    turning = _page_buttons(page, say, sign)
    if turning:
        blocks.append(choices(turning))
    return Screen(blocks=tuple(blocks))


def _page_buttons(page: TradePage, say: Say, sign: Sign) -> list[Action]:
    found: list[Action] = []
    if page.number > 0:
        found.append(button(sign, say("Newer"), "page", argument=str(page.number - 1), weight=Weight.QUIET))
    if page.number + 1 < page.pages:
        found.append(button(sign, say("Older"), "page", argument=str(page.number + 1), weight=Weight.QUIET))
    return found


def _open_button(trade: Trade, say: Say, sign: Sign) -> Action:
    return button(sign, say("Open"), "open", target=trade.id)


def _open_line(trade: Trade, zone: ZoneInfo, now: datetime, say: Say) -> Spans:
    position = trade.position
    average = position.open_average
    size = show_size(say, position.open_quantity, trade.facts.quantity_unit)
    at = f"{size} @ {show_average(trade, average)}" if average is not None else size
    stop = say("stop {price}", price=show_price(trade, trade.facts.stop)) if trade.facts.stop else None
    return spans(joined((at, stop, _when(position.opened_at, zone, now))))


def _closed_line(trade: Trade, zone: ZoneInfo, now: datetime, say: Say, *, shows_money: bool) -> Spans:
    net = trade.position.net if shows_money else None
    result = show_result(trade.position.result_r, net, trade.currency)
    when = _when(trade.position.closed_at, zone, now)
    return spans(*result, f" · {when}") if result else spans(joined((say("closed"), when)))


def _when(moment: datetime | None, zone: ZoneInfo, now: datetime) -> str:
    """The clock time of today, the day of anything else."""
    if moment is None:
        return ""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    return show_day(local.date(), year=local.year != today.year)
