"""An edited message: what its old words made is taken out of the trade, what its new words make is put in."""

from msgspec.structs import fields, replace

from core.trades.facts import FillFacts, TradeFacts

_FILLS = "fills"


def merge(present: TradeFacts, old: TradeFacts, new: TradeFacts) -> TradeFacts:
    """The present facts with every difference between `old` and `new`; all else stays as it is by now.

    Without a difference it is `present`; where nothing else happened (`present` is `old`) it is `new`.
    """
    names = (field.name for field in fields(TradeFacts) if field.name not in (_FILLS, "notes"))
    changed = {name: getattr(new, name) for name in names if getattr(old, name) != getattr(new, name)}
    notes = _merge_notes(present.notes, old.notes, new.notes)
    return replace(present, fills=_merge_fills(present.fills, old.fills, new.fills), notes=notes, **changed)


def _merge_fills(
    present: tuple[FillFacts, ...], old: tuple[FillFacts, ...], new: tuple[FillFacts, ...]
) -> tuple[FillFacts, ...]:
    was, now = {fill.id: fill for fill in old}, {fill.id: fill for fill in new}
    kept = [_merge_fill(fill, was.get(fill.id), now.get(fill.id)) for fill in present]
    added = [fill for fill in new if fill.id not in was]
    found = [fill for fill in kept if fill is not None]
    return tuple(found) if not added else tuple(sorted((*found, *added), key=lambda fill: fill.at))


def _merge_fill(present: FillFacts, old: FillFacts | None, new: FillFacts | None) -> FillFacts | None:
    """None: the new words do not tell of it any more."""
    if old is None:
        return present
    if new is None:
        return None
    names = (field.name for field in fields(FillFacts))
    return replace(
        present, **{name: getattr(new, name) for name in names if getattr(old, name) != getattr(new, name)}
    )


def _merge_notes(present: str | None, old: str | None, new: str | None) -> str | None:
    """Only the words of this message change among those that were noted since."""
    if old == new or present == old:
        return new if present == old else present
    if present and old and old in present:
        return present.replace(old, new or "", 1).strip("\n") or None
    return new if not present else f"{present}\n{new}" if new else present
