"""What a form may be, and what proposals may be; anything else is an Invalid Form Body."""

from collections.abc import Iterable, Mapping
from typing import Any

from .limits import Report

LABEL, ROW, TEXT_INPUT, STRING_SELECT, FILE_UPLOAD = 18, 1, 4, 3, 19
"""Source: Discord, Components reference (component types)."""


def check_modal(data: Mapping[str, Any]) -> None:
    """Refuse a form that Discord would refuse."""
    report = Report()
    report.text("data.title", data.get("title"), 45, shortest=1)
    report.text("data.custom_id", data.get("custom_id"), 100, shortest=1)
    tops = report.count("data.components", data.get("components"), 5, least=1)
    names = [box.get("custom_id") for box in list_boxes(tops)]
    if len(set(names)) != len(names):
        report.note(
            "data.components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
        )
    for number, top in enumerate(tops):
        if top.get("type") == LABEL:
            report.text(f"data.components[{number}].label", top.get("label"), 45, shortest=1)
            report.text(f"data.components[{number}].description", top.get("description") or "", 100)
        elif top.get("type") != ROW or any(box.get("type") != TEXT_INPUT for box in top["components"]):
            report.note(f"data.components[{number}]", "UNION_TYPE_CHOICES", "Only labels, or rows of text.")
    for number, box in enumerate(list_boxes(tops)):
        _check_box(report, f"data.components[{number}].component", box)
    report.close()


def list_boxes(tops: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The inputs of a form, in labels (type 18) or rows (type 1)."""
    found: list[Mapping[str, Any]] = []
    for top in tops:
        found += [top["component"]] if top.get("type") == LABEL else top.get("components", [])
    return found


def check_proposals(data: Mapping[str, Any]) -> None:
    """Refuse what may not be proposed while somebody types."""
    report = Report()
    for number, choice in enumerate(report.count("data.choices", data.get("choices"), 25)):
        report.text(f"data.choices[{number}].name", choice.get("name"), 100, shortest=1)
        report.text(f"data.choices[{number}].value", choice.get("value"), 100)
    report.close()


def _check_box(report: Report, path: str, box: Mapping[str, Any]) -> None:
    report.text(f"{path}.custom_id", box.get("custom_id"), 100, shortest=1)
    match box.get("type"):
        case 4:
            _check_text(report, path, box)
        case 3:
            _check_select(report, path, box)
        case 19:
            _check_range(report, path, box, 10)
        case _:
            report.note(path, "UNION_TYPE_CHOICES", "Text, select or file upload.")


def _check_text(report: Report, path: str, box: Mapping[str, Any]) -> None:
    report.text(f"{path}.placeholder", box.get("placeholder") or "", 100)
    most = box.get("max_length", 4000)
    report.text(f"{path}.value", box.get("value") or "", min(most, 4000))
    if box.get("style") not in {1, 2} or not 1 <= most <= 4000:
        report.note(path, "BASE_TYPE_CHOICES", "Styles 1 and 2, of 1 to 4000 characters.")
    if "label" in box and box["label"] is not None:
        report.note(f"{path}.label", "BASE_TYPE_FORBIDDEN", "The label stands around it.")


def _check_select(report: Report, path: str, box: Mapping[str, Any]) -> None:
    report.text(f"{path}.placeholder", box.get("placeholder") or "", 150)
    options = report.count(f"{path}.options", box.get("options"), 25, least=1)
    for number, option in enumerate(options):
        report.text(f"{path}.options[{number}].label", option.get("label"), 100, shortest=1)
        report.text(f"{path}.options[{number}].value", option.get("value"), 100, shortest=1)
        report.text(f"{path}.options[{number}].description", option.get("description") or "", 100)
    if len({option.get("value") for option in options}) != len(options):
        report.note(f"{path}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "Values must be unique.")
    _check_range(report, path, box, len(options))
    if sum(bool(option.get("default")) for option in options) > box.get("max_values", 1):
        report.note(f"{path}.options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "More defaults than max_values.")


def _check_range(report: Report, path: str, box: Mapping[str, Any], most: int) -> None:
    least, top = box.get("min_values", 1), box.get("max_values", 1)
    if not 0 <= least <= top or not 1 <= top <= most:
        report.note(f"{path}.max_values", "NUMBER_TYPE_MAX", f"0 <= min <= max <= {most}.")
    if box.get("required", True) and least == 0:
        report.note(f"{path}.min_values", "NUMBER_TYPE_MIN", "What is required takes at least one.")
