"""What the payloads of links stand for: `/start log` is /log, `/start here` in a group brings the digest there."""

from collections.abc import Container

from msgspec.structs import replace

from bots.inbound import Inbound

GROUP = "here"
"""Rides on a link that adds the bot to a group."""

BY_LINK = "link"
"""Field of a command that nobody typed."""


def follow_link(inbound: Inbound, commands: Container[str]) -> Inbound:
    """The command that a link's payload names; others (invitations, codes) are left to /start."""
    if inbound.command != "start":
        return inbound
    if inbound.text == GROUP and not inbound.direct:
        return replace(inbound, command="digest", fields={**inbound.fields, BY_LINK: GROUP})
    if inbound.text in commands:
        return replace(inbound, command=inbound.text, text="")
    return inbound
