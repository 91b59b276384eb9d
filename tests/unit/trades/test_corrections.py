"""What was typed wrongly is set right, and nothing else moves."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.trades.changes import NotAPrice, NothingToCorrect
from core.trades.corrections import (
    COSTS,
    OutOfOrder,
    correct_cost,
    correct_fill,
    correct_market,
    correct_moment,
    correct_target,
    take_off,
    total_cost,
)
from core.trades.facts import TradeFacts
from core.trades.fill import FillKind
from tests.builders.kept import entry, facts, leaving

MONEY = st.decimals("-500", "500", places=2)


def told() -> TradeFacts:
    return facts(entry(), leaving("1.0880", "0.25", minutes=30), leaving("1.0900", "0.25", minutes=60))


@given(st.sampled_from(COSTS), st.lists(MONEY, min_size=1, max_size=4))
def test_costs_come_to_what_was_told_last(cost: str, totals: list[Decimal]) -> None:
    trade = corrected = told()
    for total in totals:
        corrected = correct_cost(corrected, cost, total)
    assert totals[-1] == total_cost(corrected, cost)
    assert [fill.quantity for fill in trade.fills] == [fill.quantity for fill in corrected.fills]


@given(st.integers(-180, 180))
def test_nothing_leaves_before_it_was_entered(minutes: int) -> None:
    fills = told()
    last = fills.exits[-1]
    at = last.at + timedelta(minutes=minutes)
    if at < fills.entries[0].at:
        with pytest.raises(OutOfOrder):
            correct_moment(fills, last.id, at)
        return
    moved = correct_moment(fills, last.id, at)
    assert sorted(fill.at for fill in moved.fills) == [fill.at for fill in moved.fills]
    assert FillKind.ENTRY is moved.fills[0].kind


def test_one_fill_of_several_is_corrected() -> None:
    trade = told()
    corrected = correct_fill(trade, trade.exits[0].id, price=Decimal("1.0885"))
    assert [Decimal("1.0885"), Decimal("1.0900")] == [fill.price for fill in corrected.exits]
    with pytest.raises(NotAPrice):
        correct_fill(trade, trade.exits[0].id, price=Decimal(0))
    with pytest.raises(NothingToCorrect):
        correct_fill(facts(entry()), trade.exits[1].id, price=Decimal(1))


def test_targets_are_changed_added_and_taken_away_one_by_one() -> None:
    one, two, three = Decimal("1.09"), Decimal("1.10"), Decimal("1.11")
    both = correct_target(correct_target(facts(entry()), 0, one), 1, two)
    assert (one, two) == both.targets[-2:]
    assert (one, three) == correct_target(both, 1, three).targets
    assert (two,) == correct_target(both, 0, None).targets


def test_an_unknown_market_keeps_its_name_only() -> None:
    corrected = correct_market(facts(entry()), "FOO", None)
    assert ("FOO", facts(entry()).currency) == (corrected.symbol, corrected.currency)


def test_a_picture_that_is_not_there_takes_nothing_off() -> None:
    trade = told()
    assert trade == take_off(trade, trade.fills[0].id)
