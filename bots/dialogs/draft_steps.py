"""The names of the questions about a new trade; also the keys of their answers."""

DIGITS, STOPSIDE, SYMBOL, SIDE, ENTRY, STOP, SIZE, POINT = (
    "digits",
    "stopside",
    "symbol",
    "side",
    "entry",
    "stop",
    "size",
    "point",
)
