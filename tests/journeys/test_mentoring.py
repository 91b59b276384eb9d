"""A mentor is invited, let in, reads what is shared, writes back; the focus is asked in the check-in."""

from datetime import timedelta

import msgspec
import pytest

from core.clock import FixedClock
from core.storage.unit_of_work import begin_service
from scheduler.handlers.mentoring_news import send_news
from tests.builders.chat import Chat
from tests.builders.desk import TestDesk


@pytest.fixture
def nora(desk: TestDesk) -> Chat:
    return Chat(desk, "nora")


async def join(nora: Chat, ana: Chat) -> None:
    """Nora invites, Ana lets her in with everything shared."""
    await nora.type("/mentor")
    invitation = await nora.tap("Invite a student")
    await ana.type(invitation.splitlines()[0])
    await ana.tap("Let Nora in")


async def test_a_mentor_invites_and_the_trader_decides_what_is_shared(nora: Chat, ana: Chat) -> None:
    assert (await nora.type("/mentor")).startswith("No mentor reads along.")
    invitation = await nora.tap("Invite a student")
    assert invitation.splitlines()[1].startswith("Send this line to your student.")
    asked = await ana.type(invitation.splitlines()[0])
    assert asked.startswith("Nora would like to read your journal.")
    assert "[✓ Trades] [✓ Figures] [✓ Check-ins]" in asked
    assert "[✓ Trades] [Figures] [✓ Check-ins]" in await ana.tap("Figures")
    said = await ana.tap("Let Nora in")
    assert said.splitlines()[:2] == ["Nora reads along.", "shared: trades, check-ins"]
    assert (await nora.type("/students")).splitlines() == [
        "1 student",
        "Ana shared: trades, check-ins [Open]",
    ]


async def test_a_trader_invites_and_hears_when_it_is_taken(nora: Chat, ana: Chat) -> None:
    await ana.type("/mentor")
    invitation = await ana.tap("Invite my mentor")
    said = await nora.type(invitation.splitlines()[0])
    assert "Ana decides what you may read" in said
    assert ana.says == "Nora took your invitation. /mentor says what is shared."
    await ana.type("/mentor")
    await ana.taps("Answer Nora", "Let Nora in")
    assert "Ana shared: trades, figures, check-ins" in await nora.type("/students")


async def test_a_mentor_hears_when_the_invitation_is_taken(nora: Chat, ana: Chat) -> None:
    await nora.type("/mentor")
    invitation = await nora.tap("Invite a student")
    await ana.type(invitation.splitlines()[0])
    assert nora.says == "Ana took your invitation and decides what you may read. /students"


async def test_trades_that_are_no_longer_shared_are_not_called_none(nora: Chat, ana: Chat) -> None:
    await join(nora, ana)
    await nora.type("/students")
    await nora.tap("Open")
    await ana.type("/mentor")
    await ana.tap("Trades")
    assert (await nora.tap("Trades")) == "Ana does not share trades."


async def test_a_code_works_once(desk: TestDesk, nora: Chat, ana: Chat) -> None:
    await nora.type("/mentor")
    line = (await nora.tap("Invite a student")).splitlines()[0]
    await ana.type(line)
    assert (await Chat(desk, "ben").type(line)).startswith("That code does not work")
    assert (await nora.type("/start 22222-22222")).startswith("That code does not work")


async def test_an_own_code_is_sent_on(nora: Chat) -> None:
    await nora.type("/mentor")
    line = (await nora.tap("Invite a student")).splitlines()[0]
    assert (await nora.type(line)).startswith("That is your own invitation.")


async def test_a_students_card_shows_r_and_never_money(nora: Chat, ana: Chat) -> None:
    await join(nora, ana)
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.type("exit 1.0910")
    await nora.type("/students")
    card = await nora.tap("Open")
    assert card.startswith("Ana, week 47: +2.0R in 1 trade")
    assert "$" not in card
    trades = await nora.tap("Trades")
    assert trades.splitlines() == ["Ana: the latest 1 trades", "✓ EURUSD ▲ +2.00R"]


async def test_what_is_not_shared_is_not_seen(nora: Chat, ana: Chat) -> None:
    await join(nora, ana)
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.type("exit 1.0910")
    await ana.type("/mentor")
    await ana.tap("Trades")
    await nora.type("/students")
    card = await nora.tap("Open")
    assert card.startswith("Ana, week 47\n")
    assert "[Trades]" not in card


async def test_a_reply_reaches_the_trader_with_the_next_checkin(nora: Chat, ana: Chat) -> None:
    await join(nora, ana)
    await nora.type("/students")
    await nora.tap("Open")
    said = await nora.type("Cut size to 1 after a loss this week", reply_to=nora.number_of("Ana, week"))
    assert said.splitlines() == [
        "✓ For Ana, with the next check-in",
        "Cut size to 1 after a loss this week",
        "[Make it the focus] [Undo]",
    ]
    assert "From Nora: Cut size to 1 after a loss this week" in await ana.type("/checkin")
    await ana.taps("8", "7", "9", "Yes")
    await ana.tap("Change")
    assert "From Nora" not in ana.says, "a note is shown once"


async def test_a_focus_is_asked_as_the_fifth_tap(nora: Chat, ana: Chat, clock: FixedClock) -> None:
    await join(nora, ana)
    await nora.type("/students")
    await nora.tap("Open")
    await nora.type("no entry before 09:45", reply_to=nora.number_of("Ana, week"))
    assert (await nora.tap("Make it the focus")).startswith("✓ Ana's focus from now on")
    await ana.type("/checkin")
    asked = await ana.taps("8", "7", "9", "Yes")
    assert "Mentor's focus: no entry before 09:45?  5 of 5" in asked
    assert "Mentor's focus: no entry before 09:45 Kept" in await ana.tap("Kept")
    clock.advance(timedelta(hours=1))
    await nora.type("/students")
    assert "focus 1 of 1 “no entry before 09:45”" in await nora.tap("Open")


