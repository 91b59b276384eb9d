"""Told where the person can still read it: their private chat is closed to the bot, so nothing comes by itself."""

from dataclasses import replace

from bots.dialogs.conductor import compose_words
from bots.turn import Answer, Turn, Utterance
from core.people.reach import is_closed


async def mention_closed_chat(turn: Turn, answered: Answer) -> Answer:
    """The answer, and once a day a word below it. Only where an answer is for one person's eyes."""
    inbound = turn.inbound
    if inbound.direct or inbound.reply_handle is None or not answered.utterances:
        return answered
    if not await is_closed(turn.uow, inbound.address.platform, inbound.sender.platform_user):
        return answered
    words = turn.say(
        "My private messages do not reach you, so check-ins and notices wait. Send me one word there and they come again."
    )
    today = turn.now.astimezone(turn.person.zone).date()
    told = Utterance(screen=compose_words(words), dedupe_key=f"closed:{today}")
    return replace(answered, utterances=(*answered.utterances, told))
