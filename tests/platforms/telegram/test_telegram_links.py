"""Links into the bot's chat, as buttons and as words to be passed on."""

import pytest

from bots.telegram.links import address_link
from bots.telegram.payloads import Button, TextPayload
from bots.telegram.renderer import render
from core.messaging.screen import Link, Opens, Screen


def test_a_link_is_a_button_or_stands_in_the_words() -> None:
    blocks = (Link(label="Open our chat", payload="log"), Link(label="", payload="KQ2-91_x", spelled=True))
    (payload,) = render(Screen(blocks=blocks), direct=False, username="ams_test_bot")
    assert isinstance(payload, TextPayload)
    assert "https://t.me/ams_test_bot?start=KQ2-91_x" == payload.wording.text
    assert (Button(label="Open our chat", url="https://t.me/ams_test_bot?start=log"),) == payload.keyboard[0]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        (Link(label=""), "https://t.me/b"),
        (Link(label="", opens=Opens.GROUP), "https://t.me/b?startgroup=here"),
        (Link(label="", opens=Opens.CHANNEL), "https://t.me/b?startchannel&admin=post_messages"),
        (Link(label="", payload="x" * 64), f"https://t.me/b?start={'x' * 64}"),
    ],
)
def test_links_lead_to_a_chat_a_group_or_a_channel(link: Link, address: str) -> None:
    assert address == address_link(link, "b")


@pytest.mark.parametrize("payload", ["x" * 65, "a b", "a/b", "é", "a.b"])
def test_a_payload_that_cannot_travel_is_a_mistake_of_ours(payload: str) -> None:
    with pytest.raises(ValueError, match="payload"):
        address_link(Link(label="", payload=payload), "b")
