"""People at the keyboard: what they can do in a Discord client, and what they then see."""

from collections.abc import Iterable
from typing import Any

from tests.patience import PATIENCE

from .answers import MODAL
from .events import write_event
from .forms import FILE_UPLOAD, STRING_SELECT, list_boxes
from .gateway import Gateway
from .limits import length
from .world import EPHEMERAL, LOADING, Channel, Interaction, User, World

_COMMAND, _BUTTON, _ASKING, _SUBMISSION = 2, 3, 4, 5
_STRING, _ATTACHMENT = 3, 11
_CHAT_INPUT, _MESSAGE = 1, 3

Message = dict[str, Any]


class Person:
    """Acts in one channel. Every act returns when the bot has acknowledged it, as the client demands."""

    def __init__(self, world: World, gateway: Gateway, user: User, channel: Channel) -> None:
        self._world = world
        self._gateway = gateway
        self.user = user
        self.channel = channel
        self.form: Message | None = None
        self.proposed: dict[str, str] = {}
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

    async def sees_often(self, text: str, times: int, *, seconds: float = PATIENCE) -> None:
        """Return when so many messages of the bot have these words in them."""
        await self._world.changed(
            lambda: sum(text in read_text(message) for message in self.messages) == times, seconds=seconds
        )

    async def shows_picture(self, *, seconds: float = PATIENCE) -> Message:
        """The newest message with a picture, once there is one."""
        return await self._world.changed(
            lambda: next((m for m in reversed(self.messages) if m["attachments"]), None), seconds=seconds
        )

    async def begins_slash(self, name: str) -> Interaction:
        """Use a command, without waiting for it to be acknowledged."""
        return await self._start(_COMMAND, {"id": "1", "name": name, "type": 1, "options": []}, None)

    async def slash(self, name: str, *, photo: bytes | None = None, **options: str) -> Interaction:
        """Use a slash command as the client lets one: it must exist, with these options and their values."""
        command = self._require_command(name, _CHAT_INPUT)
        known = {option["name"]: option for option in command["options"]}
        assert options.keys() <= known.keys(), f"/{name} has no option {options.keys() - known.keys()}"
        for key, value in options.items():
            choices = [choice["value"] for choice in known[key].get("choices") or ()]
            assert not choices or value in choices, f"/{name} {key} takes only {choices}"
        given: list[Message] = [
            {"type": _STRING, "name": key, "value": value} for key, value in options.items()
        ]
        data: Message = {"id": command["id"], "name": name, "type": _CHAT_INPUT}
        if photo is not None:
            takes = next(option["name"] for option in command["options"] if option["type"] == _ATTACHMENT)
            attachment = self._upload(photo)
            given.append({"type": _ATTACHMENT, "name": takes, "value": attachment["id"]})
            data["resolved"] = {"attachments": {attachment["id"]: attachment}}
        return await self._interact(_COMMAND, data | {"options": given})

    async def types(self, name: str, option: str, typed: str, **options: str) -> list[str]:
        """Type into an option; what is proposed then, as the client shows it."""
        command = self._require_command(name, _CHAT_INPUT)
        known = {each["name"]: each for each in command["options"]}
        assert known[option].get("autocomplete"), f"/{name} {option} proposes nothing"
        given: list[Message] = [
            {"type": _STRING, "name": key, "value": value} for key, value in options.items()
        ]
        given.append({"type": _STRING, "name": option, "value": typed, "focused": True})
        data = {"id": command["id"], "name": name, "type": _CHAT_INPUT, "options": given}
        interaction = await self._interact(_ASKING, data)
        self.proposed = {each["name"]: each["value"] for each in interaction.proposals or ()}
        return list(self.proposed)

    async def begins_typing(self, name: str, option: str) -> Interaction:
        """Type into an option, without waiting for what is proposed."""
        command = self._require_command(name, _CHAT_INPUT)
        given = [{"type": _STRING, "name": option, "value": "", "focused": True}]
        data = {"id": command["id"], "name": name, "type": _CHAT_INPUT, "options": given}
        return await self._start(_ASKING, data, None)

    async def chooses(self, message: Message, name: str) -> Interaction:
        """Use a command in the menu of a message."""
        command = self._require_command(name, _MESSAGE)
        data = {"id": command["id"], "name": name, "type": _MESSAGE, "target_id": message["id"]}
        return await self._interact(_COMMAND, data | {"resolved": {"messages": {message["id"]: message}}})

    def _require_command(self, name: str, kind: int) -> Message:
        found = (one for one in self._world.commands if (one["type"], one["name"]) == (kind, name))
        command = next(found, None)
        assert command is not None, f"{name!r} is not among the bot's commands"
        return command

    def _upload(self, content: bytes) -> Message:
        number = self._world.ids.next()
        self._world.files[number] = content
        return _attachment(self._world.origin, number, content)

    async def presses(self, label: str, *, on: Message | None = None) -> Interaction:
        """Press the newest button that reads so (or bears a ✓ before it)."""
        message, button = self.find_button(label, on=on)
        return await self.presses_data(button["custom_id"], message)

    async def presses_data(self, custom_id: str, message: Message) -> Interaction:
        """Press a button as it was once seen, whatever the message shows by now."""
        data = {"component_type": 2, "custom_id": custom_id}
        return await self._interact(_BUTTON, data, message=message)

    def find_button(self, label: str, *, on: Message | None = None) -> tuple[Message, Message]:
        for message in [on] if on else reversed(self.messages):
            for button in list_buttons(message):
                if button["label"].removeprefix("✓ ") == label:
                    return message, button
        raise AssertionError(
            f"no button {label!r} here, only {[b['label'] for m in self.messages for b in list_buttons(m)]}"
        )

    async def submits(self, *, photos: Iterable[bytes] = (), **answers: str) -> Interaction:
        """Send the form that the last press opened, with what it held already; several choices one a line."""
        assert self.form is not None, "no form is open"
        form, self.form = self.form, None
        boxes = list_boxes(form["components"])
        assert answers.keys() <= {box["custom_id"] for box in boxes}, "the form has no such field"
        uploads = [self._upload(photo) for photo in photos]
        labels: list[Message] = []
        for number, box in enumerate(boxes, start=1):
            content = _fill_in(box, answers.get(box["custom_id"]), uploads)
            component = {"type": box["type"], "id": number, "custom_id": box["custom_id"]} | content
            labels.append({"type": 18, "id": number, "component": component})
        data: Message = {"custom_id": form["custom_id"], "components": labels}
        if uploads:
            data["resolved"] = {"attachments": {upload["id"]: upload for upload in uploads}}
        return await self._interact(_SUBMISSION, data, message=self._opened_from)

    async def dms(
        self,
        text: str,
        *,
        reply_to: Message | None = None,
        photo: bytes | None = None,
        photos: Iterable[bytes] = (),
        **changes: Any,
    ) -> Message:
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
        sent = [*photos] if photo is None else [photo, *photos]
        message["attachments"] = [self._upload(each) for each in sent]
        message |= changes
        self.channel.messages[message["id"]] = message
        await self._gateway.dispatch_message("MESSAGE_CREATE", message, self.channel.type)
        return message

    async def edits(self, message: Message, text: str) -> None:
        message |= {"content": text, "edited_timestamp": self._world.stamp()}
        await self._gateway.dispatch_message("MESSAGE_UPDATE", message, self.channel.type)

    def closes_dms(self) -> None:
        """From now on the bot may not write to this person."""
        self.user.closed_dms = True

    async def sees(self, text: str, *, seconds: float = PATIENCE) -> Message:
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
            is_guest=self.channel.is_foreign,
        )
        world.interactions[interaction.token] = interaction
        await self._gateway.dispatch(
            "INTERACTION_CREATE", write_event(self._world, interaction, data, message)
        )
        return interaction


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


