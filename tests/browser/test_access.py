"""For those who hear the page or see it differently: roles, names, contrast."""

from itertools import product

import pytest
from playwright.async_api import Page, expect

from tests.browser import screens
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk

_NAMELESS = """() => [...document.querySelectorAll('button, a, input, textarea, img, [role=dialog], [role=log], [role=tab]')]
    .filter((one) => one.checkVisibility() && !(one.getAttribute('aria-label') || one.textContent.trim() || one.alt))
    .map((one) => one.outerHTML.slice(0, 120))"""

_GROUNDS = {
    "ink": ("page", "pane", "card", "raised"),
    "ink-2": ("page", "pane", "card", "raised"),
    "ink-3": ("page", "pane", "card"),
    "teal": ("pane", "card", "teal-tint"),
    "gain": ("card", "pane"),
    "loss": ("card", "pane"),
    "own-ink": ("own",),
    "on-teal": ("teal",),
}


async def test_the_log_is_a_polite_log_of_named_articles(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ana", 2, "long EURUSD 1.0850")
    await desk.put("ana", 1, screens.opened())
    page = await open_page()
    log = page.get_by_role("log", name="Chat of Ana")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log.get_by_role("article", name="You: long EURUSD 1.0850")).to_be_visible()
    card = log.get_by_role("article", name="● EURUSD ▲ 0.50 lots @ 1.0850")
    await expect(card.get_by_role("img", name="open")).to_be_visible()
    await expect(card.get_by_role("img", name="long")).to_be_visible()


async def test_scores_are_one_group_named_by_their_question(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ana", 1, screens.scores("Emotional discipline?", "3 of 5"))
    page = await open_page()
    group = page.get_by_role("group", name="Emotional discipline, 3 of 5")
    await expect(group.get_by_role("button")).to_have_count(11)


async def test_nothing_that_can_be_used_is_without_a_name(desk: Desk, open_page: OpenPage) -> None:
    for screen in (screens.opened(), screens.digest(), screens.students(), *screens.first_minute()):
        await desk.put("ana", 1, screen)
    page = await open_page()
    await page.locator(".message").first.wait_for()
    assert [] == await page.evaluate(_NAMELESS)
    await page.keyboard.press("Control+k")
    assert [] == await page.evaluate(_NAMELESS)


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_every_text_stands_out_from_its_ground(open_page: OpenPage, theme: str) -> None:
    page = await open_page(theme=theme)
    pairs = [(ink, ground) for ink, grounds in _GROUNDS.items() for ground in grounds]
    weak = [pair for pair in pairs if contrast(*[await _colour(page, name) for name in pair]) < 4.5]
    assert [] == weak
    edges = product(("edge", "teal"), ("pane", "card"))
    weak = [pair for pair in edges if contrast(*[await _colour(page, name) for name in pair]) < 3]
    assert [] == weak


async def test_the_page_can_be_read_at_twice_its_size(desk: Desk, open_page: OpenPage) -> None:
    await desk.put("ana", 1, screens.opened())
    page = await open_page(size=(720, 450))
    await expect(page.get_by_role("button", name="Close", exact=True)).to_be_visible()
    await expect(page.get_by_label("Message to the journal")).to_be_in_viewport()


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """WCAG 2.2, relative luminance."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


async def _colour(page: Page, name: str) -> tuple[int, ...]:
    shown = await page.evaluate(
        """(name) => { const probe = document.createElement('i'); probe.style.color = `var(--${name})`;
        document.body.append(probe); const shown = getComputedStyle(probe).color; probe.remove(); return shown; }""",
        name,
    )
    return tuple(int(part) for part in shown.removeprefix("rgb(").removesuffix(")").split(","))
