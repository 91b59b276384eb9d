"""Signs that hang one number on another."""

JOINS: dict[str, str] = {"-": "-", "_": "-", "/": "/", ",": ",", "&": ",", ";": ",", ">": ">", ":": "-"}
"""Sign to the kind of joint: a range, a slash, a list, an arrow."""
