"""The SQLite file behind the web chat: each method is one transaction, all from one thread."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bots.console.entry import Entry, ReadMark
from bots.console.people import Member
from core.messaging.screen import Screen
from core.people.person import Role

_SCHEMA = Path(__file__).with_name("schema.sql")
_KEPT, _WAITING = "kept", "waiting"
_decode = msgspec.json.Decoder(Entry).decode
_encode = msgspec.json.Encoder().encode


class ChatFile:
    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = full")
        self._database.executescript(_SCHEMA.read_text())

    def close(self) -> None:
        self._database.close()

    def add_member(self, member: Member) -> None:
        self._database.execute(
            "insert into members (slug, name, role, position)"
            " values (?, ?, ?, (select count(*) from members)) on conflict do nothing",
            (member.slug, member.name, member.role.value),
        )

    def list_members(self) -> list[Member]:
        rows = self._database.execute("select slug, name, role from members order by position")
        return [Member(slug=slug, name=name, role=Role(role)) for slug, name, role in rows]

    def keep_line(self, entry: Entry) -> Entry:
        with self._transaction():
            known = self._database.execute(
                "select state, body from entries where chat = ? and id = ?", (entry.chat, entry.id)
            ).fetchone()
            if known and known[0] == _KEPT:
                return _decode(known[1])
            self._database.execute("delete from entries where chat = ? and id = ?", (entry.chat, entry.id))
            return self._insert(entry, _WAITING, None)

    def acknowledge(self, chat: str, message: str) -> Entry | None:
        with self._transaction():
            entry = self.find(chat, message)
            if entry is not None:
                entry = self._replace(entry)
                self._database.execute("update entries set state = ? where number = ?", (_KEPT, entry.number))
            return entry

    def append(self, entry: Entry, outgoing: str | None) -> Entry:
        with self._transaction():
            known = self._database.execute(
                "select body from entries where outgoing = ?", (outgoing,)
            ).fetchone()
            return _decode(known[0]) if known else self._insert(entry, _KEPT, outgoing)

    def edit_text(self, chat: str, message: str, text: str) -> Entry | None:
        with self._transaction():
            entry = self.find(chat, message)
            if entry is None or entry.text == text:
                return entry
            return self._replace(msgspec.structs.replace(entry, text=text, edited=True))

    def edit_screen(self, chat: str, message: str, screen: Screen, pictures: dict[str, str]) -> Entry | None:
        with self._transaction():
            entry = self.find(chat, message)
            if entry is None:
                return None
            return self._replace(msgspec.structs.replace(entry, screen=screen, pictures=pictures))

    def find(self, chat: str, message: str) -> Entry | None:
        row = self._database.execute(
            "select body from entries where chat = ? and id = ?", (chat, message)
        ).fetchone()
        return _decode(row[0]) if row else None

    def list_before(self, chat: str, before: int | None, limit: int) -> list[Entry]:
        rows = self._database.execute(
            "select body from entries where chat = ? and state = ? and number < ? order by number desc limit ?",
            (chat, _KEPT, 2**62 if before is None else before, limit),
        ).fetchall()
        return [_decode(row[0]) for row in reversed(rows)]

    def list_changed(self, since: int, limit: int) -> list[Entry]:
        rows = self._database.execute(
            "select body from entries where state = ? and change > ? order by change limit ?",
            (_KEPT, since, limit),
        )
        return [_decode(row[0]) for row in rows]

    def last_change(self) -> int:
        return int(self._database.execute("select last from changes").fetchone()[0])

    def mark_read(self, slug: str, number: int) -> None:
        self._database.execute("update members set read_to = max(read_to, ?) where slug = ?", (number, slug))

    def read_mark(self, member: Member) -> ReadMark:
        read_to = self._database.execute(
            "select read_to from members where slug = ?", (member.slug,)
        ).fetchone()[0]
        unread = self._database.execute(
            "select count(*) from entries where chat = ? and state = ? and side = 'journal' and number > ?",
            (member.chat, _KEPT, read_to),
        ).fetchone()[0]
        last = self._database.execute(
            "select coalesce(max(number), 0) from entries where chat = ? and state = ?", (member.chat, _KEPT)
        ).fetchone()[0]
        return ReadMark(read_to=int(read_to), unread=int(unread), last=int(last))

    def clear(self) -> None:
        with self._transaction():
            self._database.execute("delete from entries")
            self._database.execute("delete from members")

    def _insert(self, entry: Entry, state: str, outgoing: str | None) -> Entry:
        change = self._next_change()
        cursor = self._database.execute(
            "insert into entries (change, chat, id, side, state, outgoing, body) values (?, ?, ?, ?, ?, ?, '')",
            (change, entry.chat, entry.id or f"new-{change}", entry.side.value, state, outgoing),
        )
        number = cursor.lastrowid or 0
        placed = msgspec.structs.replace(entry, number=number, change=change, id=entry.id or f"m{number}")
        self._database.execute(
            "update entries set id = ?, body = ? where number = ?", (placed.id, _encode(placed), number)
        )
        return placed

    def _replace(self, entry: Entry) -> Entry:
        changed = msgspec.structs.replace(entry, change=self._next_change())
        self._database.execute(
            "update entries set change = ?, body = ? where number = ?",
            (changed.change, _encode(changed), changed.number),
        )
        return changed

    def _next_change(self) -> int:
        return int(self._database.execute("update changes set last = last + 1 returning last").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Generator[None, None, None]:
        self._database.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._database.execute("rollback")
            raise
        self._database.execute("commit")
