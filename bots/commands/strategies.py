"""/strategies and /rules: the list, one setup, its words, its rules, two that become one."""

from bots.commands.registry import Argument, Command, Source
from bots.dialogs.conductor import place, start
from bots.dialogs.rules import RULE_WORDS
from bots.dialogs.strategy import NEW, STRATEGY_WORDS
from bots.replies.strategies import compose_merge_choice, compose_merge_question
from bots.strategy_screens import (
    show_retired,
    show_retired_rules,
    show_rule,
    show_rules,
    show_strategies,
    show_strategy,
)
from bots.turn import Answer, Turn
from bots.verbs import Verb
from core.conversations.tokens import Press
from core.identifiers import RuleId, StrategyId
from core.strategies.queries import (
    NoSuchStrategy,
    RuleNotFound,
    StrategyNotFound,
    list_strategies,
    require_rule,
    require_tally,
)
from core.strategies.rules import move_rule, set_rule_active
from core.strategies.service import merge_strategies, set_active
from core.strategies.strategy import Strategy, find_called, plain_name


async def strategies(turn: Turn) -> Answer:
    """All of them, or the one that is named."""
    called = await _find_named(turn)
    return await show_strategies(turn) if called is None else await show_strategy(turn, called.id)


async def rules(turn: Turn) -> Answer:
    """Those for every trade, or those of the setup that is named."""
    called = await _find_named(turn)
    return await show_rules(turn, None if called is None else called.id)


async def press_page(turn: Turn, press: Press) -> Answer:
    return await show_strategies(turn, page=int(press.argument or 0))


async def press_retired(turn: Turn, _press: Press) -> Answer:
    return await show_retired(turn)


async def press_new(turn: Turn, _press: Press) -> Answer:
    return await start(turn, STRATEGY_WORDS, {"what": NEW})


async def press_strategy(turn: Turn, press: Press) -> Answer:
    return await show_strategy(turn, _require_strategy(press))


async def press_edit(turn: Turn, press: Press) -> Answer:
    known = {"what": press.argument, "strategy": str(_require_strategy(press))}
    return await start(turn, STRATEGY_WORDS, known)


async def press_retire(turn: Turn, press: Press) -> Answer:
    """Out of the list, or back; the old state is one tap away."""
    active = press.argument == "1"
    await set_active(turn.uow, _require_strategy(press), active=active)
    lead = (
        turn.say("Offered again.") if active else turn.say("Retired: its trades keep it, nobody offers it.")
    )
    return await show_strategy(turn, _require_strategy(press), lead=lead)


async def press_merge(turn: Turn, press: Press) -> Answer:
    gone = (await require_tally(turn.uow, _require_strategy(press))).strategy
    others = [tally.strategy for tally in await list_strategies(turn.uow) if tally.strategy.id != gone.id]
    if not others:
        return await show_strategy(turn, gone.id, lead=turn.say("There is no other setup to merge it with."))
    others.sort(key=lambda other: plain_name(other.name)[:3] != plain_name(gone.name)[:3])
    return place(turn, compose_merge_choice(gone, others, say=turn.say, sign=turn.sign))


async def press_into(turn: Turn, press: Press) -> Answer:
    gone = await require_tally(turn.uow, _require_strategy(press))
    into = await _require_other(turn, press)
    return place(turn, compose_merge_question(gone, into, say=turn.say, sign=turn.sign))


async def press_join(turn: Turn, press: Press) -> Answer:
    into = await _require_other(turn, press)
    await merge_strategies(turn.uow, _require_strategy(press), into.id)
    return await show_strategy(turn, into.id, lead=turn.say("They are one now."))


async def press_rules(turn: Turn, press: Press) -> Answer:
    return await show_rules(turn, _find_strategy(press))


async def press_retired_rules(turn: Turn, press: Press) -> Answer:
    return await show_retired_rules(turn, _find_strategy(press))


async def press_add(turn: Turn, press: Press) -> Answer:
    strategy = _find_strategy(press)
    return await start(turn, RULE_WORDS, {"strategy": str(strategy or "")})


async def press_rule(turn: Turn, press: Press) -> Answer:
    return await show_rule(turn, _require_rule(press))


async def press_reword(turn: Turn, press: Press) -> Answer:
    return await start(turn, RULE_WORDS, {"rule": str(_require_rule(press))})


async def press_move(turn: Turn, press: Press) -> Answer:
    moved = await move_rule(turn.uow, _require_rule(press), up=press.argument == "1")
    return await show_rules(turn, moved.strategy)


async def press_retire_rule(turn: Turn, press: Press) -> Answer:
    active = press.argument == "1"
    await set_rule_active(turn.uow, _require_rule(press), active=active)
    rule = await require_rule(turn.uow, _require_rule(press))
    lead = turn.say("A rule again.") if active else turn.say("Retired: {rule}", rule=rule.body)
    return await show_rules(turn, rule.strategy, lead=lead)


async def _find_named(turn: Turn) -> Strategy | None:
    name = turn.inbound.text.strip()
    if not name:
        return None
    tallies = [*await list_strategies(turn.uow), *await list_strategies(turn.uow, active=False)]
    called = find_called([tally.strategy for tally in tallies], name.lstrip("#"))
    if called is None:
        raise NoSuchStrategy(typed=name[:40])
    return called


async def _require_other(turn: Turn, press: Press) -> Strategy:
    found = (tally.strategy for tally in await list_strategies(turn.uow))
    other = next((each for each in found if each.id.hex[-8:] == press.argument), None)
    if other is None:
        raise StrategyNotFound
    return other


def _find_strategy(press: Press) -> StrategyId | None:
    return None if press.target is None else StrategyId(press.target)


def _require_strategy(press: Press) -> StrategyId:
    if press.target is None:
        raise StrategyNotFound
    return StrategyId(press.target)


def _require_rule(press: Press) -> RuleId:
    if press.target is None:
        raise RuleNotFound
    return RuleId(press.target)


_NAMED = (Argument(name="name", description="A setup", source=Source.SETUP),)
STRATEGY_COMMANDS = (
    Command(
        name="strategies",
        description="Your setups and what they came to",
        handler=strategies,
        arguments=_NAMED,
    ),
    Command(name="rules", description="The rules you ask yourself for", handler=rules, arguments=_NAMED),
)
STRATEGY_VERBS = tuple(
    Verb(name=name, handler=handler, subject="none")
    for name, handler in (
        ("spage", press_page),
        ("sold", press_retired),
        ("snew", press_new),
        ("strat", press_strategy),
        ("sedit", press_edit),
        ("sretire", press_retire),
        ("smerge", press_merge),
        ("sinto", press_into),
        ("sjoin", press_join),
        ("rules", press_rules),
        ("rold", press_retired_rules),
        ("radd", press_add),
        ("rule", press_rule),
        ("rword", press_reword),
        ("rmove", press_move),
        ("rretire", press_retire_rule),
    )
)
