"""What people type stays text, wherever it is shown."""

from playwright.async_api import expect

from core.messaging.screen import Choices, Fact, Facts, Item, Items, Screen, Table, Text, Title, spans
from tests.browser import screens
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk

MARKUP = '<img src=x onerror="window.caught = true"><script>window.caught = true</script>'


async def test_markup_in_a_line_is_shown_as_it_was_typed(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.insert_text(MARKUP)
    await page.keyboard.press("Enter")
    await expect(page.locator(".own-line")).to_have_text(MARKUP)
    await expect(page.locator(".message .title")).to_have_text(f"I read: {MARKUP}")
    assert await page.evaluate("window.caught === undefined")


async def test_markup_in_any_block_is_shown_as_it_is(desk: Desk, open_page: OpenPage) -> None:
    action = screens.button(MARKUP[:40])
    line = spans(MARKUP)
    await desk.put(
        "ana",
        1,
        Screen(
            blocks=(
                Title(line),
                Text(line),
                Facts((Fact(MARKUP, line, line),)),
                Table((MARKUP,), ((line,),)),
                Items(MARKUP, (Item(name=MARKUP, line=line, action=action),)),
                Choices(rows=((action,),), question=MARKUP),
            )
        ),
    )
    page = await open_page()
    await page.locator(".message").wait_for()
    assert 0 == await page.locator(".message img, .message script").count()
    assert await page.evaluate("window.caught === undefined")


async def test_no_script_or_style_of_a_stranger_would_run(desk: Desk, open_page: OpenPage) -> None:
    page = await open_page()
    answer = await page.request.get(desk.address)
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    await page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.caught = true'}))"
    )
    assert await page.evaluate("window.caught === undefined")
