"""Setups, rules and own questions on a real database: what finds them, what a merge moves, what is still lacking."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.clock import FixedClock
from core.fields.field import MOST_FIELDS, AskedAt, FieldKind, TooManyFields
from core.fields.service import create_field
from core.identifiers import TradeId, UserId, new_id
from core.reflection.queries import count_lacking, list_lacking, list_usual_feelings, load_questions
from core.reflection.topics import Aspect, Topic, find_open_topic, give_answer, pass_over
from core.storage.unit_of_work import UnitOfWork, begin
from core.strategies.queries import (
    StrategyNotFound,
    list_recent_setups,
    list_rules,
    list_rules_for,
    list_strategies,
    require_tally,
)
from core.strategies.rules import add_rules
from core.strategies.service import MergedIntoItself, create_strategy, merge_strategies, rename_strategy
from core.strategies.strategy import MOST_RULES, MOST_STRATEGIES, TooManyStrategies
from core.trades.acts import take_back
from core.trades.facts import TradeFacts
from core.trades.queries import load_desk, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade, log_trade
from tests.builders.kept import entry, facts, leaving
from tests.conftest import MakeUser


async def logged(uow: UnitOfWork, told: TradeFacts | None = None) -> Trade:
    told = told or facts()
    fresh = replace(told, fills=tuple(replace(fill, id=new_id()) for fill in told.fills))
    return await log_trade(uow, await load_desk(uow), fresh, source="console")


async def test_a_typed_tag_gives_the_trade_the_setups_own_name(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        made = await create_strategy(uow, "Break and retest")
        await rename_strategy(uow, made.id, "London")
        trade = await logged(uow, facts(setup="break-and-retest"))
        changed = await change_trade(
            uow,
            await load_desk(uow),
            await logged(uow),
            lambda told: replace(told, setup="LONDON"),
            ActKind.EDIT,
        )
        assert ["London", "London"] == [trade.facts.setup, changed.facts.setup]
        assert 1 == len(await list_strategies(uow))


async def test_undo_after_a_rename_finds_the_setup_under_its_new_name(
    a_user: MakeUser, clock: FixedClock
) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        trade = await logged(uow, facts(setup="gap"))
        desk = await load_desk(uow)
        await change_trade(uow, desk, trade, lambda told: replace(told, feeling="calm"), ActKind.RATE)
        tally = (await list_strategies(uow))[0]
        await rename_strategy(uow, tally.strategy.id, "Opening gap")
        await take_back(uow, trade.id)
        _, again = await require_trade(uow, trade.id)
        assert "Opening gap" == again.facts.setup
        assert 1 == len(await list_strategies(uow))


async def test_a_merge_moves_trades_rules_and_names(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        old = await logged(uow, facts(entry(), leaving(), setup="breakouts"))
        await logged(uow, facts(entry(), leaving("1.0835"), setup="breakout"))
        by_name = {tally.strategy.name: tally.strategy for tally in await list_strategies(uow)}
        gone, into = by_name["breakouts"], by_name["breakout"]
        await add_rules(uow, into.id, tuple(f"rule {number}" for number in range(MOST_RULES - 1)))
        await add_rules(uow, gone.id, ("Rule 1", "fresh", "one too many"))
        await merge_strategies(uow, gone.id, into.id)
        tally = await require_tally(uow, into.id)
        assert (2, 1, 1, MOST_RULES) == (tally.trades, tally.wins, tally.losses, tally.rules)
        assert "fresh" == (await list_rules(uow, into.id))[-1].body
        assert ("breakouts",) == tally.strategy.tags
        _, moved = await require_trade(uow, old.id)
        assert "breakout" == moved.facts.setup
        with pytest.raises(StrategyNotFound):
            await require_tally(uow, gone.id)
        with pytest.raises(MergedIntoItself):
            await merge_strategies(uow, into.id, into.id)


async def test_a_checklist_has_the_rules_for_every_trade_first(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        gap, other = await create_strategy(uow, "gap"), await create_strategy(uow, "other")
        await add_rules(uow, gap.id, ("above ATR",))
        await add_rules(uow, other.id, ("elsewhere",))
        await add_rules(uow, None, ("no news", "stop set"))
        bodies = [rule.body for rule in await list_rules_for(uow, "Gap")]
        assert ["no news", "stop set", "above ATR"] == bodies
        assert ["no news", "stop set"] == [rule.body for rule in await list_rules_for(uow, None)]


async def test_lists_have_an_end(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        for number in range(MOST_STRATEGIES):
            await create_strategy(uow, f"setup {number}")
        with pytest.raises(TooManyStrategies):
            await create_strategy(uow, "one more")
        for number in range(MOST_FIELDS):
            await create_field(uow, name=f"field {number}", kind=FieldKind.TEXT, asked_at=AskedAt.EXIT)
        with pytest.raises(TooManyFields):
            await create_field(uow, name="one more", kind=FieldKind.TEXT, asked_at=AskedAt.EXIT)


async def test_the_setups_of_a_market_and_the_latest_are_offered_first(
    a_user: MakeUser, clock: FixedClock
) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        await logged(uow, facts(entry("20000", "1"), symbol="NQ", stop=None, targets=(), setup="gap"))
        await logged(uow, facts(setup="trend"))
        await create_strategy(uow, "never traded")
        offered = [each.name for each in await list_recent_setups(uow, symbol="NQ")]
        assert ["gap", "trend", "never traded"] == offered


async def test_own_words_for_feelings_are_counted(a_user: MakeUser, clock: FixedClock) -> None:
    async with begin(await a_user(), now=clock.now()) as uow:
        for feeling in ("rushed", "Rushed, tired", "calm"):
            await logged(uow, facts(feeling=feeling))
        assert "rushed" == (await list_usual_feelings(uow))[0]
        assert {"rushed", "tired", "calm"} == set(await list_usual_feelings(uow))


async def test_a_stranger_sees_nothing_of_it(a_user: MakeUser, clock: FixedClock) -> None:
    ana, ben = await a_user("Ana"), await a_user("Ben")
    async with begin(ana, now=clock.now()) as uow:
        made = await create_strategy(uow, "gap")
        await add_rules(uow, made.id, ("no news",))
        await create_field(uow, name="Sleep", kind=FieldKind.NUMBER, asked_at=AskedAt.EXIT)
    async with begin(ben, now=clock.now()) as uow:
        assert [] == await list_strategies(uow)
        assert [] == await list_rules(uow, made.id)
        assert () == (await load_questions(uow)).fields
        with pytest.raises(StrategyNotFound):
            await require_tally(uow, made.id)


_ANSWERS = {"setup": "gap", "feeling": "calm", "confidence": "6", "entry": "8", "exit": "7", "rules": "yes"}
_STATES = st.lists(
    st.tuples(st.booleans(), st.dictionaries(st.sampled_from([*_ANSWERS, "own"]), st.booleans())), max_size=5
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_STATES)
async def test_the_database_and_the_rules_agree_on_what_is_lacking(
    a_user: MakeUser, clock: FixedClock, states: Sequence[tuple[bool, dict[str, bool]]]
) -> None:
    user: UserId = await a_user()
    async with begin(user, now=clock.now()) as uow:
        field = await create_field(uow, name="News", kind=FieldKind.YES_NO, asked_at=AskedAt.EXIT)
        await uow.execute("update custom_fields set created_at = '2020-01-01'")
        trades = [
            await logged(uow, _answered(closed, given_, Topic(field=field))) for closed, given_ in states
        ]
        asked = await load_questions(uow)
        lacking = {trade.id for trade in trades if find_open_topic(trade, asked) is not None}
        assert lacking == set(await list_lacking(uow, limit=50))
        assert len(lacking) == await count_lacking(uow)
        paged: list[TradeId] = []
        while found := await list_lacking(uow, before=paged[-1] if paged else None, limit=2):
            paged += found
        assert lacking == set(paged)
        assert len(paged) == len(set(paged))


def _answered(closed: bool, given_: dict[str, bool], own: Topic) -> TradeFacts:
    """True: answered, False: skipped."""
    told = facts(entry(), leaving()) if closed else facts()
    for name, is_answered in given_.items():
        topic = own if name == "own" else Topic(aspect=Aspect(name))
        told = give_answer(told, topic, _ANSWERS.get(name, "yes")) if is_answered else pass_over(told, topic)
    return told
