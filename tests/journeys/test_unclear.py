"""What is not clear is asked, not guessed; what cannot be is named kindly; nothing is lost, nothing crashes."""

import pytest

from core.clock import FixedClock
from core.storage.unit_of_work import begin_service
from tests.builders.chat import Chat


async def count_trades(clock: FixedClock) -> int:
    async with begin_service(now=clock.now()) as uow:
        return await uow.fetch_value("select count(*) from trades where is_active")


async def test_a_missing_size_is_asked_with_the_last_ones(ana: Chat) -> None:
    await ana.type("short XAUUSD 2400 sl 2406 0.1 lots")
    said = await ana.type("sold gold 2410 stop 2415")
    assert said.splitlines() == [
        "▼ XAUUSD @ 2410, stop 2415. How much?",
        "Nothing is filed yet.",
        "[0.10 lots] [Type it]",
        "[Back] [Cancel]",
    ]
    assert (await ana.tap("0.10 lots")).startswith("● XAUUSD ▼ 0.10 lots @ 2410")


async def test_a_price_without_its_point_is_asked(ana: Chat) -> None:
    await ana.type("long USDJPY 149.2 sl 148.9 0.5 lots")
    said = await ana.type("long usdjpy 149500 sl 149200 0.5 lots")
    assert said.splitlines()[:3] == [
        "USDJPY is quoted with 3 digits (your last was 149.20).",
        "149.500, stop 149.200?",
        "[Yes] [No, as typed]",
    ]
    assert (await ana.tap("Yes")).startswith("● USDJPY ▲ 0.50 lots @ 149.50")


async def test_a_stop_on_the_wrong_side_is_asked(ana: Chat, clock: FixedClock) -> None:
    said = await ana.type("long EURUSD 1.0850 sl 1.0890 0.5 lots")
    assert said.splitlines() == [
        "A long's stop lies below its entry.",
        "You wrote 1.0890 over 1.0850. Nothing is filed yet.",
        "[It was short] [Stop is 1.0810] [Type stop]",
        "[Back] [Cancel]",
    ]
    assert 0 == await count_trades(clock)
    assert (await ana.tap("It was short")).startswith("● EURUSD ▼ 0.50 lots @ 1.0850\nstop 1.0890 40 pips")


async def test_cancel_files_nothing(ana: Chat, clock: FixedClock) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0890 0.5 lots")
    assert (await ana.tap("Cancel")) == "Left it there. Nothing was saved."
    assert 0 == await count_trades(clock)


