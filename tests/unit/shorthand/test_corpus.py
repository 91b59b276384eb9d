"""Every message of our own corpus reads exactly as written beside it."""

import pytest

from core.trades.shorthand import read_trade
from tests.builders.readings import Fact, facts_of
from tests.unit.shorthand.corpus import list_facts, list_told, told_by


@pytest.mark.parametrize(("family", "text", "expected"), list_facts())
def test_a_message_reads_as_its_author_meant_it(family: str, text: str, expected: dict[str, Fact]) -> None:
    assert expected == facts_of(read_trade(text)), family


@pytest.mark.parametrize(("family", "text", "told"), list_told())
def test_what_a_message_tells_is_read_and_nothing_else(family: str, text: str, told: dict[str, Fact]) -> None:
    assert told == told_by(text), family


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    texts = [text for _, text, _ in (*list_facts(), *list_told())]

    assert len(texts) >= 400
    assert len(set(texts)) == len(texts)
