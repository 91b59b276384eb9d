"""Seen and not taken: nothing of it counts, and it can still be taken."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from core.identifiers import new_id
from core.trades.missed import AlreadyTaken, NotMissed, miss, take
from core.trades.record import position_of
from core.trades.trade import TradeStatus
from tests.builders.kept import MORNING, entry, facts, kept, leaving
from tests.builders.trading import market

PRICE, SIZE = Decimal("1.0850"), Decimal("0.5")


def test_a_trade_that_was_not_taken_keeps_its_plan() -> None:
    trade = kept(miss(facts()))
    assert (TradeStatus.MISSED, False) == (trade.position.status, trade.is_open)
    assert (PRICE, SIZE) == (trade.facts.planned_entry, trade.facts.planned_size)
    assert trade.plan is not None
    assert (Decimal(2),) == trade.plan.rewards
    assert (None, None, None) == (trade.position.net, trade.position.result_r, trade.position.outcome)


def test_it_can_be_taken_after_all() -> None:
    told = facts()
    taken = take(miss(told), fill_id=told.fills[0].id, price=PRICE, quantity=SIZE, at=MORNING)
    assert replace(told, fills=taken.fills) == taken
    assert TradeStatus.OPEN is position_of(taken, market()).status


def test_a_trade_cannot_be_taken_twice() -> None:
    with pytest.raises(NotMissed):
        take(facts(), fill_id=new_id(), price=PRICE, quantity=SIZE, at=MORNING)


def test_what_was_traded_on_was_not_missed() -> None:
    with pytest.raises(AlreadyTaken):
        miss(facts(entry(), leaving()))


def test_missing_it_twice_is_missing_it_once() -> None:
    once = miss(facts())
    assert once == miss(once)
