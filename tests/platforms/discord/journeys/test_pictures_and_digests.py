"""What comes by itself on Discord: pictures that were asked for, and the mentor's digest in a channel."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from cli.house import House
from cli.roles import working
from core.clock import MovedClock
from scheduler.registry import open_digests
from tests.patience import PATIENCE
from tests.platforms.discord.server import DiscordServer, Person
from tests.platforms.discord.server.people import is_private, read_text

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"

pytestmark = pytest.mark.usefixtures("journal", "worker")


@pytest.fixture
async def worker(house: House) -> AsyncIterator[None]:
    async with working(house):
        yield


@pytest.fixture
def nora(server: DiscordServer) -> Person:
    return server.person("Nora")


async def let_read_along(nora: Person, ana: Person) -> None:
    """Nora invites, Ana lets her in with everything shared."""
    await nora.slash("mentor")
    await nora.sees("No mentor reads along.")
    await nora.presses("Invite a student")
    invitation = read_text(await nora.sees("Send this line to your student."))
    await ana.dms(invitation.splitlines()[0])
    await ana.sees("Nora would like to read your journal.")
    await ana.presses("Let Nora in")
    await ana.sees("Nora reads along.")


async def let_a_week_pass(moved_clock: MovedClock, server: DiscordServer) -> None:
    moved_clock.move_to(moved_clock.now() + timedelta(days=7))
    server.clock.advance(7 * 86_400)
    await open_digests(moved_clock.now())


async def test_the_picture_of_a_month_follows_its_figures(ana: Person) -> None:
    await ana.dms(LINE)
    await ana.sees("● EURUSD")
    await ana.dms("exit 1.0910")
    await ana.sees("closed +2.00R")
    await ana.slash("month")
    await ana.sees("+2.0R in 1 trade")
    shown = await ana.shows_picture(seconds=PATIENCE)
    assert shown["embeds"][0]["image"]["url"].startswith("attachment://")


async def test_the_digest_comes_to_the_channel_and_its_cards_to_the_mentor_alone(
    ana: Person, nora: Person, server: DiscordServer, moved_clock: MovedClock
) -> None:
    await let_read_along(nora, ana)
    channel = server.channel("desk")
    await nora.at(channel).slash("digest", here="here")
    await nora.at(channel).sees("Nora's digest appears here")
    await let_a_week_pass(moved_clock, server)
    digest = await nora.at(channel).sees("Week", seconds=PATIENCE)
    assert not is_private(digest)
    await nora.at(channel).presses("Open Ana", on=digest)
    await nora.sees("Ana")
    await ana.at(channel).presses("Open Ana", on=digest)
    refused = await ana.at(channel).sees("or to somebody else.")
    assert is_private(refused)


async def test_a_mentor_whose_channel_is_closed_to_the_bot_is_told(
    ana: Person, nora: Person, server: DiscordServer, moved_clock: MovedClock
) -> None:
    await let_read_along(nora, ana)
    channel = server.channel("desk")
    await nora.at(channel).slash("digest", here="here")
    await nora.at(channel).sees("Nora's digest appears here")
    channel.rights.discard("send")
    await let_a_week_pass(moved_clock, server)
    await nora.sees("I cannot post there any more", seconds=PATIENCE)
