"""A small S3-compatible store on this machine: path style, signed requests only."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from aiohttp import web

BUCKET, KEY, SECRET = "charts", "AKIATEST", "se/cr+et"


class BucketServer:
    """`objects` are what was put; `is_away` answers everything with an error of the store."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.at = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
        self.is_away = False
        self.url = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if self.is_away:
            return web.Response(status=503, text="<Error><Code>SlowDown</Code></Error>")
        if f"Credential={KEY}/" not in request.headers.get("Authorization", ""):
            return web.Response(status=403, text="<Error><Code>AccessDenied</Code></Error>")
        key = request.match_info.get("key", "")
        if not key:
            return web.Response(text=self._listing(request.query), content_type="application/xml")
        match request.method:
            case "PUT":
                self.objects[key] = await request.read()
                return web.Response(headers={"ETag": '"1"'})
            case "DELETE":
                self.objects.pop(key, None)
                return web.Response(status=204)
            case _ if key in self.objects:
                return web.Response(body=self.objects[key], headers=self._head())
            case _:
                return web.Response(status=404, text="<Error><Code>NoSuchKey</Code></Error>")

    def _head(self) -> dict[str, str]:
        return {"ETag": '"1"', "Last-Modified": f"{self.at:%a, %d %b %Y %H:%M:%S} GMT"}

    def _listing(self, query: Mapping[str, str]) -> str:
        found = [key for key in sorted(self.objects) if key.startswith(query.get("prefix", ""))]
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{self.at:%Y-%m-%dT%H:%M:%S}.000Z</LastModified>"
            f'<ETag>"1"</ETag><Size>{len(self.objects[key])}</Size></Contents>'
            for key in found
        )
        return f"<ListBucketResult><Name>{BUCKET}</Name><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>"


@asynccontextmanager
async def serving_bucket() -> AsyncIterator[BucketServer]:
    server = BucketServer()
    app = web.Application()
    app.router.add_route("*", f"/{BUCKET}", server.answer)
    app.router.add_route("*", f"/{BUCKET}/{{key:.*}}", server.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        server.url = f"http://{KEY}:{SECRET.replace('/', '%2F')}@127.0.0.1:{port}/{BUCKET}/ams"
        yield server
    finally:
        await runner.cleanup()
