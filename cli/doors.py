"""The platforms' doors, for the tokens that are set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from api.health import Check
from cli.bot_room import BotRoom
from cli.house import House
from core.errors import Unavailable
from core.settings import TelegramMode


@dataclass(frozen=True, kw_only=True, slots=True)
class Doors:
    """`routes` are webhooks to mount, `checks` what readiness asks of each platform."""

    routes: Sequence[web.RouteDef]
    checks: Mapping[str, Check]


class _Troubled(Protocol):
    @property
    def trouble(self) -> str | None: ...


def add_doors(room: BotRoom, house: House) -> Doors:
    """Add a door to the room for each token; a library is loaded only where its token is set."""
    routes: list[web.RouteDef] = []
    checks: dict[str, Check] = {}
    if house.settings.telegram.token is not None:
        routes.extend(_add_telegram(room, house, house.settings.telegram.token, checks))
    if house.settings.discord.token is not None:
        _add_discord(room, house, house.settings.discord.token, checks)
    return Doors(routes=routes, checks=checks)


def _add_telegram(
    room: BotRoom, house: House, token: str, checks: dict[str, Check]
) -> Sequence[web.RouteDef]:
    from bots.telegram.door import TelegramDoor, TelegramSettings

    given = house.settings.telegram
    is_webhook = given.mode is TelegramMode.WEBHOOK
    settings = TelegramSettings(
        token=token, api_url=given.api_url, public_url=house.settings.http.public_url if is_webhook else None
    )
    door = TelegramDoor(
        settings,
        intake=room.intake,
        clock=house.clock,
        lead=room.leading(f"telegram:{settings.bot_id}"),
        commands=room.repertoire.commands,
        is_busy=room.lanes.is_busy,
    )
    room.add_door(door, door.messenger, door.fetch_upload)
    checks["telegram"] = _check(door)
    return door.routes()


def _add_discord(room: BotRoom, house: House, token: str, checks: dict[str, Check]) -> None:
    from bots.discord.door import DiscordDoor, DiscordSettings
    from bots.discord.endpoints import PUBLIC_API

    given = house.settings.discord
    settings = DiscordSettings(
        token=token, api_url=given.api_url or PUBLIC_API, gateway_url=given.gateway_url
    )
    door = DiscordDoor(
        settings,
        intake=room.intake,
        clock=house.clock,
        lead=room.leading(f"discord:{settings.bot_id}"),
        commands=room.repertoire.commands,
    )
    room.add_door(door, door.messenger, door.fetch_upload)
    checks["discord"] = _check(door)


def _check(door: _Troubled) -> Check:
    async def check() -> None:
        if door.trouble is not None:
            raise Unavailable

    return check
