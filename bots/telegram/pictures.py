"""Pictures on their way: a picture that this bot sent before goes by its id, without an upload."""

from hashlib import sha256

from telegram import InputFile, Message

MOST_REMEMBERED = 1000
FILE_NAME = "picture.png"


class SentPictures:
    """File ids by content. They are one bot's own, and only a saving: forgetting one costs an upload."""

    def __init__(self) -> None:
        self._file_ids: dict[bytes, str] = {}

    def find(self, content: bytes) -> str | None:
        return self._file_ids.get(sha256(content).digest())

    def forget(self, content: bytes) -> None:
        self._file_ids.pop(sha256(content).digest(), None)

    def remember(self, content: bytes, sent: Message | bool) -> None:  # noqa: FBT001 - as the library returns it
        """Note the largest size of the photo that came back."""
        if isinstance(sent, bool) or not sent.photo:
            return
        if len(self._file_ids) >= MOST_REMEMBERED:
            self._file_ids.pop(next(iter(self._file_ids)))
        self._file_ids[sha256(content).digest()] = sent.photo[-1].file_id

    def to_send(self, content: bytes) -> str | InputFile:
        return self.find(content) or InputFile(content, filename=FILE_NAME, attach=False)
