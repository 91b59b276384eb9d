"""The demo's clock: moved from the page, forward only, and what is due arrives before one's eyes."""

from playwright.async_api import expect

from tests.browser import screens
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk


async def test_a_station_moves_the_clock_and_both_logs_say_so(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    clock = page.get_by_role("group", name="Clock")
    await expect(clock).to_contain_text("12:07")
    await clock.get_by_role("button", name="Skip to 18:30 Check-in").click()
    await expect(page.get_by_text("Clock moved to Thu 18:30")).to_have_count(2)
    await expect(clock).to_contain_text("moved")
    await expect(clock).to_contain_text("18:30")
    await expect(clock.get_by_role("button", name="Skip to Fri 17:00 Digest")).to_be_visible()


async def test_another_day_is_named_whole(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("button", name="Skip to Fri 17:00 Digest").first.click()
    await expect(page.get_by_text("Clock moved to Friday 20 November, 17:00")).to_have_count(2)


async def test_a_quiet_channel_says_until_when_and_offers_to_go_there(
    desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page()
    await expect(page.get_by_text("Quiet until Friday 17:00.")).to_be_visible()
    await page.get_by_role("button", name="Skip to Friday 17:00").click()
    await desk.say("nora-channel", screens.digest())
    channel = page.locator('.pane[data-role="mentor"]')
    await expect(channel.get_by_role("heading", name="Week 46")).to_be_visible()
    await expect(page.get_by_text("Quiet until")).to_have_count(0)


async def test_what_came_unseen_is_counted_and_marked_new(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ben", 90, screens.opened("earlier"))
    await desk.store.mark_read("ben", 1)
    page = await open_page()
    await desk.say("ben", screens.opened())
    await desk.say("ben", screens.closed())
    await expect(page.get_by_role("tab", name="Ben, 2 new").first).to_be_visible()
    await expect(page).to_have_title("(2) AMS Journal")
    await page.get_by_role("tab", name="Ben, 2 new").first.click()
    await expect(page.get_by_text("New", exact=True)).to_be_visible()
    await expect(page.get_by_role("tab", name="Ben", exact=True).first).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("tab", name="Ben", exact=True).first).to_be_visible()
