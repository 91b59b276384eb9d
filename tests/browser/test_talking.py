"""Talking to the journal with mouse and keyboard, in a real browser."""

import asyncio

from playwright.async_api import expect

from bots.inbound import Kind
from tests.browser import screens
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, paint
from tests.browser.journal import kept

TRADE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"


async def test_a_typed_trade_becomes_a_line_and_a_card(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.type(TRADE)
    await page.keyboard.press("Enter")
    await expect(page.locator(".own-line")).to_have_text(TRADE)
    card = page.get_by_role("article", name="● EURUSD ▲ 0.50 lots @ 1.0850")
    await expect(card.get_by_role("button", name="Stop to BE")).to_be_visible()
    assert [TRADE] == [inbound.text for inbound in desk.received.values()]
    await expect(page.get_by_label("Message to the journal")).to_have_value("")


async def test_a_pressed_card_is_inert_until_it_is_answered_and_writes_no_line(
    desk: Desk, open_page: OpenPage
) -> None:
    await desk.put("ana", 1, screens.opened())
    desk.holds["Close"] = asyncio.Event()
    page = await open_page()
    close = page.get_by_role("button", name="Close", exact=True)
    await close.click()
    await expect(close).to_have_attribute("aria-busy", "true")
    await page.get_by_role("button", name="Undo").click()
    desk.holds["Close"].set()
    await expect(page.get_by_role("heading", name="closed")).to_be_visible()
    assert [Kind.ACTION] == [inbound.kind for inbound in desk.received.values()]
    await expect(page.locator(".own")).to_have_count(0)


async def test_after_an_answer_the_other_choices_can_still_be_taken(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ana", 1, kept(""))
    page = await open_page()
    await page.get_by_role("button", name="Kept").click()
    await expect(page.get_by_role("button", name="Kept")).to_have_attribute("aria-pressed", "true")
    await page.get_by_role("button", name="Broke").click()
    await expect(page.get_by_role("button", name="Broke")).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_role("button", name="Kept")).to_have_attribute("aria-pressed", "false")


async def test_a_newer_card_takes_the_buttons_of_the_older_one_and_leads_to_itself(
    desk: Desk, open_page: OpenPage
) -> None:
    await desk.put("ana", 2, screens.opened())
    page = await open_page()
    await page.keyboard.type("exit 1.0905")
    await page.keyboard.press("Enter")
    older = page.get_by_role("article", name="● EURUSD")
    await expect(older.get_by_role("button", name="Close", exact=True)).to_have_count(0)
    await older.get_by_role("button", name="closed at").click()
    await expect(page.get_by_role("article", name="✓ EURUSD")).to_be_focused()


async def test_a_trade_that_was_taken_back_is_struck_through(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ana", 2, screens.taken_back())
    page = await open_page()
    title = page.locator(".taken-back .words")
    await expect(title).to_have_text("EURUSD ▲ 5.00 lots @ 1.0850")
    await expect(title).to_have_css("text-decoration-line", "line-through")
    await expect(page.locator(".taken-back .when")).to_contain_text("taken back")


async def test_dots_say_that_an_answer_takes_its_time(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.type("silence")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Journal is writing").first).to_be_visible()
    await desk.say("ana", kept(""))
    await expect(page.get_by_text("Journal is writing").first).to_be_hidden()


async def test_a_new_person_is_asked_for_a_name_and_greeted(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("button", name="New person").first.click()
    await page.get_by_label("Name", exact=True).fill("Sam Vimes")
    await page.get_by_role("button", name="Start").click()
    await expect(page.get_by_role("heading", name="You asked for start")).to_be_visible()
    await expect(page.get_by_role("heading", name="Sam Vimes and the journal")).to_be_visible()
    (inbound,) = desk.received.values()
    assert ("sam-vimes", "Sam Vimes", "start") == (
        inbound.sender.platform_user,
        inbound.sender.name,
        inbound.command,
    )


async def test_a_picture_is_shown_before_it_goes_and_goes_with_its_words(
    desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page()
    picture = {"name": "eurusd-m5.png", "mimeType": "image/png", "buffer": paint(640, 360)}
    await page.locator(".pane.active input[type=file]").set_input_files(picture)
    await expect(page.locator(".attached")).to_contain_text(["eurusd-m5.png"])
    await page.keyboard.type("second touch")
    await page.get_by_role("button", name="Send").first.click()
    await expect(page.locator(".own .shot img")).to_have_js_property("naturalWidth", 640)
    await expect(page.get_by_role("heading", name="I read: second touch")).to_be_visible()
    (inbound,) = desk.received.values()
    assert ["image/png"] == [upload.content_type for upload in inbound.uploads]
    assert paint(640, 360) == await desk.shelf.read(inbound.uploads[0].ref)


async def test_what_is_no_picture_is_refused_in_words_and_can_be_removed(
    desk: Desk, open_page: OpenPage
) -> None:
    page = await open_page()
    fake = {"name": "chart.png", "mimeType": "image/png", "buffer": b"<script>alert(1)</script>"}
    await page.locator(".pane.active input[type=file]").set_input_files(fake)
    await expect(page.get_by_role("alert").first).to_contain_text("no picture I can keep")
    await expect(page.get_by_role("button", name="Send").first).to_be_disabled()
    await page.get_by_role("button", name="Remove chart.png").click()
    await expect(page.locator(".attached .with")).to_have_count(0)


async def test_the_mentors_channel_is_an_address_of_its_own(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_label("Message in the mentor’s channel").fill("/students")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="You asked for students")).to_be_visible()
    (inbound,) = desk.received.values()
    assert ("nora-channel", "nora", False) == (
        inbound.address.chat,
        inbound.sender.platform_user,
        inbound.direct,
    )
    await expect(page.locator('.pane[data-role="trader"] .own')).to_have_count(0)


async def test_a_picture_that_waits_stays_with_its_person(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    picture = {"name": "eurusd-m5.png", "mimeType": "image/png", "buffer": paint(64, 36)}
    await page.locator(".pane.active input[type=file]").set_input_files(picture)
    await expect(page.locator(".attached").first).to_contain_text("eurusd-m5.png")
    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.locator(".attached").first).to_be_empty()
    await page.keyboard.press("Alt+ArrowUp")
    await expect(page.locator(".attached").first).to_contain_text("eurusd-m5.png")


async def test_two_windows_show_the_same_chat(desk: Desk, open_page: OpenPage) -> None:
    one = await open_page()
    other = await open_page()
    await one.keyboard.type(TRADE)
    await one.keyboard.press("Enter")
    await expect(other.locator(".own-line")).to_have_text(TRADE)
    await expect(other.get_by_role("article", name="● EURUSD")).to_be_visible()
    assert 1 == len(desk.received)


async def test_a_card_that_comes_to_the_other_pane_is_marked_new(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await desk.say("nora-channel", screens.digest())
    channel = page.locator('.pane[data-role="mentor"]')
    await expect(channel.get_by_text("New", exact=True)).to_be_visible()
    await expect(channel.get_by_text("Thursday 19 November · week 47")).to_be_visible()
