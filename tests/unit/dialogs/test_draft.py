"""From a reading to the answers of the dialog and to a trade: nothing is invented, nothing breaks."""

from contextlib import suppress
from datetime import UTC, datetime, time
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogs.dialog import Answers
from bots.dialogs.draft import draft_answers, draft_facts
from bots.dialogs.draft_size import size_by_risk
from bots.dialogs.engine import Asking, Finished, begin
from bots.dialogs.trade_close import close_answers, find_meant_price
from bots.dialogs.trade_entry import TRADE_ENTRY
from bots.openings import take_missed
from core.identifiers import AccountId, UserId
from core.people.account import TradingAccount
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.ledger import NoSize
from core.trades.record import position_of
from core.trades.shorthand import read_trade
from core.trades.trade import Side
from core.trades.typed import Leaving
from tests.builders.kept import kept

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
DESK = Desk(
    account=TradingAccount(
        id=AccountId(UUID(int=1)),
        owner=UserId(UUID(int=2)),
        name="Main",
        currency="USD",
        zone=ZoneInfo("UTC"),
        cutoff=time(0),
        starting_balance=Decimal(10_000),
    )
)


def answers_of(text: str) -> dict[str, str | None]:
    return draft_answers(read_trade(text), DESK, text)


def asked(text: str) -> str | None:
    """The step that a line leads to; None if it is filed at once."""
    match begin(TRADE_ENTRY, answers_of(text)):
        case Asking(state=state):
            return state.step
        case Finished():
            return None


def filed(text: str, **more: str | None) -> TradeFacts:
    answers: Answers = {**answers_of(text), **more}
    return draft_facts(answers, DESK, now=NOW, opened_at=NOW)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots", None),
        ("long EURUSD 1.0850 0.5 lots", None),
        ("long EURUSD +2R", None),
        ("sold gold 2410 stop 2415", "size"),
        ("long EURUSD abc", "entry"),
        ("long EURUSD 1.0850-1.0860 0.5 lots", "entry"),
        ("long EURUSD 1.0850 sl 1.0890 0.5 lots", "stopside"),
        ("long usdjpy 149500 sl 149200 0.5 lots", "digits"),
        ("long 1.0850 sl 1.0820 0.5 lots", "symbol"),
        ("long ZZTOP 100 sl 90 3 contracts", "point"),
    ],
)
def test_only_what_is_missing_or_in_doubt_is_asked(text: str, step: str | None) -> None:
    assert step == asked(text)


def test_a_line_becomes_the_facts_it_says() -> None:
    found = filed("long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm")
    assert (Side.LONG, "EURUSD", "USD", "lots") == (
        found.side,
        found.symbol,
        found.currency,
        found.quantity_unit,
    )
    assert (Decimal("1.0820"), (Decimal("1.0910"),)) == (found.stop, found.targets)
    assert ("breakout", "calm") == (found.setup, found.feeling)


def test_a_short_after_all_turns_the_trade() -> None:
    assert Side.SHORT is filed("long EURUSD 1.0850 sl 1.0890 0.5 lots", stopside="short").side


def test_another_stop_takes_the_wrong_ones_place() -> None:
    found = filed("long EURUSD 1.0850 sl 1.0890 0.5 lots", stopside="1.0810")
    assert Decimal("1.0810") == found.initial_stop


@pytest.mark.parametrize(("answer", "entry"), [("yes", "149.500"), ("no", "149500")])
def test_a_doubtful_price_is_kept_as_meant_or_as_typed(answer: str, entry: str) -> None:
    found = filed("long usdjpy 149500 sl 149200 0.5 lots", digits=answer)
    assert Decimal(entry) == found.fills[0].price


@pytest.mark.parametrize(("risk", "size"), [("$200 risk", "0.66"), ("1% risk", "0.33")])
def test_a_stated_risk_gives_a_size_that_never_risks_more(risk: str, size: str) -> None:
    assert Decimal(size) == size_by_risk(answers_of(f"long EURUSD 1.0850 sl 1.0820 {risk}"), DESK)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("10910", "1.0910"), ("0.10910", "1.0910"), ("109.1", "1.091"), ("1.0910", None), ("2", None)],
)
def test_a_slipped_point_is_put_right(typed: str, meant: str | None) -> None:
    answers = close_answers(kept(), Leaving(price=Decimal(typed)))
    assert (None if meant is None else Decimal(meant)) == find_meant_price(answers)


WORDS = st.sampled_from(
    [
        "long",
        "short",
        "buy",
        "sold",
        "EURUSD",
        "gold",
        "NQ",
        "ZZTOP",
        "btc",
        "1.0850",
        "2410",
        "20000",
        "0",
        "64k",
        "-5",
        "sl",
        "tp",
        "stop",
        "0.5",
        "lots",
        "2",
        "contracts",
        "$500",
        "1%",
        "risk",
        "30",
        "pips",
        "2R",
        "+120",
        "#tag",
        "calm",
        "be",
        "@",
        "-",
        "/",
        ",",
        "note",
        "exit",
        "half",
        "yesterday",
        "14:30",
        "10x",
        "190",
        "call",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_words_break_the_way_from_text_to_trade(text: str) -> None:
    answers = answers_of(text)
    assert all(value is None or isinstance(value, str) for value in answers.values())
    match begin(TRADE_ENTRY, answers):
        case Finished(answers=known):
            _position(known)
        case Asking():
            pass


def _position(known: Answers) -> None:
    facts = draft_facts(known, DESK, now=NOW, opened_at=NOW)
    with suppress(NoSize):
        position_of(facts, DESK.find_market(facts.symbol))


def test_a_missed_trade_is_filed_at_once_as_a_plan() -> None:
    text = "missed long EURUSD 1.0850 sl 1.0820 tp 1.0910 #breakout"
    reading = take_missed(read_trade(text))
    answers = draft_answers(reading, DESK, text)
    assert isinstance(begin(TRADE_ENTRY, answers), Finished)
    plan = draft_facts(answers, DESK, now=NOW, opened_at=NOW)
    assert (True, Decimal("1.0850"), None, NOW) == (
        plan.missed,
        plan.planned_entry,
        plan.planned_size,
        plan.seen_at,
    )
    assert ((), "breakout") == (plan.fills, plan.setup)


def test_a_risk_in_the_accounts_money_is_exchanged_by_the_entry_price() -> None:
    text = "short USDJPY 150 sl 150.5 risk $100"
    assert Decimal("0.3") == size_by_risk(answers_of(text), DESK)
    assert Decimal(15_000) == filed(text, size="0.3").declared_risk


def test_a_risk_that_no_price_exchanges_is_noted_not_lost() -> None:
    facts = filed("long EURGBP 0.85 sl 0.849 0.5 lots risk $100")
    assert facts.declared_risk is None
    assert "risk 100 USD" in (facts.notes or "")


def test_a_bare_result_is_the_accounts_money_unless_its_currency_is_typed() -> None:
    assert "USD" == filed("long USDJPY +120").currency
    assert "EUR" == filed("long USDJPY +120 EUR").currency


def test_marks_in_the_line_are_kept() -> None:
    facts = filed("long EURUSD 1.0850 0.5 lots conf 7 entry 8/10 rules kept")
    assert (7, 8, True) == (facts.confidence, facts.entry_quality, facts.rules_kept)
