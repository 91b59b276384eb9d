"""Ports for servers that a test stops and starts again, or names before it starts them."""

import socket
from contextlib import suppress
from random import randrange


def free_port() -> int:
    """One that stays free between two lives: below those that the system gives to outgoing connections."""
    while True:
        port = randrange(12_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
