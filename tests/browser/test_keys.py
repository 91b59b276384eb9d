"""The whole conversation by keyboard alone."""

from playwright.async_api import expect

from bots.inbound import Kind
from tests.browser import screens
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk


async def test_a_trade_is_logged_opened_and_closed_without_a_mouse(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.type("long EURUSD 1.0850")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Close", exact=True).wait_for()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Close", exact=True)).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("button", name="Stop to BE")).to_be_focused()
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="How was it?")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_label("Message to the journal")).to_be_focused()


async def test_shift_tab_goes_to_older_cards_and_tab_comes_back(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ana", 3, screens.closed_short())
    await desk.put("ana", 2, screens.opened())
    page = await open_page()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Shift+Tab")
    older = page.get_by_role("article", name="✓ NQ")
    await expect(older.get_by_role("button", name="How was it?")).to_be_focused()
    await page.keyboard.press("End")
    await expect(page.get_by_role("button", name="Close", exact=True)).to_be_focused()
    await page.keyboard.press("PageUp")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Message to the journal")).to_be_focused()


async def test_up_and_down_move_between_the_rows_of_scores(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ana", 1, screens.scores("Emotional discipline?", "3 of 5"))
    page = await open_page()
    await expect(page.get_by_placeholder("Tap, or type 1–10")).to_be_visible()
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("button", name="7", exact=True)).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("button", name="2", exact=True)).to_be_focused()


async def test_r_replies_to_the_card_in_focus_and_escape_drops_the_reply_but_not_the_words(
    desk: Desk, open_page: OpenPage
) -> None:
    card = await desk.put("ana", 1, screens.opened())
    page = await open_page()
    composer = page.get_by_label("Message to the journal")
    await page.keyboard.press("Tab")
    await page.keyboard.press("r")
    await expect(composer).to_be_focused()
    await page.keyboard.type("sl be")
    await page.keyboard.press("Escape")
    await expect(composer).to_have_value("sl be")
    await expect(page.get_by_role("button", name="Drop the reply")).to_be_hidden()
    await page.keyboard.press("Tab")
    await page.keyboard.press("r")
    await page.keyboard.press("Enter")
    await expect(page.locator(".own .quote")).to_contain_text("EURUSD")
    await expect(page.get_by_role("heading", name="I read: sl be")).to_be_visible()
    (inbound,) = desk.received.values()
    assert ("sl be", card) == (inbound.text, inbound.reply_to)


async def test_up_in_an_empty_field_edits_the_last_line(desk: Desk, open_page: OpenPage) -> None:
    line = await desk.put("ana", 1, "long EURUSD 10850")
    page = await open_page()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Control+a")
    await page.keyboard.type("long EURUSD 1.0850")
    await page.keyboard.press("Enter")
    await expect(page.locator(".own-line")).to_have_text("long EURUSD 1.0850")
    await expect(page.locator(".own .when")).to_contain_text("edited")
    (inbound,) = desk.received.values()
    assert (Kind.EDIT, line) == (inbound.kind, inbound.message)


async def test_the_list_of_commands_completes_and_sends(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.type("/m")
    await expect(page.get_by_role("option")).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Message to the journal")).to_have_value("/mentor ")
    await page.keyboard.press("Control+a")
    await page.keyboard.type("/mo")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_be_hidden()
    await page.keyboard.type("n")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="You asked for month")).to_be_visible()


async def test_control_z_in_an_empty_field_takes_back(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.press("Control+z")
    await expect(page.get_by_role("heading", name="You asked for undo")).to_be_visible()


async def test_control_k_goes_to_a_person_and_alt_arrows_to_the_next(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.press("Control+k")
    await page.keyboard.type("ben")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("tab", name="Ben").first).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.get_by_role("tab", name="Caro").first).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Control+/")
    await expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


async def test_a_draft_stays_with_its_person(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    composer = page.get_by_label("Message to the journal")
    await page.keyboard.type("half a thou")
    await page.keyboard.press("Alt+ArrowDown")
    await expect(composer).to_have_value("")
    await page.keyboard.press("Alt+ArrowUp")
    await expect(composer).to_have_value("half a thou")
