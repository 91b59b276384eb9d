"""Names and slugs of those who sit at the desk."""

import pytest

from bots.console.people import Member, choose_slug, tidy_name
from core.people.person import Role


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Sam", "sam"),
        ("Zoë Müller", "zoe-muller"),
        ("Ольга", "trader"),
        ("../etc", "etc"),
        ("Nora channel", "nora"),
    ],
)
def test_a_slug_is_plain_letters(name: str, slug: str) -> None:
    assert slug == choose_slug(name, set())


def test_a_taken_slug_gets_a_number() -> None:
    assert "ana-3" == choose_slug("Ana", {"ana", "ana-2"})


def test_a_name_is_one_visible_line_of_at_most_forty_letters() -> None:
    assert "Sam Vimes" == tidy_name("  Sam\n\u202eVimes\x00 ")
    assert 40 == len(tidy_name("x" * 500))
    assert "" == tidy_name("\n\t")


def test_a_mentor_speaks_in_a_channel_and_a_trader_in_a_private_chat() -> None:
    assert "nora-channel" == Member(slug="nora", name="Nora", role=Role.MENTOR).address.chat
    assert "ana" == Member(slug="ana", name="Ana").address.chat
