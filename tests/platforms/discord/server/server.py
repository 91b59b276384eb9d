"""The server as one thing: start, record, refuse on demand, stop."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

from .answers import AnswerRoutes
from .channels import ChannelRoutes
from .clock import StillClock
from .gateway import Gateway
from .people import Person
from .refusal import Refusal
from .world import Channel, World

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.not-a-real-token-just-one-of-its-shape"
PREFIX = "/api/v10"

Handler = Callable[[web.Request], Awaitable[Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """One request as it was answered. `code` is Discord's, 0 where all was well."""

    method: str
    path: str
    status: int
    code: int


@dataclass(kw_only=True, slots=True)
class Fault:
    """What happens to the next `times` requests that match, instead of (or after) the ordinary."""

    method: str
    path: re.Pattern[str]
    times: int
    refusal: Refusal | None = None
    page: tuple[int, str] | None = None
    lose_answer: bool = False
    hold: Literal["request", "answer"] | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)


class DiscordServer:
    """`url` and `gateway_url` are what the journal's settings take; `requests` all that was asked."""

    def __init__(self, *, token: str = TOKEN, clock: StillClock | None = None) -> None:
        self.clock = clock or StillClock()
        self.world = World(self.clock, token)
        self.gateway = Gateway(self.world)
        self.routes = ChannelRoutes(self.world)
        self.requests: list[Recorded] = []
        self.guild = self.world.add_guild("Desk")
        self._faults: list[Fault] = []
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=30 * 1024 * 1024)
        for method, path, handler in [*self.routes.table(), *AnswerRoutes(self.world).table()]:
            app.router.add_route(method, PREFIX + path, self._answering(handler))
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/files/{number}/{name}", self._file)
        app.router.add_route("*", "/{rest:.*}", self._answering(self._unknown))
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.world.origin = f"http://127.0.0.1:{self.port}"

    async def stop(self) -> None:
        await self.gateway.drop(code=1001)
        if self._runner is not None:
            await self._runner.cleanup()

    def person(self, name: str, *, locale: str = "en-US") -> Person:
        """Somebody in the bot's private chat; `person.at(channel)` is the same somebody elsewhere."""
        user = self.world.add_user(name, locale)
        return Person(self.world, self.gateway, user, self.world.open_dm(user))

    def channel(self, name: str) -> Channel:
        """A text channel of the server's one guild."""
        return self.world.add_channel(self.guild, name)

    def thread(self, parent: Channel, name: str) -> Channel:
        return self.world.add_thread(parent, name)

    def foreign_channel(self, name: str) -> Channel:
        """A channel of a server that the bot is not in; people bring it along."""
        return self.world.add_foreign(name, guild=self.world.ids.next())

    def group_of_friends(self, name: str) -> Channel:
        return self.world.add_foreign(name)

    def refuse(
        self,
        method: str,
        path: str,
        status: int,
        code: int = 0,
        *,
        retry_after: float | None = None,
        everywhere: bool = False,
        times: int = 1,
    ) -> None:
        """Answer the next requests to `path` (a regular expression, found anywhere in it) with this."""
        refusal = Refusal(status, code, retry_after=retry_after, everywhere=everywhere)
        self._faults.append(Fault(method=method, path=re.compile(path), times=times, refusal=refusal))

    def refuse_with_page(self, method: str, path: str, status: int, *, times: int = 1) -> None:
        """Answer with a web page, as what stands before Discord does."""
        fault = Fault(method=method, path=re.compile(path), times=times, page=(status, "<h1>Error 1015</h1>"))
        self._faults.append(fault)

    def lose_answer(self, method: str, path: str, *, times: int = 1) -> None:
        """Do what is asked, then break the connection before the answer is out."""
        self._faults.append(Fault(method=method, path=re.compile(path), times=times, lose_answer=True))

    def hold(self, method: str, path: str, what: Literal["request", "answer"]) -> asyncio.Event:
        """Let the next request (or the answer to it, once all is done) hang; the event says when it does."""
        fault = Fault(method=method, path=re.compile(path), times=1, hold=what)
        self._faults.append(fault)
        return fault.reached

    def asked(self, method: str, path: str) -> list[Recorded]:
        """The requests so far to paths that match the regular expression."""
        return [one for one in self.requests if one.method == method and re.search(path, one.path)]

    def _answering(self, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(request: web.Request) -> web.StreamResponse:
            path = request.path.removeprefix(PREFIX)
            fault = self._take_fault(request.method, path)
            if fault and fault.hold == "request":
                await _hang(fault)
            try:
                response = fault and fault.page and web.Response(status=fault.page[0], text=fault.page[1])
                if not response:
                    response = await self._ordinary(handler, request, fault)
                self._record(request.method, path, response.status, 0)
            except Refusal as refusal:
                response = web.json_response(refusal.body, status=refusal.status, headers=refusal.headers)
                self._record(request.method, path, refusal.status, refusal.code)
            await self.world.announce()
            if fault and fault.hold == "answer":
                await _hang(fault)
            if fault and fault.lose_answer and request.transport:
                request.transport.abort()
            # discord.py takes only this exact header for JSON
            if response.content_type == "application/json":
                response.headers["Content-Type"] = "application/json"
            return response

        return answer

    async def _ordinary(self, handler: Handler, request: web.Request, fault: Fault | None) -> web.Response:
        open_to_all = request.path.startswith((f"{PREFIX}/interactions", f"{PREFIX}/webhooks"))
        if not open_to_all and request.headers.get("Authorization") != f"Bot {self.token}":
            raise Refusal(401, 0, "401: Unauthorized")
        if fault and fault.refusal:
            raise fault.refusal
        result = await handler(request)
        return web.Response(status=204) if result is None else web.json_response(result)

    def _take_fault(self, method: str, path: str) -> Fault | None:
        for fault in self._faults:
            if fault.times and fault.method == method and fault.path.search(path):
                fault.times -= 1
                return fault
        return None

    def _record(self, method: str, path: str, status: int, code: int) -> None:
        self.requests.append(Recorded(method=method, path=path, status=status, code=code))

    async def _unknown(self, request: web.Request) -> Any:
        raise Refusal(404, 0, "404: Not Found")

    async def _file(self, request: web.Request) -> web.Response:
        with suppress(KeyError):
            return web.Response(body=self.world.files[request.match_info["number"]], content_type="image/png")
        return web.Response(status=404)


async def _hang(fault: Fault) -> None:
    fault.reached.set()
    await asyncio.Event().wait()
