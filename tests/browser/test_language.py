"""The page speaks the language that the browser asks for."""

from playwright.async_api import Browser, expect

from tests.browser.conftest import OpenPage


async def test_the_page_speaks_the_browsers_language(browser: Browser, open_page: OpenPage) -> None:
    page = await open_page(context=await browser.new_context(locale="es-ES", reduced_motion="reduce"))
    await expect(page.locator("html")).to_have_attribute("lang", "es")
    await expect(page.get_by_role("textbox", name="Mensaje al diario")).to_have_attribute(
        "placeholder", "Escribe una operación, o / para comandos"
    )
    await page.keyboard.press("Control+/")
    await expect(page.get_by_role("heading", name="Teclas")).to_be_visible()


async def test_a_language_that_is_not_ours_finds_english(browser: Browser, open_page: OpenPage) -> None:
    page = await open_page(context=await browser.new_context(locale="fi-FI", reduced_motion="reduce"))
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_role("textbox", name="Message to the journal")).to_be_visible()
