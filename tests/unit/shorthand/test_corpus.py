"""Every message of our own corpus reads exactly as written beside it."""

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter

import pytest

from core.trades.shorthand import read_trade
from tests.builders.readings import Fact, facts_of
from tests.unit.shorthand.corpus import list_facts, list_told, told_by

Row = tuple[str, str, dict[str, Fact]]
Misread = dict[str, tuple[dict[str, Fact], dict[str, Fact]]]


def _by_family(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    return [(family, list(same)) for family, same in groupby(rows, key=itemgetter(0))]


def _list_misread(rows: list[Row], read: Callable[[str], dict[str, Fact]]) -> Misread:
    """By text what was expected and what was read, of those that differ."""
    pairs = ((text, expected, read(text)) for _, text, expected in rows)
    return {text: (expected, found) for text, expected, found in pairs if expected != found}


@pytest.mark.parametrize(("family", "rows"), _by_family(list_facts()))
def test_messages_read_as_their_author_meant_them(family: str, rows: list[Row]) -> None:
    assert {} == _list_misread(rows, lambda text: facts_of(read_trade(text))), family


@pytest.mark.parametrize(("family", "rows"), _by_family(list_told()))
def test_what_messages_tell_is_read_and_nothing_else(family: str, rows: list[Row]) -> None:
    assert {} == _list_misread(rows, told_by), family


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    texts = [text for _, text, _ in (*list_facts(), *list_told())]

    assert len(texts) >= 1500
    assert len(set(texts)) == len(texts)
