"""What comes by itself on Telegram: pictures that were asked for, and the mentor's digest in a channel."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from cli.house import House
from cli.roles import working
from core.clock import MovedClock
from scheduler.registry import open_digests
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, Chat, User
from tests.platforms.telegram.bot_api.people import text_of

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"

pytestmark = [
    pytest.mark.parametrize("mode", ["polling"]),
    pytest.mark.usefixtures("journal", "worker"),
]


@pytest.fixture
async def worker(house: House) -> AsyncIterator[None]:
    async with working(house):
        yield


@pytest.fixture
def nora(api: BotApiServer) -> User:
    return api.user("Nora")


async def let_read_along(nora: User, ana: User) -> None:
    """Nora invites, Ana lets her in with everything shared."""
    nora.sends("/mentor")
    await nora.sees("No mentor reads along.")
    nora.presses("Invite a student")
    invitation = await nora.sees("Send this line to your student.")
    ana.sends(text_of(invitation).splitlines()[0])
    await ana.sees("Nora would like to read your journal.")
    ana.presses("Let Nora in")
    await ana.sees("Nora reads along.")


async def see_a_digest(moved_clock: MovedClock, place: Chat) -> str:
    """Let a Friday evening come."""
    moved_clock.move_to(moved_clock.now() + timedelta(days=7))
    await open_digests(moved_clock.now())
    return text_of(await place.sees("Week", seconds=PATIENCE))


async def test_the_picture_of_a_month_follows_its_figures(ana: User) -> None:
    ana.sends(LINE)
    await ana.sees("● EURUSD")
    ana.sends("exit 1.0910")
    await ana.sees("closed +2.00R")
    ana.sends("/month")
    figures = await ana.sees("1 trade", below=ana.last)
    picture = await ana.sees("", below=figures, seconds=PATIENCE)
    assert 1080 == picture["photo"][-1]["width"]


async def test_the_digest_comes_to_the_channel_and_its_cards_to_the_mentor_alone(
    ana: User, nora: User, api: BotApiServer, moved_clock: MovedClock
) -> None:
    await let_read_along(nora, ana)
    channel = api.group("Nora's desk", kind="channel")
    nora.adds_bot_to(channel)
    await channel.sees("Nora's digest appears here")
    await see_a_digest(moved_clock, channel)
    press = nora.presses("Open", in_chat=channel)
    assert "The card is in our private chat." == await nora.toast(press)
    await nora.sees("Ana")
    said = len(channel.messages)
    ana.presses("Open", in_chat=channel)
    await api.world.until(lambda: all(press.answered is not None for press in api.world.presses.values()))
    assert said == len(channel.messages)


async def test_without_the_right_to_post_the_mentor_is_told(ana: User, nora: User, api: BotApiServer) -> None:
    await let_read_along(nora, ana)
    channel = api.group("Nora's desk", kind="channel")
    nora.adds_bot_to(channel, may_post=False)
    await nora.sees("I am in Nora's desk but may not post there.")
    assert [] == channel.messages


async def test_a_digest_follows_its_group_and_says_when_it_is_thrown_out(
    ana: User, nora: User, api: BotApiServer, moved_clock: MovedClock
) -> None:
    await let_read_along(nora, ana)
    group = api.group("Desk", kind="group")
    nora.sends("/digest here", to=group)
    await group.sees("Nora's digest appears here")
    supergroup = group.moves_to_supergroup()
    await see_a_digest(moved_clock, supergroup)
    supergroup.closes("bot was kicked from the supergroup chat")
    moved_clock.move_to(moved_clock.now() + timedelta(days=7))
    await open_digests(moved_clock.now())
    await nora.sees("I cannot post there any more", seconds=PATIENCE)
