"""A setup with its names: what finds it, what may be one, which two are probably the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from core.errors import Invalid, Refused
from core.identifiers import RuleId, StrategyId

LONGEST_NAME, LONGEST_ABOUT, LONGEST_TAG, LONGEST_RULE = 60, 1000, 30, 200
MOST_STRATEGIES, MOST_TAGS, MOST_RULES = 60, 12, 10
"""Rules: of one strategy, and of those for every trade; a checklist so has at most twice as many."""

_LEFT_OUT = str.maketrans("", "", " -_./")


class BadName(Invalid):
    """Field: `limit`."""

    code = "strategy_name"
    phrase = "A setup's name has 1 to {limit} characters, with a letter or number among them."


class AboutTooLong(Invalid):
    """Field: `limit`."""

    code = "strategy_about"
    phrase = "That is longer than {limit} characters. What is the heart of it?"


class NameTaken(Refused):
    """Field: `name`."""

    code = "strategy_taken"
    phrase = "{name} is a setup of yours already. Merge joins two into one."


class TooManyStrategies(Refused):
    """Field: `limit`."""

    code = "too_many_strategies"
    phrase = "{limit} setups are as many as I keep in the list. Retire or merge one first."


class BadTag(Invalid):
    """Fields: `limit`, `count`."""

    code = "strategy_tag"
    phrase = "Tags are short words, at most {count} of {limit} characters each."


class BadRule(Invalid):
    """Field: `limit`."""

    code = "rule_length"
    phrase = "A rule has 1 to {limit} characters. Shorter ones are easier to keep."


class TooManyRules(Refused):
    """Field: `limit`."""

    code = "too_many_rules"
    phrase = "{limit} rules are as many as anyone keeps. Retire one first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """`tags` are its other names, in small letters: `#bo` finds the breakout."""

    id: StrategyId
    name: str
    about: str | None = None
    tags: tuple[str, ...] = ()
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`strategy` None: for every trade."""

    id: RuleId
    strategy: StrategyId | None
    body: str
    is_active: bool = True


def plain_name(name: str) -> str:
    """What `break-out`, `Break out` and `#break_out` have in common; `statements.PLAIN_NAME` is the same in SQL."""
    return name.lower().translate(_LEFT_OUT)


def find_called(strategies: Iterable[Strategy], name: str) -> Strategy | None:
    """The strategy of that name, else the one with that tag."""
    plain = plain_name(name)
    found = [each for each in strategies if plain in (plain_name(word) for word in (each.name, *each.tags))]
    return next((each for each in found if plain_name(each.name) == plain), found[0] if found else None)


def list_lookalikes(strategies: Sequence[Strategy]) -> list[tuple[Strategy, Strategy]]:
    """Pairs that are probably one: `breakout` and `breakouts`, `pullback` and `pulback`."""
    return [
        pair for pair in combinations(strategies, 2) if _are_alike(*(plain_name(one.name) for one in pair))
    ]


def require_name(text: str) -> str:
    """The name in canonical form.

    Raises:
        BadName: it is empty, too long, or nothing but signs.
    """
    name = " ".join(text.split()).lstrip("#").strip()
    if not 0 < len(name) <= LONGEST_NAME or not any(sign.isalnum() for sign in name):
        raise BadName(limit=LONGEST_NAME)
    return name


def require_about(text: str) -> str:
    about = text.strip()
    if len(about) > LONGEST_ABOUT:
        raise AboutTooLong(limit=LONGEST_ABOUT)
    return about


def require_tags(text: str) -> tuple[str, ...]:
    """`#bo, #range break` apart at commas, hashes and line ends; without either, at spaces. Empty: none.

    Raises:
        BadTag: one is too long, or there are too many.
    """
    parts = text.replace("#", ",").replace("\n", ",").split(",")
    words = parts if len(parts) > 1 else text.split()
    tags = tuple(dict.fromkeys(" ".join(word.lower().split()) for word in words if word.strip()))
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise BadTag(limit=LONGEST_TAG, count=MOST_TAGS)
    return tags


def require_rules(text: str) -> tuple[str, ...]:
    """One rule a line, or apart by semicolons; bullets and numbers that people put before them are left out.

    Raises:
        BadRule: a line is too long, or there is none.
    """
    bodies = tuple(
        dict.fromkeys(body for line in text.replace(";", "\n").splitlines() if (body := _bare(line)))
    )
    if not bodies or any(len(body) > LONGEST_RULE for body in bodies):
        raise BadRule(limit=LONGEST_RULE)
    return bodies


def _bare(line: str) -> str:
    words = " ".join(line.split()).lstrip("-–—•*·").strip()
    number, dot, rest = words.partition(" ")
    return rest.strip() if dot and number.rstrip(".)").isdecimal() and number[-1] in ".)" else words


def _are_alike(one: str, other: str) -> bool:
    """At most one letter is added, left out or changed; short names have to be equal."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    at = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    return one[at + 1 :] == other[at + 1 :] or one[at + 1 :] == other[at:] or one[at:] == other[at + 1 :]
