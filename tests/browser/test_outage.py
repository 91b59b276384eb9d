"""The journal is away: what was typed waits, and is filed once when it is back."""

from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk

LINE = "sold gold 2410 stop 2415 0.1 lots"


async def test_a_line_waits_while_the_journal_is_away_and_is_filed_once(
    desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page()
    desk.is_away = True
    await page.keyboard.type(LINE)
    await page.keyboard.press("Enter")
    await expect(page.locator(".own.waiting")).to_contain_text(LINE)
    await expect(page.locator(".own.waiting .when")).to_have_text("waits")
    await expect(page.get_by_role("status").filter(has_text="Your message waits here")).to_be_visible()
    assert {} == desk.received
    desk.is_away = False
    await expect(page.get_by_role("heading", name=f"I read: {LINE}")).to_be_visible()
    await expect(page.locator(".own.waiting")).to_have_count(0)
    await expect(page.locator(".own-line")).to_have_count(1)
    await expect(page.locator("#outage")).to_be_hidden()
    assert [LINE] == [inbound.text for inbound in desk.received.values()]


async def test_a_waiting_line_survives_a_closed_window(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    desk.is_away = True
    await page.keyboard.type(LINE)
    await page.keyboard.press("Enter")
    await expect(page.locator(".own.waiting")).to_be_visible()
    again = await open_page(context=page.context)
    await page.close()
    desk.is_away = False
    await expect(again.locator(".own-line")).to_have_text(LINE)
    await expect(again.get_by_role("heading", name=f"I read: {LINE}")).to_be_visible()
    assert 1 == len(desk.received)


async def test_chats_and_their_buttons_are_the_same_after_a_restart(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.type("long EURUSD 1.0850")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Close", exact=True).wait_for()
    await desk.stop()
    await page.keyboard.type("exit 1.0905")
    await page.keyboard.press("Enter")
    await expect(page.locator(".own.waiting")).to_contain_text("exit 1.0905")
    await desk.start()
    await expect(page.get_by_role("article", name="✓ EURUSD")).to_be_visible()
    await page.reload()
    await expect(page.locator(".own-line")).to_have_text(["long EURUSD 1.0850", "exit 1.0905"])
    await expect(page.get_by_role("button", name="How was it?")).to_be_visible()


async def test_what_was_said_while_the_line_was_down_arrives_afterwards(
    desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page()
    await desk.stop()
    await expect(page.locator("#outage")).to_be_visible()
    await desk.start()
    await desk.put("ana", 0, "said from another window")
    await expect(page.locator(".own-line")).to_have_text("said from another window")
    await expect(page.locator("#outage")).to_be_hidden()
