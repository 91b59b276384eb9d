"""What a benchmark measured: rounds of product, floor and peer, and the ratio that is judged."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

MARGIN = 0.2
"""A shared machine moves single rounds more than code does: a goal is missed only beyond this."""

Measure = Callable[[], Awaitable[float]]


class Verdict(StrEnum):
    MET = "met"
    WITHIN_MARGIN = "within margin"
    MISSED = "missed"
    NOT_JUDGED = "no goal"


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Rounds of `product` beside those of `against`, measured in the same `unit`.

    `ratio` says how many times better the product is: against/product where less is better, product/against
    where more is. `goal` is the least ratio wanted, None where the figure only gives a sense of scale.
    """

    name: str
    unit: str
    against_name: str
    product: tuple[float, ...]
    against: tuple[float, ...]
    goal: float | None = None
    more_is_better: bool = False

    @property
    def ratios(self) -> tuple[float, ...]:
        pairs = zip(self.product, self.against, strict=True)
        if self.more_is_better:
            return tuple(ours / theirs for ours, theirs in pairs)
        return tuple(theirs / ours for ours, theirs in pairs)

    @property
    def ratio(self) -> float:
        """The median of the rounds' own ratios: two neighbours in time share the machine's mood."""
        return median(self.ratios)

    @property
    def verdict(self) -> Verdict:
        if self.goal is None:
            return Verdict.NOT_JUDGED
        if self.ratio >= self.goal:
            return Verdict.MET
        return Verdict.WITHIN_MARGIN if self.ratio >= self.goal * (1 - MARGIN) else Verdict.MISSED


async def alternate(measures: Mapping[str, Measure], rounds: int) -> dict[str, tuple[float, ...]]:
    """One warm-up round, then `rounds` more; within a round each is measured once, every other round backwards."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(rounds + 1):
        names = list(measures)
        for name in names if number % 2 else reversed(names):
            value = await measures[name]()
            if number:
                found[name].append(value)
    return {name: tuple(values) for name, values in found.items()}
