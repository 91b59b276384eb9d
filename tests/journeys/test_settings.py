"""/settings: every thing one tap from being changed, shown again afterwards."""

import pytest

from tests.builders.chat import Chat


@pytest.mark.parametrize(
    ("button", "typed", "shown"),
    [
        ("Zone", "Tokyo", "zone Tokyo 00:00"),
        ("Check-in", "21:15", "check-in 21:15 Mon–Fri"),
        ("Check-in", "never", "check-in never"),
        ("Days", "Sun to Thu", "Mon, Tue, Wed, Thu, Sun"),
        ("Days", "every day", "every day"),
        ("Days", "lunes a viernes", "Mon–Fri"),
        ("Vacation", "back on Monday", "vacation back on Mon 23 Nov"),
        ("Currency", "chf", "account Main CHF"),
        ("Risk", "0.75 %", "risk 0.75 %"),
        ("Risk", "120", "risk $120"),
        ("Balance", "25000", "balance $25,000 at the start"),
        ("Day ends", "17:00", "day ends 17:00 UTC"),
        ("Pictures", "light", "pictures light"),
        ("Balance", "10,000", "balance $10,000"),
    ],
)
async def test_a_setting_is_changed_by_button_and_word(
    ana: Chat, button: str, typed: str, shown: str
) -> None:
    await ana.type("/settings")
    await ana.tap(button)
    assert shown in await ana.type(typed)


@pytest.mark.parametrize(
    ("button", "typed", "answered"),
    [
        ("Zone", "Gotham", "I do not know “Gotham” as a city."),
        ("Check-in", "evening", "I read “evening”, but need a time such as 18:30."),
        ("Days", "whenever", "I read “whenever”, but need weekdays"),
        ("Vacation", "some day", "I read “some day”, but need the day you are back"),
        ("Currency", "!!", "I read “!!”, but need a currency in letters"),
        ("Risk", "lots", "I read “lots”, but need a risk such as 1 % or 50."),
        ("Risk", "0.000000000001", "I read “0.000000000001”, but need a risk"),
        ("Risk", "99999999999999", "I read “99999999999999”, but need a risk"),
        ("Balance", "1" * 40, "I read “1111"),
        ("Pictures", "pink", "I read “pink”. Pictures are dark or light."),
    ],
)
async def test_what_cannot_be_read_is_named(ana: Chat, button: str, typed: str, answered: str) -> None:
    await ana.type("/settings")
    await ana.tap(button)
    assert (await ana.type(typed)).startswith(answered)


async def test_a_default_risk_gives_r_to_a_trade_without_a_stop(ana: Chat) -> None:
    await ana.type("/settings")
    await ana.tap("Risk")
    await ana.type("100")
    assert "risk −$100 = 1R" in await ana.type("long EURUSD 1.0850 0.5 lots")
    assert (await ana.type("exit 1.0870")).startswith("✓ EURUSD ▲ closed +1.00R (+$100.00)")


async def test_a_risk_in_percent_is_taken_of_the_balance(ana: Chat) -> None:
    await ana.type("/settings")
    await ana.tap("Risk")
    await ana.type("1 %")
    await ana.tap("Balance")
    await ana.type("10000")
    assert "risk −$100 = 1R" in await ana.type("long EURUSD 1.0850 0.5 lots")
