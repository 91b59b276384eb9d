"""The reader against every text there is: it answers, stays within bounds and invents nothing."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from core.trades.shorthand import read_trade, read_trades
from core.trades.shorthand.reading import NoTrade, Reading
from core.trades.shorthand.text import LONGEST_TEXT
from core.trades.shorthand.wire import wire_reading
from core.trades.trade import Side

WORDS = [
    "long",
    "short",
    "buy",
    "sell",
    "sold",
    "exit",
    "closed",
    "half",
    "rest",
    "sl",
    "tp",
    "stop",
    "target",
    "entry",
    "at",
    "@",
    "be",
    "hit",
    "out",
    "move",
    "EURUSD",
    "gold",
    "NQ",
    "#BTC/USDT",
    "$AAPL",
    "1.0850",
    "1.0820",
    "2410",
    "178100",
    "0.5",
    "lots",
    "10x",
    "2R",
    "+45",
    "pips",
    "-1R",
    "64k",
    "1%",
    "$200",
    ";",
    ":",
    "-",
    "/",
    ",",
    "(",
    ")",
    "#",
    "\n",
    "190C",
    "07/21",
    "BTO",
    "STC",
    "now",
    "limit",
    "range",
    "TP1",
    "TP2",
    "from",
    "to",
    "and",
    "risk",
    "size",
    "note",
    "yesterday",
    "14:30",
    "?",
    "compra",
    "vendo",
    "стоп",
    "цель",
    "✅",
    "🟢",
    "📉",
    "➊",
    "no",
    "if",
]
phrases = st.lists(st.sampled_from(WORDS), max_size=40).flatmap(
    lambda words: st.sampled_from(["", " ", "  "]).map(lambda gap: gap.join(words))
)
texts = st.one_of(st.text(max_size=300), phrases)
PAIRS = {"EURUSD": ("1.0000", "1.2000", 4), "USDJPY": ("120.00", "180.00", 2), "XAUUSD": ("2000", "4000", 0)}


@given(texts)
def test_every_text_is_answered(text: str) -> None:
    reading = read_trade(text)

    assert reading.is_trade == (wire_reading(reading)["is_trade"] is True)
    assert (reading.reason is not None) == (reading.kind == "none")
    assert read_trades(text)[0] == reading


@given(texts)
def test_values_stay_within_their_bounds(text: str) -> None:
    reading = read_trade(text)

    assert reading.portion is None or 0 < reading.portion <= 1
    assert reading.entry_high is None or (reading.entry is not None and reading.entry < reading.entry_high)
    for price in (reading.entry, reading.stop_loss, reading.exit, *reading.take_profits):
        assert price is None or (price.is_finite() and price >= 0)
    for span in reading.spans:
        assert 0 <= span.start < span.end <= len(text)


@given(texts)
def test_a_text_without_digits_holds_no_price(text: str) -> None:
    bare = "".join(character for character in text if not character.isnumeric())
    reading = read_trade(bare)

    assert [None] * 4 == [reading.entry, reading.stop_loss, reading.exit, reading.quantity]
    assert () == reading.take_profits


@settings(max_examples=15)
@given(st.sampled_from(WORDS), st.text(min_size=1, max_size=12))
def test_what_lies_beyond_the_bound_changes_nothing(word: str, rest: str) -> None:
    text = f"{word} {rest} " * LONGEST_TEXT

    assert read_trade(text[:LONGEST_TEXT]).kind == read_trade(text).kind


@st.composite
def orders(draw: st.DrawFn) -> tuple[str, Reading]:
    """An order written in one of many ways, and what it means."""
    symbol = draw(st.sampled_from(sorted(PAIRS)))
    low, high, places = PAIRS[symbol]
    prices = st.decimals(Decimal(low), Decimal(high), places=places)
    stop, entry, target = sorted(draw(st.lists(prices, min_size=3, max_size=3, unique=True)))
    side = draw(st.sampled_from(Side))
    if side is Side.SHORT:
        stop, target = target, stop
    sides = {Side.LONG: ["long", "buy", "BUY", "compra"], Side.SHORT: ["short", "sell", "SELL", "vendo"]}
    name = draw(st.sampled_from([symbol, symbol.lower(), f"#{symbol}", f"{symbol[:3]}/{symbol[3:]}"]))
    word = draw(st.sampled_from(sides[side]))
    head = draw(st.sampled_from([f"{word} {name}", f"{name} {word}"]))
    mark = draw(st.sampled_from([" ", " @ ", " at ", "\nEntry: ", "\n@"]))
    guards = [
        draw(st.sampled_from(["sl ", "SL: ", "stop ", "Stop Loss - ", "S.L ", "sl@"])) + f"{stop}",
        draw(st.sampled_from(["tp ", "TP: ", "TP1 ", "target ", "T.P 1\n", "Take Profit: "])) + f"{target}",
    ]
    if draw(st.booleans()):
        guards.reverse()
    gap = draw(st.sampled_from([" ", "\n", ", ", " | ", "\n\n"]))
    text = gap.join([f"{head}{mark}{entry}", *guards])
    meant = Reading(
        kind=read_trade("long EURUSD").kind, side=side, symbol=symbol, entry=entry, stop_loss=stop
    )
    return text, meant


@given(orders())
def test_an_order_is_read_back_however_it_is_written(order: tuple[str, Reading]) -> None:
    text, meant = order
    reading = read_trade(text)

    assert (meant.kind, meant.side, meant.symbol) == (reading.kind, reading.side, reading.symbol)
    assert (meant.entry, meant.stop_loss) == (reading.entry, reading.stop_loss)
    assert 1 == len(reading.take_profits)
    assert NoTrade.CHATTER is not reading.reason
