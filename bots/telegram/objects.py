"""Our payloads as the library's objects."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bots.telegram.payloads import Button, Keyboard
from bots.telegram.wording import Wording


def entities_of(wording: Wording) -> list[MessageEntity]:
    return [
        MessageEntity(type=mark.mark.value, offset=mark.start, length=mark.length) for mark in wording.marks
    ]


def keyboard_of(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup([[_button_of(button) for button in row] for row in keyboard])


def _button_of(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data, style=button.style)
