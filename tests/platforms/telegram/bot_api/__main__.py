"""`python -m tests.platforms.telegram.bot_api [PORT]`: the server for people, with a trader at the keyboard.

Start the journal with the printed settings, then type: words are sent, `!Label` presses a button.
"""

import asyncio
import sys

from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.people import text_of


async def show(trader: User) -> None:
    """Print what the bot says as it says it."""
    async for message in trader.hears():
        labels = "  ".join(f"[{label}]" for label in trader.buttons(message))
        sys.stdout.write(f"\n{text_of(message)}\n{labels}\n")
        sys.stdout.flush()


def press(trader: User, label: str) -> None:
    try:
        trader.presses(label)
    except AssertionError as missing:
        sys.stdout.write(f"{missing}\n")


async def converse(port: int) -> None:
    async with BotApiServer(port=port) as api:
        trader = api.user("Ana")
        sys.stdout.write(f"AMS_TELEGRAM_API_URL={api.url} AMS_TELEGRAM_TOKEN={api.token}\n")
        sys.stdout.flush()
        showing = asyncio.create_task(show(trader))
        try:
            while line := await asyncio.to_thread(sys.stdin.readline):
                typed = line.rstrip("\n")
                if typed.startswith("!"):
                    press(trader, typed[1:])
                elif typed:
                    trader.sends(typed)
        finally:
            showing.cancel()


if __name__ == "__main__":
    asyncio.run(converse(int(sys.argv[1]) if len(sys.argv) > 1 else 8081))
