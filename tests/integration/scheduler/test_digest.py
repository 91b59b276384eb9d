"""A mentor's digest shows exactly what each student agreed to show, once."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec

from core.checkins.checkin import CheckIn, PlanAdherence
from core.checkins.service import keep_checkin
from core.clock import FixedClock
from core.conversations.tokens import Keyring
from core.digests.queries import load_mentor_week
from core.identifiers import UserId, new_id
from core.mentoring.access import Shared
from core.mentoring.channels import keep_channel
from core.mentoring.service import ask_to_mentor, let_in
from core.messaging.addresses import Address, Platform
from core.messaging.phrases import phrases
from core.messaging.screen import Action, Items, Picture, Screen, Text, Title, plain
from core.storage.unit_of_work import begin, begin_service
from core.summaries.recount import list_marks, recount
from core.trades.changes import exit_part
from core.trades.queries import load_desk
from core.trades.service import ActKind, change_trade, log_trade
from reports.charts.chart import Chart, ChartKind, ChartValues
from reports.digests.mentor_digest import compose_mentor_digest
from scheduler.handlers.digest import send_digest
from tests.builders.kept import entry, facts
from tests.conftest import MakeUser

FRIDAY = date(2026, 11, 20)
MONDAY_NOON = datetime(2026, 11, 16, 17, 0, tzinfo=UTC)
CHANNEL = Address(platform=Platform.CONSOLE, bot="test", chat="nora-channel")
KEYRING = Keyring([b"a key of the tests, long enough"])


async def draw(_: ChartKind, __: ChartValues, ___: str) -> Chart:
    return Chart(png=b"png", width=1080, height=1350, alt="a picture")


async def followed(mentor: UserId, trader: UserId, shared: Sequence[Shared] = tuple(Shared)) -> None:
    before = MONDAY_NOON - timedelta(days=30)
    async with begin(mentor, now=before) as uow:
        await ask_to_mentor(uow, trader)
    async with begin(trader, now=before) as uow:
        await let_in(uow, mentor, frozenset(shared))
    # bookkeeping columns bear the machine's own time; the week looks at when the tie began
    async with begin_service(now=before) as uow:
        await uow.execute("update mentor_relationships set created_at = $1", before)


async def lost_one(trader: UserId) -> None:
    async with begin(trader, now=MONDAY_NOON) as uow:
        desk = await load_desk(uow)
        trade = await log_trade(
            uow, desk, facts(msgspec.structs.replace(entry(), at=MONDAY_NOON)), source="console"
        )
        after = exit_part(
            trade.facts, fill_id=new_id(), price=Decimal("1.0820"), at=MONDAY_NOON, portion=Decimal(1)
        )
        await change_trade(uow, desk, trade, after, ActKind.EXIT)
        await keep_checkin(
            uow,
            CheckIn(
                day=MONDAY_NOON.date(), risk=4, execution=5, emotion=6, plan=PlanAdherence.NO, words="ashamed"
            ),
        )
    async with begin_service(now=MONDAY_NOON) as uow:
        await recount(uow, await list_marks(uow))


async def a_mentor(a_user: MakeUser) -> tuple[UserId, str]:
    mentor = await a_user("Nora", role="mentor")
    async with begin(mentor, now=MONDAY_NOON) as uow:
        await keep_channel(uow, CHANNEL, "Nora's channel", ZoneInfo("America/New_York"))
        channel = await uow.fetch_value("select id from mentor_channels")
    return mentor, str(channel)


async def screens(mentor: UserId) -> list[Screen]:
    async with begin(mentor, now=MONDAY_NOON) as uow:
        rows = await uow.fetch("select screen::text as screen, kind, chat_id from outbox order by id")
    assert all(("digest", CHANNEL.chat) == (row["kind"], row["chat_id"]) for row in rows)
    return [msgspec.json.decode(row["screen"], type=Screen) for row in rows]


async def send(mentor: UserId, channel: str, *, job: str = "1") -> None:
    ids = {"mentor": str(mentor), "channel": channel, "until": FRIDAY.isoformat(), "job": job}
    await send_digest(ids, datetime(2026, 11, 20, 22, 0, tzinfo=UTC), draw, KEYRING)


async def test_a_student_who_fell_silent_is_named_with_a_button(a_user: MakeUser, clock: FixedClock) -> None:
    del clock
    (mentor, channel), ben = await a_mentor(a_user), await a_user("Ben")
    await followed(mentor, ben)
    await lost_one(ben)

    await send(mentor, channel)

    (screen,) = await screens(mentor)
    title, items = screen.blocks[0], screen.blocks[1]
    assert isinstance(title, Title)
    assert "Week 47 · 1 student · 0 checked in every day" == plain(title.line)
    assert isinstance(items, Items)
    assert [("Ben", "silent 3 days after −1.0R")] == [(item.name, plain(item.line)) for item in items.items]
    assert any(isinstance(block, Picture) for block in screen.blocks)
    press = KEYRING.find_press(screen.actions[0].token, mentor)
    assert press is not None
    assert ben == press.target


async def test_two_runs_of_the_job_say_it_once(a_user: MakeUser) -> None:
    (mentor, channel), ben = await a_mentor(a_user), await a_user("Ben")
    await followed(mentor, ben)

    await asyncio.gather(send(mentor, channel, job="1"), send(mentor, channel, job="2"))

    assert 1 == len(await screens(mentor))


async def test_a_mentor_without_students_hears_what_will_be_here(a_user: MakeUser) -> None:
    mentor, channel = await a_mentor(a_user)
    await send(mentor, channel)

    (screen,) = await screens(mentor)
    assert "Week 47 · no students" == plain(screen.blocks[0].line)  # type: ignore[union-attr]


async def test_a_channel_that_is_gone_gets_nothing(a_user: MakeUser) -> None:
    mentor, channel = await a_mentor(a_user)
    async with begin(mentor, now=MONDAY_NOON) as uow:
        await uow.execute("update mentor_channels set state = 'gone'")
    await send(mentor, channel)

    assert [] == await screens(mentor)


async def test_what_is_not_shared_is_not_in_the_week(a_user: MakeUser) -> None:
    (mentor, _), ben = await a_mentor(a_user), await a_user("Ben")
    await followed(mentor, ben, shared=[Shared.CONSISTENCY])
    await lost_one(ben)
    async with begin(mentor, now=MONDAY_NOON) as uow:
        (row,) = (await load_mentor_week(uow, until=FRIDAY, zone="UTC")).overview.students

    assert row.week_r is None
    assert Decimal("5.00") == row.last_score


async def test_scores_stay_hidden_where_only_figures_are_shared(a_user: MakeUser) -> None:
    (mentor, _), ben = await a_mentor(a_user), await a_user("Ben")
    await followed(mentor, ben, shared=[Shared.ANALYTICS])
    await lost_one(ben)
    async with begin(mentor, now=MONDAY_NOON) as uow:
        (row,) = (await load_mentor_week(uow, until=FRIDAY, zone="UTC")).overview.students

    assert Decimal(-1) == row.week_r
    assert row.last_score is None


async def test_somebody_elses_student_is_not_in_the_week(a_user: MakeUser) -> None:
    (mentor, _), other, ben = await a_mentor(a_user), await a_user("Olga", role="mentor"), await a_user("Ben")
    await followed(other, ben)
    await lost_one(ben)
    async with begin(mentor, now=MONDAY_NOON) as uow:
        week = await load_mentor_week(uow, until=FRIDAY, zone="UTC")

    assert () == week.overview.students


async def reason_on(mentor: UserId, until: date) -> str | None:
    async with begin(mentor, now=MONDAY_NOON) as uow:
        (row,) = (await load_mentor_week(uow, until=until, zone="UTC")).overview.students
    return row.reason


async def test_a_silence_does_not_begin_anew_on_a_monday(a_user: MakeUser) -> None:
    (mentor, _), ben = await a_mentor(a_user), await a_user("Ben")
    await followed(mentor, ben)
    await lost_one(ben)

    next_monday = FRIDAY + timedelta(days=3)
    assert "silent 4 days after −1.0R" == await reason_on(mentor, next_monday)


async def test_a_week_that_has_just_begun_calls_nobody_steady(a_user: MakeUser) -> None:
    (mentor, _), ben = await a_mentor(a_user), await a_user("Ben")
    await followed(mentor, ben)
    monday = FRIDAY + timedelta(days=3)
    async with begin_service(now=MONDAY_NOON) as uow:
        await uow.execute("update mentor_relationships set created_at = $1", MONDAY_NOON + timedelta(days=7))
    async with begin(mentor, now=MONDAY_NOON) as uow:
        week = await load_mentor_week(uow, until=monday, zone="UTC")
    screen = compose_mentor_digest(
        week, picture=None, open_student=lambda _: Action(label="Open", token="t"), say=phrases("en")
    )

    assert isinstance(screen.blocks[1], Text)
    assert "The week has just begun: nothing to read yet" == plain(screen.blocks[1].line)


async def test_a_digest_is_in_the_mentors_language(a_user: MakeUser) -> None:
    (mentor, channel), ben = await a_mentor(a_user), await a_user("Ben")
    async with begin(mentor, now=MONDAY_NOON) as uow:
        await uow.execute("update users set locale = 'es'")
    await followed(mentor, ben)
    await lost_one(ben)

    await send(mentor, channel)

    (screen,) = await screens(mentor)
    assert "Semana 47 · 1 alumno · 0 con check-in cada día" == plain(screen.blocks[0].line)  # type: ignore[union-attr]
    items = screen.blocks[1]
    assert isinstance(items, Items)
    assert ["3 días en silencio tras −1,0R"] == [plain(item.line) for item in items.items]
