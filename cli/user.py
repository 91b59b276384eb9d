"""`ams user`: who keeps a journal here."""

import asyncio

import click

from cli.desk import open_desk
from cli.who import require_user
from core.people.person import Role
from core.storage.unit_of_work import begin_service

_LIST = """
select u.id, u.name, u.role, u.is_active, u.timezone,
    coalesce(string_agg(a.platform || ':' || a.platform_user_id, ' ' order by a.platform), '') as chats
from users u left join chat_accounts a on a.user_id = u.id
group by u.id order by u.id limit $1
"""


@click.group("user")
def command() -> None:
    """List people and set their role."""


@command.command("list")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True)
def show(limit: int) -> None:
    """One line each, in the order in which they came."""

    async def work() -> None:
        async with open_desk() as house, begin_service(now=house.clock.now()) as uow:
            for row in await uow.fetch(_LIST, limit):
                state = "" if row["is_active"] else "  (inactive)"
                click.echo(
                    f"{row['id']}  {row['role']:7} {row['timezone']:20} {row['name']}  {row['chats']}{state}"
                )

    asyncio.run(work())


@command.command("role")
@click.argument("who")
@click.argument("role", type=click.Choice([role.value for role in Role]))
def set_role(who: str, role: str) -> None:
    """Make WHO a trader, a mentor or an admin."""

    async def work() -> None:
        async with open_desk() as house, begin_service(now=house.clock.now()) as uow:
            user = await require_user(uow, who)
            await uow.execute("update users set role = $2 where id = $1", user, role)
        click.echo(f"{who} is a {role} now")

    asyncio.run(work())
