"""Words about a trade's life: what they say, and what only looks like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.trades.life_words import LifeKind, find_life_words
from core.trades.trade import Side


@pytest.mark.parametrize(
    ("text", "words", "side", "is_fill", "symbol"),
    [
        ("flip short 1.2 @ 1.0890", "1.2 @ 1.0890", Side.SHORT, False, ""),
        ("Flipped to long 2 @ 20010 sl 19990", "2 @ 20010 sl 19990", Side.LONG, False, ""),
        ("reverse @ 1.0890", "@ 1.0890", None, False, ""),
        ("EURUSD flip short 1.0890", "1.0890", Side.SHORT, False, "eurusd"),
        ("close and reverse @ 1.0890", "@ 1.0890", None, False, ""),
        ("exit 1.2 @ 1.0890 and reverse", "1.2 @ 1.0890", None, True, ""),
        ("sold 1.2 @ 1.0890, reversed short", "1.2 @ 1.0890", Side.SHORT, True, ""),
        ("flip short", "", Side.SHORT, False, ""),
    ],
)
def test_a_reversal_tells_its_side_size_and_price(
    text: str, words: str, side: Side | None, is_fill: bool, symbol: str
) -> None:
    found = find_life_words(text)
    assert found is not None
    assert LifeKind.REVERSE is found.kind
    assert (words, side, is_fill, symbol) == (found.words, found.side, found.is_fill, found.symbol)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("leg of", LifeKind.JOIN),
        ("Leg of the last one", LifeKind.JOIN),
        ("group with previous trade", LifeKind.JOIN),
        ("ungroup", LifeKind.PART),
        ("took it", LifeKind.TAKE),
        ("Taken after all.", LifeKind.TAKE),
        ("not taken", LifeKind.MISS),
        ("no fill", LifeKind.MISS),
    ],
)
def test_short_words_mean_one_thing(text: str, kind: LifeKind) -> None:
    found = find_life_words(text)
    assert found is not None
    assert kind is found.kind


@pytest.mark.parametrize(
    ("text", "account"), [("@ftmo", "ftmo"), ("on FTMO 100k", "ftmo 100k"), ("acct demo", "demo")]
)
def test_an_account_may_be_named_alone(text: str, account: str) -> None:
    found = find_life_words(text)
    assert found is not None
    assert (LifeKind.MOVE, account) == (found.kind, found.words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "flip",
        "reversed",
        "the market reversed hard",
        "long EURUSD 1.0850",
        "@ 1.0890",
        "exit 1.0890",
        "x" * 500,
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert find_life_words(text) is None


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    find_life_words(text)
