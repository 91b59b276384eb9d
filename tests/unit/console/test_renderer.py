"""A screen becomes plain JSON, block by block."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from bots.console.renderer import name_screen, render_screen
from core.messaging.screen import (
    Action,
    Choices,
    Fact,
    Facts,
    Icon,
    InputHint,
    Item,
    Items,
    Picture,
    Screen,
    Span,
    Subject,
    Table,
    Text,
    Title,
    Tone,
    Weight,
    spans,
)

UNDO = Action(label="Deshacer", token="t", weight=Weight.QUIET, icon=Icon.UNDO)
TEXTS = st.text(max_size=40)
LINES = st.lists(st.builds(Span, TEXTS, st.sampled_from(Tone)), max_size=3).map(tuple)
ACTIONS = st.builds(
    Action, label=TEXTS, token=st.just("t"), weight=st.sampled_from(Weight), chosen=st.booleans()
)
BLOCKS = st.one_of(
    st.builds(Title, LINES),
    st.builds(Text, LINES),
    st.builds(Facts, st.lists(st.builds(Fact, TEXTS, LINES, LINES), max_size=3).map(tuple)),
    st.builds(Table, st.tuples(TEXTS, TEXTS), st.lists(st.tuples(LINES, LINES), max_size=2).map(tuple)),
    st.builds(
        Items, TEXTS, st.lists(st.builds(Item, name=TEXTS, line=LINES, action=ACTIONS), max_size=2).map(tuple)
    ),
    st.builds(Picture, asset=TEXTS, alt=TEXTS, width=st.integers(1, 2000), height=st.integers(1, 2000)),
    st.builds(Choices, rows=st.lists(st.tuples(ACTIONS), max_size=2).map(tuple), question=TEXTS),
    st.builds(InputHint, TEXTS),
)


def test_tones_and_buttons_go_along_as_they_are() -> None:
    screen = Screen(
        blocks=(
            Title(spans("closed ", Span("+1.27R", Tone.GAIN))),
            Choices(rows=((UNDO,),), question="Sure?"),
        ),
        subject=Subject(kind="trade", id="1", revision=3),
    )
    expected = {
        "name": "closed +1.27R",
        "private": False,
        "struck": False,
        "subject": {"kind": "trade", "id": "1", "revision": 3},
        "blocks": [
            {
                "type": "title",
                "line": [{"text": "closed ", "tone": "plain"}, {"text": "+1.27R", "tone": "gain"}],
            },
            {
                "type": "choices",
                "question": "Sure?",
                "rows": [
                    [{"label": "Deshacer", "token": "t", "weight": "quiet", "chosen": False, "icon": "undo"}]
                ],
            },
        ],
    }
    assert expected == render_screen(screen, {})


def test_buttons_without_a_question_answer_the_words_above_them() -> None:
    screen = Screen(
        blocks=(Title(spans("How was it?")), Text(spans("Entry?", "  ", "1 of 3")), Choices(rows=()))
    )
    assert "Entry? 1 of 3" == _blocks(screen)[-1]["question"]


def test_a_picture_without_a_file_is_missing() -> None:
    picture = Picture(asset="chart:1", alt="November", width=1080, height=1350)
    assert None is _blocks(Screen(blocks=(picture,)))[0]["file"]
    assert "a.png" == _blocks(Screen(blocks=(picture,)), {"chart:1": "a.png"})[0]["file"]


def test_a_message_is_named_by_its_first_words_or_its_finding() -> None:
    picture = Picture(asset="chart:1", alt="November: +6.2R", width=1, height=1)
    assert "November: +6.2R" == name_screen(Screen(blocks=(Choices(rows=()), picture)))
    assert "" == name_screen(Screen(blocks=()))


def test_a_short_list_of_numeric_columns_means_the_rest_are_words() -> None:
    table = Table(("a", "b"), (), (True,))
    assert [True, False] == [column["numeric"] for column in _blocks(Screen(blocks=(table,)))[0]["columns"]]


@given(st.lists(BLOCKS, max_size=5).map(tuple))
def test_every_screen_can_be_drawn_and_keeps_its_blocks(blocks: tuple[object, ...]) -> None:
    rendered = render_screen(Screen(blocks=blocks), {})  # pyright: ignore
    again = msgspec.json.decode(msgspec.json.encode(rendered))
    assert len(blocks) == len(again["blocks"])


def _blocks(screen: Screen, pictures: dict[str, str] | None = None) -> list[dict[str, object]]:
    return render_screen(screen, pictures or {})["blocks"]  # pyright: ignore
