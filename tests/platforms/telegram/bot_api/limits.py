"""The platform's limits, checked as it checks them: what is over is refused, with its own words."""

import struct
from typing import Any

from tests.platforms.telegram.bot_api.refusal import bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100
MOST_BUTTONS = 100
WIDEST_ROW = 8
LARGEST_PHOTO = 10 * 1024 * 1024
KNOWN_ENTITIES = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "blockquote",
    "text_link",
}
STYLES = {"primary", "success", "danger"}


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def check_text(text: Any, entities: Any) -> list[dict[str, Any]]:
    """The entities that the platform keeps of a message's text."""
    if not isinstance(text, str) or not text.strip():
        raise bad_request("message text is empty")
    if len(utf16(text)) // 2 > LONGEST_TEXT:
        raise bad_request("message is too long")
    return check_entities(text, entities)


def check_caption(text: Any, entities: Any) -> list[dict[str, Any]]:
    caption = text if isinstance(text, str) else ""
    if len(utf16(caption)) // 2 > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return check_entities(caption, entities)


def check_entities(text: str, entities: Any) -> list[dict[str, Any]]:
    encoded = utf16(text)
    for entity in entities or []:
        start, length = entity["offset"], entity["length"]
        if entity["type"] not in KNOWN_ENTITIES:
            raise bad_request(f'can\'t parse entities: unsupported entity type "{entity["type"]}"')
        if start < 0 or length <= 0 or (start + length) * 2 > len(encoded):
            raise bad_request("can't parse entities: entity beyond the end of the text")
        for place in (start, start + length):
            if b"\xdc" <= encoded[place * 2 + 1 : place * 2 + 2] <= b"\xdf":
                raise bad_request("can't parse entities: entity begins in a middle of a UTF-16 symbol")
    return list(entities or [])[:MOST_ENTITIES]


def check_markup(markup: Any) -> dict[str, Any] | None:
    """The inline keyboard to keep with the message; forced replies leave none."""
    if not markup:
        return None
    if "force_reply" in markup:
        if len(markup.get("input_field_placeholder") or "x") > 64:
            raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")
        return None
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise bad_request("object expected as reply markup")
    if sum(len(row) for row in rows) > MOST_BUTTONS or any(len(row) > WIDEST_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    return {"inline_keyboard": rows} if any(rows) else None


def _check_button(button: dict[str, Any]) -> None:
    if not str(button.get("text") or "").strip():
        raise bad_request("inline keyboard button text must be non-empty")
    data = button.get("callback_data")
    url = str(button.get("url") or "")
    if url and not url.startswith(("https://", "http://", "tg://")):
        raise bad_request("BUTTON_URL_INVALID")
    if (data is None) == (not url):
        raise bad_request("inline keyboard button must have exactly one action")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.get("style") is not None and button["style"] not in STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")


def check_photo(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG that the platform would take as a photo."""
    if len(content) > LARGEST_PHOTO:
        raise bad_request("file is too big")
    width, height = size_of(content)
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > 10_000 or max(width, height) / min(width, height) > 20:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def size_of(content: bytes) -> tuple[int, int]:
    """(0, 0) where it is no picture."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    return 0, 0


def _jpeg_size(content: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return 0, 0
