"""The farthest a trade went: what is plausible, and what it comes to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.trades.changes import NotAPrice, NothingToCorrect
from core.trades.excursion import Excursion, ExtremeWithin, excursion_of, set_extremes, told_extremes
from core.trades.facts import TradeFacts
from core.trades.shorthand import read_trade
from core.trades.trade import Side
from tests.builders.kept import entry, facts, kept, leaving

BEST, WORST = Decimal("1.0921"), Decimal("1.0832")


def closed(**told: Decimal) -> TradeFacts:
    return set_extremes(facts(entry(), leaving("1.0905")), **told)


def require(told: TradeFacts) -> Excursion:
    found = excursion_of(kept(told))
    assert found is not None
    return found


def test_the_ways_for_and_against_are_measured_from_the_average_entry() -> None:
    went = require(closed(best=BEST, worst=WORST))
    assert (Decimal("0.0071"), Decimal("0.0018")) == (went.favour, went.against)
    assert (Decimal("0.6"), Decimal("2.37")) == (
        went.against_r,
        went.favour_r and went.favour_r.quantize(Decimal("0.01")),
    )
    assert went.range_taken is not None
    assert Decimal("0.82") == went.range_taken.quantize(Decimal("0.01"))


def test_a_short_is_measured_the_other_way() -> None:
    short = facts(entry(), leaving("1.0830"), side=Side.SHORT, stop="1.0880")
    went = require(set_extremes(short, best=Decimal("1.0820"), worst=Decimal("1.0860")))
    assert (Decimal("0.0030"), Decimal("0.0010")) == (went.favour, went.against)


@pytest.mark.parametrize(("best", "worst"), [("1.0900", None), (None, "1.0851")])
def test_a_fill_beyond_it_is_named(best: str | None, worst: str | None) -> None:
    with pytest.raises(ExtremeWithin, match="was filled at"):
        closed(
            **{
                name: Decimal(price)
                for name, price in (("best", best), ("worst", worst))
                if price is not None
            }
        )


def test_a_later_exit_beyond_the_best_is_the_best() -> None:
    told = set_extremes(facts(), best=BEST)
    went = require(replace(told, fills=(*told.fills, leaving("1.0950"))))
    assert Decimal("1.0950") == went.best


def test_one_side_may_be_told_alone() -> None:
    went = require(closed(worst=WORST))
    assert (None, None, None) == (went.best, went.favour, went.range_taken)


def test_nothing_told_is_no_excursion() -> None:
    assert excursion_of(kept()) is None


def test_a_price_is_above_zero_and_a_trade_has_prices() -> None:
    with pytest.raises(NotAPrice):
        closed(best=Decimal(0))
    with pytest.raises(NothingToCorrect):
        set_extremes(replace(facts(), fills=()), best=BEST)


@pytest.mark.parametrize(
    ("words", "side", "best", "worst"),
    [
        ("worst 1.0832 best 1.0921", Side.LONG, "1.0921", "1.0832"),
        ("low 1.0832 high 1.0921", Side.LONG, "1.0921", "1.0832"),
        ("low 1.0832 high 1.0921", Side.SHORT, "1.0832", "1.0921"),
        ("heat 12 pips mfe 71 pips", Side.LONG, "1.0921", "1.0838"),
        ("mfe 71 pips", Side.SHORT, "1.0779", None),
    ],
)
def test_the_words_may_tell_prices_or_ways(words: str, side: Side, best: str, worst: str | None) -> None:
    trade = kept(facts(side=side, stop=None))
    found = told_extremes(trade, read_trade(words))
    assert (Decimal(best), None if worst is None else Decimal(worst)) == found


prices = st.integers(1, 3000).map(lambda ticks: Decimal(ticks) * Decimal("0.001"))


@given(
    side=st.sampled_from(Side),
    first=prices,
    last=prices,
    best=prices,
    worst=prices,
)
def test_what_is_accepted_holds_every_fill(
    side: Side, first: Decimal, last: Decimal, best: Decimal, worst: Decimal
) -> None:
    whole = facts(entry(str(first)), leaving(str(last)), side=side, stop=None)
    try:
        went = require(set_extremes(whole, best=best, worst=worst))
    except ExtremeWithin:
        low, high = sorted((best, worst)) if side is Side.LONG else sorted((worst, best))
        span = sorted((first, last))
        assert not (low <= span[0] and span[1] <= high and (best - worst) * side.sign >= 0)
        return
    assert went.range_taken is None or 0 <= went.range_taken <= 1
    assert (best - worst) * side.sign >= 0
