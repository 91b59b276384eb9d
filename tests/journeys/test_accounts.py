"""Several trading accounts: opened, named in a trade's line, moved between, retired; and what is break-even."""

import pytest

from core.trades.tolerance import ToleranceUnclear, parse_tolerance, write_tolerance
from tests.builders.chat import Chat

LINE = "long EURUSD 1.0850 sl 1.0820 0.5 lots"


async def open_ftmo(ana: Chat) -> str:
    await ana.type("/settings")
    await ana.tap("Accounts")
    await ana.tap("New account")
    return await ana.type("FTMO")


async def test_an_account_is_opened_and_every_thing_of_it_can_be_changed(ana: Chat) -> None:
    assert "Add @FTMO to a trade's line to file it here." in await open_ftmo(ana)
    for button, typed, shown in (
        ("Name", "FTMO 100k", "FTMO 100k\n"),
        ("Currency", "eur", "currency EUR"),
        ("Zone", "Prague", "day ends 00:00 Prague"),
        ("Day ends", "17:00", "day ends 17:00 Prague"),
        ("Risk", "1 %", "risk 1 %"),
        ("Balance", "100000", "balance €100,000"),
    ):
        await ana.tap(button)
        assert shown in await ana.type(typed)
    listed = await ana.tap("All accounts")
    assert "Main" in listed
    assert "FTMO 100k" in listed
    assert "account Main USD" in await ana.type("/settings"), "the default account is as it was"


async def test_two_accounts_have_two_names(ana: Chat) -> None:
    await open_ftmo(ana)
    await ana.tap("All accounts")
    await ana.tap("New account")
    assert (await ana.type("main")).startswith("You have an account called main already.")


async def test_with_one_account_no_card_names_it(ana: Chat) -> None:
    assert "account" not in await ana.type(LINE)


async def test_a_trade_goes_where_its_line_says(ana: Chat) -> None:
    await open_ftmo(ana)
    assert "account FTMO" in await ana.type(f"{LINE} @ftmo")
    assert "account Main" in await ana.type(LINE)
    said = await ana.type(f"{LINE} @apex")
    assert "You have no account “apex”, so it is in Main." in said


async def test_words_about_one_of_two_open_trades_may_name_its_account(ana: Chat) -> None:
    await open_ftmo(ana)
    await ana.type(LINE)
    await ana.type(f"{LINE} @ftmo")
    said = await ana.type("EURUSD exit 1.0880 @ftmo")
    assert said.startswith("✓ EURUSD ▲ closed +1.00R")
    assert "account FTMO" in said


async def test_a_guided_trade_keeps_its_account(ana: Chat) -> None:
    await open_ftmo(ana)
    await ana.type("long EURUSD 1.0850 sl 1.0820 @ftmo")
    assert "account FTMO" in await ana.type("0.5")


async def test_a_reply_moves_a_trade_and_undo_brings_it_back(ana: Chat) -> None:
    await open_ftmo(ana)
    await ana.type(LINE)
    moved = await ana.type("on FTMO", reply_to=ana.number_of("● EURUSD"))
    assert "In FTMO now." in moved
    assert "account FTMO" in moved
    back = await ana.type("/undo")
    assert "Taken back: the other account." in back
    assert "account Main" in back


async def test_the_default_account_changes_and_the_old_one_retires(ana: Chat) -> None:
    await open_ftmo(ana)
    await ana.tap("Make default")
    assert "account FTMO" in await ana.type(LINE)
    await ana.type("/settings")
    await ana.tap("Accounts")
    await ana.tap("Open", on="Accounts")
    said = await ana.tap("All accounts")
    assert "FTMO" in said.splitlines()[1]


async def test_an_account_that_trades_go_to_is_not_retired(ana: Chat) -> None:
    await open_ftmo(ana)
    await ana.type(f"{LINE} @ftmo")
    said = await ana.tap("Retire")
    assert "Something is still open in FTMO." in said


async def test_accounts_are_summed_together_each_on_its_own_days(ana: Chat) -> None:
    await open_ftmo(ana)
    await ana.type(f"{LINE} @ftmo")
    await ana.type("exit 1.0880")
    await ana.type(LINE)
    await ana.type("exit 1.0865")
    assert "Today: +1.5R in 2 trades" in await ana.type("/today")


async def test_another_break_even_is_shown_before_it_counts_and_set_back(ana: Chat) -> None:
    for price in ("1.0851", "1.0849", "1.0880"):
        await ana.type(LINE)
        await ana.type(f"exit {price}")
    assert "2 W 1 L" in ana.says
    await ana.type("/settings")
    await ana.tap("Break-even")
    asked = await ana.type("$10")
    assert asked.splitlines()[:3] == [
        "Break-even within $10?",
        "This turns 1 loss into break-even.",
        "This turns 1 win into break-even.",
    ]
    assert "break-even within $10" in await ana.tap("Set it")
    assert "1 W 0 L 2 BE" in await ana.type("/today")
    await ana.type("/settings")
    await ana.tap("Break-even")
    asked = await ana.tap("Only zero")
    assert "1 break-even trade becomes a loss." in asked
    await ana.tap("Set it")
    assert "2 W 1 L" in await ana.type("/today")


async def test_another_currency_of_an_account_rebooks_what_it_holds(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0880")
    await ana.type("/settings")
    await ana.tap("Currency")
    await ana.type("eur")
    assert "booked +€137.87" in await ana.type("/today")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("5", "5"),
        ("$5", "5"),
        ("±5 usd", "5"),
        ("3 ticks", "3 ticks"),
        ("1 tick", "1 ticks"),
        ("0.1R", "0.1r"),
        ("0,1 r", "0.1r"),
        ("none", "none"),
        ("0", "none"),
    ],
)
def test_a_tolerance_is_money_ticks_or_r(typed: str, kept: str) -> None:
    assert kept == write_tolerance(parse_tolerance(typed))
    assert parse_tolerance(typed) == parse_tolerance(kept)


@pytest.mark.parametrize("typed", ["little", "-5", "5 apples a day", "", "1" * 30])
def test_anything_else_is_named(typed: str) -> None:
    with pytest.raises(ToleranceUnclear):
        parse_tolerance(typed)
