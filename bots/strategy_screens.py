"""The screens of setups and rules as they stand now."""

from bots.dialogs.conductor import place
from bots.replies.rules import compose_retired_rules, compose_rule, compose_rules
from bots.replies.strategies import compose_retired, compose_strategies, compose_strategy
from bots.turn import Answer, Turn
from core.identifiers import RuleId, StrategyId
from core.strategies.queries import list_rules, list_strategies, require_rule, require_tally
from core.strategies.strategy import list_lookalikes


async def show_strategies(turn: Turn, *, page: int = 0, lead: str = "") -> Answer:
    tallies = await list_strategies(turn.uow)
    retired = await list_strategies(turn.uow, active=False)
    alike = list_lookalikes([tally.strategy for tally in tallies])
    screen = compose_strategies(
        tallies, alike, page=page, retired=len(retired), say=turn.say, sign=turn.sign, lead=lead
    )
    return place(turn, screen)


async def show_retired(turn: Turn) -> Answer:
    retired = await list_strategies(turn.uow, active=False)
    if not retired:
        return await show_strategies(turn)
    return place(turn, compose_retired(retired, say=turn.say, sign=turn.sign))


async def show_strategy(turn: Turn, strategy: StrategyId, *, lead: str = "") -> Answer:
    tally = await require_tally(turn.uow, strategy)
    rules = await list_rules(turn.uow, strategy)
    return place(turn, compose_strategy(tally, rules, say=turn.say, sign=turn.sign, lead=lead))


async def show_rules(turn: Turn, strategy: StrategyId | None, *, lead: str = "") -> Answer:
    """Those for every trade, with the setups behind buttons, or those of one."""
    rules = await list_rules(turn.uow, strategy)
    retired = await list_rules(turn.uow, strategy, active=False)
    tally = None if strategy is None else await require_tally(turn.uow, strategy)
    setups = [] if strategy is not None else await list_strategies(turn.uow)
    screen = compose_rules(
        rules,
        strategy=tally.strategy if tally else None,
        setups=sorted(setups, key=lambda each: -each.rules),
        retired=len(retired),
        say=turn.say,
        sign=turn.sign,
        lead=lead,
    )
    return place(turn, screen)


async def show_retired_rules(turn: Turn, strategy: StrategyId | None) -> Answer:
    retired = await list_rules(turn.uow, strategy, active=False)
    if not retired:
        return await show_rules(turn, strategy)
    tally = None if strategy is None else await require_tally(turn.uow, strategy)
    screen = compose_retired_rules(
        retired, strategy=tally.strategy if tally else None, say=turn.say, sign=turn.sign
    )
    return place(turn, screen)


async def show_rule(turn: Turn, rule: RuleId) -> Answer:
    return place(turn, compose_rule(await require_rule(turn.uow, rule), say=turn.say, sign=turn.sign))
