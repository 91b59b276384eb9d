"""What people do to their rules: add several at once, reword, reorder, retire, bring back."""

from core.identifiers import RuleId, StrategyId, new_id
from core.storage.unit_of_work import UnitOfWork
from core.strategies.queries import list_rules, require_rule
from core.strategies.strategy import MOST_RULES, Rule, TooManyRules

_ADD = """
insert into strategy_rules (user_id, id, strategy_id, body, position)
select $1, new.id, $2, new.body, coalesce((select max(position) from strategy_rules
    where user_id = $1 and strategy_id is not distinct from $2), 0) + new.place
from unnest($3::uuid[], $4::text[]) with ordinality as new(id, body, place)
"""
_ORDER = """
update strategy_rules r set position = new.place
from unnest($2::uuid[]) with ordinality as new(id, place) where r.user_id = $1 and r.id = new.id
"""


async def add_rules(uow: UnitOfWork, strategy: StrategyId | None, bodies: tuple[str, ...]) -> list[Rule]:
    """Add those that are not there yet, below the others; a retired one of the same words comes back.

    Raises:
        TooManyRules: there would be more than 10.
    """
    present = await list_rules(uow, strategy)
    known = {rule.body.casefold() for rule in present}
    fresh = [body for body in bodies if body.casefold() not in known]
    if len(present) + len(fresh) > MOST_RULES:
        raise TooManyRules(limit=MOST_RULES)
    retired = {rule.body.casefold(): rule for rule in await list_rules(uow, strategy, active=False)}
    for body in fresh:
        if body.casefold() in retired:
            await set_rule_active(uow, retired[body.casefold()].id, active=True)
    new = [body for body in fresh if body.casefold() not in retired]
    await uow.execute(_ADD, uow.user_id, strategy, [new_id() for _ in new], new)
    return await list_rules(uow, strategy)


async def reword_rule(uow: UnitOfWork, rule: RuleId, body: str) -> None:
    """The same rule in better words: what was kept of it stays kept."""
    await uow.execute(
        "update strategy_rules set body = $3 where user_id = $1 and id = $2", uow.user_id, rule, body
    )


async def move_rule(uow: UnitOfWork, rule: RuleId, *, up: bool) -> Rule:
    """Change places with its neighbour; at the end of the list nothing happens."""
    found = await require_rule(uow, rule)
    order = [each.id for each in await list_rules(uow, found.strategy)]
    if rule in order:
        at = order.index(rule)
        other = at - 1 if up else at + 1
        if 0 <= other < len(order):
            order[at], order[other] = order[other], order[at]
            await uow.execute(_ORDER, uow.user_id, order)
    return found


async def set_rule_active(uow: UnitOfWork, rule: RuleId, *, active: bool) -> None:
    """Retire it (answers given stay readable), or bring it back.

    Raises:
        TooManyRules: 10 are in use.
    """
    if active:
        found = await require_rule(uow, rule)
        if not found.is_active and len(await list_rules(uow, found.strategy)) >= MOST_RULES:
            raise TooManyRules(limit=MOST_RULES)
    await uow.execute(
        "update strategy_rules set is_active = $3 where user_id = $1 and id = $2", uow.user_id, rule, active
    )