def list_values(form: Message) -> Message:
    """What a form holds when it opens, by field: a text, or the chosen values."""
    found: Message = {}
    for box in list_boxes(form["components"]):
        chosen = [option["value"] for option in box.get("options", ()) if option.get("default")]
        found[box["custom_id"]] = chosen if box["type"] == STRING_SELECT else box.get("value") or ""
    return found


def _fill_in(box: Message, answer: str | None, uploads: list[Message]) -> Message:
    """What the client sends for one field; it lets nobody send less or more than the field takes."""
    name = box["custom_id"]
    if box["type"] == FILE_UPLOAD:
        assert box.get("min_values", 1) <= len(uploads) <= box.get("max_values", 1), (
            f"{name}: {len(uploads)} files"
        )
        return {"values": [upload["id"] for upload in uploads]}
    if box["type"] == STRING_SELECT:
        before = [option["value"] for option in box["options"] if option.get("default")]
        chosen = before if answer is None else [value for value in answer.split("\n") if value]
        assert set(chosen) <= {option["value"] for option in box["options"]}, f"{name} has no {chosen}"
        assert box.get("min_values", 1) <= len(chosen) <= box.get("max_values", 1), (
            f"{name}: {len(chosen)} values"
        )
        return {"values": chosen}
    value = (box.get("value") or "") if answer is None else answer
    assert value or not box.get("required", True), f"{name} must be filled in"
    assert length(value) <= box.get("max_length", 4000), f"{name} takes no more than that"
    return {"value": value}


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
