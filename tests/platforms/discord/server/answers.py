"""REST about interactions: the first answer within three seconds, and all that follows for fifteen minutes."""

from typing import Any

from aiohttp import web

from .forms import check_modal, check_proposals
from .limits import check_message
from .parsing import read_body
from .refusal import Refusal
from .world import EPHEMERAL, LOADING, Interaction, World

DEADLINE, LIFETIME = 3.0, 900.0
"""Seconds. Source: Discord, Receiving and responding to interactions."""

LENIENT = 60.0
"""Instead of the deadline where time goes by itself: a crowded machine is no fault of the bot."""

MESSAGE, THINKING, DEFERRED_UPDATE, UPDATE, PROPOSALS, MODAL = 4, 5, 6, 7, 8, 9
_BUTTON, _ASKING, _SUBMISSION = 3, 4, 5
MOST_FOLLOW_UPS = 5
"""Where only the person has the app installed. Source: Discord, error 40094."""


class AnswerRoutes:
    """Handlers give the JSON of their answer, or raise a Refusal."""

    def __init__(self, world: World) -> None:
        self._world = world

    def table(self) -> list[tuple[str, str, Any]]:
        original = "/webhooks/{application}/{token}/messages/{message}"
        return [
            ("POST", "/interactions/{interaction}/{token}/callback", self.callback),
            ("POST", "/webhooks/{application}/{token}", self.follow_up),
            ("GET", original, self.message),
            ("PATCH", original, self.edit),
            ("DELETE", original, self.delete),
        ]

    async def callback(self, request: web.Request) -> Any:
        world = self._world
        body, files = await read_body(request)
        interaction = world.interactions.get(request.match_info["token"])
        if interaction is None or interaction.id != request.match_info["interaction"]:
            raise Refusal(404, 10062)
        if interaction.acknowledged is not None:
            raise Refusal(400, 40060)
        deadline = DEADLINE if world.clock.is_strict else LENIENT
        if world.clock.now() - interaction.opened_at > deadline:
            raise Refusal(404, 10062)
        self._acknowledge(interaction, body, files)
        interaction.acknowledged = int(body["type"])
        if request.query.get("with_response") not in {"1", "true"}:
            return None
        return self._callback_answer(interaction)

    def _acknowledge(self, interaction: Interaction, body: dict[str, Any], files: dict[str, Any]) -> None:
        world, data = self._world, body.get("data") or {}
        flags = int(data.get("flags", 0)) & EPHEMERAL
        pressed = interaction.type == _BUTTON or (interaction.type == _SUBMISSION and interaction.original)
        match body.get("type"):
            case 8 if interaction.type == _ASKING:
                check_proposals(data)
                interaction.proposals = data["choices"]
            case _ if interaction.type == _ASKING:
                raise Refusal(400, 50035)
            case 4:
                check_message(data, files)
                interaction.original = world.add_message(
                    interaction.channel, world.bot, data, files, flags=flags
                )
            case 5:
                interaction.original = world.add_message(
                    interaction.channel, world.bot, {}, {}, flags=flags | LOADING
                )
            case 6 if pressed:
                pass
            case 7 if pressed and interaction.original:
                check_message(data, files, is_edit=True)
                world.write(interaction.original, data, files)
            case 9 if interaction.type != _SUBMISSION:
                check_modal(data)
                interaction.modal = data
            case _:
                raise Refusal(
                    400, 50035, errors={"type": {"_errors": [{"code": "BASE_TYPE_CHOICES", "message": ""}]}}
                )

    def _callback_answer(self, interaction: Interaction) -> dict[str, Any]:
        shown = interaction.acknowledged in {MESSAGE, THINKING} and interaction.original is not None
        original = interaction.original or {}
        state: dict[str, Any] = {"id": interaction.id, "type": interaction.type}
        if shown:
            state |= {
                "response_message_id": original["id"],
                "response_message_loading": bool(original["flags"] & LOADING),
                "response_message_ephemeral": bool(original["flags"] & EPHEMERAL),
            }
        answer: dict[str, Any] = {"interaction": state}
        if shown:
            answer["resource"] = {"type": interaction.acknowledged, "message": original}
        return answer

    async def follow_up(self, request: web.Request) -> Any:
        world = self._world
        body, files = await read_body(request)
        interaction = self._require_open(request)
        check_message(body, files)
        if interaction.original and interaction.original["flags"] & LOADING:
            world.write(interaction.original, body, files)
            return interaction.original
        interaction.followups += 1
        if interaction.is_guest and interaction.followups > MOST_FOLLOW_UPS:
            raise Refusal(400, 40094)
        flags = int(body.get("flags", 0)) & EPHEMERAL
        return world.add_message(interaction.channel, world.bot, body, files, flags=flags)

    async def message(self, request: web.Request) -> Any:
        return self._require_message(request, self._require_open(request))

    async def edit(self, request: web.Request) -> Any:
        body, files = await read_body(request)
        message = self._require_message(request, self._require_open(request))
        check_message(body, files, is_edit=True)
        self._world.write(message, body, files)
        message["edited_timestamp"] = self._world.stamp()
        return message

    async def delete(self, request: web.Request) -> Any:
        interaction = self._require_open(request)
        message = self._require_message(request, interaction)
        del interaction.channel.messages[message["id"]]
        return None

    def _require_open(self, request: web.Request) -> Interaction:
        """A token that was never acknowledged opens nothing; one of fifteen minutes ago no more."""
        interaction = self._world.interactions.get(request.match_info["token"])
        if interaction is None or interaction.acknowledged in {None, PROPOSALS, MODAL}:
            raise Refusal(404, 10015)
        if self._world.clock.now() - interaction.opened_at > LIFETIME:
            raise Refusal(401, 50027)
        return interaction

    def _require_message(self, request: web.Request, interaction: Interaction) -> dict[str, Any]:
        wanted = request.match_info["message"]
        message = interaction.original if wanted == "@original" else interaction.channel.messages.get(wanted)
        if message is None or message["id"] not in interaction.channel.messages:
            raise Refusal(404, 10008)
        return message
