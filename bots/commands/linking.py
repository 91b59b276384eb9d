"""/link and /unlink: one person, one journal, on several platforms."""

from bots.commands.registry import Argument, Command
from bots.dialogs.conductor import compose_words, place
from bots.replies.linking import (
    JOIN,
    LEAVE,
    UNLINK,
    compose_chats,
    compose_code,
    compose_code_hint,
    compose_joined,
    compose_joined_elsewhere,
    compose_parted,
    compose_which_journal,
)
from bots.turn import Answer, Turn, Utterance, answer
from bots.verbs import Verb
from core.conversations.conversation import Conversation
from core.conversations.tokens import Press
from core.messaging.screen import Screen
from core.people.chats import list_chats
from core.people.link import (
    CODE_LENGTH,
    JournalsTied,
    Keep,
    LastChat,
    LinkCodeUnusable,
    Offer,
    find_offer,
    join_journals,
    list_choices,
    make_link_code,
    part_chat,
)

DEEP_LINK = "link_"
"""`/start link_CODE`: a code that came by an address instead of being typed."""


async def link(turn: Turn) -> Answer:
    """/link shows a code, /link CODE takes one up."""
    code = turn.inbound.text.strip()
    if code:
        return await accept_link(turn, code)
    if not turn.inbound.direct and turn.inbound.reply_handle is None:  # everybody here would read the code
        return answer(
            compose_words(turn.say("A code is for your eyes only: send me /link in our private chat."))
        )
    fresh = await make_link_code(turn.uow, turn.inbound.address)
    chats = await list_chats(turn.uow)
    screen = compose_code(fresh, chats, now=turn.now, zone=turn.person.zone, say=turn.say, sign=turn.sign)
    return answer(screen)


async def accept_link(turn: Turn, code: str) -> Answer:
    """Join at once where one of the two journals is empty, else ask which one goes on."""
    code = "".join(sign for sign in code.removeprefix(DEEP_LINK).upper() if sign.isalnum())
    if len(code) != CODE_LENGTH:
        return answer(compose_code_hint(turn.say))
    offer = await find_offer(turn.uow, code)
    if offer is None:  # said, not raised: the miss has to be counted
        return answer(compose_words(turn.say(LinkCodeUnusable.phrase)))
    match list_choices(offer.mine, offer.theirs):
        case ():
            raise JournalsTied
        case (keep,) if offer.mine.is_fresh or offer.theirs.is_fresh:
            return await _join(turn, offer, code, keep)
        case _:
            return answer(compose_which_journal(offer, code, say=turn.say, sign=turn.sign))


async def press_join(turn: Turn, press: Press) -> Answer:
    keep, _, code = press.argument.partition(":")
    offer = await find_offer(turn.uow, code)
    if offer is None:
        return place(turn, compose_words(turn.say(LinkCodeUnusable.phrase)))
    return await _join(turn, offer, code, Keep(keep))


async def press_leave(turn: Turn, _press: Press) -> Answer:
    return place(turn, compose_words(turn.say("Left both as they are. Nothing was linked.")))


async def unlink(turn: Turn) -> Answer:
    chats = await list_chats(turn.uow)
    if len(chats) < 2:
        raise LastChat
    return answer(compose_chats(chats, say=turn.say, sign=turn.sign))


async def press_unlink(turn: Turn, press: Press) -> Answer:
    chat = next((each for each in await list_chats(turn.uow) if each.id == press.target), None)
    if chat is None:
        raise LastChat
    await part_chat(turn.uow, chat.id)
    inbound = turn.inbound
    is_here = (chat.platform, chat.person) == (inbound.address.platform, inbound.sender.platform_user)
    return place(turn, compose_parted(chat, is_here=is_here, say=turn.say))


async def _join(turn: Turn, offer: Offer, code: str, keep: Keep) -> Answer:
    await join_journals(turn.uow, offer, code, keep)
    if keep is Keep.THEIRS:  # a question of the journal that is left goes with it
        turn.floor.conversation = Conversation(revision=turn.floor.conversation.revision + 1)
    told = compose_joined_elsewhere(
        turn.inbound.address.platform, turn.inbound.sender.name, keep, say=turn.say
    )
    here: Screen = compose_joined(offer, keep, say=turn.say)
    first = place(turn, here).utterances
    return Answer(utterances=(*first, Utterance(screen=told, to=offer.home)))


LINK_COMMANDS = (
    Command(
        name="link",
        description="One journal in all your chats",
        handler=link,
        arguments=(Argument(name="code", description="The code from your other chat"),),
    ),
    Command(name="unlink", description="Let a chat leave this journal", handler=unlink),
)
LINK_VERBS = (
    Verb(name=JOIN, handler=press_join, subject="none"),
    Verb(name=LEAVE, handler=press_leave, subject="none"),
    Verb(name=UNLINK, handler=press_unlink, subject="none"),
)
