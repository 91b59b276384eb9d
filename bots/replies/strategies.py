"""Setups: the list with what each came to, one with its rules, and two that become one."""

from collections.abc import Sequence

from bots.replies.buttons import button, choices
from bots.replies.figures import show_r
from core.conversations.tokens import Sign
from core.messaging.phrases import Say
from core.messaging.screen import (
    Action,
    Block,
    Icon,
    Item,
    Items,
    Screen,
    Span,
    Spans,
    Text,
    Title,
    Tone,
    Weight,
    spans,
)
from core.strategies.queries import Tally
from core.strategies.strategy import Rule, Strategy

PAGE = 8
_MOST_OFFERED = 9
_IN_A_ROW = 3


def compose_strategies(
    tallies: Sequence[Tally],
    alike: Sequence[tuple[Strategy, Strategy]],
    *,
    page: int,
    retired: int,
    say: Say,
    sign: Sign,
    lead: str = "",
) -> Screen:
    """/strategies: the most traded first; a pair that looks like one is offered to be merged."""
    new = button(sign, say("New"), "snew")
    rules = button(sign, say("Rules"), "rules")
    rows: list[list[Action]] = [[new, rules]]
    if retired:
        rows[0].append(button(sign, say("Retired: {count}", count=retired), "sold", weight=Weight.QUIET))
    if not tallies:
        line = say("A #tag in a trade makes one: long EURUSD 1.0850 sl 1.0820 0.5 lots #breakout")
        return Screen(blocks=(Title(spans(lead or say("No setups yet."))), Text(spans(line)), choices(*rows)))
    shown = tallies[page * PAGE : (page + 1) * PAGE]
    head = say("{count} setup", "{count} setups", count=len(tallies))
    blocks: list[Block] = [Title(spans(head)), *([Text(spans(lead))] if lead else [])]
    blocks.append(Items(heading="", items=tuple(_line(tally, say, sign) for tally in shown)))
    if alike:
        one, other = alike[0]
        blocks.append(Text(spans(say("{one} and {other} look like one.", one=one.name, other=other.name))))
        rows.insert(0, [_offer_merge(one, other, say, sign)])
    turning: list[Action] = []
    if page:
        turning.append(
            button(sign, say("Back"), "spage", argument=str(page - 1), weight=Weight.QUIET, icon=Icon.BACK)
        )
    if (page + 1) * PAGE < len(tallies):
        turning.append(button(sign, say("More"), "spage", argument=str(page + 1), weight=Weight.QUIET))
    return Screen(blocks=(*blocks, choices(*rows, turning)))


def compose_retired(tallies: Sequence[Tally], *, say: Say, sign: Sign) -> Screen:
    """What is retired, each one tap from coming back."""
    head = say("{count} retired setup", "{count} retired setups", count=len(tallies))
    items = tuple(
        Item(
            name=tally.strategy.name,
            line=show_tally(tally, say),
            action=button(sign, say("Bring back"), "sretire", target=tally.strategy.id, argument="1"),
        )
        for tally in tallies[:PAGE]
    )
    back = button(sign, say("Back"), "spage", argument="0", weight=Weight.QUIET, icon=Icon.BACK)
    return Screen(blocks=(Title(spans(head)), Items(heading="", items=items), choices((back,))))


def compose_strategy(tally: Tally, rules: Sequence[Rule], *, say: Say, sign: Sign, lead: str = "") -> Screen:
    """One setup: what it came to, its words, its other names, its rules, and what can be done with it."""
    strategy = tally.strategy
    blocks: list[Block] = [Title(spans(f"{strategy.name}  ", *show_tally(tally, say)))]
    if lead:
        blocks.append(Text(spans(lead)))
    if strategy.about:
        blocks.append(Text(spans(strategy.about)))
    if strategy.tags:
        tags = " ".join(f"#{tag.replace(' ', '-')}" for tag in strategy.tags)
        blocks.append(Text(spans(Span(say("also {tags}", tags=tags), Tone.MUTED))))
    if rules:
        items = tuple(Item(name=rule.body, line=()) for rule in rules)
        blocks.append(Items(heading=say("Rules"), items=items))
    retire = "0" if strategy.is_active else "1"
    label = say("Retire") if strategy.is_active else say("Bring back")
    target = strategy.id
    blocks.append(
        choices(
            (
                button(sign, say("Rules"), "rules", target=target),
                button(sign, say("Rename"), "sedit", target=target, argument="name"),
                button(sign, say("Tags"), "sedit", target=target, argument="tags"),
            ),
            (
                button(sign, say("Describe"), "sedit", target=target, argument="about"),
                button(sign, say("Merge"), "smerge", target=target),
                button(sign, label, "sretire", target=target, argument=retire),
            ),
            (button(sign, say("All setups"), "spage", argument="0", weight=Weight.QUIET),),
        )
    )
    return Screen(blocks=tuple(blocks))


def compose_merge_choice(gone: Strategy, others: Sequence[Strategy], *, say: Say, sign: Sign) -> Screen:
    """Which one shall it become part of?"""
    head = say("{name} becomes part of which?", name=gone.name)
    offered = [
        button(sign, other.name, "sinto", target=gone.id, argument=other.id.hex[-8:])
        for other in others[:_MOST_OFFERED]
    ]
    rows = [offered[at : at + _IN_A_ROW] for at in range(0, len(offered), _IN_A_ROW)]
    back = button(sign, say("Back"), "strat", target=gone.id, weight=Weight.QUIET, icon=Icon.BACK)
    return Screen(blocks=(Title(spans(head)), choices(*rows, (back,))))


def compose_merge_question(gone: Tally, into: Strategy, *, say: Say, sign: Sign) -> Screen:
    """The last word before two become one, which cannot be taken back."""
    count = say("{count} trade", "{count} trades", count=gone.trades)
    old = gone.strategy
    head = say("{old} ({trades}) becomes {new}?", old=old.name, trades=count, new=into.name)
    line = say("Its rules come along, and both names find it from then on. This cannot be undone.")
    merge = button(
        sign, say("Merge"), "sjoin", target=old.id, argument=into.id.hex[-8:], weight=Weight.PRIMARY
    )
    keep = button(sign, say("Keep both"), "strat", target=old.id, weight=Weight.QUIET)
    return Screen(blocks=(Title(spans(head)), Text(spans(line)), choices((merge, keep))))


def show_tally(tally: Tally, say: Say) -> Spans:
    """`12 trades · 7 W 5 L · +4.2R`; R only of the trades that have one."""
    if not tally.trades:
        return spans(say("no closed trades yet"))
    count = say("{count} trade", "{count} trades", count=tally.trades)
    parts: list[str | Span] = [
        say("{count} · {wins} W {losses} L", count=count, wins=tally.wins, losses=tally.losses)
    ]
    if tally.result_r is not None:
        parts += [" · ", show_r(tally.result_r, 1)]
        if tally.with_r < tally.trades:
            parts.append(say(" of {count}", count=tally.with_r))
    return spans(*parts)


def _line(tally: Tally, say: Say, sign: Sign) -> Item:
    strategy = tally.strategy
    return Item(
        name=strategy.name,
        line=show_tally(tally, say),
        action=button(sign, say("Open", context="verb"), "strat", target=strategy.id),
    )


def _offer_merge(one: Strategy, other: Strategy, say: Say, sign: Sign) -> Action:
    """The less traded of the two goes: the list is ordered by trades."""
    return button(
        sign, say("Make them one"), "sinto", target=other.id, argument=one.id.hex[-8:], weight=Weight.PRIMARY
    )
