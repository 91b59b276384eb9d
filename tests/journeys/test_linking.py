"""One person in three chats: linked by a code, asked which journal goes on, unlinked again."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.conversations.prompts import Prompt, put_prompts
from core.identifiers import UserId
from core.messaging.addresses import Platform
from core.storage.database import Database
from core.storage.unit_of_work import begin_service
from tests.builders.desk import running
from tests.builders.platforms import PlatformChat, ThreePlatforms

LINE = "long EURUSD 1.0850 sl 1.0820 0.5 lots"
GOLD = "short XAUUSD 2410 sl 2415 0.1 lots"
UNUSABLE = "That code does not work"


@pytest.fixture
async def desk(database: Database, clock: FixedClock) -> AsyncIterator[ThreePlatforms]:
    async with running(ThreePlatforms(clock)) as desk:
        yield desk  # pyright: ignore[reportReturnType]


@pytest.fixture
def telegram(desk: ThreePlatforms) -> PlatformChat:
    return desk.chat(Platform.TELEGRAM)


@pytest.fixture
def discord(desk: ThreePlatforms) -> PlatformChat:
    return desk.chat(Platform.DISCORD)


@pytest.fixture
def console(desk: ThreePlatforms) -> PlatformChat:
    return desk.chat(Platform.CONSOLE)


async def make_code(chat: PlatformChat) -> str:
    said = await chat.type("/link")
    found = re.match(r"/link (\w{4}-\w{4})\n", said)
    assert found, said
    return found[1]


async def people(clock: FixedClock) -> dict[str, UserId]:
    """Whose each chat is."""
    async with begin_service(now=clock.now()) as uow:
        rows = await uow.fetch(
            "select platform, user_id from chat_accounts where platform_user_id like 'ana@%'"
        )
    return {row["platform"]: UserId(row["user_id"]) for row in rows}


async def test_a_code_of_one_chat_typed_in_another_makes_them_one_journal(
    telegram: PlatformChat, discord: PlatformChat, clock: FixedClock
) -> None:
    await telegram.type(LINE)
    said = await discord.type(f"/link {await make_code(telegram)}")
    assert said.startswith("✓ Linked: this chat shows Ana@Telegram's journal\n1 trade.")
    assert telegram.says.startswith("✓ Discord (Ana@Discord) shows this journal too.")
    assert 1 == len(set((await people(clock)).values()))
    assert "EURUSD" in await discord.type("/open")
    assert (await discord.type("exit 1.0880")).startswith("✓ EURUSD ▲ closed +1.00R")
    assert "Nothing is open" in await telegram.type("/open")


async def test_the_code_may_be_made_in_the_new_chat_too(
    telegram: PlatformChat, discord: PlatformChat, clock: FixedClock
) -> None:
    await telegram.type(LINE)
    said = await telegram.type(f"/link {(await make_code(discord)).lower()}")
    assert said.startswith("✓ Linked: Discord shows this journal now\n1 trade.")
    assert discord.says.startswith("✓ This chat shows Ana@Telegram's journal from Telegram.")
    assert "EURUSD" in await discord.type("/open")


async def test_a_code_may_come_by_an_address(telegram: PlatformChat, discord: PlatformChat) -> None:
    await discord.type(LINE)
    code = (await make_code(discord)).replace("-", "")
    assert (await telegram.type(f"/start link_{code}")).startswith("✓ Linked: this chat shows")


async def test_a_third_chat_joins_the_other_two(
    telegram: PlatformChat, discord: PlatformChat, console: PlatformChat, clock: FixedClock
) -> None:
    await discord.type(f"/link {await make_code(telegram)}")
    await console.type(f"/link {await make_code(discord)}")
    await console.type(LINE)
    assert "EURUSD" in await telegram.type("/open")
    assert 1 == len(set((await people(clock)).values()))


async def test_of_two_journals_the_person_chooses_and_the_other_comes_back(
    telegram: PlatformChat, discord: PlatformChat
) -> None:
    await telegram.type(LINE)
    await discord.type(GOLD)
    asked = await discord.type(f"/link {await make_code(telegram)}")
    assert asked.splitlines() == [
        "Two journals. Which one goes on?",
        "this chat 1 trade",
        "Telegram (Ana@Telegram) 1 trade",
        "The other one is set aside, not deleted: /unlink brings it back in its own chat.",
        "[Keep Telegram's] [Keep this one]",
        "[Leave both as they are]",
    ]
    said = await discord.tap("Keep Telegram's")
    assert "Set aside: 1 trade. /unlink brings that journal back." in said
    assert "EURUSD" in await discord.type("/open")
    await discord.type("/unlink")
    assert "its own journal again" in await discord.tap("Unlink Discord (Ana@Discord)")
    assert "XAUUSD" in await discord.type("/open")
    assert "EURUSD" in await telegram.type("/open")


async def test_this_chats_journal_may_be_the_one_that_goes_on(
    telegram: PlatformChat, discord: PlatformChat
) -> None:
    await telegram.type(LINE)
    await discord.type(GOLD)
    await discord.type(f"/link {await make_code(telegram)}")
    assert (await discord.tap("Keep this one")).startswith("✓ Linked: Telegram shows this journal now")
    assert "XAUUSD" in await telegram.type("/open")


async def test_both_may_be_left_as_they_are_and_the_code_still_works(
    telegram: PlatformChat, discord: PlatformChat, clock: FixedClock
) -> None:
    await telegram.type(LINE)
    await discord.type(GOLD)
    code = await make_code(telegram)
    await discord.type(f"/link {code}")
    assert "Nothing was linked" in await discord.tap("Leave both as they are")
    assert 2 == len(set((await people(clock)).values()))
    assert (await discord.type(f"/link {code}")).startswith("Two journals.")


async def test_a_journal_with_a_mentor_is_never_set_aside(
    desk: ThreePlatforms, telegram: PlatformChat, discord: PlatformChat
) -> None:
    mentor = desk.chat(Platform.TELEGRAM, "max")
    await telegram.type(LINE)
    await discord.type(GOLD)
    await _join_mentor(telegram, mentor)
    asked = await discord.type(f"/link {await make_code(telegram)}")
    assert "[Keep Telegram's]" in asked
    assert "[Keep this one]" not in asked


async def test_two_journals_with_mentors_stay_two(
    desk: ThreePlatforms, telegram: PlatformChat, discord: PlatformChat
) -> None:
    await telegram.type(LINE)
    await discord.type(GOLD)
    for chat, name in ((telegram, "max"), (discord, "eva")):
        await _join_mentor(chat, desk.chat(Platform.TELEGRAM, name))
    said = await discord.type(f"/link {await make_code(telegram)}")
    assert said.startswith("Both journals have mentors or students")


async def _join_mentor(student: PlatformChat, mentor: PlatformChat) -> None:
    await student.type("/mentor")
    invitation = (await student.tap("Invite my mentor")).splitlines()[0]
    await mentor.type(invitation)


async def test_a_code_works_once(desk: ThreePlatforms, telegram: PlatformChat, discord: PlatformChat) -> None:
    code = await make_code(telegram)
    await discord.type(f"/link {code}")
    ben = desk.chat(Platform.DISCORD, "ben")
    assert (await ben.type(f"/link {code}")).startswith(UNUSABLE)


async def test_a_code_lives_ten_minutes(
    telegram: PlatformChat, discord: PlatformChat, clock: FixedClock
) -> None:
    code = await make_code(telegram)
    clock.advance(timedelta(minutes=10))
    assert (await discord.type(f"/link {code}")).startswith(UNUSABLE)


async def test_only_the_newest_code_works(telegram: PlatformChat, discord: PlatformChat) -> None:
    old, new = await make_code(telegram), await make_code(telegram)
    assert (await discord.type(f"/link {old}")).startswith(UNUSABLE)
    assert (await discord.type(f"/link {new}")).startswith("✓ Linked")


async def test_a_code_is_not_for_the_chat_it_was_made_in(telegram: PlatformChat) -> None:
    code = await make_code(telegram)
    assert (await telegram.type(f"/link {code}")).startswith("That code is for your other chat")


async def test_whoever_guesses_has_to_wait(
    telegram: PlatformChat, discord: PlatformChat, clock: FixedClock
) -> None:
    code = await make_code(telegram)
    for guess in ("AAAA-AAAA", "BBBB-BBBB", "CCCC-CCCC", "DDDD-DDDD", "EEEE-EEEE"):
        assert (await discord.type(f"/link {guess}")).startswith(UNUSABLE)
    assert (await discord.type(f"/link {code}")).startswith("Too many codes that did not work")
    clock.advance(timedelta(minutes=10))
    assert (await discord.type(f"/link {await make_code(telegram)}")).startswith("✓ Linked")


async def test_something_shorter_is_no_guess(discord: PlatformChat) -> None:
    assert (await discord.type("/link 7KQ2")).startswith("A code has 8 letters and digits.")


async def test_nobody_joins_a_suspended_persons_journal(
    telegram: PlatformChat, discord: PlatformChat, clock: FixedClock
) -> None:
    code = await make_code(telegram)
    await _suspend(clock, "telegram")
    assert (await discord.type(f"/link {code}")).startswith(UNUSABLE)


async def test_a_suspended_person_slips_into_no_other_journal(
    telegram: PlatformChat, discord: PlatformChat, clock: FixedClock
) -> None:
    code = await make_code(telegram)
    await discord.type("/help")
    await _suspend(clock, "discord")
    assert (await discord.type(f"/link {code}")).startswith(UNUSABLE)


async def _suspend(clock: FixedClock, platform: str) -> None:
    async with begin_service(now=clock.now()) as uow:
        await uow.execute(
            """update users set is_active = false where id = (
                select user_id from chat_accounts where platform = $1 and platform_user_id like 'ana@%')""",
            platform,
        )


async def test_a_mentors_invitation_is_no_link_code(telegram: PlatformChat, discord: PlatformChat) -> None:
    code = await make_code(telegram)
    assert "That code does not work" in await discord.type(f"/mentor {code}")
    assert (await discord.type(f"/link {code}")).startswith("✓ Linked")


async def test_in_a_group_no_code_is_shown(desk: ThreePlatforms) -> None:
    group = desk.chat(Platform.TELEGRAM, "group")
    group._direct = False  # pyright: ignore[reportPrivateUsage]
    assert (await group.type("/link")).startswith("A code is for your eyes only")


async def test_the_last_chat_stays(telegram: PlatformChat) -> None:
    assert (await telegram.type("/unlink")).startswith("This is the journal's only chat")


async def test_any_chat_may_be_cut_off_from_another_one(
    telegram: PlatformChat, discord: PlatformChat
) -> None:
    """A lost phone: the journal's first chat leaves, and begins a journal of its own."""
    await telegram.type(LINE)
    await discord.type(f"/link {await make_code(telegram)}")
    await discord.type("/unlink")
    await discord.tap("Unlink Telegram (Ana@Telegram)")
    assert "EURUSD" in await discord.type("/open")
    assert "Nothing is open" in await telegram.type("/open")


