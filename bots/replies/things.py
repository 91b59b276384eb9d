"""What is said to somebody who sends what is neither words nor a picture."""

from core.messaging.phrases import Say


def describe_thing(thing: str, say: Say) -> str:
    """`thing` as `Inbound.thing` names it: what the journal makes of it."""
    match thing:
        case "voice" | "audio" | "video_note":
            return say("I cannot listen yet. Typed words I understand, and pictures I keep.")
        case "video":
            return say("I keep pictures, not videos. A screenshot goes with its trade.")
        case "document":
            return say("I keep pictures (PNG, JPEG, WebP). Other files I cannot read yet.")
        case "location":
            return say("Your zone decides your days, not your place: /settings")
        case "contact":
            return say("Contacts mean nothing to me. /mentor invites somebody.")
        case _:
            return say("Not a trade, so I left it. /help")
