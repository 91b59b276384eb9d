"""Does one thing to a trade and shows its card: what buttons, typed words and dialogs have in common."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from bots.dialogs.conductor import place
from bots.dialogs.dialog import Answers
from bots.own_rows import list_own_blocks
from bots.replies.missed_card import compose_missed_card
from bots.replies.trade_card import (
    compose_closed_card,
    compose_open_card,
    compose_part_card,
    compose_taken_back,
)
from bots.replies.trade_changes import describe_changes
from bots.replies.trade_life import compose_life
from bots.turn import Answer, Turn
from core.fields.queries import list_fields_of
from core.identifiers import TradeId, new_id
from core.messaging.screen import Block, Screen
from core.summaries.queries import count_day
from core.trades.changes import exit_part, move_stop, set_costs
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.legs import sum_legs
from core.trades.queries import find_trade, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade
from core.trades.typed import Leaving


async def show_trade(turn: Turn, desk: Desk, trade: Trade, *, lead: str = "") -> Screen:
    """The card of the trade as it stands now; one in the trash has its way back on it."""
    if not trade.facts.in_journal:
        return compose_taken_back(trade, say=turn.say, sign=turn.sign)
    money = turn.inbound.direct
    own = (*await list_life_blocks(turn, trade), *await list_own_blocks(turn, trade))
    if trade.is_missed:
        return compose_missed_card(trade, say=turn.say, sign=turn.sign, lead=lead, own=own)
    if trade.is_open:
        return compose_open_card(trade, say=turn.say, sign=turn.sign, lead=lead, shows_money=money, own=own)
    closed_at = trade.position.closed_at
    is_todays = closed_at is not None and desk.account.day_of(closed_at) == desk.account.day_of(turn.now)
    today = await count_day(turn.uow, desk.account, turn.now) if is_todays else None
    return compose_closed_card(
        trade, today=today, say=turn.say, sign=turn.sign, lead=lead, shows_money=money, own=own
    )


async def list_life_blocks(turn: Turn, trade: Trade) -> tuple[Block, ...]:
    """Account, costs, how far it went, its rate, its legs: what there is."""
    legs = await sum_legs(turn.uow, trade)
    return compose_life(trade, legs, say=turn.say, sign=turn.sign, shows_money=turn.inbound.direct)


async def show_again(turn: Turn, answers: Answers) -> Answer:
    """A question about a trade was left: its card comes back."""
    desk, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    return place(turn, await show_trade(turn, desk, trade))


async def is_left(turn: Turn, answers: Answers) -> bool:
    """Nothing of the trade that a dialog is about is open any more."""
    found = await find_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    return found is None or not found[1].facts.in_journal or not found[1].is_open


async def is_taken_back(turn: Turn, answers: Answers) -> bool:
    """The trade that a dialog is about is in the journal no more."""
    found = await find_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    return found is None or not found[1].facts.in_journal


async def leave_trade(
    turn: Turn,
    desk: Desk,
    trade: Trade,
    leaving: Leaving,
    *,
    commission: Decimal | None = None,
    swap: Decimal | None = None,
    also: Callable[[TradeFacts], TradeFacts] | None = None,
) -> Answer:
    """Close the trade, or the part that was named, at the price that was named; `also` in the same act."""
    price = leaving.price or Decimal(0)
    after = exit_part(
        trade.facts,
        fill_id=new_id(),
        price=price,
        at=turn.now,
        quantity=leaving.quantity,
        portion=leaving.portion,
    )
    if commission is not None or swap is not None:
        after = set_costs(after, commission=commission, swap=swap)
    if also is not None:
        after = also(after)
    changed = await change_trade(turn.uow, desk, trade, after, ActKind.EXIT)
    if changed.is_open:
        return place(
            turn,
            compose_part_card(
                changed,
                say=turn.say,
                sign=turn.sign,
                shows_money=turn.inbound.direct,
                own=await list_life_blocks(turn, changed),
            ),
        )
    return place(turn, await show_trade(turn, desk, changed))


async def change_and_show(
    turn: Turn,
    desk: Desk,
    trade: Trade,
    change: Callable[[TradeFacts], TradeFacts],
    kind: ActKind,
    *,
    lead: str = "",
) -> Answer:
    """`lead` says what happened; without one each changed field is told, old → new."""
    changed = await change_trade(turn.uow, desk, trade, change, kind)
    lead = lead or await tell_changes(turn, trade, changed)
    return place(turn, await show_trade(turn, desk, changed, lead=lead))


async def tell_changes(turn: Turn, before: Trade, after: Trade) -> str:
    """`Stop 1.0820 → 1.0850`; that nothing changed is said too."""
    if before.facts == after.facts:
        return turn.say("Nothing to change: it is so already.")
    own = await list_fields_of(turn.uow, {*before.facts.answers, *after.facts.answers})
    return " · ".join(describe_changes(before, after, turn.person.zone, own))


async def stop_to_entry(turn: Turn, desk: Desk, trade: Trade) -> Answer:
    """The stop goes to the average entry: whatever happens now, nothing of the price is lost."""
    average = trade.position.open_average
    return await change_and_show(turn, desk, trade, lambda facts: move_stop(facts, average), ActKind.STOP)
