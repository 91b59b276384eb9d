"""The engine leads through any dialog: in order, back, past, with answers in any order."""

from hypothesis import given
from hypothesis import strategies as st

from bots.dialogs.dialog import Answers, Dialog, Question, Step
from bots.dialogs.engine import (
    Asking,
    Filled,
    Finished,
    Move,
    Picked,
    Said,
    Skipped,
    State,
    WentBack,
    accepts,
    advance,
    begin,
    resume,
)
from bots.turn import Answer, Turn
from core.errors import Invalid

NAMES = ("side", "entry", "stop", "size")


class NotANumber(Invalid):
    phrase = "{text} is not a number."


def read_number(text: str, _: Answers) -> str:
    if not text.isdecimal() or not text.isascii():
        raise NotANumber(text=text)
    return str(int(text))


async def ask(_turn: Turn, _answers: Answers) -> Question:
    return Question(blocks=())


async def finish(_turn: Turn, _answers: Answers) -> Answer:
    return Answer()


def fill_pairs(text: str, _: Answers) -> dict[str, str]:
    pairs = (part.split("=") for part in text.split() if part.count("=") == 1)
    return {name: value for name, value in pairs if name in NAMES and value.isdecimal()}


def a_step(name: str, *, skippable: bool = False, unless: str | None = None) -> Step:
    return Step(
        name=name,
        ask=ask,
        read=read_number,
        skippable=skippable,
        applies=lambda answers: answers.get("side") != unless or unless is None,
    )


def a_dialog(version: int = 1, *, steps: tuple[Step, ...] | None = None) -> Dialog:
    all_steps = (a_step("side"), a_step("entry"), a_step("stop", skippable=True, unless="3"), a_step("size"))
    return Dialog(name="log", version=version, steps=steps or all_steps, finish=finish, fill=fill_pairs)


LOG = a_dialog()

texts = st.sampled_from(
    ["1", "3", "12", "x", "", "stop=4", "size=2 entry=9", "side=3", "side=1 entry=2 stop=3 size=4"]
)
moves: st.SearchStrategy[Move] = st.one_of(
    st.builds(Said, text=texts),
    st.builds(Picked, step=st.sampled_from([*NAMES, "gone"]), value=texts),
    st.builds(Skipped, step=st.none() | st.sampled_from(NAMES)),
    st.just(WentBack()),
    st.builds(Filled, values=st.dictionaries(st.sampled_from(NAMES), texts)),
)


@given(st.lists(moves, max_size=12))
def test_whatever_is_done_the_dialog_stays_sound(path: list[Move]) -> None:
    outcome = begin(LOG, {})
    for move in path:
        if isinstance(outcome, Finished):
            break
        step = LOG.find_step(outcome.state.step)
        assert step is not None
        assert step.applies(outcome.state.answers)
        outcome = advance(LOG, outcome.state, move)
    if isinstance(outcome, Finished):
        missing = [s.name for s in LOG.steps if s.applies(outcome.answers) and s.name not in outcome.answers]
        assert [] == missing
        assert all(value is None or value.isdecimal() for value in outcome.answers.values())


@given(st.permutations(NAMES))
def test_answers_in_any_order_end_the_dialog(order: list[str]) -> None:
    state = State(step="side", answers={})
    for name in order[:-1]:
        outcome = advance(LOG, state, Said(text=f"{name}=1"))
        assert isinstance(outcome, Asking)
        state = outcome.state

    assert Finished(answers=dict.fromkeys(NAMES, "1")) == advance(LOG, state, Said(text=f"{order[-1]}=1"))


@given(st.lists(moves, max_size=6), st.sampled_from(NAMES), st.sampled_from(["1", "12"]))
def test_picking_the_same_value_twice_is_picking_it_once(path: list[Move], name: str, value: str) -> None:
    outcome = begin(LOG, {})
    for move in path:
        if isinstance(outcome, Asking):
            outcome = advance(LOG, outcome.state, move)
    if isinstance(outcome, Finished):
        return
    pick = Picked(step=name, value=value)
    once = advance(LOG, outcome.state, pick)
    if isinstance(once, Asking):
        twice = advance(LOG, once.state, pick)
        assert once.state.answers == (twice.state.answers if isinstance(twice, Asking) else twice.answers)


def test_only_what_is_not_known_yet_is_asked() -> None:
    outcome = begin(LOG, {"side": "1", "stop": None})

    assert Asking(state=State(step="entry", answers={"side": "1", "stop": None})) == outcome


def test_an_answer_that_cannot_be_used_says_why_and_asks_again() -> None:
    outcome = advance(LOG, State(step="entry", answers={"side": "1"}), Said(text="abc"))

    assert isinstance(outcome, Asking)
    assert "abc is not a number." == str(outcome.refusal)
    assert State(step="entry", answers={"side": "1"}) == outcome.state


def test_back_shows_the_question_before_and_keeps_its_answer() -> None:
    outcome = advance(LOG, State(step="entry", answers={"side": "1"}), WentBack())

    assert Asking(state=State(step="side", answers={"side": "1"})) == outcome


def test_back_at_the_first_question_stays_there() -> None:
    state = State(step="side", answers={})

    assert Asking(state=state, at_start=True) == advance(LOG, state, WentBack())


def test_a_step_that_must_be_answered_cannot_be_skipped() -> None:
    state = State(step="entry", answers={"side": "1"})

    assert Asking(state=state) == advance(LOG, state, Skipped())


def test_a_step_that_does_not_apply_is_left_out() -> None:
    outcome = advance(LOG, State(step="entry", answers={"side": "3"}), Said(text="5"))

    assert Asking(state=State(step="size", answers={"side": "3", "entry": "5"})) == outcome


def test_a_form_keeps_what_it_can_use_and_asks_for_the_rest() -> None:
    outcome = advance(
        LOG, State(step="side", answers={}), Filled(values={"side": "1", "entry": "x", "size": "2"})
    )

    assert isinstance(outcome, Asking)
    assert State(step="entry", answers={"side": "1", "size": "2"}) == outcome.state
    assert "x is not a number." == str(outcome.refusal)


def test_a_newer_version_starts_over_with_the_answers_that_still_read() -> None:
    newer = a_dialog(2, steps=(a_step("stop"), a_step("side"), a_step("size")))
    state = State(step="entry", answers={"side": "1", "size": "many", "stop": None, "trade": "7"})

    assert (State(step="stop", answers={"side": "1", "trade": "7"}), True) == resume(newer, state, version=1)


def test_the_same_version_goes_on_where_it_was() -> None:
    state = State(step="stop", answers={"side": "1"})

    assert (state, False) == resume(LOG, state, version=1)


def test_a_text_is_accepted_exactly_when_the_open_step_reads_it() -> None:
    state = State(step="entry", answers={})

    assert (True, False) == (accepts(LOG, state, "5"), accepts(LOG, state, "exit 5"))
