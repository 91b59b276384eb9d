"""Button data: small, signed, and only for whom it was drawn."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations.tokens import LONGEST_TOKEN, Keyring, Press
from core.identifiers import UserId

ANA, BEN = UserId(uuid4()), UserId(uuid4())
RING = Keyring([b"n" * 32, b"o" * 32])

presses = st.builds(
    Press,
    verb=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8),
    target=st.none() | st.uuids(),
    argument=st.text(max_size=5),
    revision=st.integers(0, 36**4 - 1),
).filter(lambda press: len(press.argument.encode("utf-8", "ignore")) <= 15)


@given(presses)
def test_a_press_survives_the_button(press: Press) -> None:
    token = RING.sign(press, ANA)

    assert press == RING.find_press(token, ANA)
    assert len(token.encode()) <= LONGEST_TOKEN


@given(presses)
def test_nobody_else_can_press_it(press: Press) -> None:
    assert RING.find_press(RING.sign(press, ANA), BEN) is None


@given(presses, st.data())
def test_a_changed_token_is_no_token(press: Press, data: st.DataObject) -> None:
    token = RING.sign(press, ANA)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(
        st.characters(min_codepoint=33, max_codepoint=126).filter(lambda sign: sign != token[place])
    )
    forged = token[:place] + other + token[place + 1 :]

    found = RING.find_press(forged, ANA)
    assert found is None or found == press  # the last sign of the MAC carries spare bits


@given(st.text(max_size=100))
def test_any_text_is_read_without_raising(text: str) -> None:
    assert RING.find_press(text, ANA) is None


def test_a_token_of_the_older_key_still_works_and_of_a_retired_one_no_more() -> None:
    press = Press(verb="close", target=UUID(int=7), revision=3)
    older = Keyring([b"o" * 32]).sign(press, ANA)
    retired = Keyring([b"r" * 32]).sign(press, ANA)

    assert press == RING.find_press(older, ANA)
    assert RING.find_press(retired, ANA) is None


def test_what_does_not_fit_is_refused_when_it_is_drawn() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        RING.sign(Press(verb="pick", argument="x" * 60), ANA)


def test_a_ring_without_a_good_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Keyring([b"short"])
