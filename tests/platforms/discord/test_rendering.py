"""Whatever a screen holds, Discord takes it; and what a person typed never becomes markup."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.discord.custom_id import read_custom_id, write_custom_id
from bots.discord.escaping import escape
from bots.discord.nonce import make_nonce
from bots.discord.renderer import Message, render, render_one
from core.messaging.screen import (
    Action,
    Choices,
    Fact,
    Facts,
    InputHint,
    Item,
    Items,
    Picture,
    Screen,
    Span,
    Table,
    Text,
    Title,
    Tone,
    spans,
)
from tests.platforms.discord.builders import make_screen
from tests.platforms.discord.server.limits import check_message
from tests.platforms.discord.server.people import list_buttons, read_text

words = st.text(max_size=60) | st.sampled_from(
    ["", " ", "\n", "**", "@everyone", "# x", "😀" * 700, "x" * 9000, "\\" * 1500]
)
lines = st.lists(st.builds(Span, words, st.sampled_from(Tone)), max_size=3).map(tuple)
actions = st.builds(
    Action,
    label=words,
    token=st.text(max_size=16).map("v.{}.1..mac".format),
    chosen=st.booleans(),
    form=st.none() | st.just("trade"),
)
facts = st.builds(Fact, words, lines, lines)
items = st.builds(Item, name=words, line=lines, action=st.none() | actions)
blocks = st.one_of(
    st.builds(Title, lines),
    st.builds(Text, lines),
    st.lists(facts, max_size=30).map(tuple).map(Facts),
    st.builds(Items, words, st.lists(items, max_size=12).map(tuple)),
    st.builds(
        Table,
        st.tuples(words, words),
        st.lists(st.tuples(lines, lines), max_size=40).map(tuple),
        st.just((False, True)),
    ),
    st.builds(Picture, asset=st.sampled_from(["a", "b"]), alt=words, width=st.just(1), height=st.just(1)),
    st.builds(Choices, rows=st.lists(st.lists(actions, max_size=12).map(tuple), max_size=4).map(tuple)),
    st.builds(InputHint, words),
)
screens = st.builds(Screen, blocks=st.lists(blocks, max_size=8).map(tuple))


def require_acceptable(message: Message) -> None:
    files = {str(number): file for number, file in enumerate(message.files)}
    check_message(message.body, files)


@settings(deadline=None)
@given(screens, st.sampled_from([{}, {"a": b"png"}, {"a": b"png", "b": b"png"}]))
def test_every_screen_fits(screen: Screen, pictures: dict[str, bytes]) -> None:
    messages = render(screen, pictures)
    for message in messages:
        require_acceptable(message)
    require_acceptable(render_one(screen, pictures))
    buttons = [button for message in messages for button in list_buttons(message.body)]
    assert len(screen.actions) == len(buttons)


short = st.text("abcdefgh", min_size=3, max_size=12)
told = st.one_of(
    st.builds(Title, short.map(spans)),
    st.builds(Text, short.map(spans)),
    st.lists(st.builds(Fact, short, short.map(spans), short.map(spans)), max_size=30).map(tuple).map(Facts),
    st.builds(Table, st.tuples(short), st.lists(st.tuples(short.map(spans)), max_size=300).map(tuple)),
    st.builds(
        Items, short, st.lists(st.builds(Item, name=short, line=short.map(spans)), max_size=60).map(tuple)
    ),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(told, max_size=12).map(tuple))
def test_no_word_is_lost_on_the_way(blocks: tuple[Any, ...]) -> None:
    shown = "\n".join(read_text(message.body) for message in render(Screen(blocks=blocks), {}))
    wanted = [span.text for block in blocks for span in _spans_of(block)]
    assert sorted(wanted) == sorted(re.findall("[a-h]{3,}", shown))


def _spans_of(block: Any) -> list[Span]:
    match block:
        case Title(line=line) | Text(line=line):
            return list(line)
        case Facts(rows=rows):
            return [span for row in rows for span in (Span(row.label), *row.value, *row.note)]
        case Table(columns=columns, rows=rows):
            return [Span(column) for column in columns] + [
                span for row in rows for cell in row for span in cell
            ]
        case Items(heading=heading, items=items):
            return [Span(heading), *[span for item in items for span in (Span(item.name), *item.line)]]
    raise AssertionError(block)


@given(st.text(max_size=200))
def test_typed_words_are_read_back_as_they_were(text: str) -> None:
    kept = escape(text)
    shown = "".join(sign for place, sign in enumerate(kept) if not _is_escape(kept, place))
    assert escape(shown) == kept


def _is_escape(text: str, place: int) -> bool:
    count = 0
    while place - count >= 0 and text[place - count] == "\\":
        count += 1
    return count % 2 == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("snake_case *x* ~~y~~ ||z|| `q`", r"snake\_case \*x\* \~\~y\~\~ \|\|z\|\| \`q\`"),
        ("# not a heading", r"\# not a heading"),
        ("- no list\n> no quote", "\\- no list\n\\> no quote"),
        ("[x](https://evil.example)", r"\[x\](https\://evil.example)"),
        ("@here <@&1> <t:1:R>", r"\@here \<@&1> \<t:1:R>"),
        ("−1.50R (+0.4 %)!", "−1.50R (+0.4 %)!"),
        ("a\u202eb\x00c", "abc"),
    ],
)
def test_markup_is_escaped(typed: str, shown: str) -> None:
    assert shown == escape(typed)


def test_the_point_is_the_first_thing_of_the_content() -> None:
    screen = Screen(
        blocks=(
            Title(spans("✓ EURUSD ▲ closed ", Span("+1.27R", Tone.GAIN))),
            Facts((Fact("held", spans("2 h 14 min")),)),
        )
    )
    (message,) = render(screen, {})
    assert message.body["content"] == "**✓ EURUSD ▲ closed +1.27R**"
    assert [{"name": "held", "value": "2 h 14 min", "inline": True}] == message.body["embeds"][0]["fields"]
    assert message.body["embeds"][0]["color"] == 0x62AEFF


def test_ten_scores_are_two_rows_of_five() -> None:
    (message,) = render(make_screen("Risk?", *[str(score) for score in range(1, 11)]), {})
    rows: list[Any] = message.body["components"]
    assert [["1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]] == [
        [button["label"] for button in row["components"]] for row in rows
    ]


def test_a_chosen_value_is_marked() -> None:
    screen = Screen(blocks=(Choices(rows=((Action(label="8", token="t", chosen=True),),)),))
    assert ["✓ 8"] == [button["label"] for button in list_buttons(render(screen, {})[0].body)]


def test_the_buttons_of_a_list_say_whose_they_are() -> None:
    action = Action(label="Open", token="t")
    screen = Screen(
        blocks=(Items("Needs you", (Item(name="Ben", line=spans("silent 3 days"), action=action),)),)
    )
    (message,) = render(screen, {})
    assert "1. Ben silent 3 days" in read_text(message.body)
    assert ["Open Ben"] == [button["label"] for button in list_buttons(message.body)]


def test_a_picture_that_is_missing_is_told() -> None:
    screen = Screen(blocks=(Picture(asset="a", alt="November: +6.2R", width=1, height=1),))
    (message,) = render(screen, {})
    assert (message.body["content"], message.files) == ("November: +6.2R", ())


@given(st.uuids(), st.uuids(), st.integers(0, 35))
def test_a_nonce_fits_and_is_nobody_elses(one: Any, other: Any, page: int) -> None:
    assert 25 == len(make_nonce(one, page))
    assert make_nonce(one, page) != make_nonce(one, page + 1)
    free = [uuid.int & ~(0xF << 76 | 0b11 << 62) for uuid in (one, other)]
    assert (free[0] == free[1]) == (make_nonce(one) == make_nonce(other))


@given(st.text(min_size=1, max_size=64).filter(lambda text: "~" not in text and not text.startswith("form:")))
def test_button_data_comes_back_as_it_was(token: str) -> None:
    taken: set[str] = set()
    for form in (None, "trade", None, "trade"):
        pressed = read_custom_id(write_custom_id(token, form, taken))
        assert (token, form) == (pressed.token, pressed.form)
    assert len(taken) == 4
