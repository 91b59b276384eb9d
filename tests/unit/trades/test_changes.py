"""What can happen to a trade, as pure changes of its facts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.identifiers import new_id
from core.trades.changes import (
    AlreadyClosed,
    NotAPrice,
    correct_entry,
    correct_exit,
    correct_stop,
    enter_more,
    exit_part,
    move_stop,
    open_quantity,
)
from core.trades.ledger import OverExit
from core.trades.record import position_of
from core.trades.trade import TradeStatus
from tests.builders.kept import MORNING, entry, facts, leaving
from tests.builders.trading import market

HALF = Decimal("0.5")


def test_a_share_is_taken_of_what_is_open() -> None:
    told = facts(entry(), leaving("1.0871", "0.25"))
    after = exit_part(told, fill_id=new_id(), price=Decimal("1.0905"), at=MORNING, portion=HALF)
    assert Decimal("0.125") == open_quantity(after)


def test_a_third_is_cut_to_a_ticket() -> None:
    after = exit_part(facts(), fill_id=new_id(), price=HALF, at=MORNING, portion=Decimal(1) / 3)
    assert Decimal("0.1667") == after.exits[0].quantity


def test_nothing_leaves_a_closed_trade() -> None:
    with pytest.raises(AlreadyClosed, match="EURUSD is closed already"):
        exit_part(facts(entry(), leaving()), fill_id=new_id(), price=HALF, at=MORNING)


def test_nothing_leaves_at_no_price() -> None:
    with pytest.raises(NotAPrice):
        exit_part(facts(), fill_id=new_id(), price=Decimal(0), at=MORNING)


def test_more_than_is_open_contradicts_itself() -> None:
    after = exit_part(facts(), fill_id=new_id(), price=HALF, at=MORNING, quantity=Decimal(1))
    with pytest.raises(OverExit):
        position_of(after, market())


def test_an_exit_never_lies_before_its_entry() -> None:
    told = facts(entry(minutes=10))
    after = exit_part(told, fill_id=new_id(), price=HALF, at=MORNING)
    assert told.fills[0].at == after.exits[0].at


def test_size_added_moves_the_average() -> None:
    after = enter_more(facts(), fill_id=new_id(), price=Decimal("1.0830"), quantity=HALF, at=MORNING)
    assert Decimal("1.0840") == position_of(after, market()).average_entry


def test_a_moved_stop_keeps_the_first_one_for_r() -> None:
    after = move_stop(facts(), Decimal("1.0850"))
    assert (Decimal("1.0850"), Decimal("1.0820")) == (after.stop, after.initial_stop)


def test_the_first_stop_ever_named_fixes_r() -> None:
    after = move_stop(facts(stop=None), Decimal("1.0830"))
    assert Decimal("1.0830") == after.initial_stop


def test_a_corrected_stop_measures_r_anew_but_not_a_moved_one() -> None:
    moved = move_stop(facts(), Decimal("1.0850"))
    after = correct_stop(moved, Decimal("1.0830"))
    assert (Decimal("1.0850"), Decimal("1.0830")) == (after.stop, after.initial_stop)


def test_corrections_touch_the_first_entry_and_the_last_exit() -> None:
    told = facts(entry(), leaving("1.0871", "0.25"), leaving("1.0905", "0.25"))
    told = correct_exit(correct_entry(told, Decimal("1.0852")), Decimal("1.0907"))
    assert ["1.0852", "1.0871", "1.0907"] == [str(fill.price) for fill in told.fills]


@given(st.lists(st.decimals("0.01", "1", places=2), min_size=1, max_size=8))
def test_leaving_share_by_share_and_then_the_rest_always_ends_flat(portions: list[Decimal]) -> None:
    told = facts(entry(quantity="7.31"))
    for portion in portions:
        if open_quantity(told) > 0:
            told = exit_part(told, fill_id=new_id(), price=Decimal("1.09"), at=MORNING, portion=portion)
    if open_quantity(told) > 0:
        told = exit_part(told, fill_id=new_id(), price=Decimal("1.09"), at=MORNING)
    position = position_of(told, market())
    assert TradeStatus.CLOSED is position.status
    assert Decimal(0) == position.open_quantity
