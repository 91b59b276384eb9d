"""People and chats as a test drives them: they send, press, edit, reply, block."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api.limits import size_of
from tests.platforms.telegram.bot_api.world import Press, Room

if TYPE_CHECKING:
    from tests.platforms.telegram.bot_api.server import BotApiServer

Message = dict[str, Any]


class Chat:
    """A place where the bot may speak."""

    def __init__(self, server: "BotApiServer", room: Room) -> None:
        self._server = server
        self.room = room
        self.id = room.id
        self.world = server.world

    @property
    def messages(self) -> list[Message]:
        """What the bot said here, oldest first."""
        return [message for message in self.room.messages.values() if message["from"] == self.world.bot]

    @property
    def last(self) -> Message:
        return self.messages[-1]

    async def sees(self, words: str, *, below: Message | None = None, seconds: float = PATIENCE) -> Message:
        """Wait for a message of the bot that contains the words; the newest of them, `below` another one."""
        lowest = below["message_id"] if below else 0

        def find() -> Message | None:
            found = (m for m in reversed(self.messages) if m["message_id"] > lowest and words in text_of(m))
            return next(found, None)

        return await self._server.world.until(find, seconds, what=repr(words))

    async def hears(self) -> AsyncIterator[Message]:
        """Everything the bot says or changes here, as it comes, for ever."""
        seen: dict[int, str] = {}

        def find() -> Message | None:
            return next((m for m in self.messages if seen.get(m["message_id"]) != repr(m)), None)

        while True:
            message = await self._server.world.until(find, 86_400.0)
            seen[message["message_id"]] = repr(message)
            yield message

    def buttons(self, message: Message | None = None) -> list[str]:
        return [button["text"] for button in _buttons_of(message or self.last)]

    def moves_to_supergroup(self) -> "Chat":
        """The old id is dead from now on; a service message tells so."""
        new = self._server.group(self.room.title)
        self.room.migrated_to = new.id
        author = {"id": 1, "is_bot": False, "first_name": "Owner"}
        message = self._server.world.add_message(self.room, author, migrate_to_chat_id=new.id)
        self._server.updates.add("message", message)
        return new

    def closes(self, reason: str) -> None:
        """From now on every message is refused with 403 and this reason."""
        self.room.closed = reason


class User(Chat):
    """A person; what they do goes to their private chat unless `to` names another."""

    def __init__(self, server: "BotApiServer", person: dict[str, Any], room: Room) -> None:
        super().__init__(server, room)
        self.person = person
        self.last_update: int | None = None

    def sends(self, text: str, *, to: Chat | None = None, thread: int | None = None, **more: Any) -> Message:
        room = (to or self).room
        if self.room is room and room.closed == "bot can't initiate conversation with a user":
            room.closed = None
        if thread is not None:
            more |= {"message_thread_id": thread, "is_topic_message": True}
        if text.startswith("/"):
            more["entities"] = [
                {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            ]
        message = self._server.world.add_message(room, self.person, text=text, **more)
        self.last_update = self._server.updates.add("message", message)
        return message

    def replies_to(self, message: Message, text: str, *, to: Chat | None = None) -> Message:
        quoted = {name: value for name, value in message.items() if name != "reply_to_message"}
        return self.sends(text, to=to, reply_to_message=quoted)

    def sends_photo(self, content: bytes, caption: str | None = None, **more: Any) -> Message:
        width, height = size_of(content)
        photo = [
            {
                "file_id": self._server.world.keep_file(content[:64]),
                "file_unique_id": "s",
                "width": 90,
                "height": 60,
            },
            {
                "file_id": self._server.world.keep_file(content),
                "file_unique_id": "l",
                "width": max(width, 91),
                "height": max(height, 61),
                "file_size": len(content),
            },
        ]
        message = self._server.world.add_message(self.room, self.person, photo=photo, caption=caption, **more)
        self._server.updates.add("message", message)
        return message

    def sends_thing(self, kind: str) -> Message:
        """A voice note, a sticker, a place: `kind` is the message's field."""
        message = self._server.world.add_message(self.room, self.person, **{kind: {"file_id": "thing"}})
        self._server.updates.add("message", message)
        return message

    def edits(self, message: Message, text: str) -> None:
        message["caption" if "photo" in message else "text"] = text
        self._server.updates.add("edited_message", {**message, "edit_date": message["date"] + 1})

    def reacts(self, emoji: str, message: Message, *, instead_of: str = "") -> None:
        """Put an emoji to a message; an empty one takes the earlier away."""
        told = {
            name: [{"type": "emoji", "emoji": each}] if each else []
            for name, each in (("old_reaction", instead_of), ("new_reaction", emoji))
        }
        content = {
            "chat": self.room.as_json(),
            "message_id": message["message_id"],
            "user": self.person,
            "date": 1,
        }
        self._server.updates.add("message_reaction", content | told)

    def presses(self, label: str, message: Message | None = None, *, in_chat: Chat | None = None) -> Press:
        """Press the button whose label starts so, on that message or the newest that has it."""
        chat = in_chat or self
        candidates = [message] if message else list(reversed(chat.messages))
        for candidate in candidates:
            for button in _buttons_of(candidate):
                if button["text"].startswith(label):
                    return self._press(candidate, button["callback_data"], chat)
        raise AssertionError(
            f"no button {label!r}; the newest has {chat.buttons() if chat.messages else 'no message'}"
        )

    def presses_again(self) -> Press:
        """The client repeats a press after a lost connection: the same button, a new update."""
        assert self._last_again is not None
        return self._press(*self._last_again)

    def presses_data(self, data: str, message: Message) -> Press:
        """Press a button as it once was, whatever the message shows now."""
        return self._press(message, data, self)

    _last_again: tuple[Message, str, Chat] | None = None

    def _press(self, message: Message, data: str, chat: Chat) -> Press:
        self._last_again = (message, data, chat)
        query = str(self._server.world.number())
        press = Press(message_id=message["message_id"], chat=chat.id, data=data)
        self._server.world.presses[query] = press
        content = {"id": query, "from": self.person, "chat_instance": "1", "data": data, "message": message}
        self._server.updates.add("callback_query", content)
        return press

    async def toast(self, press: Press, seconds: float = PATIENCE) -> str:
        """What was shown over the button, "" for a bare acknowledgement."""
        await self._server.world.until(
            lambda: press.answered is not None, seconds, what="the press to be answered"
        )
        return press.answered or ""

    def blocks(self) -> None:
        self.room.closed = "bot was blocked by the user"
        self._membership("member", "kicked")

    def unblocks(self) -> None:
        self.room.closed = None
        self._membership("kicked", "member")

    def adds_bot_to(self, chat: Chat, *, may_post: bool = True) -> None:
        chat.room.closed = None if may_post else "400 not enough rights to send text messages to the chat"
        self._membership("left", "administrator", chat, may_post=may_post)

    def removes_bot_from(self, chat: Chat) -> None:
        chat.room.closed = f"bot was kicked from the {chat.room.type} chat"
        self._membership("administrator", "kicked", chat)

    def _membership(self, old: str, new: str, chat: Chat | None = None, *, may_post: bool = True) -> None:
        bot = self._server.world.bot
        posting = {"can_post_messages": may_post} if new == "administrator" else {}
        self._server.updates.add(
            "my_chat_member",
            {
                "chat": (chat or self).room.as_json(),
                "from": self.person,
                "date": 1,
                "old_chat_member": {"user": bot, "status": old},
                "new_chat_member": {"user": bot, "status": new, **posting},
            },
        )


def text_of(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _buttons_of(message: Message) -> list[dict[str, Any]]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return [button for row in rows for button in row]
