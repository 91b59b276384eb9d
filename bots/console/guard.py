"""Who may talk to the web chat: pages of its own address, from this computer, and nobody else."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self';"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def is_local_host(host: str) -> bool:
    """Whether a Host header names this computer: a name that a stranger points here (rebinding) does not."""
    return urlsplit(f"//{host}").hostname in _LOCAL_HOSTS


def is_same_origin(request: web.Request) -> bool:
    """Whether a writing request comes from a page of this very address."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.host
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse strange hosts and strange origins; give every answer the page's safety headers."""
    if not is_local_host(request.host):
        raise web.HTTPMisdirectedRequest(text="The web chat answers only to this computer.")
    if request.method not in {"GET", "HEAD"} and not is_same_origin(request):
        raise web.HTTPForbidden(text="That page is not the web chat.")
    return await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Before any answer leaves, also a streamed one."""
    response.headers.update(_HEADERS)
    if request.path.startswith("/pages/"):
        response.headers.setdefault("Cache-Control", "no-cache")
