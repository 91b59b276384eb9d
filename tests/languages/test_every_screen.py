"""Every screen in every language, drawn for both platforms and held against their limits."""

import pytest

from bots.discord.renderer import render as render_for_discord
from bots.journal import build_repertoire
from bots.telegram.objects import entities_of, keyboard_of
from bots.telegram.payloads import Payload, PhotoPayload
from bots.telegram.renderer import render as render_for_telegram
from core.messaging.languages import find_language
from core.messaging.phrases import phrases
from core.messaging.screen import Choices, Screen
from tests.builders.desk import TestDesk
from tests.languages.tour import Tour
from tests.platforms.discord.server.limits import check_message
from tests.platforms.telegram.bot_api.limits import check_caption, check_markup, check_text

_WIDEST_LABEL = 36
_WIDEST_ROW = 64
"""Characters of one button and of one row that a small phone still shows."""
_LONGEST_TOAST = 200


@pytest.mark.parametrize("locale", ["es-MX", "pt-BR", "de", "fr", "ru"])
async def test_every_screen_fits_both_platforms_in_every_language(desk: TestDesk, locale: str) -> None:
    tour = Tour(
        desk, locale, commands=[name for name, one in build_repertoire().commands.items() if one.listed]
    )
    await tour.walk()
    assert len(tour.screens) > 150
    for screen in tour.screens:
        for payload in render_for_telegram(screen, direct=True, username="journal_bot"):
            _check_telegram(payload)
        for message in render_for_discord(screen, {}):
            check_message(message.body, {})
    assert [] == [row for screen in tour.screens for row in _rows_too_wide(screen)]
    assert [] == [toast for toast in tour.toasts if len(toast) > _LONGEST_TOAST]
    greeting = phrases(locale)("Where are you? Times and days follow this.")
    assert any(greeting in repr(screen) for screen in tour.screens), find_language(locale)


def _check_telegram(payload: Payload) -> None:
    if isinstance(payload, PhotoPayload):
        check_caption(payload.caption.text, [one.to_dict() for one in entities_of(payload.caption)])
        return
    wording = payload.wording
    check_text(wording.text, [one.to_dict() for one in entities_of(wording)])
    markup = keyboard_of(payload.keyboard)
    check_markup(markup.to_dict() if markup else None)


def _rows_too_wide(screen: Screen) -> list[list[str]]:
    rows = [
        [action.label for action in row]
        for block in screen.blocks
        if isinstance(block, Choices)
        for row in block.rows
    ]
    return [
        row
        for row in rows
        if any(len(label) > _WIDEST_LABEL for label in row) or len("".join(row)) > _WIDEST_ROW
    ]
