"""Where Discord is: the only place that bends discord.py to another address.

The library has no setting for it (2.7.1), so two of its inner parts are set here: the class attribute
`Route.BASE`, which every REST call is built from, and each client's `http.ws_connect`, through which every
connection to the gateway goes, resumed ones and those of shards included. `tests/platforms/discord/
test_endpoints.py` fails when an update of the library moves them.
"""

from typing import Any

import discord
from discord.http import Route
from yarl import URL

PUBLIC_API = "https://discord.com/api/v10"
PUBLIC_GATEWAY = "wss://gateway.discord.gg/"


def use_api(api_url: str) -> None:
    """From now on this process asks that address. One process, one Discord."""
    Route.BASE = api_url.rstrip("/")


def use_gateway(client: discord.Client, gateway_url: str) -> None:
    """Let all of the client's gateway connections go there, whatever address Discord names."""
    connect = client.http.ws_connect
    gateway = URL(gateway_url)

    async def connect_there(url: str, *, compress: int = 0) -> Any:
        return await connect(str(gateway.update_query(URL(url).query)), compress=compress)

    client.http.ws_connect = connect_there
