"""An interaction as the gateway tells it."""

from typing import Any

from .world import DM, GROUP_DM, Channel, Interaction, World

_RIGHTS = {"view": 1 << 10, "send": 1 << 11, "embed": 1 << 14, "attach": 1 << 15, "threads": 1 << 38}
_IN_GUILD, _IN_BOT_DM, _IN_PRIVATE_CHANNEL = 0, 1, 2


def write_event(
    world: World, interaction: Interaction, data: dict[str, Any], message: dict[str, Any] | None
) -> dict[str, Any]:
    channel, user = interaction.channel, interaction.user
    event: dict[str, Any] = {
        "id": interaction.id,
        "application_id": world.application,
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel": channel.payload(),
        "channel_id": channel.id,
        "locale": user.locale,
        "entitlements": [],
        "authorizing_integration_owners": {"1": user.id},
        "attachment_size_limit": 10 * 1024 * 1024,
        "app_permissions": "2147483647",
    }
    if message is not None:
        event["message"] = message
    if channel.type in (DM, GROUP_DM):
        context = _IN_BOT_DM if channel.type == DM else _IN_PRIVATE_CHANNEL
        return event | {"user": user.payload(), "context": context}
    member = {"user": user.payload(), "roles": [], "joined_at": world.stamp(), "deaf": False}
    member |= {"mute": False, "flags": 0, "permissions": "2147483647"}
    guild = {"id": channel.guild, "locale": "en-US", "features": []}
    event |= {"app_permissions": str(rights_in_bits(channel))}
    if not channel.is_foreign:
        event |= {"authorizing_integration_owners": {"0": channel.guild}}
    return event | {"member": member, "guild_id": channel.guild, "guild": guild, "context": _IN_GUILD}


def rights_in_bits(channel: Channel) -> int:
    return sum(_RIGHTS[right] for right in channel.rights)
