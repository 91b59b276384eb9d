"""The checklist of rules: all kept at once, single ones turned over, numbers typed."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogs.checklist import checks_of, is_finished, read_checks
from bots.dialogs.feelings import NoFeeling, TooLong, list_offered, read_feelings
from bots.dialogs.topics import RulesUnclear
from core.errors import Invalid

RULES = [(UUID(int=number), f"rule {number}") for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("typed", "marks", "then"),
    [
        ("all", None, "111!"),
        ("kept", "101", "111!"),
        ("2:0", None, "101"),
        ("2:0", "101", "101"),
        ("2:1", "101", "111"),
        ("done", "101", "101!"),
        ("1, 3", None, "010!"),
        ("broke 2", "111", "101!"),
    ],
)
def test_rules_are_ticked(typed: str, marks: str | None, then: str) -> None:
    assert then == read_checks(typed, RULES, marks)


@pytest.mark.parametrize("typed", ["", "4", "0", "two", "2:5", "9:0", "perhaps"])
def test_what_names_no_rule_is_refused(typed: str) -> None:
    with pytest.raises(RulesUnclear):
        read_checks(typed, RULES, None)


@given(st.text(max_size=20))
def test_whatever_is_typed_marks_every_rule_or_is_refused(typed: str) -> None:
    try:
        marks = read_checks(typed, RULES, "110")
    except RulesUnclear:
        return
    assert [rule for rule, _ in RULES] == list(checks_of(RULES, marks))
    assert is_finished(marks) == marks.endswith("!")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Calm", "calm"),
        ("calm, a bit tired", "calm, a bit tired"),
        ("calm tired", "calm, tired"),
        ("fomo and greedy", "fomo, greedy"),
        ("ruhig", "calm"),
        ("calm, ruhig", "calm"),
        ("so-so", "so-so"),
        ("😤", "😤"),
    ],
)
def test_feelings_are_words_each_once(typed: str, kept: str) -> None:
    assert kept == read_feelings(typed)


@pytest.mark.parametrize("typed", ["7", "", "...", "y", "8/10", "exit 1.0905", "sl be", "#retest"])
def test_a_number_or_an_order_is_no_feeling(typed: str) -> None:
    with pytest.raises(NoFeeling):
        read_feelings(typed)


def test_a_whole_story_is_no_feeling() -> None:
    with pytest.raises(TooLong):
        read_feelings("word " * 20)


@given(st.text(max_size=70))
def test_whatever_is_typed_is_a_feeling_that_reads_the_same_again_or_a_refusal(typed: str) -> None:
    try:
        kept = read_feelings(typed)
    except Invalid:
        return
    assert kept
    assert len(kept) <= 60


def test_own_words_are_offered_first_and_each_once() -> None:
    assert ["rushed", "calm", "confident", "anxious"] == list_offered(["rushed", "calm"], 4)
