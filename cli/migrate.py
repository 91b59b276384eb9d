"""`ams migrate`: to the newest schema, and whether the database drifts from it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import click

from cli.house import bring_up_to_date, find_own_database
from cli.logs import configure_logs
from core.settings import Settings, WrongSettings, read_settings
from core.storage.data_directory import default_data_directory, prepare_data_directory
from core.storage.database import DatabaseUrls
from core.storage.drift import list_drift
from core.storage.embedded import join_servers


@click.command("migrate")
@click.option(
    "--check", is_flag=True, help="Change nothing; exit 1 if the database is not what it should be."
)
def command(*, check: bool) -> int:
    """Bring the database to the newest schema; any number of processes may do so at once."""
    settings = read_settings()
    configure_logs(settings.log_format, settings.secrets, quiet=True)
    return asyncio.run(_check(settings) if check else _migrate(settings))


async def _migrate(settings: Settings) -> int:
    async with owner_urls(settings) as urls:
        applied = await bring_up_to_date(urls)
    for step in applied:
        click.echo(f"applied {step.removesuffix('.py')}")
    if not applied:
        click.echo("the schema is the newest already")
    return 0


async def _check(settings: Settings) -> int:
    async with owner_urls(settings) as urls:
        assert urls.owner is not None
        problems = await list_drift(urls.owner)
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"ams: the schema drifts in {len(problems)} places", err=True)
        return 1
    click.echo("the database, the migrations and the models agree")
    return 0


@asynccontextmanager
async def owner_urls(settings: Settings) -> AsyncGenerator[DatabaseUrls]:
    """The database's addresses with the owner's among them; the embedded servers run meanwhile.

    Raises:
        WrongSettings: the operator's own database without the owner's address.
    """
    given, urls = settings.database, find_own_database(settings)
    if urls is not None:
        if urls.owner is None:
            raise WrongSettings(
                [
                    "AMS_OWNER_DATABASE_URL: expected postgresql://ams_owner…, it is not set; only the owner migrates"
                ]
            )
        yield urls
        return
    servers = await join_servers(prepare_data_directory(given.data_dir or default_data_directory()))
    try:
        yield servers.urls
    finally:
        await servers.leave()
