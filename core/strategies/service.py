"""What people do to their setups: create, rename, describe, tag, retire, bring back, make one of two."""

from core.errors import Refused
from core.identifiers import StrategyId, new_id
from core.storage.unit_of_work import UnitOfWork
from core.strategies.queries import list_rules, list_strategies, require_tally
from core.strategies.strategy import (
    MOST_RULES,
    MOST_STRATEGIES,
    MOST_TAGS,
    NameTaken,
    Strategy,
    TooManyStrategies,
    find_called,
    plain_name,
)

_MOVE_TRADES = "update trades set strategy_id = $3 where user_id = $1 and strategy_id = $2"
_MOVE_RULES = """
update strategy_rules set strategy_id = $3, is_active = is_active and id = any($4::uuid[]), position = position + $5
where user_id = $1 and strategy_id = $2
"""
_SET = "update strategies set {column} = $3 where user_id = $1 and id = $2"


class MergedIntoItself(Refused):
    code = "merged_into_itself"
    phrase = "That is the same setup."


async def create_strategy(uow: UnitOfWork, name: str) -> Strategy:
    """A new setup; a retired one of that name comes back instead.

    Raises:
        NameTaken: one in use is called so.
        TooManyStrategies: 60 are in use.
    """
    await _require_room(uow)
    called = find_called(await _list_all(uow), name)
    if called is not None and called.is_active:
        raise NameTaken(name=called.name)
    if called is not None:
        await set_active(uow, called.id, active=True)
        return called
    strategy = Strategy(id=StrategyId(new_id()), name=name)
    await uow.execute(
        "insert into strategies (user_id, id, name) values ($1, $2, $3)", uow.user_id, strategy.id, name
    )
    return strategy


async def rename_strategy(uow: UnitOfWork, strategy: StrategyId, name: str) -> None:
    """The old name stays as a tag, so `#old` and what undo brings back still find it.

    Raises:
        NameTaken: another one is called so.
    """
    present = (await require_tally(uow, strategy)).strategy
    called = find_called(await _list_all(uow), name)
    if called is not None and called.id != strategy:
        raise NameTaken(name=called.name)
    await uow.execute(_SET.format(column="name"), uow.user_id, strategy, name)
    await _keep_tags(uow, strategy, (*present.tags, present.name.lower()), name)


async def describe_strategy(uow: UnitOfWork, strategy: StrategyId, about: str) -> None:
    await uow.execute(_SET.format(column="description"), uow.user_id, strategy, about or None)


async def tag_strategy(uow: UnitOfWork, strategy: StrategyId, tags: tuple[str, ...]) -> None:
    """Add these to its tags; none at all takes every tag away.

    Raises:
        NameTaken: one of them finds another setup already.
    """
    present = (await require_tally(uow, strategy)).strategy
    others = [each for each in await _list_all(uow) if each.id != strategy]
    for tag in tags:
        called = find_called(others, tag)
        if called is not None:
            raise NameTaken(name=called.name)
    await _keep_tags(uow, strategy, (*present.tags, *tags) if tags else (), present.name)


async def set_active(uow: UnitOfWork, strategy: StrategyId, *, active: bool) -> None:
    """Retire it (its trades keep it, nobody offers it), or bring it back.

    Raises:
        TooManyStrategies: 60 are in use.
    """
    if active:
        await _require_room(uow)
    await uow.execute(_SET.format(column="is_active"), uow.user_id, strategy, active)


async def merge_strategies(uow: UnitOfWork, gone: StrategyId, into: StrategyId) -> Strategy:
    """The trades, rules and names of `gone` become those of `into`. Rules beyond room are retired.

    Raises:
        MergedIntoItself, StrategyNotFound.
    """
    if gone == into:
        raise MergedIntoItself
    old, new = (await require_tally(uow, gone)).strategy, (await require_tally(uow, into)).strategy
    kept = await list_rules(uow, into)
    bodies = {rule.body.casefold() for rule in kept}
    added = [rule.id for rule in await list_rules(uow, gone) if rule.body.casefold() not in bodies]
    room = max(MOST_RULES - len(kept), 0)
    await uow.execute(_MOVE_RULES, uow.user_id, gone, into, added[:room], len(kept))
    await uow.execute(_MOVE_TRADES, uow.user_id, gone, into)
    await uow.execute("delete from strategies where user_id = $1 and id = $2", uow.user_id, gone)
    await _keep_tags(uow, into, (*new.tags, old.name.lower(), *old.tags), new.name)
    if old.about and not new.about:
        await describe_strategy(uow, into, old.about)
    return new


async def _keep_tags(uow: UnitOfWork, strategy: StrategyId, tags: tuple[str, ...], name: str) -> None:
    """Each once, without what the name says already; the newest are kept where there are too many."""
    by_plain = {plain_name(tag): tag for tag in tags if plain_name(tag) != plain_name(name)}
    kept = list(by_plain.values())[-2 * MOST_TAGS :]
    await uow.execute(_SET.format(column="tags"), uow.user_id, strategy, kept)


async def _require_room(uow: UnitOfWork) -> None:
    if len(await list_strategies(uow)) >= MOST_STRATEGIES:
        raise TooManyStrategies(limit=MOST_STRATEGIES)


async def _list_all(uow: UnitOfWork) -> list[Strategy]:
    tallies = [*await list_strategies(uow), *await list_strategies(uow, active=False)]
    return [tally.strategy for tally in tallies]
