"""What an edited message changes is exactly what its words changed."""

from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.trades.facts import FillFacts, TradeFacts
from core.trades.merging import merge
from tests.builders.kept import entry, facts, leaving

PRICES = st.decimals("1.0000", "1.2000", places=4)
NUMBERED = st.integers(0, 4)


@st.composite
def some_facts(draw: st.DrawFn) -> TradeFacts:
    """Facts of one trade as different words leave them: the same fills under the same names."""
    exits = [
        replace(
            leaving(str(draw(PRICES)), str(Decimal(number + 1) / 10), minutes=number), id=UUID(int=number + 2)
        )
        for number in sorted(draw(st.sets(NUMBERED)))
    ]
    fills: list[FillFacts] = [replace(entry(str(draw(PRICES)), "3"), id=UUID(int=1)), *exits]
    told = facts(*fills)
    return replace(
        told,
        stop=draw(st.none() | PRICES),
        targets=tuple(draw(st.lists(PRICES, max_size=2))),
        setup=draw(st.none() | st.sampled_from(["breakout", "retest"])),
        notes=draw(st.none() | st.sampled_from(["early", "late", "early\nlate"])),
    )


@given(some_facts(), some_facts())
def test_where_nothing_else_happened_the_new_words_count(old: TradeFacts, new: TradeFacts) -> None:
    merged = merge(old, old, new)
    assert sorted(new.fills, key=str) == sorted(merged.fills, key=str)
    assert replace(new, fills=()) == replace(merged, fills=())


@given(some_facts(), some_facts())
def test_words_that_say_the_same_change_nothing(present: TradeFacts, told: TradeFacts) -> None:
    assert present == merge(present, told, told)


@given(some_facts(), some_facts(), PRICES)
def test_what_the_words_do_not_tell_stays(present: TradeFacts, told: TradeFacts, stop: Decimal) -> None:
    merged = merge(present, told, replace(told, stop=stop))
    assert replace(present, stop=None) == replace(merged, stop=None)
    assert merged.stop == (present.stop if stop == told.stop else stop)


def test_only_the_words_of_the_message_change_among_the_notes() -> None:
    present = replace(facts(entry()), notes="first\nsecond\nthird")
    old, new = replace(present, notes="first\nsecond"), replace(present, notes="first\nother")
    assert "first\nother\nthird" == merge(present, old, new).notes
