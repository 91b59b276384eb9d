"""What sends a text, as the Bot API's plain data: building the library's objects costs more than sending it."""

from typing import Any

from bots.telegram.payloads import Button, TextPayload
from bots.telegram.places import Place

NO_PREVIEW = {"is_disabled": True}
"""A link in a note stays a link: nothing is fetched and shown in its writer's name."""


def sending(place: Place, payload: TextPayload, *, reply_to: str | None = None) -> dict[str, Any]:
    """The parameters of `sendMessage`. The quoted message may be gone by now: then the answer stands alone."""
    call: dict[str, Any] = {
        "chat_id": place.chat,
        "text": payload.wording.text,
        "link_preview_options": NO_PREVIEW,
    }
    if payload.wording.marks:
        call["entities"] = [
            {"type": mark.mark.value, "offset": mark.start, "length": mark.length}
            for mark in payload.wording.marks
        ]
    if place.thread is not None:
        call["message_thread_id"] = place.thread
    if payload.keyboard:
        call["reply_markup"] = {
            "inline_keyboard": [[_press(button) for button in row] for row in payload.keyboard]
        }
    elif payload.asks is not None:
        # a focused input for the asked person in a group; it cannot stand beside buttons
        call["reply_markup"] = {
            "force_reply": True,
            "selective": True,
            "input_field_placeholder": payload.asks,
        }
    if reply_to is not None:
        call["reply_parameters"] = {"message_id": int(reply_to), "allow_sending_without_reply": True}
    return call


def _press(button: Button) -> dict[str, str]:
    if button.url is not None:
        return {"text": button.label, "url": button.url}
    pressed = {"text": button.label, "callback_data": button.data}
    return pressed if button.style is None else {**pressed, "style": button.style}
