"""Our payloads as the library's objects."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bots.telegram.payloads import Keyboard
from bots.telegram.wording import Wording


def entities_of(wording: Wording) -> list[MessageEntity]:
    return [
        MessageEntity(type=mark.mark.value, offset=mark.start, length=mark.length) for mark in wording.marks
    ]


def keyboard_of(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.label, callback_data=button.data, style=button.style)
                for button in row
            ]
            for row in keyboard
        ]
    )
