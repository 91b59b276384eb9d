"""Screens as Telegram shows them: within every limit, whatever was typed into them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.calls import sending
from bots.telegram.objects import entities_of, keyboard_of
from bots.telegram.payloads import AlbumPayload, PhotoPayload, TextPayload
from bots.telegram.places import Place
from bots.telegram.renderer import render
from bots.telegram.wording import Mark, Marked, Wording, Writer, split, units
from core.messaging.screen import (
    Action,
    Choices,
    Fact,
    Facts,
    InputHint,
    Item,
    Items,
    Link,
    Opens,
    Picture,
    Screen,
    Span,
    Table,
    Text,
    Title,
    Tone,
    Weight,
    spans,
)
from tests.platforms.telegram.bot_api.limits import MOST_ENTITIES, check_caption, check_markup, check_text
from tests.platforms.telegram.outgoing import button, card, chart_card


def only_text(*blocks: Any, direct: bool = True) -> TextPayload:
    (payload,) = render(Screen(blocks=blocks), direct=direct)
    assert isinstance(payload, TextPayload)
    return payload


def labels(payload: TextPayload | PhotoPayload) -> list[list[str]]:
    return [[made.label for made in row] for row in payload.keyboard]


def test_strong_words_are_bold_and_counted_in_utf16_units() -> None:
    payload = only_text(Text(spans("😀 ▲ ", Span("+1.83R", Tone.STRONG), " booked")))
    assert payload.wording == Wording("😀 ▲ +1.83R booked", (Marked(Mark.BOLD, 5, 6),))


def test_gain_and_loss_are_said_by_their_sign() -> None:
    payload = only_text(Text(spans(Span("+1R", Tone.GAIN), " ", Span("−1R", Tone.LOSS))))
    assert payload.wording == Wording("+1R −1R")


def test_few_facts_are_lines_with_their_notes() -> None:
    facts = Facts(
        (Fact("Stop", spans("1.0820"), spans("30 pips, −$150 = 1R")), Fact("Target", spans("1.0910")))
    )
    assert only_text(facts).wording.text == "Stop 1.0820 · 30 pips, −$150 = 1R\nTarget 1.0910"


def test_where_sentences_explain_the_explained_stands_out() -> None:
    facts = Facts(
        (Fact("/undo", spans("Take back the latest change")), Fact("/help", spans("What I can do")))
    )
    wording = only_text(facts).wording
    assert "/undo Take back the latest change\n/help What I can do" == wording.text
    assert (Marked(Mark.BOLD, 0, 5), Marked(Mark.BOLD, 34, 5)) == wording.marks


def test_many_short_facts_stand_in_columns() -> None:
    rows = [
        Fact("Trades", spans("41")),
        Fact("Win rate", spans("54 %")),
        Fact("Net", spans("+6.2R")),
        Fact("Best", spans("+3R")),
    ]
    wording = only_text(Facts(tuple(rows))).wording
    assert wording.text.split("\n") == [
        "Trades       41",
        "Win rate   54 %",
        "Net       +6.2R",
        "Best        +3R",
    ]
    assert wording.marks == (Marked(Mark.PRE, 0, len(wording.text)),)


def test_a_table_is_aligned_and_numbers_stand_right() -> None:
    table = Table(
        ("Day", "R"), ((spans("Mon"), spans("+1.9")), (spans("Tue"), spans("−10.5"))), (False, True)
    )
    assert only_text(table).wording.text.split("\n") == ["Day      R", "Mon   +1.9", "Tue  −10.5"]


def test_a_table_too_wide_for_a_phone_becomes_lines() -> None:
    table = Table(
        ("Name", "What"), ((spans("Ben"), spans("size doubled after losses, focus broken 4 of 5")),)
    )
    assert only_text(table).wording.text == "Ben  size doubled after losses, focus broken 4 of 5"


def test_the_first_column_keeps_its_blanks_at_the_start_of_a_block() -> None:
    table = Table(("", ""), ((spans("1"), spans("a")), (spans("10"), spans("b"))), (True, False))
    payload = only_text(Title(spans("T")), table)
    assert payload.wording.text == "T\n 1  a\n10  b"
    assert payload.wording.marks[1] == Marked(Mark.PRE, 2, 11)


def test_numbered_lines_have_buttons_that_name_them() -> None:
    items = Items(
        "Needs you",
        tuple(
            Item(name=name, line=spans("silent"), action=button("Open", f"o.{name}"))
            for name in ("Ben", "Caro", "Dan")
        ),
    )
    payload = only_text(items)
    assert payload.wording.text == "Needs you\n1 Ben  silent\n2 Caro  silent\n3 Dan  silent"
    assert labels(payload) == [["Open Ben", "Open Caro"], ["Open Dan"]]


def test_a_chosen_value_is_ticked() -> None:
    payload = only_text(
        Text(spans("x")), Choices(rows=((button("8", chosen=True), button("9", weight=Weight.DANGER)),))
    )
    assert [(made.label, made.style) for made in payload.keyboard[0]] == [("✓ 8", "success"), ("9", "danger")]


def test_more_than_eight_in_a_row_go_on_below() -> None:
    payload = only_text(Text(spans("x")), Choices(rows=(tuple(button(str(n), f"n.{n}") for n in range(10)),)))
    assert [len(row) for row in payload.keyboard] == [8, 2]


def test_more_than_a_hundred_buttons_are_cut() -> None:
    rows = tuple((button(str(n), f"n.{n}"),) for n in range(130))
    assert len(only_text(Text(spans("x")), Choices(rows=rows)).keyboard) == 100


def test_button_data_over_64_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        render(card(buttons=(button(token="é" * 33),)), direct=True)


def test_an_awaited_answer_is_forced_in_a_group_only() -> None:
    hint = InputHint("Stop, for example 1.0820")
    assert only_text(Text(spans("Stop?")), hint, direct=False).asks == "Stop, for example 1.0820"
    assert only_text(Text(spans("Stop?")), hint, direct=True).asks is None


def test_buttons_win_over_a_forced_reply() -> None:
    payload = only_text(
        Text(spans("Stop?")), InputHint("Stop"), Choices(rows=((button("No stop"),),)), direct=False
    )
    assert (payload.asks, labels(payload)) == (None, [["No stop"]])


def test_a_picture_carries_the_words_and_buttons() -> None:
    (payload,) = render(chart_card("November", buttons=(button(),)), direct=True)
    assert isinstance(payload, PhotoPayload)
    assert (payload.asset, payload.caption.text, labels(payload)) == ("chart:1", "November", [["Close"]])


def test_words_too_long_for_a_caption_follow_the_picture() -> None:
    photo, text = render(chart_card("word " * 300, buttons=(button(),)), direct=True)
    assert isinstance(photo, PhotoPayload)
    assert isinstance(text, TextPayload)
    assert (photo.caption.text, labels(photo), labels(text)) == ("", [], [["Close"]])


def pictures(count: int, *lines: str, buttons: tuple[Action, ...] = ()) -> Screen:
    shown = [block for number in range(count) for block in chart_card(asset=str(number)).blocks]
    return Screen(blocks=(*card(*lines, buttons=buttons).blocks, *shown))


def test_several_pictures_are_an_album_with_the_words_below() -> None:
    (album,) = render(pictures(3, "a"), direct=True)
    assert album == AlbumPayload(
        assets=("0", "1", "2"), caption=Wording("EURUSD ▲\na", (Marked(Mark.BOLD, 0, 8),))
    )


def test_the_buttons_of_an_album_stand_below_it_with_the_words() -> None:
    album, text = render(pictures(2, "a", buttons=(button(),)), direct=True)
    assert album == AlbumPayload(assets=("0", "1"), caption=Wording(""))
    assert isinstance(text, TextPayload)
    assert ("EURUSD ▲\na", [["Close"]]) == (text.wording.text, labels(text))


def test_more_than_ten_pictures_are_several_albums() -> None:
    first, second = render(pictures(11), direct=True)
    assert isinstance(first, AlbumPayload)
    assert (10, PhotoPayload(asset="10", caption=Wording(""))) == (len(first.assets), second)


def test_an_empty_screen_still_says_something() -> None:
    assert only_text().wording.text == "…"


def test_a_long_text_is_cut_at_its_lines() -> None:
    pieces = split(Wording("\n".join(["a" * 100] * 60)))
    assert [len(piece.text) for piece in pieces] == [4039, 2019]


def test_marks_are_cut_with_the_text() -> None:
    writer = Writer()
    writer.write("x" * 4090)
    writer.write("b" * 20, Mark.BOLD)
    first, second = split(writer.wording())
    assert (first.marks, second.marks) == ((Marked(Mark.BOLD, 4090, 6),), (Marked(Mark.BOLD, 0, 14),))


def test_a_surrogate_pair_is_never_torn() -> None:
    pieces = split(Wording("a" + "😀" * 3000))
    assert [units(piece.text) for piece in pieces] == [4095, 1906]


TYPED = st.text(max_size=400) | st.sampled_from(
    ["😀" * 700, "\u202eevil", "<b>x</b>", "\n\n\n\n", " ", "word " * 400, "👩‍👩‍👧"]
)
SPANS = st.lists(st.builds(Span, TYPED, st.sampled_from(Tone)), max_size=3).map(tuple)
ACTIONS = st.builds(
    Action,
    label=TYPED,
    token=st.text("abcdefgh.", min_size=1, max_size=64),
    weight=st.sampled_from(Weight),
    chosen=st.booleans(),
)
BLOCKS = st.one_of(
    st.builds(Title, SPANS),
    st.builds(Text, SPANS),
    st.builds(Facts, st.lists(st.builds(Fact, TYPED, SPANS, SPANS), max_size=6).map(tuple)),
    st.builds(
        Table,
        st.tuples(TYPED, TYPED),
        st.lists(st.tuples(SPANS, SPANS), max_size=5).map(tuple),
        st.just((False, True)),
    ),
    st.builds(
        Items,
        TYPED,
        st.lists(st.builds(Item, name=TYPED, line=SPANS, action=st.none() | ACTIONS), max_size=4).map(tuple),
    ),
    st.builds(Picture, asset=st.just("chart:1"), alt=TYPED, width=st.just(1080), height=st.just(1080)),
    st.builds(
        Choices,
        rows=st.lists(st.lists(ACTIONS, max_size=11).map(tuple), max_size=12).map(tuple),
        question=TYPED,
    ),
    st.builds(InputHint, TYPED),
    st.builds(
        Link,
        label=TYPED,
        payload=st.text("aZ0_-", max_size=64),
        opens=st.sampled_from(Opens),
        spelled=st.booleans(),
    ),
)


@given(blocks=st.lists(BLOCKS, max_size=7).map(tuple), direct=st.booleans())
def test_every_screen_is_taken_by_the_platform(blocks: Any, direct: bool) -> None:
    payloads = render(Screen(blocks=blocks), direct=direct, username="ams_test_bot")
    assert payloads
    for payload in payloads:
        if isinstance(payload, PhotoPayload):
            text, markup = payload.caption.text, keyboard_of(payload.keyboard)
            entities = [entity.to_dict() for entity in entities_of(payload.caption)]
            check_caption(text, entities)
            check_markup(markup.to_dict() if markup else None)
        elif isinstance(payload, AlbumPayload):
            assert 2 <= len(payload.assets) <= 10
            text, entities = payload.caption.text, [each.to_dict() for each in entities_of(payload.caption)]
            check_caption(text, entities)
        else:
            call = sending(Place(1, None), payload)
            text, entities = call["text"], call.get("entities", [])
            check_text(text, entities)
            check_markup(call.get("reply_markup"))
        assert len(entities) <= MOST_ENTITIES
        assert "\u202e" not in text
