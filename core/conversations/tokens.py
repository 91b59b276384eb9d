"""Button data: what a press means, signed so that nobody can invent or borrow one."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256
from uuid import UUID

from msgspec import Struct

from core.identifiers import UserId

LONGEST_TOKEN = 64
"""Bytes. Source: Telegram Bot API, InlineKeyboardButton.callback_data."""

_MAC_BYTES = 8
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Press(Struct, frozen=True, kw_only=True):
    """`revision` is that of the target when the button was drawn. Verb and argument together have room
    for 23 bytes beside a target and a revision below 1.6 million, for 45 without a target.
    """

    verb: str
    target: UUID | None = None
    argument: str = ""
    revision: int = 0


Sign = Callable[[Press], str]


class Keyring:
    """Signs with the newest key and accepts all; keys go out of use by leaving the ring.

    The owner is part of what is signed but not of the token: another person's press reads as forged.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take the secret keys, newest first.

        Raises:
            ValueError: there is none, or one is shorter than 16 bytes.
        """
        if not keys or any(len(key) < 16 for key in keys):
            raise ValueError("button data needs secret keys of at least 16 bytes")
        self._keys = tuple(sha256(b"ams button data\0" + key).digest() for key in keys)

    def sign(self, press: Press, owner: UserId) -> str:
        """Write the press as a token for `owner`.

        Raises:
            ValueError: it does not fit, or the verb holds a dot.
        """
        body = _write(press)
        token = f"{body}.{_mac(self._keys[0], body, owner)}"
        if len(token.encode()) > LONGEST_TOKEN:
            raise ValueError(f"button data for {press.verb!r} is longer than {LONGEST_TOKEN} bytes")
        return token

    def signer(self, owner: UserId) -> Sign:
        """Bind the ring to one owner."""
        return lambda press: self.sign(press, owner)

    def find_press(self, token: str, owner: UserId) -> Press | None:
        """Read a token back; None if it is foreign, forged, of a retired key, or no token at all."""
        body, dot, mac = token.rpartition(".")
        if not dot or len(token) > LONGEST_TOKEN:
            return None
        given = mac.encode()
        if not any(hmac.compare_digest(_mac(key, body, owner).encode(), given) for key in self._keys):
            return None
        return _read(body)


def _mac(key: bytes, body: str, owner: UserId) -> str:
    digest = hmac.digest(key, owner.bytes + body.encode("utf-8", "surrogatepass"), "sha256")
    return _encode(digest[:_MAC_BYTES])


def _write(press: Press) -> str:
    if not press.verb or "." in press.verb or press.revision < 0:
        raise ValueError("a press needs a verb without dots and a revision from 0")
    target = _encode(press.target.bytes) if press.target else ""
    return f"{press.verb}.{press.argument}.{_base36(press.revision)}.{target}"


def _read(body: str) -> Press:
    head, revision, target = body.rsplit(".", 2)
    verb, _, argument = head.partition(".")
    return Press(
        verb=verb,
        argument=argument,
        revision=int(revision, 36),
        target=UUID(bytes=_decode(target)) if target else None,
    )


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
