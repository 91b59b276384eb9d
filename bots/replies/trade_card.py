"""The cards of a trade: opened, partly closed, closed, changed, taken back.

With `shows_money` false (others can read the chat) results are told in R, pips and points only.
"""

from decimal import Decimal

from msgspec.structs import replace

from bots.replies.buttons import button, choices
from bots.replies.day_line import day_line
from bots.replies.figures import (
    DONE_SIGN,
    OPEN_SIGN,
    joined,
    named,
    show_average,
    show_duration,
    show_feeling,
    show_price,
    show_quantity,
    show_r,
    show_result,
    show_size,
)
from bots.replies.trade_life import waits_for_rate
from bots.replies.trade_plan import plan_rows, stop_row
from core.conversations.tokens import Sign
from core.messaging.phrases import Say
from core.messaging.screen import (
    Block,
    Choices,
    Fact,
    Facts,
    Icon,
    Screen,
    Subject,
    Text,
    Title,
    Weight,
    spans,
)
from core.summaries.figures import PeriodFigures
from core.trades.record import Trade


def compose_open_card(
    trade: Trade,
    *,
    say: Say,
    sign: Sign,
    lead: str = "",
    shows_money: bool = True,
    own: tuple[Block, ...] = (),
) -> Screen:
    """`● EURUSD ▲ 0.50 lots @ 1.0850`; `lead` is a line about what just changed, `own` (bots.own_rows) what
    the trader said of it beside the usual words.
    """
    facts = trade.facts
    entry = trade.position.average_entry or Decimal(0)
    size = show_size(say, trade.position.entered_quantity, facts.quantity_unit)
    title = f"{OPEN_SIGN} {named(facts.symbol, facts.side)} {size} @ {show_average(trade, entry)}"
    if trade.position.realised:
        left = show_size(say, trade.position.open_quantity, facts.quantity_unit)
        title = f"{OPEN_SIGN} {named(facts.symbol, facts.side)} {left} @ {show_average(trade, entry)}"
    blocks: list[Block] = [Title(spans(title))]
    if lead:
        blocks.append(Text(spans(lead)))
    rows = plan_rows(trade, say, shows_money=shows_money)
    blocks += [Facts(rows)] if rows else []
    blocks += [*words_blocks(trade, say), *own]
    return _card(trade, [*blocks, _open_buttons(trade, say, sign)])


def compose_part_card(
    trade: Trade, *, say: Say, sign: Sign, shows_money: bool = True, own: tuple[Block, ...] = ()
) -> Screen:
    """`● EURUSD ▲ 0.25 of 0.50 lots out @ 1.0871`, what it booked and what is still open."""
    facts, position = trade.facts, trade.position
    left = position.realised[-1]
    before = position.open_quantity + left.quantity
    title = say(
        "{sign} {name} {part} of {whole} out @ {price}",
        sign=OPEN_SIGN,
        name=named(facts.symbol, facts.side),
        part=show_quantity(left.quantity, facts.quantity_unit),
        whole=show_size(say, before, facts.quantity_unit),
        price=show_price(trade, left.price),
    )
    booked = say(
        "on that half, booked today" if left.quantity * 2 == before else "on that part, booked today"
    )
    result = show_r(left.part_r) if left.part_r is not None else None
    blocks: list[Block] = [Title(spans(title))]
    if result is not None:
        blocks.append(Text(spans(result, " ", booked)))
    elif left.net is not None and shows_money:
        blocks.append(Text((*show_result(None, left.net, trade.currency), *spans(" ", booked))))
    rows = [
        Fact(
            say("open"),
            spans(show_quantity(position.open_quantity, facts.quantity_unit)),
            spans(f"@ {show_average(trade, position.open_average or Decimal(0))}"),
        )
    ]
    if facts.stop is not None:
        rows.append(stop_row(trade, say, shows_money=shows_money))
    blocks += [Facts(tuple(rows)), *own]
    return _card(trade, [*blocks, _open_buttons(trade, say, sign)])