async def test_unlinked_chats_can_be_linked_again(telegram: PlatformChat, discord: PlatformChat) -> None:
    await telegram.type(LINE)
    for _ in range(2):
        await discord.type(f"/link {await make_code(telegram)}")
        assert "EURUSD" in await discord.type("/open")
        await discord.type("/unlink")
        await discord.tap("Unlink Discord (Ana@Discord)")
        assert "Nothing is open" in await discord.type("/open")


async def test_a_dialog_begun_in_one_chat_goes_on_in_the_other(
    telegram: PlatformChat, discord: PlatformChat
) -> None:
    await discord.type(f"/link {await make_code(telegram)}")
    await telegram.type("/log")
    await telegram.tap("Type it")
    assert (await discord.type("EURUSD")).startswith("EURUSD: long or short?")
    await discord.tap("▲ Long")
    assert (await telegram.type("1.0850")).startswith("EURUSD ▲ @ 1.0850: where is the stop?")
    await telegram.tap("No stop")
    assert (await discord.type("0.5")).startswith("● EURUSD ▲ 0.50 lots @ 1.0850")


async def test_an_open_question_is_shown_again_where_the_person_writes(
    telegram: PlatformChat, discord: PlatformChat
) -> None:
    await discord.type(f"/link {await make_code(telegram)}")
    await telegram.type("/checkin")
    said = await discord.type("/open")
    assert "Risk management?" in said
    assert "Nothing is open" in "\n".join(discord.heard)
    again = await discord.type("/open")
    assert again.startswith("Nothing is open"), "shown once, not at every word"


async def test_what_comes_due_goes_to_the_chat_used_last(
    desk: ThreePlatforms, telegram: PlatformChat, discord: PlatformChat, clock: FixedClock
) -> None:
    await discord.type(f"/link {await make_code(telegram)}")
    person = next(iter((await people(clock)).values()))
    for number, chat in enumerate((telegram, discord, telegram)):
        clock.advance(timedelta(minutes=1))
        await chat.type("/today")
        async with begin_service(now=clock.now()) as uow:
            prompt = Prompt(user_id=person, event=f"due-{number}", name="checkin", args={})
            await put_prompts(uow, [prompt])
            found = await uow.fetch_value("select platform from inbox where event_id = $1", f"due-{number}")
            await uow.execute("delete from inbox where event_id = $1", f"due-{number}")
        assert found == chat.platform.value