async def test_a_note_nobody_saw_can_be_taken_back(nora: Chat, ana: Chat) -> None:
    await join(nora, ana)
    await nora.type("/students")
    await nora.tap("Open")
    await nora.type("too harsh", reply_to=nora.number_of("Ana, week"))
    assert (await nora.tap("Undo")).startswith("Taken back")
    assert "too harsh" not in await ana.type("/checkin")


async def hear_news(desk: TestDesk, clock: FixedClock) -> None:
    """What the worker does with the news that wait."""
    async with begin_service(now=clock.now()) as uow:
        jobs = await uow.fetch(
            "delete from jobs.pgqueuer where entrypoint = 'mentoring_news' returning id, payload"
        )
    for job in jobs:
        ids = msgspec.json.decode(job["payload"], type=dict[str, str])
        await send_news({**ids, "job": str(job["id"])}, clock.now())
    await desk.settle()


async def test_a_mentor_hears_that_they_were_let_in(
    desk: TestDesk, nora: Chat, ana: Chat, clock: FixedClock
) -> None:
    await join(nora, ana)
    await hear_news(desk, clock)
    assert "Ana let you in. /students shows the journal." == nora.says


async def test_a_mentor_hears_that_the_answer_was_no(
    desk: TestDesk, nora: Chat, ana: Chat, clock: FixedClock
) -> None:
    await nora.type("/mentor")
    await ana.type((await nora.tap("Invite a student")).splitlines()[0])
    await ana.tap("No")
    await hear_news(desk, clock)
    assert nora.says == "Ana said no this time: nothing is shared."


async def test_a_student_hears_that_the_mentor_ended_it(
    desk: TestDesk, nora: Chat, ana: Chat, clock: FixedClock
) -> None:
    await join(nora, ana)
    await nora.type("/students")
    await nora.tap("Open")
    await nora.taps("End", "Yes, end it")
    await hear_news(desk, clock)
    assert ana.says.startswith("Nora ended it:")


async def test_a_focus_of_today_was_not_asked_yet(nora: Chat, ana: Chat) -> None:
    await join(nora, ana)
    await nora.type("/students")
    await nora.tap("Open")
    await nora.type("no entry before 09:45", reply_to=nora.number_of("Ana, week"))
    await nora.tap("Make it the focus")
    await nora.type("/students")
    assert "focus not asked yet “no entry before 09:45”" in await nora.tap("Open")


@pytest.mark.parametrize(
    ("days", "until"), [(5, "2026-11-22"), (6, "2026-11-24")], ids=["on a Monday last week", "else this week"]
)
async def test_the_digest_reads_the_week_that_can_be_read(
    nora: Chat, ana: Chat, clock: FixedClock, days: int, until: str
) -> None:
    await join(nora, ana)
    clock.advance(timedelta(days=days))
    await nora.type("/digest")
    async with begin_service(now=clock.now()) as uow:
        payload = await uow.fetch_value("select payload from jobs.pgqueuer where entrypoint = 'digest'")
    assert until == msgspec.json.decode(payload)["until"]


async def test_ending_it_closes_the_journal_at_once(nora: Chat, ana: Chat) -> None:
    await join(nora, ana)
    await nora.type("/students")
    await ana.type("/mentor")
    await ana.taps("End", "Yes, end it")
    assert (await nora.tap("Open")).startswith("I could not find that.")
    assert (await nora.type("/students")).startswith("No students yet.")


async def test_a_second_mentor_waits_for_the_first_to_end(desk: TestDesk, nora: Chat, ana: Chat) -> None:
    await join(nora, ana)
    omar = Chat(desk, "omar")
    await omar.type("/mentor")
    await ana.type((await omar.tap("Invite a student")).splitlines()[0])
    assert (await ana.tap("Let Omar in")).startswith("Nora reads along already.")


async def test_the_digest_is_enqueued_for_a_mentor_with_students(
    nora: Chat, ana: Chat, clock: FixedClock
) -> None:
    assert (await nora.type("/digest")).startswith("A digest needs a student")
    await join(nora, ana)
    assert (await nora.type("/digest")) == "Reading the week of 1 student. It follows in a moment."
    async with begin_service(now=clock.now()) as uow:
        assert 1 == await uow.fetch_value("select count(*) from jobs.pgqueuer where entrypoint = 'digest'")


async def test_the_digest_comes_to_the_chat_where_it_is_called(
    desk: TestDesk, nora: Chat, clock: FixedClock
) -> None:
    said = await nora.type("/digest here")
    assert said == "Nora's digest appears here, Fridays at 17:00. /settings moves it."
    async with begin_service(now=clock.now()) as uow:
        due = await uow.fetch_value("select next_due_at from mentor_channels")
    assert "2026-11-20T17:00:00+00:00" == due.isoformat()
    assert "digest Fri 17:00" in await nora.type("/settings")
    await nora.tap("Digest")
    assert "digest Sun 18:00" in await nora.tap("Sun 18:00")


async def test_a_note_may_be_written_by_button(nora: Chat, ana: Chat) -> None:
    await join(nora, ana)
    await nora.type("/students")
    await nora.tap("Open")
    assert (await nora.tap("Write")).startswith("What shall Ana read with the next check-in?")
    assert (await nora.type("Well held")).startswith("✓ For Ana, with the next check-in\nWell held")
    assert "From Nora: Well held" in await ana.type("/checkin")
