"""The page at every size, in both themes, with little and with much in it."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import screens
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, paint

_OVERFLOWS = """() => [document.documentElement, ...document.querySelectorAll('.log, .strip, .foot, .card')]
    .filter((part) => part.offsetParent !== null || part === document.documentElement)
    .filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className || part.tagName)"""

SIZES = [(1440, 900), (1024, 768), (390, 844), (320, 640)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]} wide")
async def test_nothing_is_wider_than_the_page(desk: Desk, open_page: OpenPage, size: tuple[int, int]) -> None:
    await _fill(desk)
    page = await open_page(size=size)
    await page.locator(".message").first.wait_for()
    assert [] == await page.evaluate(_OVERFLOWS)


@pytest.mark.parametrize("count", [0, 1, 3, 40])
async def test_a_log_with_few_messages_rests_on_the_composer(
    desk: Desk, open_page: OpenPage, count: int
) -> None:
    for number in range(count):
        await desk.put("ana", count - number, f"line {number}")
    page = await open_page()
    await expect(page.locator(".own")).to_have_count(count)
    await expect(page.get_by_role("heading", name="Ana and the journal")).to_have_count(1)
    gap = await page.evaluate(
        """() => document.querySelector('.pane.active .field').getBoundingClientRect().top
        - document.querySelector('.pane.active .column > :last-child').getBoundingClientRect().bottom"""
    )
    assert 0 <= gap <= 32


async def test_of_two_thousand_messages_the_newest_are_shown_and_older_ones_come_without_a_jump(
    desk: Desk, open_page: OpenPage
) -> None:
    for number in range(2000):
        await desk.put("ana", 2000 - number, f"line {number}")
    page = await open_page()
    await expect(page.get_by_text("line 1999", exact=True)).to_be_in_viewport()
    assert 60 == await page.locator(".own").count()
    first = page.get_by_text("line 1940", exact=True)
    await page.locator(".pane.active .log").evaluate("(log) => { log.scrollTop = 10; }")
    await expect(page.locator(".own")).to_have_count(120)
    await expect(first).to_be_in_viewport()


async def test_a_reader_of_old_messages_is_not_moved_by_new_ones(desk: Desk, open_page: OpenPage) -> None:
    for number in range(50):
        await desk.put("ana", 50 - number, f"line {number}")
    page = await open_page()
    log = page.locator(".pane.active .log")
    await log.evaluate("(log) => { log.scrollTop = 300; }")
    await page.wait_for_function("document.querySelector('.pane.active .log').scrollTop === 300")
    await desk.say("ana", screens.opened())
    await desk.say("ana", screens.closed_short())
    await expect(page.get_by_role("button", name="2 new")).to_be_visible()
    assert 300 == await log.evaluate("(log) => log.scrollTop")
    await page.get_by_role("button", name="2 new").click()
    await expect(page.get_by_role("article", name="✓ NQ")).to_be_in_viewport()


async def test_a_card_edited_above_the_reader_keeps_its_place(desk: Desk, open_page: OpenPage) -> None:
    card = await desk.put("ana", 60, screens.opened())
    page = await open_page()
    await desk.say("ana", screens.closed(), instead_of=card)
    await expect(page.locator(".message")).to_have_count(1)
    await expect(page.get_by_role("article", name="✓ EURUSD")).to_be_visible()


async def test_every_target_on_a_phone_is_as_large_as_a_thumb(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ana", 3, screens.closed())
    await desk.put("ana", 1, screens.scores("Emotional discipline?", "3 of 5", ("Execution", "7")))
    page = await open_page(size=(390, 844))
    await page.locator(".scores").wait_for()
    small = await page.evaluate(
        """() => [...document.querySelectorAll('.pane.active :is(.button, .tab, .icon, .add)')]
        .filter((button) => button.offsetParent).map((button) => [button.textContent, button.getBoundingClientRect()])
        .filter(([, box]) => box.height < 40 || box.width < 40).map(([text, box]) => `${text} ${box.width}×${box.height}`)"""
    )
    assert [] == small
    heights = await page.locator(".scores .button").evaluate_all(
        "(all) => all.map((one) => one.offsetHeight)"
    )
    assert {48} == set(heights)


async def test_on_a_phone_the_strip_leads_to_the_mentor_and_the_clock_to_a_sheet(
    desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page(size=(390, 844))
    strip = page.locator(".pane.active .strip")
    await strip.get_by_role("tab", name="Nora").click()
    await expect(page.locator('.pane[data-role="mentor"] .log')).to_be_visible()
    await expect(page.locator('.pane[data-role="trader"] .log')).to_be_hidden()
    await strip.get_by_role("button", name="Clock: 12:07").click()
    await expect(page.get_by_role("dialog", name="Clock")).to_contain_text("Skip to Fri 17:00")


async def test_the_theme_follows_the_system_until_it_is_switched_and_then_remembered(
    desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page(theme="light")
    assert "rgb(239, 237, 232)" == await _background(page)
    await page.get_by_role("button", name="Dark theme").click()
    assert "rgb(14, 17, 19)" == await _background(page)
    await page.reload()
    await page.locator(".pane.active").wait_for()
    assert "rgb(14, 17, 19)" == await _background(page)


async def test_a_picture_keeps_its_place_and_is_enlarged_and_left_by_keyboard(
    desk: Desk, open_page: OpenPage
) -> None:
    kept = await desk.shelf.keep(paint(1080, 1350))
    await desk.put("ana", 1, screens.month_picture(), pictures={"chart:month": kept.ref})
    page = await open_page()
    picture = page.get_by_role("img", name="November: +6.3R in 29 trades")
    await expect(picture).to_have_js_property("offsetWidth", 388)
    await expect(picture).to_have_js_property("offsetHeight", 485)
    await page.get_by_role("button", name="November: +6.3R in 29 trades", exact=True).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_picture_that_could_not_be_drawn_leaves_a_frame(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ana", 1, screens.digest())
    page = await open_page()
    await expect(page.locator(".missing")).to_contain_text("The picture is missing")


async def test_inter_is_served_by_the_page_itself(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    assert await page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('600 16px Inter', '▲Ж'))"
    )


async def _background(page: Page) -> str:
    return await page.evaluate("getComputedStyle(document.body).backgroundColor")


async def _fill(desk: Desk) -> None:
    await desk.put("ana", 9, "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm " * 3)
    await desk.put("ana", 8, "W" * 300)
    await desk.put("ana", 7, screens.opened())
    await desk.put("ana", 6, screens.closed())
    await desk.put("ana", 5, screens.scores("Emotional discipline?", "3 of 5", ("Risk management", "8")))
    await desk.put("ana", 4, screens.students())
    await desk.put("nora-channel", 4, screens.digest())
    for screen in screens.first_minute():
        await desk.put("ana", 1, screen)
