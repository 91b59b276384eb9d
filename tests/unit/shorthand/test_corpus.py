"""Every message of our own corpus reads exactly as written beside it."""

import json
from pathlib import Path

import pytest

from core.trades.shorthand import read_trade
from tests.builders.readings import Fact, facts_of

CORPUS = Path(__file__).parent / "corpus"


def lines() -> list[tuple[str, str, dict[str, Fact]]]:
    return [
        (path.stem, row["text"], row["expected"])
        for path in sorted(CORPUS.glob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


@pytest.mark.parametrize(("family", "text", "expected"), lines())
def test_a_message_reads_as_its_author_meant_it(family: str, text: str, expected: dict[str, Fact]) -> None:
    assert expected == facts_of(read_trade(text)), family


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    texts = [text for _, text, _ in lines()]

    assert len(texts) >= 150
    assert len(set(texts)) == len(texts)
