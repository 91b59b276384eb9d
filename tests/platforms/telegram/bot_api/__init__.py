"""A local Bot API server: as strict as Telegram's, with a driver that plays the people."""

from tests.platforms.telegram.bot_api.people import Chat, User
from tests.platforms.telegram.bot_api.refusal import Refusal
from tests.platforms.telegram.bot_api.server import BotApiServer

__all__ = ["BotApiServer", "Chat", "Refusal", "User"]
