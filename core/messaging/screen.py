"""The only way to say something: a Screen of a few frozen blocks, drawn by one renderer per platform.

Signs stand in the text itself: ▲ long, ▼ short, ● open, ✓ done. Plain text only: no markup, so
nothing that a person typed can ever become formatting.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Tone(StrEnum):
    """What a run of text means; each platform decides how that looks."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    GAIN = "gain"
    LOSS = "loss"


class Span(Struct, frozen=True):
    text: str
    tone: Tone = Tone.PLAIN


Spans = tuple[Span, ...]


def spans(*parts: str | Span) -> Spans:
    """Make a line from plain strings and toned spans."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def plain(line: Iterable[Span]) -> str:
    """The text of a line without its tones."""
    return "".join(span.text for span in line)


class Weight(StrEnum):
    """How a button stands among the others. QUIET: Undo, Cancel, Back, Skip, Later."""

    NORMAL = "normal"
    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"


class Icon(StrEnum):
    """A small drawing beside a button's words, where a platform draws: labels are of every language."""

    UNDO = "undo"
    BACK = "back"
    PHOTO = "photo"


class Action(Struct, frozen=True, kw_only=True):
    """A button. `token` is signed button data of at most 64 bytes (core.conversations.tokens).

    `chosen`: a value that was set by it and is shown as such. `form`: on platforms with forms the
    press opens that form (core.messaging.forms) instead of being sent; others press it as usual.
    """

    label: str
    token: str
    weight: Weight = Weight.NORMAL
    chosen: bool = False
    form: str | None = None
    icon: Icon | None = None


class Title(Struct, frozen=True, tag="title"):
    """The first line; its first 40 characters carry the point (a lock screen shows no more)."""

    line: Spans


class Text(Struct, frozen=True, tag="text"):
    line: Spans


class Fact(Struct, frozen=True):
    label: str
    value: Spans
    note: Spans = ()


class Facts(Struct, frozen=True, tag="facts"):
    """Label, value, note: three columns where a platform has columns."""

    rows: tuple[Fact, ...]


class Table(Struct, frozen=True, tag="table"):
    """Few narrow columns. `numeric[i]`: column i is aligned to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    numeric: tuple[bool, ...] = ()


class Item(Struct, frozen=True, kw_only=True):
    """One numbered line with, perhaps, its own button (the mentor's `Needs you` list).

    `number` None: its place in this list.
    """

    name: str
    line: Spans
    action: Action | None = None
    number: int | None = None


def name_item(item: Item) -> str:
    """What a button is called that cannot stand beside its line: `3 EURUSD ▲` where lines bear numbers of their own."""
    return item.name if item.number is None else f"{item.number} {item.name}"


class Items(Struct, frozen=True, tag="items"):
    heading: str
    items: tuple[Item, ...]


class Picture(Struct, frozen=True, kw_only=True, tag="picture"):
    """`asset` names the bytes in core.pictures. `alt` carries the finding and the footer."""

    asset: str
    alt: str
    width: int
    height: int


class Choices(Struct, frozen=True, kw_only=True, tag="choices"):
    """Buttons in rows. `question` names the group for those who cannot see it (may be empty)."""

    rows: tuple[tuple[Action, ...], ...]
    question: str = ""


class InputHint(Struct, frozen=True, tag="input"):
    """Text is awaited: `placeholder` says what kind."""

    placeholder: str


class Opens(StrEnum):
    """Where a link leads: the private chat with the bot, or the choice of a group or channel to add it to."""

    CHAT = "chat"
    GROUP = "group"
    CHANNEL = "channel"


class Link(Struct, frozen=True, kw_only=True, tag="link"):
    """A link into this journal, there `/start payload` (at most 64 of A–Z a–z 0–9 _ -). Platforms without such
    links leave it out, so words must say the same. `spelled`: it stands in the text, to be passed on; else it
    is a button.
    """

    label: str
    payload: str = ""
    opens: Opens = Opens.CHAT
    spelled: bool = False


Block = Title | Text | Facts | Table | Items | Picture | Choices | InputHint | Link

SubjectKind = Literal["trade", "checkin", "dialog", "digest", "student", "none"]


class Subject(Struct, frozen=True, kw_only=True):
    """What a screen is about, so that a reply or an edit of it finds its way home.

    `revision` is that of the trade (or dialog) when the screen was composed; a later screen of the
    same subject makes this one outdated.
    """

    kind: SubjectKind
    id: str
    revision: int = 0


class Screen(Struct, frozen=True, kw_only=True):
    """One message. `private`: nobody but the person addressed may see it (ephemeral on Discord). `struck`:
    what its title names counts no more; the title's first span says so in words. `draws`: a picture is being drawn
    and follows in a message of its own.
    """

    blocks: tuple[Block, ...]
    subject: Subject | None = None
    private: bool = False
    struck: bool = False
    draws: bool = False

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every button in reading order."""
        found: list[Action] = []
        for block in self.blocks:
            if isinstance(block, Choices):
                found.extend(action for row in block.rows for action in row)
            elif isinstance(block, Items):
                found.extend(item.action for item in block.items if item.action)
        return tuple(found)