def compose_closed_card(
    trade: Trade,
    *,
    today: PeriodFigures | None,
    say: Say,
    sign: Sign,
    lead: str = "",
    shows_money: bool = True,
    own: tuple[Block, ...] = (),
) -> Screen:
    """`✓ EURUSD ▲ closed +1.27R (+$190.00) after 2 h 14 min` and what the day came to."""
    position = trade.position
    net = position.net if shows_money else None
    result = show_result(position.result_r, net, trade.currency)
    held = position.holding_time
    after = "" if not held else f" {say('after {time}', time=show_duration(say, held))}"
    head = say("{sign} {name} closed", sign=DONE_SIGN, name=named(trade.symbol, trade.side))
    line = spans(f"{head} ", *result, after) if result else spans(f"{head}{_at_exit(trade)}{after}")
    blocks: list[Block] = [Title(line)]
    if lead:
        blocks.append(Text(spans(lead)))
    if today is not None:
        blocks.append(Text(day_line(today, say, shows_money=shows_money)))
    if not result and position.net is None and not waits_for_rate(trade):
        blocks.append(Text(spans(say("No money or R yet: neither a stop nor a point value is known."))))
    blocks += [*words_blocks(trade, say), *own]
    target, revision = trade.id, trade.revision
    reflect = [
        button(sign, say("How was it?"), "how", target=target),
        button(sign, say("Photo"), "photo", target=target, icon=Icon.PHOTO),
    ]
    change = [
        button(sign, say("Edit"), "edit", target=target),
        button(
            sign, say("Undo"), "undo", target=target, revision=revision, weight=Weight.QUIET, icon=Icon.UNDO
        ),
    ]
    return _card(trade, [*blocks, choices(reflect, change)])


def compose_taken_back(trade: Trade, *, say: Say, sign: Sign) -> Screen:
    """The whole trade was taken back or deleted; nothing of it counts any more."""
    size = show_size(say, trade.position.entered_quantity, trade.facts.quantity_unit)
    entry = trade.position.average_entry
    words = f"{size} @ {show_average(trade, entry)}" if entry is not None else ""
    name = joined((named(trade.symbol, trade.side), words), " ")
    back = choices([button(sign, say("Restore"), "restore", target=trade.id)])
    where = Text(spans(say("It is in the trash and counts nowhere.")))
    blocks: list[Block] = [Title(spans(say("Taken back:"), " ", name)), where, back]
    return replace(_card(trade, blocks), struck=True)


def trade_subject(trade: Trade) -> Subject:
    return Subject(kind="trade", id=str(trade.id), revision=trade.revision)


def _card(trade: Trade, blocks: list[Block]) -> Screen:
    return Screen(blocks=tuple(blocks), subject=trade_subject(trade))


def _open_buttons(trade: Trade, say: Say, sign: Sign) -> Choices:
    target, revision = trade.id, trade.revision
    close = say("Close rest") if trade.position.realised else say("Close")
    first = [button(sign, close, "close", target=target, weight=Weight.PRIMARY)]
    if trade.facts.stop != trade.position.open_average:
        first.append(button(sign, say("Stop to BE"), "be", target=target))
    second = [
        button(sign, say("Edit"), "edit", target=target),
        button(
            sign, say("Undo"), "undo", target=target, revision=revision, weight=Weight.QUIET, icon=Icon.UNDO
        ),
    ]
    return choices(first, second)


def words_blocks(trade: Trade, say: Say) -> list[Block]:
    """Setup, tags and feeling in a line, the notes below."""
    tags = tuple(tag for tag in trade.facts.tags if tag != trade.facts.setup)
    feeling = show_feeling(say, trade.facts.feeling) if trade.facts.feeling else None
    line = joined((trade.facts.setup, *tags, feeling))
    blocks: list[Block] = [Text(spans(line))] if line else []
    if trade.facts.notes:
        blocks.append(Text(spans(trade.facts.notes)))
    return blocks


def _at_exit(trade: Trade) -> str:
    price = trade.position.average_exit
    return "" if price is None else f" @ {show_average(trade, price)}"
