"""What a message may be; anything else is an Invalid Form Body."""

from collections.abc import Mapping
from typing import Any

from .refusal import Refusal


def length(text: str) -> int:
    """In UTF-16 units: the strictest reading of the documented limits."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Report:
    """Collects what is wrong, by the path of the field."""

    def __init__(self) -> None:
        self.errors: dict[str, Any] = {}

    def note(self, path: str, code: str, message: str) -> None:
        self.errors[path] = {"_errors": [{"code": code, "message": message}]}

    def text(self, path: str, value: object, longest: int, *, shortest: int = 0) -> None:
        if not isinstance(value, str):
            self.note(path, "STRING_TYPE_CONVERT", "Could not interpret as a string.")
        elif not shortest <= length(value.strip() if shortest else value) <= longest:
            self.note(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {shortest} and {longest} in length.")

    def count(self, path: str, many: object, most: int, *, least: int = 0) -> list[Any]:
        if not isinstance(many, list):
            self.note(path, "LIST_TYPE_CONVERT", "Only iterables may be used.")
            return []
        if not least <= len(many) <= most:
            self.note(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        return many

    def close(self) -> None:
        if self.errors:
            raise Refusal(400, 50035, errors=self.errors)


def check_message(body: Mapping[str, Any], files: Mapping[str, Any], *, is_edit: bool = False) -> None:
    """Refuse a message body that Discord would refuse."""
    report = Report()
    content = body.get("content") or ""
    report.text("content", content, 2000)
    if "nonce" in body:
        report.text("nonce", str(body["nonce"]), 25)
    embeds = report.count("embeds", body.get("embeds") or [], 10)
    for number, embed in enumerate(embeds):
        _check_embed(report, f"embeds[{number}]", embed, body)
    if sum(_embed_length(embed) for embed in embeds) > 6000:
        report.note("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
    components = body.get("components") or []
    _check_rows(report, components)
    for number, attachment in enumerate(body.get("attachments") or []):
        if str(attachment.get("id")) not in files and length(str(attachment.get("id"))) < 15:
            report.note(f"attachments[{number}]", "ATTACHMENT_NOT_FOUND", "Attachment data not found")
        report.text(f"attachments[{number}].description", attachment.get("description") or "", 1024)
    report.close()
    empty = not (content.strip() or embeds or files or components)
    if empty and (not is_edit or {"content", "embeds"} <= body.keys()):
        raise Refusal(400, 50006)


def _check_embed(report: Report, path: str, embed: Mapping[str, Any], body: Mapping[str, Any]) -> None:
    report.text(f"{path}.title", embed.get("title", ""), 256)
    report.text(f"{path}.description", embed.get("description", ""), 4096)
    report.text(f"{path}.footer.text", embed.get("footer", {}).get("text", ""), 2048)
    for number, field in enumerate(report.count(f"{path}.fields", embed.get("fields", []), 25)):
        report.text(f"{path}.fields[{number}].name", field.get("name"), 256, shortest=1)
        report.text(f"{path}.fields[{number}].value", field.get("value"), 1024, shortest=1)
    url = embed.get("image", {}).get("url", "")
    names = {attachment.get("filename") for attachment in body.get("attachments") or []}
    if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
        report.note(f"{path}.image.url", "EMBED_IMAGE_REFERENCE", "Referenced attachment not found")
    if not embed.keys() - {"type", "color"}:
        report.note(path, "BASE_TYPE_REQUIRED", "An embed must not be empty.")


def _embed_length(embed: Mapping[str, Any]) -> int:
    texts = [embed.get("title", ""), embed.get("description", ""), embed.get("footer", {}).get("text", "")]
    for field in embed.get("fields", []):
        texts += [str(field.get("name", "")), str(field.get("value", ""))]
    return sum(length(text) for text in texts)


def _check_rows(report: Report, rows: object) -> None:
    taken: set[str] = set()
    for number, row in enumerate(report.count("components", rows, 5)):
        path = f"components[{number}]"
        if row.get("type") != 1:
            report.note(path, "UNION_TYPE_CHOICES", "Value of field 'type' must be 1.")
            continue
        for place, button in enumerate(report.count(f"{path}.components", row.get("components"), 5, least=1)):
            _check_button(report, f"{path}.components[{place}]", button, taken)


def _check_button(report: Report, path: str, button: Mapping[str, Any], taken: set[str]) -> None:
    if button.get("type") != 2 or button.get("style") not in {1, 2, 3, 4}:
        report.note(path, "UNION_TYPE_CHOICES", "Only buttons of styles 1 to 4 are served here.")
    report.text(f"{path}.label", button.get("label", ""), 80, shortest=0 if button.get("emoji") else 1)
    report.text(f"{path}.custom_id", button.get("custom_id"), 100, shortest=1)
    if button.get("custom_id") in taken:
        report.note(path, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    taken.add(str(button.get("custom_id")))
