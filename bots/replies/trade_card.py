"""The cards of a trade: opened, partly closed, closed, changed, taken back."""

from decimal import Decimal

from bots.replies.buttons import button, choices
from bots.replies.day_line import day_line
from bots.replies.figures import (
    DONE_SIGN,
    OPEN_SIGN,
    joined,
    named,
    show_average,
    show_duration,
    show_price,
    show_quantity,
    show_r,
    show_result,
    show_size,
)
from core.conversations.tokens import Sign
from core.messaging.phrases import Say
from core.messaging.screen import (
    Block,
    Choices,
    Fact,
    Facts,
    Screen,
    Subject,
    Text,
    Title,
    Weight,
    spans,
)
from core.money import MINUS, Money, format_money, format_number, format_r
from core.summaries.figures import PeriodFigures
from core.trades.record import Trade


def compose_open_card(trade: Trade, *, say: Say, sign: Sign, lead: str = "") -> Screen:
    """`● EURUSD ▲ 0.50 lots @ 1.0850`; `lead` is a line about what just changed."""
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
    blocks += _plan_blocks(trade, say)
    blocks += _words(trade)
    return _card(trade, [*blocks, _open_buttons(trade, say, sign)])


def compose_part_card(trade: Trade, *, say: Say, sign: Sign) -> Screen:
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
    booked = (
        say(" on that half, booked today")
        if left.quantity * 2 == before
        else say(" on that part, booked today")
    )
    result = show_r(left.part_r) if left.part_r is not None else None
    blocks: list[Block] = [Title(spans(title))]
    if result is not None:
        blocks.append(Text(spans(result, booked)))
    elif left.net is not None:
        blocks.append(Text((*show_result(None, left.net, trade.currency), *spans(booked))))
    rows = [
        Fact(
            say("open"),
            spans(show_quantity(position.open_quantity, facts.quantity_unit)),
            spans(f"@ {show_average(trade, position.open_average or Decimal(0))}"),
        )
    ]
    if facts.stop is not None:
        rows.append(Fact(say("stop"), spans(show_price(trade, facts.stop)), spans(_at_risk(trade))))
    blocks.append(Facts(tuple(rows)))
    return _card(trade, [*blocks, _open_buttons(trade, say, sign)])


def compose_closed_card(
    trade: Trade, *, today: PeriodFigures | None, say: Say, sign: Sign, lead: str = ""
) -> Screen:
    """`✓ EURUSD ▲ closed +1.27R (+$190.00) after 2 h 14 min` and what the day came to."""
    position = trade.position
    result = show_result(position.result_r, position.net, trade.currency)
    held = position.holding_time
    after = "" if not held else say(" after {time}", time=show_duration(say, held))
    head = say("{sign} {name} closed", sign=DONE_SIGN, name=named(trade.symbol, trade.side))
    line = spans(f"{head} ", *result, after) if result else spans(f"{head}{_at_exit(trade)}{after}")
    blocks: list[Block] = [Title(line)]
    if lead:
        blocks.append(Text(spans(lead)))
    if today is not None:
        blocks.append(Text(day_line(today, say)))
    if not result:
        blocks.append(Text(spans(say("No money or R yet: neither a stop nor a point value is known."))))
    blocks += _words(trade)
    target, revision = trade.id, trade.revision
    reflect = [
        button(sign, say("How was it?"), "how", target=target),
        button(sign, say("Photo"), "photo", target=target),
    ]
    change = [
        button(sign, say("Edit"), "edit", target=target),
        button(sign, say("Undo"), "undo", target=target, revision=revision, weight=Weight.QUIET),
    ]
    return _card(trade, [*blocks, choices(reflect, change)])


def compose_taken_back(trade: Trade, *, say: Say) -> Screen:
    """The whole trade was taken back; nothing of it counts any more."""
    size = show_size(say, trade.position.entered_quantity, trade.facts.quantity_unit)
    entry = trade.position.average_entry
    words = f"{size} @ {show_average(trade, entry)}" if entry is not None else ""
    head = say("Taken back: {name} {words}", name=named(trade.symbol, trade.side), words=words)
    return _card(
        trade,
        [Title(spans(head.rstrip())), Text(spans(say("It is in the trash and counts nowhere.")))],
    )


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
        button(sign, say("Undo"), "undo", target=target, revision=revision, weight=Weight.QUIET),
    ]
    return choices(first, second)


def _plan_blocks(trade: Trade, say: Say) -> list[Block]:
    rows: list[Fact] = []
    facts, plan = trade.facts, trade.plan
    if facts.stop is not None:
        note = _stop_note(trade, say) if facts.stop == facts.initial_stop else _at_risk(trade)
        rows.append(Fact(say("stop"), spans(show_price(trade, facts.stop)), spans(note)))
    rewards = () if plan is None else plan.rewards
    for target, reward in zip(facts.targets, rewards, strict=False):
        note = "" if reward is None else format_r(reward, 1, signed=False)
        rows.append(Fact(say("target"), spans(show_price(trade, target)), spans(note)))
    if facts.stop is None and trade.position.initial_risk is not None:
        risk = format_money(Money(-trade.position.initial_risk, trade.currency), cents=False)
        rows.append(Fact(say("risk"), spans(risk), spans("= 1R")))
    return [Facts(tuple(rows))] if rows else []


def _stop_note(trade: Trade, say: Say) -> str:
    """`30 pips, −$150 = 1R`, as much of it as is known."""
    plan = trade.plan
    if plan is None or plan.stop_distance is None:
        return ""
    distance = None
    if plan.stop_pips is not None:
        distance = say("{count} pips", count=_tidy_count(plan.stop_pips))
    elif trade.instrument is not None:
        distance = say("{count} points", count=_tidy_count(plan.stop_distance))
    risk = trade.position.initial_risk
    money = None
    if risk is not None:
        shown = format_money(Money(-risk, trade.currency), cents=False)
        money = f"{shown} = 1R"
    return joined((distance, money), ", ")


def _at_risk(trade: Trade) -> str:
    """What the moved stop still risks of what is open: `−$75 = 0.5R`, `break-even`, `+$20 locked`."""
    facts, position = trade.facts, trade.position
    average, side, risk = position.open_average, facts.side, position.initial_risk
    if facts.stop is None or average is None:
        return ""
    points = (facts.stop - average) * side.sign
    if not points:
        return "break-even"
    if trade.instrument is None:
        return ""
    amount = trade.instrument.value(points, position.open_quantity)
    shown = format_money(Money(amount, trade.currency), cents=False)
    if not risk:
        return shown
    return (
        f"{shown} = {format_r(abs(amount) / risk, 1, signed=False)}" if amount < 0 else f"{shown} locked in"
    )


def _words(trade: Trade) -> list[Block]:
    tags = tuple(tag for tag in trade.facts.tags if tag != trade.facts.setup)
    line = joined((trade.facts.setup, *tags, trade.facts.feeling))
    blocks: list[Block] = [Text(spans(line))] if line else []
    if trade.facts.notes:
        blocks.append(Text(spans(trade.facts.notes)))
    return blocks


def _at_exit(trade: Trade) -> str:
    price = trade.position.average_exit
    return "" if price is None else f" @ {show_average(trade, price)}"


def _tidy_count(value: Decimal) -> str:
    text = format_number(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text.replace(MINUS, MINUS)
