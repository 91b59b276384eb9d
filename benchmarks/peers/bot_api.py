"""A Bot API without manners or limits, on a bare protocol, so that it is never what is measured."""

import asyncio

_MESSAGE = (
    '{{"ok":true,"result":{{"message_id":{number},"date":1760000000,"text":"ok",'
    '"from":{{"id":123456789,"is_bot":true,"first_name":"Bot","username":"bench_bot"}},'
    '"chat":{{"id":1000,"type":"private","first_name":"Ana"}}}}}}'
)
_ME = (
    '{{"ok":true,"result":{{"id":{bot},"is_bot":true,"first_name":"Bot","username":"bench_bot",'
    '"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}}}}'
)
_DONE = '{"ok":true,"result":true}'


class Sent:
    """How many messages arrived; `until` waits for the next ones."""

    def __init__(self) -> None:
        self.count = 0
        self._more = asyncio.Event()

    def note(self) -> int:
        self.count += 1
        self._more.set()
        return self.count

    async def until(self, count: int, *, seconds: float) -> None:
        async with asyncio.timeout(seconds):
            while self.count < count:
                self._more.clear()
                await self._more.wait()


class BotApi(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self, sent: Sent) -> None:
        self._sent = sent
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            length = _length_of(head)
            if len(self._buffer) < end + 4 + length:
                return
            self._buffer = self._buffer[end + 4 + length :]
            self._answer(head.split(b" ", 2)[1])

    def _answer(self, path: bytes) -> None:
        method = path.rsplit(b"/", 1)[-1]
        body = _DONE
        if method == b"sendmessage":
            body = _MESSAGE.format(number=self._sent.note())
        elif method == b"getme":
            body = _ME.format(bot=path.partition(b"/bot")[2].partition(b":")[0].decode())
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        if self._transport is not None:
            self._transport.write(f"{head}{body}".encode())


def _length_of(head: bytes) -> int:
    _, found, rest = head.partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0
