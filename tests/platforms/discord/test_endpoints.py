"""The inner parts of discord.py that endpoints.py bends are where it expects them."""

import inspect

import discord
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

from bots.discord.door import DiscordDoor
from bots.discord.endpoints import PUBLIC_API, use_api
from tests.platforms.discord.conftest import Inbox
from tests.platforms.discord.server import DiscordServer


def test_every_call_is_built_from_the_base() -> None:
    use_api("https://proxy.example/api/v10/")
    assert Route("GET", "/users/@me").url == "https://proxy.example/api/v10/users/@me"
    use_api(PUBLIC_API)


def test_the_public_address_is_the_librarys_own() -> None:
    assert "BASE: ClassVar[str] = 'https://discord.com/api/v10'" in inspect.getsource(Route)
    assert PUBLIC_API == "https://discord.com/api/v10"


def test_the_gateway_is_reached_through_the_clients_own_connect() -> None:
    assert "client.http.ws_connect(str(url))" in inspect.getsource(DiscordWebSocket.from_client)
    assert ["self", "url", "compress"] == list(inspect.signature(HTTPClient.ws_connect).parameters)


def test_short_rate_limits_only_are_waited_for() -> None:
    assert "max_ratelimit_timeout" in vars(discord.Client(intents=discord.Intents.default()).http)


async def test_a_resumed_session_goes_to_our_gateway_too(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    """READY names another address to resume at (`resume_gateway_url`); the setting wins."""
    await server.gateway.ask_to_reconnect()
    await server.world.changed(lambda: server.gateway.resumed == 1)
    await server.person("Ana").dms("long EURUSD 1.0850")
    assert (await inbox.next()).text == "long EURUSD 1.0850"
