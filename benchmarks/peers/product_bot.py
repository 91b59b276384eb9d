"""The product's own bot process, `ams serve --roles bots`, told by the environment.

Only its pace is lifted, for the local platform has none; it still asks Valkey before each message.
"""

from bots import pacing
from cli.loop import run
from cli.roles import Role
from cli.serve import serve


def main() -> None:
    unlimited = pacing.Pace(every=0.00001, burst=1_000_000)
    pacing._TELEGRAM_BOT = pacing._TELEGRAM_CHAT = unlimited
    run(serve(frozenset({Role.BOTS})))


if __name__ == "__main__":
    main()
