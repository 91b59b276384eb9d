"""The card of a trade that was seen and not taken: its plan, and the tap that takes it after all."""

from bots.replies.buttons import button, choices
from bots.replies.figures import named, show_price, show_size
from bots.replies.trade_card import words_blocks
from bots.replies.trade_plan import plan_rows
from core.conversations.tokens import Sign
from core.messaging.phrases import Say
from core.messaging.screen import Block, Facts, Icon, Screen, Subject, Text, Title, Weight, spans
from core.trades.record import Trade

MISSED_SIGN = "○"


def compose_missed_card(
    trade: Trade, *, say: Say, sign: Sign, lead: str = "", own: tuple[Block, ...] = ()
) -> Screen:
    """`○ EURUSD ▲ @ 1.0850 not taken`; `own` is what the trader said of it."""
    facts = trade.facts
    price = "" if facts.planned_entry is None else show_price(trade, facts.planned_entry)
    name = named(facts.symbol, facts.side)
    head = say("{sign} {name} @ {price} not taken", sign=MISSED_SIGN, name=name, price=price)
    if facts.planned_size is not None:
        size = show_size(say, facts.planned_size, facts.quantity_unit)
        head = say(
            "{sign} {name} {size} @ {price} not taken", sign=MISSED_SIGN, name=name, size=size, price=price
        )
    rows = plan_rows(trade, say, shows_money=False)
    target = trade.id
    buttons = choices(
        [button(sign, say("Took it"), "took", target=target)],
        [
            button(sign, say("Edit"), "edit", target=target),
            button(
                sign,
                say("Undo"),
                "undo",
                target=target,
                revision=trade.revision,
                weight=Weight.QUIET,
                icon=Icon.UNDO,
            ),
        ],
    )
    return Screen(
        blocks=(
            Title(spans(head)),
            *((Text(spans(lead)),) if lead else ()),
            *((Facts(rows),) if rows else ()),
            *words_blocks(trade, say),
            *own,
            buttons,
        ),
        subject=Subject(kind="trade", id=str(trade.id), revision=trade.revision),
    )
