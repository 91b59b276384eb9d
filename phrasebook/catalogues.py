"""The catalogues: brought up to what the code says, compiled, and what is wrong with them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from string import Formatter

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from core.messaging.languages import ENGLISH, LANGUAGES
from core.messaging.phrases import CATALOGUES
from phrasebook.sources import Found, Source

_BEGUN = datetime(2026, 11, 23, tzinfo=UTC)
_REGIONS = {"pt": "pt_BR"}
TRANSLATIONS = tuple(code for code in LANGUAGES if code != ENGLISH)


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language; an empty one before there is any."""
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return _begin(language)
    with path.open("rb") as file:
        return read_po(file, locale=_REGIONS.get(language, language))


def update(language: str, found: Iterable[Found]) -> Catalog:
    """The catalogue with exactly the sources of the code; nothing is guessed. What is said no more stays at its
    end as obsolete, and comes back if it is said again.
    """
    before = read_catalogue(language)
    after = _begin(language)
    known = {_key_of(message): message for message in (*before.obsolete.values(), *before) if message.id}
    for place, source in _merge(found):
        old = known.pop((source.text, source.context), None)
        text = (source.text, source.plural) if source.plural else source.text
        kept = old.string if old is not None and _same_shape(old.string, source) else None
        after.add(text, kept or "", locations=[(place, 0)], context=source.context)
    for (text, context), message in known.items():
        if message.string and any(message.string):
            after.obsolete[text if context is None else (text, context)] = message
    return after


def write(language: str, catalogue: Catalog) -> None:
    """The `.po` that people edit and the `.mo` that the journal reads."""
    with (CATALOGUES / f"{language}.po").open("wb") as file:
        write_po(file, catalogue, width=110, omit_header=False, sort_output=False, include_lineno=False)
    (CATALOGUES / f"{language}.mo").write_bytes(compile_catalogue(catalogue))


def compile_catalogue(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def list_missing(catalogue: Catalog, found: Iterable[Found]) -> list[Source]:
    """The sources of the code that the catalogue does not translate."""
    return [source for _, source in _merge(found) if not _is_translated(catalogue, source)]


def list_faults(catalogue: Catalog) -> Iterator[str]:
    """Translations whose fields are not those of their source."""
    for message in catalogue:
        if message.id:
            yield from _faults_of(message)


def fields_of(text: str) -> frozenset[str]:
    """The named fields of a phrase."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _begin(language: str) -> Catalog:
    """Without dates: a catalogue changes only where a phrase does."""
    return Catalog(
        locale=Locale.parse(_REGIONS.get(language, language)),
        project="AMS Trading Journal",
        version="1",
        header_comment="# Phrases of the journal.",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        creation_date=_BEGUN,
        revision_date=_BEGUN,
        fuzzy=False,
    )


def _faults_of(message: Message) -> Iterator[str]:
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    wanted = [fields_of(each) for each in ids]
    for text in strings:
        try:
            given = fields_of(text)
        except ValueError as broken:
            yield f"{text!r}: {broken}"
            continue
        if text and given not in wanted and not (len(ids) == 2 and given | {"count"} in wanted):
            yield f"{ids[0]!r} is translated by {text!r} with other fields"


def _is_translated(catalogue: Catalog, source: Source) -> bool:
    found = catalogue.get(source.text, source.context)
    if found is None:
        return False
    if source.plural:
        return isinstance(found.string, tuple) and len(found.string) > 1 and all(found.string)
    return isinstance(found.string, str) and bool(found.string)


def _same_shape(string: object, source: Source) -> bool:
    return isinstance(string, tuple) == bool(source.plural)


def _key_of(message: Message) -> tuple[str, str | None]:
    return str(message.id if isinstance(message.id, str) else message.id[0]), message.context or None


def _merge(found: Iterable[Found]) -> list[tuple[str, Source]]:
    """One of each key, at its first file; a plural wins over the same text without."""
    merged: dict[tuple[str, str | None], tuple[str, Source]] = {}
    for each in found:
        if each.source is None:
            continue
        place = each.place.partition(":")[0]
        known = merged.get(each.source.key)
        if known is None:
            merged[each.source.key] = (place, each.source)
        elif each.source.plural and not known[1].plural:
            merged[each.source.key] = (known[0], each.source)
    return list(merged.values())
