"""Updates on their way to the bot: polled by offset, or pushed to its webhook chat by chat."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.platforms.telegram.bot_api.refusal import Refusal
from tests.platforms.telegram.bot_api.world import World

SILENT_UNLESS_ASKED = {"message_reaction", "chat_member"}

Perform = Callable[[str, dict[str, Any]], Awaitable[object]]
"""Does what a webhook's answer asks for: a method and its parameters."""


@dataclass(kw_only=True)
class Webhook:
    url: str = ""
    secret: str = ""
    last_error: str = ""


@dataclass(frozen=True, kw_only=True)
class Push:
    """One delivery to the webhook and what the bot answered."""

    update: dict[str, Any]
    status: int
    body: bytes
    retry_after: str | None


@dataclass(kw_only=True)
class UpdateQueue:
    """`pace` shrinks the platform's waiting times: 1.0 is real time. So many of the webhook's next answers
    get lost on their way as `lose_answers` says: the update is delivered again.
    """

    world: World
    perform: Perform
    lose_answers: int = 0
    pace: float = 0.02
    webhook: Webhook = field(default_factory=Webhook)
    pending: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    allowed: set[str] | None = None
    pushes: list[Push] = field(default_factory=list[Push])
    next_id: int = 700_001
    _poll: asyncio.Future[None] | None = None
    _lanes: dict[str, deque[dict[str, Any]]] = field(default_factory=lambda: defaultdict(deque))
    _pushers: dict[str, asyncio.Task[None]] = field(default_factory=dict[str, "asyncio.Task[None]"])

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """The update's number, or None where the bot did not ask for this kind."""
        if kind in SILENT_UNLESS_ASKED and (self.allowed is None or kind not in self.allowed):
            return None
        if self.allowed and kind not in self.allowed:
            return None
        return self.put({"update_id": self.next_id, kind: deepcopy(content)})

    def put(self, update: dict[str, Any]) -> int:
        self.next_id = max(self.next_id, update["update_id"] + 1)
        self.pending[update["update_id"]] = update
        if self.webhook.url:
            self._push(update)
        self.world.changed()
        return update["update_id"]

    async def poll(
        self, offset: int | None, limit: int, seconds: float, allowed: list[str] | None
    ) -> list[Any]:
        """getUpdates: whatever is below `offset` is forgotten for good; a second caller ends the first."""
        if self.webhook.url:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            )
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            )
        if allowed is not None:
            self.allowed = set(allowed) or None
        if offset is not None:
            self.pending = {number: update for number, update in self.pending.items() if number >= offset}
            self.world.changed()
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = mine
        await self._wait(mine, seconds)
        return [self.pending[number] for number in sorted(self.pending)][:limit]

    async def _wait(self, mine: asyncio.Future[None], seconds: float) -> None:
        found = asyncio.ensure_future(self.world.until(lambda: self.pending, max(seconds, 0.001)))
        try:
            await asyncio.wait({found, mine}, return_when=asyncio.FIRST_COMPLETED)
            if mine.done():
                mine.result()
        finally:
            found.cancel()
            await asyncio.gather(found, return_exceptions=True)
            if not mine.done():
                mine.set_result(None)

    def set_webhook(self, url: str, secret: str, allowed: list[str] | None, *, drop: bool) -> None:
        if allowed is not None:
            self.allowed = set(allowed) or None
        if drop:
            self.pending.clear()
        self.webhook = Webhook(url=url, secret=secret)
        for update in list(self.pending.values()) if url else []:
            self._push(update)

    def _push(self, update: dict[str, Any]) -> None:
        """Presses queue by person, the rest by chat; within a queue the first must succeed before the next."""
        press = update.get("callback_query")
        content = next((value for name, value in update.items() if name != "update_id"), {})
        lane = f"press:{press['from']['id']}" if press else f"chat:{content.get('chat', {}).get('id')}"
        self._lanes[lane].append(update)
        if lane not in self._pushers or self._pushers[lane].done():
            self._pushers[lane] = asyncio.create_task(self._drain(lane))

    async def _drain(self, lane: str) -> None:
        wait = 1.0
        while self._lanes[lane] and self.webhook.url:
            update = self._lanes[lane][0]
            push = await self.deliver(update)
            if self.lose_answers:
                self.lose_answers -= 1
            elif 200 <= push.status < 300:
                await self._obey(push.body)
                self._lanes[lane].popleft()
                self.pending.pop(update["update_id"], None)
                self.world.changed()
                wait = 1.0
                continue
            self.webhook.last_error = f"Wrong response from the webhook: {push.status}"
            await asyncio.sleep(float(push.retry_after or wait) * self.pace)
            wait = min(wait * 2, 60.0)

    async def _obey(self, body: bytes) -> None:
        """The answer's body may name one method; what it returns the bot never learns."""
        if body:
            call: dict[str, Any] = json.loads(body)
            await self.perform(call.pop("method"), call)

    async def deliver(self, update: dict[str, Any]) -> Push:
        """Post one update (again, perhaps) and keep the bot's answer."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.secret} if self.webhook.secret else {}
        try:
            timeout = aiohttp.ClientTimeout(total=30)
            async with aiohttp.ClientSession(timeout=timeout) as session:
                body = json.dumps(update).encode()
                headers["Content-Type"] = "application/json"
                async with session.post(self.webhook.url, data=body, headers=headers) as answer:
                    push = Push(
                        update=update,
                        status=answer.status,
                        body=await answer.read(),
                        retry_after=answer.headers.get("Retry-After"),
                    )
        except aiohttp.ClientError:
            push = Push(update=update, status=0, body=b"", retry_after=None)
        self.pushes.append(push)
        self.world.changed()
        return push

    async def close(self) -> None:
        self.webhook = Webhook()
        for pusher in self._pushers.values():
            pusher.cancel()
        await asyncio.gather(*self._pushers.values(), return_exceptions=True)
