"""The ledger against an independent recomputation: signed cash flow and exact fractions."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.trades.fill import Fill, FillKind
from core.trades.trade import Side, TradeStatus
from tests.builders.trading import entry, exit_, held

CENT = Decimal("0.01")
prices = st.integers(1, 2_000_000).map(lambda ticks: Decimal(ticks) * Decimal("0.00001"))
sizes = st.integers(1, 500).map(lambda hundredths: hundredths * CENT)
costs = st.integers(-2_000, 2_000).map(lambda cents: cents * CENT)
sides = st.sampled_from(Side)


@st.composite
def lives(draw: st.DrawFn) -> list[Fill]:
    """A legal row of fills: entries and exits in any order, never more out than in."""
    fills: list[Fill] = []
    open_quantity = Decimal(0)
    for minute in range(draw(st.integers(1, 12))):
        leaving = open_quantity > 0 and draw(st.booleans())
        size = draw(sizes)
        quantity = min(size, open_quantity) if leaving else size
        kind = FillKind.EXIT if leaving else FillKind.ENTRY
        base = exit_() if leaving else entry()
        fills.append(replace(base, kind=kind, price=draw(prices), quantity=quantity, commission=draw(costs)))
        open_quantity += -quantity if leaving else quantity
        del minute
    return fills


def flat(fills: list[Fill], price: Decimal) -> list[Fill]:
    open_quantity = sum(
        (fill.quantity if fill.kind is FillKind.ENTRY else -fill.quantity for fill in fills), Decimal(0)
    )
    if not open_quantity:
        return fills
    return [*fills, replace(exit_(), price=price, quantity=open_quantity)]


def cash_flow(side: Side, fills: list[Fill], point_value: int) -> Fraction:
    """What the account ends with: every purchase paid, every sale received, every cost paid."""
    total = Fraction(0)
    for fill in fills:
        bought = (fill.kind is FillKind.ENTRY) == (side is Side.LONG)
        value = Fraction(fill.price) * Fraction(fill.quantity) * point_value
        total += (-value if bought else value) - Fraction(fill.costs)
    return total


@given(side=sides, fills=lives(), last=prices)
def test_a_closed_trades_net_is_its_cash_flow(side: Side, fills: list[Fill], last: Decimal) -> None:
    whole = flat(fills, last)
    closed = held(whole, side=side)

    assert TradeStatus.CLOSED is closed.status
    assert closed.net is not None
    assert abs(cash_flow(side, whole, 100_000) - Fraction(closed.net)) <= Fraction(1, 10**8)


@given(side=sides, fills=lives())
def test_the_parts_add_up_to_the_whole(side: Side, fills: list[Fill]) -> None:
    booked = held(fills, side=side, stop="0.5", default="100")

    assert booked.gross == sum((part.gross or Decimal(0) for part in booked.realised), Decimal(0))
    assert booked.costs == sum((part.costs for part in booked.realised), Decimal(0))
    assert booked.net == sum((part.net or Decimal(0) for part in booked.realised), Decimal(0))
    if booked.realised:
        assert booked.result_r == sum((part.share_r or Decimal(0) for part in booked.realised), Decimal(0))
    for part in booked.realised:
        assert part.gross is not None
        assert part.net == part.gross - part.costs


@given(side=sides, fills=lives(), last=prices, cut=st.integers(1, 99))
def test_splitting_an_exit_changes_no_money(side: Side, fills: list[Fill], last: Decimal, cut: int) -> None:
    whole = flat(fills, last)
    final = whole[-1]
    first = final.quantity * cut / 100
    split = [
        *whole[:-1],
        replace(final, quantity=first),
        replace(final, quantity=final.quantity - first, commission=Decimal(0)),
    ]
    if final.kind is FillKind.ENTRY:
        return

    assert held(whole, side=side).net == held(split, side=side).net


@given(fills=lives(), last=prices)
def test_the_other_side_of_a_costless_trade_is_its_mirror(fills: list[Fill], last: Decimal) -> None:
    free = [replace(fill, commission=Decimal(0)) for fill in flat(fills, last)]
    long, short = held(free, side=Side.LONG), held(free, side=Side.SHORT)

    assert long.net is not None
    assert short.net == -long.net


@given(side=sides, fills=lives())
def test_the_open_quantity_is_what_came_in_less_what_left(side: Side, fills: list[Fill]) -> None:
    booked = held(fills, side=side)
    left = sum((part.quantity for part in booked.realised), Decimal(0))

    assert booked.entered_quantity - left == booked.open_quantity
    assert (booked.open_quantity == 0) == (booked.status is TradeStatus.CLOSED)
