"""A real Chromium before a desk of the web chat."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.browser.desk import Desk
from tests.browser.journal import answer
from tests.patience import PATIENCE

_CHROMIUM = "/usr/bin/chromium"
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_PATIENCE_MS = PATIENCE * 1000
expect.set_options(timeout=_PATIENCE_MS)

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if not shutil.which(_CHROMIUM):
        pytest.fail("The browser tests need the Debian package 'chromium'.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path / "console", script=answer)
    await desk.start()
    yield desk
    await desk.stop()


@pytest.fixture
async def open_page(browser: Browser, desk: Desk) -> AsyncIterator[OpenPage]:
    """Open the chat at a size and in a theme; anything the page itself complains of fails the test."""
    complaints: list[str] = []

    async def open_page(
        *, size: tuple[int, int] = (1440, 900), theme: str = "dark", context: object = None
    ) -> Page:
        opened = context or await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,  # pyright: ignore
            reduced_motion="reduce",
            has_touch=size[0] < 900,
            locale="en-GB",
            timezone_id="Asia/Tokyo",
        )
        page = await opened.new_page()  # pyright: ignore
        page.set_default_timeout(_PATIENCE_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(desk.address)
        await page.locator(".pane.active .log").wait_for()
        return page

    yield open_page
    assert not complaints