async def test_cancel_of_a_question_about_a_trade_brings_its_card_back(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.tap("Close")
    assert (await ana.tap("Cancel")).startswith("● EURUSD ▲ 0.50 lots @ 1.0850")
    assert 1 == len(ana.heard)


async def test_a_slipped_point_is_proposed_where_the_stop_shows_it(ana: Chat) -> None:
    said = await ana.type("short EURUSD 10.850 sl 1.0880 0.5 lots")
    assert said.splitlines()[:3] == [
        "10.850 is far from where EURUSD trades.",
        "1.0850, stop 1.0880?",
        "[Yes] [No, as typed]",
    ]
    assert (await ana.tap("Yes")).startswith("● EURUSD ▼ 0.50 lots @ 1.0850\nstop 1.0880 30 pips")


async def test_a_slipped_stop_is_proposed_too(ana: Chat) -> None:
    said = await ana.type("long EURUSD 1.0850 sl 0.10820 0.5 lots")
    assert "1.0850, stop 1.0820?" in said.splitlines()


async def test_a_slip_that_was_meant_is_looked_at_as_typed(ana: Chat) -> None:
    await ana.type("short EURUSD 10.850 sl 1.0880 0.5 lots")
    assert (await ana.tap("No, as typed")).startswith("A short's stop lies above its entry.")


async def test_a_price_beyond_belief_is_asked_and_kept_on_request(ana: Chat) -> None:
    said = await ana.type("long EURUSD 3.3 0.5 lots")
    assert "3.3 is far from where EURUSD trades." in said
    assert "EURUSD ▲: in at what price?" in said
    assert (await ana.tap("3.3 as typed")).startswith("● EURUSD ▲ 0.50 lots @ 3.3")


async def test_a_number_beyond_counting_is_named_and_asked(ana: Chat) -> None:
    said = await ana.type("long EURUSD 123456789012345678901234567890 0.5 lots")
    assert "is far from where EURUSD trades." in said
    assert "in at what price?" in said


async def test_a_guided_stop_on_the_wrong_side_offers_the_same_ways_out(ana: Chat) -> None:
    await ana.type("/log")
    await ana.type("EURUSD")
    await ana.tap("▲ Long")
    await ana.type("1.0850")
    assert "[It was short] [Stop is 1.0810] [Type stop]" in await ana.type("1.0890")
    await ana.tap("Stop is 1.0810")
    assert "stop 1.0810 40 pips" in await ana.tap("0.10 lots")


async def test_a_stop_at_the_entry_may_be_left_out(ana: Chat) -> None:
    said = await ana.type("long EURUSD 1.0850 sl 1.0850 0.5 lots")
    assert "You wrote 1.0850 for both. Nothing is filed yet." in said
    assert "stop" not in await ana.tap("No stop")


async def test_a_result_is_named_when_its_side_is_asked(ana: Chat) -> None:
    assert (await ana.type("NQ +2R")).startswith("NQ +2R: long or short?")


async def test_the_mirrored_stop_is_one_tap(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0890 0.5 lots")
    assert "stop 1.0810 40 pips" in await ana.tap("Stop is 1.0810")


async def test_a_typed_stop_is_looked_at_too(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0890 0.5 lots")
    await ana.tap("Type stop")
    assert (await ana.type("1.0900")).startswith("A long's stop lies below its entry")
    assert "stop 1.0830 20 pips" in await ana.type("1.0830")


async def test_an_exit_ten_times_off_is_asked(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    said = await ana.type("exit 10910")
    assert said.splitlines() == [
        "EURUSD ▲ out @ 10910?",
        "You got in at 1.0850. Nothing is filed yet.",
        "[1.0910] [As typed]",
        "[Back] [Cancel]",
    ]
    assert (await ana.tap("1.0910")).startswith("✓ EURUSD ▲ closed +2.00R")


async def test_an_unknown_market_is_asked_for_its_point_value_once(ana: Chat) -> None:
    said = await ana.type("long ZZTOP 100 sl 90 3 contracts")
    assert said.startswith("I do not know ZZTOP yet.")
    card = await ana.tap("10")
    assert card.startswith("● ZZTOP ▲ 3 contracts @ 100\nstop 90 10 points, −$300 = 1R")
    assert (await ana.type("exit 110")).startswith("✓ ZZTOP ▲ closed +1.00R (+$300.00)")
    assert (await ana.type("long ZZTOP 100 sl 90 1 contract")).startswith("● ZZTOP ▲ 1 contract @ 100")


async def test_an_unknown_market_may_stay_without_money(ana: Chat) -> None:
    await ana.type("long ZZTOP 100 sl 90 3 contracts")
    assert (await ana.tap("Prices only, no money")).startswith("● ZZTOP ▲ 3 contracts @ 100\nstop 90")
    assert (await ana.type("exit 120")).startswith("✓ ZZTOP ▲ closed +2.00R")


async def test_an_unreadable_entry_is_named_and_asked(ana: Chat) -> None:
    said = await ana.type("long EURUSD abc")
    assert "EURUSD ▲: in at what price?" in said
    assert "abc" in said


async def test_a_size_of_nothing_is_asked_again(ana: Chat, clock: FixedClock) -> None:
    said = await ana.type("long EURUSD 1.0850 sl 1.0820 0 lots")
    assert said.startswith("0 is no size.")
    assert "How much?" in said
    assert 0 == await count_trades(clock)


async def test_more_than_is_open_cannot_leave(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    assert "Only 0.50 lots of EURUSD ▲ are open, not 0.80." in await ana.type("exit 1.0905 0.8 lots")


async def test_a_closed_trade_cannot_be_closed_again(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    card = ana.number_of("● EURUSD")
    await ana.type("exit 1.0905")
    assert "closed already" in await ana.type("exit 1.0906", reply_to=card)


async def test_numbers_beyond_any_account_are_refused_kindly(ana: Chat, clock: FixedClock) -> None:
    said = await ana.type("long EURUSD 1.0850 sl 1.0820 99999999999999 lots")
    assert said.startswith("EURUSD: price and size make more, or less, than any account holds.")
    assert 0 == await count_trades(clock)


async def test_an_exit_with_nothing_open_says_what_was_read(ana: Chat) -> None:
    assert "I read an exit at 1.0905, but no trade is open." in await ana.type("exit 1.0905")


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5000,
        "long EURUSD " + "1.0850 " * 700,
        "🚀🚀🚀",
        "<b>long</b> *EURUSD* _1.0850_ `sl` 1.0820 [0.5](http://x) lots",
        "long EURUSD 1.0850 sl 1.0820 0.5 lots note \x07\u202e evil \x1b[31m",
        "long EURUSD 99999999999999999999 0.5 lots",
        "long EURUSD 1.0850 sl 1.0820 99999999999999 lots",
        "long EURUSD 1.0850 sl 1.08499999999 tp 999999 5000000 lots",
        "long EURUSD 0 sl 0 0",
        "long EURUSD 1.0850 0.000000000000000000000000001 lots",
        "long EURUSD 1.0850 sl 1.0820 0.5 lots #" + "b" * 300,
        "long EURUSD 1.0850 sl 1.084999999999999999999999 0.01 lots",
        "long " + "Z" * 60 + " 10 sl 9 3 contracts",
        "exit",
        "sl",
        "0.5",
        "%",
        "/log@other_bot",
        "/close abc",
        "/trades 5",
        "/log long EURUSD abc",
    ],
)
async def test_anything_typed_gets_an_answer_and_nothing_breaks(ana: Chat, text: str) -> None:
    await ana.type(text)
    assert ana.heard
    assert not any("Something went wrong" in said for said in ana.heard), ana.says
    await ana.type("/cancel")
    assert (await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")).startswith(
        "● EURUSD ▲ 0.50 lots @ 1.0850"
    )


async def test_markup_in_a_note_stays_text(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    assert "<b>_*`[x](y)" in await ana.type("note <b>_*`[x](y)")


async def test_mere_words_get_one_hint_a_day(ana: Chat) -> None:
    assert (await ana.type("lets see what london does")) == "Not a trade, so I left it. /help"
    before = ana.heard
    await ana.type("still nothing")
    assert before == ana.heard
