"""/link and /unlink: the code, the question which journal goes on, the chats that show one journal."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bots.replies.buttons import button, choices
from core.conversations.tokens import Sign
from core.messaging.addresses import Platform
from core.messaging.phrases import Say
from core.messaging.screen import Action, Block, Fact, Facts, InputHint, Screen, Text, Title, Weight, spans
from core.people.chats import LinkedChat
from core.people.link import CODE_LASTS, CODE_LENGTH, Keep, Offer, list_choices
from core.people.link import Weight as JournalWeight

JOIN, UNLINK, LEAVE = "ljoin", "lpart", "lleave"
"""The verbs of these buttons."""


def compose_code(
    code: str, chats: tuple[LinkedChat, ...], *, now: datetime, zone: ZoneInfo, say: Say, sign: Sign
) -> Screen:
    until = (now + CODE_LASTS).astimezone(zone)
    blocks: list[Block] = [
        Title(spans(f"/link {show_code(code)}")),
        Text(
            spans(
                say(
                    "Type this line in your other chat with me, before {time}: both then show this journal.",
                    time=f"{until:%H:%M}",
                )
            )
        ),
    ]
    if len(chats) > 1:
        blocks.append(_list(chats, say))
        blocks.append(choices(*_unlinking(chats, say, sign)))
    return Screen(blocks=tuple(blocks), private=True)


def compose_chats(chats: tuple[LinkedChat, ...], *, say: Say, sign: Sign) -> Screen:
    """/unlink: one tap a chat."""
    return Screen(
        blocks=(
            Title(spans(say("Which chat shall leave this journal?"))),
            _list(chats, say),
            choices(*_unlinking(chats, say, sign)),
        ),
        private=True,
    )


def compose_which_journal(offer: Offer, code: str, *, say: Say, sign: Sign) -> Screen:
    """Both chats have a journal: one goes on, the other is set aside."""
    place = show_platform(offer.home.platform, say)
    labels = {
        Keep.THEIRS: say("Keep {place}'s", place=place),
        Keep.MINE: say("Keep this one"),
    }
    keep = [
        button(sign, labels[choice], JOIN, argument=f"{choice}:{code}")
        for choice in list_choices(offer.mine, offer.theirs)
    ]
    return Screen(
        blocks=(
            Title(spans(say("Two journals. Which one goes on?"))),
            Facts(
                (
                    Fact(say("this chat"), spans(_describe(offer.mine, say))),
                    Fact(f"{place} ({offer.name})", spans(_describe(offer.theirs, say))),
                )
            ),
            Text(
                spans(say("The other one is set aside, not deleted: /unlink brings it back in its own chat."))
            ),
            choices(keep, [button(sign, say("Leave both as they are"), LEAVE, weight=Weight.QUIET)]),
        ),
        private=True,
    )


def compose_joined(offer: Offer, keep: Keep, *, say: Say) -> Screen:
    """What is true now in the chat where the code was typed."""
    place = show_platform(offer.home.platform, say)
    if keep is Keep.THEIRS:
        title = say("✓ Linked: this chat shows {name}'s journal", name=offer.name)
        kept, left = offer.theirs, offer.mine
    else:
        title = say("✓ Linked: {place} shows this journal now", place=place)
        kept, left = offer.mine, offer.theirs
    words = say("{what}. What you begin in one chat goes on in the other.", what=_describe(kept, say))
    blocks: list[Block] = [Title(spans(title)), Text(spans(words))]
    if not left.is_fresh:
        aside = say("Set aside: {what}. /unlink brings that journal back.", what=_describe(left, say))
        blocks.append(Text(spans(aside)))
    else:
        blocks.append(Text(spans(say("Not what you wanted? /unlink"))))
    return Screen(blocks=tuple(blocks))


def compose_joined_elsewhere(platform: Platform, name: str, keep: Keep, *, say: Say) -> Screen:
    """The same, told in the chat where the code was made."""
    place = show_platform(platform, say)
    if keep is Keep.THEIRS:
        words = say("✓ {place} ({name}) shows this journal too. Not you? /unlink", place=place, name=name)
    else:
        words = say(
            "✓ This chat shows {name}'s journal from {place}. Not you? /unlink", place=place, name=name
        )
    return Screen(blocks=(Title(spans(words)),))


def compose_parted(chat: LinkedChat, *, is_here: bool, say: Say) -> Screen:
    if is_here and chat.goes_home:
        words = say("✓ Unlinked. This chat shows its own journal again. /link joins them anew.")
    elif is_here:
        words = say("✓ Unlinked. This chat begins a journal of its own. /link joins them anew.")
    else:
        words = say("✓ Unlinked: {chat} does not show this journal any more.", chat=show_chat(chat, say))
    return Screen(blocks=(Title(spans(words)),))


def compose_code_hint(say: Say) -> Screen:
    """A code was typed that is too short to be one."""
    return Screen(
        blocks=(
            Text(
                spans(say("A code has {count} letters and digits. /link alone makes one.", count=CODE_LENGTH))
            ),
            InputHint("/link"),
        )
    )


def show_code(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def show_chat(chat: LinkedChat, say: Say) -> str:
    return f"{show_platform(chat.platform, say)} ({chat.name})"


def show_platform(platform: Platform, say: Say) -> str:
    match platform:
        case Platform.TELEGRAM:
            return "Telegram"
        case Platform.DISCORD:
            return "Discord"
        case Platform.CONSOLE:
            return say("Web chat")


def _list(chats: Iterable[LinkedChat], say: Say) -> Facts:
    return Facts(tuple(Fact(show_platform(chat.platform, say), spans(chat.name)) for chat in chats))


def _unlinking(chats: Iterable[LinkedChat], say: Say, sign: Sign) -> list[list[Action]]:
    return [
        [button(sign, say("Unlink {chat}", chat=show_chat(chat, say))[:60], UNLINK, target=chat.id)]
        for chat in chats
    ]


def _describe(weight: JournalWeight, say: Say) -> str:
    trades = say("{count} trade", "{count} trades", count=weight.trades)
    if not weight.checkins:
        return trades
    checkins = say("{count} check-in", "{count} check-ins", count=weight.checkins)
    return f"{trades}, {checkins}"
