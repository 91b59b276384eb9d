# ruff: noqa: T201 - it talks to whoever started it
"""Discord without Discord, for people: start it, start the journal against it, and type.

/log trade:long EURUSD 1.0850   uses a slash command (options as name:value, several with ;)
press Close                     presses the newest button of that label
fill trade:…; stop:…            sends the form that a button opened
anything else                   is a private message
"""

import argparse
import asyncio
import time
from contextlib import suppress

from .clock import RunningClock
from .people import Message, Person, is_private, list_buttons, read_text
from .server import DiscordServer


async def main(port: int) -> None:
    server = DiscordServer(clock=RunningClock(time.time()))
    await server.start(port)
    print(__doc__)
    print(f"AMS_DISCORD_TOKEN={server.token}")
    print(f"AMS_DISCORD_API_URL={server.url}")
    print(f"AMS_DISCORD_GATEWAY_URL={server.gateway_url}\n")
    person = server.person("Ana")
    watching = asyncio.create_task(watch(server, person))
    with suppress(EOFError):
        while True:
            await obey(person, (await asyncio.to_thread(input)).strip())
    watching.cancel()
    await server.stop()


async def obey(person: Person, line: str) -> None:
    verb, _, rest = line.partition(" ")
    try:
        if line.startswith("/"):
            await person.slash(verb.removeprefix("/"), **read_options(rest))
        elif verb == "press":
            await person.presses(rest)
            if person.form:
                print(f"  form: {person.form['title']} (fill …)")
        elif verb == "fill":
            await person.submits(**read_options(rest))
        elif line:
            await person.dms(line)
    except (AssertionError, TimeoutError) as error:
        print(f"  ! {error or 'the bot did not answer in time'}")


def read_options(text: str) -> dict[str, str]:
    pairs = [part.partition(":") for part in text.split(";") if ":" in part]
    return {name.strip(): value.strip() for name, _, value in pairs}


async def watch(server: DiscordServer, person: Person) -> None:
    shown: dict[str, str] = {}

    def find_news() -> Message | None:
        return next((one for one in person.messages if shown.get(one["id"]) != describe(one)), None)

    while True:
        message = await server.world.changed(find_news, seconds=1e9)
        mark = "changed" if message["id"] in shown else "new"
        shown[message["id"]] = describe(message)
        print(f"[{mark}{', only for you' if is_private(message) else ''}]\n{shown[message['id']]}\n")


def describe(message: Message) -> str:
    buttons = " ".join(f"[{button['label']}]" for button in list_buttons(message))
    return "\n".join(part for part in (read_text(message), buttons) if part)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8095)
    with suppress(KeyboardInterrupt):
        asyncio.run(main(parser.parse_args().port))
