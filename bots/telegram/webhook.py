"""The webhook's route: every update is stored before it is acknowledged with 200."""

import hmac
from collections.abc import Awaitable, Callable
from hashlib import sha256

import structlog
from aiohttp import web

from bots.inbound import Inbound
from bots.intake import Intake, JournalAway
from bots.telegram.adapter import Identity, parse_update
from bots.telegram.nameless import compose_nameless, find_nameless
from bots.telegram.patience import Patience
from bots.telegram.polling import Tell
from core.clock import Clock
from core.errors import Unavailable
from core.messaging.addresses import Address
from core.messaging.screen import Screen

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST_UPDATE = 1024 * 1024
RETRY_AFTER = {"Retry-After": "5"}

ComposeBody = Callable[[Address, Screen], Awaitable[bytes]]

log = structlog.get_logger(__name__)


def webhook_path(token: str) -> str:
    """Where the platform knocks; not guessable, the same in every process of this bot."""
    return f"/telegram/{_derive(token, 'path')[:32]}"


def webhook_secret(token: str) -> str:
    """What the platform must bring along in a header."""
    return _derive(token, "secret")


def _derive(token: str, purpose: str) -> str:
    return hmac.new(token.encode(), f"telegram webhook {purpose}".encode(), sha256).hexdigest()


class Webhook:
    """Not 200 means "send it again": so says everything that could not be stored."""

    def __init__(
        self,
        *,
        token: str,
        me: Callable[[], Identity | None],
        intake: Intake,
        clock: Clock,
        tell: Tell,
        compose_body: ComposeBody,
    ) -> None:
        self.path = webhook_path(token)
        self._secret = webhook_secret(token).encode()
        self._me = me
        self._intake = intake
        self._clock = clock
        self._tell = tell
        self._compose_body = compose_body
        self._patience = Patience()
        self._closed = False

    def route(self) -> web.RouteDef:
        return web.post(self.path, self.handle)

    def close(self) -> None:
        """Send everything that comes from now on back to the platform's queue."""
        self._closed = True

    async def handle(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        me = self._me()
        if self._closed or me is None:
            return web.Response(status=503, headers=RETRY_AFTER)
        if (request.content_length or 0) > LARGEST_UPDATE:
            return web.Response(status=413)
        try:
            body = await request.read()
            inbound = parse_update(body, me, self._clock.now())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if inbound is not None:
            return await self._answer(inbound)
        nameless = find_nameless(body, me)
        if nameless is not None:
            await self._tell(nameless.address, compose_nameless(nameless))
        return web.Response()

    async def _answer(self, inbound: Inbound) -> web.Response:
        try:
            screen = await self._intake.handle_now(inbound)
        except JournalAway as away:
            if away.screen is not None:
                await self._tell(inbound.address, away.screen)
            return web.Response(status=503, headers=RETRY_AFTER)
        except Unavailable:  # stored, but what was answered to it cannot be read now
            return web.Response(status=503, headers=RETRY_AFTER)
        except Exception:
            log.exception("telegram.update_failed", update=inbound.event)
            given_up = self._patience.note_failure(inbound.event)
            return web.Response(status=200 if given_up else 503)
        if screen is None:
            return web.Response()
        body = await self._compose_body(inbound.address, screen)
        return web.Response(body=body, content_type="application/json")
