"""/trade: the whole trade on one screen, with every fill, what it cost, what was thought and what was done to it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bots.field_words import show_cost
from bots.replies.buttons import button, choices
from bots.replies.figures import joined, named, show_price, show_quantity, show_r
from bots.replies.trade_changes import describe_changes
from bots.replies.trade_plan import plan_rows
from core.conversations.tokens import Sign
from core.fields.field import CustomField
from core.messaging.dates import show_clock, show_day
from core.messaging.phrases import Say, phrase
from core.messaging.screen import (
    Block,
    Choices,
    Fact,
    Facts,
    Picture,
    Screen,
    Span,
    Text,
    Tone,
    Weight,
    spans,
)
from core.money import format_r
from core.pictures.queries import Upload
from core.trades.corrections import COSTS
from core.trades.desk import Desk
from core.trades.excursion import excursion_of
from core.trades.fill import FillKind
from core.trades.record import Trade, make_trade
from core.trades.service import ActKind
from core.trades.story import Act, History

_COSTS = {"commission": phrase("commission"), "fees": phrase("fees"), "swap": phrase("swap")}
_DONE = {
    ActKind.LOG: phrase("filed"),
    ActKind.ENTER: phrase("size added"),
    ActKind.EXIT: phrase("out"),
    ActKind.NOTE: phrase("noted"),
    ActKind.RATE: phrase("rated"),
    ActKind.PHOTO: phrase("picture"),
    ActKind.DELETE: phrase("deleted"),
    ActKind.MOVE: phrase("other account"),
    ActKind.GROUP: phrase("legs joined or parted"),
    ActKind.CONVERT: phrase("rate"),
    ActKind.TAKE: phrase("taken after all"),
}

_NAMED = (ActKind.EXIT, ActKind.ENTER, ActKind.NOTE, ActKind.PHOTO)
"""Their own word says more than the fields that they changed."""


def compose_story(
    card: Screen,
    trade: Trade,
    desk: Desk,
    history: History,
    *,
    zone: ZoneInfo,
    own: Sequence[CustomField],
    say: Say,
    shows_money: bool,
) -> Screen:
    """The card, and between its words and its buttons the rest of the trade."""
    head = [block for block in card.blocks if not isinstance(block, Choices)]
    buttons = [block for block in card.blocks if isinstance(block, Choices)]
    rows = _list_rows(trade, zone, say, shows_money=shows_money)
    blocks: list[Block] = [*head]
    if rows:
        blocks.append(Facts(tuple(rows)))
    blocks += _tell_history(trade, desk, history, zone, own, say)
    return Screen(blocks=(*blocks, *buttons), subject=card.subject)


def compose_pictures(trade: Trade, uploads: Sequence[Upload], *, say: Say, sign: Sign) -> Screen | None:
    """Its pictures, each with a button that takes it off; None if there is none to show."""
    name, ready = named(trade.symbol, trade.side), [each for each in uploads if each.width is not None]
    blocks: list[Block] = [
        Picture(
            asset=each.asset,
            alt=say("{name}, picture {number} of {count}", name=name, number=at, count=len(ready)),
            width=each.width or 1,
            height=each.height or 1,
        )
        for at, each in enumerate(ready, start=1)
    ]
    if len(ready) > 1:
        blocks.append(Text(spans(say("{name}: {count} pictures", name=name, count=len(ready)))))
    if late := len(uploads) - len(ready):
        words = say("{count} picture is on its way.", "{count} pictures are on their way.", count=late)
        blocks.append(Text(spans(words)))
    if not blocks:
        return None
    labels = [say("Remove")] if len(ready) == 1 else [f"{say('Remove')} {at + 1}" for at in range(len(ready))]
    actions = [
        button(sign, label, "rmpic", target=trade.id, argument=each.id.hex[-12:], weight=Weight.QUIET)
        for label, each in zip(labels, ready, strict=True)
    ]
    return Screen(blocks=(*blocks, *((choices(actions),) if actions else ())))


def _list_rows(trade: Trade, zone: ZoneInfo, say: Say, *, shows_money: bool) -> list[Fact]:
    facts, position = trade.facts, trade.position
    rows: list[Fact] = []
    realised = iter(position.realised)
    for fill in facts.fills:
        label = say("in") if fill.kind is FillKind.ENTRY else say("out")
        left = next(realised, None) if fill.kind is FillKind.EXIT else None
        value = f"{show_quantity(fill.quantity, facts.quantity_unit)} @ {show_price(trade, fill.price)}"
        note = [_when(fill.at, zone)]
        if left is not None and left.part_r is not None:
            note.append(format_r(left.part_r))
        rows.append(Fact(label, spans(value), spans(" · ".join(note))))
    if trade.position.closed_at is not None:
        rows += plan_rows(trade, say, shows_money=shows_money)
    costs = [(name, shown) for name in COSTS if (shown := show_cost(name, trade, zone))]
    if len(costs) > 1 and shows_money:  # of one alone the card tells
        rows += [Fact(say(_COSTS[name]), spans(shown)) for name, shown in costs]
    rows += _list_extremes(trade, say)
    if trade.account_name:
        rows.append(Fact(say("account"), spans(trade.account_name)))
    return rows


def _list_extremes(trade: Trade, say: Say) -> list[Fact]:
    found = excursion_of(trade)
    if found is None:
        return []
    rows: list[Fact] = []
    for label, price, multiple in (
        (say("best"), found.best, found.favour_r),
        (say("worst"), found.worst, None if found.against_r is None else -found.against_r),
    ):
        if price is not None:
            note = () if multiple is None else spans(show_r(multiple))
            rows.append(Fact(label, spans(show_price(trade, price)), note))
    return rows


def _tell_history(
    trade: Trade, desk: Desk, history: History, zone: ZoneInfo, own: Sequence[CustomField], say: Say
) -> list[Block]:
    """One line an act, quiet."""
    lines = [
        joined((_when(act.at, zone), _tell_act(trade, desk, act, zone, own, say)), "  ")
        for act in history.acts
    ]
    if history.earlier:
        lines.insert(0, say("{count} earlier change", "{count} earlier changes", count=history.earlier))
    return [Text((Span("\n".join(lines), Tone.MUTED),))] if lines else []


def _tell_act(
    trade: Trade, desk: Desk, act: Act, zone: ZoneInfo, own: Sequence[CustomField], say: Say
) -> str:
    words = say(_DONE.get(act.kind, phrase("changed")))
    if act.before is not None and act.after is not None:
        made = [
            make_trade(facts, desk, trade_id=trade.id, owner=trade.owner, revision=0)
            for facts in (act.before, act.after)
        ]
        told = describe_changes(made[0], made[1], zone, own)
        words = ", ".join(told[:3]) if told and act.kind not in _NAMED else words
        new = [fill for fill in act.after.fills if fill.id not in {each.id for each in act.before.fills}]
        if new and act.kind in (ActKind.EXIT, ActKind.ENTER):
            size = show_quantity(new[0].quantity, trade.facts.quantity_unit)
            words = f"{words} {size} @ {show_price(trade, new[0].price)}"
    return say("{act} (taken back)", act=words) if act.taken_back else words


def _when(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{show_day(local.date())} {show_clock(local)}"
