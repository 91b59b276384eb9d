"""The nonce under which Discord takes a message once only, made of the outbox row's id."""

from uuid import UUID

LONGEST = 25
"""Characters. Source: Discord, Message resource (nonce)."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST_PAGES = len(_DIGITS)


def make_nonce(outbox_id: UUID, page: int = 0) -> str:
    """The nonce of a message's n-th page: the 122 free bits of the id in base 36, and one sign for the page."""
    number = _free_bits(outbox_id)
    signs = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        signs = _DIGITS[digit] + signs
    return signs.rjust(LONGEST - 1, "0") + _DIGITS[page % _MOST_PAGES]


def _free_bits(outbox_id: UUID) -> int:
    """Version and variant are the same in all our ids: without them the rest fits."""
    time, middle, rest = outbox_id.int >> 80, outbox_id.int >> 64 & 0xFFF, outbox_id.int & (1 << 62) - 1
    return (time << 12 | middle) << 62 | rest
