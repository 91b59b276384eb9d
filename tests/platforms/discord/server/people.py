"""People at the keyboard: what they can do in a Discord client, and what they then see."""

from typing import Any

from .answers import MODAL
from .gateway import Gateway
from .limits import length, list_boxes
from .world import DM, EPHEMERAL, LOADING, Channel, Interaction, User, World

_COMMAND, _BUTTON, _SUBMISSION = 2, 3, 5
_STRING, _ATTACHMENT = 3, 11

Message = dict[str, Any]


class Person:
    """Acts in one channel. Every act returns when the bot has acknowledged it, as the client demands."""

    def __init__(self, world: World, gateway: Gateway, user: User, channel: Channel) -> None:
        self._world = world
        self._gateway = gateway
        self.user = user
        self.channel = channel
        self.form: Message | None = None
        self._opened_from: Message | None = None

    def at(self, channel: Channel) -> "Person":
        """The same person, looking at another channel."""
        return Person(self._world, self._gateway, self.user, channel)

    @property
    def messages(self) -> list[Message]:
        """What the bot said here, oldest first, without what still reads "thinking"."""
        bot = self._world.bot.id
        mine = [m for m in self.channel.messages.values() if m["author"]["id"] == bot]
        return [m for m in mine if not m["flags"] & LOADING]

    async def sees_often(self, text: str, times: int, *, seconds: float = 10.0) -> None:
        """Return when so many messages of the bot have these words in them."""
        await self._world.changed(
            lambda: sum(text in read_text(message) for message in self.messages) == times, seconds=seconds
        )

    async def shows_picture(self, *, seconds: float = 10.0) -> Message:
        """The newest message with a picture, once there is one."""
        return await self._world.changed(
            lambda: next((m for m in reversed(self.messages) if m["attachments"]), None), seconds=seconds
        )

    async def begins_slash(self, name: str) -> Interaction:
        """Use a command, without waiting for it to be acknowledged."""
        return await self._start(_COMMAND, {"id": "1", "name": name, "type": 1, "options": []}, None)

    async def slash(self, name: str, *, photo: bytes | None = None, **options: str) -> Interaction:
        """Use a slash command as the client lets one: it must exist, with these options."""
        command = next((one for one in self._world.commands if one["name"] == name), None)
        assert command is not None, f"/{name} is not among the bot's commands"
        known = {option["name"] for option in command["options"]}
        assert options.keys() <= known, f"/{name} has no option {options.keys() - known}"
        given: list[Message] = [
            {"type": _STRING, "name": key, "value": value} for key, value in options.items()
        ]
        data: Message = {"id": command["id"], "name": name, "type": 1}
        if photo is not None:
            number = self._world.ids.next()
            self._world.files[number] = photo
            given.append({"type": _ATTACHMENT, "name": "photo", "value": number})
            data["resolved"] = {"attachments": {number: _attachment(self._world.origin, number, photo)}}
        return await self._interact(_COMMAND, data | {"options": given})

    async def presses(self, label: str, *, on: Message | None = None) -> Interaction:
        """Press the newest button that reads so (or bears a ✓ before it)."""
        for message in [on] if on else reversed(self.messages):
            for button in list_buttons(message):
                if button["label"].removeprefix("✓ ") == label:
                    data = {"component_type": 2, "custom_id": button["custom_id"]}
                    return await self._interact(_BUTTON, data, message=message)
        raise AssertionError(
            f"no button {label!r} here, only {[b['label'] for m in self.messages for b in list_buttons(m)]}"
        )

    async def submits(self, **answers: str) -> Interaction:
        """Send the form that the last press opened."""
        assert self.form is not None, "no form is open"
        form, self.form = self.form, None
        boxes = list_boxes(form["components"])
        assert answers.keys() <= {box["custom_id"] for box in boxes}, "the form has no such field"
        for box in boxes:
            value = answers.get(box["custom_id"], "")
            assert value or not box.get("required", True), f"{box['custom_id']} must be filled in"
            assert length(value) <= box.get("max_length", 4000), f"{box['custom_id']} takes no more than that"
        labels = [
            {
                "type": 18,
                "id": number,
                "component": {
                    "type": 4,
                    "id": number,
                    "custom_id": box["custom_id"],
                    "value": answers.get(box["custom_id"], ""),
                },
            }
            for number, box in enumerate(boxes, start=1)
        ]
        data = {"custom_id": form["custom_id"], "components": labels}
        return await self._interact(_SUBMISSION, data, message=self._opened_from)

    async def dms(self, text: str, *, reply_to: Message | None = None, photo: bytes | None = None) -> Message:
        """Write a message here (in a guild: one that the bot hears only if it is named)."""
        world = self._world
        message = world.add_message(self.channel, self.user, {"content": text}, {})
        if f"<@{world.bot.id}>" in text or (reply_to and reply_to["author"]["id"] == world.bot.id):
            message["mentions"] = [world.bot.payload()]
        if reply_to:
            message |= {
                "type": 19,
                "message_reference": {"message_id": reply_to["id"], "channel_id": self.channel.id},
            }
            self.channel.messages[message["id"]] = message
        if photo is not None:
            number = world.ids.next()
            world.files[number] = photo
            message["attachments"] = [_attachment(self._world.origin, number, photo)]
        await self._gateway.dispatch_message("MESSAGE_CREATE", message, self.channel.type)
        return message

    async def edits(self, message: Message, text: str) -> None:
        message |= {"content": text, "edited_timestamp": self._world.stamp()}
        await self._gateway.dispatch_message("MESSAGE_UPDATE", message, self.channel.type)

    def closes_dms(self) -> None:
        """From now on the bot may not write to this person."""
        self.user.closed_dms = True

    async def sees(self, text: str, *, seconds: float = 10.0) -> Message:
        """The newest message of the bot with these words in it, once there is one."""

        def find() -> Message | None:
            return next((m for m in reversed(self.messages) if text in read_text(m)), None)

        try:
            return await self._world.changed(find, seconds=seconds)
        except TimeoutError:
            said = "\n---\n".join(read_text(m) for m in self.messages) or "(nothing)"
            raise AssertionError(f"{text!r} was never said; what was said:\n{said}") from None

    async def _interact(self, type_: int, data: Message, *, message: Message | None = None) -> Interaction:
        interaction = await self._start(type_, data, message)
        await self._world.changed(lambda: interaction.acknowledged is not None)
        if interaction.acknowledged == MODAL:
            self.form, self._opened_from = interaction.modal, message
        return interaction

    async def _start(self, type_: int, data: Message, message: Message | None) -> Interaction:
        world = self._world
        interaction = Interaction(
            id=world.ids.next(),
            token=f"interaction-{world.ids.next()}",
            type=type_,
            user=self.user,
            channel=self.channel,
            opened_at=world.clock.now(),
            original=message,
        )
        world.interactions[interaction.token] = interaction
        await self._gateway.dispatch("INTERACTION_CREATE", self._event(interaction, data, message))
        return interaction

    def _event(self, interaction: Interaction, data: Message, message: Message | None) -> Message:
        event: Message = {
            "id": interaction.id,
            "application_id": self._world.application,
            "type": interaction.type,
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel": self.channel.payload(),
            "channel_id": self.channel.id,
            "locale": self.user.locale,
            "entitlements": [],
            "authorizing_integration_owners": {"1": self.user.id},
            "attachment_size_limit": 10 * 1024 * 1024,
            "app_permissions": "2147483647",
        }
        if message is not None:
            event["message"] = message
        if self.channel.type == DM:
            return event | {"user": self.user.payload(), "context": 1}
        member = {"user": self.user.payload(), "roles": [], "joined_at": self._world.stamp(), "deaf": False}
        member |= {"mute": False, "flags": 0, "permissions": "2147483647"}
        guild = {"id": self.channel.guild, "locale": "en-US", "features": []}
        event |= {"app_permissions": str(rights_in_bits(self.channel.rights))}
        event |= {"authorizing_integration_owners": {"0": self.channel.guild}}
        return event | {"member": member, "guild_id": self.channel.guild, "guild": guild, "context": 0}


