"""The whole way: a browser, the page, the journal and its database."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from bots.journal import build_repertoire
from core.storage.database import Database
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.builders.desk import TestDesk, running

TRADE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"


@pytest.fixture
async def journal(database: Database, desk: Desk) -> AsyncIterator[TestDesk]:
    """The real intake, lanes, router and delivery behind the page."""
    behind = TestDesk(desk.clock, build_repertoire(), messenger=desk.messenger)  # pyright: ignore
    desk.journal = behind.intake
    async with running(behind):
        yield behind


async def test_a_trade_is_logged_closed_by_a_button_and_taken_back(
    journal: TestDesk, desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page()
    await _say(page, TRADE)
    await expect(page.get_by_role("article", name="● EURUSD ▲ 0.50 lots @ 1.0850")).to_be_visible()
    await expect(page.locator(".facts")).to_contain_text("30 pips, −$150 = 1R")
    await page.get_by_role("button", name="Close", exact=True).click()
    await expect(page.locator(".message")).to_have_count(1)
    await expect(page.get_by_placeholder("The exit price")).to_be_visible()
    await _say(page, "1.0905")
    closed = page.get_by_role("article", name="✓ EURUSD ▲ closed +1.83R")
    await expect(closed).to_be_visible()
    await closed.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("article", name="● EURUSD ▲ 0.50 lots @ 1.0850").last).to_be_visible()


async def test_an_edited_line_changes_the_trade_it_made(
    journal: TestDesk, desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page()
    await _say(page, TRADE)
    await expect(page.get_by_role("article", name="● EURUSD ▲ 0.50 lots @ 1.0850")).to_be_visible()
    await page.keyboard.press("ArrowUp")
    await page.get_by_label("Message to the journal").fill(TRADE.replace("0.5 lots", "0.4 lots"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article", name="● EURUSD ▲ 0.40 lots @ 1.0850")).to_be_visible()
    await expect(page.locator(".own .when")).to_contain_text("edited")


async def test_a_newcomer_answers_the_first_questions_by_tapping(
    journal: TestDesk, desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page()
    await page.get_by_role("button", name="New person").first.click()
    await page.get_by_label("Name", exact=True).fill("Sam")
    await page.get_by_role("button", name="Start").click()
    await expect(page.get_by_role("article", name="Hi Sam.")).to_be_visible()
    await page.get_by_role("button", name="New York").click()
    await expect(page.get_by_role("article", name="Account currency?")).to_be_visible()
    await page.get_by_role("button", name="USD").click()
    await expect(page.get_by_role("article", name="Risk per trade")).to_be_visible()
    await page.get_by_role("button", name="Later").last.click()
    await page.get_by_role("button", name="tap to fill").click()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article", name="● EURUSD ▲ 0.50 lots @ 1.0850")).to_be_visible()


async def _say(page: Page, text: str) -> None:
    await page.get_by_label("Message to the journal").fill(text)
    await page.keyboard.press("Enter")
