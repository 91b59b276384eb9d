"""The server itself: one bot's methods and files over HTTP, with faults on demand."""

import asyncio
import contextlib
import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from tests.platforms.telegram.bot_api.methods import METHODS
from tests.platforms.telegram.bot_api.people import Chat, User
from tests.platforms.telegram.bot_api.queue import UpdateQueue
from tests.platforms.telegram.bot_api.refusal import Refusal, bad_request
from tests.platforms.telegram.bot_api.world import Call, Room, World

TOKEN = "123456789:AAtestTESTtestTESTtestTESTtestTEST_12"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What goes wrong with one call. `lose_answer`: the call has its effect, its answer never arrives.
    `holds_request` and `holds_answer` take for ever; `reached` tells that it has come so far.
    """

    refusal: Refusal | None = None
    lose_request: bool = False
    lose_answer: bool = False
    holds_request: bool = False
    holds_answer: bool = False
    status: int | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event, repr=False)


class BotApiServer:
    """Use as `async with BotApiServer() as api`; `api.url` goes into AMS_TELEGRAM_API_URL."""

    def __init__(
        self, *, token: str = TOKEN, username: str = "ams_test_bot", host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.token = token
        self.world = World(token, username)
        self.updates = UpdateQueue(world=self.world, perform=self._perform_from_body)
        self.url = ""
        self._host, self._port = host, port
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=64 * 1024 * 1024)
        application.router.add_route("*", "/bot{token}/{method}", self._call)
        application.router.add_get("/file/bot{token}/photos/{name}", self._file)
        self._runner = web.AppRunner(application, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://{self._host}:{self._port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.updates.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # --- what a test arranges -------------------------------------------------------------------

    def user(self, name: str = "Ana", *, locale: str = "en", started: bool = True) -> User:
        """A person with a private chat; one who has not started the bot cannot be written to."""
        number = self.world.number()
        person = {
            "id": number,
            "is_bot": False,
            "first_name": name,
            "username": name.lower(),
            "language_code": locale,
        }
        room = Room(id=number, type="private", person=person)
        room.closed = None if started else "bot can't initiate conversation with a user"
        self.world.rooms[number] = room
        return User(self, person, room)

    def group(self, title: str = "Desk", *, kind: str = "supergroup", topics: tuple[int, ...] = ()) -> Chat:
        room = Room(id=-1_000_000_000_000 - self.world.number(), type=kind, title=title, topics=set(topics))
        self.world.rooms[room.id] = room
        return Chat(self, room)

    def fail_next(self, method: str, fault: Fault | Refusal, *, times: int = 1) -> None:
        made = Fault(refusal=fault) if isinstance(fault, Refusal) else fault
        self._faults[method.lower()].extend([made] * times)

    def calls_of(self, *methods: str) -> list[Call]:
        wanted = {method.lower() for method in methods}
        return [call for call in self.world.calls if call.method.lower() in wanted]

    # --- what the bot sees ----------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        if token != self.token:
            malformed = ":" not in token
            refusal = Refusal(404, "Not Found") if malformed else Refusal(401, "Unauthorized")
            return web.json_response(refusal.as_json(), status=refusal.code)
        asked, files = await _read_request(request)
        faults = self._faults[method.lower()]
        fault = faults.popleft() if faults else Fault()
        if fault.holds_request:
            await _hold(fault)
        if fault.lose_request:
            return _break_off(request)
        if fault.status is not None:
            return web.Response(
                status=fault.status, text="<html>the gateway is ill</html>", content_type="text/html"
            )
        answer, status = await self.perform(method, asked, files, refusal=fault.refusal)
        if fault.holds_answer:
            await _hold(fault)
        return _break_off(request) if fault.lose_answer else web.json_response(answer, status=status)

    async def perform(
        self,
        method: str,
        asked: dict[str, Any],
        files: dict[str, bytes],
        *,
        refusal: Refusal | None = None,
        in_body: bool = False,
    ) -> tuple[dict[str, Any], int]:
        """Run one method and note the call."""
        status = 200
        try:
            if refusal is not None:
                raise refusal
            answer = {"ok": True, "result": await self._run(method.lower(), asked, files)}
        except Refusal as refused:
            answer, status = refused.as_json(), refused.code
        self.world.calls.append(
            Call(method=method, parameters=asked, files=files, answer=answer, in_body=in_body)
        )
        self.world.changed()
        return answer, status

    async def _perform_from_body(self, method: str, asked: dict[str, Any]) -> None:
        await self.perform(method, asked, {}, in_body=True)

    async def _run(self, method: str, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        updates = self.updates
        match method:
            case "getupdates":
                offset = asked.get("offset")
                return await updates.poll(
                    None if offset is None else int(offset),
                    int(asked.get("limit") or 100),
                    float(asked.get("timeout") or 0),
                    asked.get("allowed_updates"),
                )
            case "setwebhook":
                secret = str(asked.get("secret_token") or "")
                if len(secret) > 256 or (not secret.replace("-", "").replace("_", "").isalnum() and secret):
                    raise bad_request("secret token contains unallowed characters")
                updates.set_webhook(
                    asked["url"],
                    secret,
                    asked.get("allowed_updates"),
                    drop=bool(asked.get("drop_pending_updates")),
                )
                return True
            case "deletewebhook":
                updates.set_webhook("", "", None, drop=bool(asked.get("drop_pending_updates")))
                return True
            case "getwebhookinfo":
                return {
                    "url": updates.webhook.url,
                    "has_custom_certificate": False,
                    "pending_update_count": len(updates.pending),
                    **(
                        {"last_error_message": updates.webhook.last_error, "last_error_date": 1}
                        if updates.webhook.last_error
                        else {}
                    ),
                }
            case _ if method in METHODS:
                return METHODS[method](self.world, asked, files)
            case _:
                raise Refusal(404, "Not Found: method not found")

    async def _file(self, request: web.Request) -> web.Response:
        content = self.world.files.get(request.match_info["name"].removesuffix(".jpg"))
        if content is None or request.match_info["token"] != self.token:
            raise web.HTTPNotFound
        return web.Response(body=content)


async def _hold(fault: Fault) -> None:
    fault.reached.set()
    await asyncio.Event().wait()


def _break_off(request: web.Request) -> web.StreamResponse:
    """The connection dies instead of answering."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _read_request(request: web.Request) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Parameters with nested JSON decoded, whichever of the three encodings was used."""
    files: dict[str, bytes] = {}
    if request.content_type == "application/json":
        return dict(await request.json()), files
    asked: dict[str, Any] = dict(request.query)
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = value.file.read()
        else:
            asked[name] = value if name in ("text", "caption") else _decoded(str(value))
    return asked, files


def _decoded(value: str) -> Any:
    if value[:1] in "[{" or value in ("true", "false"):
        with contextlib.suppress(ValueError):
            return json.loads(value)
    return value
