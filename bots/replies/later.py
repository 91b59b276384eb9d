"""Ask me later: when shall a question come back?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from bots.replies.buttons import button, choices
from bots.replies.figures import named
from core.conversations.tokens import Sign
from core.messaging.phrases import Say
from core.messaging.screen import Icon, Screen, Subject, Title, Weight, spans
from core.reflection.later import MORNING
from core.trades.record import Trade

HOUR, EVENING, TOMORROW = "1h", "eve", "tom"


def compose_when(trade: Trade, evening: datetime | None, *, zone: ZoneInfo, say: Say, sign: Sign) -> Screen:
    """One row: in an hour, this evening while that is ahead, tomorrow."""
    target = trade.id
    row = [button(sign, say("In 1 h"), "rwhen", target=target, argument=HOUR)]
    if evening is not None:
        words = say("Today {time}", time=f"{evening.astimezone(zone):%H:%M}")
        row.append(button(sign, words, "rwhen", target=target, argument=EVENING))
    words = say("Tomorrow {time}", time=f"{MORNING:%H:%M}")
    row.append(button(sign, words, "rwhen", target=target, argument=TOMORROW))
    back = button(sign, say("Back"), "how", target=target, weight=Weight.QUIET, icon=Icon.BACK)
    head = say("{name}: when shall I ask again?", name=named(trade.symbol, trade.side))
    return Screen(
        blocks=(Title(spans(head)), choices(row, (back,))),
        subject=Subject(kind="trade", id=str(trade.id), revision=trade.revision),
    )
