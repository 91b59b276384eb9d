"""Finds every source phrase in the code: what is said, marked for later, or stands in a command, a form or an error."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bots.console.words import PAGES, list_said

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("bots", "core", "reports", "scheduler")
"""Rooms that speak to people; `api` and `cli` speak English to programs and operators."""

_SAYS = frozenset({"say", "_say", "phrase"})
_TABLES = frozenset({"Command", "Argument", "Field", "Form", "Unreadable"})
_TABLE_WORDS = frozenset({"description", "label", "placeholder", "title", "wanted"})
_SAID_LATER = frozenset({"source", "plural", "word", "each", "label"})
"""Names that stand for texts which are gathered where they are written, as attributes always do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """`plural` and `context` as `say` takes them."""

    text: str
    plural: str | None = None
    context: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        return self.text, self.context


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """`source` None: something is said that cannot be gathered."""

    place: str
    source: Source | None


def find_sources() -> list[Found]:
    """Every phrase of the code in the order of files."""
    found: list[Found] = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            of_file = read_file(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
            found.extend(sorted(of_file, key=lambda each: int(each.place.rpartition(":")[2])))
    pages = str((PAGES / "js").relative_to(ROOT))
    return [*found, *(Found(place=f"{pages}:0", source=Source(text=text)) for text in list_said())]


def read_file(code: str, name: str) -> Iterator[Found]:
    """The phrases of one file."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(value=ast.Name(), attr=called)) if (
                called in _SAYS
            ):
                yield from _read_call(node, name, is_speech=called != "_say")
            case ast.Call(func=ast.Name(id=called)) if called in _TABLES:
                words = (each.value for each in node.keywords if each.arg in _TABLE_WORDS)
                yield from (_found(text, name, each) for each in words for text in _literals(each))
            case ast.ClassDef(body=body):
                for each in body:
                    yield from _read_attribute(each, name)
            case _:
                pass


def _read_call(call: ast.Call, name: str, *, is_speech: bool) -> Iterator[Found]:
    if not call.args:
        return
    contexts = [each.value for each in call.keywords if each.arg == "context"]
    context = next(_literals(contexts[0]), None) if contexts else None
    plural = next(_literals(call.args[1]), None) if len(call.args) > 1 else None
    texts = list(_literals(call.args[0]))
    for text in texts:
        yield _found(text, name, call, plural=plural, context=context)
    if is_speech and not texts and not _is_gathered_elsewhere(call.args[0]):
        yield Found(place=f"{name}:{call.lineno}", source=None)


def _read_attribute(statement: ast.stmt, name: str) -> Iterator[Found]:
    match statement:
        case (
            ast.Assign(targets=[ast.Name(id="phrase")], value=value)
            | ast.AnnAssign(target=ast.Name(id="phrase"), value=ast.expr() as value)
        ):
            yield from (_found(text, name, value) for text in _literals(value))
        case _:
            pass


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be; none if it is anything but literals."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body)
            yield from _literals(orelse)
        case ast.Call(func=ast.Name(id="phrase"), args=[inner]):
            yield from _literals(inner)
        case _:
            pass


def _is_gathered_elsewhere(node: ast.expr) -> bool:
    match node:
        case ast.Attribute():
            return True
        case ast.Name(id=named):
            return named.isupper() or named in _SAID_LATER
        case ast.Subscript():
            return True
        case ast.Call(func=ast.Attribute(attr="get")):
            return True
        case _:
            return False


def _found(
    text: str, name: str, node: ast.AST, *, plural: str | None = None, context: str | None = None
) -> Found:
    line = getattr(node, "lineno", 0)
    return Found(place=f"{name}:{line}", source=Source(text=text, plural=plural, context=context))
