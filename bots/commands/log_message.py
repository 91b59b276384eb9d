"""“Log as trade” in the menu of a message: what stands there becomes a trade, after a question if somebody else wrote it."""

from uuid import UUID

from bots.commands.registry import Command
from bots.dialogs.conductor import compose_words
from bots.dialogs.forwarded import hear_forwarded
from bots.hearing import hear_trade, read_text
from bots.trade_acts import show_trade
from bots.turn import Answer, Turn, answer
from core.conversations.cards import find_subject
from core.identifiers import TradeId
from core.messaging.addresses import MessageRef
from core.trades.queries import find_trade

LOG_MESSAGE_COMMAND = "log_message"


async def log_message(turn: Turn) -> Answer:
    """The trade in the chosen message; the same message once more shows the trade it became."""
    message, text = turn.inbound.fields.get("message", ""), turn.inbound.text.strip()
    known = await find_subject(turn.uow, turn.inbound.address, message)
    if known is not None and known.kind == "trade":
        found = await find_trade(turn.uow, TradeId(UUID(known.id)))
        if found is not None:
            return answer(await show_trade(turn, *found, lead=turn.say("This message is logged already.")))
    reading = await read_text(turn, text)
    if not reading.is_trade:
        words = turn.say("I read no trade in that message: “{text}”. Nothing was logged.", text=text[:60])
        return answer(compose_words(words))
    if turn.inbound.forwarded is not None:
        return await hear_forwarded(turn, reading)
    heard = await hear_trade(turn, reading, None) or Answer()
    subject = heard.utterances[0].screen.subject if heard.utterances else None
    if subject is not None and subject.kind == "trade":
        turn.floor.heard[MessageRef(address=turn.inbound.address, message=message)] = subject
    return heard


LOG_MESSAGE_COMMANDS = (
    Command(
        name=LOG_MESSAGE_COMMAND, description="Log the chosen message", handler=log_message, listed=False
    ),
)
