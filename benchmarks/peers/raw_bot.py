"""The floor: a bare aiohttp route that reads an update and answers in the body. It stores nothing.

`python -m benchmarks.peers.raw_bot PORT`
"""

import sys

import msgspec
import uvloop
from aiohttp import web


class Chat(msgspec.Struct, frozen=True):
    id: int


class Message(msgspec.Struct, frozen=True):
    chat: Chat
    text: str


class Update(msgspec.Struct, frozen=True):
    message: Message


_read = msgspec.json.Decoder(Update).decode
_write = msgspec.json.Encoder().encode


async def answer(request: web.Request) -> web.Response:
    chat = _read(await request.read()).message.chat
    body = _write({"method": "sendMessage", "chat_id": chat.id, "text": "help " * 60})
    return web.Response(body=body, content_type="application/json")


def main() -> None:
    uvloop.install()
    app = web.Application()
    app.router.add_post("/hook", answer)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)


if __name__ == "__main__":
    main()
