"""How answers to a trader's own questions are read: numbers exactly, choices by their beginning, yes and no."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from core.fields.field import (
    AnswerTooLong,
    BadChoices,
    BadFieldName,
    CustomField,
    FieldKind,
    NotAChoice,
    NotANumber,
    NotYesOrNo,
    find_named,
    read_answer,
    require_choices,
    require_field_name,
    show_number,
)
from core.identifiers import FieldId, new_id


def a_field(kind: FieldKind = FieldKind.TEXT, *choices: str, name: str = "Session") -> CustomField:
    return CustomField(id=FieldId(new_id()), name=name, kind=kind, choices=choices)


SESSION = a_field(FieldKind.CHOICE, "London", "New York", "London close")


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        (a_field(), "  sold\ntoo early ", "sold\ntoo early"),
        (a_field(FieldKind.NUMBER), "4,5", "4.5"),
        (a_field(FieldKind.NUMBER), "1,234.50", "1234.50"),
        (a_field(FieldKind.NUMBER), "−3", "-3"),
        (a_field(FieldKind.NUMBER), "7 h", "7"),
        (a_field(FieldKind.NUMBER), "62%", "62"),
        (SESSION, "new", "New York"),
        (SESSION, "LONDON", "London"),
        (SESSION, "london c", "London close"),
        (a_field(FieldKind.YES_NO), "Yes.", "yes"),
        (a_field(FieldKind.YES_NO), "nein", "no"),
    ],
)
def test_an_answer_is_kept_in_one_form(field: CustomField, typed: str, answer: str) -> None:
    assert answer == read_answer(field, typed)


@pytest.mark.parametrize(
    ("field", "typed", "refusal"),
    [
        (a_field(FieldKind.NUMBER), "many", NotANumber),
        (a_field(FieldKind.NUMBER), "3 or 4", NotANumber),
        (SESSION, "Tokyo", NotAChoice),
        (SESSION, "", NotAChoice),
        (a_field(FieldKind.YES_NO), "perhaps", NotYesOrNo),
        (a_field(), "", AnswerTooLong),
        (a_field(), "x" * 501, AnswerTooLong),
    ],
)
def test_what_answers_something_else_is_refused(
    field: CustomField, typed: str, refusal: type[Invalid]
) -> None:
    with pytest.raises(refusal):
        read_answer(field, typed)


@given(st.sampled_from(FieldKind), st.text(max_size=60))
def test_whatever_is_typed_is_an_answer_or_a_refusal_and_reads_the_same_again(
    kind: FieldKind, typed: str
) -> None:
    field = a_field(kind, *(("a", "b") if kind is FieldKind.CHOICE else ()))
    try:
        answer = read_answer(field, typed)
    except Invalid:
        return
    assert answer == read_answer(field, answer)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_number_is_kept_exactly(number: Decimal) -> None:
    assert number == Decimal(read_answer(a_field(FieldKind.NUMBER), f"{number:f}"))


def test_a_number_is_shown_without_zeros_nobody_typed() -> None:
    assert ["6.5", "1,234.5", "7"] == [show_number(each) for each in ("6.50", "1234.50", "7")]


def test_choices_are_apart_by_commas_or_lines_and_each_once() -> None:
    assert ("London", "New York") == require_choices("London, New  York, london")
    assert ("A, quick", "B") == require_choices("A, quick\nB")
    for bad in ("London", ",".join(str(each) for each in range(11)), "a, " + "x" * 41):
        with pytest.raises(BadChoices):
            require_choices(bad)


def test_a_name_has_a_letter_and_no_colon() -> None:
    assert "Hours of sleep" == require_field_name(" Hours  of sleep ")
    for bad in ("", "7", "a:b", "x" * 41):
        with pytest.raises(BadFieldName):
            require_field_name(bad)
    assert SESSION == find_named([SESSION], " session ")
