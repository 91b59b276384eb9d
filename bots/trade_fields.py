"""Every field of a trade that can be set right: its name, how it is shown, read and changed. One line each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

from msgspec.structs import replace as restruct

from bots import field_changes as changes
from bots import field_words as words
from bots.field_changes import Scene
from bots.replies.figures import show_price
from core.messaging.phrases import Phrase, phrase
from core.trades import corrections
from core.trades.changes import correct_stop
from core.trades.facts import FillFacts, TradeFacts
from core.trades.record import Trade
from core.trades.trade import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`show` gives "" where nothing is known. `read` makes canonical text of what is typed or tapped, `change` the
    facts of that; where `clears`, an empty text takes the value away. `number` is that of one of several.
    `far`: the value is checked against the entry, a point that slipped is asked about.
    """

    name: str
    label: Phrase
    show: Callable[[Trade, ZoneInfo], str]
    read: Callable[[str], str]
    change: Callable[[Scene, str], TradeFacts]
    applies: Callable[[TradeFacts], bool] = lambda _: True
    clears: bool = False
    far: bool = False
    number: int | None = None
    choices: tuple[tuple[Phrase, str], ...] = ()


def _has_fills(facts: TradeFacts) -> bool:
    return bool(facts.fills)


def _has_exits(facts: TradeFacts) -> bool:
    return bool(facts.exits)


def _plain(facts: TradeFacts) -> bool:
    """Neither told by its result only nor missed."""
    return bool(facts.fills) or facts.missed


FIELDS: tuple[Field, ...] = (
    Field(
        name="side",
        label=phrase("Side"),
        show=words.show_side,
        read=words.read_side,
        change=lambda scene, value: restruct(scene.facts, side=Side(value)),
        choices=((phrase("▲ Long"), Side.LONG.value), (phrase("▼ Short"), Side.SHORT.value)),
    ),
    Field(
        name="market",
        label=phrase("Market"),
        show=lambda trade, _: trade.symbol,
        read=words.read_market,
        change=lambda scene, value: corrections.correct_market(
            scene.facts, value, scene.desk.find_market(value)
        ),
    ),
    Field(
        name="size",
        label=phrase("Size"),
        show=words.show_size_of,
        read=words.read_size,
        change=lambda scene, value: changes.resize(scene.facts, Decimal(value)),
        applies=_plain,
    ),
    Field(
        name="entry",
        label=phrase("Entry"),
        show=words.show_entry,
        read=words.read_price,
        change=lambda scene, value: changes.reprice(scene.facts, Decimal(value)),
        applies=_plain,
        far=True,
    ),
    Field(
        name="stop",
        label=phrase("Stop"),
        show=words.show_stop,
        read=words.read_price,
        change=lambda scene, value: correct_stop(scene.facts, Decimal(value) if value else None),
        applies=_plain,
        clears=True,
        far=True,
    ),
    Field(
        name="target",
        label=phrase("Target"),
        show=lambda trade, _: words.show_target(trade, 0),
        read=words.read_prices,
        change=lambda scene, value: changes.retarget(scene.facts, 0, value),
        applies=_plain,
        clears=True,
        far=True,
    ),
    Field(
        name="exit",
        label=phrase("Exit"),
        show=lambda trade, _: words.show_fill(trade, trade.facts.exits, 0),
        read=words.read_fill,
        change=lambda scene, value: changes.refill(scene.facts, scene.facts.exits[0], value),
        applies=_has_exits,
        far=True,
    ),
    Field(
        name="result",
        label=phrase("Result"),
        show=words.show_told,
        read=words.read_told,
        change=lambda scene, value: changes.tell(scene.facts, value),
        applies=lambda facts: facts.told is not None,
    ),
    Field(
        name="opened",
        label=phrase("Entry time"),
        show=lambda trade, zone: words.show_moment(trade.facts.entries[0].at, zone),
        read=words.read_moment,
        change=lambda scene, value: changes.redate(scene, scene.facts.entries[0], value),
        applies=_has_fills,
    ),
    Field(
        name="closed",
        label=phrase("Exit time"),
        show=lambda trade, zone: words.show_moment(trade.facts.exits[-1].at, zone),
        read=words.read_moment,
        change=lambda scene, value: changes.redate(scene, scene.facts.exits[-1], value),
        applies=_has_exits,
    ),
    *(
        Field(
            name=cost,
            label=label,
            show=partial(words.show_cost, cost),
            read=words.read_swap if cost == words.SWAP else words.read_paid,
            change=partial(changes.recost, cost),
            applies=_has_fills,
            clears=True,
        )
        for cost, label in (
            ("commission", phrase("Commission")),
            ("fees", phrase("Fees")),
            ("swap", phrase("Swap")),
        )
    ),
    Field(
        name="best",
        label=phrase("Best price"),
        show=lambda trade, _: "" if trade.facts.best is None else show_price(trade, trade.facts.best),
        read=words.read_price,
        change=partial(changes.set_extreme, "best"),
        applies=_has_fills,
        clears=True,
        far=True,
    ),
    Field(
        name="worst",
        label=phrase("Worst price"),
        show=lambda trade, _: "" if trade.facts.worst is None else show_price(trade, trade.facts.worst),
        read=words.read_price,
        change=partial(changes.set_extreme, "worst"),
        applies=_has_fills,
        clears=True,
        far=True,
    ),
)
LATER = frozenset({"commission", "fees", "swap", "best", "worst"})
"""Fields of the second page: changed seldom."""


def list_fields(trade: Trade) -> list[Field]:
    """The fields of this trade; of several entries, targets or exits each has its own."""
    found: list[Field] = []
    for field in FIELDS:
        if not field.applies(trade.facts):
            continue
        match field.name:
            case "entry" if len(trade.facts.entries) > 1:
                found += [_of_fill(field, "entries", at) for at in range(len(trade.facts.entries))]
            case "exit" if len(trade.facts.exits) > 1:
                found += [_of_fill(field, "exits", at) for at in range(len(trade.facts.exits))]
            case "size" if len(trade.facts.entries) > 1:
                continue
            case "target" if len(trade.facts.targets) > 1:
                found += [_of_target(field, at) for at in range(len(trade.facts.targets))]
            case _:
                found.append(field)
    return found


def find_field(trade: Trade, name: str) -> Field | None:
    return next((field for field in list_fields(trade) if field.name == name), None)


def name_field(field: Field) -> str:
    """`Target 2`, to be translated by whoever says it."""
    return words.label_of(field.label, field.number)


def _of_fill(field: Field, kind: str, at: int) -> Field:
    def find(facts: TradeFacts) -> Sequence[FillFacts]:
        return getattr(facts, kind)

    def show(trade: Trade, _: ZoneInfo) -> str:
        return words.show_fill(trade, find(trade.facts), at)

    def change(scene: Scene, value: str) -> TradeFacts:
        return changes.refill(scene.facts, find(scene.facts)[at], value)

    name = f"{field.name}{at + 1}"
    return replace(field, name=name, number=at + 1, show=show, read=words.read_fill, change=change)


def _of_target(field: Field, at: int) -> Field:
    def show(trade: Trade, _: ZoneInfo) -> str:
        return words.show_target(trade, at)

    def change(scene: Scene, value: str) -> TradeFacts:
        return changes.retarget(scene.facts, at, value)

    return replace(field, name=f"{field.name}{at + 1}", number=at + 1, show=show, change=change)
