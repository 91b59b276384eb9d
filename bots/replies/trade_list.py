"""/open, /trades and /trash: one line a trade, with a button to its card or back into the journal."""

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
from core.messaging.dates import show_clock, show_day
from core.messaging.phrases import Say
from core.messaging.screen import Action, Block, Item, Items, Screen, Spans, Text, Title, Weight, spans
from core.trades.queries import TradePage
from core.trades.record import Trade

MISSED_SIGN = "○"


class TradeList:
    """How lists of trades look to one person at one moment."""

    def __init__(
        self, *, zone: ZoneInfo, now: datetime, say: Say, sign: Sign, shows_money: bool = True
    ) -> None:
        self._zone = zone
        self._now = now
        self._say = say
        self._sign = sign
        self._shows_money = shows_money

    def compose_open(self, page: TradePage) -> Screen:
        if not page.trades:
            return _words(self._say("Nothing is open."), self._say("/trades shows what was."))
        head = self._say("{count} trade is open", "{count} trades are open", count=page.total)
        return self._compose(page, head, "o")

    def compose_journal(self, page: TradePage, symbol: str | None = None) -> Screen:
        if not page.trades and symbol:
            return _words(
                self._say("No trades of {symbol} yet.", symbol=symbol), self._say("/trades shows all.")
            )
        if not page.trades:
            line = self._say("One line files one: long EURUSD 1.0850 sl 1.0820 0.5 lots")
            return _words(self._say("No trades yet."), line)
        head = self._say("{count} trade", "{count} trades", count=page.total)
        if symbol:
            head = self._say(
                "{count} trade of {symbol}", "{count} trades of {symbol}", count=page.total, symbol=symbol
            )
        return self._compose(page, head, f":{symbol}" if symbol else "")

    def compose_trash(self, page: TradePage) -> Screen:
        if not page.trades:
            return _words(self._say("The trash is empty."), self._say("/undo and Edit put trades here."))
        head = self._say("{count} trade in the trash", "{count} trades in the trash", count=page.total)
        empty = button(self._sign, self._say("Empty the trash"), "empty", weight=Weight.DANGER)
        return self._compose(page, head, "t", empty)

    def _compose(self, page: TradePage, head: str, kind: str, *more: Action) -> Screen:
        """`kind` tells the buttons of other pages which list this is."""
        if page.pages > 1:
            head = self._say(
                "{list}, page {page} of {pages}", list=head, page=page.number + 1, pages=page.pages
            )
        ranks = page.ranks or (None,) * len(page.trades)
        items = tuple(self._line(trade, rank) for trade, rank in zip(page.trades, ranks, strict=True))
        blocks: list[Block] = [Title(spans(head)), Items(heading="", items=items)]
        if buttons := [*self._turn_pages(page, kind), *more]:
            blocks.append(choices(buttons))
        return Screen(blocks=tuple(blocks))

    def _turn_pages(self, page: TradePage, kind: str) -> list[Action]:
        found: list[Action] = []
        for label, number in ((self._say("Newer"), page.number - 1), (self._say("Older"), page.number + 1)):
            if 0 <= number < page.pages:
                found.append(
                    button(self._sign, label, "page", argument=f"{number}{kind}", weight=Weight.QUIET)
                )
        return found

    def _line(self, trade: Trade, rank: int | None) -> Item:
        name = named(trade.symbol, trade.side)
        if not trade.facts.in_journal:
            back = button(self._sign, self._say("Restore"), "restore", target=trade.id)
            return Item(name=name, line=self._past(trade), action=back)
        sign = OPEN_SIGN if trade.is_open else MISSED_SIGN if trade.is_missed else DONE_SIGN
        action = button(self._sign, self._say("Open"), "open", target=trade.id)
        line = self._present(trade) if trade.is_open else self._past(trade)
        return Item(name=f"{sign} {name}", line=line, action=action, number=rank)

    def _present(self, trade: Trade) -> Spans:
        average = trade.position.open_average
        size = show_size(self._say, trade.position.open_quantity, trade.facts.quantity_unit)
        at = f"{size} @ {show_average(trade, average)}" if average is not None else size
        stop = trade.facts.stop
        shown = self._say("stop {price}", price=show_price(trade, stop)) if stop else None
        return spans(joined((at, shown, self._when(trade.position.opened_at))))

    def _past(self, trade: Trade) -> Spans:
        net = trade.position.net if self._shows_money else None
        when = self._when(trade.position.closed_at or trade.position.opened_at or trade.facts.seen_at)
        result = show_result(trade.position.result_r, net, trade.currency)
        if result and trade.position.closed_at is not None:
            return spans(*result, f" · {when}")
        entry = trade.position.average_entry
        if trade.is_missed:
            return spans(joined((self._say("not taken"), when)))
        size = show_size(self._say, trade.position.entered_quantity, trade.facts.quantity_unit)
        price = f"{size} @ {show_average(trade, entry)}" if entry is not None else self._say("closed")
        return spans(joined((price, when)))

    def _when(self, moment: datetime | None) -> str:
        """The clock time of today, the day of anything else."""
        if moment is None:
            return ""
        local, today = moment.astimezone(self._zone), self._now.astimezone(self._zone).date()
        if local.date() == today:
            return show_clock(local)
        return show_day(local.date(), year=local.year != today.year)


def compose_empty_trash(page: TradePage, *, say: Say, sign: Sign) -> Screen:
    """A second look before trades are gone for good."""
    head = say("{count} trade for good?", "{count} trades for good?", count=page.total)
    words = say("With their notes, pictures and history. Nothing brings them back.")
    sure = button(sign, say("Empty it"), "emptied", weight=Weight.DANGER)
    keep = button(sign, say("Keep them"), "page", argument="0t", weight=Weight.QUIET)
    return Screen(blocks=(Title(spans(head)), Text(spans(words)), choices([sure, keep])))


def _words(head: str, line: str) -> Screen:
    return Screen(blocks=(Title(spans(head)), Text(spans(line))))
