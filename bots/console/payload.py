"""Entries as the page reads them."""

from bots.console.entry import Entry
from bots.console.renderer import Json, name_screen, render_screen


def render_entry(entry: Entry) -> Json:
    """One entry; moments in ISO 8601, UTC."""
    return {
        "number": entry.number,
        "change": entry.change,
        "chat": entry.chat,
        "id": entry.id,
        "side": entry.side.value,
        "at": entry.at.isoformat(),
        "text": entry.text,
        "replyTo": entry.reply_to,
        "quote": entry.quote,
        "attached": [
            {"ref": one.ref, "name": one.name, "width": one.width, "height": one.height}
            for one in entry.attached
        ],
        "edited": entry.edited,
        "screen": entry.screen and render_screen(entry.screen, entry.pictures),
        "moment": entry.moment and entry.moment.isoformat(),
    }


def name_entry(entry: Entry) -> str:
    """What an entry is called in a quote: without the sign of its state."""
    name = name_screen(entry.screen) if entry.screen else entry.text[:120]
    return name.lstrip("●✓ ")