def rights_in_bits(rights: set[str]) -> int:
    bits = {"view": 1 << 10, "send": 1 << 11, "embed": 1 << 14, "attach": 1 << 15}
    return sum(bits[right] for right in rights)


def list_buttons(message: Message) -> list[Message]:
    return [button for row in message["components"] for button in row["components"]]


def read_text(message: Message) -> str:
    """All words of a message, as one would read them (a backslash before punctuation is not seen)."""
    parts = [message["content"]]
    for embed in message["embeds"]:
        parts += [embed.get("title", ""), embed.get("description", "")]
        parts += [f"{field['name']} {field['value']}" for field in embed.get("fields", [])]
    parts += [attachment.get("description") or "" for attachment in message["attachments"]]
    return _unescape("\n".join(part for part in parts if part)).replace("**", "")


def is_private(message: Message) -> bool:
    return bool(message["flags"] & EPHEMERAL)


def _unescape(text: str) -> str:
    kept, skip = [], False
    for sign, following in zip(text, f"{text} "[1:], strict=True):
        if sign == "\\" and not skip and not following.isalnum() and not following.isspace():
            skip = True
            continue
        kept.append(sign)
        skip = False
    return "".join(kept)


def _attachment(origin: str, number: str, content: bytes) -> Message:
    url = f"{origin}/files/{number}/chart.png"
    return {
        "id": number,
        "filename": "chart.png",
        "size": len(content),
        "url": url,
        "proxy_url": url,
        "content_type": "image/png",
    }
