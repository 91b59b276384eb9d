"""A door before PostgreSQL that a test can shut: what was connected is cut, what comes is refused."""

import asyncio
from contextlib import suppress
from pathlib import Path


class DatabaseProxy:
    """Listens on a Unix socket of its own and passes everything on."""

    def __init__(self, target: Path, socket: Path) -> None:
        self._target = target
        self.socket = socket
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        self._server = await asyncio.start_unix_server(self._link, str(self.socket))

    async def shut(self) -> None:
        if self._server:
            self._server.close()
        self.socket.unlink(missing_ok=True)
        for writer in self._links:
            writer.close()

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(str(self._target))
        self._links |= {writer, back}
        await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        self._links -= {writer, back}

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        writer.close()
