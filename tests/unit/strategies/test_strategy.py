"""What finds a setup, which two are probably one, and how rules and tags are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.identifiers import StrategyId, new_id
from core.strategies.strategy import (
    BadName,
    BadRule,
    BadTag,
    Strategy,
    find_called,
    list_lookalikes,
    plain_name,
    require_name,
    require_rules,
    require_tags,
)


def a_strategy(name: str, *tags: str) -> Strategy:
    return Strategy(id=StrategyId(new_id()), name=name, tags=tags)


BREAKOUT = a_strategy("Break-out", "bo", "range break")
GAP = a_strategy("bo gap", "gap")


@pytest.mark.parametrize("typed", ["breakout", "BREAK OUT", "break_out", "bo", "Range-Break"])
def test_a_setup_is_found_by_its_name_and_tags_however_they_are_written(typed: str) -> None:
    assert BREAKOUT == find_called([GAP, BREAKOUT], typed)


def test_a_name_goes_before_a_tag() -> None:
    called_bo = a_strategy("BO")
    assert called_bo == find_called([BREAKOUT, called_bo], "bo")
    assert find_called([BREAKOUT], "trend") is None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("breakout", "breakouts", True),
        ("pullback", "pulback", True),
        ("pullback", "pullbock", True),
        ("break-out", "breakout", True),
        ("gap", "gaps", False),
        ("long", "lone", False),
        ("breakout", "breakdown", False),
        ("trend day", "trend", False),
    ],
)
def test_two_that_differ_by_a_letter_look_like_one(one: str, other: str, *, alike: bool) -> None:
    assert alike == bool(list_lookalikes([a_strategy(one), a_strategy(other)]))


@pytest.mark.parametrize(
    ("typed", "name"), [("  London   range ", "London range"), ("#bo", "bo"), ("突破", "突破")]
)
def test_a_name_is_tidied(typed: str, name: str) -> None:
    assert name == require_name(typed)


@pytest.mark.parametrize("typed", ["", "#", "--", "x" * 61])
def test_a_name_needs_a_letter_and_has_an_end(typed: str) -> None:
    with pytest.raises(BadName):
        require_name(typed)


def test_tags_are_apart_by_hashes_commas_or_spaces() -> None:
    assert ("bo", "range break") == require_tags("#BO, #range break")
    assert ("bo", "rb") == require_tags("bo rb bo")
    assert () == require_tags(" ")
    with pytest.raises(BadTag):
        require_tags("x" * 31)


def test_rules_are_typed_one_a_line_with_bullets_and_numbers_left_out() -> None:
    typed = "- no news\n2. max three trades\n• 3 trades a week\n\n no news"
    assert ("no news", "max three trades", "3 trades a week") == require_rules(typed)
    assert ("no news", "stop set") == require_rules("no news; stop set")
    for nothing in ("", " \n-", "x" * 201):
        with pytest.raises(BadRule):
            require_rules(nothing)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_name_that_finds_itself_or_a_refusal(typed: str) -> None:
    try:
        name = require_name(typed)
    except BadName:
        return
    if plain_name(name):
        assert find_called([a_strategy(name)], name) is not None
