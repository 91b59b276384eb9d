"""The web chat as an aiohttp application, to be mounted or served on the loopback address."""

from aiohttp import web

from bots.console import chat_routes, desk_routes
from bots.console.desk import DEPS, ConsoleDeps
from bots.console.guard import add_headers, guard
from bots.console.stream import stream
from bots.console.uploads import LARGEST_UPLOAD
from bots.console.words import PAGES, speak_as_asked


def console_app(deps: ConsoleDeps) -> web.Application:
    """Serve it on 127.0.0.1 only: whoever reaches it speaks as anybody at the desk."""
    app = web.Application(middlewares=[guard, speak_as_asked], client_max_size=LARGEST_UPLOAD + 1024)
    app[DEPS] = deps
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(_hang_up)
    app.router.add_get("/", _show_page)
    app.router.add_get("/favicon.ico", _show_icon)
    app.router.add_static("/pages", PAGES, append_version=False)
    app.router.add_get("/desk", desk_routes.show_desk)
    app.router.add_get("/desk/stream", stream)
    app.router.add_post("/desk/people", desk_routes.add_person)
    app.router.add_get("/desk/people/{slug}", desk_routes.show_standing)
    app.router.add_get("/desk/people/{slug}/entries", chat_routes.list_entries)
    app.router.add_post("/desk/people/{slug}/events", chat_routes.take)
    app.router.add_post("/desk/people/{slug}/read", chat_routes.mark_read)
    app.router.add_post("/desk/clock", desk_routes.move_clock)
    app.router.add_post("/desk/over", desk_routes.start_over)
    app.router.add_post("/desk/pictures", chat_routes.upload)
    app.router.add_get("/desk/pictures/{ref}", chat_routes.show_picture)
    return app


async def _show_page(request: web.Request) -> web.FileResponse:
    del request
    return web.FileResponse(PAGES / "index.html", headers={"Cache-Control": "no-cache"})


async def _show_icon(request: web.Request) -> web.FileResponse:
    del request
    return web.FileResponse(PAGES / "icon.svg")


async def _hang_up(app: web.Application) -> None:
    app[DEPS].listeners.hang_up()
