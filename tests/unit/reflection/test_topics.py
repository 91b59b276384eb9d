"""Which questions a trade still has: in order, each once, and none that was answered or skipped."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.fields.field import AskedAt, CustomField, FieldKind
from core.identifiers import FieldId, new_id
from core.reflection.topics import (
    Aspect,
    Questions,
    Topic,
    check_rules,
    find_answer,
    find_open_topic,
    find_topic,
    give_answer,
    is_missing,
    list_topics,
    pass_over,
)
from core.trades.facts import TradeFacts
from tests.builders.kept import MORNING, entry, facts, kept, leaving

SLEEP = CustomField(id=FieldId(new_id()), name="Sleep", kind=FieldKind.NUMBER, asked_at=AskedAt.ENTRY)
NEWS = CustomField(id=FieldId(new_id()), name="News", kind=FieldKind.YES_NO, asked_at=AskedAt.EXIT)
QUIET = CustomField(id=FieldId(new_id()), name="Chart", kind=FieldKind.TEXT, asked_at=AskedAt.NEVER)
OWN = Questions(fields=(SLEEP, NEWS, QUIET))
ANSWERS = {
    Aspect.SETUP: "breakout",
    Aspect.FEELING: "calm",
    Aspect.CONFIDENCE: "6",
    Aspect.ENTRY: "8",
    Aspect.EXIT: "7",
    Aspect.RULES: "yes",
    Aspect.NOTE: "patience",
}
CLOSED = facts(entry(), leaving())


def names(told: TradeFacts, asked: Questions = OWN, *, with_note: bool = False) -> list[str]:
    topics = list_topics(kept(told), asked, with_note=with_note)
    return [topic.field.name if topic.field else topic.name for topic in topics]


def test_an_open_trade_is_asked_for_what_is_fresh_at_the_entry() -> None:
    assert ["setup", "feeling", "confidence", "Sleep"] == names(facts())


def test_a_closed_trade_is_asked_for_scores_rules_and_what_the_entry_lacked() -> None:
    wanted = ["setup", "feeling", "entry", "exit", "rules", "Sleep", "News"]
    assert wanted == names(CLOSED)
    assert [*wanted, "note"] == names(CLOSED, with_note=True)


def test_a_setup_is_not_asked_for_before_there_is_one() -> None:
    assert "setup" not in names(CLOSED, Questions(has_setups=False))


def test_a_trade_from_before_a_question_is_not_asked_it() -> None:
    later = CustomField(
        id=FieldId(new_id()),
        name="Later",
        kind=FieldKind.TEXT,
        asked_at=AskedAt.ENTRY,
        since=MORNING + timedelta(minutes=1),
    )
    assert "Later" not in names(facts(), Questions(fields=(later,)))
    assert "Later" in names(CLOSED, Questions(fields=(later,)))


@pytest.mark.parametrize("aspect", Aspect)
def test_an_answer_that_is_given_is_found_and_taken_away_again(aspect: Aspect) -> None:
    topic = Topic(aspect=aspect)
    told = give_answer(CLOSED, topic, ANSWERS[aspect])
    assert ANSWERS[aspect] == find_answer(told, topic)
    assert not is_missing(told, topic)
    if aspect is not Aspect.NOTE:
        assert is_missing(give_answer(told, topic, None), topic)


def test_an_own_answer_is_kept_under_its_question() -> None:
    told = give_answer(CLOSED, Topic(field=SLEEP), "6.5")
    assert {SLEEP.id: "6.5"} == told.answers
    assert {} == give_answer(told, Topic(field=SLEEP), None).answers


def test_a_skipped_question_is_asked_no_more_until_it_is_answered_after_all() -> None:
    topic = Topic(aspect=Aspect.ENTRY)
    skipped = pass_over(pass_over(CLOSED, topic), topic)
    assert ("entry",) == skipped.passed
    assert not is_missing(skipped, topic)
    assert () == give_answer(skipped, topic, "8").passed


def test_broken_rules_say_that_not_all_were_kept() -> None:
    one, other = UUID(int=1), UUID(int=2)
    assert check_rules(CLOSED, {one: True, other: True}).rules_kept is True
    broken = check_rules(CLOSED, {one: True, other: False})
    assert broken.rules_kept is False
    assert check_rules(broken, {}).rules_kept is None
    assert give_answer(broken, Topic(aspect=Aspect.RULES), "yes").rule_checks == {}


def test_each_question_has_a_code_of_its_own() -> None:
    topics = list_topics(kept(CLOSED), OWN, with_note=True)
    codes = [topic.code for topic in topics]
    assert len(codes) == len(set(codes))
    assert topics == [find_topic(topics, code) for code in codes]


@given(st.lists(st.booleans(), min_size=12, max_size=12))
def test_answering_or_skipping_one_after_the_other_comes_to_an_end(skips: list[bool]) -> None:
    told, asked = replace(CLOSED), 0
    while (topic := find_open_topic(kept(told), OWN, with_note=True)) is not None:
        answer = "5" if topic.field else ANSWERS[topic.aspect or Aspect.NOTE]
        told = pass_over(told, topic) if skips[asked] else give_answer(told, topic, answer)
        asked += 1
    assert len(list_topics(kept(CLOSED), OWN, with_note=True)) == asked
