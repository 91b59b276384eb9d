"""Questions about setups and rules: the list with its results, one, what was used last, the rules of a trade."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import asyncpg

from core.errors import NotFound
from core.identifiers import RuleId, StrategyId
from core.storage.unit_of_work import UnitOfWork
from core.strategies.strategy import MOST_RULES, Rule, Strategy
from core.trades.statements import PLAIN_NAME

_MOST_LISTED = 500


class StrategyNotFound(NotFound):
    phrase = "That setup is not in your journal any more."


class NoSuchStrategy(NotFound):
    """Field: `typed`."""

    code = "no_such_strategy"
    phrase = "I know no setup called “{typed}”. /strategies lists yours."


class RuleNotFound(NotFound):
    phrase = "That rule is not in your journal any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a setup came to: closed trades in the journal. `result_r` is over the `with_r` that have one."""

    strategy: Strategy
    trades: int
    wins: int
    losses: int
    with_r: int
    result_r: Decimal | None
    rules: int


_STRATEGY = "s.id, s.name, s.description, s.tags, s.is_active"
_TALLY = f"""
select {_STRATEGY},
    count(t.id) as trades,
    count(t.id) filter (where t.result_type = 'win') as wins,
    count(t.id) filter (where t.result_type = 'loss') as losses,
    count(t.result_r) as with_r, sum(t.result_r) as result_r,
    (select count(*) from strategy_rules r
        where r.user_id = s.user_id and r.strategy_id = s.id and r.is_active) as rules
from strategies s
left join trades t on t.user_id = s.user_id and t.strategy_id = s.id and t.is_active and t.status = 'closed'
where s.user_id = $1
"""  # noqa: S608 - made of constants
_GROUPED = "group by s.user_id, s.id order by count(t.id) desc, lower(s.name), s.id"
_RULE = "select id, strategy_id, body, is_active from strategy_rules"


def _is_called(name: str) -> str:
    return f"{PLAIN_NAME.format(name=name)} = {PLAIN_NAME.format(name='$2::text')}"


async def list_strategies(uow: UnitOfWork, *, active: bool = True) -> list[Tally]:
    """Those in use (or those that are retired), the most traded first."""
    rows = await uow.fetch(
        f"{_TALLY} and s.is_active = $2 {_GROUPED} limit $3", uow.user_id, active, _MOST_LISTED
    )
    return [_read_tally(row) for row in rows]


async def require_tally(uow: UnitOfWork, strategy: StrategyId) -> Tally:
    """Raises: StrategyNotFound."""
    row = await uow.fetch_one(f"{_TALLY} and s.id = $2 {_GROUPED}", uow.user_id, strategy)
    if row is None:
        raise StrategyNotFound
    return _read_tally(row)


async def list_recent_setups(uow: UnitOfWork, *, symbol: str | None = None, limit: int = 6) -> list[Strategy]:
    """Setups in use for a picker: those of this market and of the latest trades first, never traded ones last."""
    rows = await uow.fetch(
        f"""
        select {_STRATEGY} from strategies s
        left join lateral (
            select max(t.trade_date) as at, max(t.trade_date) filter (where t.symbol = $2) as here from trades t
            where t.user_id = s.user_id and t.strategy_id = s.id and t.is_active
        ) used on true
        where s.user_id = $1 and s.is_active
        order by used.here desc nulls last, used.at desc nulls last, lower(s.name), s.id limit $3
        """,  # noqa: S608
        uow.user_id,
        symbol,
        limit,
    )
    return [_read(row) for row in rows]


async def list_rules(uow: UnitOfWork, strategy: StrategyId | None, *, active: bool = True) -> list[Rule]:
    """The rules of one strategy, or (None) those for every trade, in their order."""
    rows = await uow.fetch(
        f"""{_RULE} where user_id = $1 and strategy_id is not distinct from $2 and is_active = $3
            order by position, id limit $4""",
        uow.user_id,
        strategy,
        active,
        _MOST_LISTED,
    )
    return [_read_rule(row) for row in rows]


async def list_rules_for(uow: UnitOfWork, setup: str | None) -> list[Rule]:
    """The checklist of a trade of that setup: those for every trade, then its own; at most twice MOST_RULES."""
    rows = await uow.fetch(
        f"""{_RULE} where user_id = $1 and is_active and (strategy_id is null or strategy_id = (
                select id from strategies where user_id = $1 and ({_is_called("name")}
                    or exists (select from unnest(tags) as tag where {_is_called("tag")}))
                order by lower(name) = lower($2) desc, {_is_called("name")} desc, is_active desc limit 1))
            order by strategy_id nulls first, position, id limit $3""",  # noqa: S608
        uow.user_id,
        setup,
        2 * MOST_RULES,
    )
    return [_read_rule(row) for row in rows]


async def list_named_rules(uow: UnitOfWork, rules: list[UUID]) -> list[Rule]:
    """Those of these ids that are known, retired or not, those for every trade first."""
    if not rules:
        return []
    rows = await uow.fetch(
        f"""{_RULE} where user_id = $1 and id = any($2::uuid[])
            order by strategy_id nulls first, position, id""",
        uow.user_id,
        rules,
    )
    return [_read_rule(row) for row in rows]


async def require_rule(uow: UnitOfWork, rule: RuleId) -> Rule:
    """Raises: RuleNotFound."""
    row = await uow.fetch_one(f"{_RULE} where user_id = $1 and id = $2", uow.user_id, rule)
    if row is None:
        raise RuleNotFound
    return _read_rule(row)


def _read_tally(row: asyncpg.Record) -> Tally:
    return Tally(
        strategy=_read(row),
        trades=row["trades"],
        wins=row["wins"],
        losses=row["losses"],
        with_r=row["with_r"],
        result_r=row["result_r"],
        rules=row["rules"],
    )


def _read(row: asyncpg.Record) -> Strategy:
    return Strategy(
        id=StrategyId(row["id"]),
        name=row["name"],
        about=row["description"],
        tags=tuple(row["tags"] or ()),
        is_active=row["is_active"],
    )


def _read_rule(row: asyncpg.Record) -> Rule:
    strategy = row["strategy_id"]
    return Rule(
        id=RuleId(row["id"]),
        strategy=None if strategy is None else StrategyId(strategy),
        body=row["body"],
        is_active=row["is_active"],
    )
