"""Builders of updates as the platform sends them, and the reading of one."""

from typing import Any

from bots.inbound import Inbound
from bots.telegram.adapter import Identity, read_update
from tests.platforms.telegram.outgoing import BOT, NOON

ME = Identity(id=BOT, username="ams_test_bot")
ANA = {
    "id": 42,
    "is_bot": False,
    "first_name": "Ana",
    "last_name": "Lima",
    "username": "ana",
    "language_code": "pt-br",
}
DESK = {"id": -100123, "type": "supergroup", "title": "Desk"}


def message(text: str | None = None, **more: Any) -> dict[str, Any]:
    made = {"message_id": 5, "date": 1, "chat": {"id": 42, "type": "private"}, "from": ANA}
    return made | ({"text": text} if text is not None else {}) | more


def read(kind: str, content: dict[str, Any]) -> Inbound | None:
    return read_update({"update_id": 700, kind: content}, ME, NOON)


def heard(text: str | None = None, **more: Any) -> Inbound:
    inbound = read("message", message(text, **more))
    assert inbound is not None
    return inbound
