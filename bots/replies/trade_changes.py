"""What a change did to a trade, old → new: shown with Undo, and one line each in its history."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bots.replies.figures import show_feeling
from bots.trade_fields import list_fields, name_field
from core.fields.field import CustomField
from core.messaging.phrases import Phrase, phrase, say
from core.reflection.topics import Aspect, Topic, find_answer
from core.trades.record import Trade

ARROW, NOTHING = "→", "—"
ASPECTS = {
    Aspect.SETUP: phrase("Setup"),
    Aspect.FEELING: phrase("Feeling"),
    Aspect.CONFIDENCE: phrase("Confidence"),
    Aspect.ENTRY: phrase("Entry quality"),
    Aspect.EXIT: phrase("Exit quality"),
    Aspect.RULES: phrase("Rules"),
    Aspect.NOTE: phrase("Note"),
}
_LONGEST = 40
_RULES = {"yes": phrase("kept"), "no": phrase("broken")}


def list_thoughts(trade: Trade, own: Sequence[CustomField]) -> list[Topic]:
    """What may be said of the trade beside its numbers, asked or not."""
    left_out = (Aspect.EXIT, Aspect.RULES) if trade.is_open or trade.facts.missed else ()
    aspects = (Topic(aspect=aspect) for aspect in ASPECTS if aspect not in left_out)
    return [*aspects, *(Topic(field=field) for field in own)]


def describe_changes(
    before: Trade, after: Trade, zone: ZoneInfo, own: Sequence[CustomField] = ()
) -> list[str]:
    """`Stop 1.0820 → 1.0850`, one for each field that differs; of words only that they changed."""
    found: list[str] = []
    old = {field.name: (name_field(field), field.show(before, zone)) for field in list_fields(before)}
    new = {field.name: (name_field(field), field.show(after, zone)) for field in list_fields(after)}
    for name in dict.fromkeys((*old, *new)):
        label = (new.get(name) or old[name])[0]
        was, now = old.get(name, ("", ""))[1], new.get(name, ("", ""))[1]
        if was != now:
            found.append(compose_change(label, was, now))
    for topic in (*(Topic(aspect=aspect) for aspect in ASPECTS), *(Topic(field=each) for each in own)):
        was, now = show_answer(before, topic), show_answer(after, topic)
        if was != now:
            found.append(compose_change(name_topic(topic), was, now))
    if before.facts.tags != after.facts.tags:
        found.append(compose_change(say("Tags"), " ".join(before.facts.tags), " ".join(after.facts.tags)))
    if before.account != after.account:
        found.append(compose_change(say("Account"), before.account_name or "", after.account_name or ""))
    pictures = len(before.facts.pictures), len(after.facts.pictures)
    if pictures[0] != pictures[1]:
        found.append(compose_change(say("Pictures"), str(pictures[0]), str(pictures[1])))
    return found


def compose_change(label: str, was: str, now: str) -> str:
    """`Stop 1.0820 → 1.0850`; words that are longer than a glance are only named."""
    if max(len(was), len(now)) > _LONGEST or "\n" in was + now:
        if not was:
            return say("{field} added", field=label)
        return say("{field} changed", field=label) if now else say("{field} taken away", field=label)
    return f"{label} {was or NOTHING} {ARROW} {now or NOTHING}"


def name_topic(topic: Topic) -> str:
    if topic.field is not None:
        return topic.field.name
    return say(ASPECTS[topic.aspect or Aspect.NOTE])


def show_answer(trade: Trade, topic: Topic) -> str:
    """The answer as people read it; "" if there is none."""
    answer = find_answer(trade.facts, topic)
    if not answer:
        return ""
    match topic.aspect:
        case Aspect.RULES:
            return say(_RULES.get(answer, Phrase(answer)))
        case Aspect.FEELING:
            return show_feeling(say, answer)
        case _:
            return answer
