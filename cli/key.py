"""`ams key`: API keys of one person."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import click

from cli.desk import open_desk
from cli.who import require_user
from core.keys.service import create_key, list_keys, revoke_key
from core.storage.unit_of_work import Actor, Channel, UnitOfWork, begin, begin_service

_ACTOR = Actor(channel=Channel.CLI)


@click.group("key")
def command() -> None:
    """Make, list and revoke API keys."""


@command.command("create")
@click.option("--user", "who", required=True, metavar="WHO")
@click.option("--name", default="key", show_default=True)
def create(who: str, name: str) -> None:
    """Make a key and print it: it is never to be seen again."""

    async def work() -> None:
        async with _journal_of(who) as uow:
            click.echo(await create_key(uow, name))

    asyncio.run(work())


@command.command("list")
@click.option("--user", "who", required=True, metavar="WHO")
def show(who: str) -> None:
    """Show the keys by what may be shown of them."""

    async def work() -> None:
        async with _journal_of(who) as uow:
            for key in await list_keys(uow):
                state = "revoked" if key.is_revoked else "live"
                click.echo(f"{key.prefix}…  {state:8} {key.name}  ({', '.join(key.scopes)})")

    asyncio.run(work())


@command.command("revoke")
@click.option("--user", "who", required=True, metavar="WHO")
@click.argument("prefix")
def revoke(who: str, prefix: str) -> None:
    """Make the key that begins with PREFIX useless from now on."""

    async def work() -> None:
        async with _journal_of(who) as uow:
            await revoke_key(uow, prefix)
        click.echo("revoked")

    asyncio.run(work())


@asynccontextmanager
async def _journal_of(who: str) -> AsyncGenerator[UnitOfWork]:
    """One transaction of the person meant."""
    async with open_desk() as house:
        now = house.clock.now()
        async with begin_service(now=now) as uow:
            user = await require_user(uow, who)
        async with begin(user, now=now, actor=_ACTOR) as uow:
            yield uow
