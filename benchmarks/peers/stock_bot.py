"""The peer: python-telegram-bot as its documentation shows it, with its own webhook server and client.

`python -m benchmarks.peers.stock_bot API_URL PORT SECRET TOKEN [UPDATES_AT_ONCE]`
"""

import logging
import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

_ANSWER = "This is what a bot with one trivial handler says, about as long as a short card would be."


async def reply(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(_ANSWER)


def main() -> None:
    api_url, port, secret, token, *more = sys.argv[1:]
    logging.basicConfig(level=logging.WARNING)
    builder = (
        Application.builder().token(token).base_url(f"{api_url}/bot").base_file_url(f"{api_url}/file/bot")
    )
    application = builder.concurrent_updates(int(more[0]) if more else False).build()
    application.add_handler(MessageHandler(filters.ALL, reply))
    application.run_webhook(
        listen="127.0.0.1",
        port=int(port),
        url_path="hook",
        webhook_url="https://example.org/hook",
        secret_token=secret,
    )


if __name__ == "__main__":
    main()
