"""Several persons who write at the same time: updates pushed to a webhook, so many in flight."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

HELP = "/help"
TRADE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"
_numbers = count(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Crowd:
    """`text` is said `updates` times in all, by `people` in turn, `in_flight` at a time."""

    url: str
    secret: str
    text: str
    updates: int
    people: int = 64
    in_flight: int = 32

    async def speak(self) -> int:
        """How many answers were not 200."""
        bodies = iter([self._update(number) for number in range(self.updates)])
        refused = await asyncio.gather(*(self._push(bodies) for _ in range(self.in_flight)))
        return sum(refused)

    async def _push(self, bodies: Iterator[bytes]) -> int:
        parts = urlsplit(self.url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        refused = 0
        for body in bodies:
            head = (
                f"POST {parts.path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
                f"X-Telegram-Bot-Api-Secret-Token: {self.secret}\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            refused += not answer.startswith(b"HTTP/1.1 200")
            _, found, rest = answer.lower().partition(b"content-length:")
            if found:
                await reader.readexactly(int(rest.split(b"\r\n", 1)[0]))
        writer.close()
        return refused

    def _update(self, number: int) -> bytes:
        person = 5_000_000 + number % self.people
        name = {"first_name": f"Trader{person}", "username": f"trader{person}"}
        marks = [{"type": "bot_command", "offset": 0, "length": len(self.text)}] if self.text == HELP else []
        message = {
            "message_id": next(_numbers),
            "from": {"id": person, "is_bot": False, "language_code": "en", **name},
            "chat": {"id": person, "type": "private", **name},
            "date": 1_760_000_000,
            "text": self.text,
            **({"entities": marks} if marks else {}),
        }
        return json.dumps({"update_id": next(_numbers), "message": message}).encode()
