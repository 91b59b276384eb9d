"""Rules: those for every trade or of one setup, and one of them with what can be done with it."""

from collections.abc import Sequence

from bots.replies.buttons import button, choices
from core.conversations.tokens import Sign
from core.messaging.phrases import Say
from core.messaging.screen import Action, Icon, Item, Items, Screen, Text, Title, Weight, spans
from core.strategies.queries import Tally
from core.strategies.strategy import MOST_RULES, Rule, Strategy

_MOST_OFFERED = 6
_IN_A_ROW = 3


def compose_rules(
    rules: Sequence[Rule],
    *,
    strategy: Strategy | None,
    setups: Sequence[Tally] = (),
    retired: int = 0,
    say: Say,
    sign: Sign,
    lead: str = "",
) -> Screen:
    """The checklist that is asked after the close; `setups` have rules of their own behind a button each."""
    target = None if strategy is None else strategy.id
    title = say("Rules of {name}", name=strategy.name) if strategy else say("Rules for every trade")
    items = tuple(
        Item(name=rule.body, line=(), action=button(sign, say("Edit"), "rule", target=rule.id))
        for rule in rules
    )
    told = Items(heading="", items=items) if items else Text(spans(_empty(strategy, say)))
    first = (
        [button(sign, say("Add"), "radd", target=target, weight=Weight.PRIMARY)]
        if len(rules) < MOST_RULES
        else []
    )
    if retired:
        first.append(
            button(sign, say("Retired: {count}", count=retired), "rold", target=target, weight=Weight.QUIET)
        )
    offered = [_open_rules(tally, sign) for tally in setups[:_MOST_OFFERED]]
    rows = [offered[at : at + _IN_A_ROW] for at in range(0, len(offered), _IN_A_ROW)]
    last: list[Action] = []
    if strategy is not None:
        last.append(button(sign, strategy.name, "strat", target=strategy.id, weight=Weight.QUIET))
        last.append(button(sign, say("For every trade"), "rules", weight=Weight.QUIET))
    said = (Text(spans(lead)),) if lead else ()
    return Screen(blocks=(Title(spans(title)), *said, told, choices(first, *rows, last)))


def compose_rule(rule: Rule, *, say: Say, sign: Sign) -> Screen:
    first = [button(sign, say("Reword"), "rword", target=rule.id)]
    if rule.is_active:
        first.append(button(sign, say("Up"), "rmove", target=rule.id, argument="1"))
        first.append(button(sign, say("Down"), "rmove", target=rule.id, argument="0"))
    label, value = (say("Retire"), "0") if rule.is_active else (say("Bring back"), "1")
    last = (
        button(sign, label, "rretire", target=rule.id, argument=value),
        button(sign, say("Back"), "rules", target=rule.strategy, weight=Weight.QUIET, icon=Icon.BACK),
    )
    return Screen(blocks=(Title(spans(rule.body)), choices(first, last)))


def compose_retired_rules(
    rules: Sequence[Rule], *, strategy: Strategy | None, say: Say, sign: Sign
) -> Screen:
    """What was a rule once, each one tap from being one again."""
    items = tuple(
        Item(
            name=rule.body,
            line=(),
            action=button(sign, say("Bring back"), "rretire", target=rule.id, argument="1"),
        )
        for rule in rules[:MOST_RULES]
    )
    target = None if strategy is None else strategy.id
    back = button(sign, say("Back"), "rules", target=target, weight=Weight.QUIET, icon=Icon.BACK)
    return Screen(
        blocks=(Title(spans(say("Retired rules"))), Items(heading="", items=items), choices((back,)))
    )


def _empty(strategy: Strategy | None, say: Say) -> str:
    if strategy is not None:
        return say(
            "None yet. They are asked after each {name}, besides those for every trade.", name=strategy.name
        )
    return say("None yet. What do you never want to break? I ask after each close, all kept in one tap.")


def _open_rules(tally: Tally, sign: Sign) -> Action:
    label = f"{tally.strategy.name} · {tally.rules}" if tally.rules else tally.strategy.name
    return button(sign, label, "rules", target=tally.strategy.id)
