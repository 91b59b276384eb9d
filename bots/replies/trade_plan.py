"""The plan of a trade in rows: stop, targets, what is risked, in money and R."""

from decimal import Decimal

from bots.replies.figures import joined, show_price
from core.messaging.phrases import Say
from core.messaging.screen import Fact, spans
from core.money import Money, format_money, format_r, format_short
from core.trades.record import Trade, worth


def plan_rows(trade: Trade, say: Say, *, shows_money: bool) -> tuple[Fact, ...]:
    """`stop 1.0820 30 pips, −$150 = 1R` and one row for each target."""
    rows: list[Fact] = []
    facts, plan = trade.facts, trade.plan
    if facts.stop is not None:
        rows.append(stop_row(trade, say, shows_money=shows_money))
    rewards = () if plan is None else plan.rewards
    for target, reward in zip(facts.targets, rewards, strict=False):
        note = "" if reward is None else format_r(reward, 1, signed=False)
        entry = trade.position.average_entry
        if entry is not None and (target - entry) * facts.side.sign <= 0:
            note = say("on the losing side of the entry")
        rows.append(Fact(say("target"), spans(show_price(trade, target)), spans(note)))
    risk = trade.position.initial_risk
    if facts.stop is None and risk is not None and shows_money:
        shown = format_money(Money(-risk, trade.currency), cents=False)
        rows.append(Fact(say("risk"), spans(shown), spans("= 1R")))
    return tuple(rows)


def stop_row(trade: Trade, say: Say, *, shows_money: bool) -> Fact:
    """The stop with what it meant at first, or with what it risks since it was moved or a part has left."""
    facts = trade.facts
    is_first = facts.stop == facts.initial_stop and not trade.position.realised
    note = (
        _first_note(trade, say, shows_money=shows_money)
        if is_first
        else _present_note(trade, say, shows_money=shows_money)
    )
    return Fact(say("stop"), spans(show_price(trade, facts.stop or Decimal(0))), spans(note))


def _first_note(trade: Trade, say: Say, *, shows_money: bool) -> str:
    """`30 pips, −$150 = 1R`, as much of it as is known."""
    plan = trade.plan
    if plan is None or plan.stop_distance is None:
        entry, stop = trade.position.average_entry, trade.facts.initial_stop
        is_beyond = entry is not None and stop is not None and (entry - stop) * trade.side.sign <= 0
        return say("on the winning side of the entry, so no R") if is_beyond else ""
    distance = None
    if plan.stop_pips is not None:
        distance = say("{count} pips", count=format_short(plan.stop_pips))
    elif trade.instrument is not None:
        distance = say("{count} points", count=format_short(plan.stop_distance))
    risk = trade.position.initial_risk
    money = None
    if risk is not None and shows_money:
        money = f"{format_money(Money(-risk, trade.currency), cents=False)} = 1R"
    return joined((distance, money), ", ")


def _present_note(trade: Trade, say: Say, *, shows_money: bool) -> str:
    """What is still at risk: `−$75 = 0.5R`, `break-even`, `+$20 locked in`."""
    facts, position = trade.facts, trade.position
    average, risk = position.open_average, position.initial_risk
    if facts.stop is None or average is None:
        return ""
    points = (facts.stop - average) * facts.side.sign
    if not points:
        return say("break-even")
    if trade.instrument is None:
        return ""
    amount = worth(trade, trade.instrument.value(points, position.open_quantity))
    money = format_money(Money(amount, trade.currency), cents=False) if shows_money else None
    multiple = format_r(abs(amount) / risk, 1, signed=False) if risk else None
    if amount < 0:
        return joined((money, multiple), " = ")
    return say("{amount} locked in", amount=money or multiple) if money or multiple else ""
